"""What visitors upload on its way into the server: in memory, never on a disk, and no more than fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from components.panels.own_table import quota

NO_DISK = 0  # bytes from which on Python's own files in memory go to the disk; none
FULL = "The server holds as much of visitors' files as it can; try again in a while."
_PATH = "/_stcore/upload_file/"
_MEGABYTE = 1_048_576  # bytes, as Streamlit counts them
_ARRIVING: list[tuple[str, int]] = []  # session and bytes of each upload that is under way


def keep_in_memory() -> None:
    """Keep uploads in memory, however large; server.maxUploadSize is the most that one may have."""
    MultiPartParser.spool_max_size = NO_DISK


class UploadQuota:
    """Refuse uploads for which there is no room, before anything of them is read.

    There is room for one file more than visitors' tables may have, so that whoever comes when it is full can be told on
    the page, in words: of what is refused here a browser tells the number only.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or refuse it."""
        if scope["type"] != "http" or scope["method"] != "PUT" or _PATH not in scope["path"]:
            await self._app(scope, receive, send)
            return
        size, session = _to_size(scope), scope["path"].rpartition(_PATH)[2].partition("/")[0]
        if not _has_room(size, session):
            await PlainTextResponse(FULL, HTTPStatus.INSUFFICIENT_STORAGE)(scope, receive, send)
            return
        with _counted(session, size):
            await self._app(scope, receive, send)


def _has_room(size: int, session: str) -> bool:
    """Tell whether so many bytes more fit, of all visitors and of the one who sends them.

    One may have a file on its way beside all that a visitor's tables may be, so that no session fills the server alone.
    """
    arriving = sum(others for _, others in _ARRIVING)
    if quota.count_held() + _waiting() + arriving + size > quota.read_limit().most + _to_largest():
        return False
    own = sum(others for sender, others in _ARRIVING if sender == session)
    return _waiting_of(session) + own + size <= quota.OF_VISITOR.most + _to_largest()


@contextmanager
def _counted(session: str, size: int) -> Iterator[None]:
    _ARRIVING.append((session, size))
    try:
        yield
    finally:
        _ARRIVING.remove((session, size))


def _to_size(scope: Scope) -> int:
    """Return the bytes that an upload says it has; where it says none, the most that are read of it."""
    stated = dict(scope["headers"]).get(b"content-length", b"").decode("latin-1")
    return int(stated) if stated.isdecimal() else _to_largest()


def _to_largest() -> int:
    return int(st.get_option("server.maxUploadSize")) * _MEGABYTE


def _waiting() -> int:
    """Return the bytes of files that have arrived and that no page has taken yet."""
    if not runtime.exists():
        return 0
    families = runtime.get_instance().uploaded_file_mgr.get_stats()
    return sum(getattr(stat, "byte_length", 0) for stats in families.values() for stat in stats)


def _waiting_of(session: str) -> int:
    """Return the bytes of the files of one session that have arrived and that it still has."""
    if not runtime.exists():
        return 0
    stored = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {})
    return sum(len(each.data) for each in stored.get(session, {}).values())

"""Uploads on their way into the server: kept in memory, bounded by quota middleware."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.messages.sentence import Sentence
from components.panels.own_table import quota
from components.panels.server import streamlit_internals

FULL = Sentence("The server has no room for more files at the moment. Try again later.")
_MEGABYTE = 1_048_576  # bytes, as Streamlit counts them
_ARRIVING: list[tuple[str, int]] = []  # session and bytes of each upload that is under way


class UploadQuotaMiddleware:
    """Refuse uploads for which there is no room, before anything of them is read.

    There is room for one file more than visitors' tables may have, so that whoever comes when it is full can be told on
    the page, in words: of what is refused here a browser tells the number only.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or refuse it."""
        if not _is_upload(scope):
            await self._app(scope, receive, send)
            return
        size, session = _to_size(scope), scope["path"].rpartition(streamlit_internals.UPLOAD_PATH)[2].partition("/")[0]
        if not _has_room(size, session):
            await PlainTextResponse(FULL, HTTPStatus.INSUFFICIENT_STORAGE)(scope, receive, send)
            return
        with _counted(session, size):
            await self._app(scope, receive, send)


def _is_upload(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "PUT" and streamlit_internals.UPLOAD_PATH in scope["path"]


def _has_room(size: int, session: str) -> bool:
    """Tell whether so many bytes more fit, of all visitors and of the one who sends them.

    One may have a file on its way beside all that a visitor's tables may be, so that no session fills the server alone.
    """
    arriving = sum(others for _, others in _ARRIVING)
    held = quota.count_held() + streamlit_internals.count_uploaded_bytes() + arriving
    if held + size > quota.read_limit().most + _to_largest():
        return False
    own = sum(others for sender, others in _ARRIVING if sender == session)
    uploaded = streamlit_internals.count_uploaded_bytes_of(session)
    return uploaded + own + size <= quota.OF_VISITOR.most + _to_largest()


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

"""What leans on parts of Streamlit that it does not document: one small function or name a part.

A release may take any of them away without a word, so a canary in tests/panels/server/test_streamlit_internals.py holds
each, and requirements.in bounds Streamlit from above. No other module reaches for such parts; a test holds that. The
names of Streamlit's own elements that our styles and scripts look for (`data-testid` and `data-test-…`) stay in those,
and tests/browser/test_streamlit_page.py looks for each of them on the page.
"""

import re
import socket
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette import starlette_server

METRICS_PATH = "/_stcore/metrics"  # where Streamlit says how many visitors there are, to anybody
AGENT_PATH = "/_stcore/agent/openapi.json"  # where Streamlit says how a program could drive the page
UPLOAD_PATH = "/_stcore/upload_file/"  # where a browser puts a file; the session and a number follow
KEPT = 75  # seconds that a connection on which nothing is asked stays open
NO_DISK = 0  # bytes from which on Python's own files in memory go to the disk; none


def is_in_run() -> bool:
    """Return whether this thread runs the page for a visitor. Leans on `get_script_run_ctx`."""
    return get_script_run_ctx(suppress_warning=True) is not None


def read_session_id() -> str:
    """Return what names the session of the visitor for whom the page runs, "" outside a run.

    Leans on `session_id` of the script run's context.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def is_fragment_run() -> bool:
    """Return whether a fragment runs alone. Leans on `fragment_ids_this_run` of the script run's context."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.fragment_ids_this_run)


def has_newer_run() -> bool:
    """Return whether the visitor has asked for a run that has not begun.

    Leans on `script_requests` of the script run's context, and on the name of its `_state`.
    """
    context = get_script_run_ctx(suppress_warning=True)
    requests = context.script_requests if context else None
    return getattr(getattr(requests, "_state", None), "name", "") == "RERUN"


def end_superseded_run() -> None:
    """Let Streamlit end this run where there is a newer one of the page, by an error that is no Exception.

    Leans on its looking for one whenever the session is read.
    """
    st.session_state.get("newer")


def end_expired_sessions() -> int:
    """End the sessions whose visitors have been away for server.disconnectedSessionTTL, and return how many.

    Leans on where the runtime stores sessions: `_session_mgr`, `_session_storage`, and its `_cache`, which forgets what
    has expired when it is next written to.
    """
    if not runtime.exists():
        return 0
    manager: Any = runtime.get_instance()._session_mgr  # noqa: SLF001
    ended = manager._session_storage._cache.expire()  # noqa: SLF001
    for _, info in ended:
        info.session.session_state.clear()
        info.session.shutdown()
    return len(ended)


def keep_uploads_in_memory() -> None:
    """Keep uploads in memory, however large; server.maxUploadSize is the most that one may have.

    Leans on Streamlit's taking them in by Starlette's parser, and on that parser's `spool_max_size`.
    """
    MultiPartParser.spool_max_size = NO_DISK


def keep_connections_quick() -> None:
    """Let answers leave at once, and connections stay open for as long as somebody reads what they brought.

    A connection that holds back what is less than a packet until the one before it is acknowledged costs 40 ms an
    answer; connections inherit it of the socket that listens. Leans on `_bind_socket` and `_get_uvicorn_config_kwargs`
    of Streamlit's server.
    """
    bind, configure = starlette_server._bind_socket, starlette_server._get_uvicorn_config_kwargs  # noqa: SLF001

    def bind_quick(address: str, port: int, backlog: int) -> socket.socket:
        bound = bind(address, port, backlog)
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return bound

    starlette_server._bind_socket = bind_quick  # noqa: SLF001
    starlette_server._get_uvicorn_config_kwargs = lambda: {**configure(), "timeout_keep_alive": KEPT}  # noqa: SLF001


def count_uploaded_bytes() -> int:
    """Return the bytes of files that have arrived and that no page has let go of yet.

    Leans on the runtime's `uploaded_file_mgr`, and on the `byte_length` of its statistics.
    """
    if not runtime.exists():
        return 0
    families = runtime.get_instance().uploaded_file_mgr.get_stats()
    return sum(getattr(stat, "byte_length", 0) for stats in families.values() for stat in stats)


def count_uploaded_bytes_of(session: str) -> int:
    """Return the bytes of the files of one session that have arrived and that it still has.

    Leans on the `file_storage` of the runtime's `uploaded_file_mgr`.
    """
    if not runtime.exists():
        return 0
    stored = runtime.get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return sum(len(each.data) for each in stored.get(session, {}).values())


def read_inline_scripts() -> list[str]:
    """Return the scripts that stand within Streamlit's own page. Leans on where its package has that page."""
    page = Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

"""What the server does when visitors have left: it lets go of what they held, whoever comes next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st
from streamlit import runtime

EVERY = 5.0  # seconds


@asynccontextmanager
async def let_go(_app: st.App) -> AsyncIterator[None]:
    """Let go of ended sessions for as long as the server runs."""
    task = asyncio.create_task(_go_on())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _go_on() -> None:
    while True:
        await asyncio.sleep(EVERY)
        if runtime.exists():
            end_sessions()


def end_sessions() -> int:
    """End the sessions whose visitors have been away for server.disconnectedSessionTTL, and return how many.

    Streamlit keeps them, with their tables and uploads, until another visitor leaves, and offers no other way to ask.
    """
    storage = runtime.get_instance()._session_mgr._session_storage  # type: ignore[attr-defined]  # noqa: SLF001
    ended = storage._cache.expire()  # noqa: SLF001
    for _, info in ended:
        info.session.session_state.clear()
        info.session.shutdown()
    return len(ended)

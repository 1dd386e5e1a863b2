"""Cleanup of expired sessions: what their visitors held is released, whoever comes next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from components.panels.server import streamlit_internals

EVERY = 5.0  # seconds


@asynccontextmanager
async def let_go(_app: st.App) -> AsyncIterator[None]:
    """Let go of ended sessions for as long as the server runs.

    Streamlit keeps them, with their tables and uploads, until another visitor leaves, and offers no other way to ask.
    """
    task = asyncio.create_task(_go_on())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _go_on() -> None:
    while True:
        await asyncio.sleep(EVERY)
        streamlit_internals.end_expired_sessions()

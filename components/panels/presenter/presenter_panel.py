"""The presenter component: the payload of its script, and what it reports."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.layout import symbols
from components.messages.catalogue import Messages
from components.panels.briefing.briefing_history import Presenting
from components.panels.server.scripts import build_loader, read_asset

KEY = "presenter"
OUTLINES = {name: symbols.outline(name, 2.0) for name in symbols.NAMES}  # for a radius of 1, to be scaled
Act = Callable[[], None]

_component = st.components.v2.component(
    "diplomatic_presenter",
    html=read_asset("presenter/presenter.html"),
    js=build_loader("presenter"),
    isolate_styles=False,  # what fills the screen stands beside the page, not in it
)


def render_presenter(
    shown: Presenting | None, code: str, session: str, theme: str, acts: tuple[Act, Act, Act], _: Messages
) -> None:
    """Show nothing, but be ready to present.

    code: the briefing as the browser keeps it ("" = none). session: another one after the server began anew. acts: what
    to call once it is asked to present, was left, or gives back a draft that the browser kept.
    """
    asked, left, draft = acts
    payload = build_payload(shown, code, session, theme, _)
    _component(key=KEY, data=payload, on_present_change=asked, on_closed_change=left, on_draft_change=draft)


def build_payload(shown: Presenting | None, code: str, session: str, theme: str, _: Messages) -> dict[str, Any]:
    """Return what the component's script is given; all that is presented at once, so that it needs no server then."""
    return {
        "messages": _.list_for_scripts(),
        "code": code,
        "session": session,
        "theme": theme,
        "presentation": vars(shown.presentation) | {"outlines": OUTLINES} if shown else None,
        "start": shown.name if shown else "",
        "step": shown.step if shown else 0,
    }


def read_draft() -> str:
    """Return the briefing that the browser kept, as a code; nothing where it told none."""
    reported = st.session_state.get(KEY)
    code = reported.get("draft") if reported is not None else None
    return code if isinstance(code, str) else ""

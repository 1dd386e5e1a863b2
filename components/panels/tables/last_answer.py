"""What the page showed last, which stays on screen where an engine has no answer."""

from dataclasses import dataclass, replace

import streamlit as st

from components.panels.explorer.timeline_panel import Answer
from components.query.store import EngineStore, Store
from components.views.view import View

LAST = "last answer"  # its name in the session


@dataclass(frozen=True)
class ShownAnswer:
    """Hold what one run shows: who was asked, the view, what the timeline is told, the number of the last choices."""

    store: Store
    view: View
    answer: Answer
    choice_number: int


def keep_answer(shown: ShownAnswer) -> None:
    """Remember what is shown, where an engine answered: a table in memory always answers anew."""
    if isinstance(shown.store, EngineStore):
        st.session_state[LAST] = shown


def find_last(version: str) -> ShownAnswer | None:
    """Return what was shown last of this version of the table, None where nothing was."""
    shown: ShownAnswer | None = st.session_state.get(LAST)
    return shown if shown and shown.view.table.version == version else None


def mark_stale(shown: ShownAnswer, reports: int) -> ShownAnswer:
    """Return what was shown as the answer to so many reports, marked as not what was asked."""
    return replace(shown, answer=replace(shown.answer, reports=reports, stale=True))

"""This file is where a visitor's briefing lives between two runs: in the session, with what it was before."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.timeline import briefing_file, links
from components.timeline.briefing import Briefing
from components.timeline.briefing_file import BriefingError, InScheme
from components.timeline.selection import Request
from components.timeline.stage import Stage
from components.timeline.store import Store
from components.timeline.table import Table

# What the session keeps: the briefing after every change, the step in hand, what is to be said, and what is presented
DRAFT, PLACE, EPOCH, SAID, SHOW = "briefing draft", "briefing step", "briefing epoch", "briefing said", "presented"
MOST_UNDO = 60  # states that are kept


@dataclass(frozen=True)
class Show:
    """Hold what is presented: its contents, a name of its own, and the step to begin with (0 = the cover)."""

    stage: Stage
    name: str
    step: int


@dataclass
class Draft:
    """Hold the briefing after every change, the newest last; one a session, so that a download takes what is newest."""

    history: list[Briefing | None] = field(default_factory=lambda: [None])

    @property
    def newest(self) -> Briefing | None:
        """Return the briefing in hand."""
        return self.history[-1]


def draft() -> Draft:
    """Return the session's draft."""
    kept: Draft = st.session_state.setdefault(DRAFT, Draft())
    return kept


def current() -> Briefing | None:
    """Return the briefing in hand."""
    return draft().newest


def can_undo() -> bool:
    """Return whether anything was changed."""
    return len(draft().history) > 1


def put(briefing: Briefing | None, *, typed: bool = False) -> None:
    """Make this the briefing in hand; where it was `typed`, the fields have it already and stay as they are."""
    history = draft().history
    history.append(briefing)
    del history[:-MOST_UNDO]
    say()
    if not typed:
        _renew()


def undo() -> None:
    """Take the last change back."""
    if can_undo():
        draft().history.pop()
        say()
        _renew()


def epoch() -> int:
    """Return a number that changes whenever fields must be filled anew."""
    return int(st.session_state.get(EPOCH, 0))


def _renew() -> None:
    st.session_state[EPOCH] = epoch() + 1


def place() -> int:
    """Return which step is in hand, from 0; that of the last one where there are fewer by now."""
    briefing = current()
    last = len(briefing.steps) - 1 if briefing else 0
    return max(0, min(int(st.session_state.get(PLACE, 0)), last))


def turn(step: int) -> None:
    """Take another step in hand."""
    st.session_state[PLACE] = step


def say(*sentences: str) -> None:
    """Keep what is to be said about the briefing, in place of what was said before."""
    st.session_state[SAID] = sentences


def said() -> tuple[str, ...]:
    """Return what is to be said about the briefing."""
    sentences: tuple[str, ...] = st.session_state.get(SAID, ())
    return sentences


def begin(store: Store, table: Table, opening: Request, in_scheme: InScheme) -> int | None:
    """Take, once, the briefing that the page's address holds; return the step that it asks to present, if any."""
    if DRAFT in st.session_state:
        return None
    draft()
    code = st.query_params.get(links.BRIEFING)
    if not code or not take_code(code, store, table, opening, in_scheme):
        return None
    step = st.query_params.get(links.STEP, "")
    return int(step) if step.isascii() and step.isdecimal() and len(step) <= 4 else None


def take_code(code: Any, store: Store, table: Table, opening: Request, in_scheme: InScheme) -> bool:
    """Take a briefing from an address or from what the browser kept; say why where it is none."""
    try:
        briefing, sentences = briefing_file.read_code(str(code), store, table, opening, in_scheme)
    except BriefingError as error:
        say(str(error))
        return False
    put(briefing)
    say(*sentences)
    return True


def take_file(content: bytes, store: Store, table: Table, opening: Request, in_scheme: InScheme) -> None:
    """Take a briefing from a file; where it is none, say why and change nothing."""
    try:
        briefing, sentences = briefing_file.read_briefing(content, store, table, opening, in_scheme)
    except BriefingError as error:
        say(f"Nothing was opened. {error}")
        return
    put(briefing)
    turn(0)
    say(*sentences)


def show(stage: Stage, step: int) -> None:
    """Begin to present."""
    st.session_state[SHOW] = Show(stage, secrets.token_hex(8), step)


def shown() -> Show | None:
    """Return what is presented, None where nothing is."""
    presented: Show | None = st.session_state.get(SHOW)
    return presented


def end() -> None:
    """Let go of what was presented."""
    st.session_state[SHOW] = None

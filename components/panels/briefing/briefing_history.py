"""Where a visitor's briefing lives between two runs: in the session, with what it was before."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from components.briefing.briefing import Briefing
from components.briefing.briefing_file import BriefingError
from components.briefing.presentation import Presentation
from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.panels.error_messages import get_sentence
from components.query.store import EngineError

# What the session keeps: the briefing after every change, the step in hand, what is to be said, and what is presented
DRAFT, PLACE, EPOCH, SAID, SHOW = "briefing draft", "briefing step", "briefing epoch", "briefing said", "presented"
AGAIN = "briefing again"  # and what had no answer
MOST_UNDO = 60  # states that are kept

Act = Callable[[], object]
Read = tuple[Briefing, tuple[str, ...]]  # a briefing, and what of it was ignored


@dataclass(frozen=True)
class Presenting:
    """Hold what is presented: its contents, a name of its own, and the step to begin with (0 = the cover)."""

    presentation: Presentation
    name: str
    step: int


@dataclass
class BriefingHistory:
    """Hold the briefing after every change, the newest last; one a session, so that a download takes what is newest."""

    history: list[Briefing | None] = field(default_factory=lambda: [None])

    @property
    def newest(self) -> Briefing | None:
        """Return the briefing in hand."""
        return self.history[-1]


def get_history() -> BriefingHistory:
    """Return the session's draft."""
    kept: BriefingHistory = st.session_state.setdefault(DRAFT, BriefingHistory())
    return kept


def get_briefing() -> Briefing | None:
    """Return the briefing in hand."""
    return get_history().newest


def is_open() -> bool:
    """Return whether there is a briefing in hand; asking is no reason to begin one."""
    return DRAFT in st.session_state and get_briefing() is not None


def can_undo() -> bool:
    """Return whether anything was changed."""
    return len(get_history().history) > 1


def set_briefing(briefing: Briefing | None, *, typed: bool = False) -> None:
    """Make this the briefing in hand; where it was `typed`, the fields have it already and stay as they are."""
    history = get_history().history
    history.append(briefing)
    del history[:-MOST_UNDO]
    set_messages()
    if not typed:
        _renew()


def undo_change() -> None:
    """Take the last change back."""
    if can_undo():
        get_history().history.pop()
        set_messages()
        _renew()


def get_epoch() -> int:
    """Return a number that changes whenever fields must be filled anew."""
    return int(st.session_state.get(EPOCH, 0))


def _renew() -> None:
    st.session_state[EPOCH] = get_epoch() + 1


def get_step() -> int:
    """Return which step is in hand, from 0; that of the last one where there are fewer by now."""
    briefing = get_briefing()
    last = len(briefing.steps) - 1 if briefing else 0
    return max(0, min(int(st.session_state.get(PLACE, 0)), last))


def switch_step(step: int) -> None:
    """Take another step in hand."""
    st.session_state[PLACE] = step


def set_messages(*sentences: str) -> None:
    """Keep what is to be said about the briefing, in place of what was said before."""
    st.session_state[SAID] = sentences
    st.session_state[AGAIN] = None


def get_messages() -> tuple[str, ...]:
    """Return what is to be said about the briefing."""
    sentences: tuple[str, ...] = st.session_state.get(SAID, ())
    return sentences


def attempt(act: Act) -> None:
    """Do what needs an answer of the table; where there is none, say why, and keep it to be tried again."""
    if get_failed():
        set_messages()
    try:
        act()
    except (EngineError, TableError) as error:
        set_messages(get_sentence(error))
        st.session_state[AGAIN] = act


def get_failed() -> Act | None:
    """Return what had no answer and can be tried again, None where there is no such thing."""
    act: Act | None = st.session_state.get(AGAIN)
    return act


def load_once(act: Act) -> None:
    """Attempt, once a session, to take what the page's address holds; what is interrupted is begun anew."""
    if DRAFT not in st.session_state:
        attempt(act)
        get_history()


def load_briefing(read: Callable[[], Read], *, of_file: bool = False) -> bool:
    """Take the briefing that is read; where it is none, say why, and of a file that it was not opened."""
    try:
        briefing, sentences = read()
    except BriefingError as error:
        problem = get_sentence(error)
        set_messages(Sentence("The file was not opened. {problem}", problem=problem) if of_file else problem)
        return False
    set_briefing(briefing)
    set_messages(*sentences)
    return True


def start_presenting(presentation: Presentation, step: int) -> None:
    """Begin to present."""
    st.session_state[SHOW] = Presenting(presentation, secrets.token_hex(8), step)


def get_presentation() -> Presenting | None:
    """Return what is presented, None where nothing is."""
    presented: Presenting | None = st.session_state.get(SHOW)
    return presented


def stop_presenting() -> None:
    """Let go of what was presented."""
    st.session_state[SHOW] = None

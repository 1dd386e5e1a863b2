"""Windows of days (the viewport of the timeline): read, written and said; certainty tells what stands in one."""

from dataclasses import dataclass
from functools import lru_cache

from components.dates import date_text, edtf
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import Sentence

MOST_KEPT = 1_000  # texts whose window is known already: every run of a page turns the same years into windows


@dataclass(frozen=True)
class Window:
    """A period of whole days since 1970-01-01, both ends included; raises ValueError where it ends before it begins."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            message = f"A window can't end on day {self.last}, before it begins on day {self.first}."
            raise ValueError(message)


@lru_cache(maxsize=MOST_KEPT)
def parse_window(text: str) -> Window:
    """Turn an EDTF date or interval without doubt or open end into the window it spans; raises DateError otherwise."""
    bounds = edtf.parse_bounds([text]).iloc[0]
    if bounds["reason"] or bounds["precision"] == "undated":
        raise edtf.DateError(bounds["reason"] or Sentence("No period is stated."))
    if bounds["precision"] == "open":
        raise edtf.DateError(Sentence("A period needs both a first and a last day."))
    if bounds["uncertain"] or bounds["approximate"]:
        raise edtf.DateError(Sentence("A period needs exact days: remove ?, ~ and %."))
    return Window(int(bounds["start_min"]), int(bounds["end_max"]))


def format_window(window: Window) -> str:
    """Write a window as an interval of two days, 2013-01-01/2013-12-31; to_window reads it back (years 1 to 9999)."""
    return f"{edtf.format_day(window.first)}/{edtf.format_day(window.last)}"


def describe_window(window: Window, _: Messages = ENGLISH) -> str:
    """Say a window in as few words as are exact: 2013, April 2013, 28 April – 4 May 2013."""
    return date_text.describe_period(window.first, window.last, _)


def describe_within(window: Window, _: Messages = ENGLISH) -> str:
    """Say that something lies in a window: in 2013, on 29 April 2013, from 28 April to 4 May 2013."""
    return date_text.describe_within(window.first, window.last, _)

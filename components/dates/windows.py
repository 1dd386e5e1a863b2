"""Windows of days (the viewport of the timeline): what is certainly, possibly or not in one; written and said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.dates import date_text, edtf

# A frame, or any mapping, with the columns that edtf.parse_bounds gives.
Bounds = pd.DataFrame | Mapping[str, npt.ArrayLike]
Mask = npt.NDArray[np.bool_]
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
        raise edtf.DateError(bounds["reason"] or "No period is stated.")
    if bounds["precision"] == "open":
        raise edtf.DateError("A period needs both a first and a last day.")
    if bounds["uncertain"] or bounds["approximate"]:
        raise edtf.DateError("A period is exact: leave ?, ~ and % away.")
    return Window(int(bounds["start_min"]), int(bounds["end_max"]))


def format_window(window: Window) -> str:
    """Write a window as an interval of two days, 2013-01-01/2013-12-31; to_window reads it back (years 1 to 9999)."""
    return f"{edtf.format_day(window.first)}/{edtf.format_day(window.last)}"


def describe_window(window: Window) -> str:
    """Say a window in as few words as are exact: 2013, April 2013, 28 April – 4 May 2013."""
    return date_text.describe_period(window.first, window.last)


def undated(bounds: Bounds) -> Mask:
    """Mark the rows without a readable date; they are in no window, and neither earlier nor later."""
    return _days(bounds, "start_min") > _days(bounds, "end_max")


def certain(bounds: Bounds, window: Window) -> Mask:
    """Mark the rows that are in the window on every day their date allows, and carry no ?, ~ or %."""
    begins = _days(bounds, "start_max") <= window.last
    ends = _days(bounds, "end_min") >= window.first
    return begins & ends & ~_doubtful(bounds) & ~undated(bounds)


def possible(bounds: Bounds, window: Window) -> Mask:
    """Mark the rows that are in the window on some of the days their date allows, and are not certain."""
    may_begin = _days(bounds, "start_min") <= window.last
    may_end = _days(bounds, "end_max") >= window.first
    return may_begin & may_end & ~certain(bounds, window) & ~undated(bounds)


def earlier(bounds: Bounds, window: Window) -> Mask:
    """Mark the rows that end before the window on every day their date allows."""
    return (_days(bounds, "end_max") < window.first) & ~undated(bounds)


def later(bounds: Bounds, window: Window) -> Mask:
    """Mark the rows that begin after the window on every day their date allows."""
    return (_days(bounds, "start_min") > window.last) & ~undated(bounds)


def order_known(bounds: Bounds, one: np.ndarray | int, other: np.ndarray | int) -> Mask:
    """Tell whether it is known which of two rows (by position) began first, or that both began on one day.

    It is not where the days on which they may have begun overlap and one of the two is imprecise (more than one such
    day, or a ?, ~ or %), nor where one of them is undated.
    """
    start_min, start_max = _days(bounds, "start_min"), _days(bounds, "start_max")
    imprecise = _doubtful(bounds) | (start_min < start_max)
    overlap = (start_min[one] <= start_max[other]) & (start_min[other] <= start_max[one])
    missing = undated(bounds)
    known: Mask = ~(overlap & (imprecise[one] | imprecise[other])) & ~(missing[one] | missing[other])
    return known


def _days(bounds: Bounds, column: str) -> npt.NDArray[np.int32]:
    return np.asarray(bounds[column])


def _doubtful(bounds: Bounds) -> Mask:
    return np.asarray(np.logical_or(bounds["uncertain"], bounds["approximate"]), dtype=bool)

"""The rule of certain, uncertain and possible: where a date stands to a window, whether its days and order are known.

It stands here once. Every function takes `dates`, columns by name, and hands back a column of booleans: NumPy arrays,
columns of pandas and expressions of Ibis have the operators that it needs, so memory, engines and tests run the same.
The columns are edtf.BOUNDS in days since 1970-01-01, and what `build_columns` adds: `dated`, `doubtful`. See D2, D19.
"""

from typing import Any, Protocol

import numpy as np

from components.dates import edtf
from components.dates.windows import Window

CERTAIN, UNCERTAIN, POSSIBLE = "certain", "uncertain", "possible"  # how an event may stand in a window


class Columns(Protocol):
    """Columns by name: a frame, a mapping of arrays, a table of Ibis."""

    def __getitem__(self, name: str, /) -> Any:
        """Return a column."""


def build_columns(bounds: Columns) -> dict[str, Any]:
    """Return the columns that the rule asks for, as arrays, of bounds as edtf.parse_bounds gives them."""
    days = {name: np.asarray(bounds[name]) for name in edtf.BOUNDS}
    return {**days, "dated": has_date(days), "doubtful": np.asarray(is_doubtful(bounds), dtype=bool)}


def has_date(bounds: Columns) -> Any:
    """Mark what has a readable date; all else is in no window, and neither earlier nor later."""
    return bounds["start_min"] <= bounds["end_max"]


def is_doubtful(bounds: Columns) -> Any:
    """Mark what carries ?, ~ or %, from the columns `uncertain` and `approximate`."""
    return bounds["uncertain"] | bounds["approximate"]


def are_days_known(dates: Columns) -> Any:
    """Mark what can have begun on one day only and ended on one day only, and is not doubtful."""
    begins, ends = dates["start_min"] == dates["start_max"], dates["end_min"] == dates["end_max"]
    return begins & ends & ~dates["doubtful"]


def is_beginning_vague(dates: Columns) -> Any:
    """Mark what may have begun on more days than one, or is doubtful."""
    return dates["doubtful"] | (dates["start_min"] < dates["start_max"])


def is_near(dates: Columns, window: Window, margin: int) -> Any:
    """Mark what may lie in a window or within so many days beside it."""
    may_begin = dates["start_min"] <= window.last + margin
    may_end = dates["end_max"] >= window.first - margin
    return may_begin & may_end & dates["dated"]


def is_inside(dates: Columns, window: Window) -> Any:
    """Mark what is in a window on some of the days that its date allows: certainly or possibly."""
    return is_near(dates, window, 0)


def is_certain(dates: Columns, window: Window) -> Any:
    """Mark what is in a window on every day that its date allows, and is not doubtful."""
    return _is_always_inside(dates, window) & ~dates["doubtful"]


def is_uncertain(dates: Columns, window: Window) -> Any:
    """Mark what is in a window on every day that its date allows, but whose date is doubtful."""
    return _is_always_inside(dates, window) & dates["doubtful"]


def is_possible(dates: Columns, window: Window) -> Any:
    """Mark what is in a window on some of the days that its date allows and beside it on others."""
    return is_inside(dates, window) & ~_is_always_inside(dates, window)


def _is_always_inside(dates: Columns, window: Window) -> Any:
    begins, ends = dates["start_max"] <= window.last, dates["end_min"] >= window.first
    return begins & ends & dates["dated"]


def find_standings(bounds: Columns, window: Window) -> np.ndarray:
    """Return CERTAIN, UNCERTAIN, POSSIBLE or "" for what is in none of these ways in a window, by bounds as
    edtf.parse_bounds gives them.
    """
    dates = build_columns(bounds)
    marks = [is_standing(dates, window) for is_standing in (is_certain, is_uncertain, is_possible)]
    return np.select(marks, np.array([CERTAIN, UNCERTAIN, POSSIBLE], dtype=object), "")


def is_earlier(dates: Columns, window: Window) -> Any:
    """Mark what ends before a window on every day that its date allows."""
    return (dates["end_max"] < window.first) & dates["dated"]


def is_later(dates: Columns, window: Window) -> Any:
    """Mark what begins after a window on every day that its date allows."""
    return (dates["start_min"] > window.last) & dates["dated"]


def can_begin_together(one: Columns, other: Columns) -> Any:
    """Mark the pairs, row by row or a row against all, that may have begun on one day."""
    return (one["start_min"] <= other["start_max"]) & (other["start_min"] <= one["start_max"])


def is_order_known(one: Columns, other: Columns) -> Any:
    """Mark the pairs of which it is known which began first, or that both began on one day.

    It is not where they may have begun on one day and one of the two is vague, nor where one of them is undated.
    """
    vague = is_beginning_vague(one) | is_beginning_vague(other)
    return ~(can_begin_together(one, other) & vague) & one["dated"] & other["dated"]


def select_rows(dates: Columns, rows: Any) -> dict[str, Any]:
    """Return the rows at positions, or one row, of columns that are arrays."""
    return {name: dates[name][rows] for name in (*edtf.BOUNDS, "dated", "doubtful")}

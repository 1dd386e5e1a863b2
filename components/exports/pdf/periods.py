"""Pagination by time: periods of PDF pages, a crowded one split where months or years end, into like shares."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from components.dates import calendar_units
from components.dates.windows import Window

MOST_EVENTS = 130  # that one page's width is meant for
MOST_PARTS = 16


def cut_window(window: Window, events: pd.DataFrame, most: int = MOST_EVENTS) -> list[Window]:
    """Cut a window so that no part has more than `most` events that begin in it; whole months, at most MOST_PARTS.

    events: start_min (days).
    """
    days = events["start_min"].clip(window.first, window.last).to_numpy(dtype=np.int64)
    most = max(most, -(-len(days) // (MOST_PARTS // 2)))  # a cut halves: so there are never more than MOST_PARTS
    return list(_parts(window, days, most))


def _parts(window: Window, days: np.ndarray, most: int) -> Iterator[Window]:
    inside = days[(days >= window.first) & (days <= window.last)]
    cut = _cut(window, inside) if len(inside) > most else None
    if cut is None:
        yield window
        return
    yield from _parts(Window(window.first, cut - 1), days, most)
    yield from _parts(Window(cut, window.last), days, most)


def _cut(window: Window, days: np.ndarray) -> int | None:
    """Return the beginning of a year, else of a quarter or month, that divides the events best; None without one."""
    for unit in ("year", "quarter", "month"):
        starts = np.unique(calendar_units.unit_first(days, unit))
        starts = starts[(starts > window.first) & (starts <= window.last)]
        if not len(starts):
            continue
        before = np.array([(days < start).sum() for start in starts])
        smaller = np.minimum(before, len(days) - before)
        if smaller.max() >= len(days) / 4 or unit == "month":
            return int(starts[smaller.argmax()])
    return None

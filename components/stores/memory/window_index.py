"""Which events stand in a window or near it, found without looking at all of them."""

from typing import Any

import numpy as np

from components.dates import certainty
from components.dates.windows import Window

LONG = 400  # days; the few events that may last longer are looked at one by one


class RowsOf:
    """Hold some rows of columns; only the columns that are asked for are taken."""

    def __init__(self, columns: dict[str, Any], rows: Any) -> None:
        """Take columns by name, and a slice or positions."""
        self._columns, self._rows = columns, rows

    def __getitem__(self, name: str, /) -> Any:
        """Return the rows of one column."""
        return self._columns[name][self._rows]


class WindowIndex:
    """Narrow the events that may be near a window down by the order that they stand in; certainty decides.

    Dated events come first, in the order of start_min (schema.parse_events).
    """

    def __init__(self, dates: dict[str, Any]) -> None:
        """Take the columns of certainty.build_columns."""
        self._dates = dates
        self.dated = int(np.count_nonzero(dates["dated"]))
        starts, ends = (dates[name][: self.dated] for name in ("start_min", "end_max"))
        self._starts = starts
        self._long = np.flatnonzero(ends.astype(np.int64) - starts > LONG)
        self._ends = np.sort(ends)

    def count_earlier(self, window: Window) -> int:
        """Return how many events end before a window on every day that their dates allow."""
        return int(np.searchsorted(self._ends, window.first))

    def find_near(self, window: Window, margin: int = 0) -> np.ndarray:
        """Return the positions, in order, of what may lie in a window or within so many days beside it."""
        first, last = window.first - margin - LONG, window.last + margin
        low, high = np.searchsorted(self._starts, first), np.searchsorted(self._starts, last, "right")
        before = self._long[: np.searchsorted(self._long, low)]
        is_before = certainty.is_near(RowsOf(self._dates, before), window, margin)
        is_there = certainty.is_near(RowsOf(self._dates, slice(low, high)), window, margin)
        return np.concatenate([before[is_before], np.flatnonzero(is_there) + low]).astype(np.int32)

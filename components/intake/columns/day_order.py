"""How the days of two columns stand to each other, row by row."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.dates.edtf import parse_bounds
from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle

MOST_ROWS = 300  # that are compared, evenly from first to last


@dataclass(frozen=True)
class DayOrder:
    """Hold in how many rows both columns have days, in how many the second is before the first or after it.

    days: from first to second in the middle one of these rows.
    """

    rows: int
    before: int
    after: int
    days: float


def compare_days(first: pd.Series, second: pd.Series, style: DateStyle, orders: tuple[str, str] = ("", "")) -> DayOrder:
    """Compare two columns of text cells of one sheet; `orders` are those of day, month and year in each, if known."""
    rows = take_rows(len(first))
    one, other = (
        parse_bounds(read_dates(cells.iloc[rows], replace(style, order=order or style.order))["edtf"])
        for cells, order in ((first, orders[0]), (second, orders[1]))
    )
    known = ((one["precision"] != "undated") & (other["precision"] != "undated")).to_numpy()
    one, other = one[known], other[known]
    return DayOrder(
        rows=int(known.sum()),
        before=int((other["end_max"] < one["start_min"]).sum()),
        after=int((other["start_min"] > one["end_max"]).sum()),
        days=float((other["start_min"].astype(float) - one["start_min"]).median()) if known.any() else 0.0,
    )


def take_rows(count: int) -> np.ndarray:
    """Return the places of at most MOST_ROWS rows, evenly from first to last."""
    return np.unique(np.linspace(0, count - 1, min(MOST_ROWS, count)).astype(int))

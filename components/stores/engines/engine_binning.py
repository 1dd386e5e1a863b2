"""The bins of store.Store made from what an engine counted: their ends, and who may be there too."""

from typing import Literal

import numpy as np
import pandas as pd

from components.dates import calendar_units
from components.dates.calendar_cells import UNHELD, format_cell_keys
from components.dates.windows import Window
from components.stores.memory.binning import COLUMNS, INSIDE, UNIT_NAMES

COUNTS = ["events", "highlighted", "uncertain", "possible"]


def build_bins(counted: pd.DataFrame, lanes: tuple[str, ...], unit: str, window: Window, margin: int) -> pd.DataFrame:
    """Turn counts into bins (see store.Store.bins); what counts in no unit that touches the margin is left out.

    Columns of `counted`: lane (its key), side, held (index of the unit, -1 = none), first (of that unit), low, high
    (start_min and start_max of events that the asked unit doesn't hold), events, highlighted, uncertain, possible.
    """
    number = {lane: index for index, lane in enumerate(lanes)}
    ranges = counted.assign(lane=counted["lane"].map(number).astype(np.int64), last=find_last_days(counted))
    ranges["begun"] = ranges["last"] < window.first
    ranges["cell"] = format_cell_keys(ranges["first"].to_numpy(), ranges["held"].to_numpy() != UNHELD)
    sums = {"first": "min", "last": "max", **dict.fromkeys(COUNTS, "sum")}
    bins = ranges.groupby(["lane", "side", "held", "cell", "begun"], sort=True).agg(sums).reset_index()
    bins = bins[(bins["side"] == INSIDE) | (bins["last"] >= window.first - margin)]
    bins = bins.sort_values(["lane", "side", "held", "first", "last"], kind="stable", ignore_index=True)
    asked = calendar_units.UNITS.index(unit)
    wide = ranges[(ranges["held"] != asked) & (ranges["side"] == INSIDE)]
    fine = (bins["held"] == asked) & (bins["side"] == INSIDE)
    bins["others"] = np.where(fine, _meeting(bins, wide), 0)
    bins = bins.assign(unit=UNIT_NAMES[bins["held"]], lane=np.array(lanes, dtype=object)[bins["lane"]])
    return bins[COLUMNS]


def find_last_days(counted: pd.DataFrame) -> np.ndarray:
    """Return the last day of the unit of each row (columns held, first, high), of -1 that of the range itself."""
    held, first = counted["held"].to_numpy(), counted["first"].to_numpy()
    lasts = counted["high"].to_numpy().astype(np.int32)
    for index, unit in enumerate(calendar_units.UNITS):
        here = held == index
        lasts[here] = calendar_units.unit_last(calendar_units.unit_first(first[here], unit), unit)
    return lasts


def _meeting(bins: pd.DataFrame, ranges: pd.DataFrame) -> np.ndarray:
    """Count for each bin the events of the same lane whose range (low, high; `events` of them) shares a day with it."""
    met = np.zeros(len(bins), dtype=np.int64)
    for lane, here in ranges.groupby("lane"):
        rows = (bins["lane"] == lane).to_numpy()
        begun = _counted_up_to(here["low"], here["events"], bins["last"][rows], "right")
        over = _counted_up_to(here["high"], here["events"], bins["first"][rows], "left")
        met[rows] = begun - over
    return met


def _counted_up_to(days: pd.Series, counts: pd.Series, ends: pd.Series, side: Literal["left", "right"]) -> np.ndarray:
    order = np.argsort(days.to_numpy(), kind="stable")
    sums = np.concatenate([[0], np.cumsum(counts.to_numpy()[order])])
    return sums[np.searchsorted(days.to_numpy()[order], ends.to_numpy(), side=side)]

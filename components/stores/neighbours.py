"""What stands before and after an event among others, and whose order to it is not known."""

from typing import Any

import numpy as np
import pandas as pd

from components.dates import certainty
from components.dates.windows import Window
from components.query.selection import Selection
from components.query.store import MOST_NAMED, Neighbours, Store

BEGINNINGS = ["start_min", "start_max", "vague"]


def find_neighbours(
    identities: pd.Series, dates: dict[str, Any], positions: np.ndarray, position: int
) -> Neighbours | None:
    """Return what stands next to the event at a position among those at `positions`; None where it is not of them.

    `identities` and `dates` (as certainty.build_columns) are those of all events, `positions` is in order.
    """
    place = int(np.searchsorted(positions, position))
    if place == len(positions) or positions[place] != position:
        return None
    before, after = positions[place - 1 : place], positions[place + 1 : place + 2]
    known = certainty.is_order_known(certainty.select_rows(dates, position), certainty.select_rows(dates, positions))
    unordered = positions[~known & (positions != position)]
    return Neighbours(
        previous=str(identities.iloc[before[0]]) if before.size else "",
        following=str(identities.iloc[after[0]]) if after.size else "",
        place=place + 1,
        of=len(positions),
        order_not_known=tuple(identities.iloc[unordered[:MOST_NAMED]]),
        unordered=len(unordered),
    )


def count_beginnings(dates: dict[str, Any], positions: np.ndarray, within: Window) -> pd.DataFrame:
    """Count the events at positions by their possible days of beginning, as store.Store.beginnings does."""
    of = certainty.select_rows(dates, positions)
    columns = {"start_min": of["start_min"], "start_max": of["start_max"], "vague": certainty.is_beginning_vague(of)}
    begun = pd.DataFrame(columns)
    met = begun[(begun["start_min"] <= within.last) & (begun["start_max"] >= within.first)]
    return met.groupby(BEGINNINGS, as_index=False).size().rename(columns={"size": "events"})


def count_unordered(store: Store, selection: Selection, events: pd.DataFrame) -> np.ndarray:
    """Count for each of these events, all in the window, the others there whose order to it is not known.

    One question for all of them; see certainty.is_order_known.
    """
    if events.empty:
        return np.zeros(0, dtype=np.int64)
    dates = certainty.build_columns(events)
    first, last, vague = dates["start_min"], dates["start_max"], certainty.is_beginning_vague(dates)
    near = store.beginnings(selection, Window(int(first.min()), int(last.max())))
    first_of, last_of, vague_of, counts = (near[name].to_numpy() for name in (*BEGINNINGS, "events"))
    found = np.zeros(len(events), dtype=np.int64)
    for place in range(len(events)):
        met = (first_of <= last[place]) & (last_of >= first[place]) & (vague_of | vague[place])
        found[place] = counts[met].sum() - int(vague[place])  # which counts itself, too
    return found

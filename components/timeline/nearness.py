"""This file is what stands before and after an event among others, and whose order to it is not known."""

from typing import Any

import numpy as np
import pandas as pd

from components.timeline import windows
from components.timeline.store import MOST_NAMED, Neighbours


def to_neighbours(
    identities: pd.Series, bounds: dict[str, Any], positions: np.ndarray, position: int
) -> Neighbours | None:
    """Return what stands next to the event at a position among those at `positions`; None where it is not of them.

    `identities` and `bounds` (as windows.Bounds) are those of all events, `positions` is in order.
    """
    place = int(np.searchsorted(positions, position))
    if place == len(positions) or positions[place] != position:
        return None
    before, after = positions[place - 1 : place], positions[place + 1 : place + 2]
    unordered = positions[~windows.order_known(bounds, position, positions) & (positions != position)]
    return Neighbours(
        previous=str(identities.iloc[before[0]]) if before.size else "",
        following=str(identities.iloc[after[0]]) if after.size else "",
        place=place + 1,
        of=len(positions),
        order_not_known=tuple(identities.iloc[unordered[:MOST_NAMED]]),
        unordered=len(unordered),
    )

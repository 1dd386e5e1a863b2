"""Tables of some thousand random events, heavy-tailed in time and place, for what must hold at scale."""

from functools import lru_cache
from typing import Any

import numpy as np

from components.events.table import Table
from components.stores.memory.memory_store import MemoryStore
from tests.bench import drawn_dates
from tests.support import tables

COUNTS = (600, 3_000)
SEEDS = (1, 2)
OPEN_DATES = ("/2013-04-10", "../1999", "2012-11/..", "2013-02/", "2013-05~/..", "../2014-03?")
OPEN_SHARE = 0.03
Crowd = tuple[Table, MemoryStore]


@lru_cache(maxsize=len(COUNTS) * len(SEEDS))
def to_crowd(count: int, seed: int) -> Crowd:
    """Return a table of `count` events and the store that answers for it; the same ones for the same numbers."""
    drawn = np.random.default_rng(seed)
    codes = {
        "countries": ((*tables.REGION_OF, tables.NOWHERE), 4),
        "organisations": (tables.ORGANISATIONS, 1),
        "meeting_type": (("other", "talks", "", "summit"), 1),
        "level": (tables.LEVELS, 1),
        "place": (("RUS", "FRA"), 1),
        "topics": (("peace", "energy", "culture/sport"), 2),
        "people": (tables.PEOPLE, 2),
        "status": (("held", "planned", ""), 1),
        "title": (tables.TITLES, 1),
    }
    dates = drawn_dates.to_dates(drawn, count)
    opened = np.flatnonzero(drawn.random(count) < OPEN_SHARE)
    dates[opened] = drawn.choice(OPEN_DATES, len(opened))
    columns = {"date": dates}
    columns |= {name: _cells(drawn, some, most, count) for name, (some, most) in codes.items()}
    return tables.to_store(*(dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)))


@lru_cache(maxsize=len(COUNTS) * len(SEEDS))
def to_events(count: int, seed: int) -> tuple[Any, ...]:
    """Return the events of a crowd with their cells and bounds as fields, in the table's order."""
    return tuple(to_crowd(count, seed)[0].events.itertuples())


def _cells(drawn: np.random.Generator, codes: tuple[str, ...], most: int, count: int) -> list[str]:
    """Draw cells of one to `most` codes, the first codes far more often than the last."""
    weights = 1 / np.arange(1, len(codes) + 1) ** 1.5
    found = drawn.choice(len(codes), (count, most), p=weights / weights.sum())
    wanted = np.minimum(drawn.geometric(0.6, count), most)
    return [
        ";".join(dict.fromkeys(codes[place] for place in row[:some])) for row, some in zip(found, wanted, strict=True)
    ]

"""This file is the list of filters: each says which events it keeps and puts its choice into words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.timeline import schema
from components.timeline.table import Table


@dataclass(frozen=True)
class Members:
    """Hold which events carry which codes: two int32 arrays side by side, and the codes that the second points at."""

    events: np.ndarray
    positions: np.ndarray
    codes: tuple[str, ...]
    size: int  # how many events the table has

    def keeps(self, choice: tuple[str, ...]) -> np.ndarray:
        """Return a bool per event: True where it carries any of the chosen codes; everything where none is chosen."""
        if not choice:
            return np.ones(self.size, dtype=bool)
        chosen = np.isin(np.array(self.codes, dtype=object), list(choice))
        kept = np.zeros(self.size, dtype=bool)
        kept[self.events[chosen[self.positions]]] = True
        return kept

    def count(self, groups: np.ndarray, how_many: int) -> np.ndarray:
        """Count distinct events per code and group: int array (codes, how_many); a negative group is left out."""
        group_of_member = groups[self.events]
        shown = group_of_member >= 0
        cells = self.positions[shown].astype(np.int64) * how_many + group_of_member[shown]
        return np.bincount(cells, minlength=len(self.codes) * how_many).reshape(-1, how_many)


@dataclass(frozen=True)
class Filter:
    """Hold one filter: its name in links, its label, the events' column it reads and the vocabulary of its codes."""

    key: str
    label: str
    column: str
    vocabulary: str
    many: bool = False

    def members(self, table: Table) -> Members:
        """Return which events carry which codes."""
        cells = table.events[self.column]
        codes = schema.to_list(cells) if self.many else cells[cells != ""]
        return to_members(codes, len(cells))

    def describe(self, choice: tuple[str, ...], table: Table) -> str:
        """Say a choice in words: "Russia or Georgia"."""
        return " or ".join(table.name_of(self.vocabulary, code) for code in choice)


def to_members(codes: pd.Series, size: int) -> Members:
    """Turn codes on the position of their event (repeated where an event has several) into members; `size` events."""
    positions, known = pd.factorize(codes, sort=True)
    return Members(codes.index.to_numpy(dtype=np.int32), positions.astype(np.int32), tuple(known), size)


# To add one on a new column: a line here and a line in schema.COLUMNS.
FILTERS = (
    Filter("region", "Region", "regions", "region", many=True),
    Filter("country", "Country", "countries", "place", many=True),
    Filter("meeting_type", "Meeting type", "meeting_type", "meeting_type"),
    Filter("level", "Level", "level", "level"),
    Filter("topic", "Topic", "topics", "topic", many=True),
    Filter("organisation", "Organisation", "organisations", "place", many=True),
    Filter("status", "Status", "status", "status"),
)
BY_KEY = {each.key: each for each in FILTERS}

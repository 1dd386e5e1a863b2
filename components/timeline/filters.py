"""This file is the list of filters: each says which events it keeps and puts its choice into words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.timeline import schema, text_search
from components.timeline.table import Table


@dataclass(frozen=True)
class Choice:
    """Hold what is chosen of one filter.

    codes: in the order of choosing. every: an event must carry all of them, not any. grey: the others are greyed, not
    hidden.
    """

    key: str
    codes: tuple[str, ...]
    every: bool = False
    grey: bool = False


@dataclass(frozen=True)
class Members:
    """Hold which events carry which codes: two int32 arrays side by side, and the codes that the second points at."""

    events: np.ndarray
    positions: np.ndarray
    codes: tuple[str, ...]
    size: int  # how many events the table has

    def keeps(self, choice: Choice) -> np.ndarray:
        """Return a bool per event: whether it carries any, or with `every` all, of the chosen codes."""
        chosen = np.isin(np.array(self.codes, dtype=object), list(choice.codes))
        carried = np.bincount(self.events[chosen[self.positions]], minlength=self.size)
        return carried >= (len(set(choice.codes)) if choice.every else 1)

    def count(self, groups: np.ndarray, how_many: int) -> np.ndarray:
        """Count distinct events per code and group: int array (codes, how_many); a negative group is left out."""
        group_of_member = groups[self.events]
        shown = group_of_member >= 0
        cells = self.positions[shown].astype(np.int64) * how_many + group_of_member[shown]
        return np.bincount(cells, minlength=len(self.codes) * how_many).reshape(-1, how_many)


@dataclass(frozen=True)
class Filter:
    """Hold one filter by codes: its name in links, label, the events' column it reads and its codes' vocabulary."""

    key: str
    label: str
    column: str
    vocabulary: str
    many: bool = False

    def prepare(self, table: Table) -> Members:
        """Return which events carry which codes."""
        cells = table.events[self.column]
        codes = schema.to_list(cells) if self.many else cells[cells != ""]
        return to_members(codes, len(cells))

    def describe(self, choice: Choice, table: Table) -> str:
        """Say a choice in words: "Country: Russia or Georgia"."""
        names = [table.name_of(self.vocabulary, code) for code in choice.codes]
        return f"{self.label}: {(' and ' if choice.every else ' or ').join(names)}{_greyed(choice)}"


@dataclass(frozen=True)
class TextFilter:
    """Hold the filter by words; its choice has one code, the text as typed."""

    key: str
    label: str

    def prepare(self, table: Table) -> text_search.TextIndex:
        """Return the index that is searched."""
        return text_search.to_index(table)

    def describe(self, choice: Choice, table: Table) -> str:  # noqa: ARG002 — one way to ask any filter
        """Say what is searched for: "Text: “abe putin”"."""
        return f"{self.label}: “{' '.join(choice.codes)}”{_greyed(choice)}"


def _greyed(choice: Choice) -> str:
    return " (others grey)" if choice.grey else ""


def to_members(codes: pd.Series, size: int) -> Members:
    """Turn codes on the position of their event (repeated where an event has several) into members; `size` events."""
    positions, known = pd.factorize(codes, sort=True)
    return Members(codes.index.to_numpy(dtype=np.int32), positions.astype(np.int32), tuple(known), size)


MOST_TEXT = 200  # letters of a search
TEXT = TextFilter("text", "Text")
# To add one on a new column: a line here and a line in schema.COLUMNS.
FACETS = (
    Filter("region", "Region", "regions", "region", many=True),
    Filter("country", "Country", "countries", "place", many=True),
    Filter("meeting_type", "Meeting type", "meeting_type", "meeting_type"),
    Filter("level", "Level", "level", "level"),
    Filter("topic", "Topic", "topics", "topic", many=True),
    Filter("person", "Person", "persons", "person", many=True),
    Filter("organisation", "Organisation", "organisations", "place", many=True),
    Filter("place", "Place", "place", "place", many=True),
    Filter("status", "Status", "status", "status"),
)
FILTERS = (TEXT, *FACETS)
BY_KEY: dict[str, Filter | TextFilter] = {each.key: each for each in FILTERS}

"""A table's own columns, beyond those of the schema, that sort its events into a few groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from components.events import schema
from components.events.gazetteer import fold
from components.messages.catalogue import Messages
from components.messages.sentence import Sentence

VOCABULARY = "own"  # whose codes are the words of the cells
MOST_OWN = 8  # columns that make filters and lanes: the first in the order of the file
LEAST_VALUES, MOST_VALUES = 2, 200  # distinct ones of a column that makes groups
LEAST_REPEATS = 2  # times that they stand in the column on average
MOST_LETTERS = 80  # of the longest of them: more is a text to read and no name of a group
MOST_LABEL = 60  # letters of a column's name that are shown
MOST_KEY = 40  # letters of it that a link has
_PREFIX = "own."


@dataclass(frozen=True)
class OwnColumn:
    """Hold one column: its name in links, label, the events' column, and what parts the codes of a cell ("" = one)."""

    key: str
    label: str
    column: str
    separator: str = ""

    def label_beside(self, labels: Iterable[str]) -> str:
        """Return the label, told apart from others that read the same."""
        alike = fold(self.label) in map(fold, labels)
        return Sentence("{column} (own column)", column=self.label) if alike else self.label


def makes_groups(cells: pd.Series, separator: str = "") -> bool:
    """Tell whether a column's cells sort their rows: few different short values, each standing for several."""
    if separator and any(cell.count(separator) >= MOST_VALUES for cell in cells.unique()):
        return False  # a text, which is not worth the parting
    codes = schema.split_codes(cells, separator)
    values = codes.unique()
    few = LEAST_VALUES <= len(values) <= MOST_VALUES and len(codes) >= LEAST_REPEATS * len(values)
    return few and max(map(len, values)) <= MOST_LETTERS


def find_own_columns(events: pd.DataFrame, separators: Mapping[str, str]) -> tuple[OwnColumn, ...]:
    """Return the first MOST_OWN extra columns of events that make groups; `separators` by the column's own name."""
    found: list[OwnColumn] = []
    for column in (str(name) for name in events if str(name).startswith(schema.EXTRA)):
        name = column.removeprefix(schema.EXTRA)
        separator = separators.get(name, "")
        if len(found) < MOST_OWN and makes_groups(events[column], separator):
            key = _to_key(name, {each.key for each in found})
            found.append(OwnColumn(key, _to_label(name), column, separator))
    return tuple(found)


def say_label(key: str, label: str, _: Messages) -> str:
    """Say the label of a filter or a way to make lanes; an own column's is its name, and in no catalogue."""
    return _(label) if isinstance(label, Sentence) or not is_key(key) else label


def is_key(key: str) -> bool:
    """Tell whether a key is that of an own column, of this table or another."""
    return key.startswith(_PREFIX)


def describe_key(key: str) -> str:
    """Return what can be said of an own column whose table is not at hand."""
    return key.removeprefix(_PREFIX).replace("-", " ").capitalize()


def _to_key(name: str, taken: set[str]) -> str:
    """Return a column's name as a link may hold it: letters and digits, and a number where another has it too."""
    stem = _PREFIX + (fold(name)[:MOST_KEY].strip().replace(" ", "-") or "column")
    keys = (stem, *(f"{stem}-{number}" for number in range(2, MOST_OWN + 1)))
    return next(key for key in keys if key not in taken)


def _to_label(name: str) -> str:
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return (clean if len(clean) <= MOST_LABEL else clean[: MOST_LABEL - 1] + "…") or Sentence("Unnamed column")

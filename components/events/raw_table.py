"""The raw tables of one folder or file, every cell still text, with their settings; what can't be opened says why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from components.events.levels import LEVEL_COLUMNS
from components.events.people import OFFICE_COLUMNS, PEOPLE_COLUMNS
from components.messages.sentence import Sentence

# file → the columns that it must have; to add a file: a line here and a field in RawTable
FILES = {
    "events": ("id", "date", "title"),
    "event_sources": ("event", "source", "locator", "stated_date", "read", "note"),
    "sources": ("key", "title", "publisher", "url", "published", "kind", "language"),
    "meeting_types": ("code", "label", "plural", "rank", "symbol", "definition"),
    "claims": ("id", "source", "locator", "statement", "selection", "counted", "expected", "note"),
    "people": PEOPLE_COLUMNS,
    "offices": OFFICE_COLUMNS,
    "topics": ("code", "label", "label_ja"),
    "levels": LEVEL_COLUMNS,
}
OPTIONAL = ("people", "offices", "topics")  # a table is whole without them
DEFAULTED = ("levels",)  # a table without them has the usual ones


def build_empty(name: str) -> pd.DataFrame:
    """Return one of FILES without rows."""
    return _build_empty(name).copy(deep=False)


@cache
def _build_empty(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=list(FILES[name]), dtype=str)


FISCAL_NAMES = ("start", "end")  # by which of its calendar years a fiscal year is named


Progress = Callable[[float], None]  # is told the share that is read, 0..1, and may raise to stop


class TableError(ValueError):
    """Says in one sentence why a table can't be opened at all."""


@dataclass(frozen=True)
class Settings:
    """Hold what a table says of itself: title, home country (alpha-3), fiscal year, region scheme, what it opens on.

    fiscal_year_start_month: 1-12, where 1 is no other year than the calendar's. fiscal_year_named_by: "start" or "end",
    the calendar year that names it. as_of: the day (EDTF) up to which statuses were looked up.
    """

    title: str = "Diplomatic Timeline"
    description: str = ""
    home_country: str = ""
    fiscal_year_start_month: int = 1
    fiscal_year_named_by: str = "start"
    region_scheme: str = "bluebook"
    opening_window: str = ""
    opening_unfolded: tuple[str, ...] = ()
    as_of: str = ""
    licence: str = ""
    attribution: str = ""
    coverage: str = ""


@dataclass(frozen=True)
class RawTable:
    """Hold the raw tables of one folder (all cells str), its settings, what could not be read and a content hash.

    levels: as in their file, without rows where there is none. own_places and own_levels: what the gazetteer (its
    columns) and the levels (code to words) lack of this table's.
    """

    events: pd.DataFrame
    event_sources: pd.DataFrame
    sources: pd.DataFrame
    meeting_types: pd.DataFrame
    claims: pd.DataFrame
    settings: Settings
    folder: Path
    version: str
    problems: tuple[str, ...] = ()
    ragged: pd.DataFrame = field(default_factory=pd.DataFrame)
    own_places: pd.DataFrame = field(default_factory=pd.DataFrame)
    own_levels: dict[str, str] = field(default_factory=dict)
    own_separators: dict[str, str] = field(default_factory=dict)
    people: pd.DataFrame = field(default_factory=lambda: build_empty("people"))
    offices: pd.DataFrame = field(default_factory=lambda: build_empty("offices"))
    topics: pd.DataFrame = field(default_factory=lambda: build_empty("topics"))
    levels: pd.DataFrame = field(default_factory=lambda: build_empty("levels"))


def describe_failure(error: Exception) -> str:
    """Say why a file can't be read, without its path."""
    if isinstance(error, UnicodeDecodeError):
        return Sentence("it is not encoded as UTF-8.")
    if error.args and isinstance(error.args[0], Sentence):
        return error.args[0]
    return f"{error.strerror}." if isinstance(error, OSError) and error.strerror else str(error)

"""How tables that this program wrote are known again: what their columns are, and their cells restored."""

from dataclasses import replace

from components.events import escaping, schema
from components.events.raw_table import Settings
from components.intake.columns.column_roles import EXTRA, IGNORED
from components.intake.columns.mapping import Mapping, Use
from components.intake.dates.date_style import DateStyle
from components.intake.readers.sheets import Sheet
from components.messages.sentence import N_

_BY_NAME = N_("recognised by name")
_MOST_MISSING = 3  # columns that somebody may have deleted
# Columns of the exports about sources → roles; and those that only say in other words what the others say.
_OF_SOURCES = {
    "source": "source_key",
    "source_title": "source",
    "publisher": "publisher",
    "published": "published",
    "url": "url",
    "locator": "locator",
    "stated_date": "stated_date",
    "read": "read",
    "source_kind": "source_kind",
    "language": "language",
    "source_note": "source_note",
    "sources": "source_records",
}
_OF_WORDS = ("people_ja", "topics_in_words")  # what our codes and names are called beside them; each is a role
_SAID_AGAIN = {
    *("in_period", "certain", "date_in_words", "start_min", "start_max", "end_min", "end_max"),
    *("Date in words", "First day", "Last day", "Kind", "Level in words", "Parties"),
}
_COLUMNS = {column.name: column for column in schema.COLUMNS}


def is_ours(names: list[str]) -> bool:
    """Tell whether these are columns of our own table, so that every cell keeps its meaning to the letter."""
    return {"id", "date", "title"} <= set(names) and len(_COLUMNS.keys() & set(names)) >= len(_COLUMNS) - _MOST_MISSING


def build_mapping(names: list[str]) -> Mapping:
    """Return the mapping of a table of ours; it leaves out what is only said again."""
    return Mapping(tuple(map(_to_use, names)), DateStyle(placeholder="year"), settings=Settings(title=""))


def restore_cells(sheet: Sheet) -> Sheet:
    """Return a sheet of our own CSV with its cells as they were before they were made harmless."""
    if not any(str(name).startswith(escaping.HEADING) for name in sheet.cells.columns):
        return sheet
    cells = {name: column.map(escaping.unescape_formula).astype("str") for name, column in sheet.cells.items()}
    return replace(sheet, cells=sheet.cells.assign(**{str(name): column for name, column in cells.items()}))


def _to_use(name: str) -> Use:
    if name in _COLUMNS:
        separator = schema.SEPARATOR if _COLUMNS[name].many else ""
        return Use(name, name, _BY_NAME, 1.0, separator)
    if name in _OF_SOURCES:
        return Use(name, _OF_SOURCES[name], _BY_NAME, 1.0)
    if name in _OF_WORDS:
        return Use(name, name, _BY_NAME, 1.0)
    if name in _SAID_AGAIN or name.startswith(escaping.HEADING):
        return Use(name, IGNORED, N_("repeats the contents of other columns"), 1.0)
    return Use(name, EXTRA, N_("not recognised: kept as an extra field"), 1.0)

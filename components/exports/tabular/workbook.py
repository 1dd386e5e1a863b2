"""The export to a workbook: the events, their sources, and the selection."""

from collections.abc import Sequence

import pandas as pd

from components.briefing.export_input import ExportInput
from components.dates import date_text
from components.events import schema
from components.events.table import Table
from components.exports.tabular import cells, event_cells
from components.exports.tabular.cells import Cell, OutputColumn, OutputSheet

_WIDTHS = {
    **dict.fromkeys(("title", "summary", "source_title"), 48),
    **dict.fromkeys(("people", "note", "source_note", "url", "Parties", "Date in words", "Level in words"), 32),
    **dict.fromkeys(("date", "Kind", "meeting_type", "publisher", "source"), 24),
    **dict.fromkeys(("id", "event", "level", "status", "read", "language", "confidence", "in_period"), 11),
    "statement": 110,
}
_SOURCES = ("event", *event_cells.SOURCE_COLUMNS.values())


def make_workbook(exported: ExportInput) -> bytes:
    """Return the selection as XLSX with the sheets Events, Sources and Selection (the statement and what columns mean).

    Days are dates where they are known; what was stated stands beside them as EDTF and in words.
    """
    sheets = (_to_events(exported), _to_sources(exported), _to_selection(exported))
    return cells.build_workbook(sheets, exported.statement.table, exported.statement.made, exported.table.messages)


def _to_events(exported: ExportInput) -> OutputSheet:
    _ = exported.table.messages
    written, words = event_cells.build_cells(exported), _to_words(exported.events, exported.table)
    columns: dict[str, Sequence[Cell]] = {}
    for name in written.columns:
        columns |= {str(name): list(written[name]), **words.get(str(name), {})}
    return OutputSheet(_("Events"), _to_columns(list(columns)), list(zip(*columns.values(), strict=True)))


def _to_words(events: pd.DataFrame, table: Table) -> dict[str, dict[str, Sequence[Cell]]]:
    """Return, by the column that they stand beside, the columns that say its codes in days and words."""
    days = event_cells.find_known_days(events)
    parties = events["countries"] + schema.SEPARATOR + events["organisations"]
    return {
        "date": {
            "Date in words": list(date_text.describe_dates(events["date"], table.messages)),
            "First day": ["" if known is None else known[0] for known in days],
            "Last day": ["" if known is None else known[1] for known in days],
        },
        "meeting_type": {"Kind": [table.name_of("meeting_type", code) for code in events["meeting_type"]]},
        "level": {"Level in words": [table.name_of("level", code) for code in events["level"]]},
        "organisations": {"Parties": [", ".join(_names(table, cell)) for cell in parties]},
    }


def _names(table: Table, cell: str) -> list[str]:
    return [table.name_of("place", code) for code in schema.split_cell(cell)]


def _to_sources(exported: ExportInput) -> OutputSheet:
    evidence = event_cells.select_evidence(exported)[list(_SOURCES)]
    _ = exported.table.messages
    return OutputSheet(_("Sources"), _to_columns(list(_SOURCES)), list(evidence.itertuples(index=False, name=None)))


def _to_selection(exported: ExportInput) -> OutputSheet:
    _ = exported.table.messages
    meanings = [f"{column.name}: {_(column.meaning)}" for column in schema.COLUMNS]
    rows = [
        *event_cells.build_header_lines(exported),
        "",
        _("Columns of the sheet “{sheet}”", sheet=_("Events")),
        *meanings,
    ]
    return OutputSheet(
        _("Selection"), [OutputColumn("statement", _WIDTHS["statement"])], [(row,) for row in rows], headed=False
    )


def _to_columns(names: list[str]) -> list[OutputColumn]:
    return [OutputColumn(name, _WIDTHS.get(name, 16), links=name == "url") for name in names]

"""What the tabular exports share: the cells of events and of their sources, and the statement's lines."""

from datetime import date

import numpy as np
import pandas as pd

from components.briefing.export_input import ExportInput
from components.dates import certainty, edtf
from components.events import event_text, schema
from components.events.schema import split_cell
from components.events.table import Table

# Column of an export → column of the evidence. To add one: a line here.
SOURCE_COLUMNS = {
    "source": "source",
    "source_title": "title",
    "publisher": "publisher",
    "published": "published",
    "url": "url",
    "locator": "locator",
    "stated_date": "stated_date",
    "read": "read",
    "source_kind": "kind",
    "language": "language",
    "source_note": "note",
}
OTHER_NAMES = ("people_ja", "topics_in_words")  # columns of `list_other_names`
MISSING = "–"  # in place of a blank where the lines of several columns belong together


def build_header_lines(exported: ExportInput) -> tuple[str, ...]:
    """Return what every file says of itself: the classification where there is one, then the statement."""
    classification = exported.briefing.classification.strip()
    return (*([classification] if classification else []), *exported.statement.lines)


def select_evidence(exported: ExportInput) -> pd.DataFrame:
    """Return the evidence of the events in the window only, with the columns of its evidence."""
    return exported.evidence[exported.evidence["event"].isin(exported.events["id"])]


def build_cells(exported: ExportInput) -> pd.DataFrame:
    """Return one row an event, all cells text: the columns of schema.COLUMNS, in_period, OTHER_NAMES, SOURCE_COLUMNS.

    in_period: see event_text.IN_PERIOD. Where an event has several sources, each stands in a line of its own, and the
    lines of all these columns belong together.
    """
    events = exported.events
    names = [column.name for column in schema.COLUMNS]
    in_period = events["standing"].map(event_text.IN_PERIOD)
    others = {
        name: map(schema.SEPARATOR.join, lists) for name, lists in list_other_names(events, exported.table).items()
    }
    cells = (
        events[names]
        .astype(object)
        .assign(in_period=in_period, **{name: list(cells) for name, cells in others.items()})
    )
    return cells.join(_to_source_cells(select_evidence(exported)), on="id").fillna("")


def list_other_names(events: pd.DataFrame, table: Table) -> dict[str, list[list[str]]]:
    """Return for each event, by the name of a column, what its people are called in Japanese and its topics in words.

    As many as it has people and topics, MISSING where none is known; a table that knows none has no such columns.
    """
    lists: dict[str, list[list[str]]] = {}
    if len(table.people.rows):
        people = [list(map(schema.drop_offices, split_cell(cell))) for cell in events["people"]]
        lists["people_ja"] = [[table.people.find_name_ja(name) or MISSING for name in names] for names in people]
    if len(table.topics):
        topics = map(split_cell, events["topics"])
        lists["topics_in_words"] = [[table.name_of("topic", code) for code in codes] for codes in topics]
    return lists


def _to_source_cells(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event (index) with the columns of SOURCE_COLUMNS."""
    places = evidence.groupby("event", sort=False).indices
    columns = {
        name: [_joined(texts[rows]) for rows in places.values()]
        for name, texts in ((name, evidence[column].to_numpy(dtype=object)) for name, column in SOURCE_COLUMNS.items())
    }
    return pd.DataFrame(columns, index=pd.Index(places, name="id"), dtype=object)


def _joined(texts: np.ndarray) -> str:
    if len(texts) == 1:
        return str(texts[0])
    return "\n".join(" ".join(text.split()) or MISSING for text in texts)


def find_known_days(events: pd.DataFrame) -> list[tuple[date, date] | None]:
    """Return each event's first and last day, the last included; None where they are not known."""
    known = certainty.are_days_known(certainty.build_columns(events)) & events["precision"].isin(["day", "days"])
    return [
        (to_date(first), to_date(last)) if sure else None
        for first, last, sure in zip(events["start_min"], events["end_max"], known, strict=True)
    ]


def to_date(day: int) -> date:
    """Return days since 1970-01-01 as a date."""
    return date.fromisoformat(edtf.format_day(day))

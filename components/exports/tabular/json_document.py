"""The export to JSON, as events_schema.json beside it describes and docs/json.md explains."""

import json
from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from components.briefing.export_input import ExportInput
from components.dates import certainty, date_text, edtf
from components.events import schema
from components.events.escaping import clean
from components.events.raw_table import Settings
from components.events.table import Table
from components.exports.tabular import event_cells
from components.intake.readers.json_tables import OUR_FORMAT

VERSION = 1
_CODED = {"meeting_type": "meeting_type", "level": "level", "countries": "place", "organisations": "place"}
_STATEMENT = ("table", "counted", "period", "filters", "left_out", "sources", "version", "link", "attribution")
_SETTINGS = [each.name for each in fields(Settings) if not each.name.startswith("opening")]


def make_json(exported: ExportInput) -> bytes:
    """Return the selected events as JSON (UTF-8), each with its sources; lists are lists, days are bounds."""
    settings = asdict(exported.table.settings)
    document = {
        "format": OUR_FORMAT,
        "version": VERSION,
        "statement": _to_statement(exported),
        "settings": {name: settings[name] for name in _SETTINGS},
        "names": _to_names(exported.events, exported.table),
        "events": _to_events(exported),
    }
    return json.dumps(_cleaned(document), ensure_ascii=False, indent=1).encode()


def _to_statement(exported: ExportInput) -> dict[str, Any]:
    statement = {name: getattr(exported.statement, name) for name in _STATEMENT}
    made = f"{exported.statement.made:%Y-%m-%dT%H:%M:%SZ}"
    classification = exported.briefing.classification
    return {**statement, "made": made, "classification": classification, "text": list(exported.statement.lines)}


def _to_names(events: pd.DataFrame, table: Table) -> dict[str, dict[str, str]]:
    """Return the words for every code that the events use, by vocabulary."""
    names: dict[str, dict[str, str]] = {vocabulary: {} for vocabulary in _CODED.values()}
    for column, vocabulary in _CODED.items():
        codes = sorted(set(schema.split_list(events[column])))
        names[vocabulary] |= {code: table.name_of(vocabulary, code) for code in codes}
    return names


def _to_events(exported: ExportInput) -> list[dict[str, Any]]:
    sources: dict[str, list[dict[Any, Any]]] = {}
    evidence = event_cells.select_evidence(exported)[["event", *event_cells.SOURCE_COLUMNS.values()]]
    for row in evidence.to_dict("records"):
        sources.setdefault(row.pop("event"), []).append(row)
    words = date_text.describe_dates(exported.events["date"], exported.table.messages)
    others: dict[str, Any] = dict(event_cells.list_other_names(exported.events, exported.table))
    events = exported.events.assign(**others)
    rows = zip(events.to_dict("records"), words, strict=True)
    return [_to_event(row, said, sources.get(row["id"], [])) for row, said in rows]


def _to_event(row: dict[Any, Any], date_in_words: str, sources: list[dict[Any, Any]]) -> dict[str, Any]:
    """Return one event; a bound that is infinite is None."""
    event = {
        column.name: schema.split_cell(row[column.name]) if column.many else row[column.name]
        for column in schema.COLUMNS
    }
    event |= {name: row[name] for name in event_cells.OTHER_NAMES if name in row}
    bounds = {name: _to_day(int(row[name])) for name in edtf.BOUNDS}
    return {
        **event,
        "date_in_words": date_in_words,
        **bounds,
        "certain": row["standing"] == certainty.CERTAIN,
        "sources": sources,
    }


def _to_day(day: int) -> str | None:
    return None if day in (edtf.BEGINNINGLESS, edtf.ENDLESS) else edtf.format_day(day)


def _cleaned(value: Any) -> Any:
    """Return a document with all of its texts clean; half a surrogate pair is no UTF-8."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value

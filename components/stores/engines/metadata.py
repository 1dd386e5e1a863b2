"""What lies beside a table's events in an engine: settings, kinds of meeting, claims, rejected rows."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from components.events import raw_table, schema, table
from components.events.gazetteer import Gazetteer
from components.events.raw_table import RawTable, Settings, TableError
from components.events.table import Table
from components.messages.sentence import Sentence
from components.stores.engines import engine_schema, schema_version

FRAMES = ("meeting_types", "claims", "sources", *raw_table.OPTIONAL)
LEVEL_ROWS = "level_rows"  # "levels" are their words alone, as every folder has them


def build_about(whole: Table) -> pd.DataFrame:
    """Return everything of a table but its events and evidence as JSON: name, value.

    Of sources, those that claims and offices name.
    """
    cited = pd.concat([whole.claims["source"], whole.people.office_rows["source"]])
    named = whole.sources[whole.sources["key"].isin(cited)]
    meeting_types = whole.meeting_types.reset_index()
    frames = {
        "meeting_types": meeting_types,
        "claims": whole.claims,
        "sources": named,
        "people": whole.people.rows,
        "offices": whole.people.office_rows,
        "topics": whole.topics,
        LEVEL_ROWS: whole.level_rows.reset_index(),
        "rejected": whole.rejected.astype({"row": int}),
    }
    values = {
        schema_version.NAME: engine_schema.VERSION,
        "version": whole.version,
        "problems": whole.problems,
        "levels": whole.levels,
        "places": whole.gazetteer.places.astype(str).to_dict("records"),
        "settings": asdict(whole.settings),
        **{name: frame.astype(str).to_dict("records") for name, frame in frames.items()},
    }
    texts = [json.dumps(value, ensure_ascii=False) for value in values.values()]
    return pd.DataFrame({"name": list(values), "value": texts}, dtype=str)


def parse_table(about: pd.DataFrame, gazetteer: Gazetteer) -> Table:
    """Return the table that `build_about` described, without its events; raises TableError where it is damaged."""
    try:
        values = {name: json.loads(value) for name, value in zip(about["name"], about["value"], strict=True)}
        raw = _to_raw(values)
        rejected = pd.DataFrame(values["rejected"], columns=schema.REJECTED, dtype=str).astype({"row": int})
        return replace(table.build_table(raw, gazetteer), rejected=rejected)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableError(Sentence("The settings stored with this table are damaged. Write the table again.")) from error


def read_version(about: pd.DataFrame) -> str:
    """Return the version of the table that `build_about` told of, "" where it tells of none."""
    told = about["value"][about["name"] == "version"]
    try:
        return str(json.loads(told.iloc[0])) if len(told) else ""
    except ValueError:
        return ""


def _to_raw(values: dict[str, Any]) -> RawTable:
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values["settings"].items()
    }
    frames: dict[str, Any] = {
        name: _to_frame(name, values.get(name, []) if name in raw_table.OPTIONAL else values[name]) for name in FRAMES
    }
    return RawTable(
        events=pd.DataFrame(columns=["row", *(column.name for column in schema.COLUMNS)], dtype=str),
        event_sources=_to_frame("event_sources", []),
        **frames,
        settings=Settings(**told),
        folder=Path(),
        version=str(values["version"]),
        problems=tuple(values["problems"]),
        ragged=pd.DataFrame(columns=["row", "value", "reason"]),
        own_places=pd.DataFrame(values.get("places", []), dtype=str),
        levels=_to_frame("levels", values.get(LEVEL_ROWS, [])),
        own_levels={str(code): str(words) for code, words in values.get("levels", {}).items()},
    )


def _to_frame(name: str, records: list[dict[str, str]]) -> pd.DataFrame:
    rows = pd.DataFrame(records, dtype=str)
    others = [column for column in rows.columns if column not in raw_table.FILES[name]]
    return rows.reindex(columns=[*raw_table.FILES[name], *others], fill_value="")

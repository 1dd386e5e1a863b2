"""The layout of a table in an engine: which tables and columns there are, and how they are filled.

Two tables are counted: `events`, one row an event, and `members`, one row an event and code of a column that may hold
several. A member carries what counting needs (bounds, calendar units, the codes of the other columns), so that no
question joins the two to count. `evidence` (by event), `words` (for offers) and `about` (the rest, as JSON) lie beside.
A table's own columns (see own_columns) come along as `extras`, for cards; there are no filters and lanes by them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from components.dates import calendar_units, edtf
from components.events import gazetteer, raw_table, schema
from components.events import table as tables
from components.events.precedence import compute_priority
from components.events.schema import BOUNDS
from components.events.table import Table
from components.query import filters, lane_schemes
from components.stores.memory import predicates
from components.stores.memory.inverted_index import InvertedIndex
from components.stores.memory.table_index import TableIndex
from components.stores.memory.text_index import build_texts

# Of the layout. Raise it by 1 whenever TABLES, the kinds of member or what a cell means become others, as with a filter
# on a new column, another region scheme or another list of calendar units: what was written before is then written
# again, and never misread.
VERSION = 2
UNDATED_YEAR, NO_FIRST_YEAR = -1, 0  # of events without a date, and of those without a first day
REGIONS = "regions"  # the column that hangs on the region scheme: kept once a scheme, as regions_bluebook …
LANES = "lanes"  # likewise the nested lanes
SINGLE = tuple(each.column for each in filters.FACETS if not each.many)
MANY = tuple(each.column for each in filters.FACETS if each.many)
SILENT = tuple(each.column for each in lane_schemes.LANE_SCHEMES if each.many and not each.nested)

UNIT_COLUMNS = {
    # index in UNITS of the smallest unit from this one on, or -1
    **{f"{unit}_held": "int16" for unit in calendar_units.STRIP_UNITS},
    **{f"{unit}_first": "int32" for unit in calendar_units.STRIP_UNITS},  # its first day; of -1: start_min
}
COUNTED = {
    "position": "int64",  # chronological, from 0
    **dict.fromkeys(BOUNDS, "int32"),
    **dict.fromkeys(("doubtful", "known", "dated"), "boolean"),
    "rank": "int16",
    "priority": "int64",
    **dict.fromkeys(SINGLE, "string"),
    **UNIT_COLUMNS,
    "year": "int16",
}
SCHEMED = tuple(f"{REGIONS}_{scheme}" for scheme in gazetteer.SCHEME_COLUMNS)
EXTRAS = "extras"  # the columns that only this table has, as JSON: name to cell, "" where there are none
EVENT_TEXTS = (*(each.name for each in schema.COLUMNS), "persons", *SCHEMED, "precision", "folded", EXTRAS)
EVIDENCE_TEXTS = ("event", *raw_table.FILES["event_sources"][1:], *raw_table.FILES["sources"][1:])
TABLES: dict[str, dict[str, str]] = {
    "events": {
        **dict.fromkeys(EVENT_TEXTS, "string"),
        "row": "int32",
        "uncertain": "boolean",
        "approximate": "boolean",
        **COUNTED,
    },
    "members": {"kind": "string", "code": "string", "silent": "boolean", **COUNTED},
    "evidence": {**dict.fromkeys(EVIDENCE_TEXTS, "string"), "position": "int64", "number": "int32", "year": "int16"},
    "words": {"word": "string"},
    "about": {"name": "string", "value": "string"},
}
SETTINGS = ("path", "url", "password", "seconds", "rows")  # that say where a table in this layout is (see connections)
BY_YEAR = ("events", "members", "evidence")


def holds_schema(path: Path) -> bool:
    """Return whether a path is a folder of Parquet files in the layout, or a DuckDB file."""
    return path.suffix == ".duckdb" or (path / "about.parquet").is_file()


def build_frames(part: Table, first_position: int = 0) -> dict[str, pd.DataFrame]:
    """Turn a table, or the next events of one, into the rows of TABLES but `about`.

    `first_position` is the place of the first event among all. Evidence of what is no event is left out.
    """
    events = _to_events(part, first_position)
    frames = {"events": events, "members": _to_members(part, events), "evidence": _to_evidence(part, events)}
    frames["words"] = pd.DataFrame({"word": sorted({word for text in events["folded"] for word in text.split()})})
    return {name: _typed(frame, TABLES[name]) for name, frame in frames.items()}


def _typed(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the columns of a table in their order and types."""
    types = {name: {"string": "str", "boolean": "bool"}.get(kind, kind) for name, kind in columns.items()}
    return frame[list(columns)].astype(types).reset_index(drop=True)


def find_years(first_days: np.ndarray, dated: np.ndarray) -> np.ndarray:
    """Return the year (int16) of each first possible day; NO_FIRST_YEAR or UNDATED_YEAR where there is none."""
    bounded = first_days > edtf.BEGINNINGLESS
    days = np.where(dated & bounded, first_days, 0).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.select([~dated, ~bounded], [UNDATED_YEAR, NO_FIRST_YEAR], years).astype(np.int16)


def _to_events(part: Table, first_position: int) -> pd.DataFrame:
    events, made = part.events, TableIndex(part)
    everyone = np.arange(len(events))
    derived: dict[str, Any] = {
        "position": everyone + first_position,
        "doubtful": made.dates["doubtful"],
        "known": made.known,
        "dated": made.dates["dated"],
        "rank": made.ranks,
        "priority": compute_priority(events["id"]),
        "folded": build_texts(part),
        EXTRAS: _to_extras(events),
        "year": find_years(events["start_min"].to_numpy(), made.dates["dated"]),
        **{f"{REGIONS}_{scheme}": _in_scheme(part, scheme).events[REGIONS] for scheme in gazetteer.SCHEME_COLUMNS},
    }
    for unit in calendar_units.STRIP_UNITS:
        cells = made.cells(unit).find(everyone, made.dates)
        derived |= {f"{unit}_held": cells["unit"], f"{unit}_first": cells["first"]}
    return events.assign(**derived)


def _to_extras(events: pd.DataFrame) -> list[str]:
    """Return the cells of columns beyond ours, each event's as JSON."""
    extra = [str(column) for column in events if str(column).startswith(schema.EXTRA)]
    records = events[extra].astype(str).to_dict("records") if extra else []
    return [json.dumps(record, ensure_ascii=False) for record in records] or [""] * len(events)


def with_extras(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with the columns that their `extras` hold in its place, behind our own.

    An event without any has "" in them. Raises ValueError where `extras` holds anything else.
    """
    records = [_to_record(text) for text in events.pop(EXTRAS)]
    if not any(records):
        return events
    extra = pd.DataFrame(records, index=events.index, dtype="str").fillna("")
    place = events.columns.get_loc("row")
    return pd.concat([events.iloc[:, :place], extra, events.iloc[:, place:]], axis=1)


def _to_record(text: str) -> dict[str, str]:
    record = json.loads(text) if text else {}
    if not isinstance(record, dict) or not all(name.startswith(schema.EXTRA) for name in record):
        raise ValueError("Extras are no columns of the table's own.")
    return record


def _to_members(part: Table, events: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `members`, sorted by kind, code and position."""
    carried = events[list(COUNTED)]
    frames = []
    for kind, members in _kinds(part):
        of_member = carried.iloc[members.events].assign(kind=kind, silent=False)
        of_member["code"] = np.array(members.codes, dtype=object)[members.positions]
        frames.append(of_member)
    for column in SILENT:
        silent = carried[~np.isin(np.arange(len(events)), schema.split_list(events[column]).index)]
        frames.append(silent.assign(kind=column, silent=True, code=lane_schemes.NOT_STATED))
    return pd.concat(frames).sort_values(["kind", "code", "position"])


def _kinds(part: Table) -> Iterator[tuple[str, InvertedIndex]]:
    """Yield every kind of member with who they are."""
    for each in filters.FACETS:
        if each.many and each.column != REGIONS:
            yield each.column, predicates.index_codes(each, part)
    regions = next(each for each in filters.FACETS if each.column == REGIONS)
    for scheme in gazetteer.SCHEME_COLUMNS:
        other = _in_scheme(part, scheme)
        yield f"{REGIONS}_{scheme}", predicates.index_codes(regions, other)
        yield f"{LANES}_{scheme}", predicates.index_lanes(lane_schemes.BY_KEY["region"], other)


def _in_scheme(part: Table, scheme: str) -> Table:
    return part if part.settings.region_scheme == scheme else tables.with_scheme(part, scheme)


def _to_evidence(part: Table, events: pd.DataFrame) -> pd.DataFrame:
    numbered = part.evidence.assign(number=np.arange(len(part.evidence)))
    found = numbered.merge(events[["id", "position", "year"]], left_on="event", right_on="id")
    return found.sort_values(["position", "number"])

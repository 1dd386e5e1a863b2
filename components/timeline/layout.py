"""This file is the layout of a table in an engine: which tables and columns there are, and how they are filled.

Two tables are counted: `events`, one row an event, and `members`, one row an event and code of a column that may hold
several. A member carries what counting needs (bounds, calendar units, the codes of the other columns), so that no
question joins the two to count. `evidence` (by event), `words` (for offers) and `about` (the rest, as JSON) lie beside.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from components.timeline import calendar_units, dates, filters, lane_schemes, places, schema, sources, windows
from components.timeline import table as tables
from components.timeline.filters import Members
from components.timeline.schema import BOUNDS
from components.timeline.table import Table
from components.timeline.text_search import to_index

UNDATED_YEAR, NO_FIRST_YEAR = -1, 0  # of events without a date, and of those without a first day
FIRST_DAY = dates.to_day("0001-01-01")  # no bin is named by a day before it
REGIONS = "regions"  # the column that hangs on the region scheme: kept once a scheme, as regions_bluebook …
LANES = "lanes"  # likewise the nested lanes
SINGLE = tuple(each.column for each in filters.FACETS if not each.many)
MANY = tuple(each.column for each in filters.FACETS if each.many)
SILENT = tuple(each.column for each in lane_schemes.LANE_SCHEMES if each.many and not each.nested)

UNIT_COLUMNS = {
    **{f"{unit}_held": "int16" for unit in calendar_units.UNITS},  # index of the smallest unit from this one on, or -1
    **{f"{unit}_first": "int32" for unit in calendar_units.UNITS},  # its first day; of -1: start_min
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
SCHEMED = tuple(f"{REGIONS}_{scheme}" for scheme in places.SCHEME_COLUMNS)
EVENT_TEXTS = (*(each.name for each in schema.COLUMNS), "persons", *SCHEMED, "precision", "folded")
EVIDENCE_TEXTS = ("event", *sources.FILES["event_sources"][1:], *sources.FILES["sources"][1:])
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
BY_YEAR = ("events", "members", "evidence")


def to_frames(part: Table, first_position: int = 0) -> dict[str, pd.DataFrame]:
    """Turn a table, or the next events of one, into the rows of TABLES but `about`.

    `first_position` is the place of the first event among all; evidence that belongs to no event has position -1.
    """
    events = _to_events(part, first_position)
    frames = {"events": events, "members": _to_members(part, events), "evidence": _to_evidence(part, events)}
    frames["words"] = pd.DataFrame({"word": sorted({word for text in events["folded"] for word in text.split()})})
    return {name: _typed(frame, TABLES[name]) for name, frame in frames.items()}


def _typed(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the columns of a table in their order and types."""
    types = {name: {"string": "str", "boolean": "bool"}.get(kind, kind) for name, kind in columns.items()}
    return frame[list(columns)].astype(types).reset_index(drop=True)


def to_priority(identities: pd.Series) -> np.ndarray:
    """Return a number for each id that hangs on the id alone and is spread evenly (int64)."""
    return np.array([zlib.crc32(identity.encode("utf-8", "replace")) for identity in identities], dtype=np.int64)


def to_years(first_days: np.ndarray, dated: np.ndarray) -> np.ndarray:
    """Return the year (int16) of each first possible day; NO_FIRST_YEAR or UNDATED_YEAR where there is none."""
    bounded = first_days > dates.BEGINNINGLESS
    days = np.where(dated & bounded, first_days, 0).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.select([~dated, ~bounded], [UNDATED_YEAR, NO_FIRST_YEAR], years).astype(np.int16)


def _to_events(part: Table, first_position: int) -> pd.DataFrame:
    events = part.events
    dated = ~windows.undated(events)
    ranks = events["meeting_type"].map(part.meeting_types["rank"]).fillna(tables.LEAST_RANK).astype(np.int16)
    derived: dict[str, Any] = {
        "position": np.arange(len(events)) + first_position,
        "doubtful": events["uncertain"] | events["approximate"],
        "known": _known(events),
        "dated": dated,
        "rank": ranks,
        "priority": to_priority(events["id"]),
        "precision": events["precision"].astype(str),
        "folded": to_index(part).texts,
        "year": to_years(events["start_min"].to_numpy(), dated),
        **{f"{REGIONS}_{scheme}": _in_scheme(part, scheme).events[REGIONS] for scheme in places.SCHEME_COLUMNS},
        **_to_units(events["start_min"].to_numpy(), events["start_max"].to_numpy()),
    }
    return events.assign(**derived)


def _known(events: pd.DataFrame) -> pd.Series:
    exact = (events["start_min"] == events["start_max"]) & (events["end_min"] == events["end_max"])
    return exact & ~events["uncertain"] & ~events["approximate"]


def _to_units(earliest: np.ndarray, latest: np.ndarray) -> dict[str, np.ndarray]:
    """Return for every finest unit the index and first day of the unit that an event counts in (UNIT_COLUMNS)."""
    columns: dict[str, np.ndarray] = {}
    for finest in calendar_units.UNITS:
        held = calendar_units.smallest_unit(earliest, latest, finest)
        firsts = earliest.copy()
        for index, unit in enumerate(calendar_units.UNITS):
            here = held == index
            firsts[here] = calendar_units.unit_first(earliest[here], unit)
        columns |= {f"{finest}_held": held.astype(np.int16), f"{finest}_first": np.maximum(firsts, FIRST_DAY)}
    return columns


def _to_members(part: Table, events: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `members`, sorted by kind, code and position."""
    carried = events[list(COUNTED)]
    frames = []
    for kind, members in _kinds(part):
        of_member = carried.iloc[members.events].assign(kind=kind, silent=False)
        of_member["code"] = np.array(members.codes, dtype=object)[members.positions]
        frames.append(of_member)
    for column in SILENT:
        silent = carried[~np.isin(np.arange(len(events)), schema.to_list(events[column]).index)]
        frames.append(silent.assign(kind=column, silent=True, code=lane_schemes.NOT_STATED))
    return pd.concat(frames).sort_values(["kind", "code", "position"])


def _kinds(part: Table) -> Iterator[tuple[str, Members]]:
    """Yield every kind of member with who they are."""
    for each in filters.FACETS:
        if each.many and each.column != REGIONS:
            yield each.column, each.prepare(part)
    regions = next(each for each in filters.FACETS if each.column == REGIONS)
    for scheme in places.SCHEME_COLUMNS:
        other = _in_scheme(part, scheme)
        yield f"{REGIONS}_{scheme}", regions.prepare(other)
        yield f"{LANES}_{scheme}", lane_schemes.BY_KEY["region"].members(other)


def _in_scheme(part: Table, scheme: str) -> Table:
    return part if part.settings.region_scheme == scheme else tables.to_scheme(part, scheme)


def _to_evidence(part: Table, events: pd.DataFrame) -> pd.DataFrame:
    numbered = part.evidence.assign(number=np.arange(len(part.evidence)))
    found = numbered.merge(events[["id", "position", "year"]], how="left", left_on="event", right_on="id")
    return found.fillna({"position": -1, "year": UNDATED_YEAR}).sort_values(["position", "number"])

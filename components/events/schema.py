"""The one place that says what an event's columns are and which rows can't be one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.dates import edtf
from components.events.levels import LEVEL_NAMES
from components.messages.sentence import N_, Sentence

LEVELS = tuple(LEVEL_NAMES)
STATUSES = ("held", "planned", "not-held", "unknown")
DONE = ("held", "")  # a row that says nothing of it tells of what took place
CONFIDENCES = ("stated", "computed")
SEPARATOR = ";"
REJECTED = ["row", "column", "value", "reason"]
EXTRA = "extra: "  # before the name of a column that a table has beyond these
BOUNDS = ["start_min", "start_max", "end_min", "end_max"]


@dataclass(frozen=True)
class Column:
    """Hold what is known of one column: its words, whether a cell may be blank or a list, and which codes it takes."""

    name: str
    meaning: str
    required: bool = False
    many: bool = False
    codes: str = ""  # the vocabulary that every code must be in


# To add a column: a line here, and the next number in engine_schema.VERSION; to filter by it: a line in filters.FACETS.
COLUMNS = (
    Column("id", N_("permanent, unique identifier of the event"), required=True),
    Column("date", N_("date as EDTF (ISO 8601-2:2019); blank = undated")),
    Column("title", N_("short title"), required=True),
    Column("meeting_type", N_("meeting type, as a code from meeting_types.csv"), codes="meeting_type"),
    Column("level", N_("highest rank taking part on either side"), codes="level"),
    Column("countries", N_("counterpart countries, as alpha-3 codes"), many=True, codes="place"),
    Column("organisations", N_("organisations taking part"), many=True, codes="place"),
    Column("city", N_("city where it took place"), many=True),
    Column("place", N_("country where it took place, as an alpha-3 code"), many=True, codes="place"),
    Column("people", N_("participants, with the office each held"), many=True),
    Column("topics", N_("what it was about"), many=True),
    Column(
        "status",
        N_(
            "held = took place; planned = announced; not-held = announced and called off; "
            "unknown = not known whether held"
        ),
        codes="status",
    ),
    Column("summary", N_("what happened, in your own words")),
    Column(
        "confidence", N_("stated = the source gives the date; computed = part of it was derived"), codes="confidence"
    ),
    Column("note", N_("what a reader should know about this row")),
)

Vocabularies = dict[str, frozenset[str]]


def parse_events(
    raw_events: pd.DataFrame,
    vocabularies: Vocabularies,
    region_of: Callable[[str], str],
    progress: Callable[[float], None] = lambda _: None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Turn raw rows into events and the rows that can't be events.

    `raw_events` holds text cells and `row`, the row's number in its file. `vocabularies` has the codes known as
    "meeting_type", "level", "place", "status", "confidence"; `region_of` gives the region code of a place ("" = none).
    `progress` is told between steps how much is done, 0..1, and may raise to stop.

    Returns (events, rejected). Events: the columns of COLUMNS and extra ones as text, `row`, the bounds `start_min` …
    `end_max` (int32 days since 1970-01-01), `precision`, `uncertain`, `approximate`, `regions` and `persons` (names
    without office), in chronological order (start_min, then end_max, then row; undated last). Rejected: row, column,
    value, reason; one line for each fault.
    """
    cells = _to_cells(raw_events)
    progress(0.2)
    bounds = edtf.parse_bounds(cells["date"])
    progress(0.4)
    faults = [*_unreadable_dates(cells, bounds), *_faults(cells, vocabularies)] or [_rejected(cells[:0], "date", "")]
    rejected = pd.concat(faults, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
    progress(0.6)
    taken = ~cells["row"].isin(rejected["row"]).to_numpy()
    events = pd.concat([cells, bounds.drop(columns="reason")], axis=1)[taken]
    events = events.assign(regions=find_regions(events["countries"], region_of))
    progress(0.7)
    events = events.assign(persons=find_persons(events["people"]))
    progress(0.9)
    order = np.lexsort((events["row"], events["end_max"], events["start_min"], events["precision"] == "undated"))
    return events.iloc[order].reset_index(drop=True), rejected


def _to_cells(raw_events: pd.DataFrame) -> pd.DataFrame:
    """Return stripped text for every known or extra column (blank where the file has none) and the row number."""
    names = [column.name for column in COLUMNS]
    names += [str(name) for name in raw_events if str(name).startswith(EXTRA)]
    cells = {name: raw_events[name].astype(str).str.strip() if name in raw_events else "" for name in names}
    return pd.DataFrame(cells, index=raw_events.index).assign(row=raw_events["row"].astype(int)).reset_index(drop=True)


def _unreadable_dates(cells: pd.DataFrame, bounds: pd.DataFrame) -> Iterator[pd.DataFrame]:
    wrong = (bounds["reason"] != "").to_numpy()
    if wrong.any():
        yield _rejected(cells[wrong], "date", bounds["reason"][wrong])


def _faults(cells: pd.DataFrame, vocabularies: Vocabularies) -> Iterator[pd.DataFrame]:
    """Give the faults of each column that has any: blank though required, repeated ids, codes that nothing explains."""
    repeated = (cells["id"] != "") & cells["id"].duplicated()
    if repeated.any():
        yield _rejected(cells[repeated], "id", N_("a row above already has this id"))
    for column in COLUMNS:
        blank = cells[column.name] == "" if column.required else None
        if blank is not None and blank.any():
            yield _rejected(cells[blank], column.name, N_("is blank, but every event needs a value here"))
        if column.codes:
            yield from _unknown_codes(cells, column, vocabularies[column.codes])


def _unknown_codes(cells: pd.DataFrame, column: Column, known: frozenset[str]) -> Iterator[pd.DataFrame]:
    different = cells[column.name].unique().tolist()
    used = (code for cell in different for code in (split_cell(cell) if column.many else [cell]))
    if all(code in known or not code for code in used):
        return  # nearly every column of every table: each cell is looked at where one has a fault
    codes = split_list(cells[column.name]) if column.many else cells[column.name][cells[column.name] != ""]
    unknown = codes[~codes.isin(list(known))]
    said = {
        code: Sentence("“{code}” is not a known code for {column}", code=code, column=column.name) for code in unknown
    }
    reasons = [said[code] for code in unknown]
    yield _rejected(cells.loc[unknown.index], column.name, reasons)


def _rejected(rows: pd.DataFrame, column: str, reason: str | pd.Series | Sequence[str]) -> pd.DataFrame:
    reasons = pd.Series(reason if isinstance(reason, str) else list(reason), index=range(len(rows)), dtype=object)
    return pd.DataFrame(
        {"row": rows["row"].to_numpy(), "column": column, "value": rows[column].to_numpy(), "reason": reasons}
    )


def split_codes(cells: pd.Series, separator: str) -> pd.Series:
    """Turn cells into one code a line, on the index of the cell; without a separator a cell is one code or blank."""
    return split_list(cells, separator) if separator else cells[cells != ""]


def split_list(cells: pd.Series, separator: str = SEPARATOR) -> pd.Series:
    """Turn cells with `;` between codes into one code a line, on the index of the cell; blanks and repeats drop out."""
    places, different = pd.factorize(cells)
    lists = [list(dict.fromkeys(filter(None, map(str.strip, cell.split(separator))))) for cell in different]
    lengths = np.array([len(codes) for codes in lists], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    repeats = lengths[places]
    line = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)  # of a cell's codes
    flat = pd.Series([code for codes in lists for code in codes], dtype=str)
    taken = flat.take(np.repeat(starts[places], repeats) + line)
    return pd.Series(taken.to_numpy(), index=cells.index.repeat(repeats), name=cells.name, dtype=str)


def split_cell(cell: str) -> list[str]:
    """Return the parts of one cell that holds a list."""
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def find_regions(countries: pd.Series, region_of: Callable[[str], str]) -> pd.Series:
    """Return for each cell of countries its regions, `;` between, each once."""
    regions = {cell: SEPARATOR.join(_regions_of(cell, region_of)) for cell in countries.unique()}
    return countries.map(regions).astype(str)


def find_persons(people: pd.Series) -> pd.Series:
    """Return each cell of people without their offices: "Shinzo Abe (Prime Minister)" is "Shinzo Abe"."""
    persons = {cell: SEPARATOR.join(map(drop_offices, cell.split(SEPARATOR))) for cell in people.unique()}
    return people.map(persons).astype(str)


def drop_offices(person: str) -> str:
    """Drop what stands in brackets, and the blanks before it; no pattern, which would look for a bracket's end anew."""
    kept, place = [], 0
    while (opening := person.find("(", place)) >= 0 and (closing := person.find(")", opening)) >= 0:
        kept.append(person[place:opening].rstrip())
        place = closing + 1
    return "".join([*kept, person[place:]])


def _regions_of(cell: str, region_of: Callable[[str], str]) -> list[str]:
    codes = (region_of(code.strip()) for code in cell.split(SEPARATOR) if code.strip())
    return list(dict.fromkeys(code for code in codes if code))

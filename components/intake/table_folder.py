"""A folder of table files, read into raw tables, and into a checked table."""

import csv
import hashlib
import io
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from components.events import escaping, table
from components.events.raw_table import (
    DEFAULTED,
    FILES,
    OPTIONAL,
    Progress,
    RawTable,
    Settings,
    TableError,
    describe_failure,
)
from components.events.table import Table
from components.intake import gazetteer_files, limits, references
from components.intake.readers import csv_rows, sheets, text_tables

READ = 0.6  # share of the time that goes into reading; the rest is checking
_KINDS = {str: "a text", int: "a number", tuple: "a list of texts"}


def read_table(folder: Path, places_folder: Path, progress: Progress = lambda _: None) -> Table:
    """Read and check the table of one folder, with the gazetteer of another; raises TableError."""
    try:
        gazetteer = gazetteer_files.read_places(places_folder)
    except (OSError, ValueError) as error:
        raise TableError(f"The gazetteer can't be read ({describe_failure(error)}).") from error
    raw = read_raw_table(folder, lambda share: progress(share * READ))
    return table.build_table(raw, gazetteer, lambda share: progress(READ + share * (1 - READ)))


def read_raw_table(folder: Path, progress: Progress = lambda _: None) -> RawTable:
    """Read the files of a table from a folder; `progress` is told how much of all of them is read, 0..1.

    Raises TableError where there are no events to read; any other missing or damaged file is a sentence in `problems`.
    """
    packed = folder / "events.parquet"
    unpacked = folder / "events.csv"
    tell = _by_size(folder, progress)
    path, read = (packed, _read_packed) if packed.exists() else (unpacked, _read_events)
    problems: list[str] = []
    events, ragged = read(path, problems, tell["events"])
    others = {name: read_companion(folder, name, problems, tell[name]) for name in FILES if name != "events"}
    problems += references.describe_dangling({"events": events, **others}, path.name)
    settings = _read_settings(folder / "table.toml", problems)
    version = _content_hash(folder)
    return RawTable(
        events,
        **others,  # type: ignore[arg-type]  # the fields of these names are frames
        settings=settings,
        folder=folder,
        version=version,
        problems=tuple(problems),
        ragged=ragged,
    )


def _by_size(folder: Path, progress: Progress) -> dict[str, Progress]:
    """Return for each of FILES what takes its share, so that `progress` is told the share of all their bytes."""
    sizes = [sum(file.stat().st_size for file in folder.glob(f"{name}.*")) for name in FILES]
    whole, ends = max(sum(sizes), 1), np.cumsum(sizes)

    def part(size: int, end: int) -> Progress:
        return lambda share: progress((end - size + share * size) / whole)

    return {name: part(size, int(end)) for name, size, end in zip(FILES, sizes, ends, strict=True)}


def _read_packed(path: Path, _: list[str], progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read events.parquet, whose columns are those of events.csv."""
    try:
        sheet = sheets.read_sheet(path.read_bytes(), path.name, progress=progress)
    except (OSError, limits.IntakeError) as error:
        raise TableError(f"{path.name} can't be read ({error}).") from error
    return _with_columns(path, _numbered(sheet.cells, sheet.rows)), sheet.ragged


def _read_events(path: Path, problems: list[str], progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame]:
    try:
        events, ragged, _ = _read_rows(path, problems, progress)
    except FileNotFoundError:
        raise TableError(f"The table has no {path.name}: put one into the folder “{path.parent.name}”.") from None
    except (OSError, UnicodeDecodeError, csv.Error, limits.IntakeError) as error:
        raise TableError(f"{path.name} can't be read as a UTF-8 text table ({describe_failure(error)}).") from error
    return _with_columns(path, events), ragged


def _with_columns(path: Path, events: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in FILES["events"] if column not in events.columns]
    if missing:
        raise TableError(f"{path.name} has no column {_listed(missing)}; its first line must name the columns.")
    return events


def read_companion(folder: Path, name: str, problems: list[str], progress: Progress = lambda _: None) -> pd.DataFrame:
    """Read one of FILES but the events as text cells; a damaged one is empty, and `problems` gets a sentence."""
    path, wanted = folder / f"{name}.csv", list(FILES[name])
    try:
        rows, ragged, cut = _read_rows(path, problems, progress)
    except FileNotFoundError:
        if name not in (*OPTIONAL, *DEFAULTED):
            problems.append(f"{path.name} is missing, so what it would say is not shown.")
        return pd.DataFrame(columns=wanted, dtype=str)
    except (OSError, UnicodeDecodeError, csv.Error, limits.IntakeError) as error:
        problems.append(f"{path.name} can't be read ({describe_failure(error)}), so what it would say is not shown.")
        return pd.DataFrame(columns=wanted, dtype=str)
    missing = [column for column in wanted if column not in rows.columns]
    if missing:
        problems.append(f"{path.name} has no column {_listed(missing)}; those cells count as blank.")
    if len(ragged) > cut:
        problems.append(f"{path.name}: {len(ragged) - cut} rows can't be read and were left out.")
    return rows.reindex(columns=[*rows.columns, *missing], fill_value="")


def _read_rows(path: Path, problems: list[str], progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame, bool]:
    """Read a CSV file as text: rows that fit the header, those that don't, and whether the last of these is cut short.

    Both carry `row`, the row's number in the file as a spreadsheet counts it (the header is row 1); a column of the
    file that has this name is left out. Those that don't fit have `value` and `reason` beside it. What is wrong with
    the end of the file, or with many rows, is a sentence in `problems`. Raises csv.Error where the header names a
    column twice.
    """
    size = max(path.stat().st_size, 1)
    with path.open("rb") as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as lines:
        ending = csv_rows.Ending()
        rows = csv_rows.read_rows(lines, ending=ending)
        _, header, fault = next(rows, (1, [], ""))
        if fault:
            raise csv.Error(f"its first line {fault}")
        header = [name.strip() for name in header]
        if repeated := [name for name, count in Counter(filter(None, header)).items() if count > 1]:
            raise csv.Error(f"it names the column {_listed(repeated)} twice")
        restore = escaping.unescape_formula if any(name.startswith(escaping.HEADING) for name in header) else str
        below = _RowsBelow(header, rows, ending)
        read = text_tables.gather_below(header, below, lambda: progress(stream.tell() / size), restore)
    problems += below.describe(path.name)
    ragged = pd.DataFrame(read.ragged, columns=["row", "value", "reason"])
    return _numbered(sheets.to_frame(read.cells), read.rows), ragged, bool(below.cut)


class _RowsBelow:
    """Gives the rows below a header, the one that is cut short with that for its fault, and says what was odd."""

    def __init__(self, header: list[str], rows: Iterator[csv_rows.Row], ending: csv_rows.Ending) -> None:
        self._rows, self._ending = rows, ending
        self._width = max((place for place, name in enumerate(header, start=1) if name), default=0)
        self._short: list[int] = []
        self.cut = ""

    def __iter__(self) -> Iterator[csv_rows.Row]:
        for number, cells, fault in self._rows:
            if number == self._ending.number:
                self.cut = self._ending.describe_cut(self._width)
            if not self.cut and not fault and len(cells) < self._width and any(map(str.strip, cells)):
                self._short.append(number)
            yield number, cells, self.cut or fault

    def describe(self, name: str) -> Iterator[str]:
        """Say what is odd of the rows of a file of this name."""
        if self._ending.number == 1:
            yield f"{name} is cut short: it has only its first line, and no line end."
        if self._short:
            count = "1 row" if len(self._short) == 1 else f"{len(self._short):,} rows"
            yield (
                f"{name} has {count} with fewer cells than its first line names (row {self._short[0]}"
                f"{'' if len(self._short) == 1 else ' is the first'}); what lacks counts as blank."
            )
        if self.cut:
            yield f"{csv_rows.LAST_ROW} of {name} {self.cut}; it was left out."


def _numbered(cells: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    kept = cells.drop(columns=[name for name in cells.columns if name == "row"])
    kept.insert(0, "row", rows)
    return kept


def _read_settings(path: Path, problems: list[str]) -> Settings:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path.name} can't be read ({describe_failure(error)}); the usual settings are used.")
        return Settings()
    known = {name: value for name, value in values.items() if name in Settings.__dataclass_fields__}
    for name, value in known.items():
        default = getattr(Settings, name)
        if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            known[name] = tuple(value)
        elif type(value) is not type(default):  # true is an int to Python, but no number here
            problems.append(f"{path.name}: “{name}” is not {_KINDS[type(default)]}; the usual one is used.")
            known[name] = default
    return Settings(**known)


def _content_hash(folder: Path) -> str:
    """Return a hash over the names and contents of the folder's table files: the table's version."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet"), *folder.glob("*.toml")]):
        digest.update(path.name.encode())
        with path.open("rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:12]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)

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
from components.messages.sentence import N_, Sentence

READ = 0.6  # share of the time that goes into reading; the rest is checking
# type of a setting → what is said where it has another one
_KINDS = {
    str: N_("{file}: “{name}” is not text, so the default value is used."),
    int: N_("{file}: “{name}” is not a number, so the default value is used."),
    tuple: N_("{file}: “{name}” is not a list of text values, so the default value is used."),
}


def read_table(folder: Path, places_folder: Path, progress: Progress = lambda _: None) -> Table:
    """Read and check the table of one folder, with the gazetteer of another; raises TableError."""
    try:
        gazetteer = gazetteer_files.read_places(places_folder)
    except (OSError, ValueError) as error:
        raise TableError(Sentence("The gazetteer can't be read. Reason: {why}", why=describe_failure(error))) from error
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
        raise TableError(
            Sentence("{file} can't be read. Reason: {why}", file=path.name, why=describe_failure(error))
        ) from error
    return _with_columns(path, _numbered(sheet.cells, sheet.rows)), sheet.ragged


def _read_events(path: Path, problems: list[str], progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame]:
    try:
        events, ragged, _ = _read_rows(path, problems, progress)
    except FileNotFoundError:
        raise TableError(
            Sentence(
                "The table has no {file}. Add one to the folder “{folder}”.", file=path.name, folder=path.parent.name
            )
        ) from None
    except (OSError, UnicodeDecodeError, csv.Error, limits.IntakeError) as error:
        raise TableError(
            Sentence(
                "{file} can't be read as a UTF-8 text table. Reason: {why}", file=path.name, why=describe_failure(error)
            )
        ) from error
    return _with_columns(path, events), ragged


def _with_columns(path: Path, events: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in FILES["events"] if column not in events.columns]
    if missing:
        raise TableError(
            Sentence(
                "{file} has no column {columns}. Its first line must contain the column names.",
                file=path.name,
                columns=_listed(missing),
            )
        )
    return events


def read_companion(folder: Path, name: str, problems: list[str], progress: Progress = lambda _: None) -> pd.DataFrame:
    """Read one of FILES but the events as text cells; a damaged one is empty, and `problems` gets a sentence."""
    path, wanted = folder / f"{name}.csv", list(FILES[name])
    try:
        rows, ragged, cut = _read_rows(path, problems, progress)
    except FileNotFoundError:
        if name not in (*OPTIONAL, *DEFAULTED):
            problems.append(Sentence("{file} is missing, so its contents are not shown.", file=path.name))
        return pd.DataFrame(columns=wanted, dtype=str)
    except (OSError, UnicodeDecodeError, csv.Error, limits.IntakeError) as error:
        problems.append(
            Sentence(
                "{file} can't be read, so its contents are not shown. Reason: {why}",
                file=path.name,
                why=describe_failure(error),
            )
        )
        return pd.DataFrame(columns=wanted, dtype=str)
    missing = [column for column in wanted if column not in rows.columns]
    if missing:
        problems.append(
            Sentence(
                "{file} has no column {columns}, so these cells count as blank.",
                file=path.name,
                columns=_listed(missing),
            )
        )
    if len(ragged) > cut:
        problems.append(
            Sentence(
                "{file}: {count} row can't be read and was left out.",
                "{file}: {count} rows can't be read and were left out.",
                file=path.name,
                count=len(ragged) - cut,
            )
        )
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
            raise csv.Error(Sentence("Its first line can't be read. {reason}", reason=Sentence(fault)))
        header = [name.strip() for name in header]
        if repeated := [name for name, count in Counter(filter(None, header)).items() if count > 1]:
            raise csv.Error(
                Sentence(
                    "It has more than one column named {columns}. Rename the duplicates.", columns=_listed(repeated)
                )
            )
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

    def describe(self, name: str) -> Iterator[Sentence]:
        """Say what is odd of the rows of a file of this name."""
        if self._ending.number == 1:
            yield Sentence(
                "{file} is incomplete: it has only its first line, which has no line end. Save or copy it again.",
                file=name,
            )
        if self._short:
            yield Sentence(
                "Row {row} of {file} has fewer cells than there are columns, so the missing ones count as blank.",
                (
                    "{count} rows of {file} (the first is row {row}) have fewer cells than there are "
                    "columns, so the missing ones count as blank."
                ),
                count=len(self._short),
                file=name,
                row=str(self._short[0]),
            )
        if self.cut:
            yield Sentence("The last row of {file} was left out. {reason}", file=name, reason=Sentence(self.cut))


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
        problems.append(
            Sentence(
                "{file} can't be read, so the default settings are used. Reason: {why}",
                file=path.name,
                why=describe_failure(error),
            )
        )
        return Settings()
    known = {name: value for name, value in values.items() if name in Settings.__dataclass_fields__}
    for name, value in known.items():
        default = getattr(Settings, name)
        if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            known[name] = tuple(value)
        elif type(value) is not type(default):  # true is an int to Python, but no number here
            problems.append(Sentence(_KINDS[type(default)], file=path.name, name=name))
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

"""This file is where the files of a table become raw tables, every cell still text."""

import csv
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pandas as pd

from components.timeline import disarming

# file → the columns that it must have; to add a file: a line here and a field in RawTable
FILES = {
    "events": ("id", "date", "title"),
    "event_sources": ("event", "source", "locator", "stated_date", "read", "note"),
    "sources": ("key", "title", "publisher", "url", "published", "kind", "language"),
    "meeting_types": ("code", "label", "plural", "rank", "symbol", "colour", "colour_dark", "definition"),
    "claims": ("id", "source", "locator", "statement", "selection", "counted", "expected", "note"),
}


_KINDS = {str: "a text", int: "a number", tuple: "a list of texts"}


RAGGED = "has more cells than the table has columns"
BROKEN = "has quotation marks that don't match"
TOO_LONG = "has a cell that is too long"
MOST_QUOTED = 300  # letters of such a row
MOST_BROKEN = 200  # rows; beyond that the file is no table


class TableError(ValueError):
    """Says in one sentence why a table can't be opened at all."""


@dataclass(frozen=True)
class Settings:
    """Hold what a table says of itself: title, home country (alpha-3), fiscal year, region scheme, what it opens on."""

    title: str = "Diplomatic Timeline"
    description: str = ""
    home_country: str = ""
    fiscal_year_start_month: int = 4
    region_scheme: str = "bluebook"
    opening_window: str = ""
    opening_unfolded: tuple[str, ...] = ()
    licence: str = ""
    attribution: str = ""
    coverage: str = ""


@dataclass(frozen=True)
class RawTable:
    """Hold the raw tables of one folder (all cells str), its settings, what could not be read and a content hash."""

    events: pd.DataFrame
    event_sources: pd.DataFrame
    sources: pd.DataFrame
    meeting_types: pd.DataFrame
    claims: pd.DataFrame
    settings: Settings
    folder: Path
    version: str
    problems: tuple[str, ...] = ()
    ragged: pd.DataFrame = field(default_factory=pd.DataFrame)


def read_table(folder: Path) -> RawTable:
    """Read the files of a table from a folder.

    Raises TableError where there are no events to read; any other missing or damaged file is a sentence in `problems`.
    """
    events, ragged = _read_events(folder / "events.csv")
    problems: list[str] = []
    others = {name: _read_companion(folder, name, problems) for name in FILES if name != "events"}
    settings = _read_settings(folder / "table.toml", problems)
    version = _content_hash(folder)
    return RawTable(
        events, **others, settings=settings, folder=folder, version=version, problems=tuple(problems), ragged=ragged
    )


def _read_events(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    try:
        events, ragged = _read_rows(path)
    except FileNotFoundError:
        raise TableError(f"The table has no {path.name}: put one into the folder “{path.parent.name}”.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path.name} can't be read as a UTF-8 text table ({describe_failure(error)}).") from error
    missing = [column for column in FILES["events"] if column not in events.columns]
    if missing:
        raise TableError(f"{path.name} has no column {_listed(missing)}; its first line must name the columns.")
    return events, ragged


def _read_companion(folder: Path, name: str, problems: list[str]) -> pd.DataFrame:
    """Read one of the other files; a damaged one is empty and said in `problems`."""
    path, wanted = folder / f"{name}.csv", list(FILES[name])
    try:
        rows, ragged = _read_rows(path)
    except FileNotFoundError:
        problems.append(f"{path.name} is missing, so what it would say is not shown.")
        return pd.DataFrame(columns=wanted, dtype=str)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path.name} can't be read ({describe_failure(error)}), so what it would say is not shown.")
        return pd.DataFrame(columns=wanted, dtype=str)
    missing = [column for column in wanted if column not in rows.columns]
    if missing:
        problems.append(f"{path.name} has no column {_listed(missing)}; those cells count as blank.")
    if len(ragged):
        problems.append(f"{path.name}: {len(ragged)} rows can't be read and were left out.")
    return rows.reindex(columns=[*rows.columns, *missing], fill_value="")


def _read_rows(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a CSV file as text: rows that fit the header, and rows that don't, with `value` and `reason`.

    Both carry `row`, the row's number in the file as a spreadsheet counts it (the header is row 1); a column of the
    file that has this name is left out. Raises csv.Error where the header names a column twice.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(_parse(lines.readlines()))
    header = [name.strip() for name in rows[0][1]] if rows else []
    if repeated := [name for name, count in Counter(filter(None, header)).items() if count > 1]:
        raise csv.Error(f"it names the column {_listed(repeated)} twice")
    width = len(header)
    read = [row for row in rows[1:] if any(cell.strip() for cell in row[1])]
    whole = [(number, cells) for number, cells, fault in read if not fault and len(cells) <= width]
    restore = disarming.restore if any(name.startswith(disarming.HEADING) for name in header) else str
    fitting = [[number, *map(restore, cells), *[""] * (width - len(cells))] for number, cells in whole]
    others = [
        (number, "; ".join(cells), fault or RAGGED) for number, cells, fault in read if fault or len(cells) > width
    ]
    ragged = [(number, value[:MOST_QUOTED], reason) for number, value, reason in others]
    table = pd.DataFrame(fitting, columns=["row", *header])
    return table.loc[:, ~table.columns.duplicated()], pd.DataFrame(ragged, columns=["row", "value", "reason"])


def _parse(lines: list[str]) -> Iterator[tuple[int, list[str], str]]:
    """Yield every row's number, its cells and what is wrong with it ("" = nothing).

    A quotation mark that is never closed would take all that follows into one cell: its line alone is given up, and
    reading goes on behind it. Raises csv.Error where that happens more than MOST_BROKEN times.
    """
    number, done = 0, 0
    for _ in range(MOST_BROKEN):
        reader = csv.reader(islice(lines, done, None), strict=True)
        start, read = done, 0
        try:
            for cells in reader:
                number, read = number + 1, reader.line_num
                yield number, cells, ""
        except csv.Error as error:
            number, done = number + 1, start + read + 1
            yield number, [lines[done - 1].strip()], TOO_LONG if "field limit" in str(error) else BROKEN
        else:
            return
    raise csv.Error("too many of its rows have quotation marks that don't match")


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
    for path in sorted([*folder.glob("*.csv"), *folder.glob("*.toml")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def describe_failure(error: Exception) -> str:
    """Say why a file can't be read, without its path."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)

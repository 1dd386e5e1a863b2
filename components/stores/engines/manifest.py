"""The manifest of a Parquet folder: its files and their sizes, recorded when written and checked when opened."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.stores.engines import schema_version

NAME = "files"  # of its row in the table `about`
ABOUT = "about.parquet"
DAMAGED = -1  # rows of a file that can't be read
_DAMAGED_ABOUT = Sentence(
    "The folder named by the setting “path” can't be read: its file about.parquet is damaged. Write or copy it again."
)
_TEXTS = pa.schema([("name", pa.string()), ("value", pa.string())])


def count_rows(folder: Path) -> dict[str, int]:
    """Return how many rows each Parquet file beneath a folder says it has, by its path there, without `about`."""
    files = sorted(path for path in folder.rglob("*.parquet") if path != folder / ABOUT)
    return {path.relative_to(folder).as_posix(): _count(path) for path in files}


def _count(path: Path) -> int:
    """Return the rows of one file, from its footer alone."""
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException):
        return DAMAGED


def add(about: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Return the table `about` (name, value) with what a folder holds."""
    told = pd.DataFrame({"name": [NAME], "value": [json.dumps(count_rows(folder))]}, dtype=str)
    return pd.concat([about, told], ignore_index=True)


def check(folder: Path) -> None:
    """Raise TableError where a folder is of another schema version, or files are not those that were written.

    A folder that tells of no files was written by somebody else, and is taken as it is.
    """
    about = _read_about(folder / ABOUT)
    schema_version.check(about.get(schema_version.NAME), "path", schema_version.say_write_again())
    told = _parse_files(about.get(NAME))
    if told is None:
        return
    found = count_rows(folder)
    odd = sorted(path for path in {*told, *found} if told.get(path) != found.get(path))
    if odd:
        raise TableError(_say_incomplete(Path(odd[0]).parent.as_posix(), len(odd)))


def _say_incomplete(place: str, count: int) -> Sentence:
    if place == ".":
        return Sentence(
            "The folder named by the setting “path” is incomplete: {count} file is missing, damaged or changed. Write "
            "or copy it again.",
            "The folder named by the setting “path” is incomplete: {count} files are missing, damaged or changed. "
            "Write or copy it again.",
            count=count,
        )
    return Sentence(
        "The folder named by the setting “path” is incomplete: {count} file in “{place}” is missing, damaged or "
        "changed. Write or copy it again.",
        "The folder named by the setting “path” is incomplete: {count} files are missing, damaged or changed, the "
        "first in “{place}”. Write or copy it again.",
        count=count,
        place=place,
    )


def _read_about(path: Path) -> dict[str, str]:
    """Return the values of the table `about` by their names."""
    try:
        about = pq.read_table(path, columns=["name", "value"]).cast(_TEXTS).to_pydict()
    except (OSError, pa.ArrowException, ValueError, TypeError) as error:
        raise TableError(_DAMAGED_ABOUT) from error
    return dict(zip(about["name"], about["value"], strict=True))


def _parse_files(told: str | None) -> dict[str, int] | None:
    """Return how many rows each file had when it was written, None where that is not told."""
    if told is None:
        return None
    try:
        files = json.loads(told)
    except ValueError as error:
        raise TableError(_DAMAGED_ABOUT) from error
    if not isinstance(files, dict):
        raise TableError(_DAMAGED_ABOUT)
    return files

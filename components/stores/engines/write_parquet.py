"""A table as a folder of Parquet files, by year: how it is written, and the command that writes it.

python -m components.stores.engines.write_parquet TABLE OUT
"""

import signal
import sys
import uuid
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.dates import certainty
from components.events.raw_table import TableError
from components.events.table import Table
from components.intake import limits, single_file, table_folder
from components.messages.sentence import Sentence
from components.stores import staging, stamp
from components.stores.engines import engine_schema, manifest, metadata

MOST_AT_ONCE = 200_000  # events that are in memory a second time while they are written
EVENTS = ("events.csv", "events.parquet")  # what a table's folder is read for
NO_MEMORY = Sentence(
    "This machine has too little memory for a table this large. See docs/scale.md for how a pipeline can write it."
)
ENDED = 128  # and the signal's number: the command's status where it was ended by one, as a shell has it
PLACES = Path(__file__).resolve().parents[3] / "data"
_TYPES = {"string": pa.string(), "boolean": pa.bool_(), "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64()}
SCHEMAS = {
    name: pa.schema([pa.field(column, _TYPES[kind], nullable=False) for column, kind in columns.items()])
    for name, columns in engine_schema.TABLES.items()
}

Progress = Callable[[float], None]


def write_folder(whole: Table, folder: Path, progress: Progress | None = None) -> None:
    """Write a table into a folder that is not there yet, or holds such a table; `progress` is told shares of it.

    The folder appears, or changes, at the end and at once. Raises TableError where it holds anything else, or
    can't be written.
    """
    write_parts(build_parts(whole), metadata.build_about(whole), folder, progress)


def write_parts(
    parts: Iterable[tuple[float, dict[str, pd.DataFrame]]],
    about: pd.DataFrame,
    folder: Path,
    progress: Progress | None = None,
) -> None:
    """Write parts of a table (see to_parts) as `write` does, each as it comes."""
    if folder.exists() and not (folder / manifest.ABOUT).exists() and (folder.is_file() or any(folder.iterdir())):
        raise TableError(
            Sentence(
                "“{name}” already exists and contains something else. Choose a folder that does not exist yet.",
                name=folder.name,
            )
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with staging.staging_folder(folder) as unfinished:
            _write_all(parts, about, unfinished / staging.NEW, progress or (lambda _: None))
            staging.put_in_place(unfinished, folder)
    except OSError as error:
        raise TableError(
            Sentence(
                "“{name}” can't be written ({reason}). Choose another name or folder.",
                name=folder.name,
                reason=error.strerror or Sentence("the disk is full"),
            )
        ) from error


def build_parts(whole: Table) -> Iterator[tuple[float, dict[str, pd.DataFrame]]]:
    """Yield the share done by then and the next events, of one year, as engine_schema.build_frames."""
    events = whole.events
    years = engine_schema.find_years(events["start_min"].to_numpy(), certainty.has_date(events).to_numpy())
    starts = [0, *(np.flatnonzero(np.diff(years)) + 1), len(years)]
    position_of = pd.Series(np.arange(len(events)), index=events["id"])
    positions = whole.evidence["event"].map(position_of).fillna(-1).to_numpy()
    order = np.argsort(positions, kind="stable")
    for start, stop in pairwise(starts):
        for first in range(start, max(stop, start + 1), MOST_AT_ONCE):
            rows = events.iloc[first : min(first + MOST_AT_ONCE, stop)].reset_index(drop=True)
            ends = np.searchsorted(positions[order], (first, first + len(rows)))
            evidence = whole.evidence.iloc[order[slice(*ends)]]
            yield (
                (first + len(rows)) / max(len(events), 1),
                engine_schema.build_frames(replace(whole, events=rows, evidence=evidence), first),
            )


def _write_all(
    parts: Iterable[tuple[float, dict[str, pd.DataFrame]]], about: pd.DataFrame, folder: Path, progress: Progress
) -> None:
    folder.mkdir()
    words: set[str] = set()
    writing = uuid.uuid4().hex[:8]  # in the names of its files, so that no other writing's is taken for one of them
    for number, (share, frames) in enumerate(parts):
        for name in engine_schema.BY_YEAR:
            _write_part(frames[name], name, folder, f"part-{number:05}-{writing}.parquet")
        words.update(frames["words"]["word"])
        progress(share)
    (folder / "words").mkdir()
    words_file = folder / "words" / f"part-{writing}.parquet"
    _write_file(pd.DataFrame({"word": sorted(words)}, dtype=str), "words", words_file)
    _write_file(manifest.add(about, folder), "about", folder / manifest.ABOUT)


def _write_part(rows: pd.DataFrame, name: str, folder: Path, file: str) -> None:
    years = rows["year"].unique()
    for year in years if len(years) else [engine_schema.UNDATED_YEAR]:
        here = folder / name / f"year={year}"
        here.mkdir(parents=True, exist_ok=True)
        _write_file(rows[rows["year"] == year], name, here / file)


def _write_file(rows: pd.DataFrame, name: str, path: Path) -> None:
    """Write rows; members of one kind stand in row groups of their own, so that one kind is read alone."""
    groups = [group for _, group in rows.groupby("kind", sort=True)] if name == "members" else []
    with pq.ParquetWriter(path, SCHEMAS[name], compression="zstd") as writer:
        for group in groups or [rows]:
            writer.write_table(pa.Table.from_pandas(group, SCHEMAS[name], preserve_index=False))


def _say(words: str) -> Progress:
    """Return what tells a person how far it is."""

    def tell(share: float) -> None:
        sys.stderr.write(f"\r{words} {share:4.0%}")
        sys.stderr.flush()

    return tell


def _read(path: Path, progress: Progress) -> Table:
    """Read a table's folder, its events.csv, or a file of any other kind and name with its mapping."""
    try:
        limits.FILE_BYTES.check(stamp.measure_size(path))
    except limits.IntakeError as error:
        raise TableError(
            Sentence("“{file}” can't be opened. Reason: {why}", file=path.name, why=error.args[0])
        ) from error
    if path.is_file() and path.name not in EVENTS:
        return single_file.read(path, PLACES, progress)
    return table_folder.read_table(path.parent if path.is_file() else path, PLACES, progress)


def main(arguments: list[str] | None = None) -> int:
    """Write the table that the command line names; return 0, or 1 where it can't be."""
    parser = ArgumentParser(prog="write_parquet", description="Write a table as a folder of Parquet files.")
    parser.add_argument("table", type=Path, help="a folder with events.csv, or a file of any kind that opens")
    parser.add_argument("out", type=Path, help="the folder to write")
    given = parser.parse_args(arguments)
    try:
        with limits.trust_files():
            whole = _read(given.table, _say("Reading"))
        write_folder(whole, given.out, _say("Writing"))
    except (TableError, MemoryError) as error:
        sys.stderr.write(f"\n{error if isinstance(error, TableError) else NO_MEMORY}\n")
        return 1
    sys.stderr.write(f"\r{_say_written(len(whole.events), len(whole.rejected))}\n")
    return 0


def _say_written(events: int, rejected: int) -> str:
    written = Sentence("{count} event written.", "{count} events written.", count=events)
    if not rejected:
        return written
    left_out = Sentence("{count} row could not be read.", "{count} rows could not be read.", count=rejected)
    return f"{written} {left_out}"


def _on_terminate(number: int, _: object) -> None:
    """Leave as on Control+C, so that what was begun is taken away, with the status of who is ended by a signal."""
    sys.exit(ENDED + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _on_terminate)
    sys.exit(main())

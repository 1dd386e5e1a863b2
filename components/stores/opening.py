"""How any table is opened: what kind of place it is kept in, and who answers for it there."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from components.events import table
from components.events.raw_table import Progress, TableError
from components.events.table import Table
from components.intake import limits, single_file, table_folder
from components.messages.sentence import Sentence
from components.stores.engines import engine_schema, schema_version
from components.stores.memory.memory_store import MemoryStore
from components.stores.stamp import Opened, measure_size, read_stamp

MANY = 1_000_000  # events, and bytes of their file, beyond which an engine answers sooner than a table in memory
LARGE = 400_000_000
LARGEST = 1_000_000_000  # bytes of a file; of more, which would take 7 times its size of memory, DuckDB answers
ADVICE = Sentence(
    "This table is large. Convert it once with `{command}`: OUT opens at once, takes less memory and gives the same "
    "counts.",
    command=schema_version.WRITE_COMMAND,
)
NO_PLACE = Sentence(
    (
        "This table is too large for this machine's memory, and it can't be converted for "
        "DuckDB because its folder is read-only. Convert it into another folder with "
        "`{command}` and open OUT."
    ),
    command=schema_version.WRITE_COMMAND,
)
READ = 0.6  # share of the time that goes into reading; the rest prepares answers


def open_table(settings: Mapping[str, object], places_folder: Path, progress: Progress) -> Opened:
    """Open what settings name (`path`, or those of connections.connect_engine) with the gazetteer of a folder.

    A path is that of a table's folder, of its files for an engine, or of a single file of any kind that intake reads.

    What is too large for the memory is written anew, beside itself, for DuckDB (see handing_over).

    `progress` is told how far it is, 0..1, and may raise to stop. Raises TableError.
    """
    path = Path(str(settings.get("path") or ""))
    if settings.get("url") or engine_schema.holds_schema(path):
        from components.stores.engines import engine_table  # noqa: PLC0415 — engines are loaded where one is asked, only

        return engine_table.open_engine_table(settings, places_folder, progress)
    size, most = measure_size(path), min(LARGEST, limits.FILE_BYTES.most) if path.is_file() else LARGEST
    if size > most:
        return _hand_over(path, size, places_folder, progress)
    read = single_file.read if path.is_file() else table_folder.read_table
    try:
        whole = read(path, places_folder, lambda share: progress(share * READ))
    except TableError as error:
        if isinstance(error.__cause__, limits.TooLarge):
            return _hand_over(path, size, places_folder, progress)
        raise
    return with_store(add_advice(whole, size), progress)


def _hand_over(path: Path, size: int, places_folder: Path, progress: Progress) -> Opened:
    from components.stores.engines import auto_convert  # noqa: PLC0415

    if size > limits.TRUSTED_BYTES:
        raise TableError(
            Sentence(
                (
                    "This table is {size} bytes; at most {most} bytes can be converted for DuckDB. See "
                    "docs/scale.md for how a pipeline can write a larger table."
                ),
                size=size,
                most=limits.TRUSTED_BYTES,
            )
        )
    path = path.resolve()  # “.” has no name, and what a link names lies in another folder
    if not os.access(path.parent, os.W_OK):
        raise TableError(NO_PLACE)
    return auto_convert.open_table(path, read_stamp(path), places_folder, progress)


def add_advice(whole: Table, size: int) -> Table:
    """Return a table in memory with one more sentence to say where an engine would serve it better.

    size: bytes of its events' file.
    """
    if len(whole.events) <= MANY and size <= LARGE:
        return whole
    return replace(whole, problems=(*whole.problems, ADVICE))


def open_in_scheme(opened: Opened, scheme: str, progress: Progress) -> Opened:
    """Return the same table with its regions after another scheme; raises ValueError where there is none."""
    whole, store = opened
    if isinstance(store, MemoryStore):
        return with_store(table.with_scheme(whole, scheme), progress, store)
    from components.stores.engines import engine_table  # noqa: PLC0415

    return engine_table.with_scheme(whole, store, scheme)


def with_scheme(opened: Opened, scheme: str, progress: Progress) -> Opened:
    """Return a table as it is where the scheme is its own, else with its regions after that; raises as to_scheme."""
    return opened if opened[0].settings.region_scheme == scheme else open_in_scheme(opened, scheme, progress)


def with_store(whole: Table, progress: Progress, like: MemoryStore | None = None) -> Opened:
    """Return a table in memory with its answers prepared; `like` as MemoryStore takes it."""
    store = MemoryStore(whole, like)
    store.prepare(lambda share: progress(READ + share * (1 - READ)))
    return whole, store

"""How a table too large for the memory opens all the same: written once, beside itself, for DuckDB."""

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

from components.events.raw_table import Progress, TableError
from components.events.table import Table
from components.intake.readers import child_process
from components.messages.sentence import Sentence
from components.query.store import Store
from components.stores import staging
from components.stores.engines import engine_schema, engine_table, schema_version, write_parquet
from components.stores.stamp import Stamp

_PROGRAM = "components.stores.engines.write_parquet"
SUFFIX = ".by-year"  # of the table's own name: the folder that is written
MADE_OF = "made-of.json"  # in that folder: in which schema version it was written, and from which files
READ, WRITTEN = 0.3, 0.95  # shares of opening that are done when the table is read, and written
TICK = 0.1  # seconds between two looks at whether somebody wants to stop
PATIENCE = 10  # seconds in which a stopped child takes away what it has begun; who takes longer is swept away
_ROOT = Path(__file__).resolve().parents[3]
_TOLD = re.compile(r"(Reading|Writing) +(\d+)%")


def open_table(path: Path, stamp: Stamp, places_folder: Path, progress: Progress) -> tuple[Table, Store]:
    """Open a table's file or folder by way of a folder beside it, written where that is not there, or another's.

    Another's is one of the table as it was before, or in another schema version.

    path: absolute. stamp: of the table as it is now. `progress` is told how far it is, 0..1, and may raise to stop.
    Raises TableError.
    """
    folder, made_of = path.with_name(path.name + SUFFIX), _to_note(stamp)
    staging.sweep(folder)
    if not _is_made_of(folder, made_of):
        _write(path, folder, progress)
        (folder / MADE_OF).write_text(made_of, encoding="utf-8")
    settings = {"path": str(folder)}
    whole, store = engine_table.open_engine_table(
        settings, places_folder, lambda part: progress(WRITTEN + part * (1 - WRITTEN))
    )
    return replace(whole, problems=(*whole.problems, _say_written(folder))), store


def _to_note(stamp: Stamp) -> str:
    """Return what a folder says it was written from; another schema version makes it another one's."""
    return json.dumps({schema_version.NAME: engine_schema.VERSION, "files": stamp})


def _is_made_of(folder: Path, made_of: str) -> bool:
    try:
        return (folder / MADE_OF).read_text(encoding="utf-8") == made_of
    except (OSError, ValueError):
        return False


def _write(path: Path, folder: Path, progress: Progress) -> None:
    """Have a child write the folder, so that what reading takes of memory is given back, and dying of it harms nobody.

    Where it is stopped, or dies, what it has begun is taken away.
    """
    progress(0.0)  # who wants to stop by now has nothing begun
    told = _Told()
    child = subprocess.Popen(  # noqa: S603 — our own program; the table's path is named by who runs it
        [sys.executable, "-m", _PROGRAM, str(path), str(folder)],
        cwd=_ROOT,
        env=child_process.build_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    listener = threading.Thread(target=told.listen, args=(child,), daemon=True)
    with child:
        listener.start()
        try:
            while listener.is_alive():
                progress(told.share)
                listener.join(TICK)
            status = child.wait()
        finally:
            _end(child)
            listener.join()
            staging.sweep(folder)
    if status < 0 or status > write_parquet.ENDED:
        raise TableError(_say_died(path))
    if status:
        raise TableError(told.sentence or _say_failed(path))


def _say_written(folder: Path) -> Sentence:
    return Sentence(
        "This table is large, so a copy was saved as “{name}” in the same folder, and DuckDB reads that copy.",
        name=folder.name,
    )


def _say_died(path: Path) -> Sentence:
    return Sentence(
        (
            "“{name}” can't be saved for DuckDB: the system stopped the process, most likely "
            "because this machine has too little memory. Close other programs, or run "
            "`{command}` on a larger machine and open OUT."
        ),
        name=path.name,
        command=schema_version.WRITE_COMMAND,
    )


def _say_failed(path: Path) -> Sentence:
    return Sentence(
        "“{name}” can't be saved for DuckDB because of an unexpected error. Run `{command}` to see the error.",
        name=path.name,
        command=schema_version.WRITE_COMMAND,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """Stop a child that still runs; not by SIGINT, which is ignored where a shell started the server with “&”."""
    child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


class _Told:
    """Hold what a child has said, and how much of opening is done by that."""

    def __init__(self) -> None:
        self.share = 0.0
        self.words = ""

    @property
    def sentence(self) -> str:
        """Return what it says in the end, "" where that is no sentence but its progress, or the trace of a fault.

        Progress stands in a line of its own, and a sentence in the next.
        """
        said = self.words.splitlines()[1:]
        return "" if not said or "Traceback (most recent call last)" in self.words else said[-1]

    def listen(self, child: subprocess.Popen[bytes]) -> None:
        """Read until the child ends; it says its progress over and over in one line."""
        while child.stderr is not None and (part := os.read(child.stderr.fileno(), 4096)):
            self.words = (self.words + part.decode("utf-8", "replace")).rpartition("\r")[2]
            for kind, percent in _TOLD.findall(part.decode("utf-8", "replace")):
                begun, ends = (0.0, READ) if kind == "Reading" else (READ, WRITTEN)
                self.share = begun + int(percent) / 100 * (ends - begun)

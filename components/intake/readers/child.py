"""The program of the child process: bytes come in, a table of text goes out, within strict limits (D11)."""

import gc
import importlib
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from importlib.abc import MetaPathFinder
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from components.intake import limits
from components.intake.readers.reply_sentences import pack
from components.intake.readers.text_tables import Decisions, TextTable, drop_long_cells

try:
    import resource
except ModuleNotFoundError:  # not on Windows; there the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

# kind → module and function that reads it; to add one: a line here, and how its bytes begin in `signatures`
READERS = {
    "csv": ("delimited", "read_delimited"),
    "workbook": ("workbooks", "read_workbook"),
    "json": ("json_tables", "read_json"),
    "parquet": ("arrow_files", "read_parquet"),
    "arrow": ("arrow_files", "read_arrow"),
    "ics": ("calendars.calendar_files", "read_calendar"),
}
OUT_OF_MEMORY = 12  # the status that the process ends with then, even in the middle of its reply
_TELLING = ("csv",)  # kinds whose readers tell how far they are


def read(
    kind: str, content: bytes, decisions: Decisions, progress: Callable[[float], None] = lambda _: None
) -> TextTable:
    """Read a file of one of the kinds in READERS; only the reader that is needed is loaded.

    `progress` gets the share that is read, 0..1, where the reader can tell.
    """
    module, function = READERS[kind]
    reader = getattr(importlib.import_module(f"components.intake.readers.{module}"), function)
    return drop_long_cells(reader(content, decisions, *([progress] if kind in _TELLING else ())))


def describe(table: TextTable) -> dict[str, object]:
    """Return all of a table but its cells, as it is written before them."""
    return {
        "kind": table.kind,
        "ragged": table.ragged,
        "given_back": table.given_back.joined,
        "decided": asdict(table.decided),
        "offered": table.offered,
        "notes": [*map(pack, table.notes)],
        "problems": [*map(pack, table.problems)],
        "words": table.words,
        "serial_epoch": table.serial_epoch,
    }


def write_cells(table: TextTable, out: BinaryIO) -> None:
    """Write the cells of a table as an Arrow stream; its first column is the rows' numbers."""
    numbers = np.ascontiguousarray(table.rows, dtype=np.int64)
    rows = pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
    cells = table.cells.add_column(0, "row", rows)
    with pa.ipc.new_stream(out, cells.schema) as stream:
        stream.write_table(cells)


class _NoPandas(MetaPathFinder):
    """Finds that there is no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Refuse pandas, and leave every other module to whoever finds it."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _spare_pandas() -> None:
    """Let pyarrow find out that it works without pandas, which would take half the child's start and 40 MB with it.

    It looks for pandas once, at its first array; the readers that need pandas load it as ever.
    """
    sys.meta_path.insert(0, _NoPandas())
    pa.array([""])
    sys.meta_path.pop(0)


def _say(told: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


def _limit(memory: int, seconds: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the file on standard input, as the first argument says, and write the reply to standard output.

    The reply is lines of JSON: how far the reading is, then a refusal, or what is said of a table whose cells follow.
    """
    request = json.loads(sys.argv[1])
    _limit(request["memory"], request["seconds"])
    _spare_pandas()
    if request["kind"] == "csv":
        gc.disable()  # its rows make no cycles, and to walk them would take a quarter of the time
    content = sys.stdin.buffer.read(request["size"])
    try:
        with limits.trust_files() if request["trusted"] else nullcontext():
            table = read(
                request["kind"], content, Decisions(**request["decisions"]), lambda share: _say({"share": share})
            )
        _say(describe(table))
        write_cells(table, sys.stdout.buffer)
    except limits.IntakeError as error:
        _say({"refusal": pack(error.args[0]), "larger": isinstance(error, limits.TooLarge)})
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()

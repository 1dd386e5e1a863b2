"""This file is the program of the child process: bytes come in, a table of text goes out, within strict limits."""

import importlib
import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from typing import BinaryIO

import pyarrow as pa

from components.timeline.intake import limits
from components.timeline.intake.text_tables import Decisions, TextTable, drop_long_cells

try:
    import resource
except ModuleNotFoundError:  # not on Windows; there the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

# kind → module and function that reads it; to add one: a line here, and how its bytes begin in `signatures`
READERS = {
    "workbook": ("workbooks", "read_workbook"),
    "json": ("json_tables", "read_json"),
    "parquet": ("arrow_files", "read_parquet"),
    "arrow": ("arrow_files", "read_arrow"),
    "ics": ("calendar_files", "read_calendar"),
}


def read(kind: str, content: bytes, decisions: Decisions) -> TextTable:
    """Read a file of one of the kinds in READERS; only the reader that is needed is loaded."""
    module, function = READERS[kind]
    reader = getattr(importlib.import_module(f"components.timeline.intake.{module}"), function)
    return drop_long_cells(reader(content, decisions))


def write_reply(table: TextTable, out: BinaryIO) -> None:
    """Write a table as a line of JSON and an Arrow stream; its first column is the rows' numbers."""
    told = {
        "kind": table.kind,
        "ragged": table.ragged,
        "given_back": table.given_back,
        "decided": asdict(table.decided),
        "offered": table.offered,
        "notes": table.notes,
        "serial_epoch": table.serial_epoch,
    }
    cells = table.cells.add_column(0, "row", pa.array(table.rows))
    out.write(json.dumps(told).encode() + b"\n")
    with pa.ipc.new_stream(out, cells.schema) as stream:
        stream.write_table(cells)


def _refuse(sentence: str, *, larger: bool = False) -> None:
    sys.stdout.buffer.write(json.dumps({"refusal": sentence, "larger": larger}).encode() + b"\n")


def _limit(memory: int, seconds: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the file on standard input, as the first argument says, and write the reply to standard output."""
    request = json.loads(sys.argv[1])
    _limit(request["memory"], request["seconds"])
    try:
        with limits.trusting() if request["trusted"] else nullcontext():
            table = read(request["kind"], sys.stdin.buffer.read(), Decisions(**request["decisions"]))
    except limits.IntakeError as error:
        _refuse(str(error), larger=isinstance(error, limits.TooLarge))
    except MemoryError:
        _refuse(limits.TOO_MUCH_MEMORY)
    else:
        write_reply(table, sys.stdout.buffer)


if __name__ == "__main__":
    main()

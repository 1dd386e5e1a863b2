"""Where any file becomes a sheet: cells of text with names, row numbers, and what was decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import numpy as np
import pandas as pd
import pyarrow as pa

from components.intake import limits
from components.intake.readers import signatures
from components.intake.readers.child_process import read_in_child
from components.intake.readers.delimited import read_delimited
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable
from components.messages.sentence import N_, Sentence

# kind → what a person calls it, and the endings of its files; to add one: a line here, and its reader in `child`
KINDS = {
    "csv": (N_("a text table"), (".csv", ".tsv", ".tab", ".psv", ".txt")),
    "xlsx": (N_("a workbook"), (".xlsx", ".xlsm")),
    "xlsb": (N_("a binary workbook"), (".xlsb",)),
    "xls": (N_("an old-format workbook (.xls)"), (".xls",)),
    "ods": (N_("an OpenDocument spreadsheet"), (".ods",)),
    "json": ("JSON", (".json", ".geojson")),
    "json lines": ("JSON Lines", (".jsonl", ".ndjson", ".json")),
    "parquet": ("Parquet", (".parquet", ".pq")),
    "arrow": ("Arrow", (".arrow", ".feather", ".arrows", ".ipc")),
    "ics": (N_("a calendar"), (".ics", ".ical", ".ifb")),
}


@dataclass(frozen=True)
class Addition:
    """Hold which rows of a sheet are from another file: its name, the first and last number, and how many they are."""

    name: str
    first: int
    last: int
    rows: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """Hold a file as it was read.

    `cells` are all text under unique names, `rows` each row's number in the file (the header counts), `offered` what
    else could be decided, by the name of the decision, `ragged` the rows not taken (row, value, reason), `given_back`
    the cells of each of them; `serial_epoch` is 1900 or 1904 for a workbook, else 0. `added` says which rows, those not
    taken among them, are from other files. `mended`: what was done to cells before anything was read, how many, and one
    of them. `problems`: those of the notes that are said at the table as well. `words`: a few words as each
    encoding that is offered reads them.
    """

    cells: pd.DataFrame
    rows: np.ndarray
    kind: str
    decided: Decisions
    offered: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]
    ragged: pd.DataFrame
    serial_epoch: int
    given_back: Sequence[tuple[str, ...]] = ()
    added: tuple[Addition, ...] = ()
    mended: tuple[tuple[str, int, str], ...] = ()
    problems: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


def read_sheet(
    content: bytes,
    name: str,
    decisions: Decisions = BY_CONTENT,
    progress: Callable[[float], None] | None = None,
) -> Sheet:
    """Read the bytes of any file that holds a table; what is not decided is told by its content, not by its name.

    `progress` gets the share that is read, 0..1, and may raise to stop; nothing is left behind then. Raises IntakeError
    with one sentence for a person where the file can't be read.
    """
    tell = progress or (lambda _: None)
    tell(0.0)
    kind = signatures.detect_kind(content)
    # Whoever may have the largest files read does so in a process of their own, which need not hold them twice
    trusted = kind == "csv" and limits.is_trusted()
    table = read_delimited(content, decisions, tell) if trusted else read_in_child(kind, content, decisions, tell)
    tell(1.0)
    return _to_sheet(table, PurePath(name).suffix.lower())


def _to_sheet(table: TextTable, suffix: str) -> Sheet:
    words, suffixes = KINDS[table.kind]
    wrong = bool(suffix) and suffix not in suffixes
    notes = (
        (Sentence("The file's name suggests another type, but it was read as {kind}.", kind=Sentence(words)),)
        if wrong
        else ()
    )
    return Sheet(
        cells=to_frame(table.cells),
        rows=table.rows,
        kind=table.kind,
        decided=table.decided,
        offered=table.offered,
        notes=(*notes, *table.notes),
        ragged=pd.DataFrame(table.ragged, columns=["row", "value", "reason"]),
        serial_epoch=table.serial_epoch,
        given_back=table.given_back,
        problems=table.problems,
        words=table.words,
    )


def to_frame(cells: pa.Table) -> pd.DataFrame:
    """Hand the columns over to pandas without a copy of their letters."""
    text = pd.StringDtype(na_value=np.nan)
    return cells.to_pandas(types_mapper={pa.large_string(): text}.get, split_blocks=True, self_destruct=True)

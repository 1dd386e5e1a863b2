"""The reader of delimited text: CSV, and its variants with tabs, semicolons and bars."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

from components.intake import limits
from components.intake.readers import characters, csv_rows, text_tables
from components.intake.readers.delimiters import DELIMITERS, detect_dialect
from components.intake.readers.text_encodings.encoding import detect_encoding, list_choices, unify_encoding
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable
from components.messages.sentence import Sentence

_SAMPLE = 262_144  # bytes
NO_TEXT = Sentence("The file is neither a text table nor a recognised workbook. Save it as CSV or XLSX.")
EMPTY = Sentence("The file is empty. Choose another one.")


def read_delimited(
    content: bytes, decisions: Decisions = BY_CONTENT, progress: Callable[[float], None] = lambda _: None
) -> TextTable:
    """Read rows of separated cells; `progress` gets the share of bytes read at every block, and may raise to stop.

    Raises IntakeError for what is no text, and beyond every limit.
    """
    encoding = detect_encoding(content, decisions.encoding)
    words = list_choices(content, encoding)
    content = unify_encoding(content, encoding)
    sample = content[encoding.mark : _SAMPLE].decode(encoding.codec, "replace").removeprefix("\ufeff")
    _check_text(sample)
    dialect = detect_dialect(sample, decisions.delimiter)
    stream = io.BytesIO(content)
    stream.seek(encoding.mark)
    lines = io.TextIOWrapper(stream, encoding=encoding.codec, errors="replace", newline="")
    ending = csv_rows.Ending()
    table = text_tables.gather(
        csv_rows.read_rows(_read_lines(lines), dialect, ending),
        decisions.header_row,
        on_block=lambda: progress(stream.tell() / len(content)),
    )
    table = replace(table, notes=(*table.notes, *_describe_cut(ending, table.cells.num_columns)))
    if not table.cells.num_columns:
        raise limits.IntakeError(EMPTY)
    decided = replace(table.decided, encoding=encoding.codec, delimiter=dialect.delimiter)
    offered = {"encoding": tuple(words), "delimiter": tuple(DELIMITERS)}
    notes = (*filter(None, [encoding.note]), *_describe_dialect(dialect), *table.notes)
    return replace(table, kind="csv", decided=decided, offered=offered, notes=notes, words=words)


def _check_text(sample: str) -> None:
    if not sample.strip():
        raise limits.IntakeError(EMPTY)
    if not characters.is_text(sample):
        raise limits.IntakeError(NO_TEXT)


def _describe_dialect(dialect: csv_rows.Dialect) -> Iterator[Sentence]:
    if dialect.delimiter != ",":
        yield Sentence("Delimiter: {delimiter}.", delimiter=Sentence(DELIMITERS[dialect.delimiter]))
    if dialect.quote == "'":
        yield Sentence("Single quotation marks around cells were removed.")


def _describe_cut(ending: csv_rows.Ending, width: int) -> Iterator[Sentence]:
    if cut := ending.describe_end(width):
        yield cut


def _read_lines(lines: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines with their ends; none is held longer than its row is read.

    Where files were put one behind the other, the mark of each stands at the beginning of a line.
    """
    most = limits.LINE_LETTERS.most + 1
    while line := lines.readline(most):
        limits.LINE_LETTERS.check(len(line))
        yield line.removeprefix("\ufeff")

"""The reader of Parquet, Arrow and Feather files: what they say of themselves first, then the columns."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import headers
from components.intake.readers.characters import REPLACEMENT
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable
from components.intake.readers.values import format_value

_BATCH = 50_000  # rows
_TEXT = pa.large_string()
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_MIDNIGHT = r"[ T]00:00:00(\.0+)?Z?$"
_NO_FRACTION = r"(:\d\d)\.0+$"
_WHOLE = r"^(-?\d+)\.0+$"


def read_parquet(content: bytes, _: Decisions = BY_CONTENT) -> TextTable:
    """Read a Parquet file; its footer is checked against the limits before any column is. Raises IntakeError."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        facts = file.metadata
        _check_size(facts.num_rows, facts.num_columns)
        limits.DECODED_BYTES.check(sum(facts.row_group(place).total_byte_size for place in range(facts.num_row_groups)))
        batches = file.iter_batches(batch_size=_BATCH, use_threads=False)
        return replace(_to_table(file.schema_arrow, batches), kind="parquet")
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise IntakeError(limits.DAMAGED) from error


def read_arrow(content: bytes, _: Decisions = BY_CONTENT) -> TextTable:
    """Read an Arrow file, which Feather's second version is, or an Arrow stream. Raises IntakeError."""
    try:
        buffer = pa.BufferReader(content)
        if content.startswith(b"ARROW1"):
            file = pa.ipc.open_file(buffer)
            batches: Iterable[pa.RecordBatch] = (file.get_batch(place) for place in range(file.num_record_batches))
            return replace(_to_table(file.schema, batches), kind="arrow")
        stream = pa.ipc.open_stream(buffer)
        return replace(_to_table(stream.schema, stream), kind="arrow")
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise IntakeError(limits.DAMAGED) from error


def _check_size(rows: int, columns: int) -> None:
    limits.ROWS.check(rows)
    limits.COLUMNS.check(columns)
    limits.CELLS.check(rows * columns)


def _to_table(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> TextTable:
    """Turn batches of any types into text, batch by batch, each checked before it is looked at."""
    texts: list[pa.Table] = []
    rows = size = 0
    for batch in batches:
        rows += batch.num_rows
        _check_size(rows, batch.num_columns)
        batch.validate(full=True)
        texts.append(_to_texts(batch))
        size += texts[-1].nbytes
        limits.DECODED_BYTES.check(size)
    whole = pa.concat_tables(texts) if texts else _to_texts(schema.empty_table())
    cells = whole.rename_columns(headers.make_names_unique(whole.column_names))
    decided = Decisions(header_row=1)
    # Such a table has no line of names; counted as if it had, as it will when somebody saves it as a spreadsheet
    return TextTable(cells, np.arange(cells.num_rows, dtype=np.int64) + 2, decided=decided)


def _to_texts(batch: pa.RecordBatch | pa.Table) -> pa.Table:
    """Return the columns as text; the parts of a structure become columns of their own."""
    table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
    depth = 0
    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        depth += 1
        limits.JSON_DEPTH.check(depth)
        table = table.flatten()
        limits.COLUMNS.check(table.num_columns)
    columns = [_clean(_to_text(column)) for column in table.columns]
    return pa.table(columns, names=table.column_names) if columns else pa.table({})


def _to_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], type=kind.storage_type)
        kind = column.type
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
        kind = column.type
    if pa.types.is_null(kind):
        return pa.chunked_array([pa.array([""] * len(column), type=_TEXT)])
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.chunked_array([pa.array([format_value(value) for value in column.to_pylist()], type=_TEXT)])
    return pc.fill_null(_to_plain_text(column, kind), "")


def _to_plain_text(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_boolean(kind):
        return pc.if_else(column, pa.scalar("TRUE", _TEXT), pa.scalar("FALSE", _TEXT))
    if pa.types.is_timestamp(kind):
        days = pc.cast(pc.local_timestamp(column) if kind.tz else column, _TEXT)
        return pc.replace_substring_regex(pc.replace_substring_regex(days, _MIDNIGHT, ""), _NO_FRACTION, r"\1")
    if pa.types.is_floating(kind):
        known = pc.if_else(pc.is_nan(column), None, column)
        return pc.replace_substring_regex(pc.cast(known, _TEXT), _WHOLE, r"\1")
    if pa.types.is_duration(kind):
        return pc.cast(pc.cast(column, pa.int64()), _TEXT)
    if pa.types.is_time(kind):
        return pc.replace_substring_regex(pc.cast(column, _TEXT), _NO_FRACTION, r"\1")
    return pc.cast(pc.cast(column, pa.date32()) if pa.types.is_date64(kind) else column, _TEXT)


def _clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.replace_substring_regex(column, _CONTROL, REPLACEMENT)

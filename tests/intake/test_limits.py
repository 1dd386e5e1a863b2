"""Tests of every limit: a file at the limit is read, and one above it is refused with the limit's own sentence."""

import dataclasses
import io
from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.intake import limits
from components.intake.columns.mapping import Mapping, Use
from components.intake.limits import IntakeError, Limit
from components.intake.readers import arrow_files, csv_rows, json_tables, packages, signatures
from components.intake.readers.calendars import calendar_files
from components.intake.readers.child_process import read_in_child
from components.intake.readers.delimited import read_delimited
from components.intake.readers.text_tables import Decisions, drop_long_cells
from components.intake.rows.row_sources import read_row_sources
from tests.support.intake_files import to_parts, to_zip

pytestmark = pytest.mark.child
EVENT = "BEGIN:VEVENT\r\nDTSTART:20130428\r\nEND:VEVENT\r\n"


def _to_parquet(rows: int) -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table({"date": ["2013"] * rows}), content)
    return content.getvalue()


def _look_into(size: int) -> None:
    packages.inspect_package(to_zip(to_parts(""), ("a.bin", bytes(size))))


# limit → what reads so much of it; a test below finds a limit that has no line here
READERS: dict[str, Callable[[int], object]] = {
    "FILE_BYTES": lambda size: signatures.detect_kind(b"x" * size),
    "ROWS": lambda rows: read_delimited(b"a,b\n" + b"1,2\n" * rows),
    "COLUMNS": lambda columns: read_delimited(b",".join([b"a"] * columns) + b"\n"),
    "CELLS": lambda cells: read_delimited(b"a\n" + b"1\n" * cells),
    "RAGGED_ROWS": lambda rows: read_delimited(b"a,b\n" + b"1,2\n" * 50 + b"1,2,3\n" * rows),
    "BROKEN_ROWS": lambda rows: read_delimited(b"a,b\n" + b'x,"y"z\n' * rows, Decisions(delimiter=",")),
    "SOURCES": lambda lines: read_row_sources(
        pd.DataFrame({"key": ["a" + "\na" * (lines - 4), "b\nc\nd", "e"]}, dtype="str"),
        pd.DataFrame({"id": [*"ABC"], "place": "", "text": ""}),
        Mapping((Use("key", "source_key"),)),
        "",
    ),
    "LINE_LETTERS": lambda letters: read_delimited(b"a\n" + b"x" * letters),
    "HEADER_DEPTH": lambda row: read_delimited(b"a,b\n" * (row + 1), Decisions(header_row=row)),
    "ZIP_ENTRIES": lambda parts: packages.inspect_package(
        to_zip(to_parts("") | {f"{number}.txt": "" for number in range(parts - 5)})
    ),
    "JSON_BYTES": lambda size: json_tables.read_json(b'[{"a":1}]'.ljust(size)),
    "JSON_DEPTH": lambda depth: json_tables.read_json(b'[{"a":' + b"[" * (depth - 2) + b"]" * (depth - 2) + b"}]"),
    "CALENDAR_BYTES": lambda size: calendar_files.read_calendar(
        f"BEGIN:VCALENDAR\r\n{EVENT}END:VCALENDAR\r\n".ljust(size, "\n").encode()
    ),
}
SMALL = {"BROKEN_ROWS": 20, "HEADER_DEPTH": 30, "ZIP_ENTRIES": 20, "JSON_DEPTH": 20}
OTHERWISE = {"CELL_LETTERS", "CELL_ENTRIES", "UNPACKED_BYTES", "UNPACKED_RATIO", "DECODED_BYTES"}


def test_every_limit_has_a_test():
    named = {name for name, value in vars(limits).items() if isinstance(value, Limit)}
    assert named == {*READERS, *OTHERWISE}


@pytest.mark.parametrize("name", READERS)
def test_at_the_limit_it_is_read_and_one_above_refused(monkeypatch, name):
    limit = dataclasses.replace(getattr(limits, name), most=SMALL.get(name, 300))
    monkeypatch.setattr(limits, name, limit)
    READERS[name](limit.most)
    with pytest.raises(IntakeError) as refusal:
        READERS[name](limit.most + 1)
    assert str(refusal.value) == limit.describe()


def test_a_cell_at_the_limit_is_read_and_a_longer_one_is_listed():
    most = limits.CELL_LETTERS.most
    table = read_delimited(f"a,b\n1,{'x' * most}\n2,{'x' * (most + 1)}\n3,y\n".encode())
    assert table.cells["a"].to_pylist() == ["1", "3"]
    assert [(row, reason) for row, _, reason in table.ragged] == [(3, csv_rows.TOO_LONG)]


def test_so_it_is_with_cells_from_other_kinds_of_file():
    most = limits.CELL_LETTERS.most
    record = '{{"a":"{}","b":"{}"}}'
    lines = "\n".join(record.format(number, "x" * (most + over)) for number, over in enumerate((0, 1, -most)))
    table = drop_long_cells(json_tables.read_json(lines.encode()))
    assert table.cells["a"].to_pylist() == ["0", "2"]
    assert [(row, reason) for row, _, reason in table.ragged] == [(3, csv_rows.TOO_LONG)]
    assert table.rows.tolist() == [2, 4]


def test_unpacked_bytes_at_the_limit_and_above(monkeypatch):
    parts = sum(len(text) for text in to_parts("").values())
    monkeypatch.setattr(limits, "UNPACKED_BYTES", dataclasses.replace(limits.UNPACKED_BYTES, most=parts + 1_000))
    _look_into(1_000)
    with pytest.raises(IntakeError, match="Unpacked, the workbook"):
        _look_into(1_001)


def test_the_ratio_counts_from_a_size_that_matters(monkeypatch):
    content = to_zip(to_parts(""), ("a.bin", bytes(2_000_000)))
    ratio = (2_000_000 + sum(len(text) for text in to_parts("").values())) / len(content)
    monkeypatch.setattr(limits, "UNPACKED_RATIO", dataclasses.replace(limits.UNPACKED_RATIO, most=int(ratio) + 1))
    packages.inspect_package(content)
    monkeypatch.setattr(limits, "UNPACKED_RATIO", dataclasses.replace(limits.UNPACKED_RATIO, most=int(ratio)))
    with pytest.raises(IntakeError, match="times its file size"):
        packages.inspect_package(content)
    _look_into(900_000)


def test_decoded_bytes_are_read_in_the_footer(monkeypatch):
    content = _to_parquet(3)
    size = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0).total_byte_size
    monkeypatch.setattr(limits, "DECODED_BYTES", dataclasses.replace(limits.DECODED_BYTES, most=size))
    arrow_files.read_parquet(content)
    monkeypatch.setattr(limits, "DECODED_BYTES", dataclasses.replace(limits.DECODED_BYTES, most=size - 1))
    with pytest.raises(IntakeError, match="Unpacked, the table"):
        arrow_files.read_parquet(content)


def test_parquet_rows_and_columns_are_read_in_the_footer(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", dataclasses.replace(limits.ROWS, most=3))
    arrow_files.read_parquet(_to_parquet(3))
    with pytest.raises(IntakeError, match="more than 3 rows"):
        arrow_files.read_parquet(_to_parquet(4))


def test_a_child_gets_more_for_a_larger_file_and_never_more_than_the_most():
    sizes = (0, limits.SMALL_BYTES - 1, limits.SMALL_BYTES, 50_000_000, limits.FILE_BYTES.most)
    memory = [limits.limit_child_memory(size) for size in sizes]
    seconds = [limits.limit_child_seconds(size) for size in sizes]
    assert memory == sorted(memory)
    assert (memory[0], memory[-1]) == (limits.CHILD_BYTES, limits.MOST_CHILD_BYTES)
    assert seconds == [10, 10, 12, 110, limits.MOST_CHILD_SECONDS]
    assert limits.limit_child_memory(0, columnar=True) == limits.CHILD_BYTES + limits.COLUMNAR_BYTES


@pytest.mark.parametrize("name", [name for name, each in vars(limits).items() if getattr(each, "trusted", None)])
def test_whoever_runs_the_program_may_have_more_read_up_to_a_limit_as_well(name):
    limit = getattr(limits, name)
    assert limit.trusted.most > limit.most
    assert "docs/scale.md" in limit.trusted.sentence
    with pytest.raises(limits.TooLarge):
        limit.check(limit.most + 1)
    with limits.trust_files():
        limit.check(limit.trusted.most)
        with pytest.raises(IntakeError) as refusal:
            limit.check(limit.trusted.most + 1)
        assert not isinstance(refusal.value, limits.TooLarge)
    with pytest.raises(limits.TooLarge):
        limit.check(limit.most + 1)


def test_a_child_is_told_how_large_a_file_may_be():
    content = _to_parquet(limits.ROWS.most + 1)
    with pytest.raises(limits.TooLarge, match="Split it"):
        read_in_child("parquet", content, Decisions())
    with limits.trust_files():
        assert len(read_in_child("parquet", content, Decisions()).rows) == limits.ROWS.most + 1


def test_a_child_that_is_trusted_gets_more_than_the_most():
    size = limits.FILE_BYTES.trusted.most
    with limits.trust_files():
        assert limits.limit_child_memory(size) > limits.MOST_CHILD_BYTES
        assert limits.limit_child_seconds(size) > limits.MOST_CHILD_SECONDS

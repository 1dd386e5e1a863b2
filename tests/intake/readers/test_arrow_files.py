"""Tests of Parquet, Arrow and Feather: every type of column as the text that a person would write."""

import datetime as dt
import decimal
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.intake.readers.sheets import read_sheet
from tests.support.intake_files import are_texts, to_lists

NIGHT, NOON = dt.datetime(2013, 4, 28), dt.datetime(1351, 4, 28, 12)  # noqa: DTZ001 - zones are what is tested
COLUMNS = {
    "text": (pa.array(["NA", None]), ["NA", ""]),
    "dictionary": (pa.array(["a\0", None]).dictionary_encode(), ["a�", ""]),
    "day": (pa.array([dt.date(2013, 4, 28), None]), ["2013-04-28", ""]),
    "day of 64": (pa.array([dt.date(2013, 4, 28), None], pa.date64()), ["2013-04-28", ""]),
    "seconds": (pa.array([NIGHT, NOON], pa.timestamp("s")), ["2013-04-28", "1351-04-28 12:00:00"]),
    "microseconds": (pa.array([NIGHT, NOON], pa.timestamp("us")), ["2013-04-28", "1351-04-28 12:00:00"]),
    "nanoseconds in a zone": (pa.array([NIGHT, None], pa.timestamp("ns", "Asia/Tokyo")), ["2013-04-28 09:00:00", ""]),
    "time": (pa.array([dt.time(10, 30), None]), ["10:30:00", ""]),
    "duration": (pa.array([5, None], pa.duration("s")), ["5", ""]),
    "fraction": (pa.array([2013.0, float("nan")]), ["2013", ""]),
    "decimal": (pa.array([decimal.Decimal("1.50"), None]), ["1.50", ""]),
    "whole": (pa.array([7, None]), ["7", ""]),
    "truth": (pa.array([True, None]), ["TRUE", ""]),
    "list": (pa.array([["a", "b"], None]), ["a;b", ""]),
    "bytes": (pa.array([b"\xff", b"a"]), ["�", "a"]),
    "nothing": (pa.nulls(2), ["", ""]),
}


def _to_file(table: pa.Table, kind: str) -> bytes:
    content = io.BytesIO()
    if kind == "parquet":
        pq.write_table(table, content)
        return content.getvalue()
    writer = pa.ipc.new_file if kind == "file" else pa.ipc.new_stream
    with writer(content, table.schema) as out:
        out.write_table(table)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_every_type_is_text(kind):
    types = {name: (column, texts) for name, (column, texts) in COLUMNS.items()}
    sheet = read_sheet(_to_file(pa.table({name: column for name, (column, _) in types.items()}), kind), "a.parquet")
    assert {name: sheet.cells[name].tolist() for name in types} == {name: texts for name, (_, texts) in types.items()}
    assert are_texts(sheet.cells)
    assert sheet.rows.tolist() == [2, 3]


def test_the_parts_of_a_structure_are_columns():
    table = pa.table({"place": [{"city": "Rome", "at": {"x": 1.0}}, None], "row": ["a", "b"]})
    sheet = read_sheet(_to_file(table, "parquet"), "a.parquet")
    assert to_lists(sheet) == [["place.city", "place.at.x", "row (2)"], ["Rome", "1", "a"], ["", "", "b"]]


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_a_table_without_rows_keeps_its_names(kind):
    sheet = read_sheet(_to_file(pa.table({"a": pa.array([], pa.date32())}), kind), "a")
    assert to_lists(sheet) == [["a"]]

"""Tests of JSON: every shape of a table, values as they were written, and nothing lost."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.limits import IntakeError
from components.intake.readers import json_tables
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_tables import Decisions
from tests.support.intake_files import to_lists

TABLE = [["date", "title"], ["2013", "A"], ["2014", "B"]]
RECORDS = [{"date": "2013", "title": "A"}, {"date": "2014", "title": "B"}]
SHAPES = {
    "records": RECORDS,
    "under a key": {"meta": {"made": "2014"}, "events": RECORDS},
    "columns": {"date": ["2013", "2014"], "title": ["A", "B"]},
    "columns by row": {"date": {"0": "2013", "1": "2014"}, "title": {"0": "A", "1": "B"}},
    "split": {"columns": TABLE[0], "index": [0, 1], "data": TABLE[1:]},
    "rows": TABLE,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_the_same_table(shape):
    sheet = read_sheet(json.dumps(SHAPES[shape]).encode(), "a.json")
    assert (to_lists(sheet), sheet.rows.tolist(), sheet.kind) == (TABLE, [2, 3], "json")


@pytest.mark.parametrize("shape", ["records", "columns", "split"])
def test_a_missing_value_is_blank_in_every_column(shape):
    text = json.dumps(SHAPES[shape]).replace('"B"', json.dumps(math.nan)).replace('"2013"', json.dumps(-math.inf))
    assert to_lists(read_sheet(text.encode(), "a.json")) == [TABLE[0], ["", "A"], ["2014", ""]]


def test_a_missing_value_in_a_line_is_blank_and_its_name_as_a_text_stays():
    content = b'{"date": NaN, "title": "NaN"}\n{"date": "2014", "title": Infinity}'
    assert to_lists(read_sheet(content, "a.jsonl")) == [TABLE[0], ["", "NaN"], ["2014", ""]]


KEYED = {
    "by known names": (
        {"e1": RECORDS[0], "e2": RECORDS[1]},
        [["key", *TABLE[0]], ["e1", "2013", "A"], ["e2", "2014", "B"]],
    ),
    "by numbers": ({"0": {"a": "x"}, "1": {"a": "y"}}, [["key", "a"], ["0", "x"], ["1", "y"]]),
    "by the shape": ({"u": {"a": 1}, "v": {"a": 2}}, [["key", "a"], ["u", "1"], ["v", "2"]]),
    "the name taken": ({"u": {"key": 1}, "v": {"key": 2}}, [["key (2)", "key"], ["u", "1"], ["v", "2"]]),
    "columns by id": ({"date": {"e1": "2013", "e2": "2014"}}, [["date"], ["2013"], ["2014"]]),
}


@pytest.mark.parametrize("case", KEYED)
def test_records_under_their_keys_are_rows(case):
    document, table = KEYED[case]
    assert to_lists(read_sheet(json.dumps(document).encode(), "a.json")) == table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_records(encoding):
    text = "\n".join(json.dumps(record) for record in RECORDS)
    sheet = read_sheet(text.encode(encoding), "a.jsonl")
    assert (to_lists(sheet), sheet.kind) == (TABLE, "json lines")


def test_the_key_is_said_and_can_be_changed():
    content = json.dumps({"people": RECORDS[:1], "events": RECORDS}).encode()
    sheet = read_sheet(content, "a.json")
    assert (sheet.decided.sheet, sheet.offered["sheet"]) == ("events", ("people", "events"))
    assert "The rows were found under “events”." in sheet.notes
    assert len(read_sheet(content, "a.json", Decisions(sheet="people")).cells) == 1
    with pytest.raises(IntakeError, match="under that key"):
        read_sheet(content, "a.json", Decisions(sheet="x"))


NAMES_OF = {code: {"x": code} for code in "abc"}


def test_our_own_export_is_its_events_whatever_stands_beside_them():
    ours = {"format": json_tables.OUR_FORMAT, "names": NAMES_OF, "events": RECORDS[:1]}
    sheet = read_sheet(json.dumps(ours).encode(), "a.json")
    assert (to_lists(sheet), sheet.offered["sheet"]) == (TABLE[:2], ("events",))


@pytest.mark.parametrize("beside", [{}, {"events": "none"}])
def test_what_only_says_that_it_is_our_export_is_read_like_any_json(beside):
    sheet = read_sheet(json.dumps({"format": json_tables.OUR_FORMAT, **beside, "rows": RECORDS}).encode(), "a.json")
    assert (to_lists(sheet), sheet.decided.sheet) == (TABLE, "rows")


def test_values_are_as_they_were_written():
    content = b'[{"a":1e5,"b":2013.0,"c":true,"d":null,"e":["x",1,[2]],"f":{"g":{"h":"i"}},"j":[],"k":{}}]'
    assert to_lists(read_sheet(content, "a.json")) == [
        ["a", "b", "c", "d", "e", "f.g.h", "j", "k"],
        ["1e5", "2013", "TRUE", "", 'x;1;["2"]', "i", "", "{}"],
    ]


def test_what_is_no_record_is_listed():
    sheet = read_sheet(b'{"a":1}\nbroken\n{"a":2}\n[3]\n', "a.jsonl")
    assert to_lists(sheet) == [["a"], ["1"], ["2"]]
    assert sheet.ragged.to_numpy().tolist() == [
        [3, "broken", json_tables.NO_RECORD],
        [5, "3", json_tables.NO_RECORD],
    ]


def test_a_key_that_stands_twice_loses_nothing():
    sheet = read_sheet(b'[{"a":1,"a":2,"a":3}]', "a.json")
    assert to_lists(sheet) == [["a", "a (2)", "a (3)"], ["1", "2", "3"]]
    assert json_tables.REPEATED_KEYS in sheet.notes


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text("xyé\n", min_size=1), min_size=1), min_size=1))
def test_every_record_comes_back(records):
    table = json_tables.read_json(json.dumps(records).encode())
    read = [{name: cell for name, cell in row.items() if cell} for row in table.cells.to_pylist()]
    assert read == [record for record in records if any(cell.strip() for cell in record.values())]

"""Tests of the schema: every raw row becomes an event or stands in the list of rejected ones, with its reason."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf
from components.events import schema
from components.events.table import build_vocabularies
from components.messages.sentence import Sentence
from tests.support import tables
from tests.support.trials import examples

VOCABULARIES = build_vocabularies(tables.to_table().meeting_types, tables.GAZETTEER, "bluebook")
GOOD = {"id": "A", "date": "2013", "title": "Talks"}


def to_events(*rows):
    return schema.parse_events(
        tables.to_frame("events", list(rows)), VOCABULARIES, lambda code: tables.REGION_OF.get(code, "")
    )


FAULTS = {
    "blank id": ({"id": " "}, "id", "", "is blank"),
    "blank title": ({"title": ""}, "title", "", "is blank"),
    "impossible day": ({"date": "2013-02-30"}, "date", "2013-02-30", "That day does not exist"),
    "words for a date": ({"date": "in April"}, "date", "in April", "digits"),
    "interval backwards": ({"date": "2014/2013"}, "date", "2014/2013", "before it begins"),
    "full-width digits": ({"date": "２０１３"}, "date", "２０１３", "other characters"),
    "unknown meeting type": (
        {"meeting_type": "party"},
        "meeting_type",
        "party",
        "“party” is not a known code for meeting_type",
    ),
    "unknown level": ({"level": "king"}, "level", "king", "“king” is not a known code for level"),
    "unknown country": ({"countries": "RUS;XXX"}, "countries", "RUS;XXX", "“XXX” is not a known code for countries"),
    "country in small letters": ({"countries": "rus"}, "countries", "rus", "“rus”"),
    "unknown organisation": ({"organisations": "EU;NOPE"}, "organisations", "EU;NOPE", "“NOPE”"),
    "unknown place": ({"place": "Moscow"}, "place", "Moscow", "“Moscow” is not a known code for place"),
    "unknown status": ({"status": "maybe"}, "status", "maybe", "“maybe” is not a known code for status"),
    "unknown confidence": ({"confidence": "high"}, "confidence", "high", "“high”"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_row_is_listed_and_the_others_go_on(fault):
    cells, column, value, reason = FAULTS[fault]
    events, rejected = to_events({**GOOD, "id": "first"}, {**GOOD, **cells}, {**GOOD, "id": "last"})
    assert events["id"].tolist() == ["first", "last"]
    assert rejected[["row", "column", "value"]].to_numpy().tolist() == [[3, column, value]]
    assert reason in rejected["reason"][0]


def test_of_a_repeated_id_the_first_row_stays():
    events, rejected = to_events(GOOD, {**GOOD, "title": "Again"}, {**GOOD, "title": "And again"})
    assert events["title"].tolist() == ["Talks"]
    assert rejected[["row", "column", "value"]].to_numpy().tolist() == [[3, "id", "A"], [4, "id", "A"]]


def test_every_fault_of_a_row_has_its_line():
    events, rejected = to_events({"id": "", "date": "?", "title": "", "countries": "XXX;YYY", "level": "king"})
    assert events.empty
    assert set(rejected["row"]) == {2}
    assert sorted(rejected["column"]) == ["countries", "countries", "date", "id", "level", "title"]


def test_blank_ids_are_blank_and_not_repeated():
    _, rejected = to_events({**GOOD, "id": ""}, {**GOOD, "id": ""})
    assert rejected["reason"].str.contains("blank").tolist() == [True, True]


def test_rejected_rows_stand_in_the_order_of_the_file():
    _, rejected = to_events({**GOOD, "level": "king"}, {**GOOD, "date": "x"}, {**GOOD, "id": ""})
    assert rejected["row"].is_monotonic_increasing


def test_events_are_chronological_and_the_undated_come_last():
    texts = ["", "2013-05-01", "2013", "2013-01-01", "../2012", "1351", "2013-01", "9999", ""]
    events, _ = to_events(*({"id": f"E{place}", "date": text, "title": "T"} for place, text in enumerate(texts)))
    assert events["date"].tolist() == ["../2012", "1351", "2013-01-01", "2013-01", "2013", "2013-05-01", "9999", "", ""]
    assert events["id"].tolist()[-2:] == ["E0", "E8"]
    assert events.index.tolist() == list(range(9))


REGIONS = {
    "RUS": "steppe",
    "KAZ;FRA;KGZ;DEU": "steppe;europe",
    " RUS ; KAZ ": "steppe",
    "ATA": "",
    "EU": "",
    "ATA;RUS": "steppe",
    "": "",
}


@pytest.mark.parametrize("countries", REGIONS, ids=lambda cell: cell or "blank")
def test_each_region_of_an_event_stands_once(countries):
    events, rejected = to_events({**GOOD, "countries": countries})
    assert rejected.empty
    assert events["regions"].tolist() == [REGIONS[countries]]


def test_a_table_without_rows_has_the_same_columns():
    full, none = to_events(GOOD)[0], to_events()[0]
    assert none.columns.tolist() == full.columns.tolist()
    assert none.empty


def test_columns_that_a_file_lacks_are_blank():
    raw = pd.DataFrame({"id": ["A"], "date": ["2013"], "title": ["T"], "extra": ["x"], "row": [2]})
    events, rejected = schema.parse_events(raw, VOCABULARIES, str)
    assert rejected.empty
    assert events[["countries", "status", "summary"]].to_numpy().tolist() == [["", "", ""]]
    assert "extra" not in events


LISTS = {"RUS;KAZ": ["RUS", "KAZ"], " RUS ;; KAZ;": ["RUS", "KAZ"], "RUS;RUS": ["RUS"], "": [], " ; ": []}


@pytest.mark.parametrize("cell", LISTS, ids=lambda cell: cell or "blank")
def test_a_cell_of_many_is_taken_apart(cell):
    assert schema.split_list(pd.Series(["FRA", cell])).loc[1:].tolist() == LISTS[cell]


NOISE = st.sampled_from(
    ["", "A", "B", "RUS", "RUS;XXX", ";", "summit", "2013", "2013-13", "held", "head", "\n", "𠮷", "NA"]
)


@examples(25)
@given(st.lists(st.fixed_dictionaries({column.name: NOISE for column in schema.COLUMNS}), max_size=12))
def test_every_row_is_an_event_or_rejected(rows):
    events, rejected = to_events(*rows)
    numbers = set(range(2, 2 + len(rows)))
    assert set(events["row"]) | set(rejected["row"]) == numbers
    assert set(events["row"]) & set(rejected["row"]) == set()
    assert events["id"].is_unique
    assert (rejected["reason"] != "").all()
    named = rejected[["row", "column", "value"]].itertuples(index=False)
    assert all(rows[row - 2][column].strip() == value for row, column, value in named)


@examples(25)
@given(tables.some_events)
def test_good_rows_all_become_events_with_their_bounds(rows):
    table = tables.to_table(*rows)
    assert table.rejected.empty
    assert len(table.events) == len(rows)
    bounds = edtf.parse_bounds(table.events["date"])
    for name in schema.BOUNDS:
        assert np.array_equal(table.events[name], bounds[name])
        assert table.events[name].dtype == np.int32


@examples(20)
@given(st.lists(st.text(st.sampled_from("aé(); \n\u3000"), max_size=12), min_size=5, max_size=20))
def test_persons_are_people_without_what_stands_in_brackets_and_the_blanks_before(people):
    events, _ = to_events(*({**GOOD, "id": f"E{number}", "people": cell} for number, cell in enumerate(people)))
    said = [re.sub(r"\s*\([^;]*?\)", "", cell.strip()) for cell in people]  # quadratic, so not for strangers' cells
    assert events["persons"].tolist() == said


def test_a_reason_can_still_be_said_in_another_language():
    _, rejected = to_events({**GOOD, "level": "king"}, {**GOOD, "id": "B", "date": "2013-02-30"})
    reasons = dict(zip(rejected["column"], rejected["reason"], strict=True))
    assert isinstance(reasons["level"], Sentence)
    assert reasons["date"] == "That day does not exist in that month."

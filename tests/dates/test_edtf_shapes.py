"""Tests of which texts are dates, and of what is said about those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf, edtf_shapes

REFUSED = {
    "2013-02-30": "That day does not exist in that month.",
    "2013-02-29": "That day does not exist in that month.",
    "1900-02-29": "That day does not exist in that month.",
    "2013-04-31": "That day does not exist in that month.",
    "2013-04-00": "That day does not exist in that month.",
    "2013-04-28/2013-04-31": "That day does not exist in that month.",
    "2013-00": "After the year, enter a month (01 to 12)",
    "2013-13": "After the year, enter a month (01 to 12)",
    "2013-20": "After the year, enter a month (01 to 12)",
    "2013-42": "After the year, enter a month (01 to 12)",
    "2013-99-01": "After the year, enter a month (01 to 12)",
    "2013-21-05": "A day can follow only a month",
    "2013-34-XX": "A day can follow only a month",
    "0000": "there is no year 0000",
    "0000-04-29": "there is no year 0000",
    "000X": "there is no year 0000",
    "-2013": "Years before 0001 are not supported",
    "2013/-2014": "Years before 0001 are not supported",
    "12013": "four digits",
    "20130429": "four digits",
    "Y17E4": "four digits",
    "Y-17000": "four digits",
    "2013-04-29T10:00": "Times of day are not supported",
    "10:30": "Times of day are not supported",
    "2013-05/2013-04": "ends before it begins",
    "2013-04-30/2013-04-29": "ends before it begins",
    "2013-04-30~/2013-04-29~": "ends before it begins",
    "[2013-11-02..2013-11-01]": "after its last",
    "[2013-06..2013]": "after its last",
    "../..": "needs a beginning or an end",
    "/..": "needs a beginning or an end",
    "../": "needs a beginning or an end",
    "/": "needs a beginning or an end",
    "2013-?04": "at the end of the whole date",
    "?2013": "at the end of the whole date",
    "2013?-04": "at the end of the whole date",
    "2013~-04-29": "at the end of the whole date",
    "2013?~": "one of ?, ~ and %",
    "２０１３": "digits 0 to 9",
    "٢٠١٣": "digits 0 to 9",
    "2013–04": "digits 0 to 9",
    "2013\x00": "digits 0 to 9",
    "\ud800": "digits 0 to 9",
    "2013-04-29 ": "Remove the spaces",
    "29 April 2013": "not in words",
    "TBD": "not in words",
    "2013-xx": "not in words",
    "29.4.2013": "year, month and day with hyphens",
    "4/29/2013": "year, month and day with hyphens",
    "29-04-2013": "year, month and day with hyphens",
    "2013/04/29": "year, month and day with hyphens",
    "2013-4": "two digits",
    "[2013-11-01,2013-11-03]": "The only kind of set supported",
    "{2013-11-01..2013-11-02}": "The only kind of set supported",
    "[..2013]": "The only kind of set supported",
    "[2013..]": "The only kind of set supported",
    "2XXX": "This is not a valid EDTF date",
    "2013-XX-05": "This is not a valid EDTF date",
    "2013/2014/2015": "This is not a valid EDTF date",
    "2013..2014": "This is not a valid EDTF date",
    "13": "This is not a valid EDTF date",
    "2013/" * 100: "This is not a valid EDTF date",
    " " * 50 + "2013": "Remove the spaces",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:30]))
def test_refusals_say_why(text):
    row = edtf.parse_bounds([text]).iloc[0]
    assert REFUSED[text] in row["reason"]
    assert row["precision"] == "undated"
    assert (row["start_min"], row["start_max"]) == (edtf.ENDLESS, edtf.ENDLESS)
    assert (row["end_min"], row["end_max"]) == (edtf.BEGINNINGLESS, edtf.BEGINNINGLESS)
    with pytest.raises(edtf.DateError) as raised:
        edtf.parse_edtf(text)
    assert str(raised.value) == row["reason"]


def test_the_shape_of_a_long_text_is_short():
    assert len(edtf_shapes.to_shape("2013" * 1000)) < 50


@given(st.text(max_size=60))
def test_any_text_is_read_blank_or_refused(text):
    row = edtf.parse_bounds([text]).iloc[0]
    assert bool(row["reason"]) == (row["precision"] == "undated" and text.strip() != "")

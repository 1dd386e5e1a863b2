"""Tests that a qualified part of a date makes its whole end uncertain or approximate, and moves no day."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf
from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle
from components.intake.dates.part_qualifiers import move_qualifiers

marks = st.sampled_from(["", "", "?", "~", "%", "?~"])
stated_ends = st.sampled_from(["2013", "201X", "20XX", "2013-04", "2013-21", "2013-XX", "2013-04-11", "2013-04-XX"])


@st.composite
def qualified_ends(draw, end=stated_ends):
    """Draw an end with qualifiers before and behind its parts, and the end with the one that they are together."""
    plain = draw(end)
    around = [(draw(marks), part, draw(marks)) for part in plain.split("-")]
    said = {mark for before, _, behind in around for mark in before + behind}
    mark = "%" if len(said) > 1 else "".join(said)
    return "-".join("".join(part) for part in around), plain + mark


def read(text):
    return read_dates(pd.Series([text], dtype="str"), DateStyle()).iloc[0]


@given(qualified_ends(), qualified_ends(st.sampled_from(["2014", "2014-06-XX", "2014-06-11"])))
def test_qualifiers_of_parts_count_for_their_end(first, last):
    pairs = [first, last, (f"{first[0]}/{last[0]}", f"{first[1]}/{last[1]}")]
    pairs += [
        (f"{first[0]}/", f"{first[1]}/"),
        (f"{first[0]}/..", f"{first[1]}/.."),
        (f"../{last[0]}", f"../{last[1]}"),
    ]
    if len(first[1]) >= 10:
        pairs.append((f"[{first[0]}..{last[0]}]", f"[{first[1]}..{last[1]}]"))
    readings = read_dates(pd.Series([text for text, _ in pairs], dtype="str"), DateStyle())
    assert readings["edtf"].tolist() == [whole for _, whole in pairs]
    assert (readings["how"] != "").tolist() == [text != whole for text, whole in pairs]
    assert [move_qualifiers(whole) for _, whole in pairs] == [whole for _, whole in pairs]
    assert (edtf.parse_bounds([whole for _, whole in pairs])["reason"] == "").all()


REFUSED = {
    "2013-06-~31": "This day does not exist",
    "2013-~13": "month",
    "2013-~21-05": "This day does not exist",
    "9999-~12": "9999",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_qualifier_makes_no_day_of_what_is_none(text):
    reading = read(text)
    assert reading["edtf"] == ""
    assert REFUSED[text] in reading["reason"]


@given(st.text("0123456789X?~%-/.[]", max_size=25))
def test_what_is_no_such_date_stays_as_it_is(text):
    whole = move_qualifiers(text)
    assert whole == text or (any(mark in text for mark in "?~%") and move_qualifiers(whole) == whole)

"""Tests of the reader of one date in words: our own words come back, and no day is narrower than what is said."""

import pandas as pd
from hypothesis import assume, example, given
from hypothesis import strategies as st

from components.dates import date_text
from components.dates import edtf as dates
from components.intake.dates.date_reading import COLUMNS, read_dates
from components.intake.dates.date_style import DateStyle

KNOWN = DateStyle(fiscal_start=4, first_short_year=1950)


def read(text, style=KNOWN):
    return read_dates(pd.Series([text], dtype="str"), style).iloc[0]


@st.composite
def stated_dates(draw):
    """Draw an EDTF date whose words are clear: four-digit years, and no decade that may be a century."""
    year = draw(st.integers(1000, 2898))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    code = draw(st.integers(21, 41))
    forms = [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-{code}", f"{year // 10}X"]
    return draw(st.sampled_from([form for form in forms if not form.endswith("0X")]))


@st.composite
def stated_edtf(draw):
    one, other = draw(stated_dates()), draw(stated_dates())
    mark = draw(st.sampled_from(["", "", "?", "~", "%"]))
    open_form = draw(st.sampled_from([f"{one}{mark}/..", f"{one}{mark}/", f"../{one}{mark}", f"/{one}{mark}"]))
    pair = draw(st.sampled_from([f"{one}/{other}{mark}", f"[{one}..{other}]{mark}"]))
    return draw(st.sampled_from([one + mark, one + mark, pair, pair, open_form]))


@given(stated_edtf())
@example("2013-39")
@example("2013-39~/..")
@example("../2013-39%")
@example("[2013-11-01..2013-11-02]")
def test_our_own_words_are_read_back_to_the_same_days(edtf):
    stated = dates.parse_bounds([edtf]).iloc[0]
    assume(stated["reason"] == "")
    words = date_text.describe_date(edtf)
    reading = read(words)
    assert reading["reason"] == "", words
    read_back = dates.parse_bounds([reading["edtf"]]).iloc[0]
    assert [read_back[name] for name in dates.BOUNDS] == [stated[name] for name in dates.BOUNDS], words


PIECES = ["28", "4", "2013", "13", "April", "early", "c.", "or", "-", "/", "Q2", "FY2013", "年", "月", "日", "上旬"]
PIECES += [
    "before",
    "to",
    "spring",
    "平成",
    "25",
    "..",
    "~",
    "?",
    "X",
    "2899",
    "10:00",
    "00",
    "the",
    ",",
    "'13",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join) | st.text(max_size=30))
def test_any_text_is_read_or_says_why_and_states_its_days(text):
    reading = read(text)
    assert list(reading.index) == COLUMNS
    assert bool(reading["edtf"]) + bool(reading["reason"]) == bool(text.strip())
    if reading["edtf"] not in ("", ".."):
        bounds = dates.parse_bounds([reading["edtf"]]).iloc[0]
        assert bounds["reason"] == ""
        if bounds["start_min"] == bounds["start_max"] and bounds["precision"] == "day":
            assert len([letter for letter in text if letter.isdecimal()]) >= 3  # a day is never made up


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]))
def test_a_day_in_digits_is_read_as_that_day_or_asked(day, form):
    assume(day.year not in (2899, 9999) and day.year >= 1000)
    reading = read(day.strftime(form))
    clear = day.day > 12 or day.day == day.month
    assert (reading["edtf"], reading["question"]) == ((day.isoformat(), "") if clear else ("", "order"))

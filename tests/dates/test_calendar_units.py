"""Tests of the units of the calendar."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, date_text, edtf
from components.dates.calendar_units import UNITS

HOLDS = [
    ("2013-04-29", "day", "2013-04-29", "2013-04-29"),
    ("2013-04-29", "week", "2013-04-29", "2013-05-05"),
    ("2013-04-28", "week", "2013-04-22", "2013-04-28"),
    ("1969-12-31", "week", "1969-12-29", "1970-01-04"),
    ("2012-02-10", "month", "2012-02-01", "2012-02-29"),
    ("2013-04-29", "quarter", "2013-04-01", "2013-06-30"),
    ("1969-12-31", "quarter", "1969-10-01", "1969-12-31"),
    ("2013-04-29", "season", "2013-03-01", "2013-05-31"),
    ("2013-12-31", "season", "2013-12-01", "2014-02-28"),
    ("2012-02-29", "season", "2011-12-01", "2012-02-29"),
    ("1970-01-01", "season", "1969-12-01", "1970-02-28"),
    ("2013-04-29", "year", "2013-01-01", "2013-12-31"),
    ("2010-01-01", "decade", "2010-01-01", "2019-12-31"),
    ("2009-12-31", "decade", "2000-01-01", "2009-12-31"),
    ("1351-05-01", "decade", "1350-01-01", "1359-12-31"),
    ("2000-01-01", "century", "2000-01-01", "2099-12-31"),
    ("1999-12-31", "century", "1900-01-01", "1999-12-31"),
    ("9999-12-31", "century", "9900-01-01", "9999-12-31"),
]


def day(text):
    return int(np.datetime64(text, "D").astype(int))


@pytest.mark.parametrize(("text", "unit", "first", "last"), HOLDS)
def test_the_unit_that_holds_a_day(text, unit, first, last):
    firsts = calendar_units.unit_first(np.array([day(text)]), unit)
    assert edtf.format_day(firsts[0]) == first
    assert edtf.format_day(calendar_units.unit_last(firsts, unit)[0]) == last


all_days = st.integers(day("0001-01-01"), day("9999-12-31"))


@pytest.mark.parametrize("unit", UNITS)
@given(day=all_days)
def test_units_part_the_days(unit, day):
    first = calendar_units.unit_first(np.array([day]), unit)
    last = calendar_units.unit_last(first, unit)
    assert first <= day <= last
    assert calendar_units.unit_first(first, unit) == first == calendar_units.unit_first(last, unit)
    assert calendar_units.unit_first(last + 1, unit) == last + 1
    assert first.dtype == last.dtype == np.int32


@pytest.mark.parametrize("unit", UNITS)
def test_unbounded_days_stay_unbounded(unit):
    unbounded = np.array([edtf.BEGINNINGLESS, edtf.ENDLESS], dtype=np.int32)
    assert calendar_units.unit_first(unbounded, unit).tolist() == unbounded.tolist()
    assert calendar_units.unit_last(unbounded, unit).tolist() == unbounded.tolist()


SMALLEST = [
    ("2013-04-29", "day", "day"),
    ("2013-04-29", "month", "month"),
    ("2013-04-29/2013-05-01", "day", "week"),
    ("2013-04-28/2013-04-29", "day", "month"),
    ("2013-04", "day", "month"),
    ("2013-04", "week", "month"),
    ("2013-04", "year", "year"),
    ("2013-34", "day", "quarter"),
    ("2013-04-30/2013-05-06", "week", "quarter"),
    ("2013", "day", "year"),
    ("2013-21", "day", "season"),
    ("2013-21?", "month", "season"),
    ("2013-23", "quarter", "season"),
    ("2013-24", "day", "season"),
    ("2013-32", "day", "season"),
    ("0001-01~", "day", "season"),
    ("0001-24", "day", "season"),
    ("9999-24", "day", "season"),
    ("2012-12-30/2013-01-01", "day", "season"),
    ("2013-03-31/2013-04-30", "day", "season"),
    ("2013-04/2013-05", "day", "quarter"),
    ("2013-02-28/2013-03-31", "day", "quarter"),
    ("2013-21", "year", "year"),
    ("2013-24", "year", "decade"),
    ("2009-24", "year", "century"),
    ("1999-24", "year", None),
    ("201X", "day", "decade"),
    ("2009/2010", "day", "century"),
    ("20XX", "day", "century"),
    ("1999/2000", "day", None),
    ("2014/..", "day", None),
    ("/2014", "day", None),
    ("", "day", None),
]


@pytest.mark.parametrize(("text", "finest", "unit"), SMALLEST)
def test_the_smallest_unit_that_holds_a_date(text, finest, unit):
    bounds = edtf.parse_bounds([text])
    found = calendar_units.smallest_unit(bounds["start_min"], bounds["end_max"], finest)
    assert found.tolist() == [-1 if unit is None else UNITS.index(unit)]


@given(all_days, st.integers(0, 40_000), st.sampled_from(UNITS))
def test_the_smallest_unit_holds_and_no_smaller_one_does(first, length, finest):
    ends = np.array([first]), np.array([first + length])
    index = int(calendar_units.smallest_unit(*ends, finest)[0])
    holding = [
        place
        for place in range(UNITS.index(finest), len(UNITS))
        if calendar_units.unit_last(calendar_units.unit_first(ends[0], UNITS[place]), UNITS[place]) >= ends[1]
    ]
    assert index == (holding[0] if holding else -1)


SAID = [
    ("2013-04-29", "day", "29 April 2013"),
    ("2013-04-29", "week", "week of 29 April 2013"),
    ("2013-04-01", "month", "April 2013"),
    ("2013-04-01", "quarter", "April–June 2013"),
    ("2013-03-01", "season", "spring 2013"),
    ("2013-12-01", "season", "winter 2013–2014"),
    ("2013-01-01", "year", "2013"),
    ("2010-01-01", "decade", "2010s"),
    ("2000-01-01", "century", "2000–2099"),
]


@pytest.mark.parametrize(("text", "unit", "words"), SAID)
def test_a_unit_in_words(text, unit, words):
    assert calendar_units.describe_unit(day(text), unit) == words


@pytest.mark.parametrize("code", range(21, 25))
@given(year=st.integers(1, 9999))
def test_a_season_is_that_of_edtf_in_days_and_in_words(code, year):
    text = f"{year:04}-{code}"
    bounds = edtf.parse_bounds([text])
    first, last = (bounds[name].to_numpy() for name in ("start_min", "start_max"))
    for held in (first, last):
        assert calendar_units.unit_first(held, "season") == first
    assert calendar_units.unit_last(first, "season") == last
    assert calendar_units.unit_number(last + 1, "season") == calendar_units.unit_number(first, "season") + 1
    assert calendar_units.describe_unit(int(first[0]), "season") == date_text.describe_short(text)


def test_no_strip_is_counted_in_seasons():
    assert [unit for unit in UNITS if unit not in calendar_units.STRIP_UNITS] == ["season"]
    assert {calendar_units.unit_for(days, 1) for days in range(1, 400)} <= {*calendar_units.STRIP_UNITS}


WIDE = [
    (0.01, 24, "day"),
    (1 / 24, 24, "day"),
    (0.1, 24, "week"),
    (1, 24, "month"),
    (1, 31, "quarter"),
    (5, 24, "year"),
    (30, 24, "decade"),
    (365, 24, "century"),
    (1e9, 24, "century"),
]


@pytest.mark.parametrize(("days_per_pixel", "least_pixels", "unit"), WIDE)
def test_the_finest_unit_wide_enough(days_per_pixel, least_pixels, unit):
    assert calendar_units.unit_for(days_per_pixel, least_pixels) == unit

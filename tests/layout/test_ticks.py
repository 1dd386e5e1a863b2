"""Tests of the dates on an axis: round, in the window, and never on top of each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf, windows
from components.layout.scale import Scale
from components.layout.text_width import text_width
from components.layout.ticks import TICK_ROOM, build_ticks
from tests.support import tables

CASES = {
    "2013-04-01/2013-04-05": ["1 Apr", "2 Apr", "3 Apr", "4 Apr", "5 Apr"],
    "2013": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "2001/2010": [str(year) for year in range(2001, 2011)],
    "0001/9999": [str(year) for year in range(1000, 10000, 1000)],
}


@pytest.mark.parametrize("window", CASES)
def test_dates_are_round(window):
    assert [tick.label for tick in build_ticks(windows.parse_window(window), 500.0)] == CASES[window]


def test_the_year_is_said_where_it_changes():
    ticks = build_ticks(windows.parse_window("2012-11/2013-02"), 300.0)
    assert [(tick.label, tick.year) for tick in ticks] == [("Nov", "2012"), ("Dec", ""), ("Jan", "2013"), ("Feb", "")]


def test_weeks_begin_on_mondays():
    ticks = build_ticks(windows.parse_window("2013-04/2013-05"), 600.0)
    assert [edtf.format_day(tick.day) for tick in ticks][:2] == ["2013-04-01", "2013-04-08"]


@given(tables.some_windows(), st.sampled_from(tables.WIDTHS))
def test_dates_stand_in_the_window_and_apart(window, width):
    ticks = build_ticks(window, width)
    scale = Scale(window, width)
    days = [tick.day for tick in ticks]
    assert all(window.first <= day <= window.last for day in days)
    places = [(day - window.first) * scale.pixels_per_day for day in days]
    widest = max((text_width(words, 12.0) for tick in ticks for words in (tick.label, tick.year)), default=0.0)
    assert all(after - before > min(widest, TICK_ROOM) for before, after in pairwise(places))
    assert widest <= TICK_ROOM

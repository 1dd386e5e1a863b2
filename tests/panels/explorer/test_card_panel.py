"""Tests of the list behind a bin: its heading says the days of what it holds, and no others."""

import pytest

from components.dates import windows
from components.panels.explorer import card_panel
from components.query.selection import BinKey, Request
from components.views import view
from tests.support import tables


def test_the_heading_of_a_list_says_the_days_of_a_bin_over_the_end_of_a_century():
    dates = ("[1999-11..2000-01]", *["[1999-12..2000-03]"] * 700)
    table, store = tables.to_store(*({"date": date, "level": "head"} for date in dates))
    request = Request(tables.to_selection("1995/2004"), "level")

    def headed(strip_unit, first):
        key = BinKey("head", strip_unit, "", windows.parse_window(first).first)
        made = view.compose(store, table, Request(request.selection, "level", listed=key), 1060.0)
        return card_panel.describe_bin(made, key), made.listed_of

    unit = view.compose(store, table, request, 1060.0).arrangement.unit
    said = "Head of state or government, within 1 November 1999 – 31 March 2000"
    assert headed(unit, "1999-11-01") == headed(unit, "1999-12-01") == (said, 701)
    assert headed("day", "1999-12-01") == ("Head of state or government, with open or very broad dates", 701)


# First day in the address → the heading: any day of a season says it, be it drawn or not
SEASONS = {
    "2013-03-01": "spring 2013",
    "2013-05-31": "spring 2013",
    "2013-12-01": "winter 2013–2014",
    "2014-02-28": "winter 2013–2014",
    "9999-12-31": "winter 9999–10000",
}


@pytest.mark.parametrize("first", SEASONS)
def test_the_heading_of_a_list_says_the_season(first):
    table, store = tables.to_store(*[{"date": "2013-21", "level": "head"}] * 2)
    key = BinKey("head", "month", "season", windows.parse_window(first).first)
    made = view.compose(store, table, Request(tables.to_selection("2013"), "level", listed=key), 1060.0)
    assert card_panel.describe_bin(made, key) == f"Head of state or government, in {SEASONS[first]}"
    assert made.listed_of == (2 if first == "2013-03-01" else 0)

"""Tests of the list behind a bin: its heading says the days of what it holds, and no others."""

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
    assert headed("day", "1999-12-01") == ("Head of state or government, on days that no calendar unit holds", 701)

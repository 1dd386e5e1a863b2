"""Tests of what a table opens on: its own window and lanes, else what can be had."""

import pytest

from components.dates import windows
from components.query import links
from tests.support import tables

OPENS = {
    "2014": "2014",
    "": "2012-04-01/2014-05-06",
    "whenever": "2012-04-01/2014-05-06",
    "2013?": "2012-04-01/2014-05-06",
}


@pytest.mark.parametrize("stated", OPENS, ids=lambda text: text or "blank")
def test_a_table_opens_on_its_window_or_on_all_of_its_dates(stated):
    table, store = tables.to_store({"date": "2012-04"}, {"date": "2013"}, {"date": "2014-05-06"}, opening_window=stated)
    assert links.find_opening(table, store).selection.window == windows.parse_window(OPENS[stated])


def test_a_table_without_dates_opens_on_this_century():
    for rows in ([], [{"date": ""}]):
        assert links.find_opening(*tables.to_store(*rows)).selection.window == windows.parse_window("20XX")


def test_a_table_opens_with_the_lanes_unfolded_that_there_are():
    table, store = tables.to_store({"date": "2013"}, opening_unfolded=("steppe", "nowhere"))
    opening = links.find_opening(table, store)
    assert (opening.unfolded, opening.pinned) == (("steppe",), ("steppe",))

"""Tests of which filters are shown: those that a table has values for, whatever is selected."""

import pytest

from components.panels.explorer import filter_panel
from components.query.filters import facets_of
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from components.views import view
from tests.support import tables

TABLE = tables.to_table({"date": "2013-05-01", "countries": "RUS", "topics": ""}, {"date": "2014", "countries": "JPN"})
SELECTIONS = {
    "all": tables.to_selection("2013/2014"),
    "nothing in the period": tables.to_selection("1990"),
    "a search that finds nothing": tables.to_selection("2013", text="zzz"),
    "a filter that leaves one": tables.to_selection("2013/2014", country="RUS"),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_filter_is_there_for_what_a_table_has_and_not_for_what_is_selected(name):
    composed = view.compose(MemoryStore(TABLE), TABLE, Request(SELECTIONS[name]), 1060.0)
    shown = {each.key for each in facets_of(TABLE) if filter_panel.has_values(each, composed)}
    assert {"country", "region"} <= shown
    assert not {"topic", "person"} & shown


def test_an_option_is_found_by_its_japanese_name_and_said_by_its_english_one():
    people = [{"key": "li-bo", "name": "Bo Li", "name_ja": "李波", "aliases": "Lee Bo"}]
    table = tables.to_table({"date": "2013-05-01", "people": "li-bo"}, others={"people": people})
    composed = view.compose(MemoryStore(table), table, Request(tables.to_selection("2013")), 1060.0)
    (person,) = (each for each in facets_of(table) if each.key == "person")
    assert filter_panel.build_payload(person, composed)["options"] == [["Bo Li", "Bo Li", 1, 0, 0, "李波 Lee Bo"]]

"""Tests that the server reads what the page's scripts write of a state: one table of cases for both languages.

tests/scripts/view_state.test.mjs checks that the scripts make of each case what stands there.
"""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from components.panels.explorer import view_state
from components.panels.explorer.view_state import describe_request
from components.panels.tables import table_registry
from components.query import links
from components.query.view_options import ViewOptions

CASES = json.loads((Path(__file__).parents[2] / "data" / "view_states.json").read_text(encoding="utf-8"))
NAMED = {each["name"]: each for each in CASES}


def open_in(scheme):
    """Return the shipped table in a scheme, its store and what it opens on."""
    table, store = table_registry.load_table(scheme)
    return table, store, links.find_opening(table, store)


def sort_choices(request):
    """Return a request with its choices in one order: the scripts have them as they were made, the server by filter."""
    return request | {"choices": sorted(request["choices"])}


@pytest.mark.parametrize("name", NAMED)
def test_what_scripts_write_of_a_state_is_read_as_that_state(name):
    then = NAMED[name]["then"]
    table, store, opening = open_in(then["scheme"])
    request, ignored = links.parse_request(links.parse_query(NAMED[name]["query"]), table, store, opening)
    usual = describe_request(opening)
    assert ignored == ()
    told = {lanes: usual[lanes] if then[lanes] is None else then[lanes] for lanes in ("unfolded", "pinned")}
    assert sort_choices(describe_request(request)) == sort_choices(then | told)


@pytest.mark.parametrize("name", NAMED)
def test_what_a_case_begins_with_is_a_state_that_the_server_tells(name):
    request = NAMED[name]["request"]
    table, store, opening = open_in(request["scheme"])
    assert {*request} == {*describe_request(opening)}
    codes = [(key, code) for key, codes, *_ in request["choices"] for code in codes if key != "text"]
    assert all(store.has_code(key, code) for key, code in codes)
    assert all(store.has_lane(request["lanes_by"], lane) for lane in request["pinned"])
    assert table.settings.region_scheme == "bluebook"


@pytest.mark.parametrize("name", [name for name, each in NAMED.items() if each["options"]])
def test_what_scripts_write_of_a_screen_is_read_as_that(name):
    then, own = NAMED[name]["then"], dict(parse_qsl(NAMED[name]["options"]))
    table, store, opening = open_in(then["scheme"])
    asked = view_state.split_query(f"{NAMED[name]['query']}&width=1000&{NAMED[name]['options']}")
    assert asked.own == {"width": "1000", **own}
    state = view_state.read_state(asked, table, store, opening)
    key, _, words = own.get("find", "").partition(":")
    rows = {name: int(own.get(name, 0)) for name in (*view_state.ROWS, "more_lanes")}
    assert state.options == ViewOptions(view_state.MARGIN, finds=((key, words),) if key else (), **rows)
    assert bool(state.request.event) == bool(then["event"] or "move" in own)

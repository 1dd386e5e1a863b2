"""Tests that a visitor without a browser writes what the page's scripts do: one table of cases for both."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.bench import view_acts
from tests.bench.view_acts import State

CASES = json.loads((Path(__file__).parents[1] / "data" / "view_states.json").read_text(encoding="utf-8"))
NAMED = {each["name"]: each for each in CASES if each["act"]["type"] in view_acts.TYPES}
PAN = {"type": "window", "window": [30, 39]}
NEXT = {"type": "move", "kind": "next"}


@pytest.mark.parametrize("name", NAMED)
def test_acts_make_of_a_state_what_they_make_of_it_in_the_page(name):
    case = NAMED[name]
    state = view_acts.reduce(State(case["request"]), case["act"])
    assert state.request == case["then"]
    assert view_acts.format_query(state) == case["query"]
    assert parse_qsl(view_acts.format_moves(state)) == parse_qsl(case["options"])


def test_all_that_visitors_do_is_among_the_cases():
    assert {each["act"]["type"] for each in NAMED.values()} == {*view_acts.TYPES}


@pytest.mark.parametrize(
    ("act", "window", "likely"),
    [
        (PAN, [20, 29], {"type": "window", "window": [40, 49]}),
        (PAN, [35, 44], {"type": "window", "window": [25, 34]}),
        (PAN, [30, 39], None),
        (PAN, [20, 49], None),
        (NEXT, [30, 39], NEXT),
        ({"type": "clear"}, [30, 39], None),
    ],
)
def test_who_goes_along_goes_on(act, window, likely):
    assert view_acts.guess_next(act, {"window": window}) == likely


@pytest.mark.parametrize(
    ("act", "asked", "parts"),
    [
        (PAN, {}, "timeline"),
        (PAN, {"event": "E1", "listed": "a@b@c@d"}, "card,timeline"),
        (PAN, {"listed": "a@b@c@d"}, "list,timeline"),
        ({"type": "event"}, {"event": "E1"}, "card,timeline"),
        ({"type": "bin"}, {"listed": "a@b@c@d"}, "list"),
    ],
)
def test_no_part_is_asked_for_that_an_act_leaves_as_it_is(act, asked, parts):
    state = State({"event": "", "listed": "", **asked})
    assert ",".join(sorted(view_acts.list_parts(act, state, is_open=False, in_sight=False))) == parts


def test_what_is_open_and_what_is_in_sight_are_asked_for_with_a_view():
    state = State({"event": "", "listed": ""})
    assert view_acts.list_parts(PAN, state, is_open=True, in_sight=False) == {"timeline", "filters"}
    assert view_acts.list_parts(PAN, state, is_open=False, in_sight=True) == {"timeline", "table", "undated"}

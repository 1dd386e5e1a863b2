"""Tests of what a visitor can do: looking for options, and going on with a server that began anew."""

import pytest

from components.dates.windows import Window
from components.panels.explorer import actions, page_state
from components.query.choice import Choice
from components.query.selection import Request, Selection
from components.query.view_options import ViewOptions

ADDRESS = Request(Selection(Window(15_706, 16_070), (Choice("country", ("RUS",)),)), unfolded=("europe",))
SUMMITS = Choice("meeting_type", ("summit",))
NARROW = Window(15_800, 15_900)


@pytest.mark.parametrize(
    ("told", "finds"),
    [
        (("person", "bo"), (("person", "bo"),)),
        (("country", "fra"), (("country", "fra"),)),
        (("person", " "), ()),
        (None, (("person", "ana"),)),
    ],
    ids=["another word", "another filter", "blank", "nothing told"],
)
def test_what_is_looked_for_replaces_what_was_before(monkeypatch, told, finds):
    kept = [ViewOptions(0.3, finds=(("person", "ana"),))]
    monkeypatch.setattr(actions, "_filter_keys", set)
    monkeypatch.setattr(page_state, "read_find", lambda _: told)
    monkeypatch.setattr(page_state, "get_view_options", lambda: kept[-1])
    monkeypatch.setattr(page_state, "set_view_options", kept.append)
    actions.on_find()
    assert kept[-1] == ViewOptions(0.3, finds=finds)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ({}, ""),
        ({"choices": (SUMMITS,)}, page_state.CHOICE_NUMBER),
        ({"choices": (SUMMITS,)}, page_state.LISTS["kinds"]),
        ({"window": NARROW}, page_state.WINDOW_NUMBER),
        ({"unfolded": ("africa",)}, page_state.LISTS["unfolded"]),
    ],
    ids=["nothing", "a filter", "kinds", "a window", "lanes"],
)
def test_what_a_new_server_was_told_is_newer_than_the_address(monkeypatch, told, number):
    begun = Request(
        Selection(told.get("window", Window(0, 1)), told.get("choices", ())), unfolded=told.get("unfolded", ())
    )
    state = {page_state.REQUEST: ADDRESS, number: 1}
    monkeypatch.setattr(page_state.st, "session_state", state)
    page_state.keep_told(begun)
    kept = state[page_state.REQUEST]
    values = {"choices": kept.selection.choices, "window": kept.selection.window, "unfolded": kept.unfolded}
    known = {"choices": ADDRESS.selection.choices, "window": ADDRESS.selection.window, "unfolded": ADDRESS.unfolded}
    assert values == {**known, **told}

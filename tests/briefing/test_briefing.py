"""Tests of briefings as values: made from a selection in order, and edited without losing a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.briefing import briefing
from components.briefing.briefing import MOST_STEPS, Briefing, Step
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables
from tests.support.trials import examples

THREE = Briefing("T", steps=(Step("one"), Step("two"), Step("three")))


def _headings(made):
    return [step.heading for step in made.steps]


@pytest.mark.parametrize(
    ("place", "by", "expected"),
    [
        (0, 1, ["two", "one", "three"]),
        (2, -2, ["three", "one", "two"]),
        (1, 9, ["one", "three", "two"]),
        (0, -1, ["one", "two", "three"]),
    ],
)
def test_a_step_moves_as_far_as_there_are_any(place, by, expected):
    assert _headings(THREE.moved(place, by)) == expected


def test_steps_are_removed_put_and_added():
    assert _headings(THREE.removed(1)) == ["one", "three"]
    assert _headings(THREE.put(1, Step("other"))) == ["one", "other", "three"]
    assert _headings(THREE.added(Step("last"))) == ["one", "two", "three", "last"]
    assert _headings(THREE.added(Step("first"), 0)) == ["first", "one", "two", "three"]
    assert _headings(THREE) == ["one", "two", "three"]


def test_a_full_briefing_takes_no_step_more():
    nearly = Briefing("T", steps=(Step("x"),) * (MOST_STEPS - 1))
    full = nearly.added(Step("last"))
    assert (nearly.full, full.full) == (False, True)
    assert len(full.added(Step("beyond")).steps) == MOST_STEPS


@examples(40)
@given(tables.some_events, tables.some_selections())
def test_a_briefing_has_a_step_for_every_event_in_the_window_certain_ones_first(events, selection):
    table = tables.to_table(*events)
    store = MemoryStore(table)
    made = briefing.build_briefing(store, table, Request(selection))
    rows = store.rows(selection)
    certain, others = (rows[rows["standing"].eq("certain") == each] for each in (True, False))
    assert [step.request.event for step in made.steps] == [*certain["id"], *others["id"]]
    assert {step.request.selection for step in made.steps} <= {selection}


def test_a_step_is_headed_by_its_event_and_says_that_its_order_is_not_known_and_whose_date_leaves_it_open():
    table, store = tables.to_store({"date": "2013-04"}, {"date": "2013-04-29"}, {"date": "2013-06-01"})
    first, second, third = briefing.build_briefing(store, table, Request(tables.to_selection("2013"))).steps
    assert first.heading == "Title 0"
    assert first.note == "Exact date unknown; may have come before or after 1 other event."
    assert second.note == "May have come before or after 1 other event whose exact date is unknown."
    assert third.note == ""


def test_a_briefing_of_a_selection_without_events_has_no_steps():
    table, store = tables.to_store({"date": "2013-04"})
    assert briefing.build_briefing(store, table, Request(tables.to_selection("2014"))).steps == ()


def test_of_too_many_events_the_first_become_steps():
    table, store = tables.to_store(*({"date": "2013-04-29"} for _ in range(MOST_STEPS + 1)))
    assert len(briefing.build_briefing(store, table, Request(tables.to_selection("2013"))).steps) == MOST_STEPS


@given(st.text(st.characters()))
def test_plain_text_can_be_written_anywhere_and_stays_as_it_is(text):
    plain = briefing.clean_text(text)
    plain.encode()
    assert not set(plain) & {"\x00", "\r", "\x1b"}
    assert briefing.clean_text(plain) == plain

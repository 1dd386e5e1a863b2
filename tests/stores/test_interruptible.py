"""Tests of a table in memory whose questions end: it answers as its store does, and nothing once nobody waits."""

from threading import Event

import pytest

from components.layout import overview
from components.query import links
from components.query.store import Cancelled, EngineError, EngineStore
from components.stores.interruptible import InterruptibleStore
from components.views import view
from tests.support import tables

TABLE, STORE = tables.to_store({"date": "2013-04-29"}, {"date": "2014", "countries": "RUS"}, {"date": ""})


def test_it_answers_as_its_store_does_until_the_event_is_set():
    ended = Event()
    asked = InterruptibleStore(STORE, ended)
    selection = tables.to_selection("2013/2014")
    assert asked.size() == 3
    assert asked.totals(selection) == STORE.totals(selection)
    ended.set()
    with pytest.raises(Cancelled):
        asked.size()
    assert STORE.size() == 3


def test_what_it_raises_is_what_an_engine_raises_that_is_asked_no_more():
    ended = Event()
    ended.set()
    with pytest.raises(EngineError, match=r"^Something newer was asked\.$"):
        InterruptibleStore(STORE, ended).totals(tables.to_selection("2013"))


def test_a_question_that_there_is_none_of_is_no_answer():
    with pytest.raises(AttributeError):
        InterruptibleStore(STORE, Event()).drop_everything()


def test_it_is_asked_as_a_table_in_memory_is_and_not_as_an_engine():
    assert not isinstance(InterruptibleStore(STORE, Event()), EngineStore)


def test_a_view_ends_at_its_next_question():
    ended, asked = Event(), []

    class Counting:
        def __getattr__(self, name):
            asked.append(name)
            if len(asked) == 3:
                ended.set()
            return getattr(STORE, name)

    store = InterruptibleStore(Counting(), ended)
    with pytest.raises(Cancelled):
        view.compose(store, TABLE, links.find_opening(TABLE, STORE), 1060.0)
    assert len(asked) == 3


def test_a_whole_view_is_that_of_its_store():
    request = links.find_opening(TABLE, STORE)
    made = view.compose(InterruptibleStore(STORE, Event()), TABLE, request, 1060.0)
    assert made.totals == view.compose(STORE, TABLE, request, 1060.0).totals
    periods = overview.list_periods(TABLE, InterruptibleStore(STORE, Event()), request.selection, made.overview.domain)
    assert periods == overview.list_periods(TABLE, STORE, request.selection, made.overview.domain)

"""Tests of how the page waits for an engine: what is no longer wanted is cancelled, and nobody waits for it."""

from threading import Event

import pytest

from components.panels.tables import engine_wait
from components.query.store import Cancelled, EngineError, EngineStore
from tests.support import engine_stores, tables
from tests.support.patience import SECONDS


class Newer(BaseException):
    """Stand for what Streamlit raises in a run that a newer one takes the place of."""


@pytest.fixture(scope="module")
def engine_store():
    return engine_stores.to_stores(tables.to_table({"date": "2013"}, {"date": "2014"}))["duckdb"]


class Slow:
    """Answer `size` only once it is cancelled; `cancelled` tells."""

    def __init__(self, store):
        self._store, self.cancelled, self.ended = store, Event(), Event()

    def __getattr__(self, name):
        return getattr(self._store, name)

    def visit(self):
        return self

    def size(self):
        assert self.cancelled.wait(SECONDS)
        self.ended.set()
        raise Cancelled("Something else was asked.")

    def cancel(self):
        self.cancelled.set()


def test_only_an_engine_s_store_is_an_engine_s(engine_store):
    assert isinstance(engine_store, EngineStore)
    assert not isinstance(tables.to_store()[1], EngineStore)


def test_a_table_in_memory_is_asked_at_once(monkeypatch):
    monkeypatch.setattr(engine_wait, "_POOL", None)
    store = tables.to_store({"date": "2013"})[1]
    assert engine_wait.run_query(store, lambda asked: (asked is store, asked.size())) == (True, 1)


def test_an_engine_is_asked_on_a_visit_of_its_own(engine_store):
    assert engine_wait.run_query(engine_store, lambda asked: (asked is engine_store, asked.size())) == (False, 2)


def test_a_newer_run_ends_the_wait_and_cancels_what_runs(engine_store, monkeypatch):
    slow = Slow(engine_store)

    def yield_to_newer():
        raise Newer

    monkeypatch.setattr(engine_wait, "yield_to_newer", yield_to_newer)
    with pytest.raises(Newer):
        engine_wait.run_query(slow, lambda asked: asked.size())
    assert slow.cancelled.is_set()
    assert slow.ended.wait(SECONDS)


def test_an_engine_s_trouble_comes_through(engine_store):
    def fail(_):
        raise EngineError("It is away.")

    with pytest.raises(EngineError, match="away"):
        engine_wait.run_query(engine_store, fail)


def test_a_cancelled_visit_asks_nothing_more_and_another_goes_on(engine_store):
    visit = engine_store.visit()
    visit.cancel()
    selection = tables.to_selection("1990")
    with pytest.raises(Cancelled):
        visit.totals(selection)
    assert engine_store.visit().totals(selection).later == 2

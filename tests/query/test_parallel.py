"""Tests of how questions go out: one by one to a table in memory, several at once to an engine, never too many."""

from threading import Barrier, get_ident

import pytest

from components.query import parallel
from components.query.store import EngineError
from tests.support import engine_stores, tables
from tests.support.patience import SECONDS


@pytest.fixture(scope="module")
def engine_store():
    return engine_stores.to_stores(tables.to_table({"date": "2013"}))["duckdb"]


def test_a_table_in_memory_is_asked_in_a_row():
    asked = []
    store = tables.to_store()[1]
    found = parallel.run_parallel(store, {name: lambda name=name: asked.append(name) or name for name in "bca"})
    assert found == {"b": "b", "c": "c", "a": "a"}
    assert asked == ["b", "c", "a"]


def test_an_engine_is_asked_several_at_once(engine_store):
    together = Barrier(parallel.MOST_TOGETHER, timeout=SECONDS)  # is passed only where all wait at it at once
    asked = {str(number): together.wait for number in range(parallel.MOST_TOGETHER)}
    assert sorted(parallel.run_parallel(engine_store, asked).values()) == list(range(parallel.MOST_TOGETHER))


def test_an_engine_is_never_asked_more_at_once_than_the_limit(engine_store):
    together, threads = Barrier(parallel.MOST_TOGETHER, timeout=SECONDS), set()

    def ask():
        threads.add(get_ident())
        together.wait()  # who asks is busy until as many ask as may: one more would be in a thread more

    parallel.run_parallel(engine_store, {str(number): ask for number in range(5 * parallel.MOST_TOGETHER)})
    assert len(threads) == parallel.MOST_TOGETHER


def test_what_fails_first_is_what_is_raised(engine_store):
    def fail():
        raise EngineError("No answer.")

    with pytest.raises(EngineError, match="No answer"):
        parallel.run_parallel(engine_store, {"one": lambda: 1, "two": fail, "three": lambda: 3})

"""Tests of what DuckDB keeps of a filter: made once and by one, given to all, bounded; nobody waits in vain."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

from components.timeline import kept_tables
from components.timeline.askers import Asker, Limits
from components.timeline.engines import DuckDb, open_duckdb
from components.timeline.store import EngineError, Superseded
from tests.test_engines import ENDLESS, stop_while_it_runs, to_rows


def count(engine, name):
    """Return how many rows a kept table has."""
    return int(engine.fetch(f"SELECT count(*) AS found FROM scratch.{name}", Asker())["found"].iloc[0])  # noqa: S608


def keep(engine, *counts):
    return [engine.keep(to_rows(each), Asker()) for each in counts]


def test_what_is_kept_is_made_once_and_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(kept_tables, "MOST_KEPT", 2)
    engine = DuckDb(open_duckdb())
    first, second, again = keep(engine, 3, 4, 3)
    assert first == again != second
    (third,) = keep(engine, 5)
    assert (count(engine, first), count(engine, third)) == (3, 5)
    with pytest.raises(EngineError):
        count(engine, second)


def test_what_is_kept_has_only_so_many_rows_in_all(monkeypatch):
    monkeypatch.setattr(kept_tables, "MOST_ROWS", 10)
    engine = DuckDb(open_duckdb())
    first, second, third = keep(engine, 3, 4, 6)
    assert (count(engine, second), count(engine, third)) == (4, 6)
    with pytest.raises(EngineError):
        count(engine, first)


def test_what_would_be_too_large_is_not_kept_nor_tried_again(monkeypatch):
    monkeypatch.setattr(kept_tables, "LARGEST", 5)
    engine = DuckDb(open_duckdb())
    assert [bool(name) for name in keep(engine, 5, 6, 6)] == [True, False, False]
    tables = engine.fetch("SELECT table_name FROM duckdb_tables()", Asker())["table_name"].tolist()
    assert tables == keep(engine, 5)


def test_who_keeps_can_be_stopped_and_has_only_so_long():
    assert isinstance(stop_while_it_runs(DuckDb(open_duckdb()).keep, ENDLESS), Superseded)
    with pytest.raises(EngineError, match="No answer within 1 seconds"):
        DuckDb(open_duckdb(), Limits(seconds=1)).keep(ENDLESS, Asker())


def test_nobody_waits_for_what_another_keeps():
    engine, busy = DuckDb(open_duckdb()), Asker()
    (known,) = keep(engine, 3)
    with ThreadPoolExecutor() as pool:
        making = pool.submit(engine.keep, ENDLESS, busy)
        while not busy._running:
            sleep(0.01)
        begun = monotonic()
        assert keep(engine, 3) == [known]
        assert keep(engine, 4) != [known]
        assert monotonic() - begun < 3
        assert not making.done()
        assert isinstance(stop_while_waiting(engine, ENDLESS), Superseded)
        assert not making.done()
        busy.cancel()


def stop_while_waiting(engine, statement):
    """Ask for what another is making, stop that, and return what the asker is told."""
    asker = Asker()
    with ThreadPoolExecutor() as pool:
        question = pool.submit(engine.keep, statement, asker)
        sleep(0.2)
        asker.cancel()
        return question.exception(timeout=2)


def test_who_waits_makes_it_where_the_first_was_stopped():
    engine, first = DuckDb(open_duckdb()), Asker()
    slow = "SELECT count(*) AS position FROM range(8000) AS a, range(40000) AS b WHERE a.range + b.range = -1"
    with ThreadPoolExecutor() as pool:
        making = pool.submit(engine.keep, slow, first)
        while not first._running:
            sleep(0.01)
        waiting = pool.submit(engine.keep, slow, Asker())
        sleep(0.1)
        first.cancel()
        assert isinstance(making.exception(), Superseded)
        assert count(engine, waiting.result()) == 1


def test_many_who_need_the_same_get_one_table():
    engine = DuckDb(open_duckdb())
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: engine.keep(to_rows(300_000), Asker()), range(16)))
    assert len({*names}) == 1
    assert count(engine, names[0]) == 300_000

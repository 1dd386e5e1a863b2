"""Tests of what DuckDB keeps of a filter: made once and by one, given to all, bounded; nobody waits in vain."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import ibis
import pytest

from components.query.choice import Choice
from components.query.store import Cancelled, EngineError
from components.stores.engines import filter_cache, ibis_expressions
from components.stores.engines.duckdb_engine import DuckDb, open_duckdb
from components.stores.engines.ibis_expressions import EVENTS
from components.stores.engines.query_context import DEFAULT_LIMITS, Limits, QueryContext
from tests.stores.engines.test_duckdb_engine import ENDLESS, stop_while_it_runs
from tests.support.patience import SECONDS

SIZE = 200_000
NEVER = ENDLESS.replace("found", "position")


def to_engine(few=filter_cache.FEW):
    connection = open_duckdb()
    connection.execute(f"CREATE TABLE events AS SELECT range AS position FROM range({SIZE})")  # noqa: S608 — a number
    engine = DuckDb(connection)
    engine._kept = filter_cache.FilterCache(DEFAULT_LIMITS, few)
    return engine


def to_positions(count, step=1):
    """Return what gives so many positions, each twice."""
    return f"SELECT (range // 2) * {step} AS position FROM range({2 * count})"  # noqa: S608 — numbers


def read(engine, kept):
    """Return the positions that are kept, by the expression that questions look them up with."""
    wide, keeps = ibis_expressions.apply_choices(
        EVENTS.select("position"), (Choice("region", ("asia",)),), "bluebook", lambda _: kept
    )
    there = wide.filter(keeps).select("position").order_by("position")
    return engine.fetch(ibis.to_sql(there, dialect="duckdb"), QueryContext())["position"].tolist()


def keep(engine, *counts):
    return [engine.keep(to_positions(each), QueryContext()) for each in counts]


def test_what_is_kept_is_made_once_and_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(filter_cache, "MOST_KEPT", 2)
    engine = to_engine()
    first, second, again = keep(engine, 3, 4, 3)
    assert first == again != second
    (third,) = keep(engine, 5)
    assert (read(engine, first), read(engine, third)) == ([*range(3)], [*range(5)])
    with pytest.raises(EngineError):
        read(engine, second)


@pytest.mark.parametrize(("most", "as_bits"), [(8, False), (7, True)])
def test_few_positions_are_rows_and_many_are_bits(most, as_bits):
    engine = to_engine(most)
    for step in (1, 3, 50_000, 65_536):
        kept = engine.keep(to_positions(4, step), QueryContext())
        assert kept.as_bits == as_bits
        assert kept.size == (8_192 * len({step * each >> 16 for each in range(4)}) if as_bits else 8 * 8)
        assert read(engine, kept) == [step * each for each in range(4)]


def test_bits_are_of_every_event_or_of_none():
    engine = to_engine(0)
    assert read(engine, engine.keep(to_positions(SIZE), QueryContext())) == [*range(SIZE)]
    last = engine.keep(f"SELECT {SIZE - 1} AS position", QueryContext())
    assert (last.as_bits, read(engine, last)) == (True, [SIZE - 1])
    assert read(engine, engine.keep("SELECT position FROM events WHERE position < 0", QueryContext())) == []


def test_what_is_kept_has_only_so_many_bytes_in_all(monkeypatch):
    monkeypatch.setattr(filter_cache, "MOST_BYTES", 2 * 8 * 10)
    engine = to_engine()
    first, second, third = keep(engine, 3, 4, 6)
    assert (len(read(engine, second)), len(read(engine, third))) == (4, 6)
    with pytest.raises(EngineError):
        read(engine, first)


def test_who_keeps_can_be_stopped_and_has_only_so_long():
    assert isinstance(stop_while_it_runs(to_engine().keep, NEVER), Cancelled)
    with pytest.raises(EngineError, match="No answer within 1 second"):
        DuckDb(open_duckdb(), Limits(seconds=1)).keep(NEVER, QueryContext())


def test_nobody_waits_for_what_another_keeps():
    engine, busy = to_engine(), QueryContext()
    (known,) = keep(engine, 3)
    with ThreadPoolExecutor() as pool, made_until(busy, engine) as (run, begun):
        making = pool.submit(engine._kept.find, NEVER, busy, run)
        assert begun.wait(SECONDS)
        assert keep(engine, 3) == [known]
        assert keep(engine, 4) != [known]
        assert not making.done()
        assert isinstance(stop_while_waiting(engine, NEVER), Cancelled)
        assert not making.done()


@contextmanager
def made_until(busy, engine):
    """Give what runs statements, of one context until that is stopped at the end, and what is set once it does."""
    begun, stopped = Event(), Event()

    def run(statement, context):
        if context is busy:
            begun.set()
            stopped.wait(SECONDS)
            context.check()
        return engine._run(statement, context)

    try:
        yield run, begun
    finally:
        busy.cancel()
        stopped.set()


class Waiting(QueryContext):
    """A context that tells when it was looked at a second time, which it is only while it waits for another."""

    def __init__(self):
        super().__init__()
        self.asked, self.waits = Event(), Event()

    def check(self):
        (self.waits if self.asked.is_set() else self.asked).set()
        super().check()


def stop_while_waiting(engine, statement):
    """Ask for what another is making, stop that, and return what the context is told."""
    context = Waiting()
    with ThreadPoolExecutor() as pool:
        question = pool.submit(engine.keep, statement, context)
        assert context.waits.wait(SECONDS)
        context.cancel()
        return question.exception(SECONDS)


def test_who_waits_makes_it_where_the_first_was_stopped():
    engine, first, second, statement = to_engine(), QueryContext(), Waiting(), to_positions(1)
    with ThreadPoolExecutor() as pool:
        with made_until(first, engine) as (run, begun):
            making = pool.submit(engine._kept.find, statement, first, run)
            assert begun.wait(SECONDS)
            waiting = pool.submit(engine.keep, statement, second)
            assert second.waits.wait(SECONDS)
        assert isinstance(making.exception(), Cancelled)
        assert read(engine, waiting.result()) == [0]


def test_many_who_need_the_same_get_one_table():
    engine = to_engine()
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: engine.keep(to_positions(300_000, 0), QueryContext()), range(16)))
    assert len({*names}) == 1
    assert read(engine, names[0]) == [0]

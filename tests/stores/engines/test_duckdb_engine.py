"""Tests of how engines are asked: limits of time and rows, questions that are stopped, many askers at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import duckdb
import pytest

from components.query.store import Cancelled, EngineError
from components.stores.engines.duckdb_engine import DuckDb, open_duckdb
from components.stores.engines.query_context import Limits, QueryContext, in_background
from tests.support.patience import SECONDS

ENDLESS = "SELECT count(*) AS found FROM range(10000000) AS a, range(10000000) AS b WHERE a.range + b.range = -1"


def to_rows(count):
    return f"SELECT range AS number FROM range({count})"  # noqa: S608 — a number


@pytest.mark.parametrize(("count", "refused"), [(5, False), (6, True), (1_000_000, True)])
def test_an_answer_has_only_so_many_rows(count, refused):
    engine = DuckDb(open_duckdb(), Limits(rows=5))
    if refused:
        with pytest.raises(EngineError, match="This would return more than 5 rows"):
            engine.fetch(to_rows(count), QueryContext())
    else:
        assert len(engine.fetch(to_rows(count), QueryContext())) == count


def test_an_answer_takes_only_so_long():
    connection = open_duckdb()
    with pytest.raises(EngineError, match="No answer within 1 second"):
        DuckDb(connection, Limits(seconds=1)).fetch(ENDLESS, QueryContext())
    assert len(DuckDb(connection).fetch(to_rows(3), QueryContext())) == 3


def stop_while_it_runs(ask, statement):
    """Ask for what never ends, stop it once, and return what the context is told."""
    context = QueryContext()
    with ThreadPoolExecutor() as pool:
        question = pool.submit(ask, statement, context)
        while not context._running:
            sleep(0.01)
        sleep(0.3)  # so that it is in the midst of it
        context.cancel()
        return question.exception()


def test_an_answer_has_only_so_many_bytes():
    texts = "SELECT repeat('x', 10000) AS text FROM range(1000)"
    assert len(DuckDb(open_duckdb(), Limits(bytes=11_000_000)).fetch(texts, QueryContext())) == 1000
    with pytest.raises(EngineError, match="This would return more than 9 MB"):
        DuckDb(open_duckdb(), Limits(bytes=9_000_000)).fetch(texts, QueryContext())


def test_a_question_may_use_only_so_much_memory():
    connection = open_duckdb()
    default = duckdb.sql("SELECT current_setting('memory_limit')").fetchall()
    assert connection.sql("SELECT current_setting('memory_limit')").fetchall() != default
    connection.execute("SET memory_limit = '50MB'")
    connection.execute("SET max_temp_directory_size = '0KB'")
    with pytest.raises(EngineError, match="DuckDB has too little memory"):
        DuckDb(connection).fetch("SELECT list(range) AS found FROM range(20000000)", QueryContext())


def test_what_ends_amid_its_rows_is_a_sentence_too():
    endless = "SELECT a.range AS number FROM range(10000000) AS a, range(10000000) AS b WHERE a.range + b.range < 5"
    assert isinstance(stop_while_it_runs(DuckDb(open_duckdb()).fetch, endless), Cancelled)
    with pytest.raises(EngineError, match="No answer within 1 second"):
        DuckDb(open_duckdb(), Limits(seconds=1)).fetch(endless, QueryContext())
    broken = "SELECT CASE WHEN range = 900000 THEN error('secret') ELSE range::VARCHAR END AS a FROM range(1000000)"
    with pytest.raises(EngineError, match="DuckDB can't answer") as fault:
        DuckDb(open_duckdb(), Limits(rows=2_000_000)).fetch(broken, QueryContext())
    assert "secret" not in str(fault.value)


def test_who_was_cancelled_asks_nothing_any_more():
    context = QueryContext()
    context.cancel()
    for ask in (DuckDb(open_duckdb()).fetch, DuckDb(open_duckdb()).keep):
        with pytest.raises(Cancelled):
            ask(ENDLESS, context)


def test_all_statements_are_stopped_even_where_one_can_not_be():
    context, stopped = QueryContext(), []

    def fail():
        stopped.append("failed")
        raise OSError("away")

    with context.running(fail), context.running(lambda: stopped.append("stopped")), context.running(fail):
        context.cancel()
    assert sorted(stopped) == ["failed", "failed", "stopped"]


def test_nobody_waits_for_a_server_that_does_not_hear():
    context, heard, gone = QueryContext(), Event(), Event()

    def hang():
        gone.set()
        heard.wait(SECONDS)

    with context.running(lambda: in_background(hang)) as running:
        context.cancel()
        assert running.stopped
        assert gone.wait(SECONDS)
    heard.set()


def test_what_one_visitor_asks_can_be_stopped_and_another_goes_on():
    engine = DuckDb(open_duckdb())
    with ThreadPoolExecutor() as pool:
        other = pool.submit(engine.fetch, to_rows(100_000), QueryContext())
        assert isinstance(stop_while_it_runs(engine.fetch, ENDLESS), Cancelled)
        assert len(other.result()) == 100_000


def test_a_fault_is_a_sentence_without_the_statement():
    with pytest.raises(EngineError, match="DuckDB can't answer") as fault:
        DuckDb(open_duckdb()).fetch("SELECT secret FROM nowhere", QueryContext())
    assert "secret" not in str(fault.value)


def test_many_threads_get_their_own_answers():
    connection = open_duckdb()
    connection.execute("CREATE TABLE numbers AS SELECT range AS number FROM range(50000)")
    engine = DuckDb(connection)

    def ask(most):
        statement = f"SELECT count(*) AS found FROM numbers WHERE number < {most}"  # noqa: S608 — a number
        return engine.fetch(statement, QueryContext())["found"].iloc[0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(0, 50000, 500))) == list(range(0, 50000, 500))

"""Tests of how engines are asked: limits of time and rows, questions that are stopped, many askers at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from components.timeline import engines
from components.timeline.engines import Asker, DuckDb, Limits, open_duckdb
from components.timeline.store import EngineError, Superseded

ENDLESS = "SELECT count(*) AS found FROM range(10000000) AS a, range(10000000) AS b WHERE a.range + b.range = -1"


def to_rows(count):
    return f"SELECT range AS number FROM range({count})"  # noqa: S608 — a number


@pytest.mark.parametrize(("count", "refused"), [(5, False), (6, True), (1_000_000, True)])
def test_an_answer_has_only_so_many_rows(count, refused):
    engine = DuckDb(open_duckdb(), Limits(rows=5))
    if refused:
        with pytest.raises(EngineError, match="More than 5 rows were asked for"):
            engine.fetch(to_rows(count), Asker())
    else:
        assert len(engine.fetch(to_rows(count), Asker())) == count


def test_an_answer_takes_only_so_long():
    engine = DuckDb(open_duckdb(), Limits(seconds=1))
    with pytest.raises(EngineError, match="No answer within 1 seconds"):
        engine.fetch(ENDLESS, Asker())
    assert len(engine.fetch(to_rows(3), Asker())) == 3


def stop_at_once(engine, statement):
    """Ask for what never ends, stop it, and return what the asker is told."""
    asker = Asker()
    with ThreadPoolExecutor() as pool:
        question = pool.submit(engine.fetch, statement, asker)
        while not question.done():
            asker.cancel()
        return question.exception()


def test_what_one_visitor_asks_can_be_stopped_and_another_goes_on():
    engine = DuckDb(open_duckdb())
    with ThreadPoolExecutor() as pool:
        other = pool.submit(engine.fetch, to_rows(100_000), Asker())
        assert isinstance(stop_at_once(engine, ENDLESS), Superseded)
        assert len(other.result()) == 100_000


def test_a_fault_is_a_sentence_without_the_statement():
    with pytest.raises(EngineError, match="DuckDB can't answer") as fault:
        DuckDb(open_duckdb()).fetch("SELECT secret FROM nowhere", Asker())
    assert "secret" not in str(fault.value)


def test_many_threads_get_their_own_answers():
    connection = open_duckdb()
    connection.execute("CREATE TABLE numbers AS SELECT range AS number FROM range(50000)")
    engine = DuckDb(connection)

    def ask(most):
        statement = f"SELECT count(*) AS found FROM numbers WHERE number < {most}"  # noqa: S608 — a number
        return engine.fetch(statement, Asker())["found"].iloc[0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(0, 50000, 500))) == list(range(0, 50000, 500))


def test_what_is_kept_is_made_once_and_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(engines, "MOST_KEPT", 2)
    engine = DuckDb(open_duckdb())
    first, second, again = (engine.keep(to_rows(count), Asker()) for count in (3, 4, 3))
    assert first == again != second
    third = engine.keep(to_rows(5), Asker())

    def count(name):
        return engine.fetch(f"SELECT count(*) AS found FROM scratch.{name}", Asker())["found"].tolist()  # noqa: S608

    assert (count(first), count(third)) == ([3], [5])
    with pytest.raises(EngineError):
        count(second)

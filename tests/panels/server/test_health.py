"""Tests of what a supervisor is told: whether a table is open, and nothing else."""

import asyncio

import pytest

from components.events.raw_table import TableError
from components.panels.server import health
from components.panels.tables import table_registry
from components.panels.tables.background_work import Work


def _work(made=None, error=None, *, ended=True):
    work = Work(made=made, error=error)
    if ended:
        work.ended.set()
    return work


READY, READING = _work(made=("table", "store")), _work(ended=False)
BROKEN = _work(error=TableError("/secret/path can't be read."))
CASES = {
    "ready": ([READY], 200, b"ok"),
    "ready, and a newer one is read": ([READY, READING], 200, b"ok"),
    "being read": ([READING], 503, b"opening the table"),
    "tried again": ([BROKEN, READING], 503, b"opening the table"),
    "broken": ([BROKEN], 503, b"no table can be opened"),
    "nothing yet": ([], 503, b"no table can be opened"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_answer_follows_the_table(monkeypatch, case):
    openings, status, words = CASES[case]
    monkeypatch.setattr(table_registry, "list_openings", lambda: openings)
    answer = asyncio.run(health.answer(None))
    assert (answer.status_code, answer.body) == (status, words)


def test_the_shipped_table_is_ready_once_it_was_asked_for():
    table_registry.load_table()
    assert health.describe() == health.OK

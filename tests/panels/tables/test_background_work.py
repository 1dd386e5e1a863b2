"""Tests of work in a thread: what it makes, how it fails, and how it is stopped."""

import threading
from contextlib import ExitStack

import pytest

from components.events.raw_table import TableError
from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import reader_slots
from components.panels.tables import background_work


def test_work_gives_what_it_makes():
    work = background_work.start_work(lambda tell: tell(0.5) or "made")
    assert work.result() == "made"
    assert work.share == 0.5


@pytest.mark.parametrize("kind", [TableError, IntakeError])
def test_a_refusal_keeps_its_sentence(kind):
    def refuse(_):
        raise kind("It is no table.")

    with pytest.raises(TableError, match=r"It is no table\."):
        background_work.start_work(refuse).result()


def test_an_error_is_a_sentence_and_the_log_holds_no_cell(caplog):
    cell = "a secret"

    def fail(_):
        raise KeyError(cell)

    work = background_work.start_work(fail)
    with pytest.raises(TableError, match="KeyError"):
        work.result()
    assert "secret" not in str(work.error) + caplog.text
    assert "KeyError" in caplog.text


def test_work_stops_where_it_next_tells_how_far_it_is():
    asked = threading.Event()

    def make(tell):
        asked.wait()
        tell(0.9)
        return "too late"

    work = background_work.start_work(make)
    work.stopped = True
    asked.set()
    with pytest.raises(TableError, match=background_work.STOPPED):
        work.result()


def test_work_says_when_a_file_waits_for_its_turn():
    said, waits, go_on = [], threading.Event(), threading.Event()

    def make(tell):
        def stop(_):
            waits.set()
            assert go_on.wait(60)
            tell(0.0)

        with reader_slots.acquire_slot(limits.SMALL_BYTES, stop):
            said.append(work.waits)
            return "made"

    with ExitStack() as held:
        for _ in range(limits.MOST_CHILDREN):
            held.enter_context(reader_slots.acquire_slot(limits.SMALL_BYTES, print))
        work = background_work.start_work(make)
        assert waits.wait(60)
        assert work.waits
    go_on.set()
    assert work.result() == "made"
    assert said == [False]

"""Tests of the file that a visitor works on: nothing that was said gets lost, and what is refused changes nothing."""

import pytest

from components.intake.readers.text_tables import Decisions
from components.panels.own_table import own_table
from components.panels.tables.background_work import Work
from tests.support.intake_files import to_csv
from tests.support.patience import SECONDS

ROWS = [["Date", "Country", "Title"], ["03/04/2013", "Korea", "Talks"], ["2013-05", "France", "Dinner"]]


def test_what_is_said_before_the_last_word_is_followed_counts_too():
    desk = own_table.ImportSession()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    desk.change(lambda mapping: mapping.with_use("Title", role="extra"))  # nothing is read yet
    assert desk.settle()
    desk.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    desk.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    assert desk.settle()
    mapping = desk.draft.mapping
    assert (mapping.answer_to("order", "Date"), mapping.answer_to("place:korea")) == ("dmy", "KOR")
    assert mapping.use_of("Title").role == "title"


def test_what_is_refused_leaves_the_draft_and_a_sentence():
    desk = own_table.ImportSession()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    assert desk.settle()
    desk.read(b"%PDF-1.7", "other.csv")
    assert desk.settle()
    assert "a PDF" in desk.refusal
    assert desk.draft.name == "mine.csv"


def test_what_was_added_is_let_go_with_a_sentence_when_the_file_is_read_in_another_way():
    desk = own_table.ImportSession()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    assert desk.settle()
    desk.add(to_csv(ROWS).encode(), "more.csv")
    assert desk.settle()
    assert len(desk.draft.sheet.cells) == 4
    desk.read(desk.draft.content, "mine.csv", Decisions(delimiter=","))
    assert desk.settle()
    assert len(desk.draft.sheet.cells) == 2
    assert "add them again" in " ".join(desk.draft.raw.problems)


@pytest.fixture
def begun(monkeypatch):
    """Begin no work, but list what would be."""
    works = []

    def begin(make, keeps=None):
        del make
        works.append(Work(keeps=keeps))
        return works[-1]

    monkeypatch.setattr(own_table.background_work, "start_work", begin)
    return works


def _read_desk():
    desk = own_table.ImportSession()
    desk.read(to_csv(ROWS).encode(), "mine.csv")
    assert desk.settle()
    return desk


REPLACING = {
    "read": lambda desk: desk.read(desk.draft.content, "mine.csv"),
    "change": lambda desk: desk.change(lambda mapping: mapping),
    "add": lambda desk: desk.add(to_csv(ROWS).encode(), "more.csv"),
}


@pytest.mark.parametrize("act", REPLACING)
def test_what_is_replaced_is_stopped(request, act):
    desk = _read_desk()
    works = request.getfixturevalue("begun")
    desk.change(lambda mapping: mapping)
    REPLACING[act](desk)
    assert [work.stopped for work in works] == [True, False]


def test_opening_again_stops_the_opening_before(request):
    desk = _read_desk()
    works = request.getfixturevalue("begun")
    desk.open()
    desk.open()
    assert [work.stopped for work in works] == [True, False]
    assert works[-1].keeps == desk.shares


def test_a_file_that_is_put_away_is_no_longer_worked_on(request, monkeypatch):
    desk = _read_desk()
    monkeypatch.setattr(own_table.st, "session_state", {own_table.DESK: desk})
    works = request.getfixturevalue("begun")
    desk.change(lambda mapping: mapping)
    desk.open()
    own_table.clear_import()
    assert [work.stopped for work in works] == [True, True]
    assert own_table.get_import() is not desk


def test_what_is_said_while_rows_are_added_does_not_take_them_away():
    desk = _read_desk()
    desk.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    replaced = desk.work
    desk.add(to_csv(ROWS).encode(), "more.csv")
    desk.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    assert desk.settle()
    assert len(desk.draft.sheet.cells) == 4
    assert desk.draft.mapping.answer_to("order", "Date") == "dmy"
    assert replaced.ended.wait(SECONDS)

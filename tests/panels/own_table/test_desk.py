"""Tests of the file that a visitor works on: nothing that was said gets lost, and what is refused changes nothing."""

import pytest

from components.events.raw_table import TableError
from components.intake.readers.text_tables import Decisions
from components.panels.own_table import own_table
from components.panels.tables.background_work import Work
from tests.support.intake_files import to_csv
from tests.support.patience import SECONDS

ROWS = [["Date", "Country", "Title"], ["03/04/2013", "Korea", "Talks"], ["2013-05", "France", "Dinner"]]


def test_what_is_said_before_the_last_word_is_followed_counts_too():
    import_session = own_table.ImportSession()
    import_session.read(to_csv(ROWS).encode(), "mine.csv")
    import_session.change(lambda mapping: mapping.with_use("Title", role="extra"))  # nothing is read yet
    assert import_session.settle()
    import_session.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    import_session.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    assert import_session.settle()
    mapping = import_session.draft.mapping
    assert (mapping.answer_to("order", "Date"), mapping.answer_to("place:korea")) == ("dmy", "KOR")
    assert mapping.use_of("Title").role == "title"


def test_a_table_that_is_opened_at_once_has_what_was_said_last():
    import_session = own_table.ImportSession()
    import_session.read(to_csv(ROWS).encode(), "mine.csv")
    assert import_session.settle()
    import_session.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    import_session.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    import_session.open()  # neither is taken over yet
    table, _ = import_session.opening.result()
    assert table.events[["date", "countries"]].to_numpy().tolist()[0] == ["2013-04-03", "KOR"]


def test_what_is_said_once_a_table_is_being_opened_is_opened_with_it():
    """Two messages of a page may come as one, the button before the answer that was given before it."""
    import_session = _read_desk()
    import_session.open()
    before = import_session.opening
    import_session.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    table, _ = import_session.opening.result()
    assert table.events["date"].tolist()[0] == "2013-04-03"
    assert before.stopped


def test_a_table_is_never_opened_without_what_could_not_be_understood(request):
    import_session = _read_desk()
    works = request.getfixturevalue("begun")
    import_session.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    works[-1].error = TableError("This takes too long.")
    works[-1].ended.set()
    request.getfixturevalue("monkeypatch").undo()
    import_session.open()
    with pytest.raises(TableError, match="too long"):
        import_session.opening.result()


def test_what_is_refused_leaves_the_draft_and_a_sentence():
    import_session = own_table.ImportSession()
    import_session.read(to_csv(ROWS).encode(), "mine.csv")
    assert import_session.settle()
    import_session.read(b"%PDF-1.7", "other.csv")
    assert import_session.settle()
    assert "a PDF" in import_session.refusal
    assert import_session.draft.name == "mine.csv"


def test_what_was_added_is_let_go_with_a_sentence_when_the_file_is_read_in_another_way():
    import_session = own_table.ImportSession()
    import_session.read(to_csv(ROWS).encode(), "mine.csv")
    assert import_session.settle()
    import_session.add(to_csv(ROWS).encode(), "more.csv")
    assert import_session.settle()
    assert len(import_session.draft.sheet.cells) == 4
    import_session.read(import_session.draft.content, "mine.csv", Decisions(delimiter=","))
    assert import_session.settle()
    assert len(import_session.draft.sheet.cells) == 2
    assert "add them again" in " ".join(import_session.draft.raw.problems)


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
    import_session = own_table.ImportSession()
    import_session.read(to_csv(ROWS).encode(), "mine.csv")
    assert import_session.settle()
    return import_session


REPLACING = {
    "read": lambda import_session: import_session.read(import_session.draft.content, "mine.csv"),
    "change": lambda import_session: import_session.change(lambda mapping: mapping),
    "add": lambda import_session: import_session.add(to_csv(ROWS).encode(), "more.csv"),
}


@pytest.mark.parametrize("act", REPLACING)
def test_what_is_replaced_is_stopped(request, act):
    import_session = _read_desk()
    works = request.getfixturevalue("begun")
    import_session.change(lambda mapping: mapping)
    REPLACING[act](import_session)
    assert [work.stopped for work in works] == [True, False]


def test_opening_again_stops_the_opening_before(request):
    import_session = _read_desk()
    works = request.getfixturevalue("begun")
    import_session.open()
    import_session.open()
    assert [work.stopped for work in works] == [True, False]
    assert works[-1].keeps == import_session.shares


def test_a_file_that_is_removed_is_no_longer_worked_on(request, monkeypatch):
    import_session = _read_desk()
    monkeypatch.setattr(own_table.st, "session_state", {own_table.IMPORT_SESSION: import_session})
    works = request.getfixturevalue("begun")
    import_session.change(lambda mapping: mapping)
    import_session.open()
    own_table.clear_import()
    assert [work.stopped for work in works] == [True, True]
    assert own_table.get_import() is not import_session


def test_what_is_said_while_rows_are_added_does_not_take_them_away():
    import_session = _read_desk()
    import_session.change(lambda mapping: mapping.answered("order", "dmy", "Date"))
    replaced = import_session.work
    import_session.add(to_csv(ROWS).encode(), "more.csv")
    import_session.change(lambda mapping: mapping.answered("place:korea", "KOR"))
    assert import_session.settle()
    assert len(import_session.draft.sheet.cells) == 4
    assert import_session.draft.mapping.answer_to("order", "Date") == "dmy"
    assert replaced.ended.wait(SECONDS)

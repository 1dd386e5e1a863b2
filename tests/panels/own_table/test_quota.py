"""Tests of how much of visitors' files the server holds: at the limit, one byte above, and once it is let go."""

import gc
import threading
import weakref
from dataclasses import replace

import pytest

from components.intake.limits import IntakeError
from components.panels.own_table import own_table, quota
from components.panels.tables import background_work
from tests.support.intake_files import to_csv
from tests.support.patience import SECONDS

CONTENT = to_csv([["Date", "Title"], ["2013", "Talks"]]).encode()


@pytest.fixture(autouse=True)
def _nothing_held():
    gc.unfreeze()  # what other tests' visitors held; a table that the server opened between has frozen it
    gc.collect()
    assert quota.count_held() == 0


def _settled(import_session):
    assert import_session.settle()
    return import_session


def _brought(content=CONTENT):
    import_session = own_table.ImportSession()
    import_session.read(content, "mine.csv")
    return _settled(import_session)


def test_a_server_at_its_limit_takes_no_byte_more(monkeypatch):
    monkeypatch.setenv(quota.SETTING, "10")
    kept = quota.reserve(10)
    with pytest.raises(IntakeError, match="not have enough memory for another table"):
        quota.reserve(1)
    del kept
    assert quota.reserve(10).size == 10


@pytest.mark.first_variant
@pytest.mark.parametrize("stated", ["", "much", "-5"])
def test_a_setting_that_is_no_number_leaves_the_limit(monkeypatch, stated):
    monkeypatch.setenv(quota.SETTING, stated)
    assert quota.read_limit() == quota.OF_SERVER


def test_a_visitor_at_the_limit_takes_no_byte_more(monkeypatch):
    monkeypatch.setattr(quota, "OF_VISITOR", replace(quota.OF_VISITOR, most=10))
    others = quota.Reservation("another visitor", 100)
    quota._SHARES.add(others)
    kept = quota.reserve(10)
    with pytest.raises(IntakeError, match="remove one"):
        quota.reserve(1)
    assert quota.count_held("another visitor") == 100
    assert quota.count_held("") == kept.size


def test_what_is_on_the_desk_is_held_and_a_file_without_room_changes_nothing(monkeypatch):
    monkeypatch.setenv(quota.SETTING, str(2 * len(CONTENT)))
    import_session = _brought()
    assert quota.count_held() == len(CONTENT)
    import_session.read(CONTENT * 2, "other.csv")
    assert "not have enough memory for another table" in import_session.refusal
    assert (import_session.draft.name, quota.count_held()) == ("mine.csv", len(CONTENT))
    import_session.add(CONTENT, "more.csv")
    assert quota.count_held() == 2 * len(_settled(import_session).draft.content)
    import_session.read(import_session.draft.content, "mine.csv")  # in another way: the same bytes
    assert quota.count_held() == 2 * len(CONTENT)
    assert (_settled(import_session).refusal, quota.count_held()) == ("", len(CONTENT))


def test_a_file_that_is_refused_is_not_held():
    import_session = own_table.ImportSession()
    import_session.read(b"%PDF-1.7", "mine.csv")
    assert _settled(import_session).refusal
    assert quota.count_held() == 0


def test_what_is_still_read_is_held_until_that_has_stopped(monkeypatch):
    gate, reached = threading.Event(), threading.Event()
    read = own_table.single_file.read_draft

    def read_late(*given, **named):
        reached.set()
        gate.wait()
        return read(*given, **named)

    monkeypatch.setattr(own_table.single_file, "read_draft", read_late)
    import_session = own_table.ImportSession()
    import_session.read(CONTENT, "first.csv")
    first = import_session.work
    assert reached.wait(SECONDS)
    import_session.read(CONTENT * 2, "second.csv")
    assert (first.stopped, import_session.work.stopped) == (True, False)
    assert quota.count_held() == 3 * len(CONTENT)
    gate.set()
    assert first.ended.wait(SECONDS)
    assert str(first.error) == background_work.STOPPED
    assert _settled(import_session).draft.name == "second.csv"
    del first
    gc.collect()
    assert quota.count_held() == 2 * len(CONTENT)


def test_a_table_is_gone_with_the_last_who_holds_it():
    import_session = _brought()
    import_session.open()
    own = own_table.OwnTable("version", import_session.opening)
    table = weakref.ref(own.opening.result()[0])
    draft = weakref.ref(import_session.draft)
    own.begin("m49").result()
    del import_session
    assert draft() is None
    assert quota.count_held() == len(CONTENT)
    del own
    gc.collect()
    assert (table(), quota.count_held()) == (None, 0)

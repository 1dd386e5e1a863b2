"""Tests of opening a table: told, stopped, tried again, shared by all visitors, and bounded in number."""

import threading

import pytest

from components.events import raw_table
from components.panels.tables import background_work, table_registry
from components.stores import opening as table_opening
from components.stores.bounded_cache import BoundedCache
from tests.support.patience import SECONDS

HEAD = "id,date,title"


@pytest.fixture(autouse=True)
def openings(monkeypatch):
    """Give each test a memory of its own, and so none to the others."""
    monkeypatch.setattr(table_registry, "OPENINGS", BoundedCache(table_registry.MOST_OPEN))
    return table_registry.OPENINGS


@pytest.fixture
def folder_of(tmp_path, monkeypatch):
    """Make a folder of a table the one that is opened."""

    def make(name="table", rows=("A1,2013-04-29,Good",)):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "events.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        monkeypatch.setenv(table_registry.DATA, str(folder))
        return folder

    return make


@pytest.fixture
def gate(monkeypatch):
    """Hold every opening at a third of its way until the gate is set; a large table is what anything is."""
    opened, reached = threading.Event(), threading.Event()
    real = table_opening.open_table

    def open_table(settings, places_folder, progress):
        progress(1 / 3)
        reached.set()
        assert opened.wait(SECONDS)
        return real(settings, places_folder, progress)

    monkeypatch.setattr(table_opening, "open_table", open_table)
    monkeypatch.setattr(table_registry, "LARGE", 0)
    monkeypatch.setattr(table_registry, "MOMENT", 0.01)
    opened.reached = reached
    yield opened
    opened.set()


def test_a_large_table_goes_on_opening_and_says_how_far_it_is(folder_of, gate):
    folder_of()
    opening = table_registry.start_opening()
    assert gate.reached.wait(SECONDS)
    assert not opening.ended.is_set()
    assert opening.share == pytest.approx(1 / 3)
    gate.set()
    _, store = opening.result()
    assert store.size() == 1
    assert opening.share >= table_opening.READ


def test_progress_of_a_whole_opening_only_rises(folder_of, monkeypatch):
    folder_of(rows=[f"A{number},2013-04-29,Good" for number in range(500)])
    told = []
    monkeypatch.setattr(background_work.Work, "tell", lambda _self, share: told.append(share))
    table_registry.load_table()
    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)
    assert table_opening.READ in told


def test_who_stops_it_is_told_so_and_can_try_again(folder_of, gate):
    folder_of()
    opening = table_registry.start_opening()
    assert gate.reached.wait(SECONDS)
    opening.stopped = True
    gate.set()
    with pytest.raises(raw_table.TableError, match=f"^{background_work.STOPPED}$"):
        opening.result()
    assert table_registry.start_opening() is opening
    table_registry.drop_opening(opening)
    again = table_registry.start_opening()
    assert again is not opening
    assert again.result()[1].size() == 1


def test_the_second_visitor_gets_the_very_same_table(folder_of, gate):
    folder_of()
    first, second = table_registry.start_opening(), table_registry.start_opening()
    assert first is second
    gate.set()
    assert table_registry.load_table() is table_registry.load_table()
    assert table_registry.load_table("m49") is table_registry.load_table("m49")


def test_its_own_scheme_is_the_table_itself(folder_of):
    folder_of()
    own = table_registry.load_table()
    assert table_registry.load_table(own[0].settings.region_scheme) is own


def test_a_small_table_is_there_at_once(folder_of):
    folder_of()
    assert table_registry.start_opening().ended.is_set()


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_tables_are_held_and_the_oldest_is_let_go(folder_of, openings, more):
    kept = []
    for number in range(table_registry.MOST_OPEN + more):
        folder_of(f"table {number}")
        kept.append(table_registry.start_opening())
    assert len(openings) == table_registry.MOST_OPEN
    assert [opening for _, opening in openings.items()] == kept[more:]


def test_what_was_asked_for_again_is_kept(folder_of, openings, monkeypatch):
    folders = [folder_of(f"table {number}") for number in range(table_registry.MOST_OPEN + 1)]
    kept = []
    for number in (*range(table_registry.MOST_OPEN), 0, table_registry.MOST_OPEN):
        monkeypatch.setenv(table_registry.DATA, str(folders[number]))
        kept.append(table_registry.start_opening())
    held = [opening for _, opening in openings.items()]
    assert kept[0] in held
    assert kept[1] not in held


def test_a_changed_file_is_opened_anew(folder_of):
    folder_of()
    before = table_registry.load_table()
    folder_of(rows=("A1,2013-04-29,Good", "A2,2013-05,Other"))
    assert table_registry.load_table()[1].size() == before[1].size() + 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"no,such,columns\n1,2,3\n"], ids=["empty", "bytes", "other"]
)
def test_a_broken_folder_is_a_sentence_for_every_visitor(folder_of, content):
    folder = folder_of()
    (folder / "events.csv").write_bytes(content)
    for _ in range(2):
        with pytest.raises(raw_table.TableError) as refusal:
            table_registry.load_table()
        assert str(refusal.value).endswith(".")


def test_a_missing_folder_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "nowhere"))
    with pytest.raises(raw_table.TableError):
        table_registry.load_table()


def test_an_error_that_nobody_foresaw_leaves_nobody_waiting(folder_of, monkeypatch):
    folder_of()

    def fail(*_):
        raise ZeroDivisionError("secret path")

    monkeypatch.setattr(table_opening, "open_table", fail)
    with pytest.raises(raw_table.TableError) as refusal:
        table_registry.load_table()
    assert (
        str(refusal.value)
        == "Something went wrong. Try again; if it happens again, the server's log has the details (ZeroDivisionError)."
    )


def test_no_scheme_is_opened_that_there_is_not(openings):
    with pytest.raises(ValueError, match="no region scheme"):
        table_registry.start_opening("nowhere")
    assert not openings

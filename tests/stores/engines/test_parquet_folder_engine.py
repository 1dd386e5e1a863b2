"""Tests of a folder that changes while it is open: its old answers stay, new ones are refused, and nothing is mixed."""

import pytest

from components.query.store import Cancelled, EngineError
from components.stores.engines import engine_table, parquet_folder_engine, write_parquet
from components.stores.engines.query_context import QueryContext
from components.stores.memory.memory_store import MemoryStore
from tests.stores.engines.test_write_parquet import DATA
from tests.support import tables

SELECTION = tables.to_selection("2013")
OLD = tables.to_table({"id": "A", "date": "2013-02"}, {"id": "B", "date": "2013-03"})
NEW = tables.to_table(*({"id": name, "date": "2013-01"} for name in "XABC"))
QUESTIONS = {
    "counts": lambda store: store.lanes(SELECTION, "region").frame("lane"),
    "rows": lambda store: store.rows(SELECTION),
    "event": lambda store: store.event("A"),
    "evidence": lambda store: store.evidence(["A", "B"]),
    "words": lambda store: store.offer_text("tlaks"),
    "filter": lambda store: store.totals(SELECTION.choose("country", ("RUS",))),
}


def to_open(folder, table=OLD):
    write_parquet.write_folder(table, folder)
    return engine_table.open_engine_table({"path": str(folder)}, DATA)[1]


def test_the_footers_of_files_are_kept_for_every_statement(tmp_path):
    write_parquet.write_folder(OLD, tmp_path / "out")
    cursor = parquet_folder_engine.connect_folder(tmp_path / "out").cursor()  # each statement has one of its own
    assert cursor.execute("SELECT current_setting('parquet_metadata_cache')").fetchall() == [(True,)]


@pytest.mark.first_variant
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_folder_that_is_written_anew_is_never_mixed_with_the_old_one(question, tmp_path):
    store = to_open(tmp_path / "out")
    before = store.totals(SELECTION)
    assert list(store.undated(SELECTION)["id"]) == []
    fresh = to_open(tmp_path / "out", NEW)
    with pytest.raises(EngineError) as refused:
        QUESTIONS[question](store)
    assert str(refused.value) == parquet_folder_engine.WRITTEN_ANEW
    assert store.totals(SELECTION) == before  # what was answered stands
    QUESTIONS[question](fresh)


@pytest.mark.first_variant
@pytest.mark.parametrize("question", ["counts", "rows", "event", "filter"])
def test_a_file_that_goes_missing_is_no_count_of_nought(question, tmp_path):
    store = to_open(tmp_path / "out")
    for kind in ("events", "members"):
        for path in (tmp_path / "out" / kind).rglob("*.parquet"):
            path.unlink()
    with pytest.raises(EngineError, match="damaged"):
        QUESTIONS[question](store)


def test_a_folder_that_is_taken_away_says_so(tmp_path):
    store = to_open(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    with pytest.raises(EngineError, match="replaced or removed"):
        store.size()


def test_files_written_over_those_that_were_opened_are_noticed_too(tmp_path):
    store = to_open(tmp_path / "out")
    about = tmp_path / "out" / "about.parquet"
    about.write_bytes(about.read_bytes() + b" ")
    with pytest.raises(EngineError, match="replaced or removed"):
        store.size()


def test_files_that_are_added_are_not_read(tmp_path):
    store = to_open(tmp_path / "out")
    for path in [*(tmp_path / "out" / "events").rglob("*.parquet")]:
        path.with_name("more.parquet").write_bytes(path.read_bytes())
    assert store.size() == 2


def test_what_is_no_longer_wanted_is_told_apart(tmp_path):
    store = to_open(tmp_path / "out")
    engine, context = store._queries.engine, QueryContext()
    with engine._as_opened(), pytest.raises(Cancelled):
        raise Cancelled("Something else was asked.")
    assert len(engine.fetch("SELECT id FROM events", context)) == 2


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ["a[b]c", "st*r", "wh?t", "bra[cket", "it's", "a {b,c}", "日本"])
def test_a_folder_may_have_any_name(name, tmp_path):
    (tmp_path / "abc").mkdir()
    store = to_open(tmp_path / name)
    assert store.totals(SELECTION) == MemoryStore(OLD).totals(SELECTION)
    assert store.event("A")["id"] == "A"


def test_no_two_writings_name_a_file_alike(tmp_path):
    for name in ("one", "other"):
        write_parquet.write_folder(OLD, tmp_path / name)
    one, other = ({path.name for path in (tmp_path / name).rglob("part-*")} for name in ("one", "other"))
    assert one
    assert not one & other


def test_an_event_is_found_by_its_id_whatever_stands_in_its_place(tmp_path):
    store = to_open(tmp_path / "out", NEW)
    store.answers.note_places(["A", "nobody"], [0, 1])  # as if known of another table
    assert store.event("A") is None
    assert store.event("nobody") is None
    assert list(store.evidence(["A"])["event"]) == []

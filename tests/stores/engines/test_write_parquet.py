"""Tests of a table as Parquet files: nothing is lost on the way, and a folder appears whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from components.dates import windows
from components.events import schema
from components.events.raw_table import TableError
from components.intake import limits
from components.query.selection import Selection
from components.stores import opening
from components.stores.engines import engine_schema, engine_table, write_parquet
from components.stores.memory.memory_store import MemoryStore
from components.views import card
from tests.support import owned, shipped, tables
from tests.support.trials import examples

DATA = Path(__file__).resolve().parents[3] / "data"
SOURCES = {
    "sources": [{"key": "s", "title": "A source"}],
    "event_sources": [
        {"event": "E1", "source": "s"},
        {"event": "nobody", "source": "s"},
        {"event": "E0", "source": "s"},
    ],
    "claims": [{"id": "c", "source": "s", "selection": "window=2013", "counted": "2", "expected": "met"}],
}


def write_and_open(table, folder, places=DATA):
    """Write a table and open it again; regions are those of the shipped places."""
    write_parquet.write_folder(table, folder)
    return engine_table.open_engine_table({"path": str(folder)}, places)


@examples(4)
@given(tables.some_events, tables.some_selections(own={}))
def test_what_is_written_is_read_again(tmp_path_factory, rows, selection):
    table = owned.without_own_columns(tables.to_table(*rows))
    store = MemoryStore(table)
    _, opened = write_and_open(table, tmp_path_factory.mktemp("parquet") / "out")
    assert opened.size() == store.size()
    assert opened.totals(selection) == store.totals(selection)
    every = Selection(selection.window)
    pd.testing.assert_frame_equal(opened.rows(every), store.rows(every))
    pd.testing.assert_frame_equal(opened.undated(every), store.undated(every))


def test_parts_are_of_one_year_and_no_larger_than_they_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr(write_parquet, "MOST_AT_ONCE", 2)
    dates = ("", "2013-01-02", "2012", "../2013", "2013-05", "2013-06", "0001")
    shares = []
    write_parquet.write_folder(tables.to_table(*({"date": date} for date in dates)), tmp_path / "out", shares.append)
    files = sorted((tmp_path / "out" / "events").rglob("*.parquet"))
    assert {path.parent.name: 0 for path in files}.keys() == {f"year={year}" for year in (-1, 0, 1, 2012, 2013)}
    assert max(pq.read_metadata(path).num_rows for path in files) == 2
    positions = pd.concat([pq.read_table(path).to_pandas() for path in files])[["position", "id"]]
    assert sorted(positions["position"]) == list(range(len(dates)))
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_what_lies_beside_the_events_comes_along(tmp_path):
    rows = [{"date": "2013", "title": "A"}, {"date": "2013", "title": "B"}, {"date": "no date", "title": "C"}]
    table = tables.to_table(*rows, others=SOURCES, title="Ours", opening_unfolded=("steppe",))
    opened, store = write_and_open(table, tmp_path / "out")
    assert (opened.settings, opened.version, opened.problems) == (table.settings, table.version, table.problems)
    for name in ("claims", "sources", "rejected", "meeting_types"):
        wanted = getattr(table, name).reset_index(drop=name != "meeting_types").drop(columns="row", errors="ignore")
        found = getattr(opened, name).reset_index(drop=name != "meeting_types")
        assert found[wanted.columns].astype(str).equals(wanted.astype(str)), name
    assert list(opened.events.columns) == list(owned.without_own_columns(table).events.columns)
    assert opened.events.empty
    asked = ["E0", "E1", "E2", "nobody"]
    pd.testing.assert_frame_equal(store.evidence(asked), MemoryStore(table).evidence(asked).astype(str))


def test_an_older_folder_gives_way_and_others_stay(tmp_path):
    write_parquet.write_folder(tables.to_table({"date": "2013"}), tmp_path / "out")
    _, store = write_and_open(tables.to_table({"date": "2013"}, {"date": "2014"}), tmp_path / "out")
    assert store.size() == 2
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(TableError, match="“mine” already exists and contains something else"):
        write_parquet.write_folder(tables.to_table(), tmp_path / "mine")
    with pytest.raises(TableError, match=r"“letter\.txt” already exists and contains something else"):
        write_parquet.write_folder(tables.to_table(), tmp_path / "mine" / "letter.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_a_fault_half_way_leaves_nothing(tmp_path):
    def parts():
        yield 0.5, engine_schema.build_frames(tables.to_table({"date": "2013"}))
        raise OSError(28, "No space left on device")

    with pytest.raises(TableError, match="“out” can't be written \\(No space left on device\\)"):
        write_parquet.write_parts(parts(), pd.DataFrame({"name": [], "value": []}), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.exhaustive
def test_the_command_writes_a_folder_and_says_what_it_did(tmp_path, capsys):
    assert write_parquet.main([str(DATA / "events.csv"), str(tmp_path / "out")]) == 0
    assert f"{shipped.count_events()} events written." in capsys.readouterr().err
    assert engine_table.open_engine_table({"path": str(tmp_path / "out")}, DATA)[1].size() == shipped.count_events()
    assert write_parquet.main([str(tmp_path / "nowhere"), str(tmp_path / "other")]) == 1
    assert "The table has no events.csv" in capsys.readouterr().err


def _in_folder(path):
    path.mkdir()
    (path / "events.csv").write_text("id,date,title\nA,2013,Talks\nB,2014,Dinner\n", encoding="utf-8")
    return path


def _as_text(path):
    path.write_text("Date,Title\n2013,Talks\n2014,Dinner\n", encoding="utf-8")
    return path


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ["FILE_BYTES", "ROWS", "CELLS"])
@pytest.mark.parametrize("make", [_in_folder, _as_text])
def test_what_is_too_large_to_be_read_for_the_page_is_written_by_the_command(make, name, tmp_path, monkeypatch, capsys):
    path, limit = make(tmp_path / "table"), getattr(limits, name)
    monkeypatch.setattr(limits, name, replace(limit, most=1))
    assert write_parquet.main([str(path), str(tmp_path / "out")]) == 0
    assert engine_table.open_engine_table({"path": str(tmp_path / "out")}, DATA)[1].size() == 2
    monkeypatch.setattr(limits, name, replace(limit, most=1, trusted=replace(limit.trusted, most=1)))
    assert write_parquet.main([str(path), str(tmp_path / "out")]) == 1
    assert "docs/scale.md for how a pipeline can" in capsys.readouterr().err.splitlines()[-1]


def test_the_command_says_how_far_it_is_while_it_reads_and_writes(tmp_path, capsys):
    assert write_parquet.main([str(_as_text(tmp_path / "table")), str(tmp_path / "out")]) == 0
    told = capsys.readouterr().err.split("\r")
    assert "Reading   0%" in told
    assert told.index("Reading 100%") < told.index("Writing 100%")


def test_a_machine_with_too_little_memory_is_told_so(tmp_path, capsys, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(write_parquet, "write_folder", fail)
    assert write_parquet.main([str(_as_text(tmp_path / "table")), str(tmp_path / "out")]) == 1
    assert write_parquet.NO_MEMORY in capsys.readouterr().err


def test_a_file_of_anybody_s_comes_along_with_its_own_columns_places_and_levels(tmp_path):
    rows = [
        "When,What,Country,Level,Budget,Room",
        "2013-04-03,Dinner,Atlantis,cook,20,",
        "2013-05,Talks,France,cook,,B",
    ]
    (tmp_path / "dinners.csv").write_text("\n".join(rows), encoding="utf-8")
    assert write_parquet.main([str(tmp_path / "dinners.csv"), str(tmp_path / "out")]) == 0
    wanted, memory = opening.open_table({"path": str(tmp_path / "dinners.csv")}, DATA, lambda _: None)
    found, store = engine_table.open_engine_table({"path": str(tmp_path / "out")}, DATA)
    selection = Selection(windows.parse_window("2013"))
    pd.testing.assert_frame_equal(store.rows(selection), memory.rows(selection))
    assert [name for name in store.rows(selection) if name.startswith(schema.EXTRA)] == [
        f"{schema.EXTRA}{name}" for name in ("Budget", "Room")
    ]
    event = memory.rows(selection)["id"].iloc[0]
    shown = [card.build_card(each, whole, selection, event) for each, whole in ((memory, wanted), (store, found))]
    assert shown[0] == shown[1]
    assert shown[1].extras == (("Budget", "20"),)
    assert found.levels == wanted.levels
    assert found.gazetteer.codes() == wanted.gazetteer.codes()

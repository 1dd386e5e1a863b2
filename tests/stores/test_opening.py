"""Tests of how any table is opened: an engine is loaded only where one is asked, and a large table is told of it."""

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components.events import raw_table
from components.intake import table_folder
from components.query import filters, lane_schemes
from components.query.store import EngineStore
from components.stores import opening
from components.stores.engines import write_parquet
from components.stores.memory import table_index
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables, trials
from tests.support.patience import SECONDS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
ENGINES = ("duckdb", "ibis", "psycopg", "clickhouse_connect")
SCRIPT = f"""
import sys
from streamlit.testing.v1 import AppTest
from components.panels import page
from tests.support import explorer
app = AppTest.from_file(page.__file__, default_timeout={SECONDS}).run()
assert not app.exception and explorer.list_ids(explorer.see(app)["table"])
assert not [name for name in sys.argv[1:] if name in sys.modules]
"""


def test_the_shipped_table_is_shown_without_any_engine():
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, *ENGINES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-300:]


@pytest.mark.parametrize(("events", "size", "advised"), [(2, 9, False), (3, 9, True), (2, 10, True)])
def test_a_large_table_is_told_what_opens_sooner(monkeypatch, events, size, advised):
    monkeypatch.setattr(opening, "MANY", 2)
    monkeypatch.setattr(opening, "LARGE", 9)
    whole = tables.to_table(*[{"date": "2013"}] * events)
    problems = opening.add_advice(whole, size).problems
    assert [sentence for sentence in problems if "write_parquet" in sentence] == [opening.ADVICE] * advised


def test_the_size_of_a_plain_table_is_that_of_its_events(monkeypatch, tmp_path):
    rows = "id,date,title\nA1,2013-04-29,Talks\n"
    (tmp_path / "events.csv").write_text(rows, encoding="utf-8")
    for most, advised in ((len(rows), False), (len(rows) - 1, True)):
        monkeypatch.setattr(opening, "LARGE", most)
        whole, store = opening.open_table({"path": str(tmp_path)}, DATA, lambda _: None)
        assert isinstance(store, MemoryStore)
        assert (opening.ADVICE in whole.problems) == advised


def test_a_layout_stays_where_it_is(tmp_path):
    write_parquet.write_folder(tables.to_table({"date": "2013"}), tmp_path / "out")
    whole, store = opening.open_table({"path": str(tmp_path / "out")}, DATA, lambda _: None)
    assert isinstance(store, EngineStore)
    assert whole.events.empty
    other, another = opening.open_in_scheme((whole, store), "m49", lambda _: None)
    assert isinstance(another, EngineStore)
    assert other.settings.region_scheme == "m49"


def test_another_scheme_of_regions_has_all_the_same_answers_as_a_table_read_anew():
    crowd = [
        {"date": f"2013-0{number % 9 + 1}", "countries": countries, "meeting_type": kind, "level": "head"}
        for number, (countries, kind) in enumerate(
            itertools.product(("RUS;KAZ", "USA", "", "AUS;ZAF"), ("summit", "visit", ""))
        )
    ]
    whole = tables.to_table(*crowd)
    opened = opening.with_store(whole, lambda _: None)
    other, store = opening.open_in_scheme(opened, "m49", lambda _: None)
    fresh = MemoryStore(other)
    selection = tables.to_selection("2013-01/2013-06").choose("region", tuple(fresh.codes("region")[:2]))
    assert fresh.codes("region") == store.codes("region") != opened[1].codes("region")
    for each in filters.facets_of(other):
        pd.testing.assert_frame_equal(
            store.facet(selection, each.key).frame("code"), fresh.facet(selection, each.key).frame("code")
        )
    for scheme in lane_schemes.schemes_of(other):
        lanes = tuple(fresh.lanes(selection, scheme.key).frame("lane").index)
        pd.testing.assert_frame_equal(
            store.lanes(selection, scheme.key).frame("lane"), fresh.lanes(selection, scheme.key).frame("lane")
        )
        for asked in (store.bins, fresh.bins), (store.marks, fresh.marks):
            kept, anew = (each(selection, scheme.key, lanes, *("month",) * (each.__name__ == "bins")) for each in asked)
            pd.testing.assert_frame_equal(kept.frame(), anew.frame())
        found, expected = (each.foremost(selection, scheme.key, lanes, 2).frame() for each in (store, fresh))
        pd.testing.assert_frame_equal(found, expected)
    assert store.totals(selection) == fresh.totals(selection)


@pytest.mark.parametrize("beyond", [False, True])
def test_a_table_that_would_fill_the_memory_is_handed_over(monkeypatch, tmp_path, beyond):
    rows = "id,date,title\nA1,2013-04-29,Talks\n"
    (tmp_path / "events.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr(opening, "LARGEST", len(rows) - beyond)
    _, store = opening.open_table({"path": str(tmp_path)}, DATA, lambda _: None)
    assert (store.size(), isinstance(store, EngineStore)) == (1, beyond)


class StopError(Exception):
    """Stands for a visitor who stops."""


def to_folder(folder, kind, count=40):
    """Write a table of some events, each with its evidence, as the files of a folder or as one file, and return it."""
    events = pd.DataFrame(
        {"id": [f"A{row}" for row in range(count)], "date": "2013", "title": "Talks", "people": "Ana Ide (Minister)"}
    )
    folder.mkdir()
    if kind == "file":
        events.to_csv(folder / "mine.csv", index=False)
        return folder / "mine.csv"
    events.to_parquet(folder / "events.parquet") if kind == "parquet" else events.to_csv(folder / "events.csv")
    proofs = pd.DataFrame({"event": events["id"], "source": "s", "locator": "p. 1"})
    proofs.to_csv(folder / "event_sources.csv", index=False)
    return folder


def open_told(path, progress):
    return opening.open_table({"path": str(path)}, DATA, progress)


@pytest.mark.first_variant
@pytest.mark.parametrize("kind", ["csv", "parquet", "file"])
def test_opening_tells_how_far_it_is_between_all_steps_and_stops_at_any_of_them(tmp_path, kind):
    path, told = to_folder(tmp_path / "table", kind), []
    open_told(path, told.append)
    checked = [share for share in told if share < opening.READ]
    readied = [share for share in told if share >= opening.READ]
    assert told == sorted(told)
    assert len({*checked}) >= 6
    assert len({*readied}) >= 30
    assert max(np.diff(readied)) <= 0.05

    for last in trials.some(sorted({*told})[:: 1 if kind == "csv" else 7], 8):

        def stop(share, last=last):
            if share >= last:
                raise StopError

        with pytest.raises(StopError):
            open_told(path, stop)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_share_that_is_read_is_that_of_all_files(tmp_path, kind):
    folder, told = to_folder(tmp_path / "table", kind), []
    table_folder.read_raw_table(folder, told.append)
    sizes = {name: sum(file.stat().st_size for file in folder.glob(f"{name}.*")) for name in raw_table.FILES}
    share = sizes["events"] / sum(sizes.values())
    assert told == sorted(told)
    assert min(told) <= share + 1e-9
    assert max(told) > share


def test_what_is_prepared_is_not_prepared_again_for_another_scheme():
    opened = opening.with_store(tables.to_table({"date": "2013"}), lambda _: None)
    told = []
    other, store = opening.open_in_scheme(opened, "m49", told.append)
    text = filters.TEXT.key
    assert store.made.keeper(text) is opened[1].made.keeper(text)
    assert not [share for share in told if share < opening.READ + (1 - opening.READ) * table_index.TEXTS]
    assert other.settings.region_scheme == "m49"

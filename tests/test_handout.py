"""Tests of what an export is given over an engine: the same as in memory, and never more than an answer may hold."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from components.exports import registry
from components.timeline import briefing, handout, larger_table, layout, parquet_folder
from components.timeline.engines import DuckDb, Limits
from components.timeline.ibis_store import IbisStore
from components.timeline.selection import Request
from components.timeline.store import EngineError
from tests import engine_stores, tables

DATA = Path(__file__).resolve().parents[1] / "data"
MADE = datetime(2014, 5, 6, tzinfo=UTC)
EVENTS = [{"date": f"2013-0{month}", "title": f"Talks {month}"} for month in range(1, 6)] + [{"date": ""}]
SOURCES = {"sources": [{"key": "s", "title": "A source"}], "event_sources": [{"event": "E1", "source": "s"}]}


@pytest.fixture(scope="module")
def whole():
    return tables.to_table(*EVENTS, others=SOURCES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, whole):
    out = tmp_path_factory.mktemp("handout") / "out"
    parquet_folder.write(whole, out)
    return out


def to_handout(table, store):
    request = Request(tables.to_selection("2013"))
    return handout.to_handout(store, table, request, briefing.to_briefing(store, table, request), MADE)


def test_an_engine_gives_what_a_table_in_memory_gives(folder):
    table, store = larger_table.read({"path": str(folder)}, DATA)
    given = to_handout(table, store)
    assert given.events["title"].tolist() == [f"Talks {month}" for month in range(1, 6)]
    assert len(given.undated) == 1
    assert given.evidence["title"].tolist() == ["A source"]
    assert registry.make(registry.BY_KEY["csv"], given).count(b"Talks") >= 5
    assert given.view_of(given.request, 800.0).totals.inside == 5


@pytest.mark.parametrize(("rows", "refused"), [(10, False), (9, True)])
def test_more_rows_than_an_answer_may_hold_are_refused_in_words(rows, refused):
    table = tables.to_table(*[{"date": "2013"}] * 10)
    engine = engine_stores.to_engine("duckdb", layout.to_frames(table))
    store = IbisStore(DuckDb(engine._connection, Limits(rows=rows)), table.settings.region_scheme)
    selection = tables.to_selection("2013")
    if refused:
        with pytest.raises(EngineError, match="More than 9 rows were asked for"):
            store.rows(selection)
        assert len(store.rows(selection, 0, rows)) == rows
    else:
        assert len(store.rows(selection)) == rows

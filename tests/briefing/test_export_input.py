"""Tests of what an export is given over an engine: the same as in memory, and never more than an answer may hold."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given as drawn

from components.briefing import briefing, export_input
from components.briefing.briefing import Briefing
from components.exports import registry
from components.exports.pdf import pdf_document
from components.exports.web_page import web_page
from components.query.selection import Request
from components.query.store import EngineError
from components.stores.engines import engine_schema, engine_table, write_parquet
from components.stores.engines.duckdb_engine import DuckDb
from components.stores.engines.ibis_store import IbisStore
from components.stores.engines.query_context import Limits
from components.views import card
from tests.support import engine_stores, export_readers, tables
from tests.support.trials import examples

DATA = Path(__file__).resolve().parents[2] / "data"
MADE = datetime(2014, 5, 6, tzinfo=UTC)
EVENTS = [{"date": f"2013-0{month}", "title": f"Talks {month}"} for month in range(1, 6)] + [{"date": ""}]
SOURCES = {"sources": [{"key": "s", "title": "A source"}], "event_sources": [{"event": "E1", "source": "s"}]}


@pytest.fixture(scope="module")
def whole():
    return tables.to_table(*EVENTS, others=SOURCES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, whole):
    out = tmp_path_factory.mktemp("exported") / "out"
    write_parquet.write_folder(whole, out)
    return out


def build_export_input(table, store):
    request = Request(tables.to_selection("2013"))
    return export_input.build_export_input(store, table, request, briefing.build_briefing(store, table, request), MADE)


def test_an_engine_gives_what_a_table_in_memory_gives(folder):
    table, store = engine_table.open_engine_table({"path": str(folder)}, DATA)
    given = build_export_input(table, store)
    assert given.events["title"].tolist() == [f"Talks {month}" for month in range(1, 6)]
    assert len(given.undated) == 1
    assert given.evidence["title"].tolist() == ["A source"]
    assert registry.make_file(registry.BY_KEY["csv"], given).count(b"Talks") >= 5
    assert sum(head.inside for head in given.picture_of(given.request, 800.0).drawn.heads) == 5


@pytest.mark.parametrize(("rows", "refused"), [(10, False), (9, True)])
def test_more_rows_than_an_answer_may_hold_are_refused_in_words(rows, refused):
    table = tables.to_table(*[{"date": "2013"}] * 10)
    engine = engine_stores.to_engine("duckdb", engine_schema.build_frames(table))
    store = IbisStore(DuckDb(engine._connection, Limits(rows=rows)), table.settings.region_scheme)
    selection = tables.to_selection("2013")
    if refused:
        with pytest.raises(EngineError, match="This would return more than 9 rows"):
            store.rows(selection)
        assert len(store.rows(selection, 0, rows)) == rows
    else:
        assert len(store.rows(selection)) == rows


@examples(25)
@drawn(tables.some_events, tables.some_selections())
def test_a_card_of_a_file_is_the_page_s_without_what_stands_next_to_it(rows, selection):
    table, store = tables.to_store(*rows)
    given = export_input.build_export_input(store, table, Request(selection), Briefing("T"), MADE)
    for identity in [*given.events["id"], "nobody"]:
        wanted = card.build_card(store, table, selection, identity)
        bare = wanted and replace(wanted, neighbours=None, order_not_known=(), possibly_same=(), same=0)
        assert given.card_of(Request(selection), identity) == bare
    elsewhere = selection.choose("country", ("ATA",))
    for identity in given.events["id"]:
        assert given.card_of(Request(elsewhere), identity) == card.build_card(store, table, elsewhere, identity)


@pytest.mark.parametrize("beyond", [0, 1])
def test_only_so_many_events_without_a_date_are_listed_and_the_others_are_counted(beyond, monkeypatch):
    monkeypatch.setattr(export_input, "MOST_UNDATED", 3)
    given = build_export_input(*tables.to_store({"date": "2013"}, *[{"date": ""}] * (3 + beyond)))
    assert (len(given.undated), given.undated_left) == (3, beyond)
    said = "1 more is not listed."
    assert (said in web_page.make_page(given).decode()) == bool(beyond)
    assert (said in export_readers.READERS["pdf"](pdf_document.make_pdf(given)).text) == bool(beyond)

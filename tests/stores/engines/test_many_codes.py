"""Tests of a table with more persons and words than one answer may hold: it is shown, filtered and searched as any."""

import pytest

from components.query import filters
from components.query.selection import Request
from components.query.store import EngineError
from components.query.view_options import ViewOptions
from components.stores.engines import ibis_store
from components.stores.engines.duckdb_engine import DuckDb
from components.stores.engines.ibis_store import IbisStore
from components.stores.engines.query_context import Limits
from components.stores.memory.memory_store import MemoryStore
from components.views import view
from tests.support import engine_stores, owned, tables

MOST, PERSONS = 1_000, 3_000
PERSON = filters.BY_KEY["person"]
ROWS = [
    {"date": "2013", "people": f"Person {number:04}", "topics": f"topic-{number:04}", "title": f"Word{number:04} talks"}
    for number in [*range(PERSONS), 7, 7, 2_999]
]
TABLE = owned.without_own_columns(tables.to_table(*ROWS))


@pytest.fixture(scope="module")
def stores():
    """Return the table in memory, and an engine that gives a third of its persons at a time."""
    frames = engine_stores.engine_schema.build_frames(TABLE)
    engine = DuckDb(engine_stores.to_engine("duckdb", frames)._connection, Limits(rows=MOST))
    return MemoryStore(TABLE), IbisStore(engine, TABLE.settings.region_scheme)


SELECTIONS = {
    "everything": tables.to_selection("2013"),
    "a few": tables.to_selection("2013", topic="topic-0007"),
    "nothing": tables.to_selection("1990"),
    "somebody": tables.to_selection("2013", person="Person 2500"),
    "nobody": tables.to_selection("2013", person="Nobody"),
    "words": tables.to_selection("2013", text="wrod2718"),
}


@pytest.mark.first_variant
@pytest.mark.parametrize("name", SELECTIONS)
def test_a_view_is_the_same_as_of_a_table_in_memory(name, stores):
    made, found = (view.compose(store, TABLE, Request(SELECTIONS[name]), 1060.0) for store in stores)
    assert found.facets == made.facets
    assert found.unlisted == made.unlisted
    assert (found.totals, found.offer) == (made.totals, made.offer)
    assert found.unlisted["person"] >= PERSONS - view.MOST_OPTIONS - 1


def test_persons_are_found_wherever_they_stand_in_the_alphabet(stores):
    request = Request(tables.to_selection("2013"))
    for text in ("ＰＥＲＳＯＮ 2998", "person 1", "nobody"):
        looked = [
            view.build_facet(store, TABLE, request, PERSON, ViewOptions(finds=(("person", text),))) for store in stores
        ]
        assert looked[1] == looked[0]
    pages, last = [], ""
    while page := stores[1].codes("person", last):
        pages.append(page)
        last = page[-1]
    assert [len(page) for page in pages] == [MOST] * 3
    assert [code for page in pages for code in page] == list(stores[0].codes("person"))


def test_what_is_found_soon_is_not_looked_for_further(stores, monkeypatch):
    asked = []
    monkeypatch.setattr(
        stores[1]._codes, "_codes_after", lambda key, after: asked.append((key, after)) or ("Person 1",) * 200
    )
    view.build_facet(
        stores[1], TABLE, Request(tables.to_selection("2013")), PERSON, ViewOptions(finds=(("person", "person"),))
    )
    assert len(asked) <= 1


def test_so_many_lanes_are_refused_in_words_that_help(stores):
    with pytest.raises(EngineError, match="Choose other lanes"):
        stores[1].lanes(tables.to_selection("2013"), "topic").frame("lane")


def test_of_very_many_words_those_that_begin_alike_are_offered(stores, monkeypatch):
    monkeypatch.setattr(ibis_store, "MOST_OFFERED", 10)
    assert stores[1].offer_text("wrod0718") == "word0718"
    assert stores[1].offer_text("talsk") == "talks"
    assert stores[1].offer_text("xword0718") == ""

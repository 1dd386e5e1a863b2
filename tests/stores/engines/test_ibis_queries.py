"""Tests of what comes back from an engine: of the layout's types, or a sentence; no cell is made up."""

import pandas as pd
import pytest

from components.messages.catalogue import Messages
from components.messages.pseudo import PSEUDO
from components.query.store import EngineError
from components.stores.engines import engine_schema, engine_table, ibis_queries
from components.stores.engines.ibis_store import IbisStore
from tests.support import engine_stores, tables

GAPS = {
    "a text": "UPDATE events SET title = NULL",
    "a number": "UPDATE events SET row = NULL",
    "a boolean": "UPDATE events SET uncertain = NULL",
    "extras that are no JSON": "UPDATE events SET extras = '{'",
    "extras that are a list": "UPDATE events SET extras = '[1]'",
    "extras that would be our own columns": 'UPDATE events SET extras = \'{"id": "E1"}\'',
    "a number that is too large": "ALTER TABLE events ALTER row TYPE HUGEINT USING 100000000000000000000",
    "a text for a number": "ALTER TABLE events ALTER row TYPE VARCHAR USING 'many'",
}


def to_store(*changes):
    """Return a store over tables that were changed afterwards, as somebody's views may be."""
    table = tables.to_table({"date": "2013-05-01", "title": "One"}, {"date": "2013-06-01", "title": "Two"})
    engine = engine_stores.to_engine("duckdb", engine_schema.build_frames(table))
    for name in ("title", "row", "uncertain"):
        engine._connection.execute(f"ALTER TABLE events ALTER {name} DROP NOT NULL")
    for change in changes:
        engine._connection.execute(change)
    return IbisStore(engine, table.settings.region_scheme)


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", GAPS)
def test_what_is_not_in_the_layout_is_a_sentence(case):
    with pytest.raises(EngineError, match="some cells are missing or don't match the expected layout"):
        to_store(GAPS[case]).rows(tables.to_selection("2013"), 0, None)


def test_settings_that_are_missing_are_a_sentence():
    engine = to_store()._queries.engine
    engine._connection.execute("CREATE OR REPLACE TABLE about AS SELECT 'settings' AS name, NULL::VARCHAR AS value")
    with pytest.raises(EngineError, match="some cells are missing"):
        ibis_queries.read_about(engine)
    with pytest.raises(engine_table.TableError, match="some cells are missing") as refused:
        engine_table.build_table(engine, tables.to_table().gazetteer)
    assert Messages(PSEUDO)(refused.value.args[0]).startswith("[The table can't be read")


def test_an_event_without_columns_of_its_own_stands_beside_those_that_have_some():
    events = pd.DataFrame({"id": ["A", "B", "C"], "extras": ["", '{"extra: Ministry": "MOFA"}', ""], "row": [1, 2, 3]})
    found = engine_schema.with_extras(events.copy())
    assert found.to_dict("list") == {"id": ["A", "B", "C"], "extra: Ministry": ["", "MOFA", ""], "row": [1, 2, 3]}
    assert list(engine_schema.with_extras(events.iloc[:1].copy())) == ["id", "row"]
    assert list(engine_schema.with_extras(events.iloc[:0].copy())) == ["id", "row"]

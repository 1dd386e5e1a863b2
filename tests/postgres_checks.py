"""Tests that only a real PostgreSQL can pass; `make test-engines` runs them."""

import os

import psycopg
import pytest

from components.timeline import connections, layout, warehouse
from components.timeline.engines import Asker, Limits
from components.timeline.sources import TableError
from components.timeline.store import EngineError, Superseded
from tests import engine_stores, tables
from tests.test_engines import stop_at_once

ADDRESS = os.environ[engine_stores.POSTGRES]
FORBIDDEN = ("DROP TABLE events", "INSERT INTO about VALUES ('a', 'b')", "CREATE TABLE other (a integer)")
ENDLESS = "SELECT pg_sleep(600)"


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_server_is_read_and_nothing_else(statement):
    engine = engine_stores.to_engine("postgres", layout.to_frames(tables.to_table()))
    with pytest.raises(EngineError, match="PostgreSQL can't answer"):
        engine.fetch(statement, Asker())
    assert engine.fetch("SELECT count(*) AS found FROM events", Asker())["found"].tolist() == [0]


def test_a_base_that_is_not_there_is_named():
    with pytest.raises(TableError, match="“url” names does not answer"):
        connections.connect({"url": ADDRESS.replace("/postgres", "/nothing")})


def test_an_answer_takes_only_so_long():
    engine_stores.to_engine("postgres", layout.to_frames(tables.to_table()))
    engine = connections.connect({"url": ADDRESS, "seconds": 1})
    with pytest.raises(EngineError, match="No answer within 1 seconds"):
        engine.fetch(ENDLESS, Asker())


@pytest.mark.parametrize(("count", "refused"), [(5, False), (6, True)])
def test_an_answer_has_only_so_many_rows(count, refused):
    engine_stores.to_engine("postgres", layout.to_frames(tables.to_table()))
    engine = connections.connect({"url": ADDRESS, "rows": 200_000})
    engine._limits = Limits(rows=5)
    statement = f"SELECT generate_series(1, {count}) AS number"
    if refused:
        with pytest.raises(EngineError, match="More than 5 rows"):
            engine.fetch(statement, Asker())
    else:
        assert len(engine.fetch(statement, Asker())) == count


def test_a_question_can_be_stopped():
    engine = engine_stores.to_engine("postgres", layout.to_frames(tables.to_table()))
    assert isinstance(stop_at_once(engine, ENDLESS), Superseded)


ODD_ORDERS = {
    'ALTER TABLE members ALTER code TYPE text COLLATE "en-x-icu"': "The column “code” of “members” compares texts",
    'ALTER TABLE words ALTER word TYPE text COLLATE "und-x-icu"': "The column “word” of “words”",
}


@pytest.mark.parametrize("change", ODD_ORDERS)
def test_a_column_that_is_compared_by_a_language_is_refused(change):
    engine_stores.to_engine("postgres", layout.to_frames(tables.to_table()))
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(change)
    with pytest.raises(TableError, match=ODD_ORDERS[change]):
        connections.connect({"url": ADDRESS})


def test_a_base_that_compares_by_a_language_is_refused_unless_its_columns_say_otherwise():
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS worded")
        connection.execute("CREATE DATABASE worded TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'")
    address = ADDRESS.replace("/postgres", "/worded")
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in warehouse.create_statements("postgres"):
            connection.execute(statement)
        connections.connect({"url": address})
        connection.execute('ALTER TABLE members ALTER code TYPE text COLLATE "default"')
    with pytest.raises(TableError, match="“code” of “members” compares texts by “ICU”"):
        connections.connect({"url": address})

"""Tests that only a real PostgreSQL can pass; `make test-engines` runs them."""

import os
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from components.events.raw_table import TableError
from components.query.store import Cancelled, EngineError
from components.stores.engines import connections, ddl, engine_schema, schema_version, server_engines
from components.stores.engines.query_context import Limits, QueryContext
from tests.stores.engines.test_duckdb_engine import stop_while_it_runs
from tests.support import engine_stores, tables

ADDRESS = os.environ[engine_stores.POSTGRES]
FORBIDDEN = ("DROP TABLE events", "INSERT INTO about VALUES ('a', 'b')", "CREATE TABLE other (a integer)")
ENDLESS = "SELECT pg_sleep(600)"


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_server_is_read_and_nothing_else(statement):
    engine = engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    with pytest.raises(EngineError, match="PostgreSQL can't answer"):
        engine.fetch(statement, QueryContext())
    assert engine.fetch("SELECT count(*) AS found FROM events", QueryContext())["found"].tolist() == [0]


def test_a_base_that_is_not_there_is_named():
    with pytest.raises(TableError, match="named by the setting “url” does not answer"):
        connections.connect_engine({"url": ADDRESS.replace("/postgres", "/nothing")})


def test_an_answer_takes_only_so_long():
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    engine = connections.connect_engine({"url": ADDRESS, "seconds": 1})
    with pytest.raises(EngineError, match="No answer within 1 second"):
        engine.fetch(ENDLESS, QueryContext())


@pytest.mark.parametrize(("count", "refused"), [(5, False), (6, True)])
def test_an_answer_has_only_so_many_rows(count, refused):
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    engine = connections.connect_engine({"url": ADDRESS, "rows": 200_000})
    engine._limits = Limits(rows=5)
    statement = f"SELECT generate_series(1, {count}) AS number"
    if refused:
        with pytest.raises(EngineError, match="More than 5 rows"):
            engine.fetch(statement, QueryContext())
    else:
        assert len(engine.fetch(statement, QueryContext())) == count


def test_an_answer_has_only_so_many_bytes_and_is_not_read_to_its_end():
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    engine = connections.connect_engine({"url": ADDRESS, "rows": 2_000_000})
    endless = "SELECT repeat('x', 100000) AS text FROM generate_series(1, 100000000)"
    engine._limits = Limits(bytes=5_000_000)
    with pytest.raises(EngineError, match="More than 5 MB were asked for"):
        engine.fetch(endless, QueryContext())
    engine._limits = Limits(rows=5)
    with pytest.raises(EngineError, match="More than 5 rows"):
        engine.fetch("SELECT generate_series(1, 100000000) AS number", QueryContext())
    assert engine.fetch("SELECT 1 AS number WHERE false", QueryContext()).columns.tolist() == ["number"]


def test_a_question_can_be_stopped_and_the_next_one_is_not_hit():
    engine = engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    for _ in range(3):
        assert isinstance(stop_while_it_runs(engine.fetch, ENDLESS), Cancelled)
        assert engine.fetch("SELECT 1 AS number FROM pg_sleep(0.2)", QueryContext())["number"].tolist() == [1]


def hang_up(engine):
    """Let the server end every connection that an engine has."""
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    return engine


def test_connections_that_were_lost_while_idle_are_made_anew():
    engine = engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: engine.fetch("SELECT pg_sleep(0.2)", QueryContext()), range(8)))
    assert engine._idle.qsize() == server_engines.MOST_IDLE
    assert hang_up(engine).fetch("SELECT 1 AS number", QueryContext())["number"].tolist() == [1]
    assert engine._idle.qsize() == 1


def test_a_server_that_is_gone_is_not_called_a_wrong_layout():
    engine = engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))

    def refuse():
        raise psycopg.OperationalError("connection refused")

    engine._connect = refuse
    with pytest.raises(EngineError, match="it can't be reached, or refuses the login"):
        hang_up(engine).fetch("SELECT 1", QueryContext())


def test_what_is_wrong_is_said():
    engine = engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    with pytest.raises(EngineError, match="its tables are not in the expected layout"):
        engine.fetch("SELECT secret FROM nowhere", QueryContext())
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS poor")
        connection.execute("CREATE ROLE poor LOGIN")
        with pytest.raises(TableError, match="no table “events”"):
            connections.connect_engine({"url": ADDRESS.replace("tester@", "poor@")})
        connection.execute("GRANT USAGE ON SCHEMA public TO poor")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO poor")
        poor = connections.connect_engine({"url": ADDRESS.replace("tester@", "poor@")})
        connection.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM poor")
    with pytest.raises(EngineError, match="its user may not read the tables"):
        poor.fetch("SELECT * FROM events", QueryContext())


def test_encryption_that_is_asked_for_is_not_done_without():
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    connections.connect_engine({"url": f"{ADDRESS}?sslmode=prefer"})
    with pytest.raises(TableError, match="named by the setting “url” does not answer"):
        connections.connect_engine({"url": f"{ADDRESS}?sslmode=require"})


WRONG_COLUMNS = {
    "ALTER TABLE events ALTER title DROP NOT NULL": "The column “title” of “events” may have missing cells",
    "ALTER TABLE members ALTER rank TYPE point USING point(0, 0)": "“rank” of “members” holds point instead of int16",
    "ALTER TABLE members ALTER code TYPE text[] USING ARRAY[code]": "“code” of “members” holds array",
    "ALTER TABLE members ALTER code TYPE char(40)": "“code” of “members” holds character instead of string",
}


@pytest.mark.parametrize("change", WRONG_COLUMNS)
def test_a_column_of_another_type_or_with_gaps_is_refused(change):
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(change)
    with pytest.raises(TableError, match=WRONG_COLUMNS[change]):
        connections.connect_engine({"url": ADDRESS})


ODD_ORDERS = {
    'ALTER TABLE members ALTER code TYPE text COLLATE "en-x-icu"': "The column “code” of “members” compares texts",
    'ALTER TABLE words ALTER word TYPE text COLLATE "und-x-icu"': "The column “word” of “words”",
}


@pytest.mark.parametrize("change", ODD_ORDERS)
def test_a_column_that_is_compared_by_a_language_is_refused(change):
    engine_stores.to_engine("postgres", engine_schema.build_frames(tables.to_table()))
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(change)
    with pytest.raises(TableError, match=ODD_ORDERS[change]):
        connections.connect_engine({"url": ADDRESS})


def test_a_base_that_compares_by_a_language_is_refused_unless_its_columns_say_otherwise():
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS worded")
        connection.execute("CREATE DATABASE worded TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'")
    address = ADDRESS.replace("/postgres", "/worded")
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in ddl.create_statements("postgres"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (%s, %s)", (schema_version.NAME, str(engine_schema.VERSION)))
        connections.connect_engine({"url": address})
        connection.execute('ALTER TABLE members ALTER code TYPE text COLLATE "default"')
    with pytest.raises(TableError, match="“code” of “members” compares texts by “ICU”"):
        connections.connect_engine({"url": address})

"""Tests of where a larger table may be: every wrong setting is one sentence that names it and holds no secret."""

from pathlib import Path

import clickhouse_connect
import duckdb
import psycopg
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from components.events.raw_table import TableError
from components.query.store import EngineError
from components.stores.engines import connections, ddl, engine_schema, schema_version, write_parquet
from components.stores.engines.query_context import QueryContext
from tests.support import tables

SECRET = "hunter2"  # noqa: S105 — a password to look for
WRONG = {
    "nothing": ({}, "Set either “path” or “url”, not both,"),
    "both": ({"path": "a", "url": "postgres://b"}, "Set either “path” or “url”, not both,"),
    "unknown setting": ({"paht": "a"}, "“paht” is not recognised. Use one of: path, url,"),
    "no such path": ({"path": "nowhere"}, "“path” must name a folder"),
    "unknown engine": ({"url": f"mysql://me:{SECRET}@host/base"}, "“url” must name a host"),
    "no host": ({"url": "postgres:///base"}, "“url” must name a host"),
    "odd port": ({"url": f"postgres://me:{SECRET}@host:port/base"}, "“url” must name a host"),
    "port 0": ({"url": "clickhouse://host:0/base"}, "“url” must name a host"),
    "half a bracket": ({"url": f"postgres://me:{SECRET}@[::1/base"}, "“url” must name a host"),
    "no time": ({"path": "a", "seconds": 0}, "“seconds” must be"),
    "too much time": ({"path": "a", "seconds": connections.LONGEST_SECONDS + 1}, "“seconds” must be"),
    "too many rows": ({"path": "a", "rows": connections.LARGEST_ROWS + 1}, "“rows” must be"),
    "a text for a number": ({"path": "a", "rows": "many"}, "“rows” must be"),
    "true for a number": ({"path": "a", "rows": True}, "“rows” must be"),
    "an option that none has": ({"url": "postgres://me@host/base?options=-csearch_path"}, "unrecognised option after"),
    "a question mark in a password": (
        {"url": f"postgres://me:1?{SECRET}@host/base"},
        "Options for postgres:// are: sslmode",
    ),
    "another's option": (
        {"url": "clickhouse://host/base?sslmode=require"},
        "Options for clickhouse:// are: secure.",
    ),
    "neither safe nor unsafe": ({"url": "clickhouse://host/base?secure=perhaps"}, "“secure” of the setting “url”"),
    "nobody listens": (
        {"url": f"postgres://me:{SECRET}@127.0.0.1:1/base", "seconds": 1},
        "database named by the setting “url” does not respond",
    ),
    "nobody listens there either": (
        {"url": f"clickhouse://me:{SECRET}@127.0.0.1:1/base"},
        "ClickHouse server named by the setting “url” does not respond",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_named(case):
    settings, sentence = WRONG[case]
    with pytest.raises(TableError) as refused:
        connections.connect_engine(settings)
    assert sentence in str(refused.value)
    assert SECRET not in str(refused.value)


def test_limits_may_be_as_large_as_they_get():
    settings = {"path": "nowhere", "seconds": connections.LONGEST_SECONDS, "rows": connections.LARGEST_ROWS}
    with pytest.raises(TableError, match="path"):
        connections.connect_engine(settings)


def to_file(path, *changes):
    """Make a DuckDB file with the layout's tables and change it."""
    with duckdb.connect(str(path)) as connection:
        filled = f"INSERT INTO about VALUES ('{schema_version.NAME}', '{engine_schema.VERSION}')"  # noqa: S608 — ours
        for statement in (*ddl.create_statements("duckdb"), filled, *changes):
            connection.execute(statement)
    return {"path": str(path)}


DAMAGED = {
    "DROP TABLE members": "no table “members”",
    "DROP TABLE about": "no table “about”",
    "CREATE OR REPLACE TABLE about AS SELECT 'schema_version' AS name, NULL::VARCHAR AS value": "no schema version",
    "ALTER TABLE about DROP COLUMN value": "“about” of .* has no column “value”",
    "ALTER TABLE events DROP COLUMN folded": "“events” of .* has no column “folded”",
    "ALTER TABLE members ALTER start_min TYPE VARCHAR": (
        "“start_min” of “members” has the type varchar instead of int32"
    ),
    "ALTER TABLE events ALTER dated TYPE INTEGER": "“dated” of “events” has the type integer instead of boolean",
    "ALTER TABLE members ALTER code TYPE VARCHAR[] USING [code]": "“code” of “members” has the type varchar",
    "ALTER TABLE events ALTER rank TYPE INTERVAL USING INTERVAL 1 DAY": "“rank” of “events” has the type interval",
    "ALTER TABLE events ALTER rank TYPE INTEGER[] USING [rank]": "“rank” of “events” has the type integer",
    "ALTER TABLE events ALTER title DROP NOT NULL": "The column “title” of “events” allows missing values",
    "ALTER TABLE members ALTER dated DROP NOT NULL": "The column “dated” of “members” allows .* “path”",
    "CREATE OR REPLACE TABLE words (word VARCHAR NOT NULL COLLATE nocase)": (
        "A column of “words” sorts and compares text by the rules of “nocase” instead of"
    ),
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("change", DAMAGED)
def test_what_the_layout_lacks_is_named(change, tmp_path):
    with pytest.raises(TableError, match=DAMAGED[change]):
        connections.connect_engine(to_file(tmp_path / "a.duckdb", change))


def test_wider_and_narrower_whole_numbers_and_views_are_taken(tmp_path):
    changes = ("ALTER TABLE events ALTER year TYPE BIGINT", "ALTER TABLE events RENAME TO kept")
    view = "CREATE VIEW events AS FROM kept"
    assert connections.connect_engine(to_file(tmp_path / "a.duckdb", *changes, view)).dialect == "duckdb"


def to_folder(path, *changes):
    """Write a folder, as another program than ours would, and change what it tells."""
    write_parquet.write_folder(tables.to_table({"date": "2013-05-01"}, {"date": ""}), path)
    (path / "about.parquet").unlink()
    with duckdb.connect() as connection:
        told = f"SELECT '{schema_version.NAME}' AS name, '{engine_schema.VERSION}' AS value"
        connection.execute(f"COPY ({told}) TO '{path / 'about.parquet'}'")
        for name, change in changes:
            for file in path.glob(name):
                changed = f"SELECT * REPLACE ({change}) FROM '{file}'"  # noqa: S608 — ours
                connection.execute(f"COPY ({changed}) TO '{file}.new' (FORMAT parquet)")
                Path(f"{file}.new").replace(file)
    return {"path": str(path)}


@pytest.mark.first_variant
@pytest.mark.parametrize(
    ("name", "change", "column"),
    [
        ("members/*/*.parquet", "NULL::BOOLEAN AS dated", "“dated” of “members”"),
        ("events/year=2013/*.parquet", "NULL::VARCHAR AS title", "“title” of “events”"),
        ("words/*.parquet", "NULLIF(word, word) AS word", "“word” of “words”"),
    ],
)
def test_a_folder_in_which_cells_are_missing_is_refused(name, change, column, tmp_path):
    with pytest.raises(TableError, match=f"The column {column} allows missing values"):
        connections.connect_engine(to_folder(tmp_path / "out", (name, change)))


def test_a_folder_that_another_program_wrote_is_taken_as_long_as_no_cell_is_missing(tmp_path):
    settings = to_folder(tmp_path / "out", ("*/*/*.parquet", "year AS year"), ("words.parquet", "word AS word"))
    engine = connections.connect_engine(settings)
    assert engine.fetch("SELECT count(*) AS found FROM events", QueryContext())["found"].tolist() == [2]


def test_a_folder_is_read_and_nothing_else(tmp_path):
    engine = connections.connect_engine(to_folder(tmp_path / "out"))
    for statement in (*FORBIDDEN, *PRYING, "DROP VIEW events", f"COPY words TO '{tmp_path / 'out' / 'a.csv'}'"):
        with pytest.raises(EngineError, match="DuckDB can't answer"):
            engine.fetch(statement, QueryContext())
    assert not (tmp_path / "out" / "a.csv").exists()


ASKED = {
    "clickhouse://me@host/base": {"secure": False, "port": None},
    "clickhouse://me@host/base?secure": {"secure": True},
    "clickhouse://me@host:9440/base?secure=1": {"secure": True, "port": 9440},
    "clickhouse://me@host/base?secure=true": {"secure": True},
    "clickhouse://me@host/base?secure=false": {"secure": False},
    "postgres://me@host/base?sslmode=verify-full&sslrootcert=%2Fetc%2Froot.pem": {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/root.pem",
        "dbname": "base",
    },
}


@pytest.mark.parametrize("url", ASKED)
def test_what_an_address_says_of_encryption_is_asked_of_the_server(url, monkeypatch):
    asked = {}

    def note(error):
        def connect(**named):
            asked.update(named)
            raise error

        return connect

    monkeypatch.setattr(clickhouse_connect, "get_client", note(DatabaseError("away")))
    monkeypatch.setattr(psycopg, "connect", note(psycopg.OperationalError("away")))
    with pytest.raises(TableError, match="does not respond"):
        connections.connect_engine({"url": url})
    assert ASKED[url].items() <= asked.items()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "a.duckdb").write_bytes(b"nothing of the kind" * 1000)
    with pytest.raises(TableError, match="can't read the table named by the setting “path”"):
        connections.connect_engine({"path": str(tmp_path / "a.duckdb")})
    (tmp_path / "about.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(TableError, match="named by the setting “path”"):
        connections.connect_engine({"path": str(tmp_path)})


FORBIDDEN = ("DROP TABLE events", "INSERT INTO about VALUES ('a', 'b')", "CREATE TABLE other (a INTEGER)")
PRYING = ("SELECT * FROM read_text('README.md')", "COPY about TO 'out.csv'", "SET enable_external_access = true")


@pytest.mark.parametrize("statement", [*FORBIDDEN, *PRYING])
def test_a_duckdb_file_is_read_and_nothing_else(statement, tmp_path):
    engine = connections.connect_engine(to_file(tmp_path / "a.duckdb"))
    with pytest.raises(EngineError):
        engine.fetch(statement, QueryContext())

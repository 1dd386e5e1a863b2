"""Tests of where a larger table may be: every wrong setting is one sentence that names it and holds no secret."""

import clickhouse_connect
import duckdb
import psycopg
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from components.timeline import connections, warehouse
from components.timeline.askers import Asker
from components.timeline.sources import TableError
from components.timeline.store import EngineError

SECRET = "hunter2"  # noqa: S105 — a password to look for
WRONG = {
    "nothing": ({}, "“path” or the setting “url”"),
    "both": ({"path": "a", "url": "postgres://b"}, "“path” or the setting “url”"),
    "unknown setting": ({"paht": "a"}, "“paht” is not known"),
    "no such path": ({"path": "nowhere"}, "“path” names neither"),
    "unknown engine": ({"url": f"mysql://me:{SECRET}@host/base"}, "“url” must begin"),
    "no host": ({"url": "postgres:///base"}, "“url” must begin"),
    "odd port": ({"url": f"postgres://me:{SECRET}@host:port/base"}, "“url” must begin"),
    "port 0": ({"url": "clickhouse://host:0/base"}, "“url” must begin"),
    "half a bracket": ({"url": f"postgres://me:{SECRET}@[::1/base"}, "“url” must begin"),
    "no time": ({"path": "a", "seconds": 0}, "“seconds” must be"),
    "too much time": ({"path": "a", "seconds": connections.LONGEST_SECONDS + 1}, "“seconds” must be"),
    "too many rows": ({"path": "a", "rows": connections.LARGEST_ROWS + 1}, "“rows” must be"),
    "a text for a number": ({"path": "a", "rows": "many"}, "“rows” must be"),
    "true for a number": ({"path": "a", "rows": True}, "“rows” must be"),
    "an option that none has": ({"url": "postgres://me@host/base?options=-csearch_path"}, "no option of postgres://"),
    "a question mark in a password": ({"url": f"postgres://me:1?{SECRET}@host/base"}, "no option of postgres://"),
    "another's option": (
        {"url": "clickhouse://host/base?sslmode=require"},
        "no option of clickhouse://; there is secure",
    ),
    "neither safe nor unsafe": ({"url": "clickhouse://host/base?secure=perhaps"}, "“secure” of the setting “url”"),
    "nobody listens": (
        {"url": f"postgres://me:{SECRET}@127.0.0.1:1/base", "seconds": 1},
        "“url” names does not answer",
    ),
    "nobody listens there either": (
        {"url": f"clickhouse://me:{SECRET}@127.0.0.1:1/base"},
        "“url” names does not answer",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_named(case):
    settings, sentence = WRONG[case]
    with pytest.raises(TableError) as refused:
        connections.connect(settings)
    assert sentence in str(refused.value)
    assert SECRET not in str(refused.value)


def test_limits_may_be_as_large_as_they_get():
    settings = {"path": "nowhere", "seconds": connections.LONGEST_SECONDS, "rows": connections.LARGEST_ROWS}
    with pytest.raises(TableError, match="path"):
        connections.connect(settings)


def to_file(path, *changes):
    """Make a DuckDB file with the layout's tables and change it."""
    with duckdb.connect(str(path)) as connection:
        for statement in (*warehouse.create_statements("duckdb"), *changes):
            connection.execute(statement)
    return {"path": str(path)}


DAMAGED = {
    "DROP TABLE members": "no table “members”",
    "ALTER TABLE events DROP COLUMN folded": "no column “folded” in its table “events”",
    "ALTER TABLE members ALTER start_min TYPE VARCHAR": "“start_min” of “members” holds varchar, and not int32",
    "ALTER TABLE events ALTER dated TYPE INTEGER": "“dated” of “events” holds integer, and not boolean",
    "CREATE OR REPLACE TABLE words (word VARCHAR COLLATE nocase)": "A column of “words” compares texts by “COLLATE”",
}


@pytest.mark.parametrize("change", DAMAGED)
def test_what_the_layout_lacks_is_named(change, tmp_path):
    with pytest.raises(TableError, match=DAMAGED[change]):
        connections.connect(to_file(tmp_path / "a.duckdb", change))


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
    with pytest.raises(TableError, match="does not answer"):
        connections.connect({"url": url})
    assert ASKED[url].items() <= asked.items()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "a.duckdb").write_bytes(b"nothing of the kind" * 1000)
    with pytest.raises(TableError, match="“path” names can't be read"):
        connections.connect({"path": str(tmp_path / "a.duckdb")})
    (tmp_path / "about.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(TableError, match="“path” names"):
        connections.connect({"path": str(tmp_path)})


FORBIDDEN = ("DROP TABLE events", "INSERT INTO about VALUES ('a', 'b')", "CREATE TABLE other (a INTEGER)")
PRYING = ("SELECT * FROM read_text('README.md')", "COPY about TO 'out.csv'", "SET enable_external_access = true")


@pytest.mark.parametrize("statement", [*FORBIDDEN, *PRYING])
def test_a_duckdb_file_is_read_and_nothing_else(statement, tmp_path):
    engine = connections.connect(to_file(tmp_path / "a.duckdb"))
    with pytest.raises(EngineError):
        engine.fetch(statement, Asker())

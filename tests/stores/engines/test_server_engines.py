"""Tests of engines on a server: what ClickHouse is told; PostgreSQL is asked for real by `make test-engines`."""

from threading import Event
from types import SimpleNamespace

import pandas as pd
import pyarrow as pa
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from components.query.store import Cancelled, EngineError
from components.stores.engines.query_context import Limits, QueryContext
from components.stores.engines.server_engines import ClickHouse
from tests.stores.engines.test_duckdb_engine import stop_while_it_runs
from tests.support.patience import SECONDS


class Client:
    """Stand for clickhouse-connect's client: give rows, and note what was asked."""

    def __init__(self, rows, error=None, server=None):
        self.rows, self.error, self.settings = rows, error, {}
        self.server_settings = server or {}

    def query_arrow(self, _statement, settings):
        self.settings = settings
        if self.error:
            raise self.error
        return pa.Table.from_pandas(self.rows)


def test_clickhouse_is_told_its_limits_and_keeps_them():
    client = Client(pd.DataFrame({"number": range(3)}))
    assert len(ClickHouse(client, Limits(seconds=7, rows=3)).fetch("SELECT 1", QueryContext())) == 3
    assert client.settings["readonly"] == 2
    assert client.settings["max_execution_time"] == 7
    with pytest.raises(EngineError, match="would return more than 2 rows"):
        ClickHouse(client, Limits(rows=2)).fetch("SELECT 1", QueryContext())


def test_a_broken_clickhouse_is_a_sentence():
    with pytest.raises(EngineError, match="ClickHouse can't answer") as fault:
        ClickHouse(Client(None, DatabaseError("secret"))).fetch("SELECT 1", QueryContext())
    assert "secret" not in str(fault.value)


def to_server(held, readonly):
    """Return what system.settings says where a profile holds `readonly` at a value, and some settings fast."""
    names = ("readonly", "max_execution_time", "max_result_rows", "max_result_bytes")
    values = {name: SimpleNamespace(value="0", readonly=int(name in readonly)) for name in names}
    return {**values, "readonly": SimpleNamespace(value=held, readonly=int("readonly" in readonly))}


ALL = {"readonly", "max_execution_time", "max_result_rows", "max_result_bytes"}


@pytest.mark.parametrize(
    ("server", "sent"),
    [
        (to_server("0", set()), ALL),
        (to_server("1", ALL), set()),
        (to_server("2", set()), ALL - {"readonly"}),
        (to_server("0", {"max_execution_time"}), ALL - {"max_execution_time"}),
    ],
    ids=["any", "readonly = 1", "readonly = 2", "one setting held"],
)
def test_clickhouse_is_sent_only_the_settings_that_its_user_may_change(server, sent):
    client = Client(pd.DataFrame({"number": range(3)}), server=server)
    ClickHouse(client).fetch("SELECT 1", QueryContext())
    assert {*client.settings} & ALL == sent


# As ClickHouse says it
LIMIT = "Code: 396. DB::Exception: Limit for result exceeded, max"
REFUSALS = {
    396: (f"{LIMIT} rows: 8.00, current rows: 100.00. (TOO_MANY_ROWS_OR_BYTES)", "This would return more than 7 rows"),
    -396: (f"{LIMIT} bytes: 10.00 B, current bytes: 511.01 KiB.", "This would return more than 500 MB"),
    159: ("Timeout exceeded: elapsed 1002.462 ms, maximum: 1000.000 ms.", "No answer within 30 seconds"),
    160: ("Estimated query execution time is too long.", "No answer within 30 seconds"),
    164: ("Cannot modify 'max_result_rows' setting in readonly mode.", "Set readonly = 2"),
    241: ("Memory limit exceeded", "too little memory"),
    60: ("Unknown table expression identifier 'nix'.", "not in the expected layout"),
    516: ("Authentication failed", "ClickHouse can't answer"),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_what_clickhouse_refuses_is_said_by_its_reason(code):
    words, sentence = REFUSALS[code]
    with pytest.raises(EngineError, match=sentence) as fault:
        ClickHouse(Client(None, DatabaseError(words, code=abs(code))), Limits(rows=7)).fetch("SELECT 1", QueryContext())
    assert "DB::Exception" not in str(fault.value)


class Slow(Client):
    """Stand for a client whose server thinks until it is told to stop, and is slow to hear that."""

    def __init__(self):
        super().__init__(None)
        self.killed, self.heard = {}, Event()

    def query_arrow(self, _statement, settings):
        self.settings = settings
        assert self.heard.wait(SECONDS)
        raise DatabaseError("Query was cancelled", code=394)

    def command(self, statement, parameters):
        self.killed = {"statement": statement, **parameters}
        self.heard.set()
        raise DatabaseError("the server is away by now")


def test_a_superseded_question_is_ended_on_the_server():
    client = Slow()
    assert isinstance(stop_while_it_runs(ClickHouse(client).fetch, "SELECT 1"), Cancelled)
    assert client.killed["statement"].startswith("KILL QUERY WHERE query_id =")
    assert client.killed["named"] == client.settings["query_id"]


def test_an_answer_that_is_cut_off_is_a_sentence():
    with pytest.raises(EngineError, match="ClickHouse can't answer"):
        ClickHouse(Client(None, pa.ArrowInvalid("half a file"))).fetch("SELECT 1", QueryContext())

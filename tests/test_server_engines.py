"""Tests of engines on a server: what ClickHouse is told; PostgreSQL is asked for real by `make test-engines`."""

import pandas as pd
import pyarrow as pa
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from components.timeline.engines import Asker, EngineError, Limits
from components.timeline.server_engines import ClickHouse


class Client:
    """Stand for clickhouse-connect's client: give rows, and note what was asked."""

    def __init__(self, rows, error=None):
        self.rows, self.error, self.settings = rows, error, {}

    def query_arrow(self, _statement, settings):
        self.settings = settings
        if self.error:
            raise self.error
        return pa.Table.from_pandas(self.rows)


def test_clickhouse_is_told_its_limits_and_keeps_them():
    client = Client(pd.DataFrame({"number": range(3)}))
    assert len(ClickHouse(client, Limits(seconds=7, rows=3)).fetch("SELECT 1", Asker())) == 3
    assert client.settings["readonly"] == 2
    assert client.settings["max_execution_time"] == 7
    with pytest.raises(EngineError, match="More than 2 rows"):
        ClickHouse(client, Limits(rows=2)).fetch("SELECT 1", Asker())


def test_a_broken_clickhouse_is_a_sentence():
    with pytest.raises(EngineError, match="ClickHouse can't answer") as fault:
        ClickHouse(Client(None, DatabaseError("secret"))).fetch("SELECT 1", Asker())
    assert "secret" not in str(fault.value)

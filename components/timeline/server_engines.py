"""This file is the engines on a server of their own, PostgreSQL and ClickHouse: how each is asked."""

import weakref
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

import pandas as pd

from components.timeline.askers import DEFAULT_LIMITS, Asker, Limits
from components.timeline.store import EngineError


class Postgres:
    """Ask PostgreSQL over a few connections, each used by one statement at a time."""

    dialect = "postgres"

    def __init__(self, connect: Callable[[], Any], limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask over the connections of psycopg that `connect` opens; they are made read-only here."""
        self._connect = connect
        self._limits = limits
        self._idle: SimpleQueue[Any] = SimpleQueue()
        weakref.finalize(self, _close_all, self._idle)

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, asker: Asker) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine)."""
        import psycopg  # noqa: PLC0415 — only who asks PostgreSQL needs it

        try:
            connection = self._take()
        except psycopg.Error as error:
            raise EngineError("PostgreSQL can't answer: it is not there, or lets nobody in.") from error
        with asker.running(connection.cancel) as running:
            try:
                cursor = connection.execute(statement)
                rows = cursor.fetchmany(self._limits.rows + 1)
            except psycopg.Error as error:
                connection.close()
                if isinstance(error, psycopg.errors.QueryCanceled):
                    raise running.interrupted(self._limits) from error
                raise EngineError("PostgreSQL can't answer: its tables are not in the layout.") from error
        self._idle.put(connection)
        names = [column.name for column in cursor.description]
        self._limits.check_size(len(rows), 0)
        return pd.DataFrame(rows, columns=names)

    def keep(self, statement: str, asker: Asker) -> str:  # noqa: ARG002 — as any engine is asked
        """Keep nothing: it is only read, and has indexes."""
        return ""

    def _take(self) -> Any:
        with suppress(Empty):
            return self._idle.get_nowait()
        connection = self._connect()
        connection.autocommit = True
        connection.execute("SET default_transaction_read_only = on")
        connection.execute(f"SET statement_timeout = {self._limits.seconds * 1000:d}")
        return connection


class ClickHouse:
    """Ask a ClickHouse server or cluster; what is superseded there ends at its time limit and is not read."""

    dialect = "clickhouse"

    def __init__(self, client: Any, limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask through a client of clickhouse-connect that was made without a session."""
        self._client = client
        self._limits = limits
        self._settings = {
            "readonly": 2,
            "max_execution_time": limits.seconds,
            "max_result_rows": limits.rows + 1,
            "max_result_bytes": limits.bytes,
        }

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, asker: Asker) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine)."""
        from clickhouse_connect.driver.exceptions import Error  # noqa: PLC0415 — only who asks ClickHouse needs it

        with asker.running(lambda: None) as running:
            try:
                answer = self._client.query_arrow(statement, settings=self._settings)
            except Error as error:
                raise EngineError(
                    "ClickHouse can't answer: it is not there, too slow, or not in the layout."
                ) from error
            if running.stopped:
                raise running.interrupted(self._limits)
        self._limits.check_size(answer.num_rows, answer.nbytes)
        return answer.to_pandas()

    def keep(self, statement: str, asker: Asker) -> str:  # noqa: ARG002 — as any engine is asked
        """Keep nothing: it is only read."""
        return ""


def _close_all(idle: "SimpleQueue[Any]") -> None:
    with suppress(Empty):
        while True:
            idle.get_nowait().close()

"""The engines on a server of their own, PostgreSQL and ClickHouse: how each is asked."""

import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, Full, LifoQueue
from typing import Any
from uuid import uuid4

import pandas as pd
import pyarrow as pa

from components.messages.sentence import Sentence
from components.query.store import EngineError
from components.stores.engines.query_context import (
    DEFAULT_LIMITS,
    Limits,
    QueryContext,
    Running,
    in_background,
)

MOST_IDLE = 4  # connections that wait for the next statement; what more a busy moment needed is closed
CANCEL_SECONDS = 5
BATCH = 1000  # rows that PostgreSQL sends at a time
NUMBER_SIZE = 8  # bytes

_NOT_LAID_OUT = Sentence(
    "ClickHouse can't answer: its tables are not in the expected layout. Create and fill them again."
)
_UNKNOWN = Sentence(
    "ClickHouse can't answer: it can't be reached, is too slow, or its tables are not in "
    "the expected layout. Check the server and the tables."
)
# What ClickHouse says by number: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
_TOO_SLOW = (159, 160, 394)  # ended at its limit of time, or because somebody said so
_TOO_MUCH = 396
_REFUSED = {
    47: _NOT_LAID_OUT,
    60: _NOT_LAID_OUT,
    164: Sentence(
        "ClickHouse can't answer: the user's profile does not let this program set limits. "
        "Set readonly = 2 in the profile."
    ),
    241: Sentence("ClickHouse has too little memory for this query. Choose a shorter period or more filters."),
    452: Sentence(
        "ClickHouse can't answer: the user's profile does not allow these limits. Allow them, or set lower ones."
    ),
}


class ConnectionLostError(EngineError):
    """Says that a connection that was there is gone."""


class Postgres:
    """Ask PostgreSQL over a few connections, each used by one statement at a time."""

    dialect = "postgres"

    def __init__(self, connect: Callable[[], Any], limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask over the connections of psycopg that `connect` opens; they are made read-only here."""
        self._connect = connect
        self._limits = limits
        self._idle: LifoQueue[Any] = LifoQueue(MOST_IDLE)
        weakref.finalize(self, _close_all, self._idle)

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine)."""
        with suppress(ConnectionLostError):
            if (connection := _take(self._idle)) is not None:
                return self._ask(connection, statement, context)
            return self._ask(self._open(), statement, context)
        _close_all(self._idle)  # they lay idle when the server went away
        return self._ask(self._open(), statement, context)

    def keep(self, statement: str, context: QueryContext) -> None:
        """Keep nothing: it is only read, and has indexes."""

    def _open(self) -> Any:
        import psycopg  # noqa: PLC0415 — only who asks PostgreSQL needs it

        try:
            connection = self._connect()
            connection.autocommit = True
            connection.execute("SET default_transaction_read_only = on")
            connection.execute(f"SET statement_timeout = {self._limits.seconds * 1000:d}")
        except psycopg.Error as error:
            raise EngineError(
                Sentence(
                    "PostgreSQL can't answer: it can't be reached, or it refuses the login. Check the "
                    "address, user and password."
                )
            ) from error
        return connection

    def _ask(self, connection: Any, statement: str, context: QueryContext) -> pd.DataFrame:
        """Ask over a connection, which is closed unless it is as good as new afterwards."""
        import psycopg  # noqa: PLC0415 — only who asks PostgreSQL needs it

        reusable = False
        try:
            with context.running(
                lambda: in_background(lambda: connection.cancel_safe(timeout=CANCEL_SECONDS))
            ) as running:
                try:
                    answer = self._read(connection, statement)
                except psycopg.Error as error:
                    raise self._explain(error, running, lost=connection.broken) from error
            reusable = not running.stopped  # a word to stop that is on its way would end the next statement
        finally:
            if not reusable or not _put(self._idle, connection):
                connection.close()
        return answer

    def _read(self, connection: Any, statement: str) -> pd.DataFrame:
        """Read what is answered bit by bit, so that too much of it never fills the memory."""
        rows, size = [], 0
        with connection.cursor() as cursor:
            for row in cursor.stream(statement, size=BATCH):
                rows.append(row)
                size += sum(len(cell) if isinstance(cell, str) else NUMBER_SIZE for cell in row)
                self._limits.check_size(len(rows), size)
            # A stream without a row does not say which columns it has.
            described = f"SELECT * FROM ({statement}) AS answer LIMIT 0"  # noqa: S608 — written by Ibis
            columns = cursor.description or connection.execute(described).description
        return pd.DataFrame(rows, columns=[column.name for column in columns])

    def _explain(self, error: Any, running: Running, *, lost: bool) -> EngineError:
        """Return what is to be raised for a fault, after its class: appendix A of PostgreSQL's manual."""
        state = error.sqlstate or ""
        if running.stopped or state == "57014":
            return running.interrupted(self._limits)
        if lost:
            return ConnectionLostError(Sentence("PostgreSQL can't answer: the connection was lost. Try again."))
        if state == "42501":
            return EngineError(
                Sentence(
                    "PostgreSQL can't answer: the user is not allowed to read the tables. Grant the user read access."
                )
            )
        if state.startswith("42"):
            return EngineError(
                Sentence(
                    "PostgreSQL can't answer: its tables are not in the expected layout. Create and fill them again."
                )
            )
        return EngineError(
            Sentence(
                "PostgreSQL can't answer: it refused this query, or has too little space for it. "
                "Choose a shorter period or more filters."
            )
        )


class ClickHouse:
    """Ask a ClickHouse server or cluster."""

    dialect = "clickhouse"

    def __init__(self, client: Any, limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask through a client of clickhouse-connect that was made without a session."""
        self._client = client
        self._limits = limits
        wanted = {
            "readonly": 2,
            "max_execution_time": limits.seconds,
            "max_result_rows": limits.rows + 1,
            "max_result_bytes": limits.bytes,
        }
        self._settings = _allowed(wanted, client.server_settings)

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, context: QueryContext) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine)."""
        from clickhouse_connect.driver.exceptions import Error  # noqa: PLC0415 — only who asks ClickHouse needs it

        named = str(uuid4())
        # The server sends nothing until it has all: a fault amid the rows could not be told from them.
        settings = {**self._settings, "query_id": named, "wait_end_of_query": "1"}
        with context.running(lambda: in_background(lambda: self._kill(named))) as running:
            try:
                answer = self._client.query_arrow(statement, settings=settings)
            except (Error, pa.ArrowException) as error:
                raise self._explain(error, running) from error
        self._limits.check_size(answer.num_rows, answer.nbytes)
        return answer.to_pandas()

    def keep(self, statement: str, context: QueryContext) -> None:
        """Keep nothing: it is only read."""

    def _kill(self, named: str) -> None:
        """End a statement of our own, which needs no right."""
        self._client.command("KILL QUERY WHERE query_id = {named:String} ASYNC", parameters={"named": named})

    def _explain(self, error: Exception, running: Running) -> EngineError:
        code = getattr(error, "code", None)
        if running.stopped or code in _TOO_SLOW:
            return running.interrupted(self._limits)
        if code == _TOO_MUCH:
            return self._limits.too_large() if "max bytes" in str(error) else self._limits.too_many()
        return EngineError(_REFUSED.get(code or 0, _UNKNOWN))


def _allowed(wanted: Mapping[str, object], server: Mapping[str, Any]) -> dict[str, object]:
    """Return the settings that a user may send: one whose profile says readonly = 1 may send none."""
    kept = {name for name in wanted if name not in server or not server[name].readonly}
    if "readonly" in server and server["readonly"].value != "0":  # it is only read as it is, and that can't be changed
        kept.discard("readonly")
    return {name: value for name, value in wanted.items() if name in kept}


def _take(idle: "LifoQueue[Any]") -> Any:
    """Return the connection that was used last, or None."""
    try:
        return idle.get_nowait()
    except Empty:
        return None


def _put(idle: "LifoQueue[Any]", connection: Any) -> bool:
    """Return whether there was room for a connection among those that wait."""
    try:
        idle.put_nowait(connection)
    except Full:
        return False
    return True


def _close_all(idle: "LifoQueue[Any]") -> None:
    while (connection := _take(idle)) is not None:
        connection.close()

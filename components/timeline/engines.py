"""This file is the engines that a table may live in: how each is asked, how long and how much it may answer."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Timer
from typing import Protocol

import duckdb
import pandas as pd
import pyarrow as pa

from components.timeline.store import EngineError, Superseded

MOST_ROWS = 200_000  # of one answer
MOST_SECONDS = 30  # for one answer
MOST_KEPT = 32  # tables of what a filter keeps
SCRATCH = "scratch"  # the database in memory that holds them


@dataclass(frozen=True)
class Limits:
    """Hold how long an engine may think (seconds) and how many rows it may give for one question."""

    seconds: int = MOST_SECONDS
    rows: int = MOST_ROWS


DEFAULT_LIMITS = Limits()


def open_duckdb(path: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, or one in memory, that keeps what DuckDb keeps beside it."""
    connection = duckdb.connect(path, read_only=read_only)
    connection.execute(f"ATTACH ':memory:' AS {SCRATCH} (READ_WRITE)")
    return connection


@dataclass(eq=False)
class Running:
    """Hold one statement that runs: how it is stopped, and whether somebody did."""

    stop: Callable[[], object]
    stopped: bool = False


class Asker:
    """Hold what one visitor asks just now."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self.cancelled = False
        self._running: set[Running] = set()
        self._lock = Lock()

    @contextmanager
    def running(self, stop: Callable[[], object]) -> Iterator[Running]:
        """Note that a statement runs within, and how it is stopped."""
        statement = Running(stop)
        with self._lock:
            self._running.add(statement)
        try:
            yield statement
        finally:
            with self._lock:
                self._running.discard(statement)

    def cancel(self) -> None:
        """Stop all that runs, and note that no more is wanted; each question that runs raises Superseded."""
        self.cancelled = True
        with self._lock:
            for statement in self._running:
                statement.stopped = True
                statement.stop()


class Engine(Protocol):
    """Answer statements. Safe to share by threads."""

    @property
    def dialect(self) -> str:
        """Return what Ibis calls the engine's SQL."""

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have."""

    def fetch(self, statement: str, asker: Asker) -> pd.DataFrame:
        """Return the rows that a statement gives; raises EngineError, also where they are more than the limit."""

    def keep(self, statement: str, asker: Asker) -> str:
        """Keep what a statement gives for the statements to come; return its table's name, "" where nothing is kept."""


class DuckDb:
    """Ask DuckDB, in this process; every statement has a cursor of its own, since a connection can't be shared."""

    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask over a connection that nobody else uses; it has a database SCRATCH in memory."""
        self._connection = connection
        self._limits = limits
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._made = 0
        self._keeping = Lock()

    @property
    def most_rows(self) -> int:
        """Return how many rows one answer may have (see Engine)."""
        return self._limits.rows

    def fetch(self, statement: str, asker: Asker) -> pd.DataFrame:
        """Return the rows that a statement gives (see Engine)."""
        with self._cursor(asker) as cursor:
            return self._read(cursor.sql(statement))

    def keep(self, statement: str, asker: Asker) -> str:
        """Keep what a statement gives in memory (see Engine); the table not asked for longest goes first."""
        with self._keeping:
            if statement not in self._kept:
                self._made += 1
                with self._cursor(asker) as cursor:
                    cursor.execute(f"CREATE TABLE {SCRATCH}.kept_{self._made} AS {statement}")
                    self._kept[statement] = f"kept_{self._made}"
                    if len(self._kept) > MOST_KEPT:
                        cursor.execute(f"DROP TABLE {SCRATCH}.{self._kept.popitem(last=False)[1]}")
            self._kept.move_to_end(statement)
            return self._kept[statement]

    @contextmanager
    def _cursor(self, asker: Asker) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one statement, stopped when its time is up or its asker says so."""
        cursor = self._connection.cursor()
        timer = Timer(self._limits.seconds, cursor.interrupt)
        timer.daemon = True
        try:
            with asker.running(cursor.interrupt) as running:
                timer.start()
                try:
                    yield cursor
                except duckdb.InterruptException as error:
                    raise interrupted(running, self._limits) from error
                except duckdb.Error as error:
                    raise EngineError("DuckDB can't answer: the table is damaged or not in the layout.") from error
                finally:
                    timer.cancel()
        finally:
            cursor.close()  # once nobody can stop it any more

    def _read(self, answer: duckdb.DuckDBPyRelation) -> pd.DataFrame:
        """Read what is answered bit by bit, so that too much of it never fills the memory."""
        reader = answer.to_arrow_reader()
        batches: list[pa.RecordBatch] = []
        for batch in reader:
            batches.append(batch)
            check_rows(sum(each.num_rows for each in batches), self._limits)
        return pa.Table.from_batches(batches, reader.schema).to_pandas()


def check_rows(count: int, limits: Limits) -> None:
    """Raise EngineError where an answer has more rows than it may have."""
    if count > limits.rows:
        raise EngineError(f"More than {limits.rows:,} rows were asked for: take a shorter period or more filters.")


def interrupted(running: Running, limits: Limits) -> EngineError:
    """Return what is to be raised for a statement that ran no further."""
    if running.stopped:
        return Superseded("Something else was asked.")
    return EngineError(f"No answer within {limits.seconds} seconds: take a shorter period or more filters.")

"""This file is the tables of what a filter keeps, in an engine's memory: made once, given to all, bounded."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from threading import Event, Lock
from time import monotonic
from typing import Any

from components.timeline.askers import Asker, Limits
from components.timeline.store import EngineError

SCRATCH = "scratch"  # the database in memory that holds them
MOST_KEPT = 32  # tables
MOST_ROWS = 100_000_000  # of all of them: 800 MB of positions
LARGEST = 10_000_000  # rows of one. So whatever one question needs is never let go of before it is asked
STEP = 0.05  # seconds after which who waits for another's table looks whether it is still wanted

Run = Callable[[str, Asker], list[Any]]


@dataclass(frozen=True)
class Kept:
    """Hold the name of a table, "" where there is none since it would be too large, and its rows."""

    name: str
    rows: int


class KeptTables:
    """Hold what was kept, by statement. Safe to share by threads: none waits but for the very table it needs."""

    def __init__(self, limits: Limits) -> None:
        """Keep nothing yet."""
        self._limits = limits
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._awaited: dict[str, Event] = {}  # what is being made, and what says that it was, or failed
        self._numbers = count(1)
        self._lock = Lock()

    def name(self, statement: str, asker: Asker, run: Run) -> str:
        """Return the table in SCRATCH with what a statement gives, "" where that is not kept; raises EngineError.

        `run` runs a statement and returns its rows.
        """
        latest = monotonic() + self._limits.seconds
        while True:
            asker.check()
            with self._lock:
                if statement in self._kept:
                    self._kept.move_to_end(statement)
                    return self._kept[statement].name
                made = self._awaited.get(statement)
                if made is None:
                    self._awaited[statement] = Event()
                    break
            if monotonic() > latest:
                raise self._limits.too_slow()
            made.wait(STEP)
        try:
            return self._make(statement, asker, run)
        finally:
            with self._lock:
                self._awaited.pop(statement).set()

    def _make(self, statement: str, asker: Asker, run: Run) -> str:
        name = f"kept_{next(self._numbers)}"
        limited = f"SELECT * FROM ({statement}) LIMIT {LARGEST + 1}"  # noqa: S608 — written by Ibis
        made = Kept(name, run(f"CREATE TABLE {SCRATCH}.{name} AS {limited}", asker)[0][0])
        gone = []
        if made.rows > LARGEST:
            gone, made = [made], Kept("", 0)
        with self._lock:
            self._kept[statement] = made
            while len(self._kept) > MOST_KEPT or sum(each.rows for each in self._kept.values()) > MOST_ROWS:
                gone.append(self._kept.popitem(last=False)[1])
        for name in filter(None, (each.name for each in gone)):
            with suppress(EngineError):  # what it made room for was made; nobody is to wait for more
                run(f"DROP TABLE {SCRATCH}.{name}", Asker())
        return made.name

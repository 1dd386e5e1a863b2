"""The tables of what a filter keeps, in DuckDB's memory: made once, given to all, bounded.

Few positions are a row each, and the engine skips what none of them is in. Of many there is a bit an event, in blocks:
counting looks a bit up several times faster than it finds one of millions of positions, in a fraction of the memory.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from operator import attrgetter
from threading import Event
from time import monotonic
from typing import Any

from components.query.store import EngineError
from components.stores.bounded_cache import BoundedCache
from components.stores.engines.query_context import Limits, QueryContext

SCRATCH = "scratch"  # the database in memory that holds them
MOST_KEPT = 32  # tables
MOST_BYTES = 800_000_000  # of all of them
FEW = 100_000  # positions that are kept as rows
POSITION_SIZE = 8  # bytes
BLOCK = 16  # bits of a position beneath the number of its block
BLOCK_SIZE = (1 << BLOCK) // 8  # bytes
STEP = 0.05  # seconds after which who waits for another's table looks whether it is still wanted

Run = Callable[[str, QueryContext], list[Any]]


@dataclass(frozen=True)
class CachedFilter:
    """Hold the name of a table, its bytes, and whether it is of bits: rows of block (int64), bits; else of `position`.

    Bit n of a block stands for position n of those in it; a block without any is not there.
    """

    name: str
    size: int
    as_bits: bool


class FilterCache:
    """Hold what was kept, by statement. Safe to share by threads: none waits but for the very table it needs."""

    def __init__(self, limits: Limits, few: int = FEW) -> None:
        """Keep nothing yet; so many positions are still `few`."""
        self._limits = limits
        self._few = few
        self._kept: BoundedCache[str, CachedFilter] = BoundedCache(MOST_KEPT, MOST_BYTES, attrgetter("size"))
        self._numbers = count(1)

    def find(self, statement: str, context: QueryContext, run: Run) -> CachedFilter:
        """Return the table in SCRATCH with the positions that a statement gives, once or several times each.

        `run` runs a statement and returns its rows. Raises EngineError.
        """
        latest = monotonic() + self._limits.seconds

        def wait(made: Event) -> None:
            if monotonic() > latest:
                raise self._limits.too_slow()
            made.wait(STEP)
            context.check()

        def make() -> CachedFilter:
            return self._keep(f"kept_{next(self._numbers)}", statement, context, run)

        context.check()
        return self._kept.get(statement, make, wait, partial(_drop_table, run))

    def _keep(self, name: str, statement: str, context: QueryContext, run: Run) -> CachedFilter:
        """Keep the positions that a statement gives; statements are Ibis's, and numbers."""
        first = f"SELECT position FROM ({statement}) LIMIT {self._few + 1}"  # noqa: S608
        rows = run(f"CREATE TABLE {SCRATCH}.{name} AS {first}", context)[0][0]
        if rows <= self._few:
            return CachedFilter(name, rows * POSITION_SIZE, as_bits=False)
        run(f"DROP TABLE {SCRATCH}.{name}", QueryContext())
        last = (1 << BLOCK) - 1
        bits = f"position >> {BLOCK} AS block, bitstring_agg(position & {last}, 0, {last}) AS bits"
        blocks = f"SELECT {bits} FROM ({statement}) GROUP BY block"  # noqa: S608
        rows = run(f"CREATE TABLE {SCRATCH}.{name} AS {blocks}", context)[0][0]
        return CachedFilter(name, rows * BLOCK_SIZE, as_bits=True)


def _drop_table(run: Run, kept: CachedFilter) -> None:
    with suppress(EngineError):  # what it made room for was made; nobody is to wait for more
        run(f"DROP TABLE {SCRATCH}.{kept.name}", QueryContext())

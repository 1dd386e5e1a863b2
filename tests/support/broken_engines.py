"""An engine that goes away for a while, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from components.query.store import EngineError
from components.stores.engines.duckdb_engine import DuckDb

AWAY = "The engine is away."


@contextmanager
def broken_engine() -> Iterator[None]:
    """Let DuckDB raise EngineError, within, at every question that was not asked before."""

    def fail(*_: object) -> None:
        raise EngineError(AWAY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DuckDb, "fetch", fail)
        patch.setattr(DuckDb, "keep", fail)
        yield

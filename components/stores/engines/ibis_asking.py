"""How an engine is asked: an expression goes out, a frame of the types that it says comes back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import ibis
import pandas as pd
from ibis import Table as Rows

from components.dates import edtf
from components.events import schema
from components.events.schema import BOUNDS
from components.query import filters
from components.query.choice import Choice
from components.query.selection import Selection
from components.query.store import EngineError
from components.stores.engines import engine_schema, ibis_expressions, metadata
from components.stores.engines.answer_cache import AnswerCache
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.filter_cache import CachedFilter
from components.stores.engines.ibis_expressions import ABOUT, EVENTS
from components.stores.engines.query_context import QueryContext

EVENT_COLUMNS = [
    *(each.name for each in schema.COLUMNS),
    engine_schema.EXTRAS,
    "row",
    *BOUNDS,
    "precision",
    "uncertain",
    "approximate",
]


class Asking:
    """Hold an engine, what it answered, and the terms that all questions share."""

    def __init__(
        self, engine: Engine, scheme: str, answers: AnswerCache | None = None, asker: QueryContext | None = None
    ) -> None:
        """Ask an engine that holds the tables of engine_schema.TABLES; `scheme` is that of the regions."""
        self._engine = engine
        self._scheme = scheme
        self._asker = asker if asker is not None else QueryContext()
        self.answers = answers if answers is not None else AnswerCache()

    def visit(self) -> Self:
        """Return a store with the same answers whose own questions can be cancelled."""
        return type(self)(self._engine, self._scheme, self.answers)

    def in_scheme(self, scheme: str) -> Self:
        """Return a store of the same table with its regions after another scheme; cancelling one cancels both."""
        return type(self)(self._engine, scheme, asker=self._asker)

    def version(self) -> str:
        """Return the version that the table has in its engine by now, asked anew; "" where none is told."""
        return metadata.to_version(self._fetch(ABOUT))

    def cancel(self) -> None:
        """Stop the questions that run, and refuse those to come; they raise store.Cancelled."""
        self._asker.cancel()

    def _fetch(self, rows: Rows) -> pd.DataFrame:
        """Return what an expression gives, with the types that it says."""
        self._asker.check()
        found = self._engine.fetch(ibis.to_sql(rows, dialect=self._engine.dialect), self._asker)
        with _in_layout():
            return _typed(found, rows.schema())

    def _keep(self, positions: Rows) -> CachedFilter | None:
        """Return what the engine keeps of positions for the questions to come."""
        self._asker.check()
        return self._engine.keep(ibis.to_sql(positions, dialect=self._engine.dialect), self._asker)

    def _kept(self, rows: Rows, choices: tuple[Choice, ...]) -> Rows:
        wide, keeps = ibis_expressions.kept(rows, choices, self._scheme, self._keep)
        return wide.filter(keeps).select(*rows.columns)

    def _inside(self, rows: Rows, selection: Selection) -> Rows:
        found = rows.filter(ibis_expressions.inside(rows, selection.window))
        return self._kept(found, selection.choices) if selection.choices else found

    def _to_events(self, rows: Rows, **others: Any) -> pd.DataFrame:
        """Return rows of `events` as schema.to_events gives them, with columns of their own."""
        regions = rows[f"{engine_schema.REGIONS}_{self._scheme}"].name(engine_schema.REGIONS)
        asked = rows.select(*EVENT_COLUMNS, regions, "persons", **others, position=rows.position)
        plain = self._fetch(asked)
        with _in_layout():
            found = engine_schema.with_extras(plain)
        self.answers.note_places(found["id"], found.pop("position"))
        return found.astype({"row": "int64", "precision": pd.CategoricalDtype(list(edtf.PRECISIONS))})

    def _page(self, rows: Rows, offset: int, limit: int | None) -> Rows:
        """Return events in order, a part of them; their texts are read for these only."""
        page = rows.select("position").order_by("position").limit(limit, offset=offset)
        return EVENTS.filter(EVENTS.position.isin(page.position)).order_by("position")

    def _drawn(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], margin: int = 0) -> Rows:
        """Return who stands in these lanes and is drawn in the window or, with a margin (days), within that beside it.

        With `side` (see ibis_expressions.sides), `lit` and, in or out of the window, `certain`.
        """
        there, window = ibis_expressions.to_lane_rows(lanes_by, self._scheme), selection.window
        near = there.filter(there.code.isin(list(lanes)), ibis_expressions.near(there, window, margin))
        drawn = self._kept(near, selection.shown().choices)
        greying = tuple(choice for choice in selection.choices if choice.grey)
        wide, lit = ibis_expressions.kept(drawn, greying, self._scheme, self._keep)
        side, certain = ibis_expressions.sides(wide, window, margin), ibis_expressions.certain(wide, window)
        placed = wide.mutate(lane=wide.code, lit=lit, certain=certain, side=side)
        return placed.filter(placed.side < 2 if margin else placed.side == 0)


def _typed(found: pd.DataFrame, columns: ibis.Schema) -> pd.DataFrame:
    """Return what an engine found with the types of its columns; raises ValueError, TypeError where it hasn't them."""
    kinds = {name: "str" if kind.is_string() else kind.to_numpy() for name, kind in columns.items()}
    named = found.set_axis(list(kinds), axis=1)
    whole = [name for name, kind in columns.items() if not kind.nullable]
    if named[whole].isna().to_numpy().any():  # a missing text or boolean would turn into one that is there
        raise ValueError("A cell is missing.")
    return named.astype(kinds)


@contextmanager
def _in_layout() -> Iterator[None]:
    """Say of what can't be what the layout says, within, that it is not."""
    try:
        yield
    except (ValueError, TypeError, OverflowError) as error:
        raise EngineError("The table can't be read: cells in it are missing, or not what the layout says.") from error


def read_about(engine: Engine) -> pd.DataFrame:
    """Return the table `about` of an engine: name, value."""
    found = engine.fetch(ibis.to_sql(ibis_expressions.ABOUT, dialect=engine.dialect), QueryContext())
    with _in_layout():
        return _typed(found, ibis_expressions.ABOUT.schema())


def column_of(key: str) -> str:
    """Return the column that a filter by codes reads."""
    return next(each.column for each in filters.FACETS if each.key == key)


def indexed(counts: pd.DataFrame, name: str, keys: Sequence[str]) -> pd.DataFrame:
    """Return counts (of a column `code`) by these keys, nought where there is none."""
    index = pd.Index(list(keys), name=name, dtype=object if name == "code" or not len(keys) else None)
    return counts.set_index("code").reindex(index, fill_value=0)

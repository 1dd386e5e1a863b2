"""The queries that all questions to an engine are made of: an expression goes out, a frame of its types comes back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ibis
import pandas as pd
from ibis import Table as Rows

from components.dates import certainty, edtf
from components.events import schema
from components.events.schema import BOUNDS
from components.messages.sentence import Sentence
from components.query import filters
from components.query.choice import Choice
from components.query.selection import Selection
from components.query.store import EngineError
from components.stores.engines import engine_schema, ibis_expressions
from components.stores.engines.answer_cache import AnswerCache
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.filter_cache import CachedFilter
from components.stores.engines.ibis_expressions import EVENTS
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


class IbisQueries:
    """Run expressions on an engine, and build those that several questions share."""

    def __init__(self, engine: Engine, scheme: str, answers: AnswerCache, context: QueryContext) -> None:
        """Ask an engine that holds the tables of engine_schema.TABLES; `scheme` is that of the regions."""
        self.engine = engine
        self.scheme = scheme
        self.answers = answers
        self.context = context

    def fetch(self, rows: Rows) -> pd.DataFrame:
        """Return what an expression gives, with the types that it says."""
        self.context.check()
        found = self.engine.fetch(ibis.to_sql(rows, dialect=self.engine.dialect), self.context)
        with _in_schema():
            return _typed(found, rows.schema())

    def keep(self, positions: Rows) -> CachedFilter | None:
        """Return what the engine keeps of positions for the questions to come."""
        self.context.check()
        return self.engine.keep(ibis.to_sql(positions, dialect=self.engine.dialect), self.context)

    def kept(self, rows: Rows, choices: tuple[Choice, ...]) -> Rows:
        """Return the rows that the filters keep."""
        wide, keeps = ibis_expressions.apply_choices(rows, choices, self.scheme, self.keep)
        return wide.filter(keeps).select(*rows.columns)

    def inside(self, rows: Rows, selection: Selection) -> Rows:
        """Return the rows in the window that the filters keep."""
        found = rows.filter(certainty.is_inside(rows, selection.window))
        return self.kept(found, selection.choices) if selection.choices else found

    def fetch_events(self, rows: Rows, **others: Any) -> pd.DataFrame:
        """Return rows of `events` as schema.parse_events gives them, with columns of their own."""
        regions = rows[f"{engine_schema.REGIONS}_{self.scheme}"].name(engine_schema.REGIONS)
        asked = rows.select(*EVENT_COLUMNS, regions, "persons", **others, position=rows.position)
        plain = self.fetch(asked)
        with _in_schema():
            found = engine_schema.with_extras(plain)
        self.answers.note_places(found["id"], found.pop("position"))
        return found.astype({"row": "int64", "precision": pd.CategoricalDtype(list(edtf.PRECISIONS))})

    def page(self, rows: Rows, offset: int, limit: int | None) -> Rows:
        """Return events in order, a part of them; their texts are read for these only."""
        page = rows.select("position").order_by("position").limit(limit, offset=offset)
        return EVENTS.filter(EVENTS.position.isin(page.position)).order_by("position")

    def following(self, texts: Rows, after: str) -> tuple[str, ...]:
        """Return the texts, the only column, that come after one in alphabetical order, as many as may be."""
        (name,) = texts.columns
        ordered = texts.filter(texts[name] > after).order_by(name)
        return tuple(self.fetch(ordered.limit(self.engine.most_rows))[name])

    def drawn(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], margin: int = 0) -> Rows:
        """Return who stands in these lanes and is drawn in the window or, with a margin (days), within that beside it.

        With `side` (see ibis_expressions.sides), `highlighted` and how they stand in the window, false beside it:
        `is_uncertain`, `is_possible`.
        """
        there, window = ibis_expressions.select_lane_rows(lanes_by, self.scheme), selection.window
        near = there.filter(there.code.isin(list(lanes)), certainty.is_near(there, window, margin))
        drawn = self.kept(near, selection.shown().choices)
        greying = tuple(choice for choice in selection.choices if choice.grey)
        wide, highlighted = ibis_expressions.apply_choices(drawn, greying, self.scheme, self.keep)
        side = ibis_expressions.sides(wide, window, margin)
        placed = wide.mutate(
            lane=wide.code,
            highlighted=highlighted,
            side=side,
            is_uncertain=certainty.is_uncertain(wide, window),
            is_possible=certainty.is_possible(wide, window),
        )
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
def _in_schema() -> Iterator[None]:
    """Say of what can't be what the layout says, within, that it is not."""
    try:
        yield
    except (ValueError, TypeError, OverflowError) as error:
        raise EngineError(
            Sentence(
                "The table can't be read: some cells are missing or don't match the expected layout. Write it again."
            )
        ) from error


def read_about(engine: Engine) -> pd.DataFrame:
    """Return the table `about` of an engine: name, value."""
    found = engine.fetch(ibis.to_sql(ibis_expressions.ABOUT, dialect=engine.dialect), QueryContext())
    with _in_schema():
        return _typed(found, ibis_expressions.ABOUT.schema())


def column_of(key: str) -> str:
    """Return the column that a filter by codes reads."""
    return next(each.column for each in filters.FACETS if each.key == key)


def indexed(counts: pd.DataFrame, name: str, keys: Sequence[str]) -> pd.DataFrame:
    """Return counts (of a column `code`) by these keys, nought where there is none."""
    index = pd.Index(list(keys), name=name, dtype=object if name == "code" or not len(keys) else None)
    return counts.set_index("code").reindex(index, fill_value=0)

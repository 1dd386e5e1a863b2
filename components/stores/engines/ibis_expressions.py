"""What a selection means as expressions over the tables of an engine, events or members alike."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.datatypes as types
import numpy as np
from ibis import Table as Rows
from ibis.expr.types import BinaryValue, BooleanValue, IntegerValue

from components.dates import calendar_units, certainty
from components.dates.calendar_cells import FIRST_DAY
from components.dates.windows import Window
from components.query import filters, lane_schemes
from components.query.choice import Choice
from components.query.lane_schemes import NOT_STATED
from components.query.selection import BinKey
from components.query.store import BEGUN
from components.stores.engines import engine_schema
from components.stores.engines.filter_cache import BLOCK, SCRATCH, CachedFilter
from components.stores.memory.text_index import drop_contained_words

EVENTS, MEMBERS, EVIDENCE, WORDS, ABOUT = (
    ibis.table({column: types.dtype(kind, nullable=False) for column, kind in columns.items()}, name=name)
    for name, columns in engine_schema.TABLES.items()
)

Keep = Callable[[Rows], CachedFilter | None]
Term = Callable[[Rows], BooleanValue]


def _bit(bits: BinaryValue, index: IntegerValue) -> IntegerValue:
    """Return 1 where a bit is set, else 0: a function of DuckDB."""


_get_bit = ibis.udf.scalar.builtin(_bit, name="get_bit", signature=((types.binary, types.int32), types.int32))


def both(terms: list[BooleanValue]) -> BooleanValue:
    """Return whether all of the terms hold; of none it is true."""
    return reduce(and_, terms) if terms else ibis.literal(value=True)


def classes(rows: Rows, window: Window) -> dict[str, IntegerValue]:
    """Return how many events stand where to a window, by the names of store.CLASSES."""
    return {
        "certain": rows.count(where=certainty.is_certain(rows, window)),
        "uncertain": rows.count(where=certainty.is_uncertain(rows, window)),
        "possible": rows.count(where=certainty.is_possible(rows, window)),
        "earlier": rows.count(where=certainty.is_earlier(rows, window)),
        "later": rows.count(where=certainty.is_later(rows, window)),
        "undated": rows.count(where=~rows.dated),
    }


def apply_choices(rows: Rows, choices: tuple[Choice, ...], scheme: str, keep: Keep) -> tuple[Rows, BooleanValue]:
    """Return rows with what is looked up beside them, and of these whether all of the filters keep events.

    `keep` may keep the positions of what a filter selects.
    """
    wide, terms = rows, []
    for choice in choices:
        wide, term = _keeps(wide, choice, scheme, keep)
        terms.append(term)
    return wide, both([term(wide) for term in terms])


def _keeps(rows: Rows, choice: Choice, scheme: str, keep: Keep) -> tuple[Rows, Term]:
    if choice.key == filters.TEXT.key:
        words = drop_contained_words(" ".join(choice.codes))
        found = EVENTS.filter(both([EVENTS.folded.contains(word) for word in words]))
        return _look_up(rows, found.select("position"), keep) if words else (rows, _always(value=True))
    column = next((each.column for each in filters.FACETS if each.key == choice.key), "")
    codes = sorted(code for code in {*choice.codes} if code and is_plain(code))
    missing = choice.every and len(codes) < len({*choice.codes})
    if not column or not codes or missing or (choice.every and len(codes) > 1 and column not in engine_schema.MANY):
        return rows, _always(value=False)
    if column not in engine_schema.MANY:
        return rows, lambda wide: wide[column].isin(codes)
    carriers = select_members(kind_of(column, scheme)).filter(
        lambda members: members.code.isin(codes) & ~members.silent
    )
    if choice.every and len(codes) > 1:
        counted = carriers.group_by("position").aggregate(carried=lambda members: members.count())
        carriers = counted.filter(counted.carried == len(codes))
    return _look_up(rows, carriers.select("position"), keep)


def _always(*, value: bool) -> Term:
    return lambda _: ibis.literal(value=value)


def _look_up(rows: Rows, positions: Rows, keep: Keep) -> tuple[Rows, Term]:
    """Return rows with what says of each, by the term, whether its position is one of these."""
    found = keep(positions)
    if found is None:
        return rows, lambda wide: wide.position.isin(positions.position)
    if not found.as_bits:
        table = ibis.table({"position": "!int64"}, name=found.name, catalog=SCRATCH, database="main")
        return rows, lambda wide: wide.position.isin(table.position)
    blocks = ibis.table({"block": "!int64", "bits": "!binary"}, name=found.name, catalog=SCRATCH, database="main")
    block, bits = f"{found.name}_block", f"{found.name}_bits"
    named = blocks.select(blocks.block.name(block), blocks.bits.name(bits))
    wide = rows.left_join(named, (rows.position >> BLOCK) == named[block])
    return wide, lambda wide: _get_bit(wide[bits], (wide.position & ((1 << BLOCK) - 1)).cast("int32")).fill_null(0) == 1


def kind_of(column: str, scheme: str) -> str:
    """Return the kind of member that a column of several codes has."""
    return f"{column}_{scheme}" if column in (engine_schema.REGIONS, engine_schema.LANES) else column


def select_members(kind: str) -> Rows:
    """Return the members of one kind."""
    return MEMBERS.filter(MEMBERS.kind == kind)


def select_carriers(column: str, scheme: str) -> Rows:
    """Return who carries a code of a column, one row an event and code: `code` and what counting needs."""
    if column in engine_schema.MANY:
        return select_members(kind_of(column, scheme)).filter(lambda members: ~members.silent)
    return EVENTS.filter(EVENTS[column] != "").mutate(code=lambda events: events[column])


def select_lane_rows(lanes_by: str, scheme: str) -> Rows:
    """Return who stands in the lanes of a scheme, one row an event and lane: `code` and what counting needs."""
    lanes = lane_schemes.BY_KEY.get(lanes_by)
    if lanes is None:  # by an own column of another table, which no engine has
        return EVENTS.mutate(code=ibis.literal(NOT_STATED))
    if lanes.many:
        return select_members(kind_of(engine_schema.LANES if lanes.nested else lanes.column, scheme))
    blank = EVENTS[lanes.column] == ""
    return EVENTS.mutate(code=ibis.ifelse(blank, NOT_STATED, EVENTS[lanes.column]))


def begun(rows: Rows, unit: str, first_day: int) -> BooleanValue:
    """Return whether the unit that events count in is over before a day."""
    held, first = rows[f"{unit}_held"], rows[f"{unit}_first"]
    over = [(held == index) & (first < start) for index, start in _starts(unit, first_day)]
    return reduce(or_, over, (held < 0) & (rows.start_max < first_day))


def _starts(finest: str, day: int) -> list[tuple[int, int]]:
    """Return for every unit, from the finest on, its index and where the one that holds a day begins."""
    named = list(enumerate(calendar_units.UNITS))[calendar_units.UNITS.index(finest) :]
    starts = [(index, int(calendar_units.unit_first(np.array([day]), unit)[0])) for index, unit in named]
    return [(index, max(start, FIRST_DAY)) for index, start in starts]


def binned(rows: Rows, key: BinKey, window: Window) -> BooleanValue:
    """Return whether events in a window count in one bin."""
    over = begun(rows, key.strip_unit, window.first)
    if key.unit == BEGUN:
        return over
    held, first = rows[f"{key.strip_unit}_held"], rows[f"{key.strip_unit}_first"]
    if key.unit:
        return (held == calendar_units.UNITS.index(key.unit)) & (first == key.first) & ~over
    start = calendar_units.unit_first(np.array([key.first]), calendar_units.UNITS[-1])
    end = calendar_units.unit_last(start, calendar_units.UNITS[-1])
    return (held < 0) & first.between(int(start[0]), int(end[0])) & ~over


def sides(rows: Rows, window: Window, margin: int) -> IntegerValue:
    """Return 0 for events in the window, -1 and 1 for those that end or begin in the margin beside it, 2 for others."""
    drawn = certainty.is_near(rows, window, margin)
    return ibis.cases(
        (certainty.is_inside(rows, window), 0),
        (certainty.is_earlier(rows, window) & drawn, -1),
        (certainty.is_later(rows, window) & drawn, 1),
        else_=2,
    ).cast("int64")


def nearest(rows: Rows, most: int) -> Rows:
    """Return those in the window and, of each lane's on one side of it, at most so many: the nearest to it."""
    begins = ibis.ifelse(rows.side > 0, rows.start_min, 0)
    ends = ibis.ifelse(rows.side < 0, rows.end_max, 0)
    order = ibis.window(group_by=["lane", "side"], order_by=[begins, ends.desc(), rows.position])
    ranked = rows.mutate(place=ibis.row_number().over(order))
    return ranked.filter((ranked.side == 0) | (ranked.place < most))


def is_plain(text: str) -> bool:
    """Return whether every engine can be asked for a text: it has no NUL and no half of a character."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)

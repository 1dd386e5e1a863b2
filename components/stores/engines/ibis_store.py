"""The answer to the store's questions from an engine, be it DuckDB, ClickHouse or PostgreSQL."""

from collections.abc import Sequence
from typing import Any, Self

import ibis
import pandas as pd
from ibis import Table as Rows
from ibis.expr.types import BooleanValue

from components.dates import calendar_units, certainty, edtf
from components.dates.windows import Window
from components.events import schema
from components.events.precedence import compute_precedence
from components.events.schema import BOUNDS
from components.messages.sentence import Sentence
from components.query import column_arrays
from components.query.choice import Choice
from components.query.column_arrays import ColumnArrays
from components.query.selection import BinKey, Selection
from components.query.store import CLASSES, INSIDE, MOST_NAMED, EngineError, Neighbours, Totals
from components.stores import neighbours
from components.stores.engines import engine_binning, engine_schema, ibis_expressions, metadata
from components.stores.engines.answer_cache import AnswerCache, remembered
from components.stores.engines.duckdb_engine import Engine
from components.stores.engines.ibis_codes import IbisCodes
from components.stores.engines.ibis_expressions import ABOUT, EVENTS, EVIDENCE, WORDS
from components.stores.engines.ibis_queries import IbisQueries, indexed
from components.stores.engines.query_context import QueryContext
from components.stores.memory import binning, text_index
from components.stores.memory.text_index import MOST_OFFERED

MARK_COLUMNS = ["id", "title", "date", "meeting_type", "level", "status", "rank", *BOUNDS, "uncertain", "approximate"]
MOST_ASKED = 1_000  # ids in one statement
COMPARED_DATES = ["start_min", "start_max", "dated", "doubtful"]
COMPARED = ["position", *COMPARED_DATES, "known", "meeting_type", "countries"]
_SINCE = [*INSIDE, "later"]  # classes of events that do not end before the window


class IbisStore:
    """Answer the questions of store.Store by one statement each, or two; safe to share by threads."""

    def __init__(
        self, engine: Engine, scheme: str, answers: AnswerCache | None = None, context: QueryContext | None = None
    ) -> None:
        """Ask an engine that holds the tables of engine_schema.TABLES; `scheme` is that of the regions."""
        self.answers = answers if answers is not None else AnswerCache()
        self._queries = IbisQueries(engine, scheme, self.answers, context if context is not None else QueryContext())
        self._codes = IbisCodes(self._queries)

    def visit(self) -> Self:
        """Return a store with the same answers whose own questions can be cancelled."""
        return type(self)(self._queries.engine, self._queries.scheme, self.answers)

    def in_scheme(self, scheme: str) -> Self:
        """Return a store of the same table with its regions after another scheme; cancelling one cancels both."""
        return type(self)(self._queries.engine, scheme, context=self._queries.context)

    def forget(self) -> None:
        """Drop what was remembered of questions, so that the next one costs what it costs."""
        self.answers.clear()

    def version(self) -> str:
        """Return the version that the table has in its engine by now, asked anew; "" where none is told."""
        return metadata.read_version(self._queries.fetch(ABOUT))

    def cancel(self) -> None:
        """Stop the questions that run, and refuse those to come; they raise store.Cancelled."""
        self._queries.context.cancel()

    def facet(
        self, selection: Selection, key: str, most: int | None = None, codes: Sequence[str] | None = None
    ) -> ColumnArrays:
        """Count events per code of one filter, ignoring its own choice (see store.Store)."""
        return self._codes.facet(selection, key, most, codes)

    def has_code(self, key: str, code: str) -> bool:
        """Return whether any event of the table carries a code of one filter."""
        return self._codes.has_code(key, code)

    def count_codes(self, key: str) -> int:
        """Return how many codes of one filter the events of the table carry."""
        return self._codes.count_codes(key)

    def codes(self, key: str, after: str = "") -> tuple[str, ...]:
        """Return the codes of one filter that come after one in alphabetical order, as many as an answer may hold."""
        return self._codes.codes(key, after)

    @remembered
    def size(self) -> int:
        """Return how many events the table has."""
        return int(self._queries.fetch(EVENTS.aggregate(size=EVENTS.count()))["size"].iloc[0])

    @remembered
    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        if not self.size():
            return None
        days = [(EVENTS[name], (EVENTS[name] > edtf.BEGINNINGLESS) & (EVENTS[name] < edtf.ENDLESS)) for name in BOUNDS]
        low = ibis.least(*(ibis.ifelse(bounded, day, edtf.ENDLESS) for day, bounded in days)).min()
        high = ibis.greatest(*(ibis.ifelse(bounded, day, edtf.BEGINNINGLESS) for day, bounded in days)).max()
        first, last = map(int, self._queries.fetch(EVENTS.aggregate(low=low, high=high)).iloc[0])
        return Window(first, last) if first <= last else None

    @remembered
    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""
        kept = self._queries.kept(EVENTS, selection.choices)
        counts = self._queries.fetch(kept.aggregate(**ibis_expressions.classes(kept, selection.window)))
        return Totals(*map(int, counts[list(CLASSES)].iloc[0]))

    @remembered
    def _lane_keys(self, lanes_by: str) -> tuple[str, ...]:
        lanes = ibis_expressions.select_lane_rows(lanes_by, self._queries.scheme).select("code").distinct()
        keys = self._queries.fetch(lanes.limit(self._queries.engine.most_rows))["code"]
        if len(keys) == self._queries.engine.most_rows:
            raise EngineError(Sentence("This would make {count} lanes or more. Choose other lanes.", count=len(keys)))
        return tuple(sorted(keys))

    def has_lane(self, lanes_by: str, lane: str) -> bool:
        """Return whether any event of the table stands in a lane."""
        return lane in self._lane_keys(lanes_by)

    def offer_text(self, text: str) -> str:
        """Return a search like this one that finds something, "" where there is none or this one does."""
        return text_index.offer_search(text, self._has_word, self._nearest_word)

    @remembered
    def _has_word(self, word: str) -> bool:
        return not self._queries.fetch(WORDS.filter(WORDS.word.contains(word)).limit(1)).empty

    def _nearest_word(self, word: str) -> str:
        """Return the word most like this one; of very many words only those are looked at that begin alike."""
        words = self._vocabulary("")
        return text_index.find_nearest(word, words if len(words) < MOST_OFFERED else self._vocabulary(word[:1]))

    @remembered
    def _vocabulary(self, beginning: str) -> tuple[str, ...]:
        """Return the first MOST_OFFERED words, or a few more, that begin so, in alphabetical order."""
        words: list[str] = []
        alike = WORDS.filter(WORDS.word.startswith(beginning)) if beginning else WORDS
        while len(words) < MOST_OFFERED and (more := self._queries.following(alike, words[-1] if words else "")):
            words += more
        return tuple(words)

    @remembered
    def lanes(self, selection: Selection, lanes_by: str) -> ColumnArrays:
        """Count events per lane (see store.Store)."""
        window, whole = selection.window, self._lane_sizes(selection.choices, lanes_by)
        there = ibis_expressions.select_lane_rows(lanes_by, self._queries.scheme)
        since = self._queries.kept(there.filter(there.dated, there.end_max >= window.first), selection.choices)
        counted = ibis_expressions.classes(since, window)
        found = since.group_by("code").aggregate(**{name: counted[name] for name in _SINCE})
        counts = indexed(self._queries.fetch(found), "lane", list(whole.index)).assign(undated=whole["undated"])
        counts["earlier"] = whole["size"] - counts[[*_SINCE, "undated"]].sum(axis=1)
        return column_arrays.from_frame(counts[list(CLASSES)], "lane")

    @remembered
    def _lane_sizes(self, choices: tuple[Choice, ...], lanes_by: str) -> pd.DataFrame:
        """Count what the filters keep per lane, in any window: size, undated. So a moved window counts what follows."""
        keys = self._lane_keys(lanes_by)
        kept = self._queries.kept(ibis_expressions.select_lane_rows(lanes_by, self._queries.scheme), choices)
        sizes = kept.group_by("code").aggregate(size=kept.count(), undated=kept.count(where=~kept.dated))
        return indexed(self._queries.fetch(sizes), "lane", keys)

    def density(self, selection: Selection, unit: str) -> ColumnArrays:
        """Count the dated events that the filters keep on calendar units (see store.Store)."""
        return self._density(selection.choices, unit)

    @remembered
    def _density(self, choices: tuple[Choice, ...], unit: str) -> ColumnArrays:
        kept = self._queries.kept(EVENTS, choices).filter(lambda rows: rows.dated)
        held, first = kept[f"{unit}_held"], kept[f"{unit}_first"]
        cells = kept.select("known", held=held, first=first, high=ibis.ifelse(held < 0, kept.start_max, first))
        counts = cells.group_by(["held", "first", "high"]).aggregate(
            known=cells.count(where=cells.known), imprecise=cells.count(where=~cells.known)
        )
        found = self._queries.fetch(counts)
        found["last"] = engine_binning.find_last_days(found)
        found = found.sort_values(["held", "first", "last"], ignore_index=True)
        found["unit"] = binning.UNIT_NAMES[found["held"]]
        return column_arrays.from_frame(found[["unit", "first", "last", "known", "imprecise"]])

    @remembered
    def bins(
        self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], unit: str, margin: int = 0
    ) -> ColumnArrays:
        """Count the events in the window on calendar units, each event once a lane (see store.Store)."""
        placed = self._queries.drawn(selection, lanes_by, lanes, margin)
        held, first = placed[f"{unit}_held"], placed[f"{unit}_first"]
        wide = held != calendar_units.UNITS.index(unit)
        low, high = ibis.ifelse(wide, placed.start_min, first), ibis.ifelse(wide, placed.start_max, first)
        cells = placed.select(
            "lane", "side", "highlighted", "is_uncertain", "is_possible", held=held, first=first, low=low, high=high
        )
        counts = cells.group_by(["lane", "side", "held", "first", "low", "high"]).aggregate(
            events=cells.count(),
            highlighted=cells.count(where=cells.highlighted),
            uncertain=cells.count(where=cells.highlighted & cells.is_uncertain),
            possible=cells.count(where=cells.highlighted & cells.is_possible),
        )
        found = self._queries.fetch(counts)
        return column_arrays.from_frame(engine_binning.build_bins(found, lanes, unit, selection.window, margin))

    @remembered
    def marks(
        self,
        selection: Selection,
        lanes_by: str,
        lanes: tuple[str, ...],
        margin: int = 0,
        most_beyond: int | None = None,
    ) -> ColumnArrays:
        """Return the events in the window, one row a lane they stand in (see store.Store)."""
        placed = self._queries.drawn(selection, lanes_by, lanes, margin)
        if margin and most_beyond is not None:
            placed = ibis_expressions.nearest(placed, most_beyond)
        return self._to_marks(placed.select("lane", "side", "highlighted", "position"), lanes)

    @remembered
    def foremost(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], most: int) -> ColumnArrays:
        """Return as `marks` does, without a margin, of every lane the `most` events of highest rank."""
        drawn = self._queries.drawn(selection, lanes_by, lanes)
        order = ibis.window(group_by="lane", order_by=compute_precedence(drawn.rank, drawn.priority, drawn.position))
        first = drawn.filter(ibis.row_number().over(order) < most)
        return self._to_marks(first.select("lane", "side", "highlighted", "position"), lanes)

    def _to_marks(self, placed: Rows, lanes: tuple[str, ...]) -> ColumnArrays:
        """Join what is drawn of events to rows of lane, side, highlighted and position; lanes in the order given."""
        told = EVENTS.select("position", *MARK_COLUMNS)
        found = self._queries.fetch(placed.join(told, "position"))
        number = {lane: index for index, lane in enumerate(lanes)}
        order = found.assign(lane=found["lane"].map(number)).sort_values(["lane", "position"]).index
        drawn = found.loc[order, [*MARK_COLUMNS, "highlighted", "side", "lane"]]
        return column_arrays.from_frame(drawn.astype({"side": "int8"}))

    @remembered
    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `standing`: one of INSIDE."""
        return self._rows_of(self._queries.page(self._queries.inside(EVENTS, selection), offset, limit), selection)

    def _rows_of(self, page: Rows, selection: Selection) -> pd.DataFrame:
        found = self._queries.fetch_events(page)
        return found.assign(standing=certainty.find_standings(found, selection.window))

    def _binned(self, selection: Selection, lanes_by: str, key: BinKey) -> Rows:
        there = ibis_expressions.select_lane_rows(lanes_by, self._queries.scheme)
        inside = self._queries.inside(there.filter(there.code == key.lane), selection)
        return inside.filter(ibis_expressions.binned(inside, key, selection.window))

    @remembered
    def binned(
        self, selection: Selection, lanes_by: str, key: BinKey, offset: int = 0, limit: int | None = None
    ) -> pd.DataFrame:
        """Return the events that `bins` counts in one bin, as `rows` does."""
        return self._rows_of(self._queries.page(self._binned(selection, lanes_by, key), offset, limit), selection)

    @remembered
    def binned_count(self, selection: Selection, lanes_by: str, key: BinKey) -> int:
        """Return how many events `binned` has, whatever its limit."""
        rows = self._binned(selection, lanes_by, key)
        return int(self._queries.fetch(rows.aggregate(size=rows.count()))["size"].iloc[0])

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""
        return self._undated(selection.choices, offset, limit)

    @remembered
    def _undated(self, choices: tuple[Choice, ...], offset: int, limit: int | None) -> pd.DataFrame:
        return self._queries.fetch_events(
            self._queries.page(self._queries.kept(EVENTS.filter(~EVENTS.dated), choices), offset, limit)
        )

    @remembered
    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events (see store.Store)."""
        asked = _plain(identities)
        found = pd.concat([self._queries.fetch(rows) for rows in self._parts_of(EVIDENCE, "event", asked)])
        number = {identity: index for index, identity in enumerate(asked)}
        order = found.assign(place=found["event"].map(number)).sort_values(["place", "number"])
        return order[list(engine_schema.EVIDENCE_TEXTS)].reset_index(drop=True)

    def _parts_of(self, rows: Rows, name: str, asked: list[str]) -> list[Rows]:
        """Return the rows of these events, whose ids a column has, in statements that are not too long."""
        places = {identity: self._queries.answers.place_of(identity) for identity in asked}
        strangers = [identity for identity, place in places.items() if place is None]
        known = sorted((place, identity) for identity, place in places.items() if place is not None)
        parts = [rows[name].isin(part) for part in _parts(strangers)] + [
            _at(rows, name, part) for part in _parts(known)
        ]
        return [rows.filter(part) for part in parts] or [rows.limit(0)]

    @remembered
    def event(self, identity: str) -> pd.Series | None:
        """Return one event by its id, None where the table has none of that name."""
        found = self._queries.fetch_events(self._named(identity))
        return None if found.empty else found.iloc[0].rename(self._queries.answers.place_of(identity))

    @remembered
    def events(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return these events (see store.Store)."""
        asked = _plain(identities)
        found = pd.concat([self._queries.fetch_events(rows) for rows in self._parts_of(EVENTS, "id", asked)])
        number = {identity: index for index, identity in enumerate(asked)}
        return found.iloc[found["id"].map(number).argsort()].reset_index(drop=True)

    def _named(self, identity: str) -> Rows:
        """Return the event of an id, found sooner where its place is known; no row where there is none."""
        if not ibis_expressions.is_plain(identity):
            return EVENTS.limit(0)
        place = self._queries.answers.place_of(identity)
        named = EVENTS.filter(EVENTS.id == identity)
        return named if place is None else named.filter(named.position == place)

    def _compared(self, identity: str) -> pd.Series | None:
        found = self._queries.fetch(self._named(identity).select(*COMPARED))
        return None if found.empty else found.iloc[0]

    @remembered
    def possibly_same(self, identity: str) -> pd.DataFrame:
        """Return the events that may be the same one as this (see store.Store)."""
        return self._queries.fetch_events(self._queries.page(self._same(identity), 0, MOST_NAMED))

    @remembered
    def count_possibly_same(self, identity: str) -> int:
        """Return how many events may be the same one as this."""
        same = self._same(identity)
        return int(self._queries.fetch(same.aggregate(size=same.count()))["size"].iloc[0])

    def _same(self, identity: str) -> Rows:
        one = self._compared(identity)
        if one is None:
            return EVENTS.limit(0)
        countries = list(schema.split_list(pd.Series([one["countries"]])))
        shared = ibis_expressions.select_members("countries").filter(lambda members: members.code.isin(countries))
        met = certainty.can_begin_together(EVENTS, _to_literals(one))
        vague = ~EVENTS.known | ibis.literal(not one["known"])
        same = (EVENTS.meeting_type == one["meeting_type"]) & EVENTS.position.isin(shared.position)
        return EVENTS.filter(met, vague, same, EVENTS.position != int(one["position"]))

    @remembered
    def neighbours(self, selection: Selection, identity: str) -> Neighbours | None:
        """Return what stands before and after an event in the window; None where the selection does not hold it."""
        one = self._compared(identity)
        if one is None:
            return None
        inside = self._queries.inside(EVENTS, selection)
        place, unordered = int(one["position"]), _unordered(inside, one)
        before, behind = inside.position < place, inside.position > place
        counts = self._queries.fetch(
            inside.aggregate(
                here=inside.count(where=inside.position == place),
                before=inside.count(where=before),
                behind=inside.count(where=behind),
                unordered=inside.count(where=unordered),
                previous=inside.position.max(where=before).fill_null(-1),
                following=inside.position.min(where=behind).fill_null(-1),
            )
        ).iloc[0]
        if not counts["here"]:
            return None
        others = inside.filter(unordered).order_by("position").limit(MOST_NAMED) if counts["unordered"] else None
        return Neighbours(
            previous=self._name_at(counts["previous"]) if counts["before"] else "",
            following=self._name_at(counts["following"]) if counts["behind"] else "",
            place=int(counts["before"]) + 1,
            of=int(counts["before"] + 1 + counts["behind"]),
            order_not_known=() if others is None else tuple(self._queries.fetch(others.select("id", "position"))["id"]),
            unordered=int(counts["unordered"]),
        )

    def _name_at(self, position: int) -> str:
        return str(self._queries.fetch(EVENTS.filter(EVENTS.position == int(position)).select("id"))["id"].iloc[0])

    @remembered
    def beginnings(self, selection: Selection, within: Window) -> pd.DataFrame:
        """Count the events in the window by the days on which they may have begun (see store.Store)."""
        inside = self._queries.inside(EVENTS, selection)
        met = inside.filter(inside.start_min <= within.last, inside.start_max >= within.first)
        begun = met.mutate(vague=certainty.is_beginning_vague(met))
        counts = begun.group_by(neighbours.BEGINNINGS).aggregate(events=begun.count())
        return self._queries.fetch(counts).sort_values(neighbours.BEGINNINGS, ignore_index=True)


def _plain(identities: Sequence[str]) -> list[str]:
    """Return ids that an event may have, each once."""
    return [identity for identity in dict.fromkeys(identities) if ibis_expressions.is_plain(identity)]


def _parts(asked: list[Any]) -> list[list[Any]]:
    return [asked[start : start + MOST_ASKED] for start in range(0, len(asked), MOST_ASKED)]


def _at(rows: Rows, name: str, places: list[tuple[int, str]]) -> BooleanValue:
    """Return whether rows are of events by place and id; places, in order, keep most of them from being read."""
    numbers, identities = zip(*places, strict=True)
    near = rows.position.isin(numbers) & rows.position.between(numbers[0], numbers[-1])
    return near & rows[name].isin(identities)


def _unordered(rows: Rows, one: pd.Series) -> BooleanValue:
    """Return whether the order of events to one is not known."""
    return ~certainty.is_order_known(rows, _to_literals(one)) & (rows.position != int(one["position"]))


def _to_literals(one: pd.Series) -> dict[str, Any]:
    return {name: ibis.literal(one[name].item()) for name in COMPARED_DATES}

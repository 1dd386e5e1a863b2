"""The answer to the store's questions from an engine, be it DuckDB, ClickHouse or PostgreSQL."""

from collections.abc import Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import Table as Rows
from ibis.expr.types import BooleanValue

from components.dates.windows import Window
from components.events import schema
from components.events.schema import BOUNDS
from components.query.choice import Choice
from components.query.selection import BinKey, Selection
from components.query.store import MOST_NAMED, Neighbours
from components.stores import neighbours
from components.stores.engines import engine_schema, ibis_expressions
from components.stores.engines.answer_cache import remembered
from components.stores.engines.ibis_counts import Counting
from components.stores.engines.ibis_expressions import EVENTS, EVIDENCE

MARK_COLUMNS = ["id", "title", "date", "meeting_type", "status", "rank", *BOUNDS, "uncertain", "approximate"]
MOST_ASKED = 1_000  # ids in one statement
COMPARED = ["position", "start_min", "start_max", "doubtful", "known", "meeting_type", "countries"]


class IbisStore(Counting):
    """Answer the questions of store.Store by one statement each, or two; safe to share by threads."""

    @remembered
    def marks(
        self,
        selection: Selection,
        lanes_by: str,
        lanes: tuple[str, ...],
        margin: int = 0,
        most_beyond: int | None = None,
    ) -> pd.DataFrame:
        """Return the events in the window, one row a lane they stand in (see store.Store)."""
        placed = self._drawn(selection, lanes_by, lanes, margin)
        if margin and most_beyond is not None:
            placed = ibis_expressions.nearest(placed, most_beyond)
        return self._to_marks(placed.select("lane", "side", "lit", "position"), lanes)

    @remembered
    def foremost(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], most: int) -> pd.DataFrame:
        """Return as `marks` does, without a margin, of every lane the `most` events of highest rank."""
        drawn = self._drawn(selection, lanes_by, lanes)
        order = ibis.window(group_by="lane", order_by=ibis_expressions.precedence(drawn))
        first = drawn.filter(ibis.row_number().over(order) < most)
        return self._to_marks(first.select("lane", "side", "lit", "position"), lanes)

    def _to_marks(self, placed: Rows, lanes: tuple[str, ...]) -> pd.DataFrame:
        """Join to rows of lane, side, lit and position what is told of their events; lanes in the order given."""
        told = EVENTS.select("position", *MARK_COLUMNS)
        found = self._fetch(placed.join(told, "position"))
        number = {lane: index for index, lane in enumerate(lanes)}
        order = found.assign(lane=found["lane"].map(number)).sort_values(["lane", "position"]).index
        return found.loc[order, [*MARK_COLUMNS, "lit", "side", "lane"]].astype({"side": "int8"}).reset_index(drop=True)

    @remembered
    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `certain` (bool)."""
        return self._rows_of(self._page(self._inside(EVENTS, selection), offset, limit), selection)

    def _rows_of(self, page: Rows, selection: Selection) -> pd.DataFrame:
        return self._to_events(page, certain=ibis_expressions.certain(page, selection.window))

    def _binned(self, selection: Selection, lanes_by: str, key: BinKey) -> Rows:
        there = ibis_expressions.to_lane_rows(lanes_by, self._scheme)
        inside = self._inside(there.filter(there.code == key.lane), selection)
        return inside.filter(ibis_expressions.binned(inside, key, selection.window))

    @remembered
    def binned(
        self, selection: Selection, lanes_by: str, key: BinKey, offset: int = 0, limit: int | None = None
    ) -> pd.DataFrame:
        """Return the events that `bins` counts in one bin, as `rows` does."""
        return self._rows_of(self._page(self._binned(selection, lanes_by, key), offset, limit), selection)

    @remembered
    def binned_count(self, selection: Selection, lanes_by: str, key: BinKey) -> int:
        """Return how many events `binned` has, whatever its limit."""
        rows = self._binned(selection, lanes_by, key)
        return int(self._fetch(rows.aggregate(size=rows.count()))["size"].iloc[0])

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""
        return self._undated(selection.choices, offset, limit)

    @remembered
    def _undated(self, choices: tuple[Choice, ...], offset: int, limit: int | None) -> pd.DataFrame:
        return self._to_events(self._page(self._kept(EVENTS.filter(~EVENTS.dated), choices), offset, limit))

    @remembered
    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events (see store.Store)."""
        asked = _plain(identities)
        found = pd.concat([self._fetch(rows) for rows in self._parts_of(EVIDENCE, "event", asked)])
        number = {identity: index for index, identity in enumerate(asked)}
        order = found.assign(place=found["event"].map(number)).sort_values(["place", "number"])
        return order[list(engine_schema.EVIDENCE_TEXTS)].reset_index(drop=True)

    def _parts_of(self, rows: Rows, name: str, asked: list[str]) -> list[Rows]:
        """Return the rows of these events, whose ids a column has, in statements that are not too long."""
        places = {identity: self.answers.place_of(identity) for identity in asked}
        strangers = [identity for identity, place in places.items() if place is None]
        known = sorted((place, identity) for identity, place in places.items() if place is not None)
        parts = [rows[name].isin(part) for part in _parts(strangers)] + [
            _at(rows, name, part) for part in _parts(known)
        ]
        return [rows.filter(part) for part in parts] or [rows.limit(0)]

    @remembered
    def event(self, identity: str) -> pd.Series | None:
        """Return one event by its id, None where the table has none of that name."""
        found = self._to_events(self._named(identity))
        return None if found.empty else found.iloc[0].rename(self.answers.place_of(identity))

    @remembered
    def events(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return these events (see store.Store)."""
        asked = _plain(identities)
        found = pd.concat([self._to_events(rows) for rows in self._parts_of(EVENTS, "id", asked)])
        number = {identity: index for index, identity in enumerate(asked)}
        return found.iloc[found["id"].map(number).argsort()].reset_index(drop=True)

    def _named(self, identity: str) -> Rows:
        """Return the event of an id, found sooner where its place is known; no row where there is none."""
        if not ibis_expressions.is_plain(identity):
            return EVENTS.limit(0)
        place = self.answers.place_of(identity)
        named = EVENTS.filter(EVENTS.id == identity)
        return named if place is None else named.filter(named.position == place)

    def _compared(self, identity: str) -> pd.Series | None:
        found = self._fetch(self._named(identity).select(*COMPARED))
        return None if found.empty else found.iloc[0]

    @remembered
    def possibly_same(self, identity: str) -> pd.DataFrame:
        """Return the events that may be the same one as this (see store.Store)."""
        return self._to_events(self._page(self._same(identity), 0, MOST_NAMED))

    @remembered
    def count_possibly_same(self, identity: str) -> int:
        """Return how many events may be the same one as this."""
        same = self._same(identity)
        return int(self._fetch(same.aggregate(size=same.count()))["size"].iloc[0])

    def _same(self, identity: str) -> Rows:
        one = self._compared(identity)
        if one is None:
            return EVENTS.limit(0)
        countries = list(schema.to_list(pd.Series([one["countries"]])))
        shared = ibis_expressions.to_members("countries").filter(lambda members: members.code.isin(countries))
        met = (EVENTS.start_min <= int(one["start_max"])) & (EVENTS.start_max >= int(one["start_min"]))
        vague = ~EVENTS.known | ibis.literal(not one["known"])
        same = (EVENTS.meeting_type == one["meeting_type"]) & EVENTS.position.isin(shared.position)
        return EVENTS.filter(met, vague, same, EVENTS.position != int(one["position"]))

    @remembered
    def neighbours(self, selection: Selection, identity: str) -> Neighbours | None:
        """Return what stands before and after an event in the window; None where the selection does not hold it."""
        one = self._compared(identity)
        if one is None:
            return None
        inside = self._inside(EVENTS, selection)
        place, unordered = int(one["position"]), _unordered(inside, one)
        before, behind = inside.position < place, inside.position > place
        counts = self._fetch(
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
            order_not_known=() if others is None else tuple(self._fetch(others.select("id", "position"))["id"]),
            unordered=int(counts["unordered"]),
        )

    def _name_at(self, position: int) -> str:
        return str(self._fetch(EVENTS.filter(EVENTS.position == int(position)).select("id"))["id"].iloc[0])

    @remembered
    def beginnings(self, selection: Selection, within: Window) -> pd.DataFrame:
        """Count the events in the window by the days on which they may have begun (see store.Store)."""
        inside = self._inside(EVENTS, selection)
        met = inside.filter(inside.start_min <= within.last, inside.start_max >= within.first)
        begun = met.mutate(vague=met.doubtful | (met.start_min < met.start_max))
        counts = begun.group_by(neighbours.BEGINNINGS).aggregate(events=begun.count())
        return self._fetch(counts).sort_values(neighbours.BEGINNINGS, ignore_index=True)


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
    """Return whether the order of dated events to one is not known (see windows.order_known)."""
    vague = (
        rows.doubtful | (rows.start_min < rows.start_max) | bool(one["doubtful"] or one["start_min"] < one["start_max"])
    )
    overlap = (rows.start_min <= int(one["start_max"])) & (rows.start_max >= int(one["start_min"]))
    return overlap & vague & (rows.position != int(one["position"]))

"""What is made of a table once, so that no question reads a text or a row: arrays, codes and indexes."""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from components.dates import calendar_units, certainty, edtf
from components.dates.calendar_cells import CalendarCells, find_calendar_cells
from components.dates.windows import Window
from components.events import schema
from components.events.precedence import compute_precedence, compute_priority
from components.events.raw_table import Progress
from components.events.schema import BOUNDS
from components.events.table import LEAST_RANK, Table
from components.query import filters, lane_schemes
from components.query.choice import Choice
from components.query.column_arrays import ColumnArrays, as_objects
from components.stores.memory import binning, predicates
from components.stores.memory.inverted_index import InvertedIndex
from components.stores.memory.text_index import TextIndex
from components.stores.memory.window_index import WindowIndex

MARK_TEXTS = ("id", "title", "date", "meeting_type", "level", "status")
MARK_NUMBERS = (*BOUNDS, "uncertain", "approximate")
MOST_WAYS = 32  # filters, and ways to make lanes, that are held: more than a table has
TEXTS = 0.3  # share of the time that preparing the search takes
_FAR_DAY = 2**33  # more than there are days from one end of time to the other
_REGION = "region"  # the filter that hangs on the scheme of regions; of the ways to make lanes it is the nested one
_SHARED = (
    *("span", "known", "kinds", "ranks", "positions", "windows"),
    *("_mark_texts", "_mark_numbers", "_precedence", "_evidence_order"),
)
_USUAL_LANES = lane_schemes.LANE_SCHEMES[0].key


class TableIndex:
    """Hold arrays by position of the event; everything is made when first asked for and then only read."""

    def __init__(self, table: Table, like: "TableIndex | None" = None) -> None:
        """Take the bounds as arrays; `like`: the same table's under another scheme of regions, for all but these."""
        self._table = table
        self._like = like
        if like:
            vars(self).update({name: getattr(like, name) for name in _SHARED})
        self.dates: dict[str, Any] = like.dates if like else certainty.build_columns(table.events)
        self.keeper = lru_cache(maxsize=MOST_WAYS)(self._to_keeper)
        self.lane_members = lru_cache(maxsize=MOST_WAYS)(self._to_lane_members)
        self.cells = lru_cache(maxsize=len(calendar_units.STRIP_UNITS))(self._to_cells)
        self._precedence_by_lane = lru_cache(maxsize=MOST_WAYS)(self._to_precedence_by_lane)
        self._lane_ends = lru_cache(maxsize=MOST_WAYS)(self._to_lane_ends)
        self._lane_sizes = lru_cache(maxsize=MOST_WAYS)(self._to_lane_sizes)
        self._whole_densities = lru_cache(maxsize=len(calendar_units.UNITS))(self._to_whole_density)

    def prepare(self, progress: Progress = lambda _: None) -> None:
        """Make all that the first view of a table asks for; `progress` is told between, 0..1, and may raise to stop."""
        if isinstance(index := self.keeper(filters.TEXT.key), TextIndex):
            index.prepare(lambda share: progress(share * TEXTS))
        steps: list[Callable[[], object]] = [
            *(partial(self._prepare_members, self.keeper, each.key) for each in filters.facets_of(self._table)),
            partial(self._prepare_members, self.lane_members, _USUAL_LANES),
            *(partial(self.cells, unit) for unit in calendar_units.STRIP_UNITS),
            *(partial(getattr, self, name) for name in _SHARED),
            partial(self._precedence_by_lane, _USUAL_LANES),
            partial(self._lane_ends, _USUAL_LANES),
            partial(self._lane_sizes, _USUAL_LANES),
        ]
        for number, step in enumerate(steps):
            progress(TEXTS + (1 - TEXTS) * number / len(steps))
            step()

    @staticmethod
    def _prepare_members(find: Callable[[str], InvertedIndex | TextIndex], key: str) -> None:
        if isinstance(members := find(key), InvertedIndex):
            members.prepare()

    def _to_keeper(self, key: str) -> InvertedIndex | TextIndex:
        if self._like and key != _REGION:
            return self._like.keeper(key)
        return predicates.index_filter(filters.find(self._table, key), self._table)

    def _to_lane_members(self, lanes_by: str) -> InvertedIndex:
        scheme = lane_schemes.find(self._table, lanes_by)
        if self._like and not scheme.nested:
            return self._like.lane_members(lanes_by)
        return predicates.index_lanes(scheme, self._table)

    def _to_cells(self, unit: str) -> CalendarCells:
        return self._like.cells(unit) if self._like else find_calendar_cells(self.dates, unit)

    @cached_property
    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        days = np.concatenate([self.dates[name] for name in BOUNDS])
        bounded = days[(days != edtf.BEGINNINGLESS) & (days != edtf.ENDLESS)]
        return Window(int(bounded.min()), int(bounded.max())) if bounded.size else None

    @cached_property
    def known(self) -> np.ndarray:
        """Return a bool per event: its days are known."""
        return np.asarray(certainty.are_days_known(self.dates))

    @cached_property
    def kinds(self) -> np.ndarray:
        """Return a number per event for its kind of meeting, none stated being a kind too."""
        numbers, _ = pd.factorize(self._table.events["meeting_type"])
        return numbers.astype(np.int32)

    @cached_property
    def ranks(self) -> np.ndarray:
        """Return the rank (int16) of every event's kind."""
        ranks = self._table.meeting_types["rank"]
        return self._table.events["meeting_type"].map(ranks).fillna(LEAST_RANK).to_numpy(dtype=np.int16)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return the position of every event by its id."""
        return {identity: position for position, identity in enumerate(self._table.events["id"])}

    @cached_property
    def windows(self) -> WindowIndex:
        """Return what finds the events of a window."""
        return WindowIndex(self.dates)

    def whole_density(self, unit: str) -> ColumnArrays:
        """Return the counts of all dated events on calendar units (see store.Store.density)."""
        return self._whole_densities(unit)

    def _to_whole_density(self, unit: str) -> ColumnArrays:
        return binning.count_density(np.arange(self.windows.dated), self.known, self.cells(unit), self.dates)

    def count_lanes_earlier(self, lanes_by: str, window: Window) -> np.ndarray:
        """Count the events of every lane that end before a window, in the order of the lanes' codes."""
        ends, starts = self._lane_ends(lanes_by)
        lanes = np.arange(len(starts) - 1, dtype=np.int64)
        return np.searchsorted(ends, lanes * _FAR_DAY + (window.first + _FAR_DAY // 2)) - starts[:-1]

    def _to_lane_ends(self, lanes_by: str) -> tuple[np.ndarray, np.ndarray]:
        """Return lane and last day of every dated member as one number, in order, and where each lane's begin."""
        members = self.lane_members(lanes_by)
        dated = members.events < self.windows.dated
        lanes, ends = members.positions[dated].astype(np.int64), self.dates["end_max"][members.events[dated]]
        counted = np.bincount(lanes, minlength=len(members.codes))
        return np.sort(lanes * _FAR_DAY + ends + _FAR_DAY // 2), np.concatenate([[0], np.cumsum(counted)])

    def count_lane_sizes(self, lanes_by: str) -> np.ndarray:
        """Count all events of every lane: int array (lanes, 2), dated and undated."""
        return self._lane_sizes(lanes_by)

    def _to_lane_sizes(self, lanes_by: str) -> np.ndarray:
        members = self.lane_members(lanes_by)
        undated = (members.events >= self.windows.dated).astype(np.int64)
        counted = np.bincount(members.positions * np.int64(2) + undated, minlength=2 * len(members.codes))
        return counted.reshape(-1, 2)

    def marks(self, standing: binning.LaneRows, lanes: tuple[str, ...]) -> ColumnArrays:
        """Return what is drawn of some members, chronological within a lane (see store.Store.marks)."""
        events = standing.event
        asked = pa.array(events)
        texts = {name: as_objects(column.take(asked).to_pylist()) for name, column in self._mark_texts.items()}
        numbers = {name: column[events] for name, column in self._mark_numbers.items()}
        named = as_objects(lanes)[standing.lane]
        drawn = {"highlighted": standing.highlighted, "side": standing.side, "lane": named}
        return ColumnArrays({**texts, "rank": self.ranks[events], **numbers, **drawn})

    @cached_property
    def _mark_texts(self) -> dict[str, Any]:
        """Return the columns of text that are drawn, as Arrow has them: of a few rows nothing else need be read."""
        return {name: pa.array(self._table.events[name]) for name in MARK_TEXTS}

    @cached_property
    def _mark_numbers(self) -> dict[str, np.ndarray]:
        return {name: self._table.events[name].to_numpy() for name in MARK_NUMBERS}

    def by_precedence(self, lanes_by: str, lane: str) -> np.ndarray:
        """Return the events of a lane, highest rank first, among equal ranks by priority."""
        ordered, starts = self._precedence_by_lane(lanes_by)
        members = self.lane_members(lanes_by)
        (place,) = members.places((lane,))
        return ordered[starts[place] : starts[place + 1]]

    def _to_precedence_by_lane(self, lanes_by: str) -> tuple[np.ndarray, np.ndarray]:
        members = self.lane_members(lanes_by)
        order = np.lexsort((self._precedence[members.events], members.positions))
        counted = np.bincount(members.positions, minlength=len(members.codes))
        return members.events[order], np.concatenate([[0], np.cumsum(counted)])

    def precedence_of(self, events: np.ndarray) -> np.ndarray:
        """Return the places of some events (positions) among all, by rank and priority."""
        return self._precedence[events]

    @cached_property
    def _precedence(self) -> np.ndarray:
        """Return the place (int32) of every event among all, by rank and priority."""
        priorities, everyone = compute_priority(self._table.events["id"]), np.arange(len(self.ranks))
        place = np.empty(len(priorities), dtype=np.int32)
        place[np.argsort(compute_precedence(self.ranks.astype(np.int64), priorities, everyone))] = everyone
        return place

    def possibly_same(self, identity: str) -> np.ndarray:
        """Return the positions, in order, of the events that may be the same one as this (see store.Store)."""
        position, known = self.positions[identity], self.known
        one = certainty.select_rows(self.dates, position)
        met = certainty.can_begin_together(self.dates, one) & ~(known & known[position])
        countries = tuple(schema.split_list(self._table.events["countries"].iloc[[position]]))
        met &= (self.kinds == self.kinds[position]) & self.keeper("country").keeps(Choice("country", countries))
        met[position] = False
        return np.flatnonzero(met)

    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events (see store.Store.evidence)."""
        order, owners = self._evidence_order
        positions = np.array([self.positions[each] for each in identities if each in self.positions], dtype=np.int64)
        starts, ends = (np.searchsorted(owners, positions, side) for side in ("left", "right"))
        rows = [order[start:end] for start, end in zip(starts, ends, strict=True)]
        return self._table.evidence.iloc[np.concatenate([*rows, order[:0]])].reset_index(drop=True)

    @cached_property
    def _evidence_order(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows of the evidence by position of their event, and that position; others are left out."""
        owners = self._table.evidence["event"].map(self.positions).fillna(-1).to_numpy(dtype=np.int64)
        order = np.argsort(owners, kind="stable")
        order = order[owners[order] >= 0]
        return order, owners[order]


def as_shared(values: np.ndarray) -> np.ndarray:
    """Return what is remembered, and so handed out again and again, as read-only."""
    values.setflags(write=False)
    return values

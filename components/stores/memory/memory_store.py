"""The answer to the store's questions from a table in memory."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from components.dates import calendar_units, certainty
from components.dates.calendar_cells import UNHELD, format_cell_keys
from components.dates.certainty import Columns
from components.dates.windows import Window
from components.events.raw_table import Progress
from components.events.table import Table
from components.query import filters
from components.query.choice import Choice
from components.query.column_arrays import ColumnArrays, as_objects
from components.query.selection import BinKey, Selection
from components.query.store import BEGUN, CLASSES, INSIDE, MOST_NAMED, Neighbours, Totals
from components.stores import neighbours
from components.stores.memory import binning
from components.stores.memory.inverted_index import InvertedIndex, find_first
from components.stores.memory.table_index import TableIndex, as_shared
from components.stores.memory.text_index import TextIndex
from components.stores.memory.window_index import RowsOf

MANY_TIMES = 8  # events are looked at one by one where the table has more than so many times as many
REMEMBERED = 48  # answers kept per question; each is an array of the table's length at the most


class Found(NamedTuple):
    """Hold events in a window: their positions, in order, and for each the index (int8) in INSIDE of how it stands."""

    positions: np.ndarray
    standing: np.ndarray

    def count_standings(self) -> tuple[int, int, int]:
        """Return how many stand in each of the ways of INSIDE."""
        certain, uncertain, possible = np.bincount(self.standing, minlength=len(INSIDE)).tolist()
        return certain, uncertain, possible


class MemoryStore:
    """Answer the questions of store.Store; the table is read, never changed, and so can be shared by all visitors."""

    def __init__(self, table: Table, like: "MemoryStore | None" = None) -> None:
        """Take a table; what is prepared of it is made when first asked for, or by `prepare`.

        like: the store of the same table under another scheme of regions; most that it has made serves this one too.
        """
        self._table = table
        self.made: TableIndex = TableIndex(table, like.made if like else None)
        self._dates = self.made.dates
        self._kept = lru_cache(maxsize=REMEMBERED)(self._to_kept)
        self._near = lru_cache(maxsize=REMEMBERED)(self._to_near)
        self._inside = lru_cache(maxsize=REMEMBERED)(self._to_inside)
        self._found = lru_cache(maxsize=REMEMBERED)(self._to_found)
        self._density = lru_cache(maxsize=REMEMBERED)(self._to_density)

    def prepare(self, progress: Progress = lambda _: None) -> None:
        """Make all that the first visitor would wait for; `progress` is told between, 0..1, and may raise to stop."""
        self.made.prepare(progress)

    def forget(self) -> None:
        """Drop what was remembered of questions, so that the next one costs what it costs."""
        for remembered in (self._kept, self._near, self._inside, self._found, self._density):
            remembered.cache_clear()

    def _to_kept(self, choices: tuple[Choice, ...]) -> np.ndarray:
        """Return a bool per event: whether every filter keeps it."""
        kept = np.ones(self.size(), dtype=bool)
        for choice in choices:
            kept &= self.made.keeper(choice.key).keeps(choice)
        return as_shared(kept)

    def _to_near(self, window: Window, margin: int) -> np.ndarray:
        """Return the positions of what may lie in a window or its margin, in order."""
        return as_shared(self.made.windows.find_near(window, margin))

    def _to_inside(self, window: Window) -> Found:
        positions = self._near(window, 0)
        return Found(positions, as_shared(_find_standing(RowsOf(self._dates, positions), window)))

    def _to_found(self, choices: tuple[Choice, ...], window: Window) -> Found:
        """Return what is kept, and in the window."""
        inside = self._inside(window)
        if not choices:
            return inside
        kept = self._kept(choices)[inside.positions]
        return Found(as_shared(inside.positions[kept]), as_shared(inside.standing[kept]))

    def _positions_inside(self, selection: Selection) -> np.ndarray:
        return self._found(selection.choices, selection.window).positions

    def _earlier(self, choices: tuple[Choice, ...], window: Window) -> np.ndarray:
        """Return the positions of what filters keep and what ends before a window."""
        dated = RowsOf(self._dates, slice(self.made.windows.dated))
        return np.flatnonzero(self._kept(choices)[: self.made.windows.dated] & certainty.is_earlier(dated, window))

    def size(self) -> int:
        """Return how many events the table has."""
        return len(self._table.events)

    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        return self.made.span

    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""
        found, windows = self._found(selection.choices, selection.window), self.made.windows
        if selection.choices:
            kept = self._kept(selection.choices)
            dated, every = (int(np.count_nonzero(each)) for each in (kept[: windows.dated], kept))
            earlier = len(self._earlier(selection.choices, selection.window))
        else:
            dated, every, earlier = windows.dated, self.size(), windows.count_earlier(selection.window)
        later = dated - len(found.positions) - earlier
        return Totals(*found.count_standings(), earlier=earlier, later=later, undated=every - dated)

    def _facet_members(self, key: str) -> InvertedIndex:
        members = self.made.keeper(key)
        if not isinstance(members, InvertedIndex):
            raise TypeError(f"The filter “{key}” has no codes to count.")
        return members

    def count_codes(self, key: str) -> int:
        """Return how many codes of one filter the events of the table carry."""
        return len(self._facet_members(key).codes)

    def codes(self, key: str, after: str = "") -> Sequence[str]:
        """Return the codes of one filter that come after one in alphabetical order: all of them at a time."""
        codes = self._facet_members(key).codes
        return codes[bisect_right(codes, after) :] if after else codes

    def has_code(self, key: str, code: str) -> bool:
        """Return whether any event of the table carries a code of one filter."""
        return code in self._facet_members(key)

    def has_lane(self, lanes_by: str, lane: str) -> bool:
        """Return whether any event of the table stands in a lane."""
        return lane in self.made.lane_members(lanes_by)

    def offer_text(self, text: str) -> str:
        """Return a search like this one that finds something, "" where there is none or this one does."""
        index = self.made.keeper(filters.TEXT.key)
        return index.offer(text) if isinstance(index, TextIndex) else ""

    def facet(
        self, selection: Selection, key: str, most: int | None = None, codes: Sequence[str] | None = None
    ) -> ColumnArrays:
        """Count events per code of one filter, ignoring its own choice (see store.Store)."""
        others = selection.without(key)
        members = self._facet_members(key)
        found = self._found(others.choices, others.window)
        counts = members.count_at(found.positions, found.standing, len(INSIDE))
        asked = members.places(codes) if codes is not None else np.arange(len(members.codes))
        if codes is None and most is not None and most < len(asked):
            chosen = members.places(selection.chosen(key).codes)
            foremost = np.argsort(-counts.sum(axis=1), kind="stable")[:most]
            asked = np.unique(np.concatenate([foremost, chosen]))
        return ColumnArrays({"code": members.names[asked], **dict(zip(INSIDE, counts[asked].T, strict=True))})

    def lanes(self, selection: Selection, lanes_by: str) -> ColumnArrays:
        """Count events per lane (see store.Store)."""
        members, window = self.made.lane_members(lanes_by), selection.window
        found = self._found(selection.choices, window)
        inside = members.count_at(found.positions, found.standing, len(INSIDE)).T
        if selection.choices:
            kept = np.flatnonzero(self._kept(selection.choices))
            dated, undated = members.count_at(kept, (kept >= self.made.windows.dated).astype(np.int8), 2).T
            earlier_events = self._earlier(selection.choices, window)
            earlier = members.count_at(earlier_events, np.zeros(len(earlier_events), dtype=np.int8), 1)[:, 0]
        else:
            dated, undated = self.made.count_lane_sizes(lanes_by).T
            earlier = self.made.count_lanes_earlier(lanes_by, window)
        counts = (*inside, earlier, dated - inside.sum(axis=0) - earlier, undated)
        return ColumnArrays({"lane": members.names, **dict(zip(CLASSES, counts, strict=True))})

    def _standing(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], margin: int) -> binning.LaneRows:
        """Return the members of lanes that are drawn in the window and its margins, lane by lane, in order."""
        shown, window = selection.shown(), selection.window
        near = self._near(window, margin)
        if shown.choices:
            near = near[self._kept(shown.choices)[near]]
        event, lane = self._place(near, lanes_by, lanes)
        dates = RowsOf(self._dates, event)
        side = np.zeros(len(event), dtype=np.int8)
        if margin:
            side[certainty.is_earlier(dates, window)] = binning.BEFORE
            side[certainty.is_later(dates, window)] = binning.BEHIND
        alike = shown == selection
        highlighted = np.ones(len(event), dtype=bool) if alike else self._kept(selection.choices)[event]
        counted = highlighted & (side == binning.INSIDE)
        standing = np.where(counted, _find_standing(dates, window), np.int8(binning.NOT_COUNTED))
        return binning.LaneRows(lane, event, side, highlighted, standing)

    def _place(self, events: np.ndarray, lanes_by: str, lanes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Return which of some events (positions, in order) stand in lanes, and the index of the lane, lane by lane."""
        members = self.made.lane_members(lanes_by)
        number = np.full(len(members.codes) + 1, -1, dtype=np.int16)
        for index, place in enumerate(members.find(lanes)):
            number[place] = index
        rows, places = members.expand(events)
        lane = number[places]
        order = np.argsort(lane, kind="stable")
        order = order[np.searchsorted(lane[order], 0) :]
        return events[rows[order]], lane[order]

    def density(self, selection: Selection, unit: str) -> ColumnArrays:
        """Count the dated events that the filters keep on calendar units (see store.Store)."""
        return self._density(selection.choices, unit) if selection.choices else self.made.whole_density(unit)

    def _to_density(self, choices: tuple[Choice, ...], unit: str) -> ColumnArrays:
        dated = np.flatnonzero(self._kept(choices) & self._dates["dated"])
        return binning.count_density(dated, self.made.known, self.made.cells(unit), self._dates)

    def bins(
        self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], unit: str, margin: int = 0
    ) -> ColumnArrays:
        """Count the events in the window on calendar units, each event once a lane (see store.Store)."""
        standing = self._standing(selection, lanes_by, lanes, margin)
        bins = binning.count_bins(standing, self.made.cells(unit), self._dates, selection.window, margin)
        lane, unit_names = as_objects(lanes)[bins["lane"]], binning.UNIT_NAMES[bins["unit"]]
        return ColumnArrays({**bins, "lane": lane, "unit": unit_names})

    def marks(
        self,
        selection: Selection,
        lanes_by: str,
        lanes: tuple[str, ...],
        margin: int = 0,
        most_beyond: int | None = None,
    ) -> ColumnArrays:
        """Return the events in the window, one row a lane they stand in (see store.Store)."""
        standing = self._standing(selection, lanes_by, lanes, margin)
        return self.made.marks(binning.nearest(standing, self._dates, most_beyond), lanes)

    def foremost(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], most: int) -> ColumnArrays:
        """Return as `marks` does of every lane the `most` events of highest rank (see store.Store)."""
        shown = selection.shown()
        found = self._found(shown.choices, shown.window).positions
        if len(found) * MANY_TIMES < self.size():
            event, lane = self._place(found, lanes_by, lanes)
            order = np.lexsort((self.made.precedence_of(event), lane))
            _, starts, sizes = np.unique(lane[order], return_index=True, return_counts=True)
            chosen = np.sort(order[np.arange(len(order)) - np.repeat(starts, sizes) < most])
            event, lane = event[chosen], lane[chosen]
        else:
            inside = np.zeros(self.size(), dtype=bool)
            inside[found] = True
            firsts = [find_first(self.made.by_precedence(lanes_by, each), inside, most) for each in lanes]
            event = np.concatenate([*(np.sort(events) for events in firsts), np.array([], dtype=np.int32)])
            lane = np.repeat(np.arange(len(lanes)), [len(events) for events in firsts])
        highlighted = self._kept(selection.choices)[event]
        side = np.zeros(len(event), dtype=np.int8)
        return self.made.marks(binning.LaneRows(lane, event, side, highlighted, side), lanes)

    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `standing`: one of INSIDE."""
        return self._rows_at(selection, self._positions_inside(selection)[_page(offset, limit)])

    def binned(
        self, selection: Selection, lanes_by: str, key: BinKey, offset: int = 0, limit: int | None = None
    ) -> pd.DataFrame:
        """Return the events that `bins` counts in one bin, as `rows` does."""
        return self._rows_at(selection, self._in_bin(selection, lanes_by, key)[_page(offset, limit)])

    def binned_count(self, selection: Selection, lanes_by: str, key: BinKey) -> int:
        """Return how many events `binned` has, whatever its limit."""
        return len(self._in_bin(selection, lanes_by, key))

    def _in_bin(self, selection: Selection, lanes_by: str, key: BinKey) -> np.ndarray:
        members = self.made.lane_members(lanes_by).of(key.lane)
        events = np.intersect1d(members, self._positions_inside(selection), assume_unique=True)
        cells = self.made.cells(key.strip_unit).find(events, self._dates)
        begun = cells["last"] < selection.window.first
        if key.unit == BEGUN:
            return events[begun]
        unit = calendar_units.UNITS.index(key.unit) if key.unit else UNHELD
        firsts, first = (format_cell_keys(np.array(days), bool(key.unit)) for days in (cells["first"], [key.first]))
        return events[(cells["unit"] == unit) & (firsts == first) & ~begun]

    def _rows_at(self, selection: Selection, positions: np.ndarray) -> pd.DataFrame:
        found = self._table.events.iloc[positions].reset_index(drop=True)
        return found.assign(standing=certainty.find_standings(found, selection.window))

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""
        dated = self.made.windows.dated
        positions = np.flatnonzero(self._kept(selection.choices)[dated:])[_page(offset, limit)] + dated
        return self._table.events.iloc[positions].reset_index(drop=True)

    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events (see store.Store)."""
        return self.made.evidence(identities)

    def event(self, identity: str) -> pd.Series | None:
        """Return one event by its id, None where the table has none of that name."""
        position = self.made.positions.get(identity)
        return None if position is None else self._table.events.iloc[position]

    def events(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return these events, each once, in this order; those that are not there are left out."""
        found = [self.made.positions.get(identity, -1) for identity in dict.fromkeys(identities)]
        return self._table.events.iloc[[place for place in found if place >= 0]].reset_index(drop=True)

    def possibly_same(self, identity: str) -> pd.DataFrame:
        """Return the events that may be the same one as this (see store.Store)."""
        return self._table.events.iloc[self.made.possibly_same(identity)[:MOST_NAMED]].reset_index(drop=True)

    def count_possibly_same(self, identity: str) -> int:
        """Return how many events may be the same one as this."""
        return len(self.made.possibly_same(identity))

    def neighbours(self, selection: Selection, identity: str) -> Neighbours | None:
        """Return what stands before and after an event in the window; None where the selection does not hold it."""
        positions, position = self._positions_inside(selection), self.made.positions.get(identity, -1)
        return neighbours.find_neighbours(self._table.events["id"], self._dates, positions, position)

    def beginnings(self, selection: Selection, within: Window) -> pd.DataFrame:
        """Count the events in the window by the days on which they may have begun (see store.Store)."""
        return neighbours.count_beginnings(self._dates, self._positions_inside(selection), within)


def _find_standing(dates: Columns, window: Window) -> np.ndarray:
    """Return the index (int8) in INSIDE of how each of some events stands in a window that all of them meet."""
    certain, uncertain = certainty.is_certain(dates, window), certainty.is_uncertain(dates, window)
    return np.where(certain, np.int8(0), np.where(uncertain, np.int8(1), np.int8(2)))


def _page(offset: int, limit: int | None) -> slice:
    return slice(offset, None if limit is None else offset + limit)

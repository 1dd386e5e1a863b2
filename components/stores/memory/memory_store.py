"""The answer to the store's questions from a table in memory."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from components.dates import calendar_units
from components.dates.calendar_cells import UNHELD, format_cell_keys
from components.dates.windows import Window
from components.events.raw_table import Progress
from components.events.table import Table
from components.query import filters
from components.query.choice import Choice
from components.query.column_arrays import ColumnArrays, as_objects
from components.query.selection import BinKey, Selection
from components.query.store import BEGUN, CERTAIN, CLASSES, MOST_NAMED, POSSIBLE, UNDATED, Neighbours, Totals
from components.stores import neighbours
from components.stores.memory import binning
from components.stores.memory.inverted_index import Groups, InvertedIndex, find_first
from components.stores.memory.table_index import TableIndex, as_shared
from components.stores.memory.text_index import TextIndex

REMEMBERED = 48  # answers kept per question; each is an array of the table's length at the most


class MemoryStore:
    """Answer the questions of store.Store; the table is read, never changed, and so can be shared by all visitors."""

    def __init__(self, table: Table, like: "MemoryStore | None" = None) -> None:
        """Take a table; what is prepared of it is made when first asked for, or by `prepare`.

        like: the store of the same table under another scheme of regions; most that it has made serves this one too.
        """
        self._table = table
        self.made: TableIndex = TableIndex(table, like.made if like else None)
        self._dates = self.made.dates
        self._classes = lru_cache(maxsize=REMEMBERED)(lambda window: as_shared(self.made.classes(window)))
        self._kept = lru_cache(maxsize=REMEMBERED)(self._to_kept)
        self._groups = lru_cache(maxsize=REMEMBERED)(self._to_groups)
        self._positions_inside = lru_cache(maxsize=REMEMBERED)(self._to_positions_inside)
        self._density = lru_cache(maxsize=REMEMBERED)(self._to_density)

    def prepare(self, progress: Progress = lambda _: None) -> None:
        """Make all that the first visitor would wait for; `progress` is told between, 0..1, and may raise to stop."""
        self.made.prepare(progress)

    def forget(self) -> None:
        """Drop what was remembered of questions, so that the next one costs what it costs."""
        for remembered in (self._classes, self._kept, self._groups, self._positions_inside, self._density):
            remembered.cache_clear()

    def _to_kept(self, choices: tuple[Choice, ...]) -> np.ndarray:
        """Return a bool per event: whether every filter keeps it."""
        kept = np.ones(self.size(), dtype=bool)
        for choice in choices:
            kept &= self.made.keeper(choice.key).keeps(choice)
        return as_shared(kept)

    def _to_groups(self, choices: tuple[Choice, ...], window: Window, how_many: int) -> Groups:
        classes = self._classes(window)  # the first so many of CLASSES
        return Groups(np.where(self._kept(choices) & (classes < how_many), classes, np.int8(-1)), how_many)

    def _to_positions_inside(self, selection: Selection) -> np.ndarray:
        """Return the positions of what is kept, and certainly or possibly in the window, in order."""
        inside = self._kept(selection.choices) & (self._classes(selection.window) <= POSSIBLE)
        return as_shared(np.flatnonzero(inside).astype(np.int32))

    def size(self) -> int:
        """Return how many events the table has."""
        return len(self._table.events)

    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        return self.made.span

    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""
        groups = self._groups(selection.choices, selection.window, len(CLASSES))
        return Totals(*(int(np.bitwise_count(bits).sum(dtype=np.int64)) for bits in groups.bits))

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
        counts = members.count(self._groups(others.choices, others.window, POSSIBLE + 1))
        asked = members.places(codes) if codes is not None else np.arange(len(members.codes))
        if codes is None and most is not None and most < len(asked):
            chosen = members.places(selection.chosen(key).codes)
            foremost = np.argsort(-counts.sum(axis=1), kind="stable")[:most]
            asked = np.unique(np.concatenate([foremost, chosen]))
        certain, possible = counts[asked].T
        return ColumnArrays({"code": members.names[asked], "certain": certain, "possible": possible})

    def lanes(self, selection: Selection, lanes_by: str) -> ColumnArrays:
        """Count events per lane (see store.Store)."""
        members = self.made.lane_members(lanes_by)
        counts = members.count(self._groups(selection.choices, selection.window, len(CLASSES)))
        return ColumnArrays({"lane": members.names, **dict(zip(CLASSES, counts.T, strict=True))})

    def _standing(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], margin: int) -> binning.LaneRows:
        """Return the members of lanes that are drawn in the window and its margins."""
        shown = selection.shown()
        sides = self.made.sides(self._kept(shown.choices), self._classes(shown.window), shown.window, margin)
        members = self.made.lane_members(lanes_by)
        found = [events[sides[events] <= binning.BEHIND] for events in map(members.of, lanes)]
        event = np.concatenate([*found, np.array([], dtype=np.int32)])
        lane = np.repeat(np.arange(len(lanes)), [len(events) for events in found])
        side = sides[event]
        alike = shown == selection
        highlighted = np.ones(len(event), dtype=bool) if alike else self._kept(selection.choices)[event]
        doubtful = highlighted & (side == binning.INSIDE) & (self._classes(selection.window)[event] == POSSIBLE)
        return binning.LaneRows(lane, event, side, highlighted, doubtful)

    def density(self, selection: Selection, unit: str) -> ColumnArrays:
        """Count the dated events that the filters keep on calendar units (see store.Store)."""
        return self._density(selection.choices, unit)

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
        inside = self._kept(shown.choices) & (self._classes(shown.window) <= POSSIBLE)
        found = [find_first(self.made.by_precedence(lanes_by, lane), inside, most) for lane in lanes]
        event = np.concatenate([*(np.sort(events) for events in found), np.array([], dtype=np.int32)])
        lane = np.repeat(np.arange(len(lanes)), [len(events) for events in found])
        highlighted = self._kept(selection.choices)[event]
        side = np.zeros(len(event), dtype=np.int8)
        return self.made.marks(binning.LaneRows(lane, event, side, highlighted, highlighted), lanes)

    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `certain` (bool)."""
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
        events = members[(self._kept(selection.choices) & (self._classes(selection.window) <= POSSIBLE))[members]]
        cells = self.made.cells(key.strip_unit).find(events, self._dates)
        begun = cells["last"] < selection.window.first
        if key.unit == BEGUN:
            return events[begun]
        unit = calendar_units.UNITS.index(key.unit) if key.unit else UNHELD
        firsts, first = (format_cell_keys(np.array(days), bool(key.unit)) for days in (cells["first"], [key.first]))
        return events[(cells["unit"] == unit) & (firsts == first) & ~begun]

    def _rows_at(self, selection: Selection, positions: np.ndarray) -> pd.DataFrame:
        certain = self._classes(selection.window)[positions] == CERTAIN
        return self._table.events.iloc[positions].assign(certain=certain).reset_index(drop=True)

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""
        classes = self._classes(selection.window)
        positions = np.flatnonzero(self._kept(selection.choices) & (classes == UNDATED))[_page(offset, limit)]
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


def _page(offset: int, limit: int | None) -> slice:
    return slice(offset, None if limit is None else offset + limit)

"""This file is the answer to the store's questions from a table in memory."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from components.timeline import calendar_units, dates, filters, lane_schemes, schema, windows
from components.timeline.filters import Choice, Members
from components.timeline.schema import BOUNDS
from components.timeline.selection import BinKey, Selection
from components.timeline.store import BEGUN, CERTAIN, CLASSES, MOST_NAMED, POSSIBLE, UNDATED, Neighbours, Totals
from components.timeline.table import LEAST_RANK, Table
from components.timeline.text_search import TextIndex
from components.timeline.windows import Window

MARK_COLUMNS = ["id", "title", "date", "meeting_type", "status", "rank", *BOUNDS, "uncertain", "approximate"]
UNIT_NAMES = np.array([*calendar_units.UNITS, ""], dtype=object)  # the last for index -1: no unit holds it
FIRST_DAY = dates.to_day("0001-01-01")  # no link can name a bin by a day before it
REMEMBERED = 64  # answers kept per question; each is an array of the table's length at the most


class PandasStore:
    """Answer the questions of store.Store; the table is read, never changed, and so can be shared by all visitors."""

    def __init__(self, table: Table) -> None:
        """Prepare bounds as arrays; ranks, members and calendar units are made when first asked for."""
        self._table = table
        self._bounds: dict[str, Any] = {
            name: table.events[name].to_numpy() for name in (*BOUNDS, "uncertain", "approximate")
        }
        self._classes = lru_cache(maxsize=REMEMBERED)(self._to_classes)
        self._kept = lru_cache(maxsize=REMEMBERED)(self._to_kept)
        self._keeper = lru_cache(maxsize=None)(lambda key: filters.BY_KEY[key].prepare(table))
        self._lane_members = lru_cache(maxsize=None)(lambda key: lane_schemes.BY_KEY[key].members(table))
        self._units = lru_cache(maxsize=len(calendar_units.UNITS))(self._to_units)

    @cached_property
    def _ranks(self) -> np.ndarray:
        ranks = self._table.meeting_types["rank"]
        return self._table.events["meeting_type"].map(ranks).fillna(LEAST_RANK).to_numpy(dtype=np.int16)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {identity: position for position, identity in enumerate(self._table.events["id"])}

    def _to_classes(self, window: Window) -> np.ndarray:
        """Return for every event where it stands to the window: the index of its class in CLASSES."""
        bounds = self._bounds
        standing = (windows.certain, windows.possible, windows.earlier, windows.later)
        tests = [stands(bounds, window) for stands in standing]
        return np.select(tests, [np.int8(number) for number in range(UNDATED)], np.int8(UNDATED))

    def _to_kept(self, choices: tuple[Choice, ...]) -> np.ndarray:
        """Return a bool per event: whether every filter keeps it."""
        kept = np.ones(self.size(), dtype=bool)
        for choice in choices:
            kept &= self._keeper(choice.key).keeps(choice)
        return kept

    def _groups(self, selection: Selection) -> np.ndarray:
        """Return for every event its class, -1 where a filter leaves it out."""
        return np.where(self._kept(selection.choices), self._classes(selection.window), -1)

    def _inside(self, selection: Selection) -> np.ndarray:
        """Return a bool per event: kept, and certainly or possibly in the window."""
        return self._kept(selection.choices) & (self._classes(selection.window) <= POSSIBLE)

    def size(self) -> int:
        """Return how many events the table has."""
        return len(self._table.events)

    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""
        days = np.concatenate([self._bounds[name] for name in BOUNDS])
        bounded = days[(days != dates.BEGINNINGLESS) & (days != dates.ENDLESS)]
        return Window(int(bounded.min()), int(bounded.max())) if bounded.size else None

    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""
        groups = self._groups(selection)
        return Totals(*(int(count) for count in np.bincount(groups[groups >= 0], minlength=len(CLASSES))))

    def _facet_members(self, key: str) -> Members:
        members = self._keeper(key)
        if not isinstance(members, Members):
            raise TypeError(f"The filter “{key}” has no codes to count.")
        return members

    def has_code(self, key: str, code: str) -> bool:
        """Return whether any event of the table carries a code of one filter."""
        return code in self._facet_members(key).codes

    def has_lane(self, lanes_by: str, lane: str) -> bool:
        """Return whether any event of the table stands in a lane."""
        return lane in self._lane_members(lanes_by).codes

    def offer_text(self, text: str) -> str:
        """Return a search like this one that finds something, "" where there is none or this one does."""
        index = self._keeper(filters.TEXT.key)
        return index.offer(text) if isinstance(index, TextIndex) else ""

    def facet(self, selection: Selection, key: str) -> pd.DataFrame:
        """Count events per code of one filter, ignoring its own choice: certain, possible; index = code."""
        groups = self._groups(selection.without(key))
        members = self._facet_members(key)
        counts = members.count(np.where(groups <= POSSIBLE, groups, -1), 2)
        return pd.DataFrame(counts, index=pd.Index(members.codes, name="code"), columns=["certain", "possible"])

    def lanes(self, selection: Selection, lanes_by: str) -> pd.DataFrame:
        """Count events per lane: the columns of CLASSES; index = lane key."""
        members = self._lane_members(lanes_by)
        counts = members.count(self._groups(selection), len(CLASSES))
        return pd.DataFrame(counts, index=pd.Index(members.codes, name="lane"), columns=list(CLASSES))

    def _lane_rows(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Return lane index (in `lanes`) and event position of all that stands in these lanes and in the window."""
        members = self._lane_members(lanes_by)
        wanted = {lane: index for index, lane in enumerate(lanes)}
        index_of = np.array([wanted.get(code, -1) for code in members.codes], dtype=np.int32)
        lane = index_of[members.positions]
        shown = (lane >= 0) & self._inside(selection)[members.events]
        return lane[shown], members.events[shown]

    def _to_units(self, unit: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return for every event the index of the unit that it counts in (-1 = its own range), and that unit's ends."""
        earliest, latest = self._bounds["start_min"], self._bounds["start_max"]
        indices = calendar_units.smallest_unit(earliest, latest, unit)
        firsts, lasts = earliest.copy(), latest.copy()
        for index, name in enumerate(calendar_units.UNITS):
            here = indices == index
            firsts[here] = calendar_units.unit_first(earliest[here], name)
            lasts[here] = calendar_units.unit_last(firsts[here], name)
        return indices, np.maximum(firsts, FIRST_DAY), lasts

    def density(self, selection: Selection, unit: str) -> pd.DataFrame:
        """Count the dated events that the filters keep on calendar units (see store.Store)."""
        dated = np.flatnonzero(self._kept(selection.choices) & (self._classes(selection.window) != UNDATED))
        cells = self._cells(dated, unit).assign(imprecise=~self._known[dated])
        counted = cells.groupby(["unit", "first", "last"], sort=True)["imprecise"].agg(["size", "sum"]).reset_index()
        known = counted["size"] - counted["sum"]
        named = counted.assign(unit=UNIT_NAMES[counted["unit"]], known=known, imprecise=counted["sum"])
        return named[["unit", "first", "last", "known", "imprecise"]]

    @cached_property
    def _known(self) -> np.ndarray:
        """Return a bool per event: its days are known."""
        bounds = self._bounds
        exact = (bounds["start_min"] == bounds["start_max"]) & (bounds["end_min"] == bounds["end_max"])
        return exact & ~bounds["uncertain"] & ~bounds["approximate"]

    def _cells(self, events: np.ndarray, unit: str) -> pd.DataFrame:
        """Return the unit (its index) and its first and last day that each of the events counts in."""
        return pd.DataFrame(
            dict(zip(("unit", "first", "last"), (values[events] for values in self._units(unit)), strict=True))
        )

    def bins(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], unit: str) -> pd.DataFrame:
        """Count the events in the window on calendar units, each event once a lane (see store.Store)."""
        lane, events = self._lane_rows(selection.shown(), lanes_by, lanes)
        lit = self._kept(selection.choices)[events]
        doubtful = lit & (self._classes(selection.window)[events] == POSSIBLE)
        cells = self._cells(events, unit).assign(lane=lane, events=1, lit=lit, doubtful=doubtful)
        cells["begun"] = cells["last"] < selection.window.first
        sums = {"last": "max", "events": "sum", "lit": "sum", "doubtful": "sum"}
        bins = cells.groupby(["lane", "unit", "first", "begun"], sort=True).agg(sums).reset_index()
        wide = (cells["unit"] != calendar_units.UNITS.index(unit)).to_numpy()
        ranges = (lane[wide], self._bounds["start_min"][events[wide]], self._bounds["start_max"][events[wide]])
        fine = (bins["unit"] == calendar_units.UNITS.index(unit)).to_numpy()
        bins["possibly"] = np.where(fine, _meeting(bins, ranges), 0)
        bins = bins.drop(columns="begun")
        return bins.assign(unit=UNIT_NAMES[bins["unit"]], lane=np.array(lanes, dtype=object)[bins["lane"]])

    def marks(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...]) -> pd.DataFrame:
        """Return the events in the window, one row a lane they stand in, chronological within a lane."""
        lane, events = self._lane_rows(selection.shown(), lanes_by, lanes)
        order = np.lexsort((events, lane))
        lit = self._kept(selection.choices)[events[order]]
        rows = self._table.events.iloc[events[order]].assign(rank=self._ranks[events[order]])[MARK_COLUMNS]
        return rows.assign(lit=lit, lane=np.array(lanes, dtype=object)[lane[order]]).reset_index(drop=True)

    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `certain` (bool)."""
        positions = np.flatnonzero(self._inside(selection))[_page(offset, limit)]
        return self._rows_at(selection, positions)

    def binned(self, selection: Selection, lanes_by: str, key: BinKey) -> pd.DataFrame:
        """Return the events that `bins` counts in one bin, as `rows` does."""
        _, events = self._lane_rows(selection, lanes_by, (key.lane,))
        cells = self._cells(events, key.strip_unit)
        begun = (cells["last"] < selection.window.first).to_numpy()
        there = (UNIT_NAMES[cells["unit"]] == key.unit) & (cells["first"] == key.first).to_numpy() & ~begun
        return self._rows_at(selection, np.sort(events[begun if key.unit == BEGUN else there]))

    def _rows_at(self, selection: Selection, positions: np.ndarray) -> pd.DataFrame:
        certain = self._classes(selection.window)[positions] == CERTAIN
        return self._table.events.iloc[positions].assign(certain=certain).reset_index(drop=True)

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""
        positions = np.flatnonzero(self._groups(selection) == UNDATED)[_page(offset, limit)]
        return self._table.events.iloc[positions].reset_index(drop=True)

    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events (see store.Store)."""
        rows = [self._evidence_of[identity] for identity in identities if identity in self._evidence_of]
        found = np.concatenate(rows) if rows else np.array([], dtype=np.int64)
        return self._table.evidence.iloc[found].reset_index(drop=True)

    @cached_property
    def _evidence_of(self) -> dict[str, np.ndarray]:
        """Return for every event that has any the places of its evidence, in the order of their file."""
        return {str(event): rows for event, rows in self._table.evidence.groupby("event").indices.items()}

    def event(self, identity: str) -> pd.Series | None:
        """Return one event by its id, None where the table has none of that name."""
        position = self._positions.get(identity)
        return None if position is None else self._table.events.iloc[position]

    def possibly_same(self, identity: str) -> pd.DataFrame:
        """Return the events that may be the same one as this (see store.Store)."""
        events, position = self._table.events, self._positions[identity]
        earliest, latest = self._bounds["start_min"], self._bounds["start_max"]
        met = (earliest <= latest[position]) & (latest >= earliest[position]) & ~(self._known & self._known[position])
        met &= (events["meeting_type"] == events["meeting_type"].iloc[position]).to_numpy()
        countries = Choice("country", tuple(schema.to_list(events["countries"].iloc[[position]])))
        met &= self._keeper("country").keeps(countries)
        met[position] = False
        return events.iloc[np.flatnonzero(met)[:MOST_NAMED]].reset_index(drop=True)

    def neighbours(self, selection: Selection, identity: str) -> Neighbours | None:
        """Return what stands before and after an event in the window; None where the selection does not hold it."""
        positions = np.flatnonzero(self._inside(selection))
        position = self._positions.get(identity, -1)
        place = int(np.searchsorted(positions, position))
        if place == len(positions) or positions[place] != position:
            return None
        identities = self._table.events["id"]
        before, after = positions[place - 1 : place], positions[place + 1 : place + 2]
        unordered = positions[~windows.order_known(self._bounds, position, positions) & (positions != position)]
        return Neighbours(
            previous=identities.iloc[before[0]] if before.size else "",
            following=identities.iloc[after[0]] if after.size else "",
            place=place + 1,
            of=len(positions),
            order_not_known=tuple(identities.iloc[unordered[:MOST_NAMED]]),
            unordered=len(unordered),
        )


def _page(offset: int, limit: int | None) -> slice:
    return slice(offset, None if limit is None else offset + limit)


def _meeting(bins: pd.DataFrame, ranges: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    """Count for each bin the (lane, first, last) ranges of the same lane that share a day with it."""
    lanes, firsts, lasts = ranges
    met = np.zeros(len(bins), dtype=np.int64)
    for lane in np.unique(lanes):
        here = lanes == lane
        rows = (bins["lane"] == lane).to_numpy()
        begun = np.searchsorted(np.sort(firsts[here]), bins["last"][rows], side="right")
        over = np.searchsorted(np.sort(lasts[here]), bins["first"][rows], side="left")
        met[rows] = begun - over
    return met

"""Which events carry which codes, prepared once so that a count costs as much as there is to count."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from components.query.choice import Choice
from components.query.column_arrays import as_objects

OUT = -1  # the group of an event that is not counted
_FEW = 8  # events are looked at one by one where there are at most so many times as many in all
_WORD = 64  # events that one word of bits holds
FIRST_TRIED = 1_024  # members looked at for the foremost, four times as many at every further try


@dataclass(frozen=True, eq=False)
class Groups:
    """Hold the group (int8, from 0; OUT = none) of every event, and how many groups there are."""

    of: np.ndarray
    how_many: int

    @cached_property
    def bits(self) -> tuple[np.ndarray, ...]:
        """Return for each group a bit per event, in words of 64."""
        return tuple(_to_bits(self.of == group) for group in range(self.how_many))


@dataclass(frozen=True, eq=False)
class InvertedIndex:
    """Hold which events carry which codes: two int32 arrays side by side, and the codes that the second points at."""

    events: np.ndarray
    positions: np.ndarray
    codes: tuple[str, ...]
    size: int  # how many events the table has

    @cached_property
    def names(self) -> np.ndarray:
        """Return the codes as an array of objects."""
        return as_objects(self.codes)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def _by_code(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the events code by code, each code's in order, and where each code's begin."""
        order = np.lexsort((self.events, self.positions))
        counted = np.bincount(self.positions, minlength=len(self.codes))
        return self.events[order], np.concatenate([[0], np.cumsum(counted)])

    @cached_property
    def _by_event(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the places of codes event by event, and where each event's begin."""
        order = np.argsort(self.events, kind="stable")
        counted = np.bincount(self.events, minlength=self.size)
        return self.positions[order], np.concatenate([[0], np.cumsum(counted)])

    def expand(self, events: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return for each code that some events (positions) carry the index among them, and the code's place."""
        places, starts = self._by_event
        begin = starts[events]
        carried = starts[events + 1] - begin
        rows = np.repeat(np.arange(len(events)), carried)
        before = np.cumsum(carried) - carried
        return rows, places[np.arange(len(rows)) + np.repeat(begin - before, carried)]

    @cached_property
    def _common(self) -> np.ndarray:
        """Return the places of the codes that so many events carry that a bit for every event is less to read."""
        return np.flatnonzero(np.bincount(self.positions, minlength=len(self.codes)) * _WORD > self.size)

    @cached_property
    def _common_bits(self) -> np.ndarray:
        carried = np.zeros((len(self._common), self.size), dtype=bool)
        for row, place in enumerate(self._common):
            carried[row, self._of(place)] = True
        return np.stack([_to_bits(row) for row in carried]) if len(carried) else np.zeros((0, 0), dtype=np.uint64)

    @cached_property
    def _rare(self) -> tuple[np.ndarray, np.ndarray]:
        """Return events and positions of the members of all other codes."""
        rare = np.isin(self.positions, self._common, invert=True)
        return self.events[rare], self.positions[rare]

    def prepare(self) -> None:
        """Make now what the first count would make."""
        self._by_event  # noqa: B018 — made by being asked for
        self._common_bits  # noqa: B018
        self._rare  # noqa: B018

    def __contains__(self, code: str) -> bool:
        """Return whether any event carries a code."""
        return code in self._place_of

    def places(self, codes: Sequence[str]) -> np.ndarray:
        """Return the places of those of the given codes that any event carries, in `codes`."""
        return np.array([self._place_of[code] for code in codes if code in self._place_of], dtype=np.int64)

    def find(self, codes: Sequence[str]) -> list[int]:
        """Return the place of each of the given codes, behind all of them for one that no event carries."""
        return [self._place_of.get(code, len(self.codes)) for code in codes]

    def of(self, code: str) -> np.ndarray:
        """Return the events (positions, in order) that carry a code."""
        place = self._place_of.get(code)
        return self.events[:0] if place is None else self._of(place)

    def _of(self, place: int) -> np.ndarray:
        events, starts = self._by_code
        return events[starts[place] : starts[place + 1]]

    def keeps(self, choice: Choice) -> np.ndarray:
        """Return a bool per event: whether it carries any, or with `every` all, of the chosen codes."""
        kept = np.full(self.size, choice.every and bool(choice.codes))
        for code in choice.codes:
            if choice.every:
                carried = np.zeros(self.size, dtype=bool)
                carried[self.of(code)] = True
                kept &= carried
            else:
                kept[self.of(code)] = True
        return kept

    def count_at(self, events: np.ndarray, group: np.ndarray, how_many: int) -> np.ndarray:
        """Count some events (positions), each in its group, per code: int array (codes, groups)."""
        if len(events) * _FEW > self.size:
            of = np.full(self.size, OUT, dtype=np.int8)
            of[events] = group
            return self.count(Groups(of, how_many))
        rows, places = self.expand(events)
        cells = places * np.int64(how_many) + group[rows]
        return np.bincount(cells, minlength=len(self.codes) * how_many).reshape(-1, how_many)

    def count(self, groups: Groups) -> np.ndarray:
        """Count distinct events per code and group: int array (codes, groups)."""
        events, positions = self._rare
        width = groups.how_many + 1  # one column for those that are out
        cells = positions * np.int32(width) + groups.of[events] + np.int32(1)
        counts = np.bincount(cells, minlength=len(self.codes) * width).reshape(-1, width)[:, 1:]
        if len(self._common):
            for group, bits in enumerate(groups.bits):
                counts[self._common, group] = np.bitwise_count(self._common_bits & bits).sum(axis=1, dtype=np.int64)
        return counts


def build_index(codes: pd.Series, size: int) -> InvertedIndex:
    """Turn codes on the position of their event (repeated where an event has several) into members; `size` events."""
    positions, known = pd.factorize(codes, sort=True)
    return InvertedIndex(codes.index.to_numpy(dtype=np.int32), positions.astype(np.int32), tuple(known), size)


def _to_bits(mask: np.ndarray) -> np.ndarray:
    packed = np.packbits(mask)
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)


def find_first(ordered: np.ndarray, inside: np.ndarray, most: int) -> np.ndarray:
    """Return the first few of events in their order that are inside, without looking at all of them where few do."""
    tried = FIRST_TRIED
    while True:
        found = ordered[:tried][inside[ordered[:tried]]][:most]
        if len(found) == most or tried >= len(ordered):
            return found
        tried *= 4

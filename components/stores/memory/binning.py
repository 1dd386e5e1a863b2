"""How the events of lanes are counted on calendar units: each once a lane, from prepared arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from components.dates import calendar_units, certainty
from components.dates.calendar_cells import FIRST_DAY, UNHELD, CalendarCells, format_cell_keys
from components.query.column_arrays import ColumnArrays
from components.query.store import INSIDE as INSIDE_WAYS

COLUMNS = ["lane", "side", "unit", "first", "last", "events", "highlighted", "uncertain", "possible", "others"]
BEFORE, INSIDE, BEHIND = -1, 0, 1
NOT_COUNTED = -1  # in place of how an event stands in the window: it is beside it, or grey
UNIT_NAMES = np.array([*calendar_units.UNITS, ""], dtype=object)  # the last for index -1: no unit holds it
_SIDES = 3
_TOLD = {INSIDE_WAYS.index(name): name for name in (certainty.UNCERTAIN, certainty.POSSIBLE)}  # counted apart
_ROOM = 4  # counts are kept for all possible bins where these are at most so many times what is counted


@dataclass(frozen=True, eq=False)
class LaneRows:
    """Hold where the members of some lanes stand, in arrays of one length: only those that are drawn.

    lane: index of the lane. event: position. side: BEFORE, INSIDE or BEHIND the window. highlighted: bool. standing:
    index in store.INSIDE of how it stands in the window, or NOT_COUNTED.
    """

    lane: np.ndarray
    event: np.ndarray
    side: np.ndarray
    highlighted: np.ndarray
    standing: np.ndarray

    def only(self, mask: np.ndarray) -> "LaneRows":
        """Return those that a mask holds."""
        return LaneRows(
            *(values[mask] for values in (self.lane, self.event, self.side, self.highlighted, self.standing))
        )


def nearest(standing: LaneRows, bounds: dict[str, Any], most: int | None) -> LaneRows:
    """Return those in the window and, of each lane's on one side of it, at most so many (None: all): the nearest."""
    if most is None:
        return standing
    beyond = np.flatnonzero(standing.side != INSIDE)
    event, side = standing.event[beyond], standing.side[beyond]
    far = np.where(side == BEHIND, bounds["start_min"][event], -bounds["end_max"][event].astype(np.int64))
    group = standing.lane[beyond] * _SIDES + side
    order = np.lexsort((event, far, group))
    _, starts, sizes = np.unique(group[order], return_index=True, return_counts=True)
    place = np.arange(len(order)) - np.repeat(starts, sizes)
    chosen = standing.side == INSIDE
    chosen[beyond[order[place < most]]] = True
    return standing.only(chosen)


def count_bins(
    standing: LaneRows, cells: CalendarCells, bounds: dict[str, Any], window: Any, margin: int
) -> dict[str, np.ndarray]:
    """Count members on the units of `cells`: the columns of COLUMNS, lane as index, unit as index in UNITS (see store).

    Sorted by lane, side, unit, first. What lies in a margin and counts in no unit that touches it is left out.
    """
    held = cells.of[standing.event] != UNHELD
    all_held = bool(held.all())
    of_units = _count_held(standing if all_held else standing.only(held), cells)
    others = {} if all_held else _count_unheld(standing.only(~held), bounds, window)
    counted = {name: np.concatenate([values, others[name]]) if others else values for name, values in of_units.items()}
    before, behind = window.first - margin, window.last + margin
    near = (counted["side"] == INSIDE) | ((counted["last"] >= before) & (counted["first"] <= behind))
    rows = np.flatnonzero(near)
    order = rows[np.lexsort([counted[name][rows] for name in ("last", "first", "unit", "side", "lane")])]
    bins = {name: values[order] for name, values in counted.items()}
    return {**bins, "others": _count_others(bins, standing, cells)}


def _count_held(standing: LaneRows, cells: CalendarCells) -> dict[str, np.ndarray]:
    """Count those whose unit is known beforehand."""
    how_many = len(cells.units)
    keys = (standing.lane.astype(np.int64) * _SIDES + (standing.side + 1)) * how_many + cells.of[standing.event]
    size = int(keys.max()) + 1 if len(keys) else 0
    if size > _ROOM * len(keys) + 100_000:
        known, keys = np.unique(keys, return_inverse=True)
        size = len(known)
    else:
        known = np.arange(size)
    events = np.bincount(keys, minlength=size)
    highlighted = events if standing.highlighted.all() else np.bincount(keys[standing.highlighted], minlength=size)
    told = [np.bincount(keys[standing.standing == way], minlength=size) for way in _TOLD]
    there = np.flatnonzero(events)
    lane_side, cell = np.divmod(known[there], how_many)
    return {
        "lane": lane_side // _SIDES,
        "side": lane_side % _SIDES - 1,
        "unit": cells.units[cell].astype(np.int64),
        "first": cells.firsts[cell],
        "last": cells.lasts[cell],
        "events": events[there],
        "highlighted": highlighted[there],
        **{name: counts[there] for name, counts in zip(_TOLD.values(), told, strict=True)},
    }


def _count_unheld(standing: LaneRows, bounds: dict[str, Any], window: Any) -> dict[str, np.ndarray]:
    """Count those that no unit holds by the century they begin in, apart from what began before the window."""
    first, last = np.maximum(bounds["start_min"][standing.event], FIRST_DAY), bounds["start_max"][standing.event]
    keys = {
        "lane": standing.lane.astype(np.int64),
        "side": standing.side.astype(np.int64),
        "century": format_cell_keys(first, held=False),
        "begun": last < window.first,
    }
    order, starts = _runs(list(keys.values()))
    there = order[starts]
    return {
        "lane": keys["lane"][there],
        "side": keys["side"][there],
        "unit": np.full(len(there), UNHELD, dtype=np.int64),
        "first": np.minimum.reduceat(first[order], starts) if len(there) else first,
        "last": np.maximum.reduceat(last[order], starts) if len(there) else last,
        "events": np.diff(starts, append=len(order)),
        "highlighted": _sums(standing.highlighted[order], starts),
        **{name: _sums(standing.standing[order] == way, starts) for way, name in _TOLD.items()},
    }


def _runs(keys: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the order of rows by keys, the first of them foremost, and where in it each group of equal rows begins."""
    order = np.lexsort(keys[::-1])
    begins = np.zeros(len(order), dtype=bool)
    begins[:1] = True
    for key in (values[order] for values in keys):
        begins[1:] |= key[1:] != key[:-1]
    return order, np.flatnonzero(begins)


def _sums(flags: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return how many are true in each of the groups that begin at `starts`."""
    whole = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])
    return np.diff(whole[starts], append=whole[-1])


def count_density(dated: np.ndarray, known: np.ndarray, cells: CalendarCells, bounds: dict[str, Any]) -> ColumnArrays:
    """Count dated events (positions) on the units of `cells`, those with known days apart (see store.Store.density)."""
    of = cells.of[dated]
    held = of != UNHELD
    sure = known[dated]
    counts = [np.bincount(of[held & mask], minlength=len(cells.units)) for mask in (sure, ~sure)]
    there = np.flatnonzero(counts[0] + counts[1])
    wide = dated[~held]
    first, last = np.maximum(bounds["start_min"][wide], FIRST_DAY), bounds["start_max"][wide]
    order, starts = _runs([first, last])
    ranges = order[starts]
    counted = {
        "unit": np.concatenate([np.full(len(starts), UNHELD, dtype=np.int64), cells.units[there]]),
        "first": np.concatenate([first[ranges], cells.firsts[there]]),
        "last": np.concatenate([last[ranges], cells.lasts[there]]),
        "known": np.concatenate([np.zeros(len(starts), dtype=np.int64), counts[0][there]]),
        "imprecise": np.concatenate([np.diff(starts, append=len(order)), counts[1][there]]),
    }
    in_order = np.lexsort([counted[name] for name in ("last", "first", "unit")])
    sorted_by_unit = {name: values[in_order] for name, values in counted.items()}
    columns = {**sorted_by_unit, "unit": UNIT_NAMES[sorted_by_unit["unit"]]}
    for values in columns.values():
        values.setflags(write=False)  # it is remembered, and so handed out again and again
    return ColumnArrays(columns)


def _count_others(bins: dict[str, np.ndarray], standing: LaneRows, cells: CalendarCells) -> np.ndarray:
    """Count for each bin of the finest unit in the window those of its lane that may fall there and count elsewhere."""
    found = np.zeros(len(bins["lane"]), dtype=np.int64)
    finest = calendar_units.UNITS.index(cells.unit)
    rows = np.flatnonzero((bins["unit"] == finest) & (bins["side"] == INSIDE))
    if not len(rows):
        return found
    numbers = calendar_units.unit_number(bins["first"][rows], cells.unit)
    lowest, reach = int(numbers.min()), int(numbers.max() - numbers.min()) + 1
    held = cells.of[standing.event]
    wide = standing.only((standing.side == INSIDE) & ((held == UNHELD) | ~cells.fine[held]))
    first = np.clip(cells.earliest[wide.event] - lowest, 0, reach)
    last = np.clip(cells.latest[wide.event] - lowest, -1, reach - 1) + 1
    lanes, at = np.unique(bins["lane"][rows], return_inverse=True)
    within = np.isin(wide.lane, lanes)
    lane_of = np.searchsorted(lanes, wide.lane[within]) * (reach + 1)
    shape = (len(lanes), reach + 1)
    begun = np.bincount(lane_of + first[within], minlength=shape[0] * shape[1]).reshape(shape).cumsum(axis=1)
    over = np.bincount(lane_of + last[within], minlength=shape[0] * shape[1]).reshape(shape).cumsum(axis=1)
    found[rows] = begun[at, numbers - lowest] - over[at, numbers - lowest]
    return found

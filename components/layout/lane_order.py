"""The order of lanes: which stand on screen, in which order, and what each should show."""

from typing import NamedTuple

import numpy as np

from components.events.table import Table
from components.query import lane_schemes
from components.query.column_arrays import ColumnArrays
from components.query.selection import Request
from components.query.store import CLASSES, INSIDE

MOST_LANES = 150  # on screen; the others are counted, and come when asked for
MARKS, STRIP, HEAD, NOTHING = "marks", "strip", "head", "nothing"


class Listed(NamedTuple):
    """Hold one lane to show: its key, what it should show, and how many events of it are in the window."""

    key: str
    shows: str
    inside: int


def order_lanes(
    counts: ColumnArrays, request: Request, table: Table, more: int = 0, only: tuple[str, ...] = ()
) -> tuple[list[Listed], int]:
    """List the lanes to show, at most MOST_LANES and `more`, and say how many are left.

    Where there are `only` some to show, these, in this order. Else pinned lanes come first, in the order of pinning;
    then by count in the window, then by all that the filters keep, then by name. `counts` is as store.Store.lanes
    gives it.
    """
    scheme, most = lane_schemes.find(table, request.lanes_by), MOST_LANES + more
    kept = _Kept.of(counts)
    if only:
        inside_of = dict(zip(kept.keys, kept.inside.tolist(), strict=True))
        listed = [Listed(key, MARKS if inside_of.get(key) else NOTHING, inside_of.get(key, 0)) for key in only]
        return listed, len({*kept.keys}.difference(only))
    if scheme.nested:  # these are few, and what is listed hangs on which of them are unfolded
        listed = _nested(_in_order(kept, request, table, len(kept.keys)), request.unfolded)
        return listed[:most], max(0, len(listed) - most)
    first = _in_order(kept, request, table, most)[:most]
    return [Listed(key, MARKS if inside else NOTHING, inside) for key, inside in first], len(kept.keys) - len(first)


class _Kept(NamedTuple):
    """Hold the keys of lanes that have any event, how many of them are in the window, and how many the filters keep."""

    keys: list[str]
    inside: np.ndarray
    whole: np.ndarray

    @staticmethod
    def of(counts: ColumnArrays) -> "_Kept":
        whole = sum((counts[name] for name in CLASSES[1:]), start=counts[CLASSES[0]])
        there = np.flatnonzero(whole)
        inside = sum((counts[name] for name in INSIDE), start=np.zeros_like(whole))[there]
        return _Kept(counts["lane"][there].tolist(), inside, whole[there])


def _in_order(kept: _Kept, request: Request, table: Table, most: int) -> list[tuple[str, int]]:
    """Return lanes, in order, with how many of their events are in the window: `most` of them at least where there are.

    Only those are named that may be among the first so many.
    """
    scheme = lane_schemes.find(table, request.lanes_by)
    keys = kept.keys
    place_of = {key: place for place, key in enumerate(keys)}
    pins, special = np.full(len(keys) + 1, len(request.pinned)), np.zeros(len(keys), dtype=np.int64)
    for number, key in enumerate(request.pinned):
        pins[place_of.get(key, len(keys))] = number
    special[[place_of[key] for key in lane_schemes.SPECIAL if key in place_of]] = 1
    inside = kept.inside
    ranks = np.stack([pins[:-1], special, -inside, -kept.whole])
    order = np.lexsort(ranks[::-1])
    if 0 < most < len(order):
        last = ranks[:, order[most - 1], None]
        order = order[: most + int((ranks[:, order[most:]] == last).all(axis=0).sum())]
    names = [scheme.name_of(keys[place], table) for place in order]
    ordered = sorted(zip(ranks[:, order].T.tolist(), names, order.tolist(), strict=True))
    return [(keys[place], int(inside[place])) for *_, place in ordered]


def _nested(ordered: list[tuple[str, int]], unfolded: tuple[str, ...]) -> list[Listed]:
    """List the outer lanes, each unfolded one followed by those within it."""
    children: dict[str, list[tuple[str, int]]] = {}
    for key, inside in ordered:
        children.setdefault(lane_schemes.parent_of(key), []).append((key, inside))
    listed = []
    for outer, inside in children.get("", []):
        within = children.get(outer, []) if outer in unfolded else []
        shows = HEAD if within else NOTHING if not inside else MARKS if outer in unfolded else STRIP
        listed.append(Listed(outer, shows, inside))
        listed += [Listed(key, MARKS if each else NOTHING, each) for key, each in within]
    return listed

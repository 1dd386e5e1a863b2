"""The arrangement: which lanes there are, what each shows, and where everything in it stands (D7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from components.dates.calendar_cells import format_cell_keys
from components.events.table import Table
from components.layout import lane_order, level_of_detail
from components.layout.level_of_detail import ROW, LaneContent, LayoutInput
from components.layout.marks import DRAWN, PlacedMark
from components.layout.scale import Scale
from components.layout.strips import Bin
from components.query import lane_schemes
from components.query.column_arrays import ColumnArrays
from components.query.selection import BinKey, Request
from components.query.store import BEGUN, CLASSES, INSIDE, Store, Totals
from components.query.view_options import ViewOptions


@dataclass(frozen=True)
class Lane:
    """Hold one lane: key and words, how deep it is nested, its counts, what it shows and where (pixels from the top).

    shows: "marks", "strip", "head" (its lanes stand below it) or "nothing" (no event of it is in the window).
    folded: None for a lane that holds no others. totals: of all that is drawn; highlighted: of what no filter greys.
    pinned: whether it is kept on top.
    """

    key: str
    name: str
    depth: int
    totals: Totals
    highlighted: Totals
    pinned: bool
    shows: str
    folded: bool | None
    top: float
    height: float

    @property
    def greyed(self) -> int:
        """Return how many of those in the window are merely grey."""
        return self.totals.inside - self.highlighted.inside


@dataclass(frozen=True)
class Arrangement:
    """Hold lanes from top to bottom, and the marks and bins in them.

    bins: y from the top. unit: that of strips. lanes_left: how many lanes more there are than are shown.
    """

    scale: Scale
    lanes: tuple[Lane, ...]
    marks: tuple[PlacedMark, ...]
    bins: tuple[Bin, ...]
    unit: str
    height: float
    lanes_left: int = 0

    def bin_of(self, key: BinKey) -> Bin | None:
        """Return the bin of a key, None where there is none of that name on screen."""
        if key.strip_unit != self.unit:
            return None
        found = (each for each in self.bins if each.side == 0 and self.lanes[each.lane].key == key.lane)
        return next((each for each in found if _is_named(each, key)), None)


def _is_named(each: Bin, key: BinKey) -> bool:
    if BEGUN in (key.unit, each.kind):
        return key.unit == each.kind
    one, other = format_cell_keys(np.array([each.first, key.first]), bool(key.unit)).tolist()
    return each.unit == key.unit and one == other


def arrange(
    store: Store, table: Table, request: Request, width: float, view_options: ViewOptions | None = None
) -> Arrangement:
    """Arrange what a request asks for on `width` pixels: marks where they fit, strips where they don't."""
    view_options = view_options or ViewOptions()
    window = request.selection.window
    shown = request.selection.shown()
    counts = store.lanes(shown, request.lanes_by)
    highlighted = counts if shown == request.selection else store.lanes(request.selection, request.lanes_by)
    listed, left = lane_order.order_lanes(counts, request, table, view_options.more_lanes, view_options.lanes)
    asked = LayoutInput(
        store,
        request,
        Scale(window, width),
        margin=round(view_options.margin * (window.last - window.first + 1)),
        view_options=view_options,
        near=_count_near(store, request),
        messages=table.messages,
    )
    contents, unit = level_of_detail.choose_contents(asked, listed)
    drawn_of, kept_of = _to_totals(counts), _to_totals(highlighted)
    lanes, top = [], 0.0
    for key in (each.key for each in listed):
        lanes.append(_to_lane(key, (drawn_of[key], kept_of[key]), contents[key], top, request, table))
        top += contents[key].height
    there = [(index, lane.top, contents[lane.key]) for index, lane in enumerate(lanes)]
    placed = tuple(mark for index, lane_top, content in there for mark in _place(index, lane_top, content))
    bins = tuple(
        each._replace(lane=index, y=each.y + lane_top) for index, lane_top, content in there for each in content.bins
    )
    return Arrangement(asked.scale, tuple(lanes), placed, bins, unit, top, left)


def _count_near(store: Store, request: Request) -> dict[str, int]:
    """Return by lane key how many events are in the window on which limits are decided."""
    shown = request.selection.shown()
    wide = replace(shown, window=level_of_detail.limit_window(shown.window))
    return {lane: sum(counts) for lane, *counts in store.lanes(wide, request.lanes_by).rows("lane", *INSIDE)}


def _to_totals(counts: ColumnArrays) -> dict[str, Totals]:
    return {lane: Totals(*totals) for lane, *totals in counts.rows("lane", *CLASSES)}


def _place(index: int, top: float, content: LaneContent) -> Iterator[PlacedMark]:
    """Yield the marks of a lane, with their places, y from the top of all."""
    if content.marks is None:
        return
    first = top + content.offset + ROW / 2
    for drawn, place in zip(content.marks.rows(*DRAWN), content.places, strict=True):
        yield PlacedMark._make((index, *drawn, *place, first + place.row * ROW))


def _to_lane(
    key: str, totals: tuple[Totals, Totals], content: LaneContent, top: float, request: Request, table: Table
) -> Lane:
    scheme = lane_schemes.find(table, request.lanes_by)
    depth = int(scheme.nested and bool(lane_schemes.parent_of(key)))
    folded = (key not in request.unfolded) if scheme.nested and not depth else None
    pinned = key in request.pinned
    return Lane(key, scheme.name_of(key, table), depth, *totals, pinned, content.shows, folded, top, content.height)

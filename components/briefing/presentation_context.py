"""Context of the presenter: a few lanes of grey marks, the highlighted event, and the viewport of each step."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from components.dates import calendar_units, certainty, edtf
from components.dates.windows import Window
from components.events import schema
from components.events.table import Table
from components.layout.display_list import UNKNOWN_SYMBOL, find_shapes
from components.layout.scale import Scale
from components.query import lane_schemes
from components.query.selection import Request
from components.query.store import INSIDE, Store

WIDTH = 720.0  # pixels that a viewport shows at least: what a screen of 1024 leaves beside the names of lanes
MOST_LANES = 7  # more can't be read from the back row
MOST_ROWS = 18  # of marks in all lanes; a lane whose marks need more than its share is a strip of counts
MOST_MARKS = 2_000  # of a context; where there are more, all its lanes are strips
LEAST_UNIT = 14.0  # pixels that a strip's unit must have on average
LEAST_VIEWPORT = 150  # days; a shorter window is shown whole
SHARE = 3  # of a longer window, a viewport shows one part in so many
MOST_OF_VIEWPORT = 0.8  # that an event may fill before the viewport shows the whole window instead

MARK = 12.0  # pixels across
AIR = 3.0  # between two marks

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Highlight:
    """Hold the event of a step in its context: its lanes (indices), its possible days, whether all are known, its
    symbol, and whether that is hollow.
    """

    lanes: tuple[int, ...]
    first: int
    last: int
    known: bool
    shape: str
    hollow: bool


@dataclass(frozen=True)
class PresentationContext:
    """Hold the grey context of one selection at one zoom.

    lanes: their names, the fullest first. marks: (lane, row, rows of the lane, first day, last day, known, event id,
    symbol, hollow).
    cells: (lane, first day, last day, share of the fullest cell's count, the strip's unit or a coarser one) for lanes
    whose marks find no room. others: how many lanes are not drawn.
    """

    lanes: tuple[str, ...]
    marks: Rows
    cells: Rows
    others: int


@dataclass(frozen=True)
class StepFrame:
    """Hold what a step looks at: its view, the event in it, the viewport, and the event's possible days and if all are
    known; None without an event, or for one without a date.
    """

    request: Request
    event: pd.Series | None
    viewport: Window
    span: tuple[int, int, bool] | None

    @property
    def days(self) -> int:
        """Return how many days the viewport shows."""
        return self.viewport.last - self.viewport.first + 1


def frame_step(request: Request, event: pd.Series | None) -> StepFrame:
    """Point a viewport at the event of a view (a row of schema.parse_events), or at its whole window."""
    window = request.selection.window
    span = _to_span(event)
    if span is None:
        return StepFrame(request, event, window, None)
    size, whole = _viewport_days(window), window.last - window.first + 1
    if span[1] < window.first or span[0] > window.last:
        return StepFrame(
            request, event, _around(span[0], span[1], max(size, int((span[1] - span[0]) / MOST_OF_VIEWPORT))), span
        )
    first, last = max(span[0], window.first), min(span[1], window.last)
    if size == whole or last - first + 1 > MOST_OF_VIEWPORT * size:
        return StepFrame(request, event, window, span)
    start = min(max((first + last + 1 - size) // 2, window.first), window.last + 1 - size)
    return StepFrame(request, event, Window(start, start + size - 1), span)


def build_context(
    store: Store, table: Table, frames: list[StepFrame]
) -> tuple[PresentationContext, list[Highlight | None]]:
    """Draw the context of frames that share their selection and zoom, and what each of them lights (None: nothing)."""
    request, days = frames[0].request, frames[0].days
    window, scheme = request.selection.window, lane_schemes.find(table, request.lanes_by)
    stood = _lanes_of(frames, table)
    counts = store.lanes(request.selection.shown(), request.lanes_by).frame("lane")[list(INSIDE)].sum(axis=1)
    highlighted = pd.Series([lane for lanes in stood for lane in lanes], dtype=object).value_counts()
    keys, others = _choose_lanes(counts[counts > 0], highlighted, request, nested=scheme.nested)
    scale = Scale(window, WIDTH * (window.last - window.first + 1) / days)
    marks, packed = _to_marks(store, request, keys, scale, find_shapes(table))
    cells = _to_cells(store, request, tuple(key for key in keys if key not in packed), keys, scale)
    names = tuple(scheme.name_of(key, table) for key in keys)
    shone = [
        _highlight(frame, tuple(keys.index(key) for key in lanes if key in keys), table)
        for frame, lanes in zip(frames, stood, strict=True)
    ]
    return PresentationContext(names, marks, cells, others), shone


def build_bare_context(table: Table, frames: list[StepFrame]) -> tuple[PresentationContext, list[Highlight | None]]:
    """Return an empty context, and what each frame lights on it."""
    return PresentationContext(("",), [], [], 0), [_highlight(frame, (0,), table) for frame in frames]


def _highlight(frame: StepFrame, lanes: tuple[int, ...], table: Table) -> Highlight | None:
    """Return the highlight of a frame's event; None without one, or for one without a date."""
    if frame.event is None or frame.span is None:
        return None
    shape = find_shapes(table).get(frame.event["meeting_type"], UNKNOWN_SYMBOL)
    return Highlight(lanes, *frame.span, shape, not (frame.span[2] and frame.event["status"] in schema.DONE))


def _to_span(event: pd.Series | None) -> tuple[int, int, bool] | None:
    """Return an event's first and last possible day and whether they are known; None for one without a date."""
    if event is None or not certainty.has_date(event):
        return None
    first = event["end_max"] if event["start_min"] == edtf.BEGINNINGLESS else event["start_min"]
    last = event["start_max"] if event["end_max"] == edtf.ENDLESS else event["end_max"]
    if edtf.BEGINNINGLESS in (first, last) or edtf.ENDLESS in (first, last):
        return None
    first, last = min(int(first), int(last)), max(int(first), int(last))
    return first, last, bool(certainty.are_days_known(certainty.build_columns(event)))


def _viewport_days(window: Window) -> int:
    days = window.last - window.first + 1
    return days if days <= LEAST_VIEWPORT else max(LEAST_VIEWPORT, days // SHARE)


def _around(first: int, last: int, size: int) -> Window:
    start = (first + last + 1 - size) // 2
    return Window(start, start + size - 1)


def _lanes_of(frames: list[StepFrame], table: Table) -> list[list[str]]:
    """Return for every frame the lanes that its event stands in, outer ones and those within."""
    highlighted = [place for place, frame in enumerate(frames) if frame.event is not None]
    stood: list[list[str]] = [[] for _ in frames]
    if highlighted:
        events = pd.DataFrame([frames[place].event for place in highlighted]).reset_index(drop=True)
        scheme = lane_schemes.find(table, frames[0].request.lanes_by)
        keys = scheme.lane_keys(replace(table, events=events))
        for place, lane in zip(keys.index, keys, strict=True):
            stood[highlighted[place]].append(lane)
    return stood


def _choose_lanes(
    counts: pd.Series, highlighted: pd.Series, request: Request, *, nested: bool
) -> tuple[tuple[str, ...], int]:
    """Choose at most MOST_LANES lanes, those of highlighted events before others, and count those that are left out.

    counts: events in the window, on lane key; highlighted: how many steps light an event in it. Countries stand in
    for a region that is the only one, or that the filter asks for.
    """
    weights = counts.to_frame("events").join(highlighted.rename("highlighted"), how="outer").fillna(0)
    parents = pd.Series([lane_schemes.parent_of(key) if nested else "" for key in weights.index], index=weights.index)
    outer = weights.index[parents == ""]
    asked = request.selection.chosen("region").codes
    opened = [key for key in outer if (len(outer) == 1 or key in asked) and (parents == key).any()]
    shown = weights[(parents.isin(opened) & (parents != "")) | ((parents == "") & ~weights.index.isin(opened))]
    chosen = shown.sort_values(["highlighted", "events"], ascending=False, kind="stable").index[:MOST_LANES]
    special = pd.Series(chosen.isin(lane_schemes.SPECIAL), index=chosen)
    order = shown.loc[chosen].assign(special=special).sort_values(["special", "events"], ascending=[True, False])
    return tuple(map(str, order.index)), len(shown) - len(chosen)


def _to_marks(
    store: Store, request: Request, keys: tuple[str, ...], scale: Scale, shapes: dict[str, str]
) -> tuple[Rows, set[str]]:
    """Return marks of all lanes in which they find room, and the keys of these lanes."""
    selection = request.selection
    if store.totals(selection.shown()).inside > MOST_MARKS:
        return [], set()
    found = store.marks(selection, request.lanes_by, keys).frame()
    window = selection.window
    first, last = found["start_min"].clip(lower=window.first), found["end_max"].clip(upper=window.last)
    known = certainty.are_days_known(certainty.build_columns(found))
    shape = found["meeting_type"].map(lambda code: shapes.get(code, UNKNOWN_SYMBOL))
    hollow = ~(known & found["status"].isin(schema.DONE))
    found = found.assign(first=first, last=last, known=known, shape=shape, hollow=hollow)
    marks: Rows = []
    packed, most_rows = set(), MOST_ROWS // max(2, len(keys))
    for key, rows in found.groupby("lane", sort=False):
        places = _pack(rows["first"].to_numpy(), rows["last"].to_numpy(), scale, most_rows)
        if places is not None:
            packed.add(str(key))
            lane, count = keys.index(str(key)), max(places) + 1
            columns = rows[["first", "last", "known", "id", "shape", "hollow"]].itertuples(index=False)
            marks += [
                (lane, row, count, int(start), int(end), int(known), event, shape, int(hollow))
                for row, (start, end, known, event, shape, hollow) in zip(places, columns, strict=True)
            ]
    return marks, packed


def _pack(first: np.ndarray, last: np.ndarray, scale: Scale, most_rows: int) -> list[int] | None:
    """Give marks (days, in order of the first) a row each so that none overlap; None where those are too few."""
    left, right = scale.pixel(first), scale.pixel(last + 1)
    short = np.maximum(0.0, MARK - (right - left)) / 2
    ends: list[float] = []
    places = []
    for start, end in zip(left - short, right + short, strict=True):
        row = next((number for number, taken in enumerate(ends) if taken + AIR <= start), len(ends))
        if row == most_rows:
            return None
        ends[row : row + 1] = [end]
        places.append(row)
    return places


def _to_cells(store: Store, request: Request, strips: tuple[str, ...], keys: tuple[str, ...], scale: Scale) -> Rows:
    """Return the cells of strips: counts on calendar units, shaded by the fullest of them."""
    if not strips:
        return []
    unit, window = calendar_units.unit_for(1 / scale.pixels_per_day, LEAST_UNIT), scale.window
    bins = store.bins(request.selection, request.lanes_by, strips, unit).frame()
    bins = bins[(bins["last"] >= window.first) & (bins["first"] <= window.last) & (bins["events"] > 0)]
    rows: list[Any] = list(bins.itertuples())
    most = max((row.events for row in rows), default=1)
    return [
        (
            keys.index(row.lane),
            max(int(row.first), window.first),
            min(int(row.last), window.last),
            round(row.events / most, 2),
            int(row.unit == unit),
        )
        for row in rows
    ]

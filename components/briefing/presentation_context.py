"""What the presenter draws: the display list of few lanes, what a step highlights in it, and the viewport of each."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.dates import certainty, edtf
from components.dates.windows import Window
from components.events import schema
from components.events.table import Table
from components.layout import arrangement
from components.layout.display_list import Cell, DisplayList, build_display_list, find_look, find_shapes
from components.layout.scale import Scale
from components.layout.ticks import build_ticks
from components.messages.catalogue import ENGLISH, Messages
from components.query import lane_schemes
from components.query.selection import Request
from components.query.store import INSIDE, Store
from components.query.view_options import ViewOptions

WIDTH = 720.0  # pixels that a viewport shows at least: what a screen of 1024 leaves beside the names of lanes
TICKS_WIDTH = 500.0  # pixels that a viewport has for dates: they are larger than a screen's
MOST_LANES = 6  # more can't be read from the back row
MOST_ROWS = 18  # of marks in all lanes; a lane whose marks need more than its share is a strip of counts
BARE_HEIGHT = 28.0  # pixels of the only lane where none is drawn
LEAST_VIEWPORT = 150  # days; a shorter window is shown whole
SHARE = 3  # of a longer window, a viewport shows one part in so many
MOST_OF_VIEWPORT = 0.8  # that an event may fill before the viewport shows the whole window instead

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
    """Hold the display list of one selection at one zoom, as JSON can say it.

    lanes: (name, top, height), the fullest first; what stands in one has its index first and its y in pixels from the
    top of all. cells: (lane, first day, last day, y, height, strength). bars: (lane, first day, last day, y, event id,
    whether only possible). symbols: (lane, day, y, event id, shape, hollow, first and last day of the bar of which it
    keeps to the visible left end, None of others). ticks: (day, words, year where it changes). others: how many lanes
    are not drawn.
    """

    lanes: Rows
    cells: Rows
    bars: Rows
    symbols: Rows
    ticks: Rows
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
    if not keys:
        return PresentationContext([], [], [], [], list_ticks(window, days, table.messages), others), [
            _highlight(frame, (), table) for frame in frames
        ]
    width = WIDTH * (window.last - window.first + 1) / days
    few = ViewOptions(lanes=keys, most_rows=max(1, MOST_ROWS // max(2, len(keys))))
    drawn = build_display_list(arrangement.arrange(store, table, request, width, few), table)
    shone = [
        _highlight(frame, tuple(keys.index(key) for key in lanes if key in keys), table)
        for frame, lanes in zip(frames, stood, strict=True)
    ]
    return serialise(drawn, days, others, table.messages), shone


def build_bare_context(table: Table, frames: list[StepFrame]) -> tuple[PresentationContext, list[Highlight | None]]:
    """Return an empty context, and what each frame lights on it."""
    lanes: Rows = [("", 0.0, BARE_HEIGHT)]
    ticks = list_ticks(frames[0].request.selection.window, frames[0].days, table.messages)
    return PresentationContext(lanes, [], [], [], ticks, 0), [_highlight(frame, (0,), table) for frame in frames]


def list_ticks(window: Window, days: int, _: Messages = ENGLISH) -> Rows:
    """Return the dates of a window as (day, words, year), of which a viewport of so many days is in sight at a time."""
    ticks = build_ticks(window, TICKS_WIDTH * (window.last - window.first + 1) / days, _)
    return [(tick.day, tick.label, tick.year) for tick in ticks]


def cell_days(cell: Cell, scale: Scale) -> tuple[float, float]:
    """Return the first and the last day over which a cell is drawn: its own, or where what began before has its bar."""
    first = scale.window.first
    if cell.last >= first:
        return max(cell.first, first), cell.last
    return first + cell.left / scale.pixels_per_day, first + cell.right / scale.pixels_per_day - 1


def serialise(drawn: DisplayList, days: int, others: int = 0, _: Messages = ENGLISH) -> PresentationContext:
    """Turn a display list, of which so many days are in sight, into rows of values that the script draws."""
    ends = {(bar.lane, bar.event.id): (bar.first, bar.last) for bar in drawn.bars if bar.is_possible}
    return PresentationContext(
        lanes=[(head.name, head.top, head.height) for head in drawn.heads],
        cells=[(cell.lane, *cell_days(cell, drawn.scale), cell.y, cell.height, cell.strength) for cell in drawn.cells],
        bars=[(bar.lane, bar.first, bar.last, bar.y, bar.event.id, bar.is_possible) for bar in drawn.bars],
        symbols=[
            (
                each.lane,
                each.day,
                each.y,
                each.event.id,
                each.shape,
                each.is_hollow,
                ends.get((each.lane, each.event.id)),
            )
            for each in drawn.symbols
        ],
        ticks=list_ticks(drawn.scale.window, days, _),
        others=others,
    )


def _highlight(frame: StepFrame, lanes: tuple[int, ...], table: Table) -> Highlight | None:
    """Return the highlight of a frame's event; None without one, or for one without a date."""
    if frame.event is None or frame.span is None:
        return None
    held = frame.event["status"] in schema.DONE
    look = find_look(find_shapes(table), frame.event["meeting_type"], is_known=frame.span[2], is_held=held)
    return Highlight(lanes, *frame.span, *look)


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

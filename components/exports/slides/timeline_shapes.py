"""A timeline as native shapes: axis, lane heads, bars, symbols, labels and strips, a group each."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.display.theme import UNKNOWN_TYPE, blend
from components.events import event_text, schema
from components.events.table import Table
from components.exports.slides.autoshapes import autoshape
from components.exports.slides.canvas import Canvas, Paint
from components.exports.slides.geometry import Box
from components.exports.slides.slide_lane_heads import HEAD_GAP, HEADS, describe_lane, draw_head
from components.exports.slides.template_style import TemplateStyle
from components.exports.slides.text_fitting import LINE, Words
from components.exports.svg.ticks import build_ticks
from components.layout import count_text, packing, strips
from components.layout.arrangement import Arrangement, Lane
from components.layout.scale import Scale

AXIS_HEIGHT = 32.0  # slide units, as all here; one pixel of an arrangement is one unit
TICK_SIZE = 11.0
BAR_HEIGHT = 10.0
PALE_FILL, CORE_FILL, EDGE = 0.12, 0.34, 0.6  # strengths of a kind's colour
LEAST_CELL, FULL_CELL = 0.16, 1.0
RING = 5.5  # how much wider than its symbol the ring around a highlighted event is


Inks = dict[str, tuple[str, str]]  # kind of meeting → colour and symbol


@dataclass(frozen=True)
class Slice:
    """Hold what of an arrangement stands on one slide: its y from start to end, and where that begins on the slide.

    left: of the first day. highlighted: the one event that is not grey, "" where all are as they are.
    """

    arrangement: Arrangement
    start: float
    end: float
    left: float
    top: float
    highlighted: str = ""

    def y(self, height: float) -> float:
        """Return where on the slide a y of the arrangement is."""
        return self.top + AXIS_HEIGHT + height - self.start

    def held(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the marks or bins whose middle is on this slide."""
        return rows[(rows["y"] >= self.start) & (rows["y"] < self.end)]


def timeline_width(area: Box) -> float:
    """Return how many pixels wide a timeline's days may be in an area."""
    return area.width - HEADS - HEAD_GAP


def draw_timeline(canvas: Canvas, table: Table, part: Slice) -> None:
    """Draw a slice of an arrangement."""
    arrangement = part.arrangement
    draw_axis(canvas, arrangement.scale, part.left, part.top, part.end - part.start)
    marks, bins = part.held(arrangement.marks), part.held(arrangement.bins)
    marks = marks.assign(described=event_text.describe_events(marks, table))
    inks = choose_colours(canvas.style, table)
    most = _most(arrangement)
    for index, lane in enumerate(arrangement.lanes):
        if lane.top >= part.end or lane.top + lane.height <= part.start:
            continue
        with canvas.group(f"Lane: {lane.name}", describe_lane(lane)):
            _draw_head(canvas, lane, part)
            for each in bins[bins["lane"] == index].itertuples():
                _draw_bin(canvas, each, part, most)
            for each in marks[marks["lane"] == index].itertuples():
                _draw_mark(canvas, each, part, inks)


def draw_axis(canvas: Canvas, scale: Scale, left: float, top: float, height: float) -> None:
    """Draw the dates above the lanes, a line down from each, and the line between."""
    theme, measure = canvas.style.theme, canvas.style.measure
    bottom = top + AXIS_HEIGHT + height
    with canvas.group("Axis of dates", f"From {scale.window.first} to {scale.window.last}"):
        ends = {"month": left, "year": left}
        for tick in build_ticks(scale.window, scale.width):
            x = left + (tick.day - scale.window.first) * scale.pixels_per_day
            canvas.line("Date line", (x, top + AXIS_HEIGHT - 4), (x, bottom), Paint(edge=theme.grid, weight=0.5))
            rows = (("month", tick.label, top), ("year", tick.year, top + TICK_SIZE * LINE))
            for row, text, y in rows:
                width = measure.width(text, TICK_SIZE) + 1
                if text and x >= ends[row] and x + width <= left + scale.width:
                    words = Words(text, TICK_SIZE, colour="muted", after=0)
                    canvas.label("Date", Box(x, y, width, TICK_SIZE * LINE), words)
                    ends[row] = x + width + 2
        start = left - HEADS - HEAD_GAP if left > HEADS else left
        line = top + AXIS_HEIGHT
        canvas.line("Axis", (start, line), (left + scale.width, line), Paint(edge=theme.hairline, weight=1))


def choose_colours(style: TemplateStyle, table: Table) -> Inks:
    """Return colour and symbol of every kind of meeting; those of unknown kinds under ""."""
    colours = {"": UNKNOWN_TYPE[0], **style.theme.colour_of(table.meeting_types)}
    symbols = table.meeting_types["symbol"].to_dict()
    return {code: (style.visible(colour), symbols.get(code) or UNKNOWN_TYPE[1]) for code, colour in colours.items()}


def _most(arrangement: Arrangement) -> int:
    cells = arrangement.bins[arrangement.bins["kind"] == strips.CELL]
    return int(cells["highlighted"].max()) if len(cells) else 1


def _draw_head(canvas: Canvas, lane: Lane, part: Slice) -> None:
    """Write a lane's name and counts, as far as its height goes, and the line below it."""
    top, bottom = max(lane.top, part.start), min(lane.top + lane.height, part.end)
    name = lane.name + (" (continued)" if lane.top < part.start and not part.highlighted else "")
    left = part.left - HEADS - HEAD_GAP
    draw_head(canvas, lane, name, Box(left, part.y(top), HEADS, bottom - top))
    line = Paint(edge=canvas.style.theme.hairline, weight=0.5)
    end = part.left + part.arrangement.scale.width
    canvas.line("Lane line", (left, part.y(bottom)), (end, part.y(bottom)), line)


def _draw_mark(canvas: Canvas, mark: Any, part: Slice, inks: Inks) -> None:
    """Draw one event: what is possible pale and dashed, what is certain firm, its symbol and its label."""
    theme, highlighted = (
        canvas.style.theme,
        (mark.id == part.highlighted if part.highlighted else bool(mark.highlighted)),
    )
    stated, symbol = inks.get(mark.meeting_type, inks[""])
    colour = stated if highlighted else theme.faint
    y = part.y(mark.y)
    with canvas.group(f"Event: {mark.title}", f"{mark.title} · {mark.described}"):
        _draw_bars(canvas, mark, part, colour)
        middle = part.left + float(mark.symbol)
        if part.highlighted and highlighted:
            ring = packing.SYMBOL + RING
            paint = Paint(edge=theme.accent, weight=1.75)
            canvas.shape("Ring", Box(middle - ring / 2, y - ring / 2, ring, ring), paint, preset="ellipse")
        solid = bool(mark.known) and mark.status in schema.DONE
        draw_symbol(canvas, symbol, (middle, y), Paint(colour if solid else theme.paper, colour, 0.5 if solid else 1.5))
        if mark.label:
            _write_label(canvas, mark, part, "ink" if highlighted else "muted" if part.highlighted else "faint")


def draw_symbol(canvas: Canvas, symbol: str, middle: tuple[float, float], paint: Paint) -> None:
    """Draw the symbol of a kind of meeting around a point."""
    shape = autoshape(symbol)
    across, down = packing.SYMBOL * shape.across, packing.SYMBOL * shape.down
    box = Box(middle[0] - across / 2, middle[1] - down / 2, across, down)
    canvas.shape(f"Symbol: {symbol}", box, paint, preset=shape.preset, turn=shape.turn)


def _draw_bars(canvas: Canvas, mark: Any, part: Slice, colour: str) -> None:
    theme, y = canvas.style.theme, part.y(mark.y)
    if mark.bar_last <= mark.bar_first:
        return
    edge = blend(colour, theme.paper, EDGE)
    if not mark.known:
        box = _span(part, mark.bar_first, mark.bar_last, y)
        canvas.shape("Possible days", box, Paint(blend(colour, theme.paper, PALE_FILL), edge, 0.75, dashed=True))
    if mark.core_first <= mark.core_last:
        box = _span(part, mark.core_first, mark.core_last, y)
        canvas.shape("Certain days", box, Paint(blend(colour, theme.paper, CORE_FILL), edge, 0.75))


def _span(part: Slice, first: int, last: int, y: float) -> Box:
    """Return the bar from one day to another, both included."""
    scale = part.arrangement.scale
    left = part.left + (first - scale.window.first) * scale.pixels_per_day
    return Box(left, y - BAR_HEIGHT / 2, (last - first + 1) * scale.pixels_per_day, BAR_HEIGHT)


def _write_label(canvas: Canvas, mark: Any, part: Slice, colour: str) -> None:
    size = packing.LABEL_SIZE / canvas.style.measure.factor
    height = packing.LABEL_SIZE * LINE
    box = Box(part.left + mark.label_left, part.y(mark.y) - height / 2, mark.label_width, height)
    align = "l" if mark.label_left >= (mark.left + mark.right) / 2 else "r"
    canvas.label("Label", box, Words(mark.label, size, colour=colour, after=0), align=align)


def _draw_bin(canvas: Canvas, each: Any, part: Slice, most: int) -> None:
    """Draw one counted unit of a strip, with its count inside where that has room."""
    theme = canvas.style.theme
    box = Box(part.left + each.left, part.y(each.y) - each.height / 2, each.right - each.left, each.height)
    strength = (
        LEAST_CELL + (FULL_CELL - LEAST_CELL) * (each.highlighted - 1) / max(most - 1, 4) if each.highlighted else 0.06
    )
    cell = each.kind == strips.CELL
    fill = blend(theme.faint if part.highlighted else theme.count, theme.paper, min(1.0, strength) if cell else 0.1)
    size = strips.LABEL_SIZE / canvas.style.measure.factor
    ink = theme.ink_on(fill) if cell else "muted"
    words = Words(each.label, size, colour=ink, after=0) if each.label else None
    canvas.shape(count_text.describe_bin_count(each).line, box, Paint(fill), words=words)

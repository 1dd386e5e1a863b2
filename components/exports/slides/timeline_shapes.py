"""The display list as native shapes: axis, lane heads, bars, symbols, labels and strips, a group each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from components.dates import windows
from components.display.figure import CORE_FILL, EDGE, HOLLOW_EDGE, PALE_FILL, SOLID_EDGE
from components.display.theme import Palette, blend, build_palette
from components.events.table import Table
from components.exports.slides.autoshapes import autoshape
from components.exports.slides.canvas import Canvas, Paint
from components.exports.slides.geometry import Box
from components.exports.slides.slide_builder import name_continued
from components.exports.slides.slide_lane_heads import HEAD_GAP, HEADS, describe_lane, draw_head
from components.exports.slides.template_style import TemplateStyle
from components.exports.slides.text_fitting import LINE, Words
from components.layout import packing, strips
from components.layout.display_list import (
    BAR_HEIGHT,
    Bar,
    Cell,
    DisplayList,
    Label,
    LaneHead,
    MarkedEvent,
    Ring,
    Rule,
    Symbol,
)

AXIS_HEIGHT = 32.0  # slide units, as all here; one pixel of a display list is one unit
TICK_SIZE = 11.0
RING = 16.5  # across the ring around a highlighted event


@dataclass(frozen=True)
class Slice:
    """Hold what of a picture stands on one slide: its y from start to end, and where that begins on the slide.

    left: of the first day. colours: of marks on the slide's paper.
    """

    drawn: DisplayList
    start: float
    end: float
    left: float
    top: float
    colours: Palette

    def y(self, height: float) -> float:
        """Return where on the slide a y of the picture is."""
        return self.top + AXIS_HEIGHT + height - self.start

    def held(self, marks: Iterable[Any]) -> dict[int, list[Any]]:
        """Return by lane the marks whose middle is on this slide."""
        found: dict[int, list[Any]] = {}
        for mark in marks:
            if self.start <= mark.y < self.end:
                found.setdefault(mark.lane, []).append(mark)
        return found


def timeline_width(area: Box) -> float:
    """Return how many pixels wide a timeline's days may be in an area."""
    return area.width - HEADS - HEAD_GAP


def draw_timeline(canvas: Canvas, part: Slice) -> None:
    """Draw a slice of a picture: a group a lane, in it a group an event."""
    drawn = part.drawn
    draw_axis(canvas, drawn, part.left, part.top, part.end - part.start)
    for rule in drawn.rules:
        _draw_rule(canvas, rule, part)
    cells = part.held(drawn.cells)
    marks = {name: part.held(getattr(drawn, name)) for name in ("bars", "rings", "symbols", "labels")}
    for index, head in enumerate(drawn.heads):
        if head.top >= part.end or head.top + head.height <= part.start:
            continue
        with canvas.group(f"Lane: {head.name}", describe_lane(head)):
            _draw_head(canvas, head, part)
            for cell in cells.get(index, ()):
                _draw_cell(canvas, cell, part)
            by_event: dict[str, list[Any]] = {symbol.event.id: [] for symbol in marks["symbols"].get(index, ())}
            for mark in (mark for of_lane in marks.values() for mark in of_lane.get(index, ())):
                by_event[mark.event.id].append(mark)
            for of_event in by_event.values():
                _draw_event(canvas, of_event, part)


def draw_axis(canvas: Canvas, drawn: DisplayList, left: float, top: float, height: float) -> None:
    """Draw the dates above the lanes, a line down from each, and the line between."""
    theme, measure, scale = canvas.style.theme, canvas.style.measure, drawn.scale
    bottom = top + AXIS_HEIGHT + height
    _ = canvas.messages
    with canvas.group("Axis of dates", _("Dates: {period}", period=windows.describe_window(scale.window, _))):
        ends = {"month": left, "year": left}
        for tick in drawn.ticks:
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


def choose_colours(style: TemplateStyle, table: Table) -> Palette:
    """Return the colours of a table's marks, each changed where it could not be seen on the template's paper."""
    return build_palette(style.theme, table).changed(style.visible)


def _draw_rule(canvas: Canvas, rule: Rule, part: Slice) -> None:
    """Draw a line down through the lanes; its word stands at its head."""
    x, top = part.left + rule.x, part.top + AXIS_HEIGHT
    paint = Paint(edge=canvas.style.theme.accent, weight=1)
    canvas.line(rule.words, (x, top), (x, top + part.end - part.start), paint, about=rule.words)
    width = canvas.style.measure.width(rule.words, TICK_SIZE)
    box = Box(x - width / 2, top - TICK_SIZE * LINE, width, TICK_SIZE * LINE)
    canvas.label("Rule", box, Words(rule.words, TICK_SIZE, colour="accent", after=0))


def _draw_head(canvas: Canvas, head: LaneHead, part: Slice) -> None:
    """Write a lane's name and counts, as far as its height goes, and the line below it."""
    top, bottom = max(head.top, part.start), min(head.top + head.height, part.end)
    continued = head.top < part.start and not part.drawn.focus
    name = name_continued(head.name, canvas.messages) if continued else head.name
    left = part.left - HEADS - HEAD_GAP
    draw_head(canvas, head, name, Box(left, part.y(top), HEADS, bottom - top))
    line = Paint(edge=canvas.style.theme.hairline, weight=0.5)
    end = part.left + part.drawn.scale.width
    canvas.line("Lane line", (left, part.y(bottom)), (end, part.y(bottom)), line)


def _draw_event(canvas: Canvas, marks: list[Any], part: Slice) -> None:
    """Draw all that stands for one event in a lane."""
    event: MarkedEvent = marks[0].event
    with canvas.group(f"Event: {event.title}", f"{event.title} · {event.words}"):
        for mark in marks:
            _MARKS[type(mark)](canvas, mark, part)


def _draw_bar(canvas: Canvas, bar: Bar, part: Slice) -> None:
    """Draw possible days pale with a dashed edge, certain ones firm."""
    theme, scale = canvas.style.theme, part.drawn.scale
    colour = part.colours.of(bar.event, bar.is_grey)
    left = part.left + (bar.first - scale.window.first) * scale.pixels_per_day
    width = (bar.last - bar.first + 1) * scale.pixels_per_day
    box = Box(left, part.y(bar.y) - BAR_HEIGHT / 2, width, BAR_HEIGHT)
    fill = blend(colour, theme.paper, PALE_FILL if bar.is_possible else CORE_FILL)
    edge = blend(theme.edge if bar.is_possible else colour, theme.paper, EDGE)
    _, paint = canvas.messages, Paint(fill, edge, 0.75, dashed=bar.is_possible)
    if bar.is_possible:
        canvas.shape("Possible days", box, paint, about=_("Possible days"))
    else:
        canvas.shape("Certain days", box, paint, about=_("Known days"))


def _draw_ring(canvas: Canvas, ring: Ring, part: Slice) -> None:
    box = Box(part.left + ring.x - RING / 2, part.y(ring.y) - RING / 2, RING, RING)
    paint = Paint(edge=canvas.style.theme.accent, weight=1.75)
    canvas.shape("Ring", box, paint, about=canvas.messages("Highlighted"), preset="ellipse")


def _draw_symbol(canvas: Canvas, symbol: Symbol, part: Slice) -> None:
    colour = part.colours.of(symbol.event, symbol.is_grey)
    fill, weight = (canvas.style.theme.paper, HOLLOW_EDGE) if symbol.is_hollow else (colour, SOLID_EDGE)
    draw_symbol(canvas, symbol.shape, (part.left + symbol.x, part.y(symbol.y)), Paint(fill, colour, weight))


def draw_symbol(canvas: Canvas, symbol: str, middle: tuple[float, float], paint: Paint) -> None:
    """Draw the symbol of a meeting type around a point."""
    shape = autoshape(symbol)
    across, down = packing.SYMBOL * shape.across, packing.SYMBOL * shape.down
    box = Box(middle[0] - across / 2, middle[1] - down / 2, across, down)
    canvas.shape(f"Symbol: {symbol}", box, paint, preset=shape.preset, turn=shape.turn)


def _draw_label(canvas: Canvas, label: Label, part: Slice) -> None:
    """Write a label, with a halo where it stands on a bar."""
    size = packing.LABEL_SIZE / canvas.style.measure.factor
    height = packing.LABEL_SIZE * LINE
    box = Box(part.left + label.left, part.y(label.y) - height / 2, label.width, height)
    grey = "muted" if part.drawn.focus else "faint"
    words = Words(label.text, size, colour=grey if label.is_grey else "ink", after=0, halo=label.on_bar)
    canvas.label("Label", box, words, align="l" if label.is_right else "r")


_MARKS: dict[type, Any] = {Bar: _draw_bar, Ring: _draw_ring, Symbol: _draw_symbol, Label: _draw_label}


def _draw_cell(canvas: Canvas, cell: Cell, part: Slice) -> None:
    """Draw one counted unit of a strip, with its count inside where that has room."""
    theme = canvas.style.theme
    box = Box(part.left + cell.left, part.y(cell.y) - cell.height / 2, cell.right - cell.left, cell.height)
    fill = blend(theme.faint if part.drawn.focus else theme.count, theme.paper, cell.strength)
    size = strips.LABEL_SIZE / canvas.style.measure.factor
    colour = "muted" if cell.is_pale else theme.ink_on(fill)
    words = Words(cell.label, size, colour=colour, after=0) if cell.label else None
    canvas.shape(cell.words.line, box, Paint(fill), about=cell.words.line, words=words)

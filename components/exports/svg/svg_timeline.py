"""The display list as SVG: a layer a kind of mark, each mark where it was arranged to stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from components.display.figure import CORE_FILL, EDGE, HOLLOW_EDGE, PALE_FILL, SOLID_EDGE
from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import build_line, element, escape, text
from components.layout import strips, symbols
from components.layout.display_list import BAR_HEIGHT, Bar, Cell, DisplayList, Label, MarkedEvent, Ring, Rule, Symbol
from components.layout.packing import GAP, LABEL_SIZE, SYMBOL
from components.layout.scale import Scale
from components.layout.ticks import Tick

AXIS = 36.0  # pixels above the lanes
TICK_SIZE = 12.0
END = 16.0  # pixels from an end of the axis within which a date keeps to one side
DROP = 0.35  # of a font size: from the middle of a line to its baseline
DASHES = "3 3"
RING = 20.0  # pixels across the ring of the chosen event


@dataclass(frozen=True)
class SvgStyle:
    """Hold how a plot is drawn: its colours, and whether a script will move and ask about what is in it.

    places: the place of each event in the script's list, empty without a script.
    """

    ink: Ink
    places: dict[str, int]

    def colour(self, event: MarkedEvent, is_grey: bool) -> str:
        """Return the colour of an event's mark."""
        return self.ink.mark(event, is_grey)

    def named(self, identity: str, words: str) -> dict[str, Any]:
        """Return attributes for a script that name an event, or say one that is not in its list."""
        place = self.places.get(identity)
        return self.scripted(event=place, description=words if place is None else None)

    def scripted(self, **attributes: Any) -> dict[str, Any]:
        """Return attributes for a script, none where there is none."""
        return {f"data_{name}": value for name, value in attributes.items()} if self.places else {}


def build_plot(drawn: DisplayList, style: SvgStyle) -> str:
    """Build the lanes' content around (0, 0), the left end of the first lane's line; the dates are not written."""
    layers: tuple[tuple[str, Iterator[str]], ...] = (
        ("grid", build_grid(drawn, style)),
        ("rules", (_draw_rule(rule, drawn, style) for rule in drawn.rules)),
        ("strips", (_draw_cell(cell, style) for cell in drawn.cells)),
        ("bars", (_draw_bar(bar, drawn.scale, style) for bar in drawn.bars)),
        ("rings", (_draw_ring(ring, style) for ring in drawn.rings)),
        ("symbols", (_draw_symbol(symbol, drawn.scale, style) for symbol in drawn.symbols)),
        ("labels", _draw_labels(drawn, style)),
    )
    joined = ((name, "".join(content)) for name, content in layers)
    return "".join(element("g", content, class_=name) for name, content in joined if content)


def build_grid(drawn: DisplayList, style: SvgStyle) -> Iterator[str]:
    """Draw a fine line through the lanes at every date."""
    colour = style.ink.named("grid")
    at = (_pixel(tick, drawn.scale) for tick in drawn.ticks)
    return (element("line", x1=x, x2=x, y1=-4.0, y2=drawn.height, stroke=colour) for x in at)


def build_axis(drawn: DisplayList, ink: Ink) -> str:
    """Write the dates above 0; those at an end keep within it."""
    written = []
    for tick in drawn.ticks:
        x = _pixel(tick, drawn.scale)
        anchor = "start" if x < END else "end" if drawn.scale.width - x < END else "middle"
        lines = ((tick.label, -20.0, "ink"), (tick.year, -7.0, "muted"))
        written += [
            text(said, x, y, TICK_SIZE, text_anchor=anchor, fill=ink.named(colour)) for said, y, colour in lines if said
        ]
    return "".join(written)


def _pixel(tick: Tick, scale: Scale) -> float:
    return (tick.day - scale.window.first) * scale.pixels_per_day


def _draw_rule(rule: Rule, drawn: DisplayList, style: SvgStyle) -> str:
    line = element("line", x1=rule.x, x2=rule.x, y1=0.0, y2=drawn.height, stroke=style.ink.named("accent"))
    return line + text(
        rule.words, rule.x, -4.0, strips.LABEL_SIZE, text_anchor="middle", fill=style.ink.named("accent")
    )


def _draw_cell(cell: Cell, style: SvgStyle) -> str:
    """Draw a count: a cell shaded by it, or a pale bar of what has no day within a cell."""
    fill, digits = style.ink.cell(cell.strength)
    box = element(
        "rect",
        *_describe(cell.words.line, style),
        x=cell.left,
        y=cell.y - cell.height / 2,
        width=max(0.5, cell.right - cell.left - (0.0 if cell.is_pale else 0.5)),
        height=cell.height,
        fill=fill,
        **style.scripted(description=cell.words.line),
    )
    label = build_line(
        cell.label,
        (cell.left + cell.right) / 2,
        cell.y + DROP * strips.LABEL_SIZE,
        strips.LABEL_SIZE,
        text_anchor="middle",
        fill=style.ink.named("muted") if cell.is_pale else digits,
    )
    return box + (label if cell.label else "")


def _describe(words: str, style: SvgStyle) -> list[str]:
    """Return a mark's words as its title; a script says them itself."""
    return [] if style.places else [element("title", escape(words))]


def _draw_bar(bar: Bar, scale: Scale, style: SvgStyle) -> str:
    """Draw possible days pale with a dashed edge, certain ones firm."""
    per_day, colour = scale.pixels_per_day, style.colour(bar.event, bar.is_grey)
    return element(
        "rect",
        x=float((bar.first - scale.window.first) * per_day),
        width=float((bar.last + 1 - bar.first) * per_day),
        y=bar.y - BAR_HEIGHT / 2,
        height=BAR_HEIGHT,
        fill=colour,
        fill_opacity=PALE_FILL if bar.is_possible else CORE_FILL,
        stroke=style.ink.named("edge") if bar.is_possible else colour,
        stroke_opacity=EDGE,
        stroke_dasharray=DASHES if bar.is_possible else None,
        **style.scripted(event=style.places.get(bar.event.id)),
    )


def _draw_ring(ring: Ring, style: SvgStyle) -> str:
    return element(
        "circle", cx=ring.x, cy=ring.y, r=RING / 2, fill="none", stroke=style.ink.named("accent"), stroke_width=2
    )


def _draw_symbol(symbol: Symbol, scale: Scale, style: SvgStyle) -> str:
    colour, words = style.colour(symbol.event, symbol.is_grey), f"{symbol.event.title}. {symbol.event.words}"
    return element(
        "path",
        *_describe(words, style),
        d=symbols.outline(symbol.shape, SYMBOL),
        transform=f"translate({symbol.x:.2f},{symbol.y:g})",
        fill=style.ink.named("paper") if symbol.is_hollow else colour,
        stroke=colour,
        stroke_width=HOLLOW_EDGE if symbol.is_hollow else SOLID_EDGE,
        **style.named(symbol.event.id, words),
        **style.scripted(left=symbol.left, at=_stretch(symbol, scale)),
    )


def _draw_labels(drawn: DisplayList, style: SvgStyle) -> Iterator[str]:
    """Write the labels; a script is given an empty one for each mark without, since it may find room for it."""
    if not style.places:
        yield from (_draw_label(label, style.ink) for label in drawn.labels)
        return
    written = {(label.lane, label.event.id): label for label in drawn.labels}
    extents = _find_extents(drawn)
    for symbol in drawn.symbols:
        key = (symbol.lane, symbol.event.id)
        left, right = extents(symbol)
        label = written.get(key) or Label(
            *(symbol.lane, symbol.event, "", symbol.day, right, 0.0, symbol.y),
            beside=False,
            is_right=True,
            on_bar=False,
            is_grey=symbol.is_grey,
        )
        hooks = _hooks(label, symbol, (left, right), style)
        yield _draw_label(label, style.ink, **hooks, **style.scripted(at=_stretch(symbol, drawn.scale)))


def _find_extents(drawn: DisplayList) -> Callable[[Symbol], tuple[float, float]]:
    """Return what gives the pixels from where to where the bars of a symbol's event reach, its own without any."""
    first, per_day = drawn.scale.window.first, drawn.scale.pixels_per_day
    bars: dict[tuple[int, str], list[float]] = {}
    for bar in drawn.bars:
        ends = [(bar.first - first) * per_day, (bar.last + 1 - first) * per_day]
        bars[bar.lane, bar.event.id] = bars.get((bar.lane, bar.event.id), []) + ends

    def find(symbol: Symbol) -> tuple[float, float]:
        at = _stretch(symbol, drawn.scale)
        ends = bars.get((symbol.lane, symbol.event.id), [at - per_day / 2, at + per_day / 2])
        return min(ends), max(ends)

    return find


def _stretch(symbol: Symbol, scale: Scale) -> float:
    """Return the pixel of a symbol's day, which a script stretches: at an edge the symbol itself is moved in."""
    return float((symbol.day - scale.window.first) * scale.pixels_per_day)


def _draw_label(label: Label, ink: Ink, **attributes: Any) -> str:
    halo = {"paint_order": "stroke", "stroke": ink.named("paper"), "stroke_width": 3, "stroke_linejoin": "round"}
    return text(
        label.text,
        label.left,
        label.y + DROP * LABEL_SIZE,
        LABEL_SIZE,
        width=label.width,
        fill=ink.named("faint" if label.is_grey else "ink"),
        **(halo if label.on_bar else {}),
        **attributes,
    )


def _hooks(label: Label, symbol: Symbol, extent: tuple[float, float], style: SvgStyle) -> dict[str, Any]:
    """Return for a script what a label hangs on, so that it follows when the scale is stretched.

    left, right: the bar's ends. keep: the left end that the symbol keeps to, of an imprecise event.
    side: "out" beyond the ink's right end, "on" the ink behind the
    symbol, and "-out" and "-on" for the left. off: pixels from there to the label's beginning.
    """
    left, right = min(extent[0], symbol.x - SYMBOL / 2), max(extent[1], symbol.x + SYMBOL / 2)
    end = right if label.is_right else left
    beyond = label.left >= end + GAP - 0.01 if label.is_right else label.left + label.width <= end - GAP + 0.01
    reach = SYMBOL / 2 if label.is_right else -SYMBOL / 2
    return style.scripted(
        event=style.places.get(label.event.id),
        keep=symbol.left,
        left=float(extent[0]),
        right=float(extent[1]),
        side=("" if label.is_right else "-") + ("out" if beyond else "on"),
        off=float(label.left - (end if beyond else symbol.x + reach)),
    )

"""An arrangement as SVG: grid, strips, bars, symbols and labels, each where it was arranged to stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.display.figure import BAR_HEIGHT, CORE_FILL, EDGE, PALE_FILL
from components.display.theme import UNKNOWN_TYPE
from components.events import event_text
from components.events.table import Table
from components.exports.svg import symbols
from components.exports.svg.colours import UNKNOWN, Ink
from components.exports.svg.svg_elements import build_line, element, escape, text
from components.exports.svg.ticks import Tick
from components.layout import count_text, strips
from components.layout.arrangement import Arrangement
from components.layout.packing import GAP, LABEL_SIZE, SYMBOL
from components.layout.scale import Scale

AXIS = 36.0  # pixels above the lanes
TICK_SIZE = 12.0
END = 16.0  # pixels from an end of the axis within which a date keeps to one side
DROP = 0.35  # of a font size: from the middle of a line to its baseline
DASHES = "3 3"
HOLLOW, SOLID = 1.6, 0.5  # pixels of a symbol's outline
_EDGE_COLOUR = "#808a96"


@dataclass(frozen=True)
class SvgStyle:
    """Hold how a plot is drawn: its colours, and whether a script will move and ask about what is in it.

    places: the place of each event in the script's list, empty without a script.
    """

    ink: Ink
    places: dict[str, int]

    def named(self, identity: str, words: str) -> dict[str, Any]:
        """Return attributes for a script that name an event, or say one that is not in its list."""
        place = self.places.get(identity)
        return self.scripted(event=place, description=words if place is None else None)

    def scripted(self, **attributes: Any) -> dict[str, Any]:
        """Return attributes for a script, none where there is none."""
        return {f"data_{name}": value for name, value in attributes.items()} if self.places else {}


def build_plot(arrangement: Arrangement, table: Table, style: SvgStyle, ticks: list[Tick]) -> str:
    """Build the lanes' content around (0, 0), the left end of the first lane's line; the dates are not written."""
    marks = dress(arrangement, table, style.ink)
    layers = (
        ("grid", build_grid(ticks, arrangement.scale, style.ink, arrangement.height)),
        ("strips", "".join(_bins(arrangement, style))),
        ("bars", "".join(_bars(marks, arrangement.scale, style))),
        ("symbols", "".join(_symbols(marks, style))),
        ("labels", "".join(_labels(marks, style))),
    )
    return "".join(element("g", content, class_=name) for name, content in layers if content)


def dress(arrangement: Arrangement, table: Table, ink: Ink) -> pd.DataFrame:
    """Return marks with colour, text_colour, symbol_name, filled, words (of a hover), bar_left, bar_right (pixels)."""
    marks, scale = arrangement.marks, arrangement.scale
    colours, shapes = ink.kinds(table.meeting_types), table.meeting_types["symbol"].to_dict()
    highlighted = marks["highlighted"].astype(bool)
    colour = marks["meeting_type"].map(lambda code: colours.get(code, UNKNOWN)).astype(object)
    return marks.assign(
        colour=colour.where(highlighted, ink.named("faint")),
        text_colour=highlighted.map({True: ink.named("ink"), False: ink.named("faint")}),
        symbol_name=marks["meeting_type"].map(lambda code: shapes.get(code) or UNKNOWN_TYPE[1]),
        filled=marks["known"].astype(bool) & event_text.is_done(marks["status"]),
        words=event_text.describe_events(marks, table),
        bar_left=scale.pixel(marks["bar_first"]),
        bar_right=scale.pixel(marks["bar_last"] + 1),
    )


def build_grid(ticks: list[Tick], scale: Scale, ink: Ink, height: float) -> str:
    """Draw a fine line through the lanes at every date."""
    colour = ink.named("grid")
    at = (_pixel(tick, scale) for tick in ticks)
    return "".join(element("line", x1=x, x2=x, y1=-4.0, y2=height, stroke=colour) for x in at)


def build_axis(ticks: list[Tick], scale: Scale, ink: Ink) -> str:
    """Write the dates above 0; those at an end keep within it."""
    drawn = []
    for tick in ticks:
        x = _pixel(tick, scale)
        anchor = "start" if x < END else "end" if scale.width - x < END else "middle"
        lines = ((tick.label, -20.0, "ink"), (tick.year, -7.0, "muted"))
        drawn += [
            text(said, x, y, TICK_SIZE, text_anchor=anchor, fill=ink.named(colour)) for said, y, colour in lines if said
        ]
    return "".join(drawn)


def _pixel(tick: Tick, scale: Scale) -> float:
    return (tick.day - scale.window.first) * scale.pixels_per_day


def _bins(arrangement: Arrangement, style: SvgStyle) -> Iterator[str]:
    """Draw strips: cells shaded by count, and pale bars for what has no day within a cell."""
    bins = arrangement.bins
    cells = bins[bins["kind"] == strips.CELL]
    most = cells["highlighted"].max() if len(cells) else 1
    rows: list[Any] = list(bins.itertuples())
    for each in rows:
        cell = each.kind == strips.CELL
        strength = 0.16 + 0.84 * (each.highlighted - 1) / max(most - 1, 4) if each.highlighted else 0.06
        fill, figure = style.ink.cell(min(1.0, strength)) if cell else style.ink.cell(0.08)
        yield _bin(each, fill, figure if cell else style.ink.named("muted"), style)


def _bin(each: Any, fill: str, figure: str, style: SvgStyle) -> str:
    width = max(0.5, each.right - each.left - (0.5 if each.kind == strips.CELL else 0.0))
    words = count_text.describe_bin_count(each).line
    box = element(
        "rect",
        *([] if style.places else [element("title", escape(words))]),
        x=each.left,
        y=each.y - each.height / 2,
        width=width,
        height=each.height,
        fill=fill,
        **style.scripted(description=words),
    )
    label = build_line(
        each.label,
        (each.left + each.right) / 2,
        each.y + DROP * strips.LABEL_SIZE,
        strips.LABEL_SIZE,
        text_anchor="middle",
        fill=figure,
    )
    return box + (label if each.label else "")


def _bars(marks: pd.DataFrame, scale: Scale, style: SvgStyle) -> Iterator[str]:
    """Draw what lasts or is imprecise: pale with a dashed edge over all possible days, firm over the certain ones."""
    first, per_day = scale.window.first, scale.pixels_per_day
    rows: list[Any] = list(marks[marks["bar_last"] > marks["bar_first"]].itertuples())
    for each in rows:
        spans = []
        if not each.known:
            spans.append(
                (each.bar_first, each.bar_last, PALE_FILL, {"stroke": _EDGE_COLOUR, "stroke_dasharray": DASHES})
            )
        if each.core_first <= each.core_last:
            spans.append((each.core_first, each.core_last, CORE_FILL, {"stroke": each.colour}))
        for begin, end, opacity, edge in spans:
            yield element(
                "rect",
                x=float((begin - first) * per_day),
                width=float((end + 1 - begin) * per_day),
                y=each.y - BAR_HEIGHT / 2,
                height=BAR_HEIGHT,
                fill=each.colour,
                fill_opacity=opacity,
                stroke_opacity=EDGE,
                **edge,
                **style.scripted(event=style.places.get(each.id)),
            )


def _symbols(marks: pd.DataFrame, style: SvgStyle) -> Iterator[str]:
    rows: list[Any] = list(marks.itertuples())
    for each in rows:
        words = f"{each.title}. {each.words}"
        yield element(
            "path",
            *([] if style.places else [element("title", escape(words))]),
            d=symbols.outline(each.symbol_name, SYMBOL),
            transform=f"translate({each.symbol:.2f},{each.y:g})",
            fill=each.colour if each.filled else style.ink.named("paper"),
            stroke=each.colour,
            stroke_width=SOLID if each.filled else HOLLOW,
            **style.named(each.id, words),
        )


def _labels(marks: pd.DataFrame, style: SvgStyle) -> Iterator[str]:
    """Write the labels; a script is given the empty ones too, since it may find room for them."""
    rows: list[Any] = list((marks if style.places else marks[marks["label"] != ""]).itertuples())
    for each in rows:
        yield text(
            each.label,
            each.label_left,
            each.y + DROP * LABEL_SIZE,
            LABEL_SIZE,
            width=each.label_width,
            fill=each.text_colour,
            **_halo(each, style.ink),
            **_hooks(each, style),
        )


def _halo(mark: Any, ink: Ink) -> dict[str, Any]:
    """Return what keeps the edges of its own bar out of a label that stands on it."""
    on_ink = mark.label_left < mark.right and mark.label_left + mark.label_width > mark.left
    halo = {"paint_order": "stroke", "stroke": ink.named("paper"), "stroke_width": 3, "stroke_linejoin": "round"}
    return halo if on_ink else {}


def _hooks(mark: Any, style: SvgStyle) -> dict[str, Any]:
    """Return for a script what a label hangs on, so that it follows when the scale is stretched.

    at, left, right: the symbol and the bar's ends. side: "out" beyond the ink's right end, "on" the ink behind the
    symbol, and "-out" and "-on" for the left. off: pixels from there to the label's beginning.
    """
    if not style.places:
        return {}
    right = mark.label_left > mark.symbol
    end = mark.right if right else mark.left
    beyond = mark.label_left >= end + GAP - 0.01 if right else mark.label_left + mark.label_width <= end - GAP + 0.01
    reach = SYMBOL / 2 if right else -SYMBOL / 2
    return style.scripted(
        event=style.places.get(mark.id),
        at=float(mark.symbol),
        left=float(mark.bar_left),
        right=float(mark.bar_right),
        side=("" if right else "-") + ("out" if beyond else "on"),
        off=float(mark.label_left - (end if beyond else mark.symbol + reach)),
    )

"""The key to a picture: each kind of meeting with its symbol, and how what is known of a date is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.display.figure import BAR_HEIGHT, CORE_FILL, EDGE, PALE_FILL
from components.display.theme import UNKNOWN_TYPE
from components.events.table import Table
from components.exports.svg import symbols
from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import build_line, element
from components.exports.svg.svg_timeline import DASHES, DROP, HOLLOW, SOLID
from components.layout.packing import SYMBOL
from components.layout.text_width import text_width

SIZE = 12.0
LINE = 20.0
AIR = 18.0
MOST_KINDS = 30  # those of lower rank are counted
SAMPLE = 34.0  # pixels of a bar shown as an example


@dataclass(frozen=True)
class _Item:
    """Hold one line of the key: its words, the pixels its picture takes, and what draws that around (x, y)."""

    words: str
    room: float
    draw: Callable[[float, float], str]

    @property
    def width(self) -> float:
        return self.room + 6 + text_width(self.words, SIZE) + AIR


def build_legend(codes: set[str], table: Table, ink: Ink, width: float) -> tuple[str, float]:
    """Build the key to these kinds of meeting on lines of `width` pixels from (0, 0); return it and its height."""
    colours = ink.kinds(table.meeting_types)
    kinds = table.meeting_types[table.meeting_types.index.isin(codes)]
    known = [_kind(row, colours[str(code)]) for code, row in kinds.head(MOST_KINDS).iterrows()]
    if len(kinds) > MOST_KINDS:
        known.append(_Item(f"and {len(kinds) - MOST_KINDS:,} more", 0.0, lambda _x, _y: ""))
    lines = [*_lines(known, width), *_lines(_certainties(ink), width)]
    drawn = (_line(line, number * LINE + LINE / 2, ink) for number, line in enumerate(lines))
    return "".join(drawn), LINE * len(lines)


def _lines(items: list[_Item], width: float) -> list[list[_Item]]:
    """Break items into lines."""
    lines: list[list[_Item]] = []
    room = 0.0
    for item in items:
        if item.width - AIR > room:
            lines.append([])
            room = width
        lines[-1].append(item)
        room -= item.width
    return lines


def _line(items: list[_Item], y: float, ink: Ink) -> str:
    drawn, x = "", 0.0
    for item in items:
        drawn += item.draw(x + item.room / 2, y)
        drawn += build_line(item.words, x + item.room + 6, y + DROP * SIZE, SIZE, fill=ink.named("muted"))
        x += item.width
    return drawn


def _kind(row: pd.Series, colour: str) -> _Item:
    name = row["symbol"] or UNKNOWN_TYPE[1]
    return _Item(row["label"], SYMBOL, lambda x, y: _symbol(name, x, y, colour, colour))


def _certainties(ink: Ink) -> list[_Item]:
    colour, paper = ink.named("muted"), ink.named("paper")

    def firm(x: float, y: float) -> str:
        return _bar(x, y, colour, CORE_FILL, None) + _symbol("circle", x, y, colour, colour)

    def pale(x: float, y: float) -> str:
        return _bar(x, y, colour, PALE_FILL, DASHES) + _symbol("circle", x, y, paper, colour)

    return [
        _Item("Known day", SYMBOL, lambda x, y: _symbol("circle", x, y, colour, colour)),
        _Item("Known days", SAMPLE, firm),
        _Item("Some time within the bar", SAMPLE, pale),
        _Item("Planned, not confirmed", SYMBOL, lambda x, y: _symbol("circle", x, y, paper, colour)),
    ]


def _bar(x: float, y: float, colour: str, fill: float, dashes: str | None) -> str:
    return element(
        "rect",
        x=x - SAMPLE / 2,
        y=y - BAR_HEIGHT / 2,
        width=SAMPLE,
        height=BAR_HEIGHT,
        fill=colour,
        fill_opacity=fill,
        stroke=colour,
        stroke_opacity=EDGE,
        stroke_dasharray=dashes,
    )


def _symbol(name: str, x: float, y: float, fill: str, edge: str) -> str:
    width = SOLID if fill == edge else HOLLOW
    path = symbols.outline(name, SYMBOL)
    return element("path", d=path, transform=f"translate({x:.2f},{y:.2f})", fill=fill, stroke=edge, stroke_width=width)

"""The legend of a picture as SVG: a sample beside the words of each entry."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from components.display.figure import CORE_FILL, EDGE, HOLLOW_EDGE, PALE_FILL, SOLID_EDGE
from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import build_line, element
from components.exports.svg.svg_timeline import DASHES, DROP
from components.layout import legend, symbols
from components.layout.display_list import BAR_HEIGHT, FAINTEST_COUNT, PALE_STRENGTH
from components.layout.legend import LegendEntry
from components.layout.packing import SYMBOL
from components.layout.strips import CELL_HEIGHT, PALE_HEIGHT
from components.layout.text_width import text_width

SIZE = 12.0
LINE = 20.0
AIR = 18.0
BOLDER = 1.06  # how much wider bold letters are
SAMPLE = 34.0  # pixels of a bar shown as an example
_SHADES = (FAINTEST_COUNT, (1 + FAINTEST_COUNT) / 2, 1.0)  # of cells shown as an example


@dataclass(frozen=True)
class _Item:
    """Hold one entry in a line: its words, the pixels its sample takes, and what draws that around (x, y)."""

    words: str
    room: float
    draw: Callable[[float, float], str]
    is_caption: bool = False

    @property
    def before(self) -> float:
        """Return how many pixels stand before the words."""
        return self.room + 6 if self.room else 0.0

    @property
    def width(self) -> float:
        return self.before + text_width(self.words, SIZE) * (BOLDER if self.is_caption else 1.0) + AIR


def build_legend(entries: Iterable[LegendEntry], ink: Ink, width: float) -> tuple[str, float]:
    """Build the legend on lines of `width` pixels from (0, 0), each group on its own; return it and its height."""
    parts: list[list[_Item]] = []
    for entry in entries:
        if entry.sample == legend.CAPTION or not parts:
            parts.append([])
        parts[-1].append(_to_item(entry, ink))
    lines = [line for part in parts for line in _lines(part, width)]
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
        weight = "600" if item.is_caption else None
        at = x + item.before
        drawn += build_line(item.words, at, y + DROP * SIZE, SIZE, fill=ink.named("muted"), font_weight=weight)
        x += item.width
    return drawn


def _to_item(entry: LegendEntry, ink: Ink) -> _Item:
    room, draw = _SAMPLES[entry.sample]
    return _Item(entry.words, room, lambda x, y: draw(entry, ink, x, y), entry.sample == legend.CAPTION)


def draw_sample(entry: LegendEntry, ink: Ink) -> tuple[str, float]:
    """Return the sample of an entry around (0, 0), and how many pixels wide it is."""
    room, draw = _SAMPLES[entry.sample]
    return draw(entry, ink, 0.0, 0.0), room


def _draw_level(entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    colour = ink.level(entry.code)
    return _symbol("circle", x, y, colour, colour)


def _draw_kind(entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    return _symbol(entry.shape, x, y, ink.named("muted"), ink.named("muted"))


def _draw_days(_entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    colour = ink.named("muted")
    return _bar(x, y, colour, CORE_FILL, None) + _symbol("circle", x, y, colour, colour)


def _draw_possible(_entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    colour, at = ink.named("muted"), x - SAMPLE / 2 + SYMBOL / 2
    return _bar(x, y, colour, PALE_FILL, DASHES) + _symbol("circle", at, y, ink.named("paper"), colour)


def _draw_unconfirmed(entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    return _symbol(entry.shape, x, y, ink.named("paper"), ink.named("muted"))


def _draw_count(_entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    step, left = SAMPLE / len(_SHADES), x - SAMPLE / 2
    return "".join(
        _cell(left + number * step, y, step - 0.5, CELL_HEIGHT - 4, ink.cell(strength)[0])
        for number, strength in enumerate(_SHADES)
    )


def _draw_count_without_day(_entry: LegendEntry, ink: Ink, x: float, y: float) -> str:
    return _cell(x - SAMPLE / 2, y, SAMPLE, PALE_HEIGHT, ink.cell(PALE_STRENGTH)[0])


_SAMPLES: dict[str, tuple[float, Callable[[LegendEntry, Ink, float, float], str]]] = {
    legend.LEVEL: (SYMBOL, _draw_level),
    legend.KIND: (SYMBOL, _draw_kind),
    legend.DAYS: (SAMPLE, _draw_days),
    legend.POSSIBLE: (SAMPLE, _draw_possible),
    legend.UNCONFIRMED: (SYMBOL, _draw_unconfirmed),
    legend.COUNT: (SAMPLE, _draw_count),
    legend.COUNT_WITHOUT_DAY: (SAMPLE, _draw_count_without_day),
    **dict.fromkeys(("", legend.CAPTION), (0.0, lambda _entry, _ink, _x, _y: "")),
}


def _cell(left: float, y: float, width: float, height: float, fill: str) -> str:
    return element("rect", x=left, y=y - height / 2, width=width, height=height, fill=fill)


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
    width = SOLID_EDGE if fill == edge else HOLLOW_EDGE
    path = symbols.outline(name, SYMBOL)
    return element("path", d=path, transform=f"translate({x:.2f},{y:.2f})", fill=fill, stroke=edge, stroke_width=width)

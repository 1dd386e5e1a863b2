"""The legend of a timeline on slides: a sample beside the words of each entry, in rows below the lanes."""

from collections.abc import Iterable
from typing import NamedTuple

from components.display.figure import CORE_FILL, EDGE, HOLLOW_EDGE, PALE_FILL, SOLID_EDGE
from components.display.theme import Palette, blend
from components.exports.slides.canvas import Canvas, Paint
from components.exports.slides.geometry import Box
from components.exports.slides.text_fitting import LINE, Measure, Words
from components.exports.slides.timeline_shapes import draw_symbol
from components.layout import legend, packing
from components.layout.display_list import BAR_HEIGHT, FAINTEST_COUNT, PALE_STRENGTH
from components.layout.legend import LegendEntry

SIZE, ROW, GAP, MOST_ROWS = 10.5, 16.0, 14.0, 3  # slide units, and rows
SAMPLE = 24.0  # of a bar or cells shown as an example
_WIDE = (legend.DAYS, legend.POSSIBLE, legend.COUNT, legend.COUNT_WITHOUT_DAY)


class Entry(NamedTuple):
    """Hold an entry in its place from the top left."""

    said: LegendEntry
    left: float
    row: int

    @property
    def sample(self) -> float:
        """Return how wide its sample is, with the gap behind it."""
        if self.said.sample in ("", legend.CAPTION):
            return 0.0
        return (SAMPLE if self.said.sample in _WIDE else packing.SYMBOL) + packing.GAP


def place_entries(entries: Iterable[LegendEntry], measure: Measure, width: float) -> list[Entry]:
    """Place the entries of a legend in their order, as far as MOST_ROWS go."""
    placed: list[Entry] = []
    left, row = 0.0, 0
    for said in entries:
        entry = Entry(said, left, row)
        needed = measure.width(said.words, SIZE, bold=said.sample == legend.CAPTION) + entry.sample + GAP
        if left and left + needed > width:
            left, row = 0.0, row + 1
        if row < MOST_ROWS and needed <= width:
            placed.append(entry._replace(left=left, row=row))
            left += needed
    return placed


def legend_height(entries: list[Entry]) -> float:
    """Return how much room a legend takes, with the gap above it."""
    return (max(entry.row for entry in entries) + 1) * ROW + 4 if entries else 0.0


def draw_legend(canvas: Canvas, entries: list[Entry], area: Box, colours: Palette) -> None:
    """Draw a legend at the bottom of an area."""
    if not entries:
        return
    top = area.bottom - legend_height(entries) + 4
    with canvas.group("Legend", "; ".join(entry.said.words for entry in entries)):
        for entry in entries:
            left, middle = area.left + entry.left, top + (entry.row + 0.5) * ROW
            _draw_sample(canvas, entry, (left, middle), colours)
            beside = left + entry.sample
            bold = entry.said.sample == legend.CAPTION
            width = canvas.style.measure.width(entry.said.words, SIZE, bold=bold)
            box = Box(beside, middle - SIZE * LINE / 2, width, SIZE * LINE)
            canvas.label("Legend", box, Words(entry.said.words, SIZE, colour="muted", after=0, bold=bold))


def _draw_sample(canvas: Canvas, entry: Entry, at: tuple[float, float], colours: Palette) -> None:
    theme, kind, (left, middle) = canvas.style.theme, entry.said.sample, at
    solid, hollow = Paint(theme.muted, theme.muted, SOLID_EDGE), Paint(theme.paper, theme.muted, HOLLOW_EDGE)
    bar = Box(left, middle - BAR_HEIGHT / 2, SAMPLE, BAR_HEIGHT)
    if kind == legend.COUNT:
        shades = (FAINTEST_COUNT, 0.5, 1.0)
        for number, strength in enumerate(shades):
            cell = Box(left + number * SAMPLE / len(shades), bar.top, SAMPLE / len(shades), BAR_HEIGHT)
            canvas.shape("Sample", cell, Paint(blend(theme.count, theme.paper, strength)))
    elif kind == legend.COUNT_WITHOUT_DAY:
        canvas.shape("Sample", bar, Paint(blend(theme.count, theme.paper, PALE_STRENGTH)))
    elif kind == legend.DAYS:
        firm, edge = (blend(theme.muted, theme.paper, each) for each in (CORE_FILL, EDGE))
        canvas.shape("Sample", bar, Paint(firm, edge, 0.75))
        draw_symbol(canvas, entry.said.shape, (left + SAMPLE / 2, middle), solid)
    elif kind == legend.POSSIBLE:
        pale, edge = (blend(theme.muted, theme.paper, each) for each in (PALE_FILL, EDGE))
        canvas.shape("Sample", bar, Paint(pale, edge, 0.75, dashed=True))
        draw_symbol(canvas, entry.said.shape, (left + packing.SYMBOL / 2, middle), hollow)
    elif entry.sample:
        level = colours.of_level(entry.said.code)
        paints = {legend.UNCONFIRMED: hollow, legend.LEVEL: Paint(level, level, SOLID_EDGE)}
        paint = paints.get(kind, solid)
        draw_symbol(canvas, entry.said.shape, (left + packing.SYMBOL / 2, middle), paint)

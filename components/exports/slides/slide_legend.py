"""What the symbols of a timeline mean, in rows below it."""

from typing import NamedTuple

from components.events.table import Table
from components.exports.slides.canvas import Canvas, Paint
from components.exports.slides.geometry import Box
from components.exports.slides.text_fitting import LINE, Measure, Words
from components.exports.slides.timeline_shapes import choose_colours, draw_symbol
from components.layout import packing
from components.layout.arrangement import Arrangement

SIZE, ROW, GAP, MOST_ROWS = 10.5, 16.0, 14.0, 3  # slide units, and rows
HOLLOW = "hollow, dashed: day not stated, or not known to be held"


class Entry(NamedTuple):
    """Hold one kind of meeting (its code, "" for what hollow means), its words, and its place from the top left."""

    code: str
    words: str
    left: float
    row: int


def place_entries(arrangement: Arrangement, table: Table, measure: Measure, width: float) -> list[Entry]:
    """Place the kinds of meeting that have marks, in their own order, as far as MOST_ROWS go."""
    used = set(arrangement.marks["meeting_type"])
    kinds = [(code, table.name_of("meeting_type", code)) for code in table.meeting_types.index if code in used]
    entries: list[Entry] = []
    left, row = 0.0, 0
    for code, words in [*kinds, ("", HOLLOW)] if kinds else []:
        needed = measure.width(words, SIZE) + packing.SYMBOL + packing.GAP + GAP
        if left and left + needed > width:
            left, row = 0.0, row + 1
        if row < MOST_ROWS and needed <= width:
            entries.append(Entry(code, words, left, row))
            left += needed
    return entries


def legend_height(entries: list[Entry]) -> float:
    """Return how much room a legend takes, with the gap above it."""
    return (max(entry.row for entry in entries) + 1) * ROW + 4 if entries else 0.0


def draw_legend(canvas: Canvas, table: Table, entries: list[Entry], area: Box) -> None:
    """Draw a legend at the bottom of an area."""
    inks = choose_colours(canvas.style, table)
    top = area.bottom - legend_height(entries) + 4
    with canvas.group("Legend", "; ".join(entry.words for entry in entries)):
        for entry in entries:
            colour, symbol = inks[entry.code]
            left, middle = area.left + entry.left, top + (entry.row + 0.5) * ROW
            paint = Paint(colour, colour, 0.5) if entry.code else Paint("", colour, 1.5, dashed=True)
            draw_symbol(canvas, symbol, (left + packing.SYMBOL / 2, middle), paint)
            beside = left + packing.SYMBOL + packing.GAP
            box = Box(beside, middle - SIZE * LINE / 2, canvas.style.measure.width(entry.words, SIZE), SIZE * LINE)
            canvas.label("Legend", box, Words(entry.words, SIZE, colour="muted", after=0))

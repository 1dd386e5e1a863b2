"""Where marks and labels find a place within one lane: decided in pixels, before anything is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from components.layout.text_width import shorten, text_width
from components.query.column_arrays import ColumnArrays

SYMBOL = 11.0  # pixels across
OVERHANG = 3.0  # that the points and the outline of the largest symbols reach beyond that
LABEL_SIZE = 13.0  # pixels
GAP = 5.0  # between a mark and its label
AIR = 8.0  # between one mark or label and the next in its row
LEAST_LABEL = 60.0  # a label cut to less room than this says too little to be worth its ink


Ink = tuple[int, float, float]  # a row, and from where to where in it something stands (pixels)


class Mark(NamedTuple):
    """Hold what packing must know of a mark: its label's full text and width, rank, ink and symbol in pixels."""

    title: str
    width: float
    rank: int
    left: float
    right: float
    symbol: float
    pale: bool  # a label may stand on the ink


class LabelPlace(NamedTuple):
    """Hold where a mark went: its row, the label as drawn, where that starts and how wide it is (pixels)."""

    row: int
    label: str
    label_left: float
    label_width: float


@dataclass
class _Row:
    """Hold the pixel intervals that are taken in one row."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def has_room(self, left: float, right: float) -> bool:
        return all(right + AIR <= start or end + AIR <= left for start, end in self.taken)

    def room_around(self, mark: Mark, width: float) -> tuple[float, float]:
        """Return between which pixels a mark could stretch before it meets another or the edge."""
        lower = max((end + AIR for start, end in self.taken if start < mark.left), default=0.0)
        upper = min((start - AIR for start, _ in self.taken if start > mark.left), default=width)
        return lower, upper


def pack(marks: list[Mark], width: float, most_rows: int) -> list[LabelPlace] | None:
    """Find a row and a label for every mark of one lane, in their order, so that no two marks or labels overlap.

    Whole labels are tried first; where they need more than `most_rows` rows, marks are placed alone and labels get what
    room is left, highest rank first, cut or dropped. None where even the marks alone need more rows.
    """
    return _pack_labelled(marks, width, most_rows) or _pack_bare(marks, width, most_rows)


def fits(extents: Iterable[tuple[float, float]], most_rows: int) -> bool:
    """Tell whether marks without labels, from left to right in pixels, find room in so many rows."""
    rows: list[_Row] = []
    for left, right in extents:
        row = _first_row(rows, left, right)
        if row >= most_rows:
            return False
        rows[row].taken.append((left, right))
    return True


def pack_foremost(marks: list[Mark], width: float, most_rows: int) -> list[LabelPlace | None]:
    """Place marks in their order with whole labels, and leave out (None) each that finds no room in so many rows."""
    rows: list[_Row] = [_Row() for _ in range(most_rows)]
    places: list[LabelPlace | None] = []
    for mark in marks:
        label, start, size = _label(mark, 0.0, width)
        left, right = min(mark.left, start), max(mark.right, start + size)
        row = next((number for number, each in enumerate(rows) if each.has_room(left, right)), None)
        if row is None:
            places.append(None)
        else:
            rows[row].taken.append((left, right))
            places.append(LabelPlace(row, label, start, size))
    return places


def pack_beyond(taken: Iterable[Ink], beyond: Iterable[tuple[float, float]]) -> list[LabelPlace | None]:
    """Give marks that lie outside the window a row, without a label, where a lane's rows have room; else None.

    taken: what stands in the lane, which may reach over the window's edge and takes that room too. beyond: left and
    right of each mark (pixels).
    """
    rows: list[_Row] = []
    for number, left, right in taken:
        rows += [_Row() for _ in range(number + 1 - len(rows))]
        rows[number].taken.append((left, right))
    found: list[LabelPlace | None] = []
    for left, right in beyond:
        row = next((number for number, each in enumerate(rows) if each.has_room(left, right)), None)
        if row is not None:
            rows[row].taken.append((left, right))
        found.append(None if row is None else LabelPlace(row, "", right, 0.0))
    return found


def build_marks(marks: ColumnArrays) -> list[Mark]:
    """Turn columns title, rank, known (bool), left, right and symbol (pixels) into marks to pack."""
    titles = marks["title"].tolist()
    widths = [text_width(title, LABEL_SIZE) for title in titles]
    places = (marks[name].tolist() for name in ("rank", "left", "right", "symbol"))
    return list(map(Mark, titles, widths, *places, (~marks["known"]).tolist()))


def _pack_labelled(marks: list[Mark], width: float, most_rows: int) -> list[LabelPlace] | None:
    rows: list[_Row] = []
    places = []
    for mark in marks:
        label, start, size = _label(mark, 0.0, width)
        left, right = min(mark.left, start), max(mark.right, start + size)
        row = _first_row(rows, left, right)
        if row >= most_rows:
            return None
        rows[row].taken.append((left, right))
        places.append(LabelPlace(row, label, start, size))
    return places


def _pack_bare(marks: list[Mark], width: float, most_rows: int) -> list[LabelPlace] | None:
    rows: list[_Row] = []
    row_of = []
    for mark in marks:
        row = _first_row(rows, mark.left, mark.right)
        if row >= most_rows:
            return None
        rows[row].taken.append((mark.left, mark.right))
        row_of.append(row)
    places = [LabelPlace(row, "", mark.right, 0.0) for mark, row in zip(marks, row_of, strict=True)]
    for index in sorted(range(len(marks)), key=lambda index: marks[index].rank):
        mark, there = marks[index], rows[row_of[index]]
        label, start, size = _label(mark, *there.room_around(mark, width))
        if label == mark.title or size >= LEAST_LABEL:
            there.taken.append((start, start + size))
            places[index] = LabelPlace(row_of[index], label, start, size)
    return places


def _first_row(rows: list[_Row], left: float, right: float) -> int:
    """Return the first row with room for [left, right], a new one where there is none."""
    for index, row in enumerate(rows):
        if row.has_room(left, right):
            return index
    rows.append(_Row())
    return len(rows) - 1


def _label(mark: Mark, lower: float, upper: float) -> tuple[str, float, float]:
    """Return label, start and width at the first spot where it fits whole between two pixels, else cut at the roomiest.

    Spots: right of the ink, left of it, on it (behind the symbol); on pale ink the last comes first.
    """
    after, before, inside = mark.right + GAP, mark.left - GAP, mark.symbol + SYMBOL / 2 + GAP
    opposite = mark.symbol - SYMBOL / 2 - GAP
    starts = ((1, inside), (-1, opposite)) if mark.pale else ((1, after), (-1, before), (1, inside))
    rooms = [upper - spot if side > 0 else spot - lower for side, spot in starts]
    whole = (index for index, room in enumerate(rooms) if room >= mark.width)
    best = next(whole, rooms.index(max(rooms)))
    label = shorten(mark.title, LABEL_SIZE, rooms[best])
    size = text_width(label, LABEL_SIZE)
    side, spot = starts[best]
    return label, spot if side > 0 else spot - size, size

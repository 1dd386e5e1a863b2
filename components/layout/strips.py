"""One lane as a strip: counts on calendar units, and pale bars for what no such unit holds."""

from typing import NamedTuple

from components.dates import calendar_units, date_text, edtf
from components.dates.calendar_cells import FIRST_DAY
from components.layout import packing
from components.layout.scale import Scale
from components.layout.text_width import text_width
from components.messages.catalogue import ENGLISH, Messages
from components.query.store import BEGUN

CELL_HEIGHT = 18.0  # pixels
PALE_HEIGHT = 12.0
PALE_ROW = 15.0
PADDING = 9.5
LABEL_SIZE = 11.0
CELL, PALE = "cell", "pale"


class Bin(NamedTuple):
    """Hold one counted bin in its place.

    kind: "cell" (a unit of the strip), "pale" (a coarser unit, its day not stated) or "begun" (all that began in units
    before the window and reaches into it). first, last: days. events: counted here; highlighted: those that no filter
    greys; uncertain, possible: those of them that stand so in the window; others: how many further ones may fall here.
    left, right: pixels, cut to the window. side: 0; -1 and 1 for what lies before and behind the window.
    label: "" where there is no room. y: pixels from the lane's top to the middle. lane: its index, once it has one.
    """

    kind: str
    unit: str
    first: int
    last: int
    events: int
    highlighted: int
    uncertain: int
    possible: int
    others: int
    left: float
    right: float
    label: str
    height: float
    y: float
    side: int
    lane: int = -1


class CountedBin(NamedTuple):
    """Hold a row of store.Store.bins without its lane."""

    side: int
    unit: str
    first: int
    last: int
    events: int
    highlighted: int
    uncertain: int
    possible: int
    others: int


def arrange_strip(
    rows: list[CountedBin], scale: Scale, unit: str, heading: float = 0.0, margin: int = 0, _: Messages = ENGLISH
) -> tuple[list[Bin], float]:
    """Place one lane's bins below `heading` pixels; return them with the strip's whole height.

    What lies in the margin (days) on either side of the window is drawn there where it has a unit of its own, without
    its count: nobody sees it before it is moved into the window, and then there is another answer.
    """
    window = scale.window
    begun = [row for row in rows if row.side == 0 and row.last < window.first]
    inside = [row for row in rows if row.side == 0 and row.last >= window.first]
    beyond = [row for row in rows if row.side != 0 and row.unit == unit]
    edges = {-1: (window.first - margin, window.first - 1), 1: (window.last + 1, window.last + margin)}
    cells = [_cell(row, scale, (window.first, window.last), _) for row in inside if row.unit == unit]
    # Where the window has no cell there is no row of them either: a margin changes no lane's height
    cells += [_cell(row, scale, edges[row.side], _) for row in beyond if cells and _meets(row, edges[row.side])]
    bars = [_begun(begun, scale, _)] if begun else []
    bars += [_pale(row, scale, _) for row in inside if row.unit != unit]
    top = PADDING + (CELL_HEIGHT + 2 if cells else 0)
    placed, below = _stack(bars, top)
    lowered = [each._replace(y=each.y + heading) for each in (*cells, *placed)]
    return lowered, heading + max(below, top) + PADDING


def _meets(row: CountedBin, edges: tuple[int, int]) -> bool:
    return bool(row.first <= edges[1] and row.last >= edges[0])


def _cell(row: CountedBin, scale: Scale, edges: tuple[int, int], _: Messages) -> Bin:
    left, right = _extent(row, scale, edges)
    label = _.number(row.highlighted) if row.highlighted and row.side == 0 else ""
    fits = text_width(label, LABEL_SIZE) <= right - left
    middle = PADDING + CELL_HEIGHT / 2
    return _bin(row, CELL, (left, right), label if fits else "", CELL_HEIGHT)._replace(y=middle)


def _pale(row: CountedBin, scale: Scale, _: Messages) -> Bin:
    """Make a pale bar with the longest wording that fits it."""
    left, right = _extent(row, scale, (scale.window.first, scale.window.last))
    told = {"count": row.highlighted, "period": describe_bin(row.first, row.last, row.unit, _)}
    wordings = (
        _("{count} {period}, day not stated", **told),
        _("{count} {period}", **told),
        _.number(row.highlighted),
    )
    room = right - left - packing.GAP
    fitting = (words for words in wordings if row.highlighted and text_width(words, LABEL_SIZE) <= room)
    label = next(fitting, "")
    return _bin(row, PALE, (left, right), label, PALE_HEIGHT)


def _begun(rows: list[CountedBin], scale: Scale, _: Messages) -> Bin:
    """Join what began before the window into one bar at its beginning."""
    label = _("{count} began earlier", count=sum(row.highlighted for row in rows))
    right = min(scale.width, text_width(label, LABEL_SIZE) + 2 * packing.GAP)
    joined = _bin(rows[0], BEGUN, (0.0, right), label, PALE_HEIGHT)
    return joined._replace(
        first=min(row.first for row in rows),
        last=max(row.last for row in rows),
        events=sum(row.events for row in rows),
        highlighted=sum(row.highlighted for row in rows),
        uncertain=sum(row.uncertain for row in rows),
        possible=sum(row.possible for row in rows),
        others=0,
    )


def _bin(row: CountedBin, kind: str, extent: tuple[float, float], label: str, height: float) -> Bin:
    return Bin(
        kind,
        row.unit,
        row.first,
        row.last,
        row.events,
        row.highlighted,
        row.uncertain,
        row.possible,
        row.others,
        *extent,
        label,
        height,
        0.0,
        row.side,
    )


def _extent(row: CountedBin, scale: Scale, edges: tuple[int, int]) -> tuple[float, float]:
    """Return the bin's days in pixels, cut to the days between two edges."""
    first, last = max(row.first, edges[0]), min(row.last, edges[1])
    per_day = scale.pixels_per_day
    return (first - scale.window.first) * per_day, (last + 1 - scale.window.first) * per_day


def _stack(bars: list[Bin], top: float) -> tuple[list[Bin], float]:
    """Give bars rows so that none overlap, from left to right; return them and where the last row ends."""
    ends: list[float] = []
    placed = []
    for bar in sorted(bars, key=lambda bar: (bar.left, bar.right)):
        row = next((number for number, end in enumerate(ends) if end <= bar.left), len(ends))
        ends[row : row + 1] = [bar.right]
        placed.append(bar._replace(y=top + (row + 0.5) * PALE_ROW))
    return placed, top + len(ends) * PALE_ROW


def describe_bin(first: int, last: int, unit: str, _: Messages = ENGLISH) -> str:
    """Say a bin by its unit, "in April 2013"; where there is none, by its days, or that these are open."""
    if not unit:
        bounded = first > FIRST_DAY and last < edtf.ENDLESS
        if not bounded:
            return _("with start or end not stated")
        return _("within {period}", period=date_text.describe_period(first, last, _))
    period = calendar_units.describe_unit(first, unit, _)
    if unit == "day":
        return _("on {date}", date=period)
    return _("in the {unit}", unit=period) if unit in ("week", "decade") else _("in {date}", date=period)

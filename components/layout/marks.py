"""The marks of events: what ink each takes on the scale, and where one was placed."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from components.dates import certainty
from components.dates.windows import Window
from components.layout import packing
from components.layout.scale import Scale
from components.query.column_arrays import ColumnArrays


class PlacedMark(NamedTuple):
    """Hold an event in a lane, in its place.

    lane: index of the lane. side: 0 for what is in the window, -1 and 1 for what lies in the margin before and behind.
    highlighted: no filter greys it. known: its days are certain. bar_first … core_last: days, cut to the window and its
    margin; core_first > core_last where none is certain. symbol_day: where the symbol stands, in (float) days: the
    middle of known days, the visible left end of an imprecise range, whose symbol is no day. symbol, left, right,
    label_left, label_width: pixels. y: pixels from the top, the middle of the row.
    """

    lane: int
    side: int
    id: str
    title: str
    date: str
    meeting_type: str
    level: str
    status: str
    highlighted: bool
    known: bool
    bar_first: int
    bar_last: int
    core_first: int
    core_last: int
    symbol_day: float
    symbol: float
    left: float
    right: float
    row: int
    label: str
    label_left: float
    label_width: float
    y: float


DRAWN = PlacedMark._fields[1:18]  # what add_extents gives of an event


def add_extents(rows: ColumnArrays, scale: Scale, margin: int) -> ColumnArrays:
    """Add the ink of each event (store.Store.marks) to its columns: those of DRAWN, wide_left and wide_right (pixels).

    Bar and certain core are cut to the window and its margin. Of an event in the window `left` and `right`, what
    packing goes by, are cut to the window; of another to its margin. wide_left, wide_right: cut to the margin.
    """
    dates = certainty.build_columns(rows)
    doubtful, known = dates["doubtful"], certainty.are_days_known(dates)
    window = scale.window
    inside = rows["side"] == 0
    low, high = window.first - margin, window.last + margin
    first, last = np.maximum(rows["start_min"], low), np.minimum(rows["end_max"], high)
    shown_first = np.where(inside, np.maximum(first, window.first), first)
    shown_last = np.where(inside, np.minimum(last, window.last), last)
    left, right = _to_pixels(shown_first, shown_last, scale)
    middle = (left + right) / 2
    # A mark of the window's first or last day is moved in as far as makes it whole: in pixels, never in days, since a
    # picture that is stretched would carry it away from its day
    moved_in = np.where(inside, np.maximum(0.0, -left) - np.maximum(0.0, right - scale.width), 0.0)
    left, right = left + moved_in, right + moved_in
    symbol = np.where(known, (left + right) / 2, left + packing.SYMBOL / 2)
    ink = {
        "known": known,
        "bar_first": first,
        "bar_last": last,
        "core_first": np.where(doubtful, high + 1, np.maximum(rows["start_max"], low)),
        "core_last": np.where(doubtful, low - 1, np.minimum(rows["end_min"], high)),
        "symbol_day": scale.day(np.where(known, middle, symbol)),
        "symbol": symbol,
        "left": left,
        "right": right,
        "wide_left": np.minimum(left, scale.pixel(first)),
        "wide_right": np.maximum(right, scale.pixel(last + 1)),
    }
    return ColumnArrays({**rows.named, **ink})


def find_extents(rows: ColumnArrays, scale: Scale, window: Window) -> Iterable[tuple[float, float]]:
    """Return from where to where (pixels) the marks reach that may lie in a window, cut to it, in their order."""
    near = (rows["start_min"] <= window.last) & (rows["end_max"] >= window.first)
    first = np.maximum(rows["start_min"][near], window.first)
    last = np.minimum(rows["end_max"][near], window.last)
    left, right = _to_pixels(first, last, scale)
    return zip(left.tolist(), right.tolist(), strict=True)


def _to_pixels(first: np.ndarray, last: np.ndarray, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """Return from where to where days reach, both included, and no less than a symbol does."""
    begin, end = scale.pixel(first), scale.pixel(last + 1)
    short = np.maximum(0.0, packing.SYMBOL - (end - begin)) / 2
    return begin - short, end + short

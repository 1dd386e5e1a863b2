"""The level of detail: which lanes show marks and which a strip, and which marks stand above a strip (D6, D21).

It hangs on table, request, width and options alone, never on what was on screen before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from components.dates import calendar_units, certainty
from components.dates.calendar_cells import UNHELD, find_calendar_cells, format_cell_keys
from components.dates.windows import Window
from components.events.precedence import compute_precedence, compute_priority
from components.events.table import LEAST_RANK
from components.layout import marks, packing, strips
from components.layout.lane_order import HEAD, MARKS, NOTHING, STRIP, Listed
from components.layout.scale import Scale
from components.messages.catalogue import ENGLISH, Messages
from components.query.column_arrays import ColumnArrays
from components.query.selection import Request
from components.query.store import Store
from components.query.view_options import ViewOptions

ROW = 20.0  # pixels
LANE_PADDING = 4.0  # above and below what a lane holds
HEAD_HEIGHT = 30.0  # an unfolded lane's own line
NARROW = 480.0  # pixels; on less, a strip's name stands above it and not beside
HEADING = 20.0
QUIET_HEIGHT = 24.0  # a lane with nothing in the window
LEAST_UNIT = 11.0  # pixels a strip's unit must have on average
FULL_UNIT = 36.0  # pixels that hold a figure of thousands; where a screen has many cells, a unit must have as many
MANY_CELLS = 250  # that are not empty; each is drawn, and most figures would not fit
MOST_CELLS = 2_500  # of strips on screen
MOST_ROWS = 16  # of a lane of marks
MOST_MARKS = 600  # on screen: beyond that a browser takes too long to draw them
FOREMOST = 24  # events that may stand above a crowded strip
MOST_RAISED = 240  # above all strips on screen together
FOREMOST_ROWS = 2
MANY_CROWDED = 40  # lanes, beyond which each has one row above its strip: else a page would be taller than can be read
MOST_BEYOND = 200  # marks on either side of the window, for panning


@dataclass(frozen=True)
class LaneContent:
    """Hold what one lane shows, and how high it is.

    marks: their ink (marks.add_extents) with places that belong to it row by row. bins: y from the lane's own top.
    offset: pixels above the first row of marks.
    """

    shows: str
    height: float
    marks: ColumnArrays | None = None
    places: tuple[packing.LabelPlace, ...] = ()
    bins: tuple[strips.Bin, ...] = ()
    offset: float = LANE_PADDING


@dataclass(frozen=True)
class LayoutInput:
    """Hold what contents are arranged for.

    margin: days. near: how many events of each lane are in the window or beside it, as `limit_window` has it: limits
    are decided on these, so that a small pan seldom takes a lane over one.
    """

    store: Store
    request: Request
    scale: Scale
    margin: int
    view_options: ViewOptions
    near: dict[str, int] = field(default_factory=dict)
    messages: Messages = ENGLISH

    @property
    def most_rows(self) -> int:
        """Return how many rows of marks a lane may have."""
        return self.view_options.most_rows or MOST_ROWS

    def count_near(self, each: Listed) -> int:
        """Return how many events of a lane limits are decided on."""
        return max(each.inside, self.near.get(each.key, 0))


def limit_window(window: Window) -> Window:
    """Return the window on which limits are decided: the halves of windows, counted from a fixed day, that it meets.

    That is the window and at most half of one on either side of it; it stays while the window moves by less than the
    way to the next half.
    """
    half = max(1, (window.last - window.first + 1) // 2)
    return Window(window.first // half * half, (window.last // half + 1) * half - 1)


def choose_contents(asked: LayoutInput, listed: list[Listed]) -> tuple[dict[str, LaneContent], str]:
    """Return what each lane shows, marks where it may and they fit, else a strip or nothing, and the unit of strips."""
    marked = _to_marked(asked, _within_budget(listed, asked))
    stripped = [each for each in listed if each.shows in (MARKS, STRIP) and each.key not in marked]
    unit = _to_unit(asked, stripped)
    made = {**marked, **_to_stripped(asked, stripped, unit)}
    bare = {NOTHING: LaneContent(NOTHING, QUIET_HEIGHT), HEAD: LaneContent(HEAD, HEAD_HEIGHT)}
    return {each.key: made.get(each.key) or bare[each.shows] for each in listed}, unit


def _to_unit(asked: LayoutInput, stripped: list[Listed]) -> str:
    """Return the finest unit that is wide enough for as many cells as there will be, MOST_CELLS at the most."""
    days_per_pixel = 1 / asked.scale.pixels_per_day
    finest = calendar_units.unit_for(days_per_pixel, LEAST_UNIT)
    units = asked.scale.width * days_per_pixel / calendar_units.mean_days(finest)
    many = sum(min(asked.count_near(each), units) for each in stripped) > MANY_CELLS
    least = len(stripped) * asked.scale.width / MOST_CELLS
    return calendar_units.unit_for(days_per_pixel, max(FULL_UNIT if many else LEAST_UNIT, least))


def _capacity(asked: LayoutInput) -> float:
    """Return how many marks could find room in one lane at the very most."""
    return asked.most_rows * asked.scale.width / (packing.SYMBOL + packing.AIR)


def _is_crowded(asked: LayoutInput, each: Listed) -> bool:
    """Return whether a strip has its foremost events above it: its marks find no room, or, folded, would find none."""
    if asked.view_options.most_rows:
        return False
    return each.shows == MARKS or asked.count_near(each) > min(_capacity(asked), MOST_MARKS)


def _within_budget(listed: list[Listed], asked: LayoutInput) -> list[Listed]:
    """Return the lanes to try as marks: those that could fit, the emptiest first, until a screen has enough."""
    wanted = sorted((each for each in listed if each.shows == MARKS), key=asked.count_near)
    whole = np.cumsum([asked.count_near(each) for each in wanted])
    most = MOST_MARKS + asked.view_options.more_marks
    tried = {each.key for each, so_far in zip(wanted, whole, strict=True) if so_far <= most}
    return [each for each in listed if each.key in tried and asked.count_near(each) <= _capacity(asked)]


def _to_marked(asked: LayoutInput, tried: list[Listed]) -> dict[str, LaneContent]:
    """Arrange those of the lanes whose marks find room, in the window and what limits are decided on beside it."""
    if not tried:
        return {}
    lanes, most_shown = tuple(each.key for each in tried), max(1, MOST_BEYOND // len(tried))
    most_beyond = max(most_shown, *(asked.count_near(each) - each.inside for each in tried))
    request, window = asked.request, asked.scale.window
    limit = limit_window(window)
    margin = max(asked.margin, window.first - limit.first, limit.last - window.last)
    found = asked.store.marks(request.selection, request.lanes_by, lanes, margin, most_beyond)
    contents = {}
    for key, rows in _by_lane(marks.add_extents(found, asked.scale, asked.margin)):
        if (rows["side"] == 0).any() and packing.fits(marks.find_extents(rows, asked.scale, limit), asked.most_rows):
            contents[key] = _arrange_marks(asked, rows, most_shown)
    return contents


def _arrange_marks(asked: LayoutInput, rows: ColumnArrays, most_beyond: int) -> LaneContent:
    """Arrange a lane of marks, with what lies beside the window where its rows have room; none of it half in sight."""
    width = asked.scale.width
    within = rows.take(rows["side"] == 0)
    packable = packing.build_marks(within)
    packed = packing.pack(packable, width, asked.most_rows) or packing.pack(packable, width, len(packable)) or []
    height = (max(place.row for place in packed) + 1) * ROW + 2 * LANE_PADDING
    beyond = _nearest(asked, rows, most_beyond)
    if not len(beyond):
        return LaneContent(MARKS, height, within, tuple(packed))
    ends = within.rows("wide_left", "wide_right")
    taken = [(place.row, left, right) for place, (left, right) in zip(packed, ends, strict=True)]
    row_of = packing.pack_beyond(taken, beyond.rows("left", "right"))
    shown = np.array([place is not None for place in row_of])
    places = (*packed, *(place for place in row_of if place is not None))
    return LaneContent(MARKS, height, join_rows(within, beyond.take(shown)), places)


def _nearest(asked: LayoutInput, rows: ColumnArrays, most: int) -> ColumnArrays:
    """Return what lies in the margin and wholly out of sight: on either side so many of the nearest."""
    window, width = asked.scale.window, asked.scale.width
    reach = packing.SYMBOL / 2 + packing.OVERHANG
    before = (rows["end_max"] >= window.first - asked.margin) & (rows["right"] <= 0) & (rows["symbol"] <= -reach)
    behind = (rows["start_min"] <= window.last + asked.margin) & (rows["left"] >= width)
    behind &= rows["symbol"] >= width + reach
    before, behind = before & (rows["side"] < 0), behind & (rows["side"] > 0)
    last = np.flatnonzero(before)
    last = last[np.argsort(-rows["bar_last"][last], kind="stable")[:most]]
    first = np.flatnonzero(behind)
    first = first[np.argsort(rows["bar_first"][first], kind="stable")[:most]]
    return rows.take(np.sort(np.concatenate([last, first]))) if asked.margin else rows.take(last[:0])


def join_rows(one: ColumnArrays, other: ColumnArrays) -> ColumnArrays:
    """Return the rows of both, which have the same columns."""
    return ColumnArrays({name: np.concatenate([values, other[name]]) for name, values in one.named.items()})


def _by_lane(rows: ColumnArrays) -> Iterable[tuple[str, ColumnArrays]]:
    """Yield the rows of each lane with its key; those of a lane stand together."""
    lanes = rows["lane"]
    begins = np.flatnonzero(lanes[1:] != lanes[:-1]) + 1
    for part in np.split(np.arange(len(lanes)), begins) if len(lanes) else ():
        yield lanes[part[0]], rows.take(part)


def _to_stripped(asked: LayoutInput, listed: list[Listed], unit: str) -> dict[str, LaneContent]:
    """Count the events of lanes on units, but for the foremost of a crowded lane, which stand above as marks."""
    if not listed:
        return {}
    lanes = tuple(each.key for each in listed)
    crowded = tuple(each.key for each in listed if _is_crowded(asked, each))
    request, scale = asked.request, asked.scale
    above = _to_foremost(asked, crowded)
    bins = asked.store.bins(request.selection, request.lanes_by, lanes, unit, asked.margin)
    counted = subtract_marks(bins, [raised for raised, _ in above.values()], unit, request.selection.window)
    heading = HEADING if scale.width < NARROW else 0.0
    contents = {}
    for key, grouped in groupby(counted.rows("lane", *strips.CountedBin._fields), key=lambda row: row[0]):
        raised, places = above.get(key, (None, ()))
        rows = [strips.CountedBin(*row[1:]) for row in grouped]
        above_height = (max(place.row for place in places) + 1) * ROW if places else 0.0
        placed, height = strips.arrange_strip(rows, scale, unit, heading + above_height, asked.margin, asked.messages)
        contents[key] = LaneContent(STRIP, height, raised, tuple(places), tuple(placed), LANE_PADDING + heading)
    return contents


def _to_foremost(
    asked: LayoutInput, lanes: tuple[str, ...]
) -> dict[str, tuple[ColumnArrays, list[packing.LabelPlace]]]:
    """Place, by rank, as many of the foremost events of crowded lanes as find room with their labels.

    Events of a kind without a rank are foremost to none.
    """
    most = min(FOREMOST, MOST_RAISED // max(1, len(lanes)))
    if not lanes or not most:
        return {}
    request, scale = asked.request, asked.scale
    most_rows = FOREMOST_ROWS if len(lanes) <= MANY_CROWDED else 1
    ranked = asked.store.foremost(request.selection, request.lanes_by, lanes, most)
    inked = marks.add_extents(ranked.take(ranked["rank"] < LEAST_RANK), scale, 0)
    packable, lane_of = packing.build_marks(inked), inked["lane"].tolist()
    spots_of: dict[str, list[int]] = {}
    ranks, priorities = inked["rank"].astype(np.int64), compute_priority(inked["id"])
    for spot in np.argsort(compute_precedence(ranks, priorities, np.arange(len(ranks)))).tolist():
        spots_of.setdefault(lane_of[spot], []).append(spot)
    found = {}
    for key, spots in spots_of.items():
        placed = packing.pack_foremost([packable[spot] for spot in spots], scale.width, most_rows)
        kept = {spot: place for spot, place in zip(spots, placed, strict=True) if place is not None}
        if kept:
            found[key] = inked.take(np.array(list(kept))), list(kept.values())
    return found


def subtract_marks(bins: ColumnArrays, above: list[ColumnArrays], unit: str, window: Window) -> ColumnArrays:
    """Return bins (store.Store.bins) without the events that have marks of their own; sums hold."""
    if not above:
        return bins
    names = ("events", "highlighted", "uncertain", "possible")
    counts = np.stack([bins[name] for name in names], axis=1)
    inside = np.flatnonzero(bins["side"] == 0)
    there = bins.take(inside)
    over = (there["last"] < window.first).tolist()
    firsts = format_cell_keys(there["first"], there["unit"] != "").tolist()
    cells = zip(there["lane"], there["unit"], firsts, over, strict=True)
    rows = dict(zip(cells, inside.tolist(), strict=True))
    for raised in above:
        dates = certainty.build_columns(raised)
        highlighted = raised["highlighted"]
        standing = [rule(dates, window) for rule in (certainty.is_uncertain, certainty.is_possible)]
        told = np.stack([np.ones(len(raised), dtype=bool), highlighted, *(highlighted & each for each in standing)])
        for cell, counted in zip(_name_cells(raised, dates, unit, window), told.T, strict=True):
            counts[rows[cell]] -= counted
    rest = ColumnArrays({**bins.named, **dict(zip(names, counts.T, strict=True))})
    return rest.take(rest["events"] > 0)


def _name_cells(
    raised: ColumnArrays, dates: dict[str, np.ndarray], unit: str, window: Window
) -> Iterable[tuple[str, str, int, bool]]:
    """Yield what names the bin that each event counts in: lane, unit, cell key, whether it began before the window."""
    cells = find_calendar_cells(dates, unit).find(np.arange(len(raised)), dates)
    units = [calendar_units.UNITS[place] if place != UNHELD else "" for place in cells["unit"].tolist()]
    keys = format_cell_keys(cells["first"], cells["unit"] != UNHELD).tolist()
    return zip(raised["lane"].tolist(), units, keys, (cells["last"] < window.first).tolist(), strict=True)

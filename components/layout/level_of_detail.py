"""The level of detail: which lanes show marks and which a strip, and which marks stand above a strip (D6)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.dates import calendar_units, certainty
from components.dates.calendar_cells import build_cell_frame, format_cell_keys
from components.dates.windows import Window
from components.events.precedence import compute_precedence, compute_priority
from components.events.table import LEAST_RANK
from components.layout import packing, strips
from components.layout.lane_order import HEAD, MARKS, NOTHING, STRIP, Listed
from components.layout.scale import Scale
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
MOST_ROWS = 16
KEPT_ROWS = 20  # of a lane that showed marks just now: so a small pan does not flip it to and fro
MOST_MARKS = 600  # on screen: beyond that a browser takes too long to draw them
KEPT_MARKS = 750  # on screen, where lanes showed marks just now
FOREMOST = 24  # events that may stand above a crowded strip
MOST_RAISED = 240  # above all strips on screen together
FOREMOST_ROWS = 2
MANY_CROWDED = 40  # lanes, beyond which each has one row above its strip: else a page would be taller than can be read
SLACK = 1.2  # times a limit, within which what was shown just now stays
MOST_BEYOND = 200  # marks on either side of the window, for panning


@dataclass(frozen=True)
class LaneContent:
    """Hold what one lane shows, marks and bins with y from the lane's own top, and how high it is.

    marks: rows of Arrangement.marks that places belong to, one by one. offset: pixels above the first row of marks.
    """

    shows: str
    height: float
    marks: pd.DataFrame | None = None
    places: tuple[packing.LabelPlace, ...] = ()
    bins: tuple[strips.Bin, ...] = ()
    offset: float = LANE_PADDING


@dataclass(frozen=True)
class LayoutInput:
    """Hold what contents are arranged for: store, request, scale, margin (days), view_options."""

    store: Store
    request: Request
    scale: Scale
    margin: int
    view_options: ViewOptions


def choose_contents(asked: LayoutInput, listed: list[Listed]) -> tuple[dict[str, LaneContent], str]:
    """Return what each lane shows, marks where it may and they fit, else a strip or nothing, and the unit of strips."""
    marked = _to_marked(asked, _within_budget(listed, asked))
    stripped = [each for each in listed if each.shows in (MARKS, STRIP) and each.key not in marked]
    unit = _to_unit(asked, stripped)
    made = {**marked, **_to_stripped(asked, stripped, unit)}
    bare = {NOTHING: LaneContent(NOTHING, QUIET_HEIGHT), HEAD: LaneContent(HEAD, HEAD_HEIGHT)}
    return {each.key: made.get(each.key) or bare[each.shows] for each in listed}, unit


def _to_unit(asked: LayoutInput, stripped: list[Listed]) -> str:
    """Choose the unit of strips: the one shown just now while it is nearly the right one, else the right one."""
    finest, usual, coarsest = (_unit_within(asked, stripped, slack) for slack in (1 / SLACK, 1, SLACK))
    units = calendar_units.STRIP_UNITS
    near = units[units.index(finest) : units.index(coarsest) + 1]
    return asked.view_options.screen.unit if asked.view_options.screen.unit in near else usual


def _unit_within(asked: LayoutInput, stripped: list[Listed], slack: float) -> str:
    """Return the finest unit that is wide enough for as many cells as there will be, MOST_CELLS at the most."""
    days_per_pixel = 1 / asked.scale.pixels_per_day
    finest = calendar_units.unit_for(days_per_pixel, LEAST_UNIT)
    units = asked.scale.width * days_per_pixel / calendar_units.mean_days(finest)
    many = sum(min(each.inside, units) for each in stripped) > MANY_CELLS / slack
    least = len(stripped) * asked.scale.width / MOST_CELLS
    return calendar_units.unit_for(days_per_pixel, max(FULL_UNIT if many else LEAST_UNIT, least) * slack)


def _most_rows(asked: LayoutInput, key: str) -> int:
    return KEPT_ROWS if key in asked.view_options.screen.as_marks else MOST_ROWS


def _capacity(asked: LayoutInput, key: str) -> float:
    """Return how many marks could find room in one lane at the very most."""
    return _most_rows(asked, key) * asked.scale.width / (packing.SYMBOL + packing.AIR)


def _is_crowded(asked: LayoutInput, each: Listed) -> bool:
    """Return whether a strip has its foremost events above it: its marks find no room, or, folded, would find none."""
    least = min(_capacity(asked, ""), MOST_MARKS)
    return each.shows == MARKS or each.inside > (
        least / SLACK if each.key in asked.view_options.screen.raised else least
    )


def _within_budget(listed: list[Listed], asked: LayoutInput) -> tuple[str, ...]:
    """Return the lanes to try as marks: those that could fit, the emptiest first, until a screen has enough."""
    wanted = sorted((each for each in listed if each.shows == MARKS), key=lambda each: each.inside)
    whole = np.cumsum([each.inside for each in wanted])
    more = asked.view_options.more_marks
    most = dict.fromkeys(asked.view_options.screen.as_marks, KEPT_MARKS + more)
    tried = {
        each.key for each, so_far in zip(wanted, whole, strict=True) if so_far <= most.get(each.key, MOST_MARKS + more)
    }
    return tuple(each.key for each in listed if each.key in tried and each.inside <= _capacity(asked, each.key))


def build_marks(asked: LayoutInput, lanes: tuple[str, ...]) -> pd.DataFrame:
    """Return the marks of lanes with their ink."""
    request = asked.request
    beyond = max(1, MOST_BEYOND // max(1, len(lanes)))
    rows = asked.store.marks(request.selection, request.lanes_by, lanes, asked.margin, beyond)
    return add_extents(rows, asked.scale, asked.margin)


def _to_marked(asked: LayoutInput, lanes: tuple[str, ...]) -> dict[str, LaneContent]:
    """Arrange those of the lanes whose marks find room."""
    if not lanes:
        return {}
    contents = {}
    for key, rows in build_marks(asked, lanes).groupby("lane", sort=False):
        inside = rows["side"] == 0
        within = rows[inside]
        packed = packing.pack(packing.build_marks(within), asked.scale.width, _most_rows(asked, str(key)))
        if packed:
            beyond = rows[~inside & ((rows["left"] >= asked.scale.width) | (rows["right"] <= 0))]  # none half in sight
            row_of = packing.pack_beyond(within, packed, beyond)
            shown = [place is not None for place in row_of]
            places = (*packed, *(place for place in row_of if place is not None))
            marks = pd.concat([within, beyond[shown]]) if any(shown) else within
            contents[str(key)] = LaneContent(MARKS, _height_of(packed), marks, places)
    return contents


def _height_of(places: list[packing.LabelPlace]) -> float:
    return (max(place.row for place in places) + 1) * ROW + 2 * LANE_PADDING


def _to_stripped(asked: LayoutInput, listed: list[Listed], unit: str) -> dict[str, LaneContent]:
    """Count the events of lanes on units, but for the foremost of a crowded lane, which stand above as marks."""
    lanes = tuple(each.key for each in listed)
    crowded = tuple(each.key for each in listed if _is_crowded(asked, each))
    request, scale = asked.request, asked.scale
    above = _to_foremost(asked, crowded)
    bins = asked.store.bins(request.selection, request.lanes_by, lanes, unit, asked.margin)
    counted = drop_lanes(bins, [marks for marks, _ in above.values()], unit, request.selection.window)
    heading = HEADING if scale.width < NARROW else 0.0
    contents = {}
    for key, rows in counted.groupby("lane", sort=False):
        marks, places = above.get(str(key), (None, ()))
        raised = (max(place.row for place in places) + 1) * ROW if places else 0.0
        placed, height = strips.arrange_strip(rows, scale, unit, heading + raised, asked.margin)
        contents[str(key)] = LaneContent(STRIP, height, marks, tuple(places), tuple(placed), LANE_PADDING + heading)
    return contents


def _to_foremost(
    asked: LayoutInput, lanes: tuple[str, ...]
) -> dict[str, tuple[pd.DataFrame, list[packing.LabelPlace]]]:
    """Place, by rank, as many of the foremost events of crowded lanes as find room with their labels.

    Events of a kind without a rank are foremost to none.
    """
    most = min(FOREMOST, MOST_RAISED // max(1, len(lanes)))
    if not lanes or not most:
        return {}
    request, scale = asked.request, asked.scale
    most_rows = FOREMOST_ROWS if len(lanes) <= MANY_CROWDED else 1
    ranked = asked.store.foremost(request.selection, request.lanes_by, lanes, most)
    inked = add_extents(ranked[ranked["rank"] < LEAST_RANK].reset_index(drop=True), scale, 0)
    marks, lane_of = packing.build_marks(inked), inked["lane"].tolist()
    spots_of: dict[str, list[int]] = {}
    ranks, priorities = inked["rank"].to_numpy(dtype=np.int64), compute_priority(inked["id"])
    for spot in np.argsort(compute_precedence(ranks, priorities, np.arange(len(ranks)))).tolist():
        spots_of.setdefault(lane_of[spot], []).append(spot)
    found = {}
    for key, spots in spots_of.items():
        placed = packing.pack_foremost([marks[spot] for spot in spots], scale.width, most_rows)
        kept = {spot: place for spot, place in zip(spots, placed, strict=True) if place is not None}
        if kept:
            found[key] = inked.iloc[list(kept)], list(kept.values())
    return found


def drop_lanes(bins: pd.DataFrame, above: list[pd.DataFrame], unit: str, window: Window) -> pd.DataFrame:
    """Return bins (store.Store.bins) without the events that have marks of their own; sums hold."""
    if not above:
        return bins
    marks = pd.concat(above)
    dates = certainty.build_columns(marks)
    cells = build_cell_frame(dates, unit)
    begun = (cells["last"] < window.first).tolist()
    highlighted = marks["highlighted"].to_numpy(dtype=bool)
    doubtful = highlighted & certainty.is_possible(dates, window)
    inside = np.flatnonzero(bins["side"] == 0)
    there = bins.iloc[inside]
    over = (there["last"] < window.first).tolist()
    named, firsts = (format_cell_keys(each["first"].to_numpy(), each["unit"] != "").tolist() for each in (cells, there))
    rows = dict(zip(zip(there["lane"], there["unit"], firsts, over, strict=True), inside, strict=True))
    counts = bins[["events", "highlighted", "doubtful"]].to_numpy(copy=True)
    names = zip(marks["lane"], cells["unit"], named, begun, strict=True)
    for name, is_lit, is_doubtful in zip(names, highlighted.tolist(), doubtful.tolist(), strict=True):
        counts[rows[name]] -= (1, is_lit, is_doubtful)
    rest = bins.assign(events=counts[:, 0], highlighted=counts[:, 1], doubtful=counts[:, 2])
    return rest[rest["events"] > 0]


def add_extents(rows: pd.DataFrame, scale: Scale, margin: int) -> pd.DataFrame:
    """Add what is drawn of each event: bar and certain core cut to the window and its margin, and its symbol.

    Of an event in the window `left` and `right`, what packing goes by, are cut to the window; of another to its margin.
    """
    doubtful = certainty.is_doubtful(rows)
    known = certainty.are_days_known(rows.assign(doubtful=doubtful))
    window = scale.window
    inside = rows["side"] == 0
    low, high = window.first - margin, window.last + margin
    shown_first = rows["start_min"].clip(lower=window.first).where(inside, rows["start_min"].clip(lower=low))
    shown_last = rows["end_max"].clip(upper=window.last).where(inside, rows["end_max"].clip(upper=high))
    symbol = (shown_first.astype(float) + shown_last + 1) / 2
    middle = scale.pixel(symbol)
    ink = {
        "known": known,
        "pale": ~known,
        "bar_first": rows["start_min"].clip(lower=low),
        "bar_last": rows["end_max"].clip(upper=high),
        "core_first": rows["start_max"].clip(lower=low).where(~doubtful, high + 1),
        "core_last": rows["end_min"].clip(upper=high).where(~doubtful, low - 1),
        "symbol_day": symbol,
        "symbol": middle,
        "left": np.minimum(scale.pixel(shown_first), middle - packing.SYMBOL / 2),
        "right": np.maximum(scale.pixel(shown_last + 1), middle + packing.SYMBOL / 2),
    }
    ink["wide_left"] = np.minimum(ink["left"], scale.pixel(ink["bar_first"]))
    ink["wide_right"] = np.maximum(ink["right"], scale.pixel(ink["bar_last"] + 1))
    return pd.concat([rows, pd.DataFrame(ink)], axis=1)

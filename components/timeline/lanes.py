"""This file is the arrangement: which lanes there are, what each shows, and where everything in it stands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.timeline import calendar_units, lane_schemes, packing, strips
from components.timeline.scale import Scale
from components.timeline.selection import Request
from components.timeline.store import Store, Totals
from components.timeline.table import Table

ROW = 20.0  # pixels
LANE_PADDING = 4.0  # above and below what a lane holds
HEAD_HEIGHT = 30.0  # an unfolded lane's own line
NARROW = 480.0  # pixels; on less, a strip's name stands above it and not beside
HEADING = 20.0
QUIET_HEIGHT = 24.0  # a lane with nothing in the window
MOST_ROWS = 16
LEAST_UNIT = 11.0  # pixels a strip's unit must have on average


@dataclass(frozen=True)
class Lane:
    """Hold one lane: key and words, how deep it is nested, its counts, what it shows and where (pixels from the top).

    shows: "marks", "strip", "head" (its lanes stand below it) or "nothing" (no event of it is in the window).
    folded: None for a lane that holds no others. totals: of all that is drawn; lit: of what no filter greys. pinned:
    whether it is kept on top.
    """

    key: str
    name: str
    depth: int
    totals: Totals
    lit: Totals
    pinned: bool
    shows: str
    folded: bool | None
    top: float
    height: float

    @property
    def greyed(self) -> int:
        """Return how many of those in the window are merely grey."""
        return self.totals.inside - self.lit.inside


@dataclass(frozen=True)
class Arrangement:
    """Hold lanes from top to bottom, and the marks and bins in them.

    marks: one row a mark: lane (index in lanes), id, title, date, meeting_type, status, rank, lit (bool: no filter
    greys it), known (bool: the days are certain), start_min … end_max, bar_first, bar_last, core_first, core_last
    (days, cut to the window; core_first > core_last where nothing is certain), symbol_day (a float), symbol, left,
    right (pixels), row, label, label_left, label_width (pixels), y (pixels from the top: the row's middle).
    bins: the fields of strips.Bin with y from the top, and lane.
    """

    scale: Scale
    lanes: tuple[Lane, ...]
    marks: pd.DataFrame
    bins: pd.DataFrame
    unit: str
    height: float


@dataclass(frozen=True)
class _Content:
    """Hold what one lane shows, marks or bins with y from the lane's own top, and how high it is."""

    shows: str
    height: float
    marks: pd.DataFrame | None = None
    places: list[packing.Place] | None = None
    bins: list[strips.Bin] | None = None


def arrange(store: Store, table: Table, request: Request, width: float) -> Arrangement:
    """Arrange what a request asks for on `width` pixels: marks where they fit, strips where they don't."""
    scale = Scale(request.selection.window, width)
    unit = calendar_units.unit_for(1 / scale.pixels_per_day, LEAST_UNIT)
    shown = request.selection.shown()
    counts = store.lanes(shown, request.lanes_by)
    lit = counts if shown == request.selection else store.lanes(request.selection, request.lanes_by)
    listed = _listed(counts, request, table)
    inked, contents = _contents(store, request, listed, scale, unit)
    lanes, top = [], 0.0
    for key, totals in zip(contents, counts.loc[list(contents)].itertuples(index=False), strict=True):
        found = Totals(*map(int, totals)), Totals(*map(int, lit.loc[key]))
        lanes.append(_to_lane(key, found, contents[key], top, request, table))
        top += contents[key].height
    marks, bins = _to_marks(inked, contents, lanes), _to_bins(contents, lanes)
    return Arrangement(scale, tuple(lanes), marks, bins, unit, top)


def _listed(counts: pd.DataFrame, request: Request, table: Table) -> list[tuple[str, str]]:
    """List the lanes to show with what each should show, in order.

    Pinned lanes come first, in the order of pinning; then by count in the window, then by all that
    the filters keep, then by name.
    """
    scheme = lane_schemes.BY_KEY[request.lanes_by]
    kept = counts[counts.sum(axis=1) > 0]
    inside = kept["certain"] + kept["possible"]
    pins = {key: number for number, key in enumerate(request.pinned)}
    kept_in = kept.sum(axis=1)
    ordered = sorted(
        kept.index,
        key=lambda key: (
            *(pins.get(key, len(pins)), key in lane_schemes.SPECIAL),
            *(-inside[key], -kept_in[key], scheme.name_of(key, table)),
        ),
    )
    children: dict[str, list[str]] = {}
    for key in ordered:
        children.setdefault(lane_schemes.parent_of(key) if scheme.nested else "", []).append(key)
    listed = []
    for outer in children.get("", []):
        within = children.get(outer, []) if outer in request.unfolded and scheme.nested else []
        folded = scheme.nested and outer not in request.unfolded
        shows = "head" if within else "nothing" if not inside[outer] else "strip" if folded else "marks"
        listed.append((outer, shows))
        listed += [(key, "marks" if inside[key] else "nothing") for key in within]
    return listed


def _contents(
    store: Store, request: Request, listed: list[tuple[str, str]], scale: Scale, unit: str
) -> tuple[pd.DataFrame, dict[str, _Content]]:
    """Arrange the marks of all lanes that may show marks and fit, and the strips of all others; in the order listed."""
    wanted = tuple(key for key, shows in listed if shows == "marks")
    inked = _to_ink(store.marks(request.selection, request.lanes_by, wanted), scale)
    contents = {}
    for key, rows in inked.groupby("lane", sort=False):
        places = _pack(rows, scale)
        if places is not None:
            contents[key] = _Content("marks", _height_of(places), marks=rows, places=places)
    stripped = tuple(key for key, shows in listed if shows in ("marks", "strip") and key not in contents)
    heading = HEADING if scale.width < NARROW else 0.0
    counted = store.bins(request.selection, request.lanes_by, stripped, unit)
    for key, rows in counted.groupby("lane", sort=False):
        bins, height = strips.arrange_strip(rows, scale, unit, heading)
        contents[key] = _Content("strip", height, bins=bins)
    bare = {"nothing": _Content("nothing", QUIET_HEIGHT), "head": _Content("head", HEAD_HEIGHT)}
    return inked, {key: contents.get(key) or bare[shows] for key, shows in listed}


def _pack(rows: pd.DataFrame, scale: Scale) -> list[packing.Place] | None:
    """Place one lane's events; None where they need more rows than a lane may have."""
    if len(rows) > MOST_ROWS * scale.width / (packing.SYMBOL + packing.AIR):
        return None  # could never fit: not worth trying
    return packing.pack(packing.to_marks(rows), scale.width, MOST_ROWS)


def _to_marks(inked: pd.DataFrame, contents: dict[str, _Content], lanes: list[Lane]) -> pd.DataFrame:
    """Join the marks of all lanes, with their places, y from the top."""
    shown = [(index, contents[lane.key]) for index, lane in enumerate(lanes) if contents[lane.key].places is not None]
    places = [(*place, index, lanes[index].top) for index, content in shown for place in content.places or ()]
    found = pd.DataFrame(places, columns=[*packing.Place._fields, "lane", "top"])
    y = found.pop("top") + LANE_PADDING + (found["row"] + 0.5) * ROW
    rows = pd.concat([inked.iloc[:0], *(content.marks for _, content in shown)], ignore_index=True)
    return pd.concat([rows.drop(columns=["lane", "pale"]), found.assign(y=y)], axis=1)


def _to_bins(contents: dict[str, _Content], lanes: list[Lane]) -> pd.DataFrame:
    """Join the bins of all lanes, y from the top."""
    rows = [
        (*each._replace(y=each.y + lane.top), index)
        for index, lane in enumerate(lanes)
        for each in contents[lane.key].bins or ()
    ]
    return pd.DataFrame(rows, columns=[*strips.Bin._fields, "lane"])


def _to_ink(rows: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Add what is drawn of each event: its bar and certain core cut to the window, and its symbol."""
    doubtful = rows["uncertain"] | rows["approximate"]
    known = ~doubtful & (rows["start_min"] == rows["start_max"]) & (rows["end_min"] == rows["end_max"])
    first, last = scale.window.first, scale.window.last
    bar_first, bar_last = rows["start_min"].clip(lower=first), rows["end_max"].clip(upper=last)
    symbol = (bar_first.astype(float) + bar_last + 1) / 2
    middle = scale.pixel(symbol)
    ink = {
        "known": known,
        "pale": ~known,
        "bar_first": bar_first,
        "bar_last": bar_last,
        "core_first": rows["start_max"].clip(lower=first).where(~doubtful, last + 1),
        "core_last": rows["end_min"].clip(upper=last).where(~doubtful, first - 1),
        "symbol_day": symbol,
        "symbol": middle,
        "left": np.minimum(scale.pixel(bar_first), middle - packing.SYMBOL / 2),
        "right": np.maximum(scale.pixel(bar_last + 1), middle + packing.SYMBOL / 2),
    }
    return pd.concat([rows, pd.DataFrame(ink)], axis=1)


def _height_of(places: list[packing.Place]) -> float:
    return (max(place.row for place in places) + 1) * ROW + 2 * LANE_PADDING


def _to_lane(
    key: str, totals: tuple[Totals, Totals], content: _Content, top: float, request: Request, table: Table
) -> Lane:
    scheme = lane_schemes.BY_KEY[request.lanes_by]
    depth = int(scheme.nested and bool(lane_schemes.parent_of(key)))
    folded = (key not in request.unfolded) if scheme.nested and not depth else None
    pinned = key in request.pinned
    return Lane(key, scheme.name_of(key, table), depth, *totals, pinned, content.shows, folded, top, content.height)

"""The arrangement: which lanes there are, what each shows, and where everything in it stands (D7)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.dates.calendar_cells import format_cell_keys
from components.events.table import Table
from components.layout import lane_order, level_of_detail, packing, strips
from components.layout.level_of_detail import ROW, LaneContent, LayoutInput
from components.layout.scale import Scale
from components.query import lane_schemes
from components.query.selection import BinKey, Request
from components.query.store import BEGUN, Store, Totals
from components.query.view_options import PreviousScreen, ViewOptions

SHOWN = (lane_order.MARKS, lane_order.STRIP)


@dataclass(frozen=True)
class Lane:
    """Hold one lane: key and words, how deep it is nested, its counts, what it shows and where (pixels from the top).

    shows: "marks", "strip", "head" (its lanes stand below it) or "nothing" (no event of it is in the window).
    folded: None for a lane that holds no others. totals: of all that is drawn; highlighted: of what no filter greys.
    pinned: whether it is kept on top.
    """

    key: str
    name: str
    depth: int
    totals: Totals
    highlighted: Totals
    pinned: bool
    shows: str
    folded: bool | None
    top: float
    height: float

    @property
    def greyed(self) -> int:
        """Return how many of those in the window are merely grey."""
        return self.totals.inside - self.highlighted.inside


@dataclass(frozen=True)
class Arrangement:
    """Hold lanes from top to bottom, and the marks and bins in them.

    marks: one row a mark: lane (index in lanes), id, title, date, meeting_type, status, rank, highlighted (bool: no
    filter
    greys it), known (bool: the days are certain), start_min … end_max, bar_first, bar_last, core_first, core_last
    (days, cut to the window and its margin; core_first > core_last where none is certain), symbol_day (a float),
    symbol, left, right (pixels), row, label, label_left, label_width (pixels), y (pixels from the top, row middle).
    side: 0 for what is in the window, -1 and 1 for what lies in the margin before and behind it.
    bins: the fields of strips.Bin with y from the top, and lane.
    lanes_left: how many lanes more there are than are shown.
    """

    scale: Scale
    lanes: tuple[Lane, ...]
    marks: pd.DataFrame
    bins: pd.DataFrame
    unit: str
    height: float
    lanes_left: int = 0

    @property
    def screen(self) -> PreviousScreen:
        """Return what is shown, for the arrangement after this one."""
        shown = {shows: frozenset(lane.key for lane in self.lanes if lane.shows == shows) for shows in SHOWN}
        with_marks = {self.lanes[index].key for index in self.marks["lane"].unique()}
        return PreviousScreen(shown[lane_order.MARKS], shown[lane_order.STRIP] & with_marks, self.unit)

    def bin_of(self, key: BinKey) -> pd.Series | None:
        """Return a row of `bins`, None where there is none of that name on screen."""
        bins = self.bins[self.bins["side"] == 0]
        kind = bins["kind"] == BEGUN
        keys, (asked,) = (format_cell_keys(np.array(days), bool(key.unit)) for days in (bins["first"], [key.first]))
        named = kind if key.unit == BEGUN else ~kind & (bins["unit"] == key.unit) & (keys == asked)
        lane = bins["lane"].map(dict(enumerate(each.key for each in self.lanes))) == key.lane
        found = bins[named & lane]
        return found.iloc[0] if len(found) and key.strip_unit == self.unit else None


def arrange(
    store: Store, table: Table, request: Request, width: float, view_options: ViewOptions | None = None
) -> Arrangement:
    """Arrange what a request asks for on `width` pixels: marks where they fit, strips where they don't."""
    view_options = view_options or ViewOptions()
    window = request.selection.window
    scale = Scale(window, width)
    shown = request.selection.shown()
    counts = store.lanes(shown, request.lanes_by)
    highlighted = counts if shown == request.selection else store.lanes(request.selection, request.lanes_by)
    listed, left = lane_order.order_lanes(counts, request, table, view_options.more_lanes)
    margin = round(view_options.margin * (window.last - window.first + 1))
    asked = LayoutInput(store, request, scale, margin, view_options)
    contents, unit = level_of_detail.choose_contents(asked, listed)
    lanes, top = [], 0.0
    keys = [each.key for each in listed]
    rows = zip(keys, counts.loc[keys].to_numpy().tolist(), highlighted.loc[keys].to_numpy().tolist(), strict=True)
    for key, drawn, kept in rows:
        lanes.append(_to_lane(key, (Totals(*drawn), Totals(*kept)), contents[key], top, request, table))
        top += contents[key].height
    return Arrangement(
        scale, tuple(lanes), _to_marks(contents, lanes, asked), _to_bins(contents, lanes), unit, top, left
    )


def _to_marks(contents: dict[str, LaneContent], lanes: list[Lane], asked: LayoutInput) -> pd.DataFrame:
    """Join the marks of all lanes, with their places, y from the top."""
    shown = [(index, contents[lane.key]) for index, lane in enumerate(lanes) if contents[lane.key].places]
    places = [
        (*place, index, lanes[index].top + content.offset) for index, content in shown for place in content.places
    ]
    found = pd.DataFrame(places, columns=[*packing.LabelPlace._fields, "lane", "top"])
    y = found.pop("top") + (found["row"] + 0.5) * ROW
    frames = [content.marks for _, content in shown if content.marks is not None]
    rows = pd.concat(frames, ignore_index=True) if frames else level_of_detail.build_marks(asked, ())
    return pd.concat([rows.drop(columns=["lane", "pale", "wide_left", "wide_right"]), found.assign(y=y)], axis=1)


def _to_bins(contents: dict[str, LaneContent], lanes: list[Lane]) -> pd.DataFrame:
    """Join the bins of all lanes, y from the top."""
    rows = [
        (*each._replace(y=each.y + lane.top), index)
        for index, lane in enumerate(lanes)
        for each in contents[lane.key].bins
    ]
    return pd.DataFrame(rows, columns=[*strips.Bin._fields, "lane"])


def _to_lane(
    key: str, totals: tuple[Totals, Totals], content: LaneContent, top: float, request: Request, table: Table
) -> Lane:
    scheme = lane_schemes.find(table, request.lanes_by)
    depth = int(scheme.nested and bool(lane_schemes.parent_of(key)))
    folded = (key not in request.unfolded) if scheme.nested and not depth else None
    pinned = key in request.pinned
    return Lane(key, scheme.name_of(key, table), depth, *totals, pinned, content.shows, folded, top, content.height)

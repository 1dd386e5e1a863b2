"""Tests of the level of detail over some thousand random events: sums hold, and budgets hold."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from components.dates import windows
from components.dates.windows import Window
from components.layout import arrangement, lane_order, level_of_detail
from components.query.selection import Request, Selection
from components.query.view_options import ViewOptions
from tests.support import crowds, frames, owned, tables
from tests.support.trials import examples

TINY = 1e-6  # pixels lost to rounding
SCHEMES = owned.SCHEMES
some_crowds = st.tuples(st.sampled_from(crowds.COUNTS), st.sampled_from(crowds.SEEDS))
some_margins = st.sampled_from([0.0, 0.3, 1.0])
some_scenes = {
    "crowd": some_crowds,
    "request": tables.some_requests(SCHEMES),
    "width": st.sampled_from(tables.WIDTHS),
    "share": some_margins,
}


def to_margin(share, window):
    return round(share * (window.last - window.first + 1))


def to_standing(crowd, request):
    """Return of every lane the events that are drawn somewhere in it, with where they stand to the window."""
    shown, window = request.selection.shown(), request.selection.window
    standing = {}
    for event in crowds.to_events(*crowd):
        if tables.is_kept(event, shown):
            for lane in tables.to_lanes(event, request.lanes_by):
                standing.setdefault(lane, {})[event.id] = (event, tables.to_class(event, window))
    return standing


@examples(40)
@given(**some_scenes)
def test_every_event_of_a_lane_is_drawn_counted_or_said_to_be_elsewhere(crowd, request, width, share):
    table, store = crowds.to_crowd(*crowd)
    arranged = arrangement.arrange(store, table, request, width, ViewOptions(margin=share))
    standing = to_standing(crowd, request)
    for number, lane in enumerate(arranged.lanes):
        there = standing[lane.key]
        inside = {identity for identity, (_, each) in there.items() if each in tables.INSIDE}
        highlighted = {identity for identity in inside if tables.is_kept(there[identity][0], request.selection)}
        ways = {
            way: {identity for identity in highlighted if there[identity][1] == way}
            for way in ("uncertain", "possible")
        }
        assert lane.totals.inside == len(inside)
        assert lane.totals.kept == len(there)
        if lane.shows == lane_order.HEAD:
            continue
        marks = frames.to_marks(arranged)[
            (frames.to_marks(arranged)["lane"] == number) & (frames.to_marks(arranged)["side"] == 0)
        ]
        bins = frames.to_bins(arranged)[
            (frames.to_bins(arranged)["lane"] == number) & (frames.to_bins(arranged)["side"] == 0)
        ]
        drawn, drawn_lit = set(marks["id"]), set(marks["id"][marks["highlighted"]])
        assert len(marks) == len(drawn)
        assert drawn <= inside
        assert drawn_lit == drawn & highlighted
        assert len(drawn) + bins["events"].sum() == len(inside)
        assert len(drawn_lit) + bins["highlighted"].sum() == len(highlighted)
        for way, such in ways.items():
            assert len(drawn & such) + bins[way].sum() == len(such)
        assert (bins["events"] > 0).all()
        assert (bins["highlighted"] >= bins["uncertain"] + bins["possible"]).all()
        assert (bins["events"] >= bins["highlighted"]).all()


@examples(40)
@given(**some_scenes)
def test_what_lies_in_a_margin_is_on_one_side_and_in_no_sum(crowd, request, width, share):
    table, store = crowds.to_crowd(*crowd)
    arranged = arrangement.arrange(store, table, request, width, ViewOptions(margin=share))
    window, margin = request.selection.window, to_margin(share, request.selection.window)
    standing = to_standing(crowd, request)
    beyond = {lane.key: Counter() for lane in arranged.lanes}
    for lane, there in standing.items():
        for event, each in there.values():
            side = {"earlier": -1, "later": 1}.get(each, 0)
            near = event.end_max >= window.first - margin if side < 0 else event.start_min <= window.last + margin
            if lane in beyond and side and near:
                beyond[lane][side] += 1
    for number, lane in enumerate(arranged.lanes):
        marks = frames.to_marks(arranged)[frames.to_marks(arranged)["lane"] == number]
        bins = frames.to_bins(arranged)[
            (frames.to_bins(arranged)["lane"] == number) & (frames.to_bins(arranged)["side"] != 0)
        ]
        assert not marks["id"].duplicated().any()
        assert not bins[["uncertain", "possible", "others"]].any(axis=None)
        for side, word in ((-1, "earlier"), (1, "later")):
            drawn = marks["id"][marks["side"] == side]
            assert all(standing[lane.key][identity][1] == word for identity in drawn)
            assert len(drawn) + bins["events"][bins["side"] == side].sum() <= beyond[lane.key][side]
            within = bins[bins["side"] == side]
            assert ((within["left"] >= arranged.scale.width - TINY) | (within["right"] <= TINY)).all()


@examples(40)
@given(**some_scenes)
def test_a_margin_changes_nothing_within_the_window(crowd, request, width, share):
    table, store = crowds.to_crowd(*crowd)
    bare = arrangement.arrange(store, table, request, width)
    arranged = arrangement.arrange(store, table, request, width, ViewOptions(margin=share))
    assert arranged.lanes == bare.lanes
    columns = ["id", "lane", "row", "label", "y", "highlighted", "left", "right"]
    within = frames.to_marks(arranged)[frames.to_marks(arranged)["side"] == 0].reset_index(drop=True)
    assert within[columns].equals(frames.to_marks(bare)[columns])
    assert (
        frames.to_bins(arranged)[frames.to_bins(arranged)["side"] == 0]
        .reset_index(drop=True)
        .equals(frames.to_bins(bare))
    )


@examples(40)
@given(**some_scenes)
def test_no_marks_labels_or_bins_overlap(crowd, request, width, share):
    table, store = crowds.to_crowd(*crowd)
    arranged = arrangement.arrange(store, table, request, width, ViewOptions(margin=share))
    taken = []
    for number, mark in enumerate(frames.to_marks(arranged).itertuples()):
        taken.append((mark.y, mark.left, mark.right, number))
        if mark.label:
            taken.append((mark.y, mark.label_left, mark.label_left + mark.label_width, number))
    taken += [
        (each.y, each.left, each.right, -number) for number, each in enumerate(frames.to_bins(arranged).itertuples(), 1)
    ]
    for one, other in itertools.pairwise(sorted(taken)):
        assert one[0] != other[0] or one[3] == other[3] or one[2] <= other[1] + TINY
    for mark in frames.to_marks(arranged).itertuples():
        lane = arranged.lanes[mark.lane]
        assert lane.top <= mark.y - level_of_detail.ROW / 2
        assert mark.y + level_of_detail.ROW / 2 <= lane.top + lane.height


@examples(30)
@given(**some_scenes)
def test_no_screen_has_more_marks_or_lanes_than_its_budget(crowd, request, width, share):
    table, store = crowds.to_crowd(*crowd)
    arranged = arrangement.arrange(store, table, request, width, ViewOptions(margin=share))
    counted = frames.to_marks(arranged)[frames.to_marks(arranged)["side"] == 0].groupby("lane").size()
    shows = {number: lane.shows for number, lane in enumerate(arranged.lanes)}
    assert sum(count for lane, count in counted.items() if shows[lane] == "marks") <= level_of_detail.MOST_MARKS
    beyond = frames.to_marks(arranged)[frames.to_marks(arranged)["side"] != 0].groupby("side").size()
    assert max(beyond, default=0) <= level_of_detail.MOST_BEYOND
    above = [count for lane, count in counted.items() if shows[lane] == "strip"]
    assert max(above, default=0) <= level_of_detail.FOREMOST
    assert sum(above) <= level_of_detail.MOST_RAISED
    assert len(arranged.lanes) <= lane_order.MOST_LANES


@examples(12)
@given(crowd=some_crowds, width=st.sampled_from([333.0, 1060.0]), lanes_by=st.sampled_from(SCHEMES))
def test_zooming_in_ends_with_marks(crowd, width, lanes_by):
    table, store = crowds.to_crowd(*crowd)
    day = windows.parse_window("2013").first
    arranged = arrangement.arrange(store, table, Request(Selection(Window(day, day)), lanes_by), width)
    folded = lanes_by == "region"
    fitting = [lane for lane in arranged.lanes if 0 < lane.totals.inside <= level_of_detail.MOST_ROWS]
    assert folded or all(lane.shows == "marks" for lane in fitting)

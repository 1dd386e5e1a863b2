"""Tests of crowded lanes: rank decides what stands above a strip, and a small pan flips nothing to and fro."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import windows
from components.dates.windows import Window
from components.layout import arrangement, level_of_detail
from components.query.selection import Request, Selection
from components.query.view_options import ViewOptions
from tests.support import frames, tables
from tests.support.trials import examples


def crowd_of(count, **cells):
    """Return so many events on the days of 2013, some on each."""
    days = [windows.parse_window("2013").first + number % 365 for number in range(count)]
    return [{"date": iso, **cells} for iso in tables.to_isos(*days)]


def test_the_foremost_of_a_crowded_lane_stand_above_its_strip_and_out_of_its_counts():
    rows = [*crowd_of(1_500, level="head", meeting_type="other"), {"date": "2013-06-15", "meeting_type": "summit"}]
    rows[-1] |= {"level": "head", "id": "THE-SUMMIT"}
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    assert arranged.lanes[0].shows == "strip"
    assert "THE-SUMMIT" in set(frames.to_marks(arranged)["id"])
    assert 1 < len(arranged.marks) <= level_of_detail.FOREMOST
    assert frames.to_bins(arranged)["events"].sum() == len(rows) - len(arranged.marks)
    assert frames.to_bins(arranged)["y"].min() > frames.to_marks(arranged)["y"].max()


@pytest.mark.parametrize(
    ("count", "width"), [(601, 1060.0), (881, 1060.0), (1_001, 1600.0), (1_401, 2200.0), (601, 8000.0)]
)
def test_a_summit_stands_above_any_lane_that_its_screen_has_no_room_for(count, width):
    summit = {"date": "2013-06-15", "meeting_type": "summit", "level": "head", "id": "THE-SUMMIT"}
    table, store = tables.to_store(*crowd_of(count - 1, level="head", meeting_type="other"), summit)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), width)
    assert arranged.lanes[0].shows == "strip"
    assert "THE-SUMMIT" in set(frames.to_marks(arranged)["id"])
    assert frames.to_bins(arranged)["events"].sum() == count - len(arranged.marks)


@pytest.mark.parametrize("count", [22, 51, 301])
def test_a_summit_stands_above_a_day_that_is_too_full(count):
    summit = {"date": "2013-06-15", "meeting_type": "summit", "level": "head", "id": "THE-SUMMIT"}
    table, store = tables.to_store(*overflowing(count - 1), summit)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    assert arranged.lanes[0].shows == "strip"
    assert "THE-SUMMIT" in set(frames.to_marks(arranged)["id"])
    assert frames.to_bins(arranged)["events"].sum() == count - len(arranged.marks)


def test_of_kinds_without_a_rank_none_stands_above_the_others():
    table, store = tables.to_store(*crowd_of(900, level="head", meeting_type=""))
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    assert (arranged.lanes[0].shows, len(arranged.marks), frames.to_bins(arranged)["events"].sum()) == ("strip", 0, 900)


def test_what_was_on_screen_before_no_longer_counts():
    table, store = tables.to_store(*crowd_of(2_000, level="head"))
    first = windows.parse_window("2013-02").first
    requests = [Request(Selection(Window(first, first + days)), "level") for days in (94, 99, 94, 200, 94)]
    seen = [arrangement.arrange(store, table, request, 1060.0) for request in requests]
    assert [each.unit for each in seen] == ["day", "week", "day", "week", "day"]
    assert seen[0] == seen[2] == seen[4]


def test_a_screen_of_crowded_lanes_shares_the_marks_above_them(monkeypatch):
    most = 8
    monkeypatch.setattr(level_of_detail, "MOST_RAISED", 2 * most)
    rows = [
        event
        for number in range(most)
        for event in crowd_of(105, topics=f"topic-{number:02}", title="A", meeting_type="other")
    ]
    table, store = tables.to_store(*rows)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "topic"), 120.0)
    assert {lane.shows for lane in arranged.lanes} == {"strip"}
    assert set(frames.to_marks(arranged).groupby("lane").size()) <= {1, 2}
    assert frames.to_marks(arranged)["lane"].nunique() == most


def test_foremost_marks_stay_when_the_window_moves_a_little():
    rows = crowd_of(3_000, level="head", meeting_type="other")
    table, store = tables.to_store(*rows)
    begin = windows.parse_window("2013-03").first
    moved = [Request(Selection(Window(begin + by, begin + by + 200)), "level") for by in (0, 3)]
    before, after = (frames.to_marks(arrangement.arrange(store, table, request, 1060.0)) for request in moved)
    foremost = [store.foremost(request.selection, "level", ("head",), 24).frame()["id"] for request in moved]
    assert len(set(foremost[0]) & set(foremost[1])) >= 20
    assert set(before["id"]) <= set(foremost[0])
    assert set(after["id"]) <= set(foremost[1])


def overflowing(rows_needed):
    """Return events that all stand on one day, and so need a row each."""
    return [{"date": "2013-06-15", "level": "head"} for _ in range(rows_needed)]


@pytest.mark.parametrize(
    ("needed", "shows"), [(level_of_detail.MOST_ROWS, "marks"), (level_of_detail.MOST_ROWS + 1, "strip")]
)
def test_a_lane_shows_marks_as_long_as_they_find_rows(needed, shows):
    table, store = tables.to_store(*overflowing(needed))
    (lane,) = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0).lanes
    assert lane.shows == shows


@pytest.mark.few_variants(2)
@pytest.mark.parametrize(
    ("count", "shows"), [(level_of_detail.MOST_MARKS, "marks"), (level_of_detail.MOST_MARKS + 1, "strip")]
)
def test_a_screen_shows_marks_up_to_its_budget(count, shows):
    table, store = tables.to_store(*crowd_of(count, level="head"))
    (lane,) = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 8000.0).lanes
    assert lane.shows == shows


def test_a_pan_flips_no_lane_while_its_limits_are_decided_on_the_same_days():
    stays = ["2013-06-10/2013-08-30"] * (level_of_detail.MOST_ROWS - 2)
    bursts = [f"2013-{month}-{day:02}/2013-{month}-{day + 2:02}" for month in ("05", "06", "08") for day in (2, 3, 4)]
    rows = [{"date": text, "level": "head"} for text in (*stays, *bursts)]
    table, store = tables.to_store(*rows)
    first = windows.parse_window("2013-05").first
    shown: dict[Window, set[tuple[str, str]]] = {}
    for day in range(first, first + 120):
        window = Window(day, day + 40)
        arranged = arrangement.arrange(store, table, Request(Selection(window), "level"), 1060.0)
        decided = {(lane.key, lane.shows) for lane in arranged.lanes if lane.totals.inside}
        shown.setdefault(level_of_detail.limit_window(window), set()).update(decided)
    assert all(len(decided) == 1 for decided in shown.values())
    assert len(shown) < 20
    assert {shows for decided in shown.values() for _, shows in decided} == {"marks", "strip"}


@examples(15)
@given(st.integers(-400, 400), st.integers(1, 400))
def test_limits_are_decided_on_the_window_and_at_most_half_of_one_beside_it(first, days):
    window = Window(first, first + days - 1)
    limit = level_of_detail.limit_window(window)
    assert limit.first <= window.first
    assert window.last <= limit.last
    assert max(window.first - limit.first, limit.last - window.last) <= days / 2


def test_a_burst_beside_the_window_is_drawn_as_far_as_a_pan_needs_it():
    most = level_of_detail.MOST_BEYOND
    burst = [{"date": iso, "level": "head"} for iso in tables.to_isos(*range(most * 2))]
    table, store = tables.to_store({"date": "1969-06", "level": "head"}, *burst)
    request = Request(tables.to_selection("1968-01/1969-12"), "level")
    arranged = arrangement.arrange(store, table, request, 8000.0, ViewOptions(margin=1.0))
    (lane,) = arranged.lanes
    assert (lane.shows, lane.totals.later) == ("marks", most * 2)
    beyond = frames.to_marks(arranged)[frames.to_marks(arranged)["side"] == 1]
    assert 0 < len(beyond) <= most
    assert beyond["bar_first"].max() < most

"""Tests of crowded lanes: rank decides what stands above a strip, and a small pan flips nothing to and fro."""

import pytest

from components.dates import windows
from components.dates.windows import Window
from components.layout import arrangement, level_of_detail
from components.query.selection import Request, Selection
from components.query.view_options import PreviousScreen, ViewOptions
from tests.support import tables


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
    assert "THE-SUMMIT" in set(arranged.marks["id"])
    assert 1 < len(arranged.marks) <= level_of_detail.FOREMOST
    assert arranged.bins["events"].sum() == len(rows) - len(arranged.marks)
    assert arranged.bins["y"].min() > arranged.marks["y"].max()


@pytest.mark.parametrize(
    ("count", "width"), [(601, 1060.0), (881, 1060.0), (1_001, 1600.0), (1_401, 2200.0), (601, 8000.0)]
)
def test_a_summit_stands_above_any_lane_that_its_screen_has_no_room_for(count, width):
    summit = {"date": "2013-06-15", "meeting_type": "summit", "level": "head", "id": "THE-SUMMIT"}
    table, store = tables.to_store(*crowd_of(count - 1, level="head", meeting_type="other"), summit)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), width)
    assert arranged.lanes[0].shows == "strip"
    assert "THE-SUMMIT" in set(arranged.marks["id"])
    assert arranged.bins["events"].sum() == count - len(arranged.marks)


@pytest.mark.parametrize("count", [22, 51, 301])
def test_a_summit_stands_above_a_day_that_is_too_full(count):
    summit = {"date": "2013-06-15", "meeting_type": "summit", "level": "head", "id": "THE-SUMMIT"}
    table, store = tables.to_store(*overflowing(count - 1), summit)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    assert arranged.lanes[0].shows == "strip"
    assert "THE-SUMMIT" in set(arranged.marks["id"])
    assert arranged.bins["events"].sum() == count - len(arranged.marks)


def test_of_kinds_without_a_rank_none_stands_above_the_others():
    table, store = tables.to_store(*crowd_of(900, level="head", meeting_type=""))
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level"), 1060.0)
    assert (arranged.lanes[0].shows, len(arranged.marks), arranged.bins["events"].sum()) == ("strip", 0, 900)


def test_a_folded_lane_keeps_its_foremost_marks_a_little_longer():
    limit = level_of_detail.MOST_MARKS
    fewer = int(limit / level_of_detail.SLACK) + 1
    crowds_of = [crowd_of(count, countries="RUS", meeting_type="other") for count in (limit + 1, limit, fewer)]
    stores = [tables.to_store(*rows) for rows in crowds_of]
    request = Request(tables.to_selection("2013"), "region")
    seen, view_options = [], ViewOptions()
    for table, store in stores:
        arranged = arrangement.arrange(store, table, request, 1060.0, view_options)
        fresh = arrangement.arrange(store, table, request, 1060.0)
        view_options = ViewOptions(screen=arranged.screen)
        seen.append((bool(len(arranged.marks)), bool(len(fresh.marks))))
    assert seen == [(True, True), (True, False), (True, False)]


def test_the_unit_of_strips_stays_while_the_window_changes_a_little():
    table, store = tables.to_store(*crowd_of(2_000, level="head"))
    units, kept, view_options = [], [], ViewOptions()
    for days in (94, 99, 94, 200, 94):  # 11 pixels of 1060 a day are some 96 days
        first = windows.parse_window("2013-02").first
        request = Request(Selection(Window(first, first + days)), "level")
        kept.append(arrangement.arrange(store, table, request, 1060.0, view_options))
        units.append(arrangement.arrange(store, table, request, 1060.0).unit)
        view_options = ViewOptions(screen=kept[-1].screen)
    assert units == ["day", "week", "day", "week", "day"]
    assert [each.unit for each in kept] == ["day", "day", "day", "week", "week"]


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
    assert set(arranged.marks.groupby("lane").size()) <= {1, 2}
    assert arranged.marks["lane"].nunique() == most


def test_foremost_marks_stay_when_the_window_moves_a_little():
    rows = crowd_of(3_000, level="head", meeting_type="other")
    table, store = tables.to_store(*rows)
    begin = windows.parse_window("2013-03").first
    moved = [Request(Selection(Window(begin + by, begin + by + 200)), "level") for by in (0, 3)]
    before, after = (arrangement.arrange(store, table, request, 1060.0).marks for request in moved)
    foremost = [store.foremost(request.selection, "level", ("head",), 24)["id"] for request in moved]
    assert len(set(foremost[0]) & set(foremost[1])) >= 20
    assert set(before["id"]) <= set(foremost[0])
    assert set(after["id"]) <= set(foremost[1])


def overflowing(rows_needed):
    """Return events that all stand on one day, and so need a row each."""
    return [{"date": "2013-06-15", "level": "head"} for _ in range(rows_needed)]


@pytest.mark.parametrize(
    ("needed", "fresh", "kept"),
    [
        (level_of_detail.MOST_ROWS, "marks", "marks"),
        (level_of_detail.MOST_ROWS + 1, "strip", "marks"),
        (level_of_detail.KEPT_ROWS, "strip", "marks"),
        (level_of_detail.KEPT_ROWS + 1, "strip", "strip"),
    ],
)
def test_a_lane_that_showed_marks_goes_on_a_little_longer(needed, fresh, kept):
    table, store = tables.to_store(*overflowing(needed))
    request = Request(tables.to_selection("2013"), "level")
    for view_options, shows in (
        (ViewOptions(), fresh),
        (ViewOptions(screen=PreviousScreen(as_marks=frozenset({"head"}))), kept),
    ):
        (lane,) = arrangement.arrange(store, table, request, 1060.0, view_options).lanes
        assert lane.shows == shows


@pytest.mark.few_variants(2)
@pytest.mark.parametrize(
    ("count", "fresh", "kept"),
    [
        (level_of_detail.MOST_MARKS, "marks", "marks"),
        (level_of_detail.MOST_MARKS + 1, "strip", "marks"),
        (level_of_detail.KEPT_MARKS, "strip", "marks"),
        (level_of_detail.KEPT_MARKS + 1, "strip", "strip"),
    ],
)
def test_a_screen_at_its_budget_does_not_flip_either(count, fresh, kept):
    table, store = tables.to_store(*crowd_of(count, level="head"))
    request = Request(tables.to_selection("2013"), "level")
    for view_options, shows in (
        (ViewOptions(), fresh),
        (ViewOptions(screen=PreviousScreen(as_marks=frozenset({"head"}))), kept),
    ):
        (lane,) = arrangement.arrange(store, table, request, 8000.0, view_options).lanes
        assert lane.shows == shows


def test_a_small_pan_flips_no_lane():
    stays = [*["2013-06-10/2013-06-30"] * level_of_detail.MOST_ROWS, "2013-06-01/2013-06-12"]
    table, store = tables.to_store(*({"date": text, "level": "head"} for text in stays))
    seen, view_options = [], ViewOptions()
    for first in ("2013-06-15", "2013-06-11", "2013-06-15"):
        request = Request(tables.to_selection(f"{first}/2013-08-15"), "level")
        arranged = arrangement.arrange(store, table, request, 1060.0, view_options)
        view_options = ViewOptions(screen=arranged.screen)
        seen.append((arranged.lanes[0].totals.inside, arranged.lanes[0].shows))
    assert seen == [(16, "marks"), (17, "marks"), (16, "marks")]


def test_a_burst_beside_the_window_is_drawn_as_far_as_a_pan_needs_it():
    most = level_of_detail.MOST_BEYOND
    burst = [{"date": iso, "level": "head"} for iso in tables.to_isos(*range(most * 2))]
    table, store = tables.to_store({"date": "1969-06", "level": "head"}, *burst)
    request = Request(tables.to_selection("1968-01/1969-12"), "level")
    arranged = arrangement.arrange(store, table, request, 8000.0, ViewOptions(margin=1.0))
    (lane,) = arranged.lanes
    assert (lane.shows, lane.totals.later) == ("marks", most * 2)
    beyond = arranged.marks[arranged.marks["side"] == 1]
    assert 0 < len(beyond) <= most
    assert beyond["start_min"].max() < most

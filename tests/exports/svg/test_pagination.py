"""Tests of what a page holds: cut into pages, nothing of a timeline is lost, twice or cropped."""

from datetime import UTC, datetime
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.exports.svg import pagination
from components.layout import arrangement as lanes
from components.layout import lane_order, level_of_detail
from components.layout.level_of_detail import ROW
from components.query.selection import Request
from components.views import view
from tests.support import owned, tables
from tests.support.trials import examples


def arrange(*rows, window="2013", unfolded=(), width=600.0):
    table, store = tables.to_store(*rows)
    return lanes.arrange(store, table, Request(tables.to_selection(window), "region", unfolded), width)


@examples(40)
@given(
    tables.some_events,
    tables.some_requests(owned.SCHEMES),
    st.sampled_from(tables.WIDTHS),
    st.sampled_from([120.0, 300.0, 900.0]),
)
def test_pages_hold_everything_once(rows, request, width, room):
    table, store = tables.to_store(*rows)
    arrangement = lanes.arrange(store, table, request, width)
    pages = pagination.cut_pages(arrangement, repeat(room))
    key = ["id", "label", "label_left"]
    marks = sorted(tuple(row) for page in pages for row in page.marks[key].itertuples(index=False))
    assert marks == sorted(tuple(row) for row in arrangement.marks[key].itertuples(index=False))
    assert sum(len(page.bins) for page in pages) == len(arrangement.bins)
    for page in pages:
        assert page.height <= room + 1e-6
        for rows_of, half in ((page.marks, ROW / 2), (page.bins, page.bins["height"] / 2)):
            lane_of = [page.lanes[lane] for lane in rows_of["lane"]]
            assert all(rows_of["y"] - half >= [lane.top - 0.01 for lane in lane_of])
            assert all(rows_of["y"] + half <= [lane.top + lane.height + 0.01 for lane in lane_of])


def test_an_outer_lane_is_named_again_on_the_next_page():
    rows = [{"date": "2013-04", "countries": code} for code in ("RUS", "KAZ", "GEO")]
    first, second, *_ = pagination.cut_pages(arrange(*rows, unfolded=("steppe",)), repeat(70.0))
    assert [lane.name for lane in first.lanes] == ["Region steppe", "Name of GEO"]
    assert second.lanes[0].name == "Region steppe, continued"


def test_an_outer_lanes_line_is_not_left_alone_at_a_foot():
    rows = [{"date": "2013-04", "countries": code} for code in ("FRA", "FRA", "RUS")]
    arrangement = arrange(*rows, unfolded=("steppe", "europe"))
    room = arrangement.lanes[2].top + arrangement.lanes[2].height + 2
    first, second = pagination.cut_pages(arrangement, repeat(room))
    assert [lane.key for lane in first.lanes] == ["europe", "europe/FRA"]
    assert [lane.key for lane in second.lanes] == ["steppe", "steppe/RUS"]


def test_lanes_with_nothing_in_the_period_are_named_instead_of_drawn():
    rows = [
        {"date": "2013", "countries": "RUS"},
        {"date": "2015", "countries": "KAZ"},
        {"date": "2015", "countries": "FRA"},
    ]
    kept, quiet = pagination.drop_quiet(arrange(*rows, unfolded=("steppe", "europe")))
    assert [lane.key for lane in kept.lanes] == ["steppe", "steppe/RUS"]
    assert pagination.describe_quiet(quiet) == (
        "With events outside the period only: Name of KAZ (1), Name of FRA (1)."
    )
    assert pagination.describe_quiet(()) == ""


def test_each_lane_can_stand_alone():
    rows = [{"date": "2013-04", "countries": code} for code in ("RUS", "KAZ")]
    arrangement = arrange(*rows, unfolded=("steppe",))
    alone = pagination.split_lanes(arrangement)
    assert [each.lanes[0].key for each in alone] == [lane.key for lane in arrangement.lanes]
    assert [len(each.marks) for each in alone] == [0, 1, 1]
    assert all(each.lanes[0].top == 0 for each in alone)


@pytest.mark.parametrize(("titles", "crowded"), [(["Short"], False), (["Long " * 60], True)])
def test_a_cut_label_is_a_crowd(titles, crowded):
    table, store = tables.to_store(
        *({"date": "2013-04-05", "title": title.strip(), "countries": "RUS"} for title in titles)
    )
    made = view.compose(store, table, Request(tables.to_selection("2013"), unfolded=("steppe",)), 600.0)
    assert pagination.is_crowded(made) is crowded


def test_a_file_shows_lanes_that_a_screen_leaves_out(monkeypatch):
    monkeypatch.setattr(lane_order, "MOST_LANES", 2)
    monkeypatch.setattr(pagination, "MOST_LANES", 3)
    made = build_export_input(*({"date": "2013-04", "topics": topic} for topic in "abcdef"))
    seen = made.view_of(made.request, 600.0).arrangement
    whole = pagination.compose_whole_view(made, made.request, 600.0).arrangement
    assert (len(seen.lanes), len(whole.lanes)) == (2, 5)
    assert pagination.describe_left(seen) == "Not drawn: 4 more lanes."
    assert pagination.describe_left(whole) == "Not drawn: 1 more lane."


def test_a_file_draws_marks_that_a_screen_leaves_out(monkeypatch):
    monkeypatch.setattr(level_of_detail, "MOST_MARKS", 2)
    monkeypatch.setattr(pagination, "MOST_MARKS", 3)
    monkeypatch.setattr(level_of_detail, "MOST_RAISED", 0)
    made = build_export_input(*({"date": "2013-04-05", "topics": topic} for topic in "abcdef"))
    assert len(made.view_of(made.request, 600.0).arrangement.marks) == 2
    assert len(pagination.compose_whole_view(made, made.request, 600.0).arrangement.marks) == 5


def build_export_input(*rows):
    table, store = tables.to_store(*rows)
    request = Request(tables.to_selection("2013"), "topic")
    return export_input.build_export_input(store, table, request, Briefing("A title"), datetime(2026, 1, 2, tzinfo=UTC))

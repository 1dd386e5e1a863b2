"""Tests of what a page holds: cut into pages, nothing of a timeline is lost, twice or cropped."""

from collections import Counter
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
from components.layout.display_list import IN_LANES, build_display_list
from components.layout.level_of_detail import ROW
from components.query.selection import Request
from tests.support import owned, tables
from tests.support.trials import examples


def arrange(*rows, window="2013", unfolded=(), width=600.0):
    table, store = tables.to_store(*rows)
    return draw(store, table, Request(tables.to_selection(window), "region", unfolded), width)


def draw(store, table, request, width):
    return build_display_list(lanes.arrange(store, table, request, width), table)


@examples(40)
@given(
    tables.some_events,
    tables.some_requests(owned.SCHEMES),
    st.sampled_from(tables.WIDTHS),
    st.sampled_from([120.0, 300.0, 900.0]),
)
def test_pages_hold_everything_once(rows, request, width, room):
    table, store = tables.to_store(*rows)
    drawn = draw(store, table, request, width)
    pages = pagination.cut_pages(drawn, repeat(room))
    for name in IN_LANES:
        of_pages = [each._replace(lane=0, y=0.0) for page in pages for each in getattr(page, name)]
        assert Counter(of_pages) == Counter(each._replace(lane=0, y=0.0) for each in getattr(drawn, name))
    for page in pages:
        assert page.height <= room + 1e-6
        placed = [*((each, ROW / 2) for each in page.symbols), *((each, each.height / 2) for each in page.cells)]
        for each, half in placed:
            head = page.heads[each.lane]
            assert head.top - 0.01 <= each.y - half
            assert each.y + half <= head.top + head.height + 0.01


def test_an_outer_lane_is_named_again_on_the_next_page():
    rows = [{"date": "2013-04", "countries": code} for code in ("RUS", "KAZ", "GEO")]
    first, second, *_ = pagination.cut_pages(arrange(*rows, unfolded=("steppe",)), repeat(70.0))
    assert [head.name for head in first.heads] == ["Region steppe", "Name of GEO"]
    assert second.heads[0].name == "Region steppe, continued"


def test_an_outer_lanes_line_is_not_left_alone_at_a_foot():
    rows = [{"date": "2013-04", "countries": code} for code in ("FRA", "FRA", "RUS")]
    drawn = arrange(*rows, unfolded=("steppe", "europe"))
    room = drawn.heads[2].top + drawn.heads[2].height + 2
    first, second = pagination.cut_pages(drawn, repeat(room))
    assert [head.key for head in first.heads] == ["europe", "europe/FRA"]
    assert [head.key for head in second.heads] == ["steppe", "steppe/RUS"]


def test_lanes_with_nothing_in_the_period_are_named_instead_of_drawn():
    rows = [
        {"date": "2013", "countries": "RUS"},
        {"date": "2015", "countries": "KAZ"},
        {"date": "2015", "countries": "FRA"},
    ]
    kept, quiet = pagination.drop_quiet(arrange(*rows, unfolded=("steppe", "europe")))
    assert [head.key for head in kept.heads] == ["steppe", "steppe/RUS"]
    assert pagination.describe_quiet(quiet) == (
        "Lanes with events only before or after this period: Name of KAZ (1), Name of FRA (1)."
    )
    assert pagination.describe_quiet(()) == ""


def test_each_lane_can_stand_alone():
    rows = [{"date": "2013-04", "countries": code} for code in ("RUS", "KAZ")]
    drawn = arrange(*rows, unfolded=("steppe",))
    alone = pagination.split_lanes(drawn)
    assert [each.heads[0].key for each in alone] == [head.key for head in drawn.heads]
    assert [len(each.symbols) for each in alone] == [0, 1, 1]
    assert all(each.heads[0].top == 0 for each in alone)


@pytest.mark.parametrize(("titles", "crowded"), [(["Short"], False), (["Long " * 60], True)])
def test_a_cut_label_is_a_crowd(titles, crowded):
    table, store = tables.to_store(
        *({"date": "2013-04-05", "title": title.strip(), "countries": "RUS"} for title in titles)
    )
    drawn = draw(store, table, Request(tables.to_selection("2013"), unfolded=("steppe",)), 600.0)
    assert pagination.is_crowded(drawn) is crowded


def test_a_file_shows_lanes_that_a_screen_leaves_out(monkeypatch):
    monkeypatch.setattr(lane_order, "MOST_LANES", 2)
    monkeypatch.setattr(pagination, "MOST_LANES", 3)
    made = build_export_input(*({"date": "2013-04", "topics": topic} for topic in "abcdef"))
    seen = made.picture_of(made.request, 600.0).drawn
    whole = pagination.compose_whole_picture(made, made.request, 600.0).drawn
    assert (len(seen.heads), len(whole.heads)) == (2, 5)
    assert pagination.describe_left(seen) == "4 more lanes are not shown."
    assert pagination.describe_left(whole) == "1 more lane is not shown."


def test_a_file_draws_marks_that_a_screen_leaves_out(monkeypatch):
    monkeypatch.setattr(level_of_detail, "MOST_MARKS", 2)
    monkeypatch.setattr(pagination, "MOST_MARKS", 3)
    monkeypatch.setattr(level_of_detail, "MOST_RAISED", 0)
    made = build_export_input(*({"date": "2013-04-05", "topics": topic} for topic in "abcdef"))
    assert len(made.picture_of(made.request, 600.0).drawn.symbols) == 2
    assert len(pagination.compose_whole_picture(made, made.request, 600.0).drawn.symbols) == 5


def build_export_input(*rows):
    table, store = tables.to_store(*rows)
    request = Request(tables.to_selection("2013"), "topic")
    return export_input.build_export_input(store, table, request, Briefing("A title"), datetime(2026, 1, 2, tzinfo=UTC))

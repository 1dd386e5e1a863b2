"""Tests of slide_pagination: every row of a timeline stands on one slide, and no slide is higher than it may be."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from components.exports.slides import slide_pagination
from components.layout import arrangement as lanes
from components.layout.display_list import build_display_list
from tests.support import tables
from tests.support.trials import examples


@examples(25)
@given(tables.some_events, tables.some_requests(("region", "topic")), st.sampled_from([70.0, 150.0, 400.0]))
def test_slices_follow_each_other_and_hold_every_row_once(rows, request, height):
    table, store = tables.to_store(*rows)
    drawn = build_display_list(lanes.arrange(store, table, request, 700.0), table)
    slices = slide_pagination.cut_slices(drawn, height)
    assert slices[0][0] == 0
    assert slices[-1][1] == drawn.height
    assert all(before[1] == after[0] for before, after in itertools.pairwise(slices))
    assert all(0 <= end - start <= height for start, end in slices)
    for each in (*drawn.symbols, *drawn.cells):
        assert sum(start <= each.y < end for start, end in slices) == 1


def test_a_cut_is_between_lanes_and_not_below_a_head():
    rows = [{"date": "2013-04", "countries": code} for code in ("RUS", "GEO", "FRA")]
    table, store = tables.to_store(*rows)
    request = lanes.Request(tables.to_selection("2013"), unfolded=("steppe", "europe"))
    drawn = build_display_list(lanes.arrange(store, table, request, 700.0), table)
    tops = {head.top: number for number, head in enumerate(drawn.heads)}
    for height in (60.0, 90.0, 120.0):
        for start, _ in slide_pagination.cut_slices(drawn, height)[1:]:
            before = drawn.heads[tops[start] - 1]
            assert before.shows != "head"

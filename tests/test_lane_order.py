"""Tests of the order of lanes: no more than fit a screen, the fullest first, and those that are left are counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.timeline import lane_order, lanes
from components.timeline.lane_order import MOST_LANES
from components.timeline.look import Look
from components.timeline.selection import Request
from tests import tables


def topics(count):
    """Return events of so many topics, the first ones with most events."""
    return [
        {"date": "2013", "topics": f"topic-{number:03}"} for number in range(count) for _ in range(1 + (number < 3))
    ]


@pytest.mark.parametrize(("count", "left"), [(MOST_LANES, 0), (MOST_LANES + 1, 1), (200, 200 - MOST_LANES)])
def test_no_more_lanes_are_shown_than_the_most_and_the_others_are_counted(count, left):
    table, store = tables.to_store(*topics(count))
    arranged = lanes.arrange(store, table, Request(tables.to_selection("2013"), "topic"), 1060.0)
    assert len(arranged.lanes) == count - left
    assert arranged.lanes_left == left


def test_as_many_again_come_when_asked_for():
    table, store = tables.to_store(*topics(2 * MOST_LANES + 20))
    request = Request(tables.to_selection("2013"), "topic")
    shown = [
        lanes.arrange(store, table, request, 1060.0, Look(more_lanes=more)) for more in (0, MOST_LANES, 2 * MOST_LANES)
    ]
    assert [(len(each.lanes), each.lanes_left) for each in shown] == [
        (MOST_LANES, MOST_LANES + 20),
        (2 * MOST_LANES, 20),
        (2 * MOST_LANES + 20, 0),
    ]
    first, second, _ = ([lane.key for lane in each.lanes] for each in shown)
    assert second[: len(first)] == first


@settings(max_examples=20)
@given(tables.some_events, tables.some_requests(("region", "topic", "place")), st.integers(0, 6))
def test_the_first_lanes_of_few_are_the_first_of_all(rows, request, most):
    table, store = tables.to_store(*rows)
    counts = store.lanes(request.selection.shown(), request.lanes_by)
    whole, none_left = lane_order.to_order(counts, request, table)
    some, left = lane_order.to_order(counts, request, table, most - MOST_LANES)
    assert none_left == 0
    assert some == whole[:most]
    assert left == len(whole) - len(some)

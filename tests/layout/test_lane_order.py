"""Tests of the order of lanes: no more than fit a screen, the fullest first, and those that are left are counted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.layout import arrangement, lane_order
from components.layout.lane_order import MOST_LANES
from components.query import column_arrays, lane_schemes
from components.query.selection import Request
from components.query.store import CLASSES
from components.query.view_options import ViewOptions
from tests.support import tables
from tests.support.trials import examples


def topics(count):
    """Return events of so many topics, the first ones with most events."""
    return [
        {"date": "2013", "topics": f"topic-{number:03}"} for number in range(count) for _ in range(1 + (number < 3))
    ]


@pytest.mark.few_variants(2)
@pytest.mark.parametrize(("count", "left"), [(MOST_LANES, 0), (MOST_LANES + 1, 1), (200, 200 - MOST_LANES)])
def test_no_more_lanes_are_shown_than_the_most_and_the_others_are_counted(count, left):
    table, store = tables.to_store(*topics(count))
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "topic"), 1060.0)
    assert len(arranged.lanes) == count - left
    assert arranged.lanes_left == left


@pytest.mark.exhaustive
def test_as_many_again_come_when_asked_for():
    table, store = tables.to_store(*topics(2 * MOST_LANES + 20))
    request = Request(tables.to_selection("2013"), "topic")
    shown = [
        arrangement.arrange(store, table, request, 1060.0, ViewOptions(more_lanes=more))
        for more in (0, MOST_LANES, 2 * MOST_LANES)
    ]
    assert [(len(each.lanes), each.lanes_left) for each in shown] == [
        (MOST_LANES, MOST_LANES + 20),
        (2 * MOST_LANES, 20),
        (2 * MOST_LANES + 20, 0),
    ]
    first, second, _ = ([lane.key for lane in each.lanes] for each in shown)
    assert second[: len(first)] == first


@examples(20)
@given(tables.some_events, tables.some_requests(("region", "topic", "place")), st.integers(0, 6))
def test_the_first_lanes_of_few_are_the_first_of_all(rows, request, most):
    table, store = tables.to_store(*rows)
    counts = store.lanes(request.selection.shown(), request.lanes_by)
    whole, none_left = lane_order.order_lanes(counts, request, table)
    some, left = lane_order.order_lanes(counts, request, table, most - MOST_LANES)
    assert none_left == 0
    assert some == whole[:most]
    assert left == len(whole) - len(some)


some_counts = st.lists(st.tuples(*[st.integers(0, 2)] * len(CLASSES)), min_size=1, max_size=30)
some_keys = st.lists(st.sampled_from([f"topic-{number}" for number in range(30)]), max_size=4, unique=True)


@examples(60)
@given(some_counts, some_keys, st.integers(1, 31), st.booleans())
def test_lanes_are_in_order_of_pins_counts_and_names_however_few_are_listed(rows, pinned, most, special):
    table = tables.to_table()
    keys = [f"topic-{(7 * number) % 30}" for number in range(len(rows))]
    if special:
        keys[0] = lane_schemes.NOT_STATED
    counts = pd.DataFrame(rows, index=keys, columns=list(CLASSES))
    request = Request(tables.to_selection("2013"), "topic", pinned=tuple(pinned))
    scheme = lane_schemes.BY_KEY["topic"]
    wanted = sorted(
        (key for key in keys if counts.loc[key].sum()),
        key=lambda key: (
            *(pinned.index(key) if key in pinned else len(pinned), key == lane_schemes.NOT_STATED),
            *(-counts.loc[key, [*tables.INSIDE]].sum(), -counts.loc[key].sum(), scheme.name_of(key, table)),
        ),
    )
    given_counts = column_arrays.from_frame(counts, "lane")
    listed, left = lane_order.order_lanes(given_counts, request, table, most - MOST_LANES)
    assert [each.key for each in listed] == wanted[:most]
    assert left == len(wanted) - len(listed)


def test_of_very_many_lanes_only_those_are_named_that_are_listed(monkeypatch):
    counts = pd.DataFrame(0, index=[f"topic-{number}" for number in range(20_000)], columns=list(CLASSES))
    counts["certain"] = np.arange(20_000)[::-1] // 2
    named = []
    monkeypatch.setattr(lane_schemes.LaneScheme, "name_of", lambda _, key, __: named.append(key) or key)
    request = Request(tables.to_selection("2013"), "topic")
    listed, left = lane_order.order_lanes(column_arrays.from_frame(counts, "lane"), request, tables.to_table())
    assert (len(listed), left) == (MOST_LANES, 20_000 - 2 - MOST_LANES)
    assert sorted(named) == sorted(each.key for each in listed)

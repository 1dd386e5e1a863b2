"""Tests of what stands next to an event: for many at once the same as for each alone."""

from hypothesis import given
from hypothesis import strategies as st

from components.stores import neighbours
from tests.support import tables
from tests.support.trials import examples


@examples(50)
@given(tables.some_events, tables.some_selections(), st.data())
def test_many_are_counted_as_each_alone(rows, selection, more):
    _, store = tables.to_store(*rows)
    events = store.rows(selection)
    start, stop = sorted(more.draw(st.integers(0, len(events))) for _ in range(2))
    part = events.iloc[start:stop]
    wanted = [store.neighbours(selection, identity).unordered for identity in part["id"]]
    assert neighbours.count_unordered(store, selection, part).tolist() == wanted


def test_days_of_beginning_are_counted_as_far_as_they_meet():
    _, store = tables.to_store({"date": "2013-04"}, {"date": "2013-04"}, {"date": "2013-04-29"}, {"date": "2014"})
    selection = tables.to_selection("2013/2014")
    counted = store.beginnings(selection, tables.to_selection("2013-04-30").window)
    assert counted["events"].tolist() == [2]
    assert counted["vague"].tolist() == [True]
    assert store.beginnings(selection, selection.window)["events"].sum() == 4

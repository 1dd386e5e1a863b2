"""Tests of the index of windows: what it finds is what the rule says of every event, however long events last."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.dates import certainty
from components.dates.windows import Window
from components.stores.memory.window_index import LONG, WindowIndex
from tests.support import tables
from tests.support.trials import examples

LASTING = ("2013-01-01/2013-12-31", "2010/2016", "/2013-04", "2013-04/..", f"0001/{2013}", "2012-11-26/2013-12-31")
some_rows = st.one_of(
    tables.some_events, st.lists(st.builds(dict, date=st.sampled_from([*LASTING, "2013-04-29", "2014"])), max_size=30)
)


@examples(60)
@given(some_rows, st.integers(14_000, 17_000), st.integers(1, 900), st.sampled_from([0, 1, 40, LONG]))
def test_it_finds_what_a_look_at_every_event_finds(rows, first, days, margin):
    table, _ = tables.to_store(*rows)
    dates, window = certainty.build_columns(table.events), Window(first, first + days - 1)
    index = WindowIndex(dates)
    assert index.find_near(window, margin).tolist() == np.flatnonzero(certainty.is_near(dates, window, margin)).tolist()
    assert index.count_earlier(window) == certainty.is_earlier(dates, window).sum()
    assert index.dated == dates["dated"].sum()

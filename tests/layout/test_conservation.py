"""Test that of a hundred thousand events, with dates of every kind, none is lost on screen and none counted twice.

See D3 of docs/decisions.md.
"""

from dataclasses import astuple, replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.layout import arrangement
from components.layout.lane_order import HEAD
from components.query import filters
from components.query.store import CLASSES
from components.query.view_options import ViewOptions
from tests.support import crowds, frames, owned, tables
from tests.support.trials import examples

COUNT, SEED = 100_000, 5
NOBODY = [0] * len(CLASSES)


def each_different(cells, find):
    """Return what is found of the cells of each event; it is found once for cells that are the same."""
    keys = cells.iloc[:, 0].str.cat(cells.iloc[:, 1:], sep="|") if cells.shape[1] > 1 else cells.iloc[:, 0]
    places, _ = pd.factorize(keys)
    _, firsts = np.unique(places, return_index=True)
    found = np.empty(len(firsts), dtype=object)
    found[:] = [find(SimpleNamespace(**row)) for row in cells.iloc[firsts].to_dict("records")]
    return found[places]


def to_kept(events, selection):
    """Return a bool per event: whether every filter keeps it."""
    kept = np.ones(len(events), dtype=bool)
    for choice in selection.choices:
        cells = events[[owned.FILTERED[choice.key]]]
        kept &= each_different(cells, lambda event, choice=choice: tables.keeps(event, choice)).astype(bool)
    return kept


def to_classes(events, window):
    """Return for each event the place in CLASSES of where it stands to a window."""
    of = {
        event.date: CLASSES.index(tables.to_class(event, window))
        for event in events.drop_duplicates("date").itertuples()
    }
    return events["date"].map(of).to_numpy()


def to_members(events, lanes_by):
    """Return the lane and the position of everything that stands in one."""
    columns = ["countries", "organisations"] if lanes_by == "region" else [owned.CUT[lanes_by]]
    flat = pd.Series(each_different(events[columns], lambda event: sorted(tables.to_lanes(event, lanes_by)))).explode()
    return flat.to_numpy(dtype=object), flat.index.to_numpy()


def count(lane_of, classes):
    """Return by lane how many events stand where to the window, in the order of CLASSES."""
    places, keys = pd.factorize(lane_of)
    counts = np.bincount(places * len(CLASSES) + classes, minlength=len(keys) * len(CLASSES)).reshape(-1, len(CLASSES))
    return dict(zip(keys, counts.tolist(), strict=True))


@examples(20)
@given(tables.some_requests(owned.SCHEMES), st.sampled_from(tables.WIDTHS), st.sampled_from([0.0, 0.3]))
def test_marks_strips_earlier_later_and_undated_are_what_the_filters_keep_in_every_lane(request, width, margin):
    selection = request.selection.without(filters.TEXT.key)
    table, store = crowds.to_crowd(COUNT, SEED)
    arranged = arrangement.arrange(store, table, replace(request, selection=selection), width, ViewOptions(margin))
    events, classes = table.events, to_classes(table.events, selection.window)
    lane_of, position = to_members(events, request.lanes_by)
    kept = [to_kept(events, each)[position] for each in (selection.shown(), selection)]
    drawn, highlighted = (count(lane_of[mask], classes[position[mask]]) for mask in kept)
    for number, lane in enumerate(arranged.lanes):
        assert [*astuple(lane.totals)] == drawn[lane.key]
        assert [*astuple(lane.highlighted)] == highlighted.get(lane.key, NOBODY)
        marks = frames.to_marks(arranged)[
            (frames.to_marks(arranged)["lane"] == number) & (frames.to_marks(arranged)["side"] == 0)
        ]
        bins = frames.to_bins(arranged)[
            (frames.to_bins(arranged)["lane"] == number) & (frames.to_bins(arranged)["side"] == 0)
        ]
        shown = lane.shows != HEAD
        assert len(marks) + bins["events"].sum() == lane.totals.inside * shown
        assert marks["highlighted"].sum() + bins["highlighted"].sum() == lane.highlighted.inside * shown
        assert marks["id"].is_unique
    if request.lanes_by != "region":
        assert len(arranged.lanes) + arranged.lanes_left == len(drawn)
    everything = np.bincount(classes[to_kept(events, selection)], minlength=len(CLASSES))
    assert [*astuple(store.totals(selection))] == everything.tolist()

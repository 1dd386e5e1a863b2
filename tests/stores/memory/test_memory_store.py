"""Tests of the prepared store over some thousand events: margins, the foremost and pages against plain models."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, edtf
from components.dates.windows import Window
from components.events.precedence import compute_priority
from components.events.table import LEAST_RANK
from components.query import filters
from components.query.selection import BinKey, Selection
from components.query.store import BEGUN
from tests.support import crowds, owned, tables
from tests.support.trials import examples

RANKS = {code: int(rank) for code, _, _, rank, *_ in tables.TYPE_ROWS}
some_crowds = st.tuples(st.sampled_from(crowds.COUNTS), st.sampled_from(crowds.SEEDS))
some_schemes = st.sampled_from(owned.SCHEMES)
some_margins = st.sampled_from([0, 1, 40, 400])


def to_sides(crowd, selection, margin):
    """Return the events that are drawn, in order, with the side of the window on which they are."""
    window, found = selection.window, []
    for event in crowds.to_events(*crowd):
        if tables.is_kept(event, selection.shown()):
            standing = tables.to_class(event, window)
            if standing in tables.INSIDE:
                found.append((event, 0))
            elif standing == "earlier" and window.first - event.end_max <= margin:
                found.append((event, -1))
            elif standing == "later" and event.start_min - window.last <= margin:
                found.append((event, 1))
    return found


@examples(40)
@given(crowd=some_crowds, selection=tables.some_selections(), lanes_by=some_schemes, margin=some_margins)
def test_marks_hold_the_window_and_its_margins(crowd, selection, lanes_by, margin):
    _, store = crowds.to_crowd(*crowd)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    drawn = to_sides(crowd, selection, margin)
    wanted = [
        (lane, event.id, side, tables.is_kept(event, selection))
        for lane in lanes
        for event, side in drawn
        if lane in tables.to_lanes(event, lanes_by)
    ]
    marks = store.marks(selection, lanes_by, lanes, margin).frame()
    assert list(zip(marks["lane"], marks["id"], marks["side"], marks["highlighted"], strict=True)) == wanted


@examples(30)
@given(
    crowd=some_crowds,
    selection=tables.some_selections(),
    lanes_by=some_schemes,
    margin=some_margins,
    most=st.sampled_from([0, 1, 7, 5_000]),
)
def test_of_a_margin_each_lane_and_side_gives_those_nearest_to_the_window(crowd, selection, lanes_by, margin, most):
    _, store = crowds.to_crowd(*crowd)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    whole, window = store.marks(selection, lanes_by, lanes, margin).frame(), selection.window
    rows_of = {}
    for row in whole.itertuples():
        rows_of.setdefault((row.lane, row.side), []).append(row)
    wanted = set()
    for (_, side), rows in rows_of.items():
        away = {0: 0, -1: lambda row: window.first - row.end_max, 1: lambda row: row.start_min - window.last}[side]
        wanted |= {row.Index for row in (sorted(rows, key=away)[:most] if side else rows)}
    found = store.marks(selection, lanes_by, lanes, margin, most).frame()
    expected = whole.loc[sorted(wanted)].reset_index(drop=True)
    assert found.equals(expected) or (found.empty and expected.empty)  # an empty frame's texts have another type


def test_no_text_is_read_of_what_a_margin_leaves_out(monkeypatch):
    burst = [{"date": f"2013-02-{1 + number % 28:02}"} for number in range(500)]
    _, store = tables.to_store(*burst, {"date": "2013-03-15"})
    read = []
    monkeypatch.setattr(store.made, "marks", lambda standing, _: read.append(len(standing.event)))
    store.marks(tables.to_selection("2013-03"), "topic", ("not-stated",), 60, 20)
    assert read == [21]


@examples(40)
@given(
    crowd=some_crowds,
    selection=tables.some_selections(),
    lanes_by=some_schemes,
    unit=st.sampled_from(calendar_units.STRIP_UNITS),
    margin=some_margins,
)
def test_bins_hold_each_side_on_its_own(crowd, selection, lanes_by, unit, margin):
    _, store = crowds.to_crowd(*crowd)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    near = selection.window.first - margin, selection.window.last + margin
    wanted = Counter()
    for event, side in to_sides(crowd, selection, margin):
        name, number = tables.smallest_unit(event, unit)
        for lane in tables.to_lanes(event, lanes_by):
            wanted[lane, side, name, number if name else ""] += 1
    found = Counter()
    for row in store.bins(selection, lanes_by, lanes, unit, margin).frame().itertuples():
        found[row.lane, row.side, row.unit, tables.to_unit(row.first, row.unit) if row.unit else ""] += row.events
        if row.side:
            assert (row.uncertain, row.possible, row.others) == (0, 0, 0)
            assert row.last >= near[0]
            assert row.first <= near[1]
    assert {key: count for key, count in found.items() if not key[1]} == {
        key: count for key, count in wanted.items() if not key[1]
    }
    for key, count in found.items():
        assert not key[1] or not key[2] or wanted[key] == count
    left_out = {key for key in wanted.keys() - found.keys() if key[2]}
    assert all(not touches(key, near) for key in left_out)


def touches(key, near):
    """Return whether the unit of a bin meets a window with its margins."""
    return (
        tables.to_unit(max(near[0], edtf.parse_day("0001-01-01")), key[2]) <= key[3] <= tables.to_unit(near[1], key[2])
    )


def to_precedence(event):
    (priority,) = compute_priority([event.id])
    return RANKS.get(event.meeting_type, LEAST_RANK), priority


@examples(30)
@given(
    crowd=some_crowds,
    selection=tables.some_selections(),
    lanes_by=some_schemes,
    most=st.sampled_from([1, 5, 24, 2_000]),
)
def test_the_foremost_are_those_of_highest_rank(crowd, selection, lanes_by, most):
    _, store = crowds.to_crowd(*crowd)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    drawn = [event for event, _ in to_sides(crowd, selection, 0)]
    found = store.foremost(selection, lanes_by, lanes, most).frame()
    wanted = []
    for lane in lanes:
        there = [event for event in drawn if lane in tables.to_lanes(event, lanes_by)]
        foremost = {event.id for event in sorted(there, key=to_precedence)[:most]}
        wanted += [(lane, event.id, tables.is_kept(event, selection)) for event in there if event.id in foremost]
    assert list(zip(found["lane"], found["id"], found["highlighted"], strict=True)) == wanted
    assert not found["side"].any()


@examples(25)
@given(crowd=some_crowds, window=tables.some_windows(), by=st.sampled_from([-40, -3, 1, 60]), most=st.integers(1, 30))
def test_of_the_foremost_those_that_stay_inside_stay_before_the_others(crowd, window, by, most):
    _, store = crowds.to_crowd(*crowd)
    before, after = Selection(window), Selection(Window(window.first + by, window.last + by))
    old, new = (set(store.foremost(each, "level", ("head",), most).frame()["id"]) for each in (before, after))
    was_inside, is_inside = (set(store.marks(each, "level", ("head",)).frame()["id"]) for each in (before, after))
    risen = (new & was_inside) - old
    assert not risen or (old & is_inside) <= new
    assert len(new) == min(most, len(is_inside))
    assert len((old & is_inside) - new) <= len(new - was_inside)


some_pages = {"offset": st.sampled_from([0, 1, 99, 100, 2_999, 5_000]), "limit": st.sampled_from([None, 0, 1, 100])}


@examples(30)
@given(crowd=some_crowds, selection=tables.some_selections(), **some_pages)
def test_a_page_is_a_slice_of_the_whole_list(crowd, selection, offset, limit):
    _, store = crowds.to_crowd(*crowd)
    page = slice(offset, None if limit is None else offset + limit)
    for ask in (store.rows, store.undated):
        whole = ask(selection)
        assert ask(selection, offset, limit).equals(whole[page].reset_index(drop=True))


@examples(30)
@given(crowd=some_crowds, selection=tables.some_selections(), lanes_by=some_schemes, **some_pages)
def test_a_page_of_a_bin_is_a_slice_of_its_list(crowd, selection, lanes_by, offset, limit):
    _, store = crowds.to_crowd(*crowd)
    bins = store.bins(selection, lanes_by, tuple(store.lanes(selection, lanes_by)["lane"]), "month").frame()
    if bins.empty:
        return
    row = bins.iloc[bins["events"].argmax()]
    begun = row["last"] < selection.window.first
    key = BinKey(row["lane"], "month", BEGUN if begun else row["unit"], 0 if begun else int(row["first"]))
    whole = store.binned(selection, lanes_by, key)
    page = slice(offset, None if limit is None else offset + limit)
    assert store.binned(selection, lanes_by, key, offset, limit).equals(whole[page].reset_index(drop=True))
    assert store.binned_count(selection, lanes_by, key) == len(whole)
    assert begun or len(whole) == row["highlighted"]


@pytest.mark.parametrize("each", filters.FACETS, ids=lambda each: each.key)
@examples(6)
@given(crowd=some_crowds, selection=tables.some_selections(), most=st.integers(1, 6))
def test_a_facet_of_few_codes_has_those_with_most_events_and_the_chosen(each, crowd, selection, most):
    _, store = crowds.to_crowd(*crowd)
    whole = store.facet(selection, each.key).frame("code")
    ordered = (-whole[[*tables.INSIDE]].sum(axis=1)).sort_values(kind="stable").index
    chosen = [code for code in selection.chosen(each.key).codes if code in whole.index]
    found = store.facet(selection, each.key, most).frame("code")
    assert set(found.index) == {*ordered[:most], *chosen}
    assert found.sort_index().equals(whole.loc[sorted(found.index)])
    named = list(whole.index[::2])
    assert (
        store.facet(selection, each.key, codes=[*named, "nowhere"])
        .frame("code")
        .sort_index()
        .equals(whole.loc[sorted(named)])
    )


def test_nobody_can_change_what_is_remembered():
    _, store = crowds.to_crowd(crowds.COUNTS[0], crowds.SEEDS[0])
    selection = tables.to_selection("2013", country="RUS")
    for asked in (selection, tables.to_selection("2013")):
        counted = store.density(asked, "month")
        for name in ("first", "last", "known", "imprecise"):
            with pytest.raises(ValueError, match="read-only"):
                counted[name][:1] = 0


def test_many_events_that_no_unit_holds_are_counted_without_a_row_each(monkeypatch):
    rows = [{"date": f"/20{number % 20:02}", "level": ("head", "minister")[number % 2]} for number in range(500)]
    rows += [{"date": f"{1000 + number % 3}/19{number % 50 + 10}", "level": "head"} for number in range(300)]
    _, store = tables.to_store(*rows, {"date": "2013-04", "level": "head"})
    asked = tables.to_selection("2005"), "level", ("head", "minister")
    wanted = Counter()
    for event in store._table.events.itertuples():
        standing = tables.to_class(event, asked[0].window)
        if standing in tables.INSIDE:
            wanted[event.level] += 1
    monkeypatch.setattr(pd.DataFrame, "groupby", None)
    bins, density = store.bins(*asked, "month").frame(), store.density(asked[0], "month").frame()
    assert {lane: int(bins["events"][bins["lane"] == lane].sum()) for lane in wanted} == wanted
    assert int((density["known"] + density["imprecise"]).sum()) == len(rows) + 1

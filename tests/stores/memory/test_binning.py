"""Tests of counts on calendar units: each event once, in the unit it belongs to, and to be listed from there."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, edtf
from components.query.selection import BinKey
from components.query.store import BEGUN
from tests.support import owned, tables
from tests.support.trials import examples

YEAR_ONE = edtf.parse_day("0001-01-01")
every_scheme = pytest.mark.parametrize("lanes_by", owned.SCHEMES)
some_units = st.sampled_from(calendar_units.STRIP_UNITS)


def inside(table, selection):
    """Return the events that a selection keeps and that are in its window."""
    kept = [event for event in table.events.itertuples() if tables.is_kept(event, selection)]
    return [event for event in kept if tables.to_class(event, selection.window) in tables.INSIDE]


@pytest.mark.few_variants(2)
@every_scheme
@examples(8)
@given(rows=tables.some_events, selection=tables.some_selections(), unit=some_units)
def test_bins_hold_each_event_once_in_the_smallest_unit_that_holds_it(lanes_by, rows, selection, unit):
    table, store = tables.to_store(*rows)
    lanes = tuple(store.lanes(selection, lanes_by).frame("lane").index)
    wanted = defaultdict(lambda: np.zeros(4, dtype=int))
    ranges = defaultdict(list)  # of the events that no unit of this size holds
    for event in inside(table, selection.shown()):
        for lane in tables.to_lanes(event, lanes_by):
            wanted[lane, *bin_of(event, unit, selection.window)] += weigh(event, selection)
            if tables.smallest_unit(event, unit)[0] != unit:
                ranges[lane].append((event.start_min, event.start_max))
    bins = list(store.bins(selection, lanes_by, lanes, unit).frame().itertuples())
    counted = [(row.lane, *name_of(row, selection.window)) for row in bins]
    assert len(counted) == len(set(counted))
    found = {
        name: [row.events, row.highlighted, row.uncertain, row.possible]
        for name, row in zip(counted, bins, strict=True)
    }
    assert found == {name: counts.tolist() for name, counts in wanted.items()}
    for row in bins:
        met = sum(first <= row.last and last >= row.first for first, last in ranges[row.lane])
        assert row.others == (met if row.unit == unit else 0)
    for column, told in (("events", selection.shown()), ("highlighted", selection)):
        sums = Counter()
        for row in bins:
            sums[row.lane] += getattr(row, column)
        totals = store.lanes(told, lanes_by).frame("lane")
        assert sums == Counter(totals[[*tables.INSIDE]].sum(axis=1).to_dict())


def weigh(event, selection):
    """Count an event that is drawn: as one, as highlighted, as uncertain and as possible."""
    highlighted = tables.is_kept(event, selection)
    standing = tables.to_class(event, selection.window) if highlighted else ""
    return np.array([1, highlighted, standing == "uncertain", standing == "possible"], dtype=int)


def bin_of(event, unit, window):
    """Return the unit that an event counts in and its number; without one, its century and whether it is over."""
    name, number = tables.smallest_unit(event, unit)
    return (name, number) if name else ("", (to_century(max(number[0], YEAR_ONE)), number[1] < window.first))


def to_century(day):
    return int(edtf.format_day(day)[:-8])


def name_of(row, window):
    """Return a bin's unit and its number, once its first and last days are seen to be the unit's own."""
    if not row.unit:
        return "", (to_century(row.first), row.last < window.first)
    number = tables.to_unit(row.first, row.unit)
    assert tables.to_unit(row.last, row.unit) == number
    assert row.first == YEAR_ONE or tables.to_unit(row.first - 1, row.unit) == number - 1
    assert tables.to_unit(row.last + 1, row.unit) == number + 1
    return row.unit, number


def test_who_shares_one_day_with_a_unit_is_possibly_there():
    texts = ("2013-02-01", "2013-03-05", "[2013-03-31..2013-04-01]", "2013-04-10", "2013-05-01")
    _, store = tables.to_store(*({"date": text, "level": "head"} for text in texts))
    bins = store.bins(tables.to_selection("2013"), "level", ("head",), "month").frame()
    assert bins["others"][bins["unit"] == "month"].tolist() == [0, 1, 1, 0]


@pytest.mark.few_variants(2)
@every_scheme
@examples(8)
@given(rows=tables.some_events, selection=tables.some_selections(), unit=some_units)
def test_what_a_bin_counts_can_be_listed(lanes_by, rows, selection, unit):
    table, store = tables.to_store(*rows)
    counted, listed = defaultdict(int), defaultdict(list)
    lanes = tuple(store.lanes(selection, lanes_by)["lane"])
    for row in store.bins(selection, lanes_by, lanes, unit).frame().itertuples():
        begun = row.last < selection.window.first
        counted[BinKey(row.lane, unit, BEGUN if begun else row.unit, 0 if begun else row.first)] += row.highlighted
    for key, count in counted.items():
        found = store.binned(selection, lanes_by, key)
        assert len(found) == count
        listed[key.lane] += found["id"].tolist()
        standing = {event.id: tables.to_class(event, selection.window) for event in inside(table, selection)}
        assert found["standing"].tolist() == [standing[identity] for identity in found["id"]]
        assert found["start_min"].is_monotonic_increasing
    for lane, identities in listed.items():
        there = [event.id for event in inside(table, selection) if lane in tables.to_lanes(event, lanes_by)]
        assert sorted(identities) == sorted(there)


def test_what_no_unit_holds_is_listed_by_the_century_it_begins_in():
    texts = ("[1999-06..2013-04]", "[1999-07..2013-05]", "/2013-04", "/2012-04", "/2013-05", "2013-04-10")
    _, store = tables.to_store(*({"date": text, "level": "head"} for text in texts))
    selection = tables.to_selection("2013")
    bins = store.bins(selection, "level", ("head",), "month").frame()
    open_ones = bins[bins["unit"] == ""]
    assert open_ones["first"].tolist() == [YEAR_ONE, edtf.parse_day("1999-06-01")]
    assert open_ones["last"].map(edtf.format_day).tolist() == ["2013-05-31", "2013-05-31"]
    for row, identities in zip(open_ones.itertuples(), (["E2", "E4"], ["E0", "E1"]), strict=True):
        assert row.highlighted == len(identities)
        listed = store.binned(selection, "level", BinKey("head", "month", "", row.first))
        assert sorted(listed["id"]) == identities


def test_what_began_before_is_listed_apart_from_what_no_unit_holds():
    texts = ("2012/2013-01", "[1999-06..2013-04]", "2012-11/2013-01")
    _, store = tables.to_store(*({"date": text, "level": "head"} for text in texts))
    keys = BinKey("head", "month", BEGUN, 0), BinKey("head", "month", "", edtf.parse_day("1999-06-01"))
    listed = [store.binned(tables.to_selection("2013"), "level", key)["id"].tolist() for key in keys]
    assert listed == [["E0", "E2"], ["E1"]]


@examples(30)
@given(tables.some_events, tables.some_selections(), some_units)
def test_density_holds_each_dated_event_once_known_or_imprecise(rows, selection, unit):
    table, store = tables.to_store(*rows)
    wanted = Counter()
    for event in table.events.itertuples():
        if event.date and tables.is_kept(event, selection):
            known = (event.start_min, event.end_min) == (event.start_max, event.end_max)
            known &= not any(mark in event.date for mark in "?~%")
            wanted["known" if known else "imprecise", *tables.smallest_unit(event, unit)] += 1
    found = Counter()
    for row in store.density(selection, unit).frame().itertuples():
        number = (row.first, row.last) if not row.unit else tables.to_unit(max(row.first, YEAR_ONE), row.unit)
        found += Counter({("known", row.unit, number): row.known, ("imprecise", row.unit, number): row.imprecise})
    unheld = {name: count for name, count in wanted.items() if not name[1]}
    earliest = Counter()
    for (how, unit_name, (first, last)), count in unheld.items():
        earliest[how, unit_name, (max(first, YEAR_ONE), last)] += count
    assert found == wanted - Counter(unheld) + earliest

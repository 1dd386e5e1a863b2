"""Tests of the filters: each one of the registry, against a plain reading of the cells."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.timeline import filters
from components.timeline.pandas_store import PandasStore
from components.timeline.selection import Selection
from tests import tables

every_filter = pytest.mark.parametrize("each", filters.FILTERS, ids=lambda each: each.key)


def carriers(table, each, code):
    """List the positions of the events whose cell holds a code."""
    cells = table.events[each.column]
    return {place for place, cell in enumerate(cells) if code in (tables.to_codes(cell) if each.many else [cell])}


@every_filter
@settings(max_examples=8)
@given(rows=tables.some_events)
def test_a_filter_keeps_exactly_what_carries_the_code(each, rows):
    table = tables.to_table(*rows)
    members = each.members(table)
    for code in members.codes:
        assert set(np.flatnonzero(members.keeps((code,)))) == carriers(table, each, code)
        assert code != ""
    cells = table.events[each.column]
    assert set(members.codes) == {code for cell in cells for code in tables.to_codes(cell)}


@every_filter
@settings(max_examples=8)
@given(rows=tables.some_events, choosing=st.data())
def test_any_of_the_chosen_codes_will_do(each, rows, choosing):
    table = tables.to_table(*rows)
    members = each.members(table)
    chosen = choosing.draw(st.lists(st.sampled_from(["nothing", *members.codes]), unique=True, min_size=1))
    wanted = set().union(*(carriers(table, each, code) for code in chosen))
    assert set(np.flatnonzero(members.keeps(tuple(chosen)))) == wanted
    assert members.keeps(()).all()


@settings(max_examples=25)
@given(tables.some_events, tables.some_selections())
def test_filters_are_joined_by_and(rows, selection):
    table = tables.to_table(*rows)
    kept = [event for event in table.events.itertuples() if tables.is_kept(event, selection)]
    assert PandasStore(table).totals(selection).kept == len(kept)


@every_filter
@settings(max_examples=8)
@given(rows=tables.some_events, selection=tables.some_selections())
def test_a_facet_counts_distinct_events_and_skips_its_own_choice(each, rows, selection):
    table = tables.to_table(*rows)
    others = Selection(selection.window, tuple(pair for pair in selection.choices if pair[0] != each.key))
    wanted = {code: {"certain": 0, "possible": 0} for code in each.members(table).codes}
    for event in table.events.itertuples():
        standing = tables.to_class(event, selection.window)
        if standing in ("certain", "possible") and tables.is_kept(event, others):
            for code in set(tables.to_codes(getattr(event, each.column))):
                wanted[code][standing] += 1
    assert PandasStore(table).facet(selection, each.key).to_dict("index") == wanted


SAID = [
    ("region", ("steppe",), "Region steppe"),
    ("country", ("RUS", "GEO"), "Name of RUS or Name of GEO"),
    ("meeting_type", ("summit", "talks"), "Summit or Talks"),
    ("level", ("head",), "Head of state or government"),
    ("topic", ("peace-treaty",), "Peace treaty"),
    ("organisation", ("EU",), "Name of EU"),
    ("status", ("planned",), "Planned, not confirmed"),
]


@pytest.mark.parametrize(("key", "choice", "words"), SAID, ids=[case[0] for case in SAID])
def test_a_choice_is_said_in_words(key, choice, words):
    assert filters.BY_KEY[key].describe(choice, tables.to_table()) == words


def test_every_filter_has_a_case_in_words():
    assert {key for key, *_ in SAID} == set(filters.BY_KEY)


def test_an_event_with_a_code_twice_counts_once():
    table = tables.to_table({"countries": "RUS;RUS;KAZ", "date": "2013"})
    facet = PandasStore(table).facet(tables.to_selection("2013"), "country")
    assert facet["certain"].to_dict() == {"KAZ": 1, "RUS": 1}
    assert PandasStore(table).facet(tables.to_selection("2013"), "region")["certain"].to_dict() == {"steppe": 1}

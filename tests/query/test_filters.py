"""Tests of the filters: each one of the registry, against a plain reading of the cells."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.query import filters
from components.query.choice import Choice
from components.query.selection import Selection
from components.stores.memory import predicates
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables
from tests.support.trials import examples

every_filter = pytest.mark.parametrize("each", filters.FACETS, ids=lambda each: each.key)


def carriers(table, each, code):
    """List the positions of the events whose cell holds a code."""
    cells = table.events[each.column]
    return {place for place, cell in enumerate(cells) if code in (tables.to_codes(cell) if each.many else [cell])}


@pytest.mark.few_variants(3)
@every_filter
@examples(8)
@given(rows=tables.some_events)
def test_a_filter_keeps_exactly_what_carries_the_code(each, rows):
    table = tables.to_table(*rows)
    members = predicates.index_codes(each, table)
    for code in members.codes:
        assert set(np.flatnonzero(members.keeps(Choice(each.key, (code,))))) == carriers(table, each, code)
        assert code != ""
    cells = table.events[each.column]
    assert set(members.codes) == {code for cell in cells for code in tables.to_codes(cell)}


@pytest.mark.few_variants(3)
@every_filter
@examples(8)
@given(rows=tables.some_events, choosing=st.data())
def test_any_of_the_chosen_codes_will_do_unless_every_one_is_asked_for(each, rows, choosing):
    table = tables.to_table(*rows)
    members = predicates.index_codes(each, table)
    chosen = tuple(choosing.draw(st.lists(st.sampled_from(["nothing", *members.codes]), min_size=1, max_size=4)))
    carrying = [carriers(table, each, code) for code in chosen]
    assert set(np.flatnonzero(members.keeps(Choice(each.key, chosen)))) == set.union(*carrying)
    assert set(np.flatnonzero(members.keeps(Choice(each.key, chosen, every=True)))) == set.intersection(*carrying)


@examples(25)
@given(tables.some_events, st.sampled_from(tables.CHOOSABLE["text"]))
def test_the_filter_by_words_keeps_what_has_them_all(rows, text):
    table = tables.to_table(*rows)
    choice = Choice(filters.TEXT.key, (text,))
    wanted = [tables.keeps(event, choice) for event in table.events.itertuples()]
    assert predicates.index_filter(filters.TEXT, table).keeps(choice).tolist() == wanted


@examples(25)
@given(tables.some_events, tables.some_selections())
def test_greying_is_no_other_choice_and_hides_nothing(rows, selection):
    table = tables.to_table(*rows)
    store = MemoryStore(table)
    for grey in itertools.product((False, True), repeat=len(selection.choices)):
        other = selection
        for choice, greyed in zip(selection.choices, grey, strict=True):
            other = other.choose(choice.key, choice.codes, every=choice.every, grey=greyed)
        assert store.totals(other) == store.totals(selection)
        assert store.rows(other)["id"].tolist() == store.rows(selection)["id"].tolist()
        drawn = [event for event in table.events.itertuples() if tables.is_kept(event, other.shown())]
        assert store.totals(other.shown()).kept == len(drawn)


@examples(25)
@given(tables.some_events, tables.some_selections())
def test_filters_are_joined_by_and(rows, selection):
    table = tables.to_table(*rows)
    kept = [event for event in table.events.itertuples() if tables.is_kept(event, selection)]
    assert MemoryStore(table).totals(selection).kept == len(kept)


@pytest.mark.few_variants(3)
@every_filter
@examples(8)
@given(rows=tables.some_events, selection=tables.some_selections())
def test_a_facet_counts_distinct_events_and_skips_its_own_choice(each, rows, selection):
    table = tables.to_table(*rows)
    others = Selection(selection.window, tuple(one for one in selection.choices if one.key != each.key))
    wanted = {code: dict.fromkeys(tables.INSIDE, 0) for code in predicates.index_codes(each, table).codes}
    for event in table.events.itertuples():
        standing = tables.to_class(event, selection.window)
        if standing in tables.INSIDE and tables.is_kept(event, others):
            for code in set(tables.to_codes(getattr(event, each.column))):
                wanted[code][standing] += 1
    assert MemoryStore(table).facet(selection, each.key).frame("code").to_dict("index") == wanted


SAID = [
    ("text", ("abe putin",), "Text: “abe putin”"),
    ("region", ("steppe",), "Region: Region steppe"),
    ("country", ("RUS", "GEO"), "Country: Name of RUS or Name of GEO"),
    ("meeting_type", ("summit", "talks"), "Meeting type: Summit or Talks"),
    ("level", ("head",), "Level: Head of state or government"),
    ("topic", ("peace-treaty",), "Topic: Peace treaty"),
    ("person", ("Ana Ide",), "Person: Ana Ide"),
    ("organisation", ("EU",), "Organisation: Name of EU"),
    ("place", ("RUS",), "Place: Name of RUS"),
    ("status", ("planned",), "Status: Planned, not confirmed"),
]


@pytest.mark.parametrize(("key", "choice", "words"), SAID, ids=[case[0] for case in SAID])
def test_a_choice_is_said_in_words(key, choice, words):
    table = tables.to_table()
    assert filters.BY_KEY[key].describe(Choice(key, choice), table) == words
    assert filters.BY_KEY[key].describe(Choice(key, choice, grey=True), table) == f"{words} (others dimmed)"


def test_every_one_of_several_is_said():
    choice = Choice("country", ("RUS", "GEO"), every=True)
    assert filters.BY_KEY["country"].describe(choice, tables.to_table()) == "Country: Name of RUS and Name of GEO"


def test_every_filter_has_a_case_in_words():
    assert {key for key, *_ in SAID} == set(filters.BY_KEY)


def test_an_event_with_a_code_twice_counts_once():
    table = tables.to_table({"countries": "RUS;RUS;KAZ", "date": "2013"})
    facet = MemoryStore(table).facet(tables.to_selection("2013"), "country").frame("code")
    assert facet["certain"].to_dict() == {"KAZ": 1, "RUS": 1}
    assert MemoryStore(table).facet(tables.to_selection("2013"), "region").frame("code")["certain"].to_dict() == {
        "steppe": 1
    }

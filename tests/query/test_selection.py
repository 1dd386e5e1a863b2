"""Tests of a selection: a value that keeps its filters in one order and says itself in words."""

import pytest

from components.dates import windows
from components.query import filters
from components.query.choice import Choice
from components.query.selection import Selection
from tests.support import tables

YEAR = Selection(windows.parse_window("2013"))


def test_choices_keep_the_order_of_the_registry_however_they_were_made():
    one = YEAR.choose("status", ("held",)).choose("region", ("steppe",)).choose("country", ("RUS",))
    other = YEAR.choose("country", ("RUS",)).choose("region", ("steppe",)).choose("status", ("held",))
    assert one == other
    assert [choice.key for choice in one.choices] == ["region", "country", "status"]


def test_an_empty_choice_is_no_choice():
    assert YEAR.choose("region", ()) == YEAR
    assert YEAR.choose("region", ("steppe",)).choose("region", ()) == YEAR


@pytest.mark.parametrize("key", filters.BY_KEY)
def test_what_was_chosen_can_be_asked_and_taken_away(key):
    chosen = YEAR.choose(key, ("b", "a"))
    assert chosen.chosen(key) == Choice(key, ("b", "a"), every=False, grey=False)
    assert YEAR.choose(key, ("a",), every=True, grey=True).chosen(key) == Choice(key, ("a",), every=True, grey=True)
    assert chosen.without(key) == YEAR
    assert YEAR.chosen(key) == Choice(key, ())


def test_another_choice_takes_the_place_of_the_first_and_of_how_it_was_meant():
    first = YEAR.choose("country", ("RUS", "FRA"), every=True, grey=True)
    assert first.choose("country", ("FRA",)).choices == (Choice("country", ("FRA",)),)


def test_all_that_is_drawn_is_the_selection_without_what_merely_greys():
    selection = tables.to_selection("2013", country="RUS", status="held")
    assert selection.shown() == selection
    grey = selection.choose("region", ("steppe",), grey=True).choose("country", ("RUS",), grey=True)
    assert grey.shown() == tables.to_selection("2013", status="held")
    assert YEAR.shown() == YEAR


def test_choosing_leaves_the_selection_it_began_from():
    YEAR.choose("region", ("steppe",))
    assert YEAR.choices == ()


def test_it_says_its_window_and_then_each_filter():
    selection = tables.to_selection("2013-04", country="RUS;GEO", meeting_type="summit")
    said = selection.describe(tables.to_table())
    assert said == ("April 2013", "Country: Name of RUS or Name of GEO", "Meeting type: Summit")
    greyed = selection.choose("text", ("abe",), grey=True).describe(tables.to_table())
    assert greyed == (said[0], "Text: “abe” (others dimmed)", *said[1:])

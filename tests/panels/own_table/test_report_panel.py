"""Tests of what the page says of columns that are kept: which make filters and lanes, and how many at the most."""

import pytest

from components.events import own_columns
from components.panels.own_table.report_panel import describe_kept
from tests.support.sheets import bring_in, to_sheet_of

DATES = [f"2013-04-0{day}" for day in range(1, 7)]
FEW, DIFFERENT = ["Blue", "Red"] * 3, [f"note {number}" for number in range(6)]


def describe(**columns):
    _, report = bring_in(to_sheet_of(Date=DATES, Title=[f"Talks {day}" for day in DATES], **columns))
    return describe_kept(report)


def test_nothing_is_said_where_every_column_has_a_use():
    assert describe() == ()


def test_columns_that_are_kept_are_named_and_those_that_make_groups_again():
    kept = "Extra fields, shown with each event: “Desk”, “Colour”."
    assert describe(Desk=DIFFERENT, Colour=DIFFERENT) == (kept,)
    assert describe(Desk=DIFFERENT, Colour=FEW) == (
        kept,
        "Also available as filters and lanes: “Colour”.",
    )


@pytest.mark.parametrize("more", [0, 1])
def test_of_more_than_the_most_it_is_said_that_only_the_first_count(more):
    names = [f"Desk {letter}" for letter in "abcdefghijkl"[: own_columns.MOST_OWN + more]]
    _, said = describe(**dict.fromkeys(names, FEW))
    assert f"“{names[own_columns.MOST_OWN - 1]}”{' (the first 8 of 9)' if more else ''}." in said
    assert (names[-1] in said) == (not more)

"""Tests of counts in words: certain, possible and grey are told apart wherever a count is said."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from components.dates.edtf import parse_day
from components.layout import count_text, strips
from components.layout.arrangement import Lane
from components.layout.display_list import build_head
from components.query.store import BEGUN, Totals

ALL = Totals(24, 0, 3, 1, 2_000, 4)
LANE = Lane("key", "Name", 0, ALL, ALL, False, "marks", None, 0.0, 28.0)


class Row(NamedTuple):
    """Hold what is said of a bin."""

    kind: str = strips.CELL
    unit: str = "month"
    first: int = parse_day("2013-04-01")
    last: int = parse_day("2013-04-30")
    events: int = 3
    highlighted: int = 3
    uncertain: int = 0
    possible: int = 0
    others: int = 0


LANES = {
    "certain and possible": (LANE, "24 +3", "24 events, plus 3 possible"),
    "only certain": (
        replace(LANE, totals=Totals(1, 0, 0, 0, 0, 0), highlighted=Totals(1, 0, 0, 0, 0, 0)),
        "1",
        "1 event",
    ),
    "only possible": (
        replace(LANE, totals=Totals(0, 0, 2, 0, 0, 0), highlighted=Totals(0, 0, 2, 0, 0, 0)),
        "0 +2",
        "0 events, plus 2 possible",
    ),
    "some of an uncertain date": (
        replace(LANE, totals=Totals(2, 4, 3, 0, 0, 0), highlighted=Totals(2, 4, 3, 0, 0, 0)),
        "2 +7",
        "2 events, plus 3 possible and 4 with an uncertain date",
    ),
    "some grey": (
        replace(LANE, highlighted=Totals(5, 0, 1, 0, 0, 0)),
        "6 of 27",
        "24 events, plus 3 possible, 21 of them dimmed",
    ),
    "all grey": (
        replace(LANE, highlighted=Totals(0, 0, 0, 0, 0, 0)),
        "0 of 27",
        "24 events, plus 3 possible, 27 of them dimmed",
    ),
}


@pytest.mark.parametrize("case", LANES)
def test_a_lane_tells_certain_possible_and_grey_apart(case):
    lane, count, words = LANES[case]
    assert (build_head(lane).counted, count_text.describe_lane(lane)) == (count, words)


def test_what_lies_outside_is_said_where_there_is_any():
    assert count_text.describe_outside(ALL) == ("1 before", "2,000 after", "4 undated")
    assert count_text.describe_outside(Totals(3, 0, 1, 0, 0, 0)) == ()


BINS = {
    "3 events in April 2013": Row(),
    "1 event in April 2013, and 2,000 more possible": Row(events=1, highlighted=1, others=2_000),
    "3 events in April 2013, 3 of them possible": Row(possible=3),
    "3 events in April 2013, 2 of them with an uncertain date": Row(uncertain=2),
    "3 events in April 2013, 1 of them possible, 2 of them with an uncertain date": Row(uncertain=2, possible=1),
    "1 event in April 2013, 2 more dimmed": Row(highlighted=1),
    "0 events in April 2013, 3 more dimmed": Row(highlighted=0),
    "2 events in April 2013, 1 more dimmed, 1 of them possible, and 4 more possible": Row(
        highlighted=2, possible=1, others=4
    ),
    "3 events in April 2013, day not stated, 1 of them possible": Row(strips.PALE, possible=1),
    "3 events began before this period and continued into it, 2 of them possible": Row(BEGUN, possible=2),
}


@pytest.mark.parametrize("words", BINS)
def test_a_bin_tells_certain_possible_and_grey_apart(words):
    assert count_text.describe_bin_count(BINS[words]).line == words


OF = {
    (1, 0, 0, 1): "1 of 1 event",
    (0, 0, 0, 2_000): "0 of 2,000 events",
    (3, 2, 1, 9): "3 of 9 events, plus 1 possible and 2 with an uncertain date",
}


@pytest.mark.parametrize("counts", OF, ids=str)
def test_of_a_table_s_events_some_are_in_the_period(counts):
    *inside, size = counts
    assert count_text.describe_totals_of(Totals(*inside, 0, 0, 0), size) == OF[counts]

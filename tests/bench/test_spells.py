"""Tests of what a load test says: percentiles, the largest crowd that need not wait, and its words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import spells
from tests.bench.spells import Outcome, Spell

some_waits = st.lists(st.floats(0, 30), min_size=1, max_size=60)


@given(waits=some_waits, share=st.integers(1, 100))
def test_a_percentile_is_a_wait_that_so_many_do_not_exceed_and_no_smaller_one(waits, share):
    found = spells.to_percentile(waits, share)
    assert found in waits
    assert sum(wait <= found for wait in waits) >= len(waits) * share / 100
    assert sum(wait < found for wait in waits) < len(waits) * share / 100


def test_of_no_waits_nothing_is_known_and_a_crowd_without_an_answer_bears_nothing():
    assert math.isnan(spells.to_percentile([], 95))
    assert not Spell(5).bears()


@pytest.mark.parametrize(
    ("waits", "failures", "bears"),
    [
        ([0.2] * 19 + [9.0], [], True),
        ([0.2] * 18 + [9.0] * 2, [], False),
        ([0.2] * 20, ["no timeline"], False),
        ([spells.BOUND] * 20, [], False),
    ],
)
def test_a_crowd_bears_where_nineteen_of_twenty_are_answered_in_time_and_nobody_is_failed(waits, failures, bears):
    assert Spell(20, waits, failures).bears() == bears


def test_a_larger_crowd_that_happens_to_be_quick_does_not_count_beyond_one_that_waited():
    crowds = [Spell(40, [0.3]), Spell(10, [0.2]), Spell(20, [2.0])]
    assert spells.to_largest(crowds) == 10
    assert spells.to_largest(crowds[:1]) == 40
    assert spells.to_largest([]) == 0


def test_a_report_has_a_line_for_each_crowd_and_what_they_took():
    crowd = Spell(10, [0.2, 0.4], ["no timeline", "no timeline"], server=0.5, client=0.25, memory=300.0)
    report = spells.describe(Outcome("shipped", before=200.0, arrivals=[0.5], spells=[crowd], after=210.0))
    assert "| 10 | 2 | 0.20 s | 0.40 s | 0.40 s | 2 × no timeline | 0.50 | 0.25 | 300 MB | 10.0 MB |" in report
    assert "up to 0 people" in report
    assert "200 MB before they came, 210 MB after all had left" in report

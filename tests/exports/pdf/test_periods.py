"""Tests of how a crowded period is cut: the parts are the period, and each is whole months."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf, windows
from components.exports.pdf.periods import MOST_PARTS, cut_window
from tests.support import tables


def begun(*isos: str) -> pd.DataFrame:
    return pd.DataFrame({"start_min": [edtf.parse_day(iso) for iso in isos]}, dtype="int64")


def described(*parts):
    return [windows.describe_window(part) for part in parts]


def test_what_fits_is_one_part():
    window = windows.parse_window("2013")
    assert cut_window(window, begun(*["2013-02-01"] * 5), most=5) == [window]


@pytest.mark.parametrize(
    ("isos", "expected"),
    [
        (["2011-02-01", "2011-03-01", "2013-02-01", "2013-03-01"], ["2011–2012", "2013"]),
        (["2013-02-01", "2013-03-01", "2013-08-01", "2013-09-01"], ["2011 – June 2013", "July–December 2013"]),
    ],
)
def test_a_crowded_period_is_cut_where_a_year_or_a_quarter_begins(isos, expected):
    parts = cut_window(windows.parse_window("2011/2013"), begun(*isos), most=3)
    assert [part.last + 1 for part in parts[:-1]] == [part.first for part in parts[1:]]
    assert len(parts) == len(expected)
    assert described(parts[-1]) == expected[-1:]


def test_one_crowded_day_is_not_cut():
    assert len(cut_window(windows.parse_window("2013-04"), begun(*["2013-04-05"] * 9), most=2)) == 1


@given(tables.some_windows(), st.lists(tables.near_days, max_size=60), st.integers(1, 5))
def test_the_parts_are_the_period(window, days, most):
    parts = cut_window(window, pd.DataFrame({"start_min": days}, dtype="int64"), most)
    assert (parts[0].first, parts[-1].last) == (window.first, window.last)
    assert all(before.last + 1 == after.first for before, after in pairwise(parts))
    assert all(edtf.format_day(part.first).endswith("-01") for part in parts[1:])
    assert len(parts) <= MOST_PARTS

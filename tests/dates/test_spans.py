"""Tests of the days that single dates span, exact and approximate."""

import datetime as dt

import pytest
from edtf import parse_edtf

from components.dates import edtf, spans

# First day, last day, precision
EXACT = {
    "2013-04-29": ("2013-04-29", "2013-04-29", "day"),
    "0001-01-01": ("0001-01-01", "0001-01-01", "day"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "day"),
    "2012-02-29": ("2012-02-29", "2012-02-29", "day"),
    "2000-02-29": ("2000-02-29", "2000-02-29", "day"),
    "2013-04": ("2013-04-01", "2013-04-30", "month"),
    "2012-02": ("2012-02-01", "2012-02-29", "month"),
    "2013-04-XX": ("2013-04-01", "2013-04-30", "month"),
    "2013": ("2013-01-01", "2013-12-31", "year"),
    "9999": ("9999-01-01", "9999-12-31", "year"),
    "2013-XX": ("2013-01-01", "2013-12-31", "year"),
    "2013-XX-XX": ("2013-01-01", "2013-12-31", "year"),
    "201X": ("2010-01-01", "2019-12-31", "decade"),
    "20XX": ("2000-01-01", "2099-12-31", "range"),
    "2013-21": ("2013-03-01", "2013-05-31", "season"),
    "2013-22": ("2013-06-01", "2013-08-31", "season"),
    "2013-23": ("2013-09-01", "2013-11-30", "season"),
    "2013-24": ("2013-12-01", "2014-02-28", "season"),
    "2015-24": ("2015-12-01", "2016-02-29", "season"),
    "2013-25": ("2013-03-01", "2013-05-31", "season"),
    "2013-28": ("2013-12-01", "2014-02-28", "season"),
    "2013-29": ("2013-09-01", "2013-11-30", "season"),
    "2013-30": ("2013-12-01", "2014-02-28", "season"),
    "2013-31": ("2013-03-01", "2013-05-31", "season"),
    "2013-32": ("2013-06-01", "2013-08-31", "season"),
    "2013-33": ("2013-01-01", "2013-03-31", "quarter"),
    "2013-34": ("2013-04-01", "2013-06-30", "quarter"),
    "2013-36": ("2013-10-01", "2013-12-31", "quarter"),
    "2013-37": ("2013-01-01", "2013-04-30", "range"),
    "2013-39": ("2013-09-01", "2013-12-31", "range"),
    "2013-40": ("2013-01-01", "2013-06-30", "range"),
    "2013-41": ("2013-07-01", "2013-12-31", "range"),
}

# One unit of the precision wider on each side
APPROXIMATE = {
    "2013-04-29~": ("2013-04-28", "2013-04-30", "day"),
    "2012-03-01~": ("2012-02-29", "2012-03-02", "day"),
    "2013-04~": ("2013-03-01", "2013-05-31", "month"),
    "2012-01~": ("2011-12-01", "2012-02-29", "month"),
    "2013-21~": ("2012-12-01", "2013-08-31", "season"),
    "2013-34~": ("2013-01-01", "2013-09-30", "quarter"),
    "2013-38~": ("2013-01-01", "2013-12-31", "range"),
    "2013-40~": ("2012-07-01", "2013-12-31", "range"),
    "2013%": ("2012-01-01", "2014-12-31", "year"),
    "201X~": ("2000-01-01", "2029-12-31", "decade"),
    "20XX~": ("1900-01-01", "2199-12-31", "range"),
}


@pytest.mark.parametrize("text", EXACT | APPROXIMATE)
def test_span_of_a_single_date(text):
    first, last, precision = (EXACT | APPROXIMATE)[text]
    row = edtf.parse_bounds([text]).iloc[0]
    assert [edtf.format_day(row[name]) for name in edtf.BOUNDS] == [first, last, first, last]
    assert row["precision"] == precision


def test_every_grouping_is_read_and_none_else():
    read = {code for code in range(100) if not edtf.parse_bounds([f"2013-{code:02d}"])["reason"].iloc[0]}
    assert read == {*range(1, 13), *range(21, 42)}
    assert read < set(spans.SPANS)


@pytest.mark.parametrize("codes", [range(1, 13), range(33, 37), range(37, 40), range(40, 42)], ids=str)
def test_parts_of_a_year_fill_it_without_a_gap(codes):
    spans = edtf.parse_bounds([f"2012-{code:02d}" for code in codes])
    assert edtf.format_day(spans["start_min"].iloc[0]) == "2012-01-01"
    assert edtf.format_day(spans["end_max"].iloc[-1]) == "2012-12-31"
    assert list(spans["start_min"].iloc[1:]) == [day + 1 for day in spans["end_max"].iloc[:-1]]


ORACLE = ["2013-04-29", "2012-02", "2013", "201X", "20XX", "2013-XX", "2013-04-XX", "2012-02-XX", "2013-XX-XX"]
ORACLE += ["2013-04-28/2013-04-30", "2013-04/2013-06", "1874/1911", "2012-02-29/2013", "2013-01/2013-01-31"]


@pytest.mark.parametrize("text", ORACLE)
def test_outer_bounds_agree_with_the_edtf_package(text):
    theirs = parse_edtf(text)
    ours = edtf.parse_bounds([text]).iloc[0]
    expected = [dt.date(*moment[:3]).isoformat() for moment in (theirs.lower_strict(), theirs.upper_strict())]
    assert [edtf.format_day(ours["start_min"]), edtf.format_day(ours["end_max"])] == expected

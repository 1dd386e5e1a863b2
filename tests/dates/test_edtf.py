"""Tests of the reading and writing of EDTF dates."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.dates import edtf as dates
from components.dates.edtf import BEGINNINGLESS, ENDLESS, DateError, Edtf, Endpoint

# What is read: start_min, start_max, end_min, end_max (- and + are unbounded), precision
READ = {
    "[2013-11-01..2013-11-02]": ("2013-11-01", "2013-11-02", "2013-11-01", "2013-11-02", "range"),
    "[2013-11..2014-01]": ("2013-11-01", "2014-01-31", "2013-11-01", "2014-01-31", "range"),
    "2013-04-28/2013-04-30": ("2013-04-28", "2013-04-28", "2013-04-30", "2013-04-30", "days"),
    "2013-04-28/2013-04-28": ("2013-04-28", "2013-04-28", "2013-04-28", "2013-04-28", "days"),
    "2013-04/2013-06": ("2013-04-01", "2013-04-30", "2013-06-01", "2013-06-30", "range"),
    "201X/2030": ("2010-01-01", "2019-12-31", "2030-01-01", "2030-12-31", "range"),
    "2014-03/..": ("2014-03-01", "2014-03-31", "+", "+", "open"),
    "2014-03/": ("2014-03-01", "2014-03-31", "2014-03-01", "+", "open"),
    "../2013": ("-", "-", "2013-01-01", "2013-12-31", "open"),
    "/2013": ("-", "2013-12-31", "2013-01-01", "2013-12-31", "open"),
    # no event ends before it begins, so such an end is not kept
    "2013/2013-06-10": ("2013-01-01", "2013-06-10", "2013-06-10", "2013-06-10", "range"),
    "2013-06-10/2013": ("2013-06-10", "2013-06-10", "2013-06-10", "2013-12-31", "range"),
    "[2013-04-02~..2013-04-10~]": ("2013-04-01", "2013-04-11", "2013-04-01", "2013-04-11", "range"),
    "[2013-04-02..2013-04-10]~": ("2013-04-01", "2013-04-11", "2013-04-01", "2013-04-11", "range"),
    "2013-04-28~/2013-06": ("2013-04-27", "2013-04-29", "2013-05-01", "2013-07-31", "range"),
    "2013-04-28/2013-04-30~": ("2013-04-27", "2013-04-29", "2013-04-29", "2013-05-01", "days"),
    "2014-03~/..": ("2014-02-01", "2014-04-30", "+", "+", "open"),
    "2014-03~/": ("2014-02-01", "2014-04-30", "2014-02-01", "+", "open"),
    "/2013~": ("-", "2014-12-31", "2012-01-01", "2014-12-31", "open"),
}

MARKED = {
    "2013-04": (False, False),
    "2013-04?": (True, False),
    "2013-04~": (False, True),
    "2013-04%": (True, True),
    "2013-04-13/2013-04-15?": (True, False),
    "2013-04?/2013-05~": (True, True),
    "../2013?": (True, False),
    "[2013-11-01?..2013-11-02]": (True, False),
    "[2013-11-01..2013-11-02]%": (True, True),
}


def days(*texts):
    """Turn days as text, - and + for unbounded, into numbers, without the module under test."""
    unbounded = {"-": BEGINNINGLESS, "+": ENDLESS}
    return tuple(unbounded.get(text) or int(np.datetime64(text, "D").astype(int)) for text in texts)


def bounds_of(text):
    row = dates.parse_bounds([text]).iloc[0]
    return tuple(int(row[name]) for name in dates.BOUNDS)


@pytest.mark.parametrize("text", READ)
def test_bounds_and_precision(text):
    *expected, precision = READ[text]
    row = dates.parse_bounds([text]).iloc[0]
    assert bounds_of(text) == days(*expected)
    assert (row["precision"], row["reason"]) == (precision, "")


@pytest.mark.parametrize("text", MARKED)
def test_marks_on_one_end_count_for_the_event(text):
    row = dates.parse_bounds([text]).iloc[0]
    assert (row["uncertain"], row["approximate"]) == MARKED[text]


@pytest.mark.parametrize("text", ["", " ", "\t", None, float("nan")], ids=repr)
def test_blank_is_undated_without_a_reason(text):
    row = dates.parse_bounds(pd.Series([text], dtype=object)).iloc[0]
    assert (row["precision"], row["reason"]) == ("undated", "")
    assert not row["uncertain"]
    assert not row["approximate"]


def test_blank_has_no_structure():
    with pytest.raises(DateError, match="No date is stated"):
        dates.parse_edtf("")


def test_frame_keeps_index_order_and_types():
    texts = pd.Series(["2013", "", "nonsense", "2013-04-29?", "2013"], index=[9, 7, 7, 1, 0])
    bounds = dates.parse_bounds(texts)
    assert list(bounds.index) == [9, 7, 7, 1, 0]
    assert list(bounds["precision"]) == ["year", "undated", "undated", "day", "year"]
    assert [str(bounds[name].dtype) for name in dates.BOUNDS] == ["int32"] * 4
    assert tuple(bounds["precision"].cat.categories) == dates.PRECISIONS
    assert (bounds["uncertain"].dtype, bounds["approximate"].dtype) == (bool, bool)


@pytest.mark.parametrize("texts", [[], pd.Series([], dtype="str"), iter(())], ids=["list", "series", "iterator"])
def test_nothing_gives_an_empty_frame(texts):
    bounds = dates.parse_bounds(texts)
    assert len(bounds) == 0
    assert set(dates.BOUNDS) < set(bounds.columns)


STRUCTURES = {
    "2013": Edtf("date", Endpoint("2013"), Endpoint("2013")),
    "20XX?": Edtf("date", Endpoint("20XX", mark="?"), Endpoint("20XX", mark="?")),
    "2013-04-XX~": Edtf("date", Endpoint("2013", "04", "XX", "~"), Endpoint("2013", "04", "XX", "~")),
    "2013-34/": Edtf("interval", Endpoint("2013", "34"), Endpoint("")),
    "../2013-04-29%": Edtf("interval", Endpoint(".."), Endpoint("2013", "04", "29", "%")),
    "[2013-11-01..2013-11-02?]": Edtf("set", Endpoint("2013", "11", "01"), Endpoint("2013", "11", "02", "?")),
}


@pytest.mark.parametrize("text", STRUCTURES)
def test_structure_and_text_are_each_other(text):
    assert dates.parse_edtf(text) == STRUCTURES[text]
    assert dates.format_edtf(STRUCTURES[text]) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("[2013-11-01..2013-11-02]?", "[2013-11-01?..2013-11-02?]"),
        ("[2013-11-01..2013-11-02~]~", "[2013-11-01~..2013-11-02~]"),
        ("[2013-11-01?..2013-11-02]~", "[2013-11-01%..2013-11-02~]"),
        ("[2013-11-01?..2013-11-02]%", "[2013-11-01%..2013-11-02%]"),
    ],
)
def test_mark_of_a_whole_set_goes_to_its_members(text, canonical):
    assert dates.format_edtf(dates.parse_edtf(text)) == canonical
    assert bounds_of(text) == bounds_of(canonical)


@pytest.mark.parametrize("text", ["1970-01-01", "2013-04-29", "0001-01-01", "9999-12-31"])
def test_day_and_iso_are_each_other(text):
    assert dates.parse_day(text) == days(text)[0]
    assert dates.format_day(dates.parse_day(text)) == text


@pytest.mark.parametrize("text", ["", "2013-04", "2013-04-29?", "2013-04-29/2013-04-29", "2013-02-30", "today"])
def test_only_a_full_day_is_a_day(text):
    with pytest.raises(DateError):
        dates.parse_day(text)


@pytest.mark.parametrize(("day", "iso"), [(BEGINNINGLESS, "0001-01-01"), (ENDLESS, "9999-12-31")])
def test_days_outside_the_calendar_are_clamped(day, iso):
    assert dates.format_day(day) == iso


def test_a_hundred_thousand_days_take_one_pass():
    texts = [dates.format_day(day) for day in range(-50_000, 50_000)]
    assert list(dates.parse_bounds(texts)["start_min"]) == list(range(-50_000, 50_000))


marks = st.sampled_from(["", "", "", "?", "~", "%"])
years = st.integers(1, 9999).map("{:04d}".format)
vague_years = st.builds(lambda year, digits: year[: 4 - digits] + "X" * digits, years, st.integers(1, 2))
codes = st.sampled_from([f"{code:02d}" for code in (*range(1, 13), *range(21, 42))])
months = st.integers(1, 12).map("{:02d}".format)
stated = st.one_of(
    st.builds(Endpoint, years, mark=marks),
    st.builds(Endpoint, vague_years.filter(lambda year: int(year.replace("X", "0")) > 0), mark=marks),
    st.builds(Endpoint, years, codes, mark=marks),
    st.builds(Endpoint, years, months, st.just("XX"), mark=marks),
    st.builds(Endpoint, years, st.just("XX"), st.sampled_from(["", "XX"]), mark=marks),
    st.dates().map(str).flatmap(lambda iso: st.builds(Endpoint, *map(st.just, iso.split("-")), mark=marks)),
)
open_ends = st.sampled_from([Endpoint(".."), Endpoint("")])


@st.composite
def edtfs(draw):
    """Draw a date of any kind that is in order."""
    kind = draw(st.sampled_from(["date", "interval", "set", "open"]))
    first, last = draw(stated), draw(stated)
    if kind == "date":
        return Edtf("date", first, first)
    if kind == "open":
        ends = draw(st.permutations([first, draw(open_ends)]))
        return Edtf("interval", *ends)
    plain = [Endpoint(end.year, end.month, end.day) for end in (first, last)]  # order is that of what is stated
    one, other = (bounds_of(dates.format_edtf(Edtf("date", end, end))) for end in plain)
    if kind == "interval":
        return Edtf(kind, *((first, last) if one[0] <= other[0] else (last, first)))
    return Edtf(kind, first, last if one[0] <= other[0] and one[3] <= other[3] else first)


@example(Edtf("interval", Endpoint("0001", "01", mark="~"), Endpoint("0001", "25")))
@given(edtfs())
def test_format_then_parse_is_the_identity(edtf):
    text = dates.format_edtf(edtf)
    assert dates.parse_edtf(text) == edtf
    assert dates.format_edtf(dates.parse_edtf(text)) == text


@given(st.lists(edtfs().map(dates.format_edtf) | st.text("0123-/.[]X?~%T ", max_size=24), max_size=12))
def test_many_at_once_are_as_one_by_one(texts):
    together = dates.parse_bounds(texts)
    for row, text in enumerate(texts):
        pd.testing.assert_series_equal(together.iloc[row], dates.parse_bounds([text]).iloc[0], check_names=False)


@given(edtfs())
def test_bounds_are_ordered(edtf):
    start_min, start_max, end_min, end_max = bounds_of(dates.format_edtf(edtf))
    assert start_min <= start_max <= end_max
    assert start_min <= end_min <= end_max


@given(edtfs())
def test_approximate_is_never_narrower(edtf):
    if edtf.kind == "set":
        return
    ends = [Endpoint(end.year, end.month, end.day) for end in (edtf.first, edtf.last)]
    about = [end if end.year in ("", "..") else Endpoint(end.year, end.month, end.day, "~") for end in ends]
    exact, wide = (bounds_of(dates.format_edtf(Edtf(edtf.kind, *pair))) for pair in (ends, about))
    assert wide[0] <= exact[0]
    assert wide[3] >= exact[3]

"""Tests of column names: the row they stand in, and that none is blank and none stands twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.readers import headers

ROWS = [["2013", "Talks", "Rome"], ["2014", "More", ""], ["2015", "Others", "Oslo"]]
NAMES = ["date", "title", "city"]
FOUND = {
    "the first row": ([NAMES, *ROWS], 1),
    "below a title": ([["Visits", "", ""], NAMES, *ROWS], 2),
    "below a title and a source": ([["Visits"], ["Source: a", "b"], [], NAMES, *ROWS], 4),
    "with a blank name": ([["date", "", "city"], *ROWS], 1),
    "years alone are names": ([["country", "2012", "2013"], ["KAZ", "1", "2"]], 1),
    "none": ([["2013-04-28", "Talks", "Rome"], *ROWS], 0),
    "none, in Japanese": ([["2013年4月28日", "会談"], ["2013年5月1日", "会談"]], 0),
    "one column": ([["title"], ["Talks"]], 1),
    "one column below a blank": ([[""], ["title"], ["Talks"]], 2),
    "nothing": ([], 1),
}


DATED = [
    "28 April 2013",
    "April 28, 2013",
    "2013-04-28 10:00:00",
    "平成25年4月28日",
    "2013-04-28/2013-04-30",
    "20130428",
]
DATED += ["28/04/13", "03/04/2013", "Apr 2013", "H25.4.28", "28.-30. April 2013", "2013-Q2", "28 апреля 2013"]
NAMED_SO = ["2013", "Visits in 2013", "Column 1", "Q1", "Address 2", "title 2013-04", "today", "May", "12345"]


@pytest.mark.parametrize("date", DATED)
@pytest.mark.parametrize("others", [["Meeting", "Russia"], []], ids=len)
def test_a_first_row_with_a_date_is_an_event(date, others):
    assert headers.find_header([(1, [date, *others], ""), (2, ["29 April 2013", *others], "")]) == 0


@pytest.mark.parametrize("name", NAMED_SO)
def test_what_is_no_date_may_be_a_name(name):
    assert headers.find_header([(1, [name, "title"], ""), (2, ["29 April 2013", "Meeting"], "")]) == 1


@pytest.mark.parametrize("case", FOUND)
def test_the_row_with_the_names_is_found(case):
    rows, header = FOUND[case]
    assert headers.find_header([(number, cells, "") for number, cells in enumerate(rows, 1)]) == header


def test_a_broken_row_is_no_header():
    rows = [(1, ['"a'], "broken"), (2, NAMES, ""), (3, ROWS[0], "")]
    assert headers.find_header(rows) == 2


NAMED = {
    "blank": (["", "b", " "], ["column 1", "b", "column 3"]),
    "twice": (["Date", "Date", "Date"], ["Date", "Date (2)", "Date (3)"]),
    "twice, and the next taken": (["Date", "Date", "Date (2)"], ["Date", "Date (3)", "Date (2)"]),
    "reserved": (["row", "a"], ["row (2)", "a"]),
    "spaces and lines": ([" start\n date ", "a\0b"], ["start date", "a�b"]),
    "blank, and its number taken": (["column 2", ""], ["column 2", "column 2 (2)"]),
    "a mark": (["\ufeffdate"], ["date"]),
}


@pytest.mark.parametrize("case", NAMED)
def test_names_are_told_apart(case):
    cells, names = NAMED[case]
    assert headers.make_names_unique(cells) == names


def test_a_name_that_is_a_text_is_cut():
    (name,) = headers.make_names_unique(["x" * 100_000])
    assert len(name) == headers.LONGEST_NAME


@given(st.lists(st.text(max_size=5) | st.sampled_from(["row", "a", "a (2)", "column 2", ""]), max_size=30))
def test_no_name_is_blank_or_stands_twice(cells):
    names = headers.make_names_unique(cells)
    assert len(names) == len(cells) == len(set(names))
    assert all(names)
    assert "row" not in names

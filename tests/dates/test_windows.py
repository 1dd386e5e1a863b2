"""Tests of windows: what one spans, how it is written and said, and which are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf, windows
from components.dates.windows import Window


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Window(2, 1)
    assert Window(2, 2).first == 2


SPANNED = {
    "2013": "2013-01-01/2013-12-31",
    "2013-04/2013-06": "2013-04-01/2013-06-30",
    "2013-04-28/2013-05-04": "2013-04-28/2013-05-04",
    "2013-04-29": "2013-04-29/2013-04-29",
    "201X": "2010-01-01/2019-12-31",
    "2013-34": "2013-04-01/2013-06-30",
    "0001/9999": "0001-01-01/9999-12-31",
}


@pytest.mark.parametrize("text", SPANNED)
def test_a_window_is_what_its_text_spans(text):
    assert windows.format_window(windows.parse_window(text)) == SPANNED[text]


@pytest.mark.parametrize(
    "text", ["", "2013/..", "../2013", "/2013", "2013?", "2013-04~", "2014/2013", "2013-02-30", "all"]
)
def test_open_doubtful_and_unreadable_windows_are_refused(text):
    with pytest.raises(edtf.DateError):
        windows.parse_window(text)


@given(st.dates(), st.dates())
def test_format_then_parse_is_the_identity(one, other):
    first, last = sorted(edtf.parse_day(str(day)) for day in (one, other))
    assert windows.parse_window(windows.format_window(Window(first, last))) == Window(first, last)


SAID = {
    "2013": "2013",
    "2013-04": "April 2013",
    "2013-04/2013-06": "April–June 2013",
    "2013-04-01/2014-03-31": "1 April 2013 – 31 March 2014",
    "2012/2014": "2012–2014",
    "2013-04-28/2013-05-04": "28 April – 4 May 2013",
    "2013-04-28/2013-04-30": "28–30 April 2013",
    "2013-04-29": "29 April 2013",
    "2012-02": "February 2012",
    "2012-02-01/2012-02-28": "1–28 February 2012",
    "2013-12/2014-01": "1 December 2013 – 31 January 2014",
    "9999-12": "December 9999",
}


@pytest.mark.parametrize("text", SAID)
def test_a_window_in_words(text):
    assert windows.describe_window(windows.parse_window(text)) == SAID[text]

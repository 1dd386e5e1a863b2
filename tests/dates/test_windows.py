"""Tests of windows: what is certainly, possibly or not in one, against brute force over concrete days."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf, windows
from components.dates.windows import Window

STANDINGS = {
    "certain": windows.certain,
    "possible": windows.possible,
    "earlier": windows.earlier,
    "later": windows.later,
    "undated": lambda bounds, _window: windows.undated(bounds),
}

STANDS = [
    ("2013-04-15", "2013-04", "possible"),
    ("2013-04-15", "2013-04-15", "certain"),
    ("2013-04-15", "2013-04-16", "later"),
    ("2013-04-15", "2013-04-14", "earlier"),
    ("2013-04-15", "2013-04-10/2013-04-20", "certain"),
    ("2013", "2013-04", "certain"),
    ("2013", "2013", "certain"),
    ("2013", "201X", "possible"),
    ("2013", "2013?", "possible"),
    ("2013", "2013-04-29?", "possible"),
    ("2013", "2013-06~", "possible"),
    ("2013", "2013-06-01/2013-06-03?", "possible"),
    ("2013", "2012-04?", "earlier"),
    ("2013", "2014-01~", "possible"),
    ("2013", "2014-02~", "later"),
    ("2013", "2013-24", "possible"),
    ("2013-11-01", "[2013-11-01..2013-11-02]", "possible"),
    ("2013-11-01/2013-11-02", "[2013-11-01..2013-11-02]", "certain"),
    ("2013-05", "2013-04/2013-06", "certain"),
    ("2013-04", "2013-04/2013-06", "certain"),
    ("2013-04-01/2013-04-15", "2013-04/2013-06", "possible"),
    ("2020", "2014-03/..", "certain"),
    ("2020", "2014-03/", "possible"),
    ("2014-03", "2014-03/", "certain"),
    ("2013", "2014-03/..", "later"),
    ("1351", "../2013", "certain"),
    ("1351", "/2013", "possible"),
    ("2014", "/2013", "earlier"),
    ("2013", "", "undated"),
    ("2013", "in 2013", "undated"),
]


@pytest.mark.parametrize(("window", "text", "standing"), STANDS, ids=lambda text: text or "blank")
def test_a_date_stands_in_one_way_to_a_window(window, text, standing):
    bounds = edtf.parse_bounds([text])
    found = [name for name, mark in STANDINGS.items() if mark(bounds, windows.parse_window(window))[0]]
    assert found == [standing]


def test_columns_may_come_as_plain_arrays():
    bounds = edtf.parse_bounds(["2013", "2014", "2013-04?", ""])
    columns = {name: bounds[name].to_numpy() for name in (*edtf.BOUNDS, "uncertain", "approximate")}
    window = windows.parse_window("2013")
    for mark in STANDINGS.values():
        assert isinstance(mark(bounds, window), np.ndarray)
        assert list(mark(columns, window)) == list(mark(bounds, window))


BASE = edtf.parse_day("2013-01-28")
day_texts = st.integers(BASE, BASE + 9).map(edtf.format_day)


@st.composite
def small_dates(draw):
    """Draw a date within some days of January and February 2013, of every kind that is not open."""
    first, last = sorted([draw(day_texts), draw(day_texts)])
    forms = [first, f"{first}/{last}", f"[{first}..{last}]", f"2013-01/{last}", f"{first}/2013-02", "2013-01/2013-02"]
    return draw(st.sampled_from([*forms, "2013-01", "2013-02", "2013-02/2013-02"]))


def concrete_events(text):
    """List every (first day, last day) an event may have had by its stored date, from its meaning alone."""
    months = {
        "2013-01": np.arange("2013-01-01", "2013-02-01", dtype="datetime64[D]"),
        "2013-02": np.arange("2013-02-01", "2013-03-01", dtype="datetime64[D]"),
    }

    def allowed(end):
        return months.get(end, np.array([end], dtype="datetime64[D]")).astype(int)

    if text.startswith("["):
        first, last = (allowed(end)[0] for end in text.strip("[]").split(".."))
        return [(day, day) for day in range(first, last + 1)]
    if "/" in text:
        starts, ends = (allowed(end) for end in text.split("/"))
        return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]
    # some day or days of a month: any stretch within it
    return list(itertools.combinations_with_replacement(allowed(text), 2))


@given(small_dates(), st.integers(-5, 14), st.integers(0, 12))
def test_certain_and_possible_agree_with_brute_force(text, offset, length):
    window = Window(BASE + offset, BASE + offset + length)
    meets = [start <= window.last and end >= window.first for start, end in concrete_events(text)]
    bounds = edtf.parse_bounds([text])
    assert windows.certain(bounds, window)[0] == all(meets)
    assert windows.possible(bounds, window)[0] == (any(meets) and not all(meets))


@given(small_dates(), st.sampled_from("?~%"), st.integers(-5, 14), st.integers(0, 12))
def test_a_mark_takes_certainty_and_nothing_else(text, mark, offset, length):
    window = Window(BASE + offset, BASE + offset + length)
    plain, marked = edtf.parse_bounds([text]), edtf.parse_bounds([text + mark])
    assert not windows.certain(marked, window)[0]
    if windows.certain(plain, window)[0] or windows.possible(plain, window)[0]:
        assert windows.possible(marked, window)[0]


@given(
    st.lists(small_dates() | st.sampled_from(["", "?", "2013?", "../2013", "/2012", "2014/.."])), st.integers(-400, 400)
)
def test_every_row_is_counted_once(texts, offset):
    bounds = edtf.parse_bounds(texts)
    window = Window(BASE + offset, BASE + offset + 30)
    assert sum(mark(bounds, window).astype(int) for mark in STANDINGS.values()).tolist() == [1] * len(texts)


def test_the_widest_window_leaves_the_undated_out():
    bounds = edtf.parse_bounds(["", "2013", "../.."])
    window = Window(edtf.BEGINNINGLESS, edtf.ENDLESS)
    assert windows.certain(bounds, window).tolist() == [False, True, False]
    assert windows.undated(bounds).tolist() == [True, False, True]


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


ORDERS = [
    ("2013-04-01", "2013-04-02", True),
    ("2013-04-01", "2013-04-01", True),
    ("2013-04", "2013-05", True),
    ("2013-04", "2013-04-10", False),
    ("2013-04", "2013-04", False),
    ("2013", "2013-04-10", False),
    ("2013-04-01/2013-04-10", "2013-04-05", True),
    ("2012-03/..", "2013-04-05", True),
    ("2013-04-01~", "2013-04-02", False),
    ("2013-04-01?", "2013-04-01", False),
    ("/2013", "1351", False),
    ("", "2013", False),
    ("", "", False),
]


@pytest.mark.parametrize(("one", "other", "known"), ORDERS)
def test_order_is_known_or_not(one, other, known):
    bounds = edtf.parse_bounds([one, other])
    assert windows.order_known(bounds, 0, 1) == known
    assert windows.order_known(bounds, np.array([1, 0]), np.array([0, 1])).tolist() == [known, known]

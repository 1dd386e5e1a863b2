"""Tests of the rule of certain and possible, over arrays and in an engine, against brute force over concrete days."""

import itertools
from functools import partial

import duckdb
import ibis
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import certainty, edtf, windows
from components.dates.windows import Window

STANDINGS = {
    "certain": certainty.is_certain,
    "uncertain": certainty.is_uncertain,
    "possible": certainty.is_possible,
    "earlier": certainty.is_earlier,
    "later": certainty.is_later,
    "undated": lambda dates, _window: ~dates["dated"],
}


def _ask_arrays(dates, rules):
    """Return what rules say of columns that are arrays: a list of booleans by name of the rule."""
    return {name: rule(dates).tolist() for name, rule in rules.items()}


def _ask_duckdb(dates, rules):
    """Return what rules say of columns that an engine holds."""
    frame = pd.DataFrame(dates)
    columns = {name: "boolean" if pd.api.types.is_bool_dtype(kind) else "int64" for name, kind in frame.dtypes.items()}
    rows = ibis.table({"number": "int64", **columns}, name="dates")
    asked = rows.order_by("number").select(**{name: rule(rows) for name, rule in rules.items()})
    connection = duckdb.connect()
    connection.register("dates", frame.assign(number=range(len(frame))))
    return connection.execute(ibis.to_sql(asked, dialect="duckdb")).fetch_df().to_dict("list")


ASKERS = {"arrays": _ask_arrays, "an engine": _ask_duckdb}


@pytest.fixture(params=ASKERS)
def ask(request):
    return ASKERS[request.param]


def to_dates(*texts):
    return certainty.build_columns(edtf.parse_bounds(list(texts)))


STANDS = [
    ("2013-04-15", "2013-04", "possible"),
    ("2013-04-15", "2013-04-15", "certain"),
    ("2013-04-15", "2013-04-16", "later"),
    ("2013-04-15", "2013-04-14", "earlier"),
    ("2013-04-15", "2013-04-10/2013-04-20", "certain"),
    ("2013", "2013-04", "certain"),
    ("2013", "2013", "certain"),
    ("2013", "201X", "possible"),
    ("2013", "2013?", "uncertain"),
    ("2013", "2013-04-29?", "uncertain"),
    ("2013", "2013-06~", "uncertain"),
    ("2013", "2013-06-01/2013-06-03?", "uncertain"),
    ("2013-06-02/2013-06-09", "2013-06-01/2013-06-03?", "uncertain"),
    ("2013-04", "2013?", "possible"),
    ("2013", "2012/2014%", "uncertain"),
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


def test_a_date_stands_in_one_way_to_a_window(ask):
    found = []
    for window, text, _ in STANDS:
        given = windows.parse_window(window)
        rules = {
            name: partial(lambda rule, given, dates: rule(dates, given), rule, given)
            for name, rule in STANDINGS.items()
        }
        found.append((window, text, *(name for name, said in ask(to_dates(text), rules).items() if said == [True])))
    assert found == STANDS


NEAR = [
    ("2013-03-25", 6, False),
    ("2013-03-25", 7, True),
    ("2013-05-08", 8, True),
    ("2013-05-09", 8, False),
    ("", 99, False),
]


@pytest.mark.parametrize(("text", "margin", "near"), NEAR)
def test_what_lies_within_the_margin_is_near(ask, text, margin, near):
    window = windows.parse_window("2013-04")
    assert ask(to_dates(text), {"near": lambda dates: certainty.is_near(dates, window, margin)}) == {"near": [near]}


KNOWN = {
    "2013-04-01": True,
    "2013-04-01/2013-04-03": True,
    "2013-04-01?": False,
    "2013-04": False,
    "2013-04-01/2013-04": False,
}


def test_days_are_known_or_not(ask):
    said = ask(to_dates(*KNOWN), {"known": certainty.are_days_known, "vague": certainty.is_beginning_vague})
    assert said == {"known": [*KNOWN.values()], "vague": [False, False, True, True, False]}


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
    dates = to_dates(text)
    assert certainty.is_certain(dates, window)[0] == all(meets)
    assert certainty.is_possible(dates, window)[0] == (any(meets) and not all(meets))


@given(small_dates(), st.sampled_from("?~%"), st.integers(-5, 14), st.integers(0, 12))
def test_a_mark_takes_certainty_and_nothing_else(text, mark, offset, length):
    window = Window(BASE + offset, BASE + offset + length)
    plain, marked = to_dates(text), to_dates(text + mark)
    assert not certainty.is_certain(marked, window)[0]
    assert certainty.is_inside(marked, window)[0] >= certainty.is_inside(plain, window)[0]
    if mark == "?":  # the others say that it may be more days, too
        assert certainty.is_uncertain(marked, window)[0] == certainty.is_certain(plain, window)[0]
        assert certainty.is_possible(marked, window)[0] == certainty.is_possible(plain, window)[0]


@given(
    st.lists(small_dates() | st.sampled_from(["", "?", "2013?", "../2013", "/2012", "2014/.."])), st.integers(-400, 400)
)
def test_every_row_is_counted_once(texts, offset):
    dates = to_dates(*texts)
    window = Window(BASE + offset, BASE + offset + 30)
    assert sum(mark(dates, window).astype(int) for mark in STANDINGS.values()).tolist() == [1] * len(texts)


def test_the_widest_window_leaves_the_undated_out():
    dates = to_dates("", "2013", "../..")
    window = Window(edtf.BEGINNINGLESS, edtf.ENDLESS)
    assert certainty.is_certain(dates, window).tolist() == [False, True, False]
    assert certainty.is_inside(dates, window).tolist() == [False, True, False]
    assert dates["dated"].tolist() == [False, True, False]


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
def test_order_is_known_or_not(ask, one, other, known):
    for texts in ((one, other), (other, one)):
        dates = to_dates(*texts)
        of_one = {name: value.item() for name, value in certainty.select_rows(dates, 0).items()}
        literals = {
            name: ibis.literal(value) if ask is _ask_duckdb else np.array(value) for name, value in of_one.items()
        }
        said = ask(dates, {"known": partial(certainty.is_order_known, other=literals)})
        assert said["known"][1] == known

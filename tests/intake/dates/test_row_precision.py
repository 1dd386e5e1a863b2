"""Tests that a column on how much of a date is known is heeded: used, or asked about and nothing drawn as known."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import edtf
from components.intake.columns.column_guesses import guess_mapping
from components.intake.dates.date_precision import UNSETTLED, widen_date
from components.intake.dates.precision_schemes import SCHEMES, find_scheme, list_options
from tests.support.sheets import GAZETTEER, bring_in, to_roles, to_sheet_of
from tests.support.trials import examples

DAYS = ["2014-03-31", "2014-06-30", "2014-12-31", "2015-02-14"]
TITLES = ["A raid", "A siege", "A truce", "An exchange"]


def read(cells, name="date_precision", answer="", **others):
    """Return the dates, their notes and the questions of four events with a column beside them."""
    sheet = to_sheet_of(**{"Event date": DAYS, name: cells, "Title": TITLES, **others})
    mapping = guess_mapping(sheet, GAZETTEER)
    if answer:
        mapping = mapping.answered(f"precision:{name}", answer)
    raw, report = bring_in(sheet, mapping)
    return raw.events["date"].tolist(), report


KNOWN = {
    "words": (["day", "month", "year", "Day"], ["2014-03-31", "2014-06", "2014", "2015-02-14"]),
    "of Wikidata": (["11", "10", "9", "8"], ["2014-03-31", "2014-06", "2014", "201X"]),
    "French": (["jour", "mois", "année", "siècle"], ["2014-03-31", "2014-06", "2014", "20XX"]),
    "Japanese": (["日", "月", "年", "不明"], ["2014-03-31", "2014-06", "2014", "2015-02-14?"]),
    "Russian": (["день", "месяц", "год", "около"], ["2014-03-31", "2014-06", "2014", "2015-02-14~"]),
    "parts of a year": (["quarter", "half-year", "circa", ""], ["2014-33", "2014-40", "2014-12-31~", "2015-02-14"]),
    "a week": (["week", "day", "day", "day"], ["[2014-03-25..2014-04-06]", *DAYS[1:]]),
    "a word that nobody knows": (["day", "month", "day", "vespers"], [DAYS[0], "2014-06", DAYS[2], "2015-02-14?"]),
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("case", KNOWN)
def test_what_a_column_says_of_a_date_is_all_that_is_known_of_it(case):
    cells, wanted = KNOWN[case]
    dates, report = read(cells)
    assert dates == wanted
    assert not report.questions
    assert report.repaired["how"].str.contains("date_precision").any()


NAMED = {
    ("time_precision", ("1", "2", "3", "1")): [DAYS[0], "[2014-06-24..2014-07-06]", "2014-12", DAYS[3]],
    ("date_prec", ("1", "4", "5", "1")): [DAYS[0], "2014-06", "2014", DAYS[3]],
    ("date estimated", ("0", "1", "0", "1")): [DAYS[0], "2014-06-30~", DAYS[2], "2015-02-14~"],
    ("Exact date known", ("yes", "no", "no", "yes")): [DAYS[0], "2014-06-30?", "2014-12-31?", DAYS[3]],
}


@pytest.mark.parametrize("case", NAMED, ids=lambda case: case[0])
def test_a_well_known_name_says_which_numbers_they_are(case):
    dates, report = read(list(case[1]), case[0])
    assert (dates, report.questions) == (NAMED[case], ())


def test_numbers_of_several_lists_are_asked_about_once_and_nothing_is_known_until_then():
    dates, report = read(["1", "2", "3", "1"], "precision")
    assert dates == [f"{day}?" for day in DAYS]
    assert [(each.key, each.cells) for each in report.questions] == [("precision:precision", 4)]
    assert report.repaired["how"].tolist() == [UNSETTLED]
    assert {"acled", "ucdp", "coarsest first", "none"} <= {code for code, _ in report.questions[0].options}


ANSWERS = {
    "finest first": [DAYS[0], "2014-06", "2014", DAYS[3]],
    "coarsest first": ["2014", "2014-06", DAYS[2], "2015"],
    "known": [DAYS[0], "2014-06-30?", "2014-12-31?", DAYS[3]],
    "none": DAYS,
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_says_what_the_numbers_mean(answer):
    dates, report = read(["1", "2", "3", "1"], "precision", answer)
    assert (dates, report.questions) == (ANSWERS[answer], ())


SPANS = {
    "From": ["1967-03-31", "1971-12-03", "1984-06-30", "1990-12-31"],
    "from_prec": ["month", "day", "year", "year"],
    "Until": ["1967-10-16", "1971-12-17", "", "1990-12-31"],
    "until_prec": ["day", "day", "", "year"],
    "Title": TITLES,
}


def test_first_and_last_day_have_a_precision_each():
    raw, _ = bring_in(to_sheet_of(**SPANS))
    assert raw.events["date"].tolist() == ["1967-03/1967-10-16", "1971-12-03/1971-12-17", "1984/", "1990"]


def test_a_pair_of_columns_on_a_pair_of_days_is_one_question():
    numbers = SPANS | {"from_prec": ["3", "1", "5", "4"], "until_prec": ["1", "1", "", "4"]}
    sheet = to_sheet_of(**numbers)
    raw, report = bring_in(sheet)
    assert raw.events["date"].str.count("\\?").tolist() == [2, 2, 1, 1]
    assert [each.key for each in report.questions] == ["precision:from_prec"]
    raw, report = bring_in(sheet, guess_mapping(sheet, GAZETTEER).answered("precision:from_prec", "ucdp"))
    assert raw.events["date"].tolist() == ["1967-03-31%/1967-10-16", "1971-12-03/1971-12-17", "1984", "1990-12"]
    assert not report.questions


def test_days_that_bound_one_time_are_no_span():
    sheet = to_sheet_of(
        date_start=["2014-03-01", "2014-06-01"],
        date_end=["2014-03-01", "2014-06-30"],
        date_prec=["1", "4"],
        Title=TITLES[:2],
    )
    mapping = guess_mapping(sheet, GAZETTEER).with_use("date_start", "start").with_use("date_end", "end")
    raw, _ = bring_in(sheet, mapping)
    assert raw.events["date"].tolist() == ["2014-03-01", "[2014-06-01..2014-06-30]"]


OTHERS = {
    "a place": ("geo_precision", ["1", "2", "3", "1"]),
    "where": ("where_prec", ["1", "2", "3", "1"]),
    "an amount": ("precision of the estimate", ["high", "low", "low", "high"]),
    "how long it took": ("Unit", ["hours", "days", "days", "weeks"]),
    "the unit of a length": ("Unit", ["day", "month", "day", "year"]),
    "words": ("Known as", ["the raid", "the siege", "the truce", "the exchange"]),
}


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", OTHERS)
def test_a_column_on_something_else_is_no_precision(case):
    name, cells = OTHERS[case]
    sheet = to_sheet_of(**{"Event date": DAYS, name: cells, "Title": TITLES})
    assert to_roles(sheet)[name] not in ("precision", "end_precision")
    assert bring_in(sheet)[0].events["date"].tolist() == DAYS


def test_what_the_column_says_stays_to_be_seen():
    sheet = to_sheet_of(**{"Event date": DAYS, "date_precision": ["day", "month", "year", "day"], "Title": TITLES})
    assert bring_in(sheet)[0].events["extra: date_precision"].tolist() == ["day", "month", "year", "day"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_list_of_numbers_is_offered_for_its_own(scheme):
    assert scheme in [code for code, _ in list_options(SCHEMES[scheme].units)]
    assert find_scheme("precision", SCHEMES[scheme].units) in ("", scheme)


ENDS = st.dates().map(str)
CODES = st.sampled_from(["day", "month", "year", "circa", "week", "7", "?!", "1", "2", "3"])


@examples(25)
@given(st.lists(st.tuples(ENDS, CODES), min_size=1, max_size=6))
def test_a_precision_is_never_ignored(rows):
    sheet = to_sheet_of(
        **{
            "Event date": [day for day, _ in rows],
            "date_precision": [code for _, code in rows],
            "Title": ["A"] * len(rows),
        }
    )
    raw, report = bring_in(sheet)
    bounds = edtf.parse_bounds(raw.events["date"])
    known = (bounds["precision"] == "day") & ~bounds["uncertain"] & ~bounds["approximate"]
    said = pd.Series([code for _, code in rows])
    assert not (known & (said != "day") & ~said.isin(["1", "3"])).any()
    if report.questions:
        assert not known.any()


STATED = st.one_of(
    ENDS,
    ENDS.map(lambda day: day[:7]),
    ENDS.map(lambda day: f"{day}/.."),
    st.tuples(ENDS, ENDS).map(lambda two: "/".join(sorted(two))),
)
UNITS = st.sampled_from(
    ["day", "days", "week", "month", "quarter", "half", "year", "decade", "century", "about", "doubt"]
)


@given(STATED, UNITS)
def test_a_wider_date_holds_the_one_that_is_stated(stated, unit):
    wider = widen_date(stated, unit)
    both = edtf.parse_bounds([stated, wider])
    assert both["reason"].tolist() == ["", ""]
    assert both["start_min"][1] <= both["start_min"][0]
    assert both["end_max"][1] >= both["end_max"][0]

"""Tests of rows that hold nothing but a year or month: no events, and they date the rows below where that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.columns.column_guesses import guess_mapping
from components.intake.rows import date_headings
from tests.support.sheets import GAZETTEER, bring_in, to_sheet
from tests.support.trials import examples


def to_rows(dates):
    """Return a sheet of these dates with a title each, but for those that begin with "=", which stand alone."""
    return to_sheet(
        *({"date": date.lstrip("="), "title": "" if date.startswith("=") else f"Act {place}"}
          for place, date in enumerate(dates))
    )  # fmt: skip


def read(dates, answer=""):
    sheet = to_rows(dates)
    mapping = guess_mapping(sheet, GAZETTEER).with_use("date", "date").with_use("title", "title")
    return bring_in(sheet, mapping.answered("above:date", answer) if answer else mapping)


LIST = ["=2011", "March 7–9", "June 4, 5", "", "=2012", "January 3", "July 30 – August 2", "TBA"]


def test_until_it_is_said_the_rows_below_have_no_date_and_one_question_is_asked():
    raw, report = read(LIST)
    assert set(raw.events["date"]) == {""}
    assert report.rejected["reason"].tolist() == [date_headings.REASON] * 2
    (question,) = report.questions
    assert (question.key, question.cells, question.proposed) == ("above:date", 4, "heading")
    assert question.examples == ("2011", "2012")


def test_headings_date_the_rows_below_where_that_is_said():
    raw, report = read(LIST, "heading")
    assert raw.events["date"].tolist() == [
        *("2011-03-07/2011-03-09", "2011-06-04/2011-06-05", ""),
        *("2012-01-03", "2012-07-30/2012-08-02", ""),
    ]
    assert [date_headings.TAKEN, 4] in report.repaired[["how", "rows"]].to_numpy().tolist()
    assert report.questions == ()


def test_they_are_events_where_that_is_said():
    raw, report = read(LIST, "event")
    assert (report.taken, len(report.rejected)) == (8, 0)
    assert raw.events["date"].tolist()[0] == "2011"


DATED = {
    ("=2013", "28.4."): "2013-04-28",
    ("=2013", "28.04"): "2013-04-28",
    ("=2013年", "4月28日"): "2013-04-28",
    ("=2013年", "4月28日～30日"): "2013-04-28/2013-04-30",
    ("=April 2013", "28"): "2013-04-28",
    ("=April 2013", "28–30"): "2013-04-28/2013-04-30",
    ("=2013", "=April", "28th"): "2013-04-28",
    ("=2013", "=April", "28 March"): "2013-03-28",
    ("=2013", "December 30 – January 2"): "",  # of which year the end is, nobody says
    ("=2013", "28 April 2014"): "2014-04-28",
    ("=April", "28"): "",
}


@pytest.mark.few_variants(4)
@pytest.mark.parametrize("dates", DATED, ids=str)
def test_a_date_takes_what_it_lacks_and_nothing_else(dates):
    raw, _ = read([*dates, "3 May 2013"], "heading")
    assert raw.events["date"].tolist()[-2] == DATED[dates]


EVENTS = [
    ["2011", "=2012", "3 May 2013"],  # an event of a year, without a title
    ["3 May 2013", "=2014"],  # nothing stands below
    ["=3 May 2013", "4 May 2013"],
    ["=2013-05", "4 May 2013"],
]


@pytest.mark.parametrize("dates", EVENTS, ids=str)
def test_a_row_with_nothing_but_a_date_may_be_an_event(dates):
    _, report = read(dates)
    assert (report.taken, report.questions) == (len(dates), ())


def test_a_heading_that_says_again_what_all_rows_below_say_needs_no_question():
    _, report = read(["=2013", "3 May 2013", "4 May 2013", "=2014", "5 May 2014"])
    assert (report.taken, len(report.rejected), report.questions) == (3, 2, ())


@given(
    st.lists(st.sampled_from([*LIST, "=May", "4 May 2013", "12"]), max_size=8),
    st.sampled_from(["", "heading", "event"]),
)
@examples(40)
def test_every_row_is_taken_or_listed(dates, answer):
    if dates:
        _, report = read(dates, answer)
        assert report.read == len(dates) == report.taken + len(report.rejected)

"""Tests of blank cells and ditto marks: they mean the cell above where that is said, and nothing until then."""

import pytest

from components.intake.columns.column_guesses import guess_mapping
from components.intake.rows import cells_above
from tests.support.sheets import GAZETTEER, bring_in, to_sheet_of

PARTS = {
    "Year": ["2011", "", "", "2012", "", '"', ""],
    "Month": ["March", "", "April", "", "October", "〃", ""],
    "Day": ["11", "12", "28", "", "9", "10", ""],
    "Event": [*"abcdefg"],
}
FILLED = ["2011-03-11", "2011-03-12", "2011-04-28", "2012", "2012-10-09", "2012-10-10", ""]


def read(columns, *answers):
    sheet = to_sheet_of(**columns)
    mapping = guess_mapping(sheet, GAZETTEER)
    for key in answers:
        mapping = mapping.answered(key, "above")
    return bring_in(sheet, mapping)


def test_parts_of_a_date_are_asked_about_once_and_blank_until_then():
    raw, report = read(PARTS)
    assert raw.events["date"].tolist() == ["2011-03-11", "", "", "2012", "", "", ""]
    assert report.undated["text"].tolist() == ["12", "28 April", "9 October", "10", ""]
    assert [(question.key, question.cells, question.proposed) for question in report.questions] == [
        ("above:Year", 4, "above")
    ]


def test_parts_of_a_date_are_taken_from_above_where_that_is_said():
    raw, report = read(PARTS, "above:Year")
    assert raw.events["date"].tolist() == FILLED
    assert [cells_above.FILLED, 4] in report.repaired[["how", "rows"]].to_numpy().tolist()
    assert report.questions == ()


def test_a_year_that_stands_once_for_several_rows_is_asked_about():
    columns = {"Year": ["1998", "", "", "1999", ""], "Event": [*"abcde"]}
    assert [question.key for question in read(columns)[1].questions] == ["above:Year"]
    assert read(columns, "above:Year")[0].events["date"].tolist() == ["1998", "1998", "1998", "1999", "1999"]


def test_nothing_is_taken_from_a_year_that_has_ended():
    columns = {"Year": ["2011", "2012", ""], "Month": ["3", "", ""], "Day": ["11", "5", "6"], "Event": [*"abc"]}
    raw, _ = read(columns, "above:Year")
    assert raw.events["date"].tolist() == ["2011-03-11", "", ""]


def test_a_blank_month_below_one_of_the_same_year_is_asked_about():
    columns = {"Year": ["2011", "2011"], "Month": ["3", ""], "Day": ["11", "5"], "Event": [*"ab"]}
    assert [question.key for question in read(columns)[1].questions] == ["above:Month"]
    assert read(columns, "above:Month")[0].events["date"].tolist() == ["2011-03-11", "2011-03-05"]


DITTOS = ['"', "〃", "do.", "ditto", "Ditto", "″", "同上", '-"-']


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("mark", DITTOS)
def test_a_ditto_mark_is_asked_about_and_is_no_place(mark):
    columns = {"date": ["2013-04-28", "2013-04-29"], "title": ["a", "b"], "country": ["Japan", mark]}
    raw, report = read(columns)
    assert [(question.key, question.proposed) for question in report.questions] == [("above:country", "above")]
    assert raw.events["countries"].tolist() == ["JPN", ""]
    assert read(columns, "above:country")[0].events["countries"].tolist() == ["JPN", "JPN"]


def test_a_ditto_mark_for_a_date_is_asked_about_and_says_so():
    columns = {"date": ["2013-04-28", "〃", "2013-05-01"], "title": [*"abc"]}
    raw, report = read(columns)
    assert raw.events["date"].tolist() == ["2013-04-28", "", "2013-05-01"]
    assert "cell above" in report.undated["reason"].tolist()[0]
    assert read(columns, "above:date")[0].events["date"].tolist() == ["2013-04-28", "2013-04-28", "2013-05-01"]


ASKED = {
    "days that stand once for several rows": (["2013-04-28", "", "", "2013-05-01", ""], True),
    "one event without a day": (["2013-04-28", "2013-04-29", "", "2013-05-01", "2013-05-02"], False),
    "days that are repeated": (["2013-04-28", "2013-04-28", "", "2013-05-01", ""], False),
    "a first row without a day": (["", "2013-04-28", "", "2013-05-01", ""], False),
}


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", ASKED)
def test_blank_days_are_asked_about_where_they_may_mean_the_day_above(case):
    dates, asked = ASKED[case]
    _, report = read({"date": dates, "title": [*"abcde"]})
    assert [question.key for question in report.questions] == ["above:date"] * asked

"""Tests of the reader of a column of dates: whatever people write, no day is invented."""

import pandas as pd
import pytest

from components.intake.dates import date_reading
from components.intake.dates.date_reading import build_questions, read_dates
from components.intake.dates.date_style import QUESTIONS, DateStyle

JAPANESE = DateStyle(fiscal_start=4, first_short_year=1950)
READ = {
    "2013-04-28/2013-05-04": "2013-04-28/2013-05-04",
    "[2013-11-01..2013-11-02]": "[2013-11-01..2013-11-02]",
    "2013-04~": "2013-04~",
    "2013-04-28T10:00:00Z": "2013-04-28",
    "2013-04-28 00:00:00": "2013-04-28",
    "20130428": "2013-04-28",
    "28 April 2013": "2013-04-28",
    "Sunday, 28 April 2013, 10:30-12:00": "2013-04-28",
    "28-Apr-2013": "2013-04-28",
    "28-Apr-13": "2013-04-28",
    "28 April '13": "2013-04-28",
    "April 28-30, 2013": "2013-04-28/2013-04-30",
    "28 Apr – 4 May 2013": "2013-04-28/2013-05-04",
    "28.-30. April 2013": "2013-04-28/2013-04-30",
    "28-30.4.2013": "2013-04-28/2013-04-30",
    "28 & 29 April 2013": "2013-04-28/2013-04-29",
    "28/04/2013 - 30/04/2013": "2013-04-28/2013-04-30",
    "Apr 2013": "2013-04",
    "Sept. 2013": "2013-09",
    "4/2013": "2013-04",
    "2013.4": "2013-04",
    "2013-04-00": "2013-04",
    "early April 2013": "[2013-04-01..2013-04-10]~",
    "mid-April 2013": "[2013-04-11..2013-04-20]~",
    "late February 2013": "[2013-02-21..2013-02-28]~",
    "early 2013": "[2013-01..2013-04]~",
    "late 1990s": "[1997..1999]~",
    "spring 2013": "2013-21",
    "winter 2012/13": "2012-24",
    "Q2 2013": "2013-34",
    "2nd quarter of 2013": "2013-34",
    "2013-Q2": "2013-34",
    "2013Q2": "2013-34",
    "2013/H1": "2013-40",
    "Q1-2013": "2013-33",
    "Q1 - 2013": "2013-33",
    "2Q13": "2013-34",
    "1H 2013": "2013-40",
    "Q1-Q2 2013": "2013-33/2013-34",
    "Q2 2013 - Q3 2013": "2013-34/2013-35",
    "Q1 2013/Q2 2013": "[2013-33..2013-34]",
    "FY13": "[2013-04..2014-03]",
    "FY13/14": "[2013-04..2014-03]",
    "FY2013 Q2": "[2013-07..2013-09]",
    "Q4 FY2013": "[2014-01..2014-03]",
    "H2 FY13": "[2013-10..2014-03]",
    "2013年度第2四半期": "[2013-07..2013-09]",
    "April/May 2013": "[2013-04..2013-05]",
    "Spring/Summer 2013": "[2013-21..2013-22]",
    "2013年4月/5月": "[2013-04..2013-05]",
    "April 2013/present": "2013-04/..",
    "2013-04 / 2013-05": "2013-04/2013-05",
    "FY2013": "[2013-04..2014-03]",
    "FY 2013/14": "[2013-04..2014-03]",
    "1 or 2 November 2013": "[2013-11-01..2013-11-02]",
    "between 1 and 10 April 2013": "[2013-04-01..2013-04-10]",
    "c. 1351": "1351~",
    "~2013": "2013~",
    "April 2013 (?)": "2013-04?",
    "before 1990": "[0001..1989]",
    "after 28 April 2013": "[2013-04-29..9999]",
    "by 28 April 2013": "[0001..2013-04-28]",
    "since March 2014": "2014-03/..",
    "2013–present": "2013/..",
    "2013 -": "2013/",
    "2010s": "201X",
    "1900s": "19XX",
    "2013年4月28日（日）": "2013-04-28",
    "２０１３年４月２８日": "2013-04-28",
    "2013年4月28日～5月4日": "2013-04-28/2013-05-04",
    "2013年4月28日から30日まで": "2013-04-28/2013-04-30",
    "2013年4月上旬": "[2013-04-01..2013-04-10]",
    "2013年春": "2013-21",
    "2013年度": "[2013-04..2014-03]",
    "1990年代": "199X",
    "2013年以降": "[2013..9999]",
    "平成25年4月": "2013-04",
    "平成元年": "1989",
    "令和5年4月1日": "2023-04-01",
    "H25.4.28": "2013-04-28",
    "明治5年": "1872~",
    "٢٨ April ٢٠١٣": "2013-04-28",
    "28 апреля 2013 г.": "2013-04-28",
    "1er août 2013": "2013-08-01",
    "28. März 2013": "2013-03-28",
    "28 ago 2013": "2013-08-28",
    "28 de abril de 2013": "2013-04-28",
    "28/04/2013": "2013-04-28",
    "04/28/2013": "2013-04-28",
    "05/05/2013": "2013-05-05",
    "2013/4/28": "2013-04-28",
    "28.4.2013": "2013-04-28",
}
UNREAD = {
    "TBD": "No date is stated",
    "未定": "No date is stated",
    "10:30": "Only a time of day",
    "1900-01-00": "records that there is no date",
    "0": "records that there is no date",
    "00:00:00": "records that there is no date",
    "0000-00-00": "records that there is no date",
    "31/02/2013": "This day does not exist",
    "30 February 2013": "That day does not exist in that month",
    "4 May 2013 – 28 April 2013": "ends before it begins",
    "28 April": "No year",
    "Apr-13": "No year",
    "2013-04 -28": "contains a space",
    "2013- 04-28": "contains a space",
    "2013 - 04 - 28": "contains a space",
    "2013 -04": "contains a space",
    "2013-04 to 06": "number next to the month",
    "April 2013 - 28": "number next to the month",
    "28 - April 2013": "number next to the month",
    "2000 years ago": "“2000 years ago” is a length of time",
    "2000 year ago": "is a length of time",
    "since 2000 years": "is a length of time",
    "2013 years later": "is a length of time",
    "3 days ago": "is a length of time",
    "2 weeks later": "is a length of time",
    "20 years after": "is a length of time",
    "20 days before 28 April 2013": "is a length of time",
    "in 5 years": "is a length of time",
    "2011/12": "or the years 2011 to 2012",
    "2013/14": "not a month (1 to 12)",
    "1/2 November 2013": "slash",
    "2013 to Q2": "fit together",
    "April to 2013": "fit together",
    "FY2013-15": "not a month (1 to 12)",
    "FY2013 in April": "fit together",
    "1 and 10 April 2013": "one event per row",
    "1, 2 and 3 May 2013": "one event per row",
    "明治5年12月2日": "lunisolar calendar",
    "visit in April 2013": "“visit”",
    "28 April 2013 <b>": "“<b>”",
    "9" * 10: "not recognised as part of a date",
    "in April " * 20: "too long",
}
WAITING = {
    "04/05/2013": "order",
    "1/2/03": "order",
    "28/04/13": "order",
    "4/28/49": "first_short_year",
    "FY2013": "fiscal_start",
}
WAITING |= {"FY13": "first_short_year", "2Q13": "first_short_year", "FY2013 Q2": "fiscal_start"}
WAITING |= {"9999-12-31": "placeholder", "2899": "placeholder", "41392": "serial_epoch", "13年4月": "first_short_year"}


def read(text, style=JAPANESE):
    return read_dates(pd.Series([text], dtype="str"), style).iloc[0]


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read(text):
    reading = read(text)
    assert (reading["edtf"], reading["reason"], reading["question"]) == (READ[text], "", "")
    assert bool(reading["how"]) == (text != READ[text])


@pytest.mark.parametrize("text", UNREAD, ids=lambda text: text[:30])
def test_what_is_no_date_says_why(text):
    reading = read(text)
    assert (reading["edtf"], reading["how"], reading["question"]) == ("", "", "")
    assert UNREAD[text] in reading["reason"]


@pytest.mark.parametrize("text", WAITING)
def test_what_only_a_person_can_say_is_asked(text):
    reading = read(text, DateStyle())
    assert (reading["edtf"], reading["question"]) == ("", WAITING[text])
    assert reading["reason"]


ANSWERS = [
    ("04/05/2013", {"order": "dmy"}, "2013-05-04"),
    ("04/05/2013", {"order": "mdy"}, "2013-04-05"),
    ("13/04/05", {"order": "ymd", "first_short_year": 2000}, "2013-04-05"),
    ("28/04/43", {"first_short_year": 1900}, "1943-04-28"),
    ("28/04/49", {"first_short_year": 1950}, "2049-04-28"),
    ("FY2013", {"fiscal_start": 10, "fiscal_named_by": "end"}, "[2012-10..2013-09]"),
    ("FY2013/14", {"fiscal_start": 7, "fiscal_named_by": "end"}, "[2013-07..2014-06]"),
    ("FY2013", {"fiscal_start": 1}, "2013"),
    ("FY2013 Q1", {"fiscal_start": 1}, "2013-33"),
    ("FY2013 Q1", {"fiscal_start": 10, "fiscal_named_by": "end"}, "[2012-10..2012-12]"),
    ("9999-12-31", {"placeholder": "year"}, "9999-12-31"),
    ("9999-12-31", {"placeholder": "none"}, ""),
    ("9999-12-31", {"placeholder": "open"}, ".."),
    ("2013/9999", {"placeholder": "open"}, "2013/.."),
    ("41392", {"serial_epoch": 1900}, "2013-04-28"),
    ("39930.75", {"serial_epoch": 1904}, "2013-04-28"),
    ("41392", {"serial_epoch": -1}, ""),
]


@pytest.mark.parametrize(("text", "answers", "edtf"), ANSWERS, ids=str)
def test_an_answer_settles_it(text, answers, edtf):
    reading = read(text, DateStyle(**answers))
    assert (reading["edtf"], reading["question"]) == (edtf, "")


@pytest.mark.parametrize(("proof", "edtf"), [("28/04/2013", "2013-05-04"), ("04/28/2013", "2013-04-05")])
def test_the_whole_column_proves_the_order(proof, edtf):
    readings = read_dates(pd.Series(["04/05/2013", proof, "", "Apr 2013"], dtype="str"), DateStyle())
    assert readings["edtf"].tolist() == [edtf, "2013-04-28", "", "2013-04"]


def test_a_column_that_contradicts_itself_proves_nothing():
    texts = pd.Series(["04/05/2013", "28/04/2013", "04/28/2013", "06/05/2013"], dtype="str", index=[3, 1, 1, 0])
    readings = read_dates(texts, DateStyle())
    assert readings["edtf"].tolist() == ["", "2013-04-28", "2013-04-28", ""]
    assert list(readings.index) == [3, 1, 1, 0]
    asked = build_questions("When", texts, readings)
    assert [(each.key, each.column, each.examples, each.cells) for each in asked] == [
        ("order", "When", ("04/05/2013", "06/05/2013"), 2)
    ]


FIRSTS = ["2013-04-01", "2014-01-01", "2015-01-01"]
MEANT = {"": ["", "", ""], "day": FIRSTS, "month": ["2013-04", "2014-01", "2015-01"], "year": ["2013", "2014", "2015"]}


@pytest.mark.parametrize("meaning", MEANT)
def test_days_that_are_all_the_first_of_a_month_may_stand_for_it(meaning):
    texts = pd.Series([*FIRSTS, "TBD"], dtype="str")
    readings = read_dates(texts, DateStyle(first_days=meaning))
    assert readings["edtf"].tolist() == [*MEANT[meaning], ""]
    asked = build_questions("When", texts, readings)
    assert [(each.key, each.cells) for each in asked] == [("first_days", 3)] * (not meaning)
    assert (readings["how"] != "").sum() == 3 * (meaning in ("month", "year"))


@pytest.mark.parametrize(
    "texts",
    [[*FIRSTS, "2013-04-28"], [*FIRSTS, "28-30 May 2013"], FIRSTS[:2], ["2013-04", "2014", "28/04/2013"]],
    ids=str,
)
def test_other_days_are_those_days(texts):
    readings = read_dates(pd.Series(texts, dtype="str"), DateStyle(first_days=""))
    assert not readings["question"].any()


@pytest.mark.parametrize(("texts", "unread"), [(3, 0), (4, 1)])
def test_only_so_many_different_texts_are_read(monkeypatch, texts, unread):
    monkeypatch.setattr(date_reading, "MOST_PHRASES", 3)
    column = pd.Series([f"{day} April 2013" for day in range(1, texts + 1)] * 2 + ["2013"] * 9, dtype="str")
    readings = read_dates(column, DateStyle())
    assert readings["reason"].str.contains("too many different values").sum() == 2 * unread
    assert (readings["edtf"] == "").sum() == 2 * unread


def test_every_answer_that_is_offered_is_one():
    for key, (_, options) in QUESTIONS.items():
        assert hasattr(DateStyle(), key)
        assert len(options) == len({code for code, _ in options}) > 1

"""Tests of what a whole column of dates says: a calendar is heeded, and a doubt about all of it is asked first."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.columns.column_guesses import guess_mapping
from components.intake.dates import other_calendars
from components.intake.dates.column_doubts import COLUMN_QUESTIONS
from components.intake.dates.other_calendars import drop_calendar, find_calendar
from tests.support.sheets import GAZETTEER, bring_in, to_roles, to_sheet_of
from tests.support.trials import examples


def read(name, cells, answer="", question=""):
    """Return the dates of a sheet whose column of that name is its date, and the account."""
    sheet = to_sheet_of(**{name: cells, "Title": [f"Talks {row}" for row in range(len(cells))]})
    mapping = guess_mapping(sheet, GAZETTEER).with_use(name, "date")
    if answer:
        mapping = mapping.answered(f"{question}:{name}", answer)
    raw, report = bring_in(sheet, mapping)
    return raw.events["date"].tolist(), report


NAMES = {
    "Date (solar Hijri)": "persian",
    "تاریخ (شمسی)": "persian",
    "Jalali date": "persian",
    "Iranian year": "persian",
    "التاريخ الهجري": "islamic",
    "Hijri": "islamic",
    "Date (AH)": "islamic",
    "Islamic calendar": "islamic",
    "ปี พ.ศ.": "buddhist",
    "Year (B.E.)": "buddhist",
    "Buddhist Era": "buddhist",
    "日期（民國）": "minguo",
    "Date (ROC)": "minguo",
    "年（令和）": "japanese",
    "Hebrew date": "hebrew",
    "Date (Ethiopian)": "ethiopian",
    "Saka era": "saka",
    "Bikram Samvat": "nepali",
    "Date (O.S.)": "julian",
    "Julian calendar": "julian",
    "Date of the Iranian visit": "",
    "Persian Gulf states": "",
    "Islamic Conference": "",
    "ROC recognition": "",
    "Julian": "julian",
    "Beauty": "",
    "Date": "",
    "Hours": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_a_calendar_or_none(name):
    assert find_calendar(name) == NAMES[name]
    assert bool(NAMES[name]) == (drop_calendar(name) != name)


UNCONVERTED = {
    "Date (solar Hijri)": ["1391/11/08", "1392", "12 Tir 1392"],
    "Hijri date": ["1434-06-18", "1434", "18 Rajab 1434"],
    "Date (Hebrew)": ["5773-02-18", "18 Iyar 5773"],
    "Ethiopian calendar": ["2005-08-20", "2005"],
    "Date (Old style)": ["25 October 1917", "14 December 1825"],
}


@pytest.mark.parametrize("name", UNCONVERTED)
def test_no_year_of_another_calendar_is_one_of_ours(name):
    dates, report = read(name, UNCONVERTED[name])
    assert not any(dates)
    assert report.undated["text"].tolist() == UNCONVERTED[name]
    assert (
        report.undated["reason"].str.contains("its dates can't be converted; give them in the Gregorian calendar").all()
    )
    assert [each.key for each in report.questions] == [f"calendar:{name}"]


ANSWERS = {"ours": ["2005-08-20", "2005"], "other": ["", ""], "buddhist": ["", ""]}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_person_says_of_which_calendar_years_are(answer):
    dates, report = read("Ethiopian calendar", ["2005-08-20", "2005"], answer, "calendar")
    assert (dates, report.questions) == (ANSWERS[answer], ())


CONVERTED = {
    "Buddhist": (
        "วันที่ (พ.ศ.)",
        {"3 มีนาคม 2557": "2014-03-03", "3 มี.ค. พ.ศ. 2557": "2014-03-03", "๓ มีนาคม ๒๕๕๗": "2014-03-03",
         "2557-03-03": "2014-03-03", "03/03/2557": "2014-03-03", "25570303": "2014-03-03", "29 ก.พ. 2555": "2012-02-29",
         "2557": "2014", "3 มี.ค. 57": "", "10 ก.พ. 2481": "", "10 ก.ค. 2481": "1938-07-10", "2481": ""},
    ),
    "Minguo": (
        "日期(民國)",
        {"民國103年3月3日": "2014-03-03", "103年3月": "2014-03", "103.3.3": "2014-03-03", "1030303": "2014-03-03",
         "99/12/31-100/01/02": "2010-12-31/2011-01-02", "103": "2014", "中華民國元年": "1912",
         "2014-03-03": "2014-03-03",
         "民國前3年": ""},
    ),
    "Reiwa": ("日付（令和）", {"5年4月1日": "2023-04-01", "元年": "2019", "5.4.1": "2023-04-01", "5": "2023"}),
    "an era that isn't said": ("和暦", {"平成30年4月1日": "2018-04-01", "30年4月1日": "", "2018-04-01": "2018-04-01"}),
}  # fmt: skip


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", CONVERTED)
def test_years_that_are_counted_from_another_one_are_converted(case):
    name, cells = CONVERTED[case]
    dates, report = read(name, list(cells))
    assert dict(zip(cells, dates, strict=True)) == cells
    assert (report.undated["reason"] != "").all()
    assert not report.questions


def test_the_sign_of_a_calendar_in_a_cell_is_heeded():
    cells = ["民國103年3月3日", "3 พ.ค. พ.ศ. 2557", "3 March B.E. 2557", "3 March 2014"]
    assert read("Date", cells)[0] == ["2014-03-03", "2014-05-03", "2014-03-03", "2014-03-03"]


def test_days_of_ours_below_the_name_of_a_calendar_are_asked_about():
    dates, report = read("Date (B.E.)", ["2014-03-03", "2014-05-03"])
    assert (dates, [each.key for each in report.questions]) == (["", ""], ["calendar:Date (B.E.)"])
    assert read("Date (B.E.)", ["2014-03-03", "2014-05-03"], "ours", "calendar")[0] == ["2014-03-03", "2014-05-03"]


SUSPECTED = {
    ("Date", ("2556-04-28", "2557", "3 March 2557")): "buddhist",
    ("Date", ("102.4.28", "1020505", "103/01/02")): "minguo",
    ("تاریخ", ("1392/01/16", "1391/11/08")): "",
}


@pytest.mark.parametrize("case", SUSPECTED, ids=str)
def test_years_that_look_like_another_calendar_are_asked_about(case):
    dates, report = read(case[0], list(case[1]))
    assert not any(dates)
    assert [(each.key, each.proposed) for each in report.questions] == [(f"calendar:{case[0]}", SUSPECTED[case])]


def test_medieval_and_far_years_are_years_of_ours():
    assert read("Date", ["1392-01-16", "1391", "1410"])[0] == ["1392-01-16", "1391", "1410"]
    assert read("Date", ["2013", "2014", "2500"])[0] == ["2013", "2014", "2500"]


def test_a_date_of_ours_is_taken_before_one_of_another_calendar():
    sheet = to_sheet_of(**{"Date (Hijri)": ["1434-06-18", "1434-06-19"], "Date": ["2013-04-28", "2013-04-29"]})
    assert to_roles(sheet)["Date"] == "date"


SWAPPED = ["2015-04-02", "15/02/2015", "26/02/2015", "2015-09-03", "20/03/2015", "31/03/2015", "2015-11-04"]
RIGHT = ["2015-02-04", "2015-02-15", "2015-02-26", "2015-03-09", "2015-03-20", "2015-03-31", "2015-04-11"]


def test_half_swapped_days_are_asked_about_before_any_of_them_is_drawn():
    dates, report = read("Date", SWAPPED)
    assert dates == [day if "/" in cell else "" for cell, day in zip(SWAPPED, RIGHT, strict=True)]
    assert [(each.key, each.cells, each.proposed) for each in report.questions] == [("swapped:Date", 3, "yes")]
    assert read("Date", SWAPPED, "yes", "swapped")[0] == RIGHT
    kept = [cell if "-" in cell else day for cell, day in zip(SWAPPED, RIGHT, strict=True)]
    assert read("Date", SWAPPED, "no", "swapped")[0] == kept


UNSUSPECTED = {
    "a day above 12": [*SWAPPED, "2015-04-22"],
    "a text that may be swapped itself": [*SWAPPED, "05/06/2015"],
    "one kind only": ["2015-04-02", "2015-09-03", "2015-11-04", "2015-10-05", "2015-01-06"],
}


@pytest.mark.parametrize("case", UNSUSPECTED)
def test_other_days_are_not_suspected(case):
    assert not [each for each in read("Date", UNSUSPECTED[case])[1].questions if each.key.startswith("swapped")]


def test_years_that_are_shown_as_days_are_asked_about():
    cells = ["1905-01-28", "1905-04-08", "1905-06-15"]
    dates, report = read("Signed", cells)
    assert (dates, [each.key for each in report.questions]) == (["", "", ""], ["years:Signed"])
    assert read("Signed", cells, "yes", "years")[0] == ["1855", "1925", "1993"]
    assert read("Signed", cells, "no", "years")[0] == cells
    assert read("Signed", ["1904-09-01", "1905-01-02", "1905-09-05"])[0] == ["1904-09-01", "1905-01-02", "1905-09-05"]
    assert read("Signed", [*cells, "1906-01-02"])[0] == [*cells, "1906-01-02"]


SPANS = {
    "others can only be spans": (["1936-39", "1904-05", "1956–7"], ["1936/1939", "1904/1905", "1956/1957"]),
    "a span is one by itself": (["1936-39", "1945", "1945-08-15"], ["1936/1939", "1945", "1945-08-15"]),
    "the century turns": (["1899-00", "1998-99"], ["1899/1900", "1998/1999"]),
    "months": (["2013-04", "2013-05", "2014-01"], ["2013-04", "2013-05", "2014-01"]),
    "one that may be either": (["2001-02", "2013-04"], ["2001-02", "2013-04"]),
    "days": (["2001-02", "2013-04-28"], ["2001-02", "2013-04-28"]),
}  # fmt: skip


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("case", SPANS)
def test_the_other_cells_say_whether_two_digits_are_a_month_or_a_year(case):
    cells, wanted = SPANS[case]
    assert read("Years", cells)[0] == wanted


ASKED = {
    "months and spans": (["1936-39", "1904-05", "1998-03"], ["1936/1939", "", ""]),
    "beside bare years": (["1904-05", "1911"], ["", "1911"]),
    "one year after the other": (["1904-05", "2001-02", "2010-11"], ["", "", ""]),
}


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", ASKED)
def test_what_the_other_cells_don_t_settle_is_asked(case):
    cells, wanted = ASKED[case]
    dates, report = read("Years", cells)
    assert (dates, [each.key for each in report.questions]) == (wanted, ["spans:Years"])
    assert all(read("Years", cells, "years", "spans")[0])
    assert "1904-05" in read("Years", cells, "months", "spans")[0]


EARLY = {
    "476 and others": (["410", "476", "1 May 732", "1204"], ["0410", "0476", "0732-05-01", "1204"]),
    "beside years of today": (["2013", "2014", "476"], ["2013", "2014", ""]),
    "two digits": (["410", "476", "79"], ["0410", "0476", ""]),
}


@pytest.mark.parametrize("case", EARLY)
def test_three_digits_are_a_year_among_years_of_that_time(case):
    cells, wanted = EARLY[case]
    assert read("Date", cells)[0] == wanted


def test_columns_of_other_calendars_and_spans_are_known_as_dates():
    assert to_roles(to_sheet_of(**{"พ.ศ.": ["2556", "2557"], "What": ["A visit", "Talks"]})) == {
        "พ.ศ.": "date", "What": "title"
    }  # fmt: skip
    assert to_roles(to_sheet_of(Years=["1936-39", "1914–18"], War=["One", "Another"]))["Years"] == "date"
    assert to_roles(to_sheet_of(When=["44 BC", "AD 64"], What=["A murder", "A fire"]))["When"] == "date"
    assert to_roles(to_sheet_of(Town=["Vancouver, BC", "Victoria, BC"], What=["A", "B"]))["Town"] != "date"


def test_a_year_alone_is_read_as_it_is_written():
    sheet = to_sheet_of(Year=["1948-49", "1453", "-490", "c. 1500"], Event=["A war", "A fall", "A battle", "A voyage"])
    raw, report = bring_in(sheet)
    assert raw.events["date"].tolist() == ["1948/1949", "1453", "", "1500~"]
    assert report.undated["text"].tolist() == ["-490"]
    sheet = to_sheet_of(**{"ปี พ.ศ.": ["2556", "2557"], "เดือน": ["4", "5"], "วัน": ["28", ""], "เรื่อง": ["ก", "ข"]})
    assert bring_in(sheet)[0].events["date"].tolist() == ["2013-04-28", "2014-05"]


def test_the_column_that_says_our_calendar_is_taken():
    sheet = to_sheet_of(**{"Date (Hijri)": ["1434-06-18", "1434-06-19"], "Date (Gregorian)": ["2013-04-28"] * 2})
    assert bring_in(sheet)[0].events["date"].tolist() == ["2013-04-28"] * 2


def test_digits_of_other_scripts_are_no_ground_for_doubt():
    cells = ["２０１３-04-28", "٢٠١٣-٠٥", "2013年4月"]
    assert read("Date", cells)[0] == ["2013-04-28", "2013-05", "2013-04"]


def test_every_question_about_a_column_has_two_answers_and_a_reason():
    for words, options, reason in COLUMN_QUESTIONS.values():
        assert words
        assert reason
        assert len({code for code, _ in options}) == len(options) > 1


HEADINGS = st.sampled_from(
    ["Date (Hijri)", "Solar Hijri", "Hebrew date", "Year (B.E.)", "民國", "Saka era", "Date (O.S.)"]
)
CELLS = st.tuples(
    st.sampled_from(["{0}", "{0}-04-28", "28/04/{0}", "28 April {0}", "{0}年", "c. {0}", "{0}-{1}", "before {0}"]),
    st.sampled_from([1392, 1434, 5773, 2556, 1935, 102, 98]),
)


@examples(40)
@given(HEADINGS, st.lists(CELLS, min_size=1, max_size=5))
def test_a_heading_never_leaves_a_year_of_its_calendar_as_one_of_ours(name, cells):
    texts = [form.format(year, year % 100 + 1) for form, year in cells]
    dates, report = read(name, texts)
    written = {f"{year:04}" for _, year in cells}
    assert not any(f"{year}" in date for year in written - {"1935"} for date in dates)
    if find_calendar(name) not in other_calendars.CONVERTED:
        assert not any(dates)
        assert len(report.questions) == 1
    assert len(report.undated) == dates.count("")
    assert (report.undated["reason"] != "").all()


@given(st.lists(st.dates(pd.Timestamp("1941-01-01").date()), min_size=1, max_size=4))
def test_a_day_of_the_buddhist_era_is_the_day_that_was_meant(days):
    wanted = [str(day) for day in days if day.year < 2150]
    cells = [f"{int(day[:4]) + 543}{day[4:]}" for day in wanted]
    converted = [other_calendars.convert_text(cell, other_calendars.BUDDHIST) for cell in cells]
    assert converted == wanted

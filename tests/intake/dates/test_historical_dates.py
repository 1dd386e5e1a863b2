"""Tests of dates as historians write them: one day in two calendars is one day, and years before our era are none."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.dates import date_reasons, historical_dates, left_out_parts
from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle


def read(text, **style):
    return read_dates(pd.Series([text], dtype="str"), DateStyle(**style)).iloc[0]


ONE_DAY = {
    "12 February 1735/36": "1736-02-12",
    "24 March 1602/3": "1603-03-24",
    "1 (14) January 1902": "1902-01-14",
    "13 November (1 November) 1894": "1894-11-13",
    "19 February/3 March 1861": "1861-03-03",
    "3/15 марта 1877 года": "1877-03-15",
    "November 12/24, 1851": "1851-11-24",
    "27 April [O.S. 16 April] 1707": "1707-04-27",
    "9 June 1815 N.S.": "1815-06-09",
    "AD 64": "0064",
    "14 CE": "0014",
    "4 September 476 AD": "0476-09-04",
    "4 May 2014 → 6 May 2014": "2014-05-04/2014-05-06",
    "9 March 2015 onwards": "2015-03-09/..",
}


@pytest.mark.parametrize("text", ONE_DAY)
def test_one_day_in_two_calendars_is_one_day(text):
    reading = read(text)
    assert (reading["edtf"], reading["reason"]) == (ONE_DAY[text], "")
    assert reading["how"]


NO_DAY = {
    "146 BC": historical_dates.BEFORE_OUR_ERA,
    "31 v. Chr.": historical_dates.BEFORE_OUR_ERA,
    "52 av. J.-C.": historical_dates.BEFORE_OUR_ERA,
    "44 BC – AD 17": historical_dates.BEFORE_OUR_ERA,
    "紀元前660年": historical_dates.BEFORE_OUR_ERA,
    "-509": historical_dates.MINUS,
    "year 0": historical_dates.NO_YEAR_0,
    "6 May 1877 (O.S.)": historical_dates.OLD_STYLE,
    "2 March (9 March) 1904": historical_dates.TWO_DAYS,
    "29 February 1800": "exists only in the old (Julian) calendar",
    "1700-02-29": "exists only in the old (Julian) calendar",
    "29/02/1900": "although spreadsheets include it",
    "30/02/1900": "This day does not exist",
    "4 May 2014 / 9 May 2014": "either “or” or “to”",
    "4, 6 and 9 May 2014": historical_dates.SEVERAL,
    "2014-05-04; 2014-05-09": historical_dates.SEVERAL,
    "4 May 2014 (text), 9 May 2015 (annex)": historical_dates.SEVERAL,
    "2–3 and 5–6 May 2014": date_reasons.MORE_DATES,
    "18 Brumaire an VIII": "month in the French Republican calendar",
    "15 Khordad 1342": "month in the Iranian calendar",
    "1904-05-02 (昭和)": "not recognised as part of a date",
    "2014年（平成25年）5月4日": "two different years",
}


@pytest.mark.parametrize("text", NO_DAY)
def test_what_is_no_day_of_ours_is_none_and_says_why(text):
    reading = read(text)
    assert reading["edtf"] == ""
    assert NO_DAY[text] in reading["reason"]


LEFT_OUT = {
    "5//1997": "1997-05",
    "//1997": "1997",
    "?/?/1997": "1997",
    "??/05/1997": "1997-05",
    "xx.05.1997": "1997-05",
    "--/05/1997 - 21/06/1997": "1997-05/1997-06-21",
    "??/1997": "1997",
    "1997-05-xx": "1997-05",
    "1997/??/??": "1997",
}


@pytest.mark.parametrize("text", LEFT_OUT)
def test_a_part_that_is_left_out_is_not_stated(text):
    reading = read(text)
    assert (reading["edtf"], reading["reason"]) == (LEFT_OUT[text], "")
    assert left_out_parts.NOTE in reading["how"]


@pytest.mark.parametrize(("text", "order"), [("5//1997", "dmy"), ("xx/11/1997", "mdy"), ("14//1997", "")])
def test_a_day_without_its_month_is_no_month(text, order):
    reading = read(text, order=order)
    assert (reading["edtf"], reading["reason"]) == ("", left_out_parts.NOT_IN_ORDER)


JAPANESE = {
    "平成三十年四月二日": ("2018-04-02", "Japanese-era year"),
    "昭和64年2月1日": ("1989-02-01", "after the stated era ended"),
    "平成31年5月": ("2019-05", "after the stated era ended"),
    "平成31年4月30日": ("2019-04-30", "Japanese-era year"),
    "令和元年4月30日": ("2019-04-30", "before the stated era began"),
    "2018年（平成30年）4月2日": ("2018-04-02", "Japanese-era year"),
}


@pytest.mark.parametrize("text", JAPANESE)
def test_a_day_of_an_era_is_read_and_flagged_where_the_era_never_had_it(text):
    reading = read(text)
    edtf, note = JAPANESE[text]
    assert reading["edtf"] == edtf
    assert note in reading["how"]


@given(st.integers(1, 9999), st.sampled_from(["{} BC", "{} BCE", "c. {} B.C.", "15 March {} bc", "公元前{}年"]))
def test_no_year_before_our_era_stands_in_it(year, form):
    assert read(form.format(year))["edtf"] == ""


OLD = st.dates(pd.Timestamp("1583-01-01").date(), pd.Timestamp("1918-01-31").date())


@given(OLD, st.sampled_from(["{0} {1} ({2} {3}) {4}", "{2} {3} ({0} {1}) {4}"]))
def test_two_days_become_the_new_one_or_none(old, form):
    new = old + pd.Timedelta(days=old.year // 100 - old.year // 400 - 2)
    text = form.format(old.day, old.strftime("%B"), new.day, new.strftime("%B"), new.year)
    edtf = read(text)["edtf"]
    if old.month > 3 and old.year == new.year:  # the two part further after the leap days of centuries
        assert edtf == str(new)
    assert edtf in ("", str(new), str(new + pd.Timedelta(days=1)), str(new - pd.Timedelta(days=1)))

"""Tests that a date with a time of day is the calendar day as it is written, whatever the time and its zone."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle
from tests.support.trials import examples

DAYS = ["{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.day} {0:%B} {0:%Y}", "{0:%B} {0.day}, {0:%Y}", "{0:%d-%b-%Y}"]
DAYS += ["{0:%A}, {0.day} {0:%b} {0:%Y}", "{0.year}年{0.month}月{0.day}日", "{0.day}. {0:%B} {0:%Y},"]
CLOCKS = ["14:30", "2:30 PM", "9:05:07", "14:30:00.123456", "14:30:00,5", "2 pm", "11.30 a.m.", "14.30 Uhr", "14h30"]
CLOCKS += ["14時30分", "午後2時", "1430 hrs", "at 14:30", "00:00"]
ZONES = ["-05", "+09", "+05:30", "-0500", "-03:30", " -0700", " +09", "Z", " UTC", " UTC+9", " GMT-5", " JST", " CEST"]
ZONES += ["+09:00[Asia/Tokyo]", " Europe/Berlin", " GMT+0900 (Japan Standard Time)", "-00:44:30", " PM -05", ""]
SPANS = [
    "{} to {}",
    "{}-{}",
    "{} – {}",
    "{}/{}",
    "from {} to {}",
    "between {} and {}",
    "{} until {}",
    "{}～{}",
    "c. {}",
]
COMPACT = ["{0:%Y%m%d}T143000Z", "{0:%Y%m%d}T1430+0900", "{0:%Y-%m-%d}T143000", "{0:%Y-%m-%d}T14Z", "{0:%Y%m%d} 14:30"]
COMPACT += ["{0:%Y-%m-%d}Z", "{0:%Y-%m-%d}-05:00", "{0:%a %b} {0.day} 14:30:00 -03 {0:%Y}", "14:30, {0:%d %b %Y}"]


def read(texts):
    return read_dates(pd.Series(texts, dtype="str"), DateStyle(fiscal_start=4, first_short_year=1950))


known_days = st.dates(dt.date(1000, 1, 1)).filter(lambda day: day.year not in (2899, 9999))


def assert_all(texts, edtf):
    readings = read(texts).assign(text=texts)
    others = readings[(readings["edtf"] != edtf) | ~readings["how"].str.contains("time of day left out")]
    assert others[["text", "edtf", "reason"]].to_numpy().tolist() == []


@given(known_days, st.lists(st.sampled_from(ZONES), min_size=3, max_size=3))
@examples(20)
def test_a_time_and_its_zone_never_move_the_day(day, zones):
    forms = [f"{form.format(day)} {clock}" for form in DAYS for clock in CLOCKS]
    moments = [f"{form.format(day)} 14:30:00{zone}" for form in DAYS for zone in zones]
    joined = [f"{day}T14:30:00{zone}" for zone in zones]
    assert_all([*forms, *moments, *joined, *(form.format(day) for form in COMPACT)], day.isoformat())


@given(known_days, st.sampled_from(SPANS), st.sampled_from(["10:00 12:00", "2pm 4pm", "9h 16h", "14:30Z 15:00Z"]))
@examples(30)
def test_times_of_day_never_make_an_end(day, span, clocks):
    times = span.format(*clocks.split())
    forms = [form.format(day) for form in DAYS]
    assert_all([f"{form} {times}" for form in forms], day.isoformat())
    assert_all([f"{times}, {form}" for form in forms if "c." not in times], day.isoformat())


@given(known_days, st.integers(1, 60), st.sampled_from(ZONES[:13]))
@examples(20)
def test_moments_of_two_days_are_these_days(day, length, zone):
    last = day + dt.timedelta(length)
    if last.year in (2899, 9999):
        return
    texts = [f"{day} 10:00:00{zone} - {last} 12:00:00{zone}", f"{day}T10:00{zone}/{last}T12:00{zone}"]
    texts += [f"{day:%d %B %Y} 10:00{zone} to {last:%d %B %Y} 12:00{zone}"]
    assert_all(texts, f"{day}/{last}")


SPANNED = {
    "28 April 2013, 10.00 – 12.00 Uhr": "2013-04-28",
    "10-12 Uhr": "",
    "28. April 2013, 10-12 Uhr": "2013-04-28",
    "28 April 2013 2-4pm": "2013-04-28",
    "28 April 2013 10:00-30 April 2013": "2013-04-28/2013-04-30",
    "28 April 2013 10:00-05 May 2013": "2013-04-28/2013-05-05",
    "2013年4月28日14時から16時まで": "2013-04-28",
    "2013年4月28日14時から": "2013-04-28",
    "after 28 April 2013 10:00": "[2013-04-28..9999]",
    "before 12:00 on 28 April 2013": "[0001..2013-04-28]",
    "28 April 2013 after 10:00": "2013-04-28",
    "28 April 2013 c. 10:00": "2013-04-28",
    "c. 28 April 2013 10:00": "2013-04-28~",
}


@pytest.mark.parametrize("text", SPANNED)
def test_only_a_stated_day_is_an_end(text):
    assert read([text])["edtf"].tolist() == [SPANNED[text]]


REFUSED = {
    "2013-04-03 14:30-16": "may be an hour or a day",
    "2-4pm 28 April 2013": "“4pm”",
    "2013-04-10 pm": "“pm”",
    "10:00 to 12:00": "Only a time of day",
    "from 10:00": "Only a time of day",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_be_an_hour_is_no_day(text):
    reading = read([text]).iloc[0]
    assert reading["edtf"] == ""
    assert REFUSED[text] in reading["reason"]

"""Tests of why a text is no date: what is said is about the text, and never about where reading stopped."""

import pandas as pd
import pytest

from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle

REASONS = {
    "2013-W17": "week",
    "week 17, 2013": "week",
    "KW 17/2013": "week",
    "24.IV.2013": "Roman numerals",
    "IV.1943": "Roman numerals",
    "07 VIII 06": "Roman numerals",
    "221 BCE": "Years BC",
    "44 B.C.": "Years BC",
    "紀元前221年": "Years BC",
    "30 January 1848/9": "Two years are given",
    "25 October (8 November) 1917": "old (Julian) and new (Gregorian) calendars",
    "3 March 1918 [O.S.": "old (Julian) calendar",
    "14 Brumaire an VIII": "French Republican calendar",
    "2013-04-28T10:00Z/PT36H": "length of time",
    "/Date(1367107200000)/": "a timestamp counted from 1970",
    "2013-117": "day number within the year",
    "2013.32": "fraction of a year",
    "early 19th century": "century can't be read",
    "yesterday": "depends on when it was written",
    "Easter 2013": "public holiday",
    "194-": "Some digits of the year are missing",
    "28.4.": "No year is stated",
    "June 4, 5": "No year is stated",
    "2013-07-01, 2013-07-08": "More than one day",
    "28 April 2013 (signed); 1 June 2014 (in force)": "More than one day",
    "4–6 and 9–10 June 2013": "one event per row",
    "2013年4月28日 25時30分": "The hour is later than 24",
    "the 3xth of May 2013": "“3xth”",
    "〃": "cell above",
}


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_says_what_is_the_matter(text):
    reading = read_dates(pd.Series([text], dtype="str"), DateStyle()).iloc[0]
    assert reading["edtf"] == ""
    assert REASONS[text] in reading["reason"]

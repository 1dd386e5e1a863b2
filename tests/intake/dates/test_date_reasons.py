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
    "221 BCE": "before our era",
    "44 B.C.": "before our era",
    "紀元前221年": "before our era",
    "30 January 1848/9": "Two years",
    "25 October (8 November) 1917": "old and the new calendar",
    "3 March 1918 [O.S.": "old (Julian) calendar",
    "14 Brumaire an VIII": "French Republican calendar",
    "2013-04-28T10:00Z/PT36H": "length of time",
    "/Date(1367107200000)/": "that a program counts",
    "2013-117": "day of the year",
    "2013.32": "fraction of the year",
    "early 19th century": "century can't be read",
    "yesterday": "the day on which it was written",
    "Easter 2013": "feast",
    "194-": "Digits of the year are missing",
    "28.4.": "No year is stated",
    "June 4, 5": "No year is stated",
    "2013-07-01, 2013-07-08": "More than one day",
    "28 April 2013 (signed); 1 June 2014 (in force)": "More than one day",
    "4–6 and 9–10 June 2013": "one event per row",
    "2013年4月28日 25時30分": "beyond the end of the day",
    "the 3xth of May 2013": "“3xth”",
    "〃": "cell above",
}


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_says_what_is_the_matter(text):
    reading = read_dates(pd.Series([text], dtype="str"), DateStyle()).iloc[0]
    assert reading["edtf"] == ""
    assert REASONS[text] in reading["reason"]

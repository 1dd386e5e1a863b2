"""Tests of dates in words."""

import pandas as pd
import pytest

from components.dates import date_text, edtf

WORDS = {
    "2013-04-29": ("29 April 2013", "29 Apr 2013"),
    "2013-04": ("in April 2013, day not stated", "Apr 2013"),
    "2013-04-XX": ("in April 2013, day not stated", "Apr 2013"),
    "2013": ("in 2013, day not stated", "2013"),
    "2013-XX-XX": ("in 2013, day not stated", "2013"),
    "201X": ("in the 2010s, year not stated", "2010s"),
    "20XX": ("in the years 2000–2099, year not stated", "2000–2099"),
    "0079-08-24": ("24 August 79", "24 Aug 79"),
    "2013-21": ("in spring 2013 (March–May), day not stated", "spring 2013"),
    "2013-27": ("in autumn 2013 (September–November), day not stated", "autumn 2013"),
    "2013-24": ("in winter 2013–2014 (December–February), day not stated", "winter 2013–2014"),
    "2013-29": ("in southern spring 2013 (September–November), day not stated", "southern spring 2013"),
    "2013-32": ("in southern winter 2013 (June–August), day not stated", "southern winter 2013"),
    "2013-34": ("in the second quarter of 2013 (April–June), day not stated", "Q2 2013"),
    "2013-37": ("in the first third of 2013 (January–April), day not stated", "first third 2013"),
    "2013-41": ("in the second half of 2013 (July–December), day not stated", "H2 2013"),
    "[2013-11-01..2013-11-02]": ("on 1 or 2 November 2013, day not stated", "1 or 2 Nov 2013"),
    "[2013-10-31..2013-11-01]": ("on 31 October or 1 November 2013, day not stated", "31 Oct or 1 Nov 2013"),
    "[2013-12-31..2014-01-01]": (
        "on 31 December 2013 or 1 January 2014, day not stated",
        "31 Dec 2013 or 1 Jan 2014",
    ),
    "[2013-04-01..2013-04-10]": ("on a day between 1 and 10 April 2013", "within 1–10 Apr 2013"),
    "[2013-04-28..2013-05-10]": ("on a day between 28 April and 10 May 2013", "within 28 Apr – 10 May 2013"),
    "[2013-04-01..2014-03-31]": ("on a day between 1 April 2013 and 31 March 2014", "within 1 Apr 2013 – 31 Mar 2014"),
    "[2013-11-01..2013-11-01]": ("1 November 2013", "1 Nov 2013"),
    "[2013-04..2013-06]": ("at some time between April and June 2013, day not stated", "within Apr–Jun 2013"),
    "2013-04-28/2013-04-30": ("28–30 April 2013", "28–30 Apr 2013"),
    "2013-04-28/2013-05-04": ("28 April – 4 May 2013", "28 Apr – 4 May 2013"),
    "2013-04-28/2013-05-28": ("28 April – 28 May 2013", "28 Apr – 28 May 2013"),
    "2013-12-30/2014-01-02": ("30 December 2013 – 2 January 2014", "30 Dec 2013 – 2 Jan 2014"),
    "2013-04-29/2014-04-29": ("29 April 2013 – 29 April 2014", "29 Apr 2013 – 29 Apr 2014"),
    "2013-04-29/2013-04-29": ("29 April 2013", "29 Apr 2013"),
    "2013-04/2013-06": ("from April to June 2013, days not stated", "Apr–Jun 2013"),
    "2013-04/2014-06": ("from April 2013 to June 2014, days not stated", "Apr 2013 – Jun 2014"),
    "2013-04/2013-04": ("in April 2013, days not stated", "Apr 2013"),
    "2013-04-28/2013-05": ("from 28 April 2013 to May 2013, last day not stated", "28 Apr 2013 – May 2013"),
    "2013-04/2013-05-04": ("from April 2013 to 4 May 2013, first day not stated", "Apr 2013 – 4 May 2013"),
    "2012/2014": ("from 2012 to 2014, days not stated", "2012–2014"),
    "2013-21/2013-23": ("from spring to autumn 2013, days not stated", "spring–autumn 2013"),
    "2013-33/2013-34": ("from the first quarter to the second quarter of 2013, days not stated", "Q1–Q2 2013"),
    "2014-03/..": ("since March 2014, ongoing", "since Mar 2014"),
    "2014-03-18/..": ("since 18 March 2014, ongoing", "since 18 Mar 2014"),
    "2014-03/": ("from March 2014, end not stated", "from Mar 2014"),
    "../2013": ("until 2013, no start date", "until 2013"),
    "/2013": ("until 2013, beginning not stated", "until 2013"),
    "2013-04-29?": ("29 April 2013 (uncertain)", "29 Apr 2013?"),
    "2013-04?": ("in April 2013, day not stated (uncertain)", "Apr 2013?"),
    "2013-04~": ("about April 2013, day not stated", "c. Apr 2013"),
    "2013-34~": ("about the second quarter of 2013 (April–June), day not stated", "c. Q2 2013"),
    "2013-04-29%": ("about 29 April 2013 (uncertain)", "c. 29 Apr 2013?"),
    "[2013-04-01..2013-04-10]~": ("on a day between about 1 and 10 April 2013", "within c. 1–10 Apr 2013"),
    "2013-04-28/2013-04-30~": ("about 28–30 April 2013", "c. 28–30 Apr 2013"),
    "2013-12-13/2013-12-15?": ("13–15 December 2013 (uncertain)", "13–15 Dec 2013?"),
    "2013-04~/2013-06": ("from about April to June 2013, days not stated", "c. Apr–Jun 2013"),
    "2014-03~/..": ("since about March 2014, ongoing", "since c. Mar 2014"),
    "": ("date not stated", "undated"),
    "  ": ("date not stated", "undated"),
}


@pytest.mark.parametrize("text", WORDS, ids=lambda text: text.strip() or repr(text))
def test_a_date_in_words(text):
    assert (date_text.describe_date(text), date_text.describe_short(text)) == WORDS[text]


def test_a_column_is_said_as_its_cells_are():
    texts = pd.Series(["2013-04", None, "", "2013-04", "2013-04-29?"], index=[5, 4, 3, 3, 1], dtype=object)
    said, short = date_text.describe_dates(texts), date_text.describe_dates_short(texts)
    assert list(said.index) == list(short.index) == [5, 4, 3, 3, 1]
    assert list(said) == [date_text.describe_date(text or "") for text in texts]
    assert list(short) == [date_text.describe_short(text or "") for text in texts]


def test_an_empty_column_is_said():
    assert list(date_text.describe_dates([])) == []


@pytest.mark.parametrize("describe", [date_text.describe_date, date_text.describe_short])
def test_an_unreadable_date_is_not_said(describe):
    with pytest.raises(edtf.DateError, match="That day does not exist"):
        describe("2013-02-30")


WITHIN = {
    ("2013-01-01", "2013-12-31"): "in 2013",
    ("2013-04-01", "2013-04-30"): "in April 2013",
    ("2013-04-29", "2013-04-29"): "on 29 April 2013",
    ("2013-04-28", "2013-04-30"): "from 28 to 30 April 2013",
    ("2013-04-28", "2013-05-04"): "from 28 April to 4 May 2013",
    ("2013-04-01", "2013-09-30"): "from April to September 2013",
    ("2001-01-01", "2022-12-31"): "from 2001 to 2022",
}


@pytest.mark.parametrize("days", WITHIN)
def test_what_lies_within_days_is_said_with_its_preposition(days):
    assert date_text.describe_within(*map(edtf.parse_day, days)) == WITHIN[days]

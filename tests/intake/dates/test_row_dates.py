"""Tests of first and last days in columns of their own: neither is lost, and what isn't read is said."""

import os
import time

import pandas as pd
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from components.dates.edtf import BEGINNINGLESS, parse_bounds
from components.intake.columns.column_guesses import guess_mapping
from components.intake.dates.date_reading import read_dates
from tests.support.sheets import GAZETTEER, bring_in, to_sheet, to_sheet_of
from tests.support.trials import examples

JOINED = {
    "a last day that can't be read": ("2013-05-01", "when done", "2013-05-01/", "last day can't be read"),
    "a first day said to be unknown": ("unknown", "2013-10-30", "/2013-10-30", "first day stated as not known"),
    "the year of the end": ("3 June", "5 June 2013", "2013-06-03/2013-06-05", "year given for only one of the two"),
    "the year of the beginning": (
        "3 June 2013",
        "5 June",
        "2013-06-03/2013-06-05",
        "year given for only one of the two",
    ),
    "over the turn of the year": ("30 December", "2 January 2014", "2013-12-30/2014-01-02", "year given for only one"),
    "into the next year": ("30 December 2013", "2 January", "2013-12-30/2014-01-02", "year given for only one"),
}


def bring_in_with_days(first, last):
    """Bring in a row of two cells below one of two days, which show what the columns are."""
    days = {"Begin": "2013-04-28", "End": "2013-04-30", "Event": "A visit"}
    return bring_in(to_sheet(days, {"Begin": first, "End": last, "Event": "Talks"}))


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("case", JOINED)
def test_what_was_done_with_two_days_is_said(case):
    first, last, edtf, how = JOINED[case]
    raw, report = bring_in_with_days(first, last)
    assert raw.events["date"][1] == edtf
    assert any(how in said for said in report.repaired["how"])


@pytest.mark.parametrize("case", list(JOINED)[:2])
def test_the_words_of_a_day_that_is_not_read_stay_on_the_card(case):
    first, last, *_ = JOINED[case]
    raw, _ = bring_in_with_days(first, last)
    assert raw.events["note"].tolist() == ["", f"Date as written: “{first} – {last}”."]


@pytest.mark.parametrize("first", ["after the harvest", "4//94", "30 February 2013"])
def test_a_first_day_that_is_not_read_is_said_and_no_span_without_a_beginning(first):
    raw, report = bring_in_with_days(first, "2013-10-30")
    assert raw.events["date"].tolist() == ["2013-04-28/2013-04-30", ""]
    assert raw.events["note"][1] == f"Date as written: “{first} – 2013-10-30”."
    assert report.undated["reason"].str.startswith("The first day can't be read").all()


def test_a_last_day_alone_is_no_date_of_the_event():
    raw, _ = bring_in(to_sheet_of(until=["2013-04-28", "2013-05-24"], title=["Talks", "A visit"]))
    assert raw.events["date"].tolist() == ["/2013-04-28", "/2013-05-24"]


PARTS = ("Start Year", "Start Month", "Start Day", "End Year", "End Month", "End Day")
SPANS = [
    (("1991", "4", "9", "2013", "6", "30"), "1991-04-09/2013-06-30"),
    (("1994", "12", "-9", "2000", "5", "15"), "1994-12/2000-05-15"),
    (("1999", "6", "10", "-9", "-9", "-9"), "1999-06-10/"),
    (("1999.0", "6.0", "10.0", "NA", "NA", "NA"), "1999-06-10/"),
    (("2003", "-99", "99", "2003", "12", "31"), "2003/2003-12-31"),
    (("2011", "7", "9", "", "", ""), "2011-07-09/"),
    (("-9", "-9", "-9", "2011", "7", ""), "/2011-07"),
    (("2011", "21", "", "2012", "", ""), ""),
    (("", "", "", "", "", ""), ""),
]


def test_the_parts_keep_what_is_known_and_no_code_is_a_number():
    rows = [dict(zip(PARTS, cells, strict=True)) | {"Mission": f"M {n}"} for n, (cells, _) in enumerate(SPANS)]
    raw, report = bring_in(to_sheet(*rows))
    assert raw.events["date"].tolist() == [edtf for _, edtf in SPANS]
    assert "“-9” treated as not known" in report.repaired["how"].tolist()
    assert report.undated["text"].tolist() == ["2011-21 – 2012", ""]
    assert report.undated["reason"].iloc[-1] == "The date cell is blank."


def test_a_blank_last_day_lacks_only_where_the_others_are_long():
    short = to_sheet_of(start=["2013-04-01", "2013-05-01", "2013-06-01"], end=["2013-04-03", "2013-05-03", ""])
    long = to_sheet_of(start=["2003-04-01", "2003-05-01", "2013-06-01"], end=["2013-04-03", "2013-05-03", ""])
    assert [bring_in(sheet)[0].events["date"][2] for sheet in (short, long)] == ["2013-06-01", "2013-06-01/"]


MOMENTS = {
    "seconds": (["1367107200", "1367712000.5"], ["2013-04-28", "2013-05-05"]),
    "milliseconds": (["1367107199999", "1367107200000"], ["2013-04-27", "2013-04-28"]),
    "microseconds": (["1367107200000000", "1367712000000000"], ["2013-04-28", "2013-05-05"]),
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("name", ["created_at", "timestamp", "date"])
@pytest.mark.parametrize("unit", MOMENTS)
def test_numbers_of_moments_are_days_of_utc_and_it_is_said(name, unit):
    cells, days = MOMENTS[unit]
    raw, report = bring_in(to_sheet_of(**{name: cells, "text": ["Talks", "A visit"]}))
    assert raw.events["date"].tolist() == days
    assert f"timestamp in {unit} since 1970 (day in UTC)" in report.repaired["how"].tolist()


NO_MOMENTS = {
    "a name of something else": {"phone": ["1367107200", "1367712000"]},
    "few of them": {"date": ["3 May 2013", "4 May 2013", "1367712000"]},
    "a written hour": {"date": ["2013042810", "2013042911"]},
}


@pytest.mark.parametrize("case", NO_MOMENTS)
def test_other_numbers_are_no_moments(case):
    ((name, cells),) = NO_MOMENTS[case].items()
    raw, report = bring_in(to_sheet_of(**{name: cells, "text": ["Talks"] * len(cells)}))
    assert raw.events["date"].iloc[-1] == ""
    assert (report.undated[["text", "reason"]] != "").all(axis=None)


CELLS = ["2013-04-28", "28 April 2013", "2013-05", "2014", "28/04/2013", "3 June", "soon", "TBD", "", "-9"]
NAMES = st.sampled_from([("start", "end"), ("von", "bis")])


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), min_size=1, max_size=5), NAMES)
@examples(30, phases=[Phase.explicit, Phase.generate])
def test_a_span_never_loses_an_end(rows, names):
    sheet = to_sheet(*({names[0]: one, names[1]: other, "title": "Talks"} for one, other in rows))
    mapping = guess_mapping(sheet, GAZETTEER)
    raw, report = bring_in(sheet, mapping)
    ends = parse_bounds(read_dates(sheet.cells[names[1]], mapping.style)["edtf"])["end_max"]
    found = parse_bounds(raw.events["date"])["end_max"]
    shown = raw.events["note"]
    for place, (_, last) in enumerate(rows):
        if ends[place] != BEGINNINGLESS and mapping.use_of(names[1]).role == "end":
            assert found[place] == ends[place] or last in shown[place] or report.questions
    dated = mapping.columns("start", "date", "end")
    filled = (sheet.cells[list(dated)] != "").any(axis=1)
    assert (report.undated["reason"] != "").all()
    assert (report.undated["text"] != "").tolist() == [filled[row - 2] for row in report.undated["row"]]


@pytest.mark.first_variant
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_the_reading_is_the_same_in_every_time_zone(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert os.environ["TZ"] == zone
        raw, _ = bring_in(to_sheet_of(timestamp=["1367107200", "1367193599"], text=["Talks", "A visit"]))
        moved, _ = bring_in(to_sheet({"start": "2013-04-28T23:30:00-05:00", "end": "2013-04-29T01:00:00+09:00"}))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert pd.concat([raw.events["date"], moved.events["date"]]).tolist() == [
        "2013-04-28",
        "2013-04-28",
        "2013-04-28/2013-04-29",
    ]

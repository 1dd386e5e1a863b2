"""Tests of which columns say when, which is the title, and which is neither, by names and cells together."""

import pytest

from tests.support.sheets import bring_in, to_roles, to_sheet_of

FIRST = ["2013-04-28", "2013-05-24", "2013-07-25", "2013-12-13"]
LAST = ["2013-04-30", "2013-05-26", "2013-07-27", "2013-12-15"]
WORDS = ["Talks on energy", "A visit", "Talks again", "Signing of a treaty"]
PAIRS = [
    ("date_start", "date_end"),
    ("Tour begins", "Tour ends"),
    ("Mission start", "Mission end"),
    ("First date", "Last date"),
    ("von", "bis"),
    ("Date du", "Date au"),
    ("開始", "終了"),
    ("会議開始日", "会議終了日"),
    ("Start", "Finish"),
    ("arrival", "departure"),
    ("Дата начала", "Дата окончания"),
    ("fecha_inicio", "fecha_fin"),
]


@pytest.mark.first_variant
@pytest.mark.parametrize("names", PAIRS, ids=" ".join)
@pytest.mark.parametrize("turned", [False, True], ids=["first column first", "last column first"])
def test_two_columns_of_dates_are_first_and_last_day_by_their_names(names, turned):
    columns = dict(zip(names, (FIRST, LAST), strict=True))
    columns = dict(reversed(columns.items())) if turned else columns
    raw, report = bring_in(to_sheet_of(**columns, Subject=WORDS))
    assert raw.events["date"].tolist() == [f"{one}/{other}" for one, other in zip(FIRST, LAST, strict=True)]
    assert report.questions == ()


def test_the_departure_is_the_first_day_of_a_journey_that_arrives_later():
    raw, _ = bring_in(to_sheet_of(Departure=FIRST, Arrival=LAST, Title=WORDS))
    assert raw.events["date"][0] == "2013-04-28/2013-04-30"


def test_a_date_and_an_end_of_the_same_are_a_span():
    roles = to_roles(to_sheet_of(event_date=FIRST, event_end=LAST, title=WORDS))
    assert (roles["event_date"], roles["event_end"]) == ("date", "end")


NO_ENDS = {
    "numbers": ["0", "1", "1", "0"],
    "answers": ["yes", "no", "yes", "yes"],
    "how": ["victory", "ceasefire", "agreement", "victory"],
    "hours": ["12:00", "18:30", "", "9:15"],
}


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ["ended", "End", "End time", "until", "terminated"])
@pytest.mark.parametrize("cells", NO_ENDS)
def test_a_column_whose_cells_are_no_dates_is_no_last_day(name, cells):
    raw, _ = bring_in(to_sheet_of(**{"date": FIRST, name: NO_ENDS[cells], "title": WORDS}))
    assert raw.events["date"].tolist() == FIRST


PARTS = {
    "named in two words": ("Start Year", "Start Month", "Start Day", "End Year", "End Month", "End Day"),
    "named in one": ("styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
    "numbered": ("StartYear1", "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1"),
    "numbered by side": ("year1", "month1", "day1", "year2", "month2", "day2"),
    "an end only": ("Year", "Month", "Day", "End Year", "End Month", "End Day"),
    "objects": ("start.year", "start.month", "start.day", "end.year", "end.month", "end.day"),
    "in Japanese": ("開始年", "開始月", "開始日", "終了年", "終了月", "終了日"),
}


@pytest.mark.parametrize("case", PARTS)
def test_six_columns_of_parts_are_one_span(case):
    cells = ["2013", "2014"], ["4", "12"], ["28", "30"], ["2013", "2015"], ["4", "1"], ["30", "2"]
    sheet = to_sheet_of(**dict(zip(PARTS[case], cells, strict=True)), Title=["A visit", "A tour"])
    raw, report = bring_in(sheet)
    assert raw.events["date"].tolist() == ["2013-04-28/2013-04-30", "2014-12-30/2015-01-02"]
    assert raw.events["countries"].tolist() == ["", ""]
    assert report.questions == ()


def test_years_of_something_else_are_no_dates():
    roles = to_roles(to_sheet_of(date=FIRST, birth_year=["1950", "1960", "1955", "1940"], title=WORDS))
    assert roles["birth_year"] == "extra"


LOOK_LIKE_DATES = {
    "Date as in the source": ["Sept. 2013", "before the war", "3 May 2013", "2013"],
    "When": ["221 BCE", "264 BC", "AD 9", "c. 3200 BCE"],
    "วันที่ (พ.ศ.)": ["28 เม.ย. 2556", "2556-04-28", "29 พ.ค. 2556", "2556"],
    "日期": ["102年4月28日", "102年4月29日", "102年5月28日", "102年6月28日"],
    "التاريخ": ["28 نيسان 2013", "٣ أيار ٢٠١٣", "5 أيار 2013", "2013"],
    "Data": ["24 kwietnia 2013", "1.XII.1943", "28 maja 2013", "3 maja 2014"],
    "Column": ["28. huhtikuuta 2013", "1. toukokuuta 2013", "2. toukokuuta 2013", "3. kesäkuuta 2013"],
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("name", LOOK_LIKE_DATES)
def test_a_column_of_dates_in_any_language_is_the_date_and_no_title(name):
    cells = LOOK_LIKE_DATES[name]
    raw, report = bring_in(to_sheet_of(**{name: cells, "Subject": WORDS}))
    assert raw.events["title"].tolist() == WORDS
    undated = report.undated
    assert (undated["text"] != "").all()
    assert (undated["reason"] != "").all()
    assert set(undated["text"]) <= set(cells)


TITLES = {
    "a running number": {"EventCode": ["1001", "1002", "1003", "1004"], "When": FIRST, "AgreementName": WORDS},
    "a number that repeats": {"Chapter": ["1", "2", "2", "4"], "When": FIRST, "What": WORDS},
    "a second date": {"When": FIRST, "Published": LAST, "What": WORDS},
    "moments": {"When": FIRST, "Stamp": [f"136710720{n}000" for n in range(4)], "What": WORDS},
    "a country": {"When": FIRST, "Pays": ["FRANCE", "RUSSIE", "JAPON", "KENYA"], "What": WORDS},
    "a number named title": {"When": FIRST, "Title": ["1", "2", "3", "4"], "What": WORDS},
    "people who are titles": {"treaty_name": WORDS, "url": [f"https://example.org/{n}" for n in range(4)]},
}


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("case", TITLES)
def test_no_number_date_or_country_is_the_title(case):
    raw, _ = bring_in(to_sheet_of(**TITLES[case]))
    assert raw.events["title"].tolist() == WORDS


def test_names_of_people_stay_people():
    assert to_roles(to_sheet_of(date=FIRST, minister_name=["A Bo"] * 4, title=WORDS))["minister_name"] == "people"


def test_a_running_number_is_the_number_of_the_row():
    raw, _ = bring_in(to_sheet_of(EventCode=["1001", "1002", "1003", "1004"], When=FIRST, Title=WORDS))
    assert raw.events["id"].tolist() == ["1001", "1002", "1003", "1004"]

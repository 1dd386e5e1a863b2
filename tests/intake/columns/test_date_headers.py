"""Tests of what the name of a column says of dates."""

import pytest

from components.intake.columns.date_headers import parse_header, says_act, says_record, split_header

NAMES = {
    "date_start": ("start", "date", ()),
    "DateEnd": ("end", "date", ()),
    "Tour begins": ("start", "", ("tour",)),
    "Tour ends": ("end", "", ("tour",)),
    "Start Year": ("start", "year", ()),
    "styear": ("start", "year", ()),
    "endmonth": ("end", "month", ()),
    "EndDay1": ("end", "day", ("1",)),
    "start_date.year": ("start", "year", ()),
    "date.month": ("", "month", ()),
    "year2": ("", "year", ("2",)),
    "von": ("start", "", ()),
    "bis": ("end", "", ()),
    "date du": ("start", "date", ()),
    "Date au": ("end", "date", ()),
    "Дата окончания": ("end", "date", ()),
    "開始日": ("start", "day", ()),
    "ツアー終了日": ("end", "day", ("ツアー",)),
    "结束日期": ("end", "date", ()),
    "วันที่ (พ.ศ.)": ("", "date", ("พ", "ศ")),
    "first day": ("start", "day", ()),
    "First contact": ("", "", ("contact", "first")),
    "From country": ("", "", ("country", "from")),
    "Member since": ("", "", ("member", "since")),
    "today": ("", "", ("today",)),
    "": ("", "", ()),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_which_end_and_which_part(name):
    header = parse_header(name)
    assert (header.side, header.part, header.rest) == NAMES[name]


def test_words_are_parted_at_capitals_digits_and_signs():
    assert split_header("StartYear1.of_the-Tour") == ("start", "year", "1", "of", "the", "tour")


@pytest.mark.parametrize("name", ["Signed", "Date of ratification", "Entry into force", "署名日"])
def test_acts_are_known(name):
    assert says_act(name)


@pytest.mark.parametrize("name", ["created_at", "Last updated", "Date of birth"])
def test_what_happens_to_a_record_is_known(name):
    assert says_record(name)
    assert not says_act(name)

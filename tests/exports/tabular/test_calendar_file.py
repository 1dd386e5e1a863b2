"""Tests of the calendar: only known days, the last one included, and names that stay."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

from components.exports.tabular import calendar_file
from tests.support import nasty

GATHERED = nasty.EXPORT_INPUTS["all"]
CALENDAR = icalendar.Calendar.from_ical(calendar_file.make_calendar(GATHERED))
ENTRIES = {entry["uid"]: entry for entry in CALENDAR.walk("VEVENT")}
DATED = [name for name in nasty.TITLES if nasty.DAYS.fullmatch(nasty.to_date(name))]


def to_entry(name):
    return ENTRIES[calendar_file.build_uid(name, nasty.TABLE)]


@pytest.mark.parametrize("name", DATED)
def test_an_entry_lasts_from_the_first_day_to_the_last(name):
    entry = to_entry(name)
    first, last = (date.fromisoformat(nasty.to_date(name).split("/")[end]) for end in (0, -1))
    length = entry["duration"].dt if "duration" in entry else entry["dtend"].dt - entry["dtstart"].dt
    assert type(entry["dtstart"].dt) is date
    assert entry["dtstart"].dt == first
    assert length == last - first + timedelta(days=1)


def test_how_many_are_left_out_is_said():
    left_out, selected = len(GATHERED.events) - len(DATED), len(GATHERED.events)
    assert left_out > 0
    assert f"{left_out} of {selected} selected events have no exact date and are not in this calendar." in str(
        CALENDAR["comment"]
    )
    whole = icalendar.Calendar.from_ical(calendar_file.make_calendar(nasty.EXPORT_INPUTS["one"]))
    assert "All selected events have exact dates" in str(whole["comment"])


def test_names_stay_and_are_those_of_one_table():
    later = replace(GATHERED, statement=replace(GATHERED.statement, made=GATHERED.statement.made + timedelta(days=9)))
    again = icalendar.Calendar.from_ical(calendar_file.make_calendar(later))
    assert {entry["uid"] for entry in again.walk("VEVENT")} == set(ENTRIES)
    other = replace(nasty.TABLE, settings=replace(nasty.TABLE.settings, title="Another"))
    assert calendar_file.build_uid("plus", other) != calendar_file.build_uid("plus", nasty.TABLE)


def test_an_entry_carries_its_sources_and_links_to_the_web_only():
    described = str(to_entry("japanese")["description"])
    assert described.count("Source: ") == 5
    assert "=p. 3; paragraph 1" in described
    assert "https://example.org/page?a=1&b=2#c" in described
    assert "javascript:" not in described
    assert "file:" not in described
    assert str(to_entry("japanese")["url"]) == "https://example.org/page?a=1&b=2#c"
    assert "url" not in to_entry("unsourced")


def test_a_planned_event_is_tentative_and_nobody_is_busy():
    assert (to_entry("planned")["status"], to_entry("oldest")["status"]) == ("TENTATIVE", "CONFIRMED")
    assert {entry["transp"] for entry in ENTRIES.values()} == {"TRANSPARENT"}

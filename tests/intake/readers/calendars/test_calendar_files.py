"""Tests of calendars: an event each time that it takes place, on the days that the calendar's own clock shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake.limits import IntakeError
from components.intake.readers.calendars import calendar_files, calendar_series
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_tables import Decisions
from tests.support.intake_files import to_lists

DAYS = {
    "one day": ("DTSTART;VALUE=DATE:20130428", "2013-04-28", "2013-04-28"),
    "until the day before": ("DTSTART;VALUE=DATE:20130428\r\nDTEND;VALUE=DATE:20130501", "2013-04-28", "2013-04-30"),
    "a day stated as none": ("DTSTART;VALUE=DATE:20130428\r\nDTEND;VALUE=DATE:20130428", "2013-04-28", "2013-04-28"),
    "hours": ("DTSTART:20130428T100000Z\r\nDTEND:20130428T120000Z", "2013-04-28", "2013-04-28"),
    "until midnight": ("DTSTART:20130428T100000\r\nDTEND:20130430T000000", "2013-04-28", "2013-04-29"),
    "for three days": ("DTSTART;VALUE=DATE:20130428\r\nDURATION:P3D", "2013-04-28", "2013-04-30"),
    "no day": ("DTSTAMP:20130428T100000Z", "", ""),
    "days with dashes": ("DTSTART;VALUE=DATE:2013-04-28\r\nDTEND;VALUE=DATE:2013-05-01", "2013-04-28", "2013-04-30"),
    "an impossible day": ("DTSTART;VALUE=DATE:20130231", "20130231", ""),
}
NO_ZONE = "Times in UTC are assigned to the UTC day, as the calendar names no time zone."


def _to_calendar(lines: str) -> bytes:
    event = f"BEGIN:VEVENT\r\n{lines}\r\nSUMMARY:Talks\\, in Rome\r\nUID:u1\r\nURL:https://example.org\r\nEND:VEVENT"
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n".encode()


@pytest.mark.parametrize("case", DAYS)
def test_first_and_last_day(case):
    lines, first, last = DAYS[case]
    sheet = read_sheet(_to_calendar(lines), "a.ics")
    assert to_lists(sheet) == [
        ["start", "end", "title", "location", "description", "uid", "url"],
        [first, last, "Talks, in Rome", "", "", "u1", "https://example.org"],
    ]
    assert sheet.kind == "ics"
    assert sheet.notes == (NO_ZONE,) * ("Z\r" in lines and "DTSTART" in lines)


def test_what_else_an_event_says_has_columns():
    lines = (
        "DTSTART;VALUE=DATE:20130428\r\nSTATUS:CANCELLED\r\nCATEGORIES:Energy,Trade\r\nCATEGORIES:Oil"
        "\r\nATTENDEE;CN=Ana Ide:mailto:ana@example.org\r\nATTENDEE:MAILTO:bo@example.org"
    )
    (names, cells) = to_lists(read_sheet(_to_calendar(lines), "a.ics"))
    assert names[7:] == ["categories", "status", "attendees"]
    assert cells[7:] == ["Energy; Trade; Oil", "CANCELLED", "Ana Ide; bo@example.org"]


def _read(*events, head="", decisions=None):
    """Return the days, titles and ids of a calendar of these events, its notes, and what can be decided."""
    body = ""
    for place, lines in enumerate(events):
        named = lines if any(line.startswith("UID:") for line in lines) else [f"UID:u{place}", *lines]
        body += "\r\n".join(["BEGIN:VEVENT", f"SUMMARY:Act {place}", *named, "END:VEVENT", ""])
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}END:VCALENDAR\r\n".encode()
    return calendar_files.read_calendar(content, decisions or Decisions())


def _days(table):
    return [first if first == last else f"{first}/{last}" for first, last in zip(
        table.cells["start"].to_pylist(), table.cells["end"].to_pylist(), strict=True)]  # fmt: skip


SERIES = {
    "so many times": (
        ["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3"],
        ["2014-01-06", "2014-02-03", "2014-03-03"],
    ),
    "up to a day": (["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=WEEKLY;UNTIL=20140113"], ["2014-01-06", "2014-01-13"]),
    "up to a moment in UTC": (
        ["DTSTART;TZID=Asia/Tokyo:20140106T080000", "RRULE:FREQ=DAILY;UNTIL=20140106T230000Z"],
        ["2014-01-06", "2014-01-07"],
    ),
    "but for one": (
        ["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20140107"],
        ["2014-01-06", "2014-01-08"],
    ),
    "but for a day of moments": (
        ["DTSTART:20140106T100000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20140107"],
        ["2014-01-06", "2014-01-08"],
    ),
    "but for a moment of another zone": (
        ["DTSTART;TZID=Asia/Tokyo:20140106T080000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20140106T230000Z"],
        ["2014-01-06"],
    ),
    "on days that are listed": (
        ["DTSTART;VALUE=DATE:20140210", "DTEND;VALUE=DATE:20140212", "RDATE;VALUE=DATE:20140310,20140414"],
        ["2014-02-10/2014-02-11", "2014-03-10/2014-03-11", "2014-04-14/2014-04-15"],
    ),
    "through a change of the clock": (
        ["DTSTART;TZID=Europe/Berlin:20140329T233000", "DURATION:PT20M", "RRULE:FREQ=DAILY;COUNT=3"],
        ["2014-03-29", "2014-03-30", "2014-03-31"],
    ),
    "on a day that never comes": (["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"],
                                  ["2014-01-06"]),
}  # fmt: skip


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", SERIES)
def test_a_series_is_written_out(case):
    lines, days = SERIES[case]
    table = _read(lines)
    assert _days(table) == days
    assert len(set(table.cells["uid"].to_pylist())) == len(days)
    assert table.problems == ()


def test_a_day_that_was_moved_stands_once():
    table = _read(
        ["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=DAILY;COUNT=3"],
        ["UID:u0", "RECURRENCE-ID;VALUE=DATE:20140107", "DTSTART;VALUE=DATE:20140120"],
    )
    assert sorted(_days(table)) == ["2014-01-06", "2014-01-08", "2014-01-20"]


def test_days_that_are_moved_from_one_on_are_all_moved():
    table = _read(
        ["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=WEEKLY;COUNT=3"],
        ["UID:u0", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20140113", "DTSTART;VALUE=DATE:20140114"],
    )
    assert sorted(_days(table)) == ["2014-01-06", "2014-01-14", "2014-01-21"]


def test_a_series_without_an_end_goes_on_as_long_as_anything_else_and_that_is_asked():
    events = ["DTSTART;VALUE=DATE:20140211", "RRULE:FREQ=YEARLY"], ["DTSTART;VALUE=DATE:20150301"]
    table = _read(*events)
    assert sorted(_days(table)) == ["2014-02-11", "2015-02-11", "2015-03-01"]
    assert table.problems == (
        "“Act 0” recurs with no end date, and is listed up to 2015-03-01. Choose an end date to change this.",
    )
    assert table.offered["until"][:3] == ("", "2015", "2016")
    longer = _read(*events, decisions=Decisions(until="2017"))
    assert sorted(_days(longer))[-2:] == ["2016-02-11", "2017-02-11"]
    assert "up to 2017-12-31" in longer.problems[0]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=5", "FREQ=DAILY;INTERVAL=0", "FREQ=NOW", "COUNT=2"]
)
def test_a_series_that_is_not_followed_stands_with_its_first_day_and_that_is_said(rule):
    table = _read(["DTSTART:20140106T100000", f"RRULE:{rule}"])
    assert _days(table) == ["2014-01-06"]
    assert "“Act 0” recurs in a pattern that can't be read" in table.problems[0]


def test_of_a_long_series_the_first_days_stand_and_that_is_said(monkeypatch):
    monkeypatch.setattr(calendar_series, "MOST_OF_SERIES", 4)
    table = _read(["DTSTART;VALUE=DATE:20140106", "RRULE:FREQ=DAILY;COUNT=9"])
    assert _days(table) == ["2014-01-06", "2014-01-07", "2014-01-08", "2014-01-09"]
    assert "only the first days" in table.problems[0]


TOKYO = ["BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0900"]
TOKYO += ["TZOFFSETTO:+0900", "END:STANDARD", "END:VTIMEZONE", ""]
EVENING = ["DTSTART:20140512T220000Z", "DTEND:20140512T233000Z"]
ZONES = {
    "its own zone": ("X-WR-TIMEZONE:Asia/Tokyo\r\n", "2014-05-13", "in Asia/Tokyo, the calendar's own time zone"),
    "a zone as Windows calls it": ("X-WR-TIMEZONE:Tokyo Standard Time\r\n", "2014-05-13", "own time zone"),
    "the one zone that it describes": (
        "\r\n".join(TOKYO),
        "2014-05-13",
        "own time zone",
    ),
    "a zone that nobody knows": ("X-WR-TIMEZONE:Nowhere/../x\r\n", "2014-05-12", "“Nowhere/../x” is not recognised"),
    "no zone": ("", "2014-05-12", "the calendar names no time zone"),
}


@pytest.mark.parametrize("case", ZONES)
def test_the_calendars_own_zone_decides_the_day(case):
    head, day, said = ZONES[case]
    table = _read(EVENING, head=head)
    assert _days(table) == [day]
    assert said in table.notes[-1]


def test_what_is_no_event_is_said():
    tasks = (
        "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nBEGIN:VTODO\r\nUID:v\r\nEND:VTODO\r\nBEGIN:VJOURNAL\r\nEND:VJOURNAL\r\n"
    )
    assert _read(EVENING, head=tasks).problems == (
        "2 tasks in the calendar were left out, as they are not events.",
        "1 journal entry in the calendar was left out, as it is not an event.",
    )
    with pytest.raises(IntakeError, match=r"has no events\. .* 2 tasks in the calendar .* 1 journal entry"):
        _read(head=tasks)


def test_a_line_that_goes_on_unmarked_is_a_part_of_the_line_before():
    table = _read(["DTSTART;VALUE=DATE:20140106", "DESCRIPTION:They met", "Place: Rome", "and parted"])
    assert table.cells["description"].to_pylist() == ["They met Place: Rome and parted"]
    assert "2 lines continue the previous lines without the space" in table.problems[0]


WHOLE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    + "".join(
        f"BEGIN:VEVENT\r\nSUMMARY:Act {n}\r\nDTSTART;VALUE=DATE:2014050{n}\r\nEND:VEVENT\r\n" for n in range(1, 4)
    )
    + "END:VCALENDAR\r\n"
)


@given(st.integers(WHOLE.index("END:VEVENT") + 10, len(WHOLE) - 3))
def test_of_a_calendar_that_is_cut_off_every_whole_event_is_kept(end):
    text = WHOLE[:end]
    table = calendar_files.read_calendar(text.encode())
    whole = text.count("END:VEVENT")
    assert table.cells["title"].to_pylist() == [f"Act {n}" for n in range(1, whole + 1)]
    begun = "SUMMARY:" in text.rpartition("END:VEVENT")[2]
    assert [reason for *_, reason in table.ragged] == [calendar_files.CUT] * begun
    said = "breaks off in the middle of an entry. That" if begun else "is incomplete, so any events after the cut"
    assert table.problems[0].startswith(f"The calendar file {said}")

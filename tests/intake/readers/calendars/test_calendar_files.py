"""Tests of calendars: the last day of an event is its last day, and one that recurs is said."""

import pytest

from components.intake.readers.sheets import read_sheet
from tests.support.intake_files import to_lists

DAYS = {
    "one day": ("DTSTART;VALUE=DATE:20130428", "2013-04-28", "2013-04-28"),
    "until the day before": ("DTSTART;VALUE=DATE:20130428\r\nDTEND;VALUE=DATE:20130501", "2013-04-28", "2013-04-30"),
    "a day stated as none": ("DTSTART;VALUE=DATE:20130428\r\nDTEND;VALUE=DATE:20130428", "2013-04-28", "2013-04-28"),
    "hours": ("DTSTART:20130428T100000Z\r\nDTEND:20130428T120000Z", "2013-04-28", "2013-04-28"),
    "until midnight": ("DTSTART:20130428T100000\r\nDTEND:20130430T000000", "2013-04-28", "2013-04-29"),
    "for three days": ("DTSTART;VALUE=DATE:20130428\r\nDURATION:P3D", "2013-04-28", "2013-04-30"),
    "no day": ("DTSTAMP:20130428T100000Z", "", ""),
    "an impossible day": ("DTSTART;VALUE=DATE:20130231", "20130231", ""),
}


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
    assert (sheet.kind, sheet.notes) == ("ics", ())


def test_an_event_that_recurs_stands_once_and_that_is_said():
    sheet = read_sheet(_to_calendar("DTSTART;VALUE=DATE:20130428\r\nRRULE:FREQ=DAILY"), "a.ics")
    assert len(sheet.cells) == 1
    assert sheet.notes == ("1 event recurs and stands with the first date only.",)


def test_what_else_an_event_says_has_columns():
    lines = (
        "DTSTART;VALUE=DATE:20130428\r\nSTATUS:CANCELLED\r\nCATEGORIES:Energy,Trade\r\nCATEGORIES:Oil"
        "\r\nATTENDEE;CN=Ana Ide:mailto:ana@example.org\r\nATTENDEE:MAILTO:bo@example.org"
    )
    (names, cells) = to_lists(read_sheet(_to_calendar(lines), "a.ics"))
    assert names[7:] == ["categories", "status", "attendees"]
    assert cells[7:] == ["Energy; Trade; Oil", "CANCELLED", "Ana Ide; bo@example.org"]

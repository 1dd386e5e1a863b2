"""The reader of calendars (ICS): an event each time that it takes place, with its first and its last day."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from icalendar import Calendar
from icalendar.cal import Component

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import text_tables
from components.intake.readers.calendars import calendar_lines
from components.intake.readers.calendars.calendar_lines import CalendarLines
from components.intake.readers.calendars.calendar_moments import Zone, find_zone, is_in_utc, read_value
from components.intake.readers.calendars.calendar_series import (
    MOST_OF_SERIES,
    Occurrence,
    SeriesAccount,
    list_occurrences,
)
from components.intake.readers.characters import clean
from components.intake.readers.csv_rows import Row
from components.intake.readers.text_encodings.encoding import decode, detect_encoding
from components.intake.readers.text_tables import BY_CONTENT, MOST_QUOTED, Decisions, TextTable, list_some
from components.messages.sentence import N_, Sentence

COLUMNS = ("start", "end", "title", "location", "description", "uid", "url")
NO_EVENTS = Sentence("The calendar has no events. Choose another one.")
CUT = N_("The entry is cut short: the calendar ends in the middle of it.")
_FIELDS = ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")
# Properties that few calendars have → the column for them; to add one: a line here
_FURTHER = {"CATEGORIES": "categories", "STATUS": "status", "ORGANIZER": "organizer", "ATTENDEE": "attendees"}
# Parts of a calendar that are no events, and what is said of one and of several
_OTHERS = {
    "VTODO": (
        N_("{count} task in the calendar was left out, as it is not an event."),
        N_("{count} tasks in the calendar were left out, as they are not events."),
    ),
    "VJOURNAL": (
        N_("{count} journal entry in the calendar was left out, as it is not an event."),
        N_("{count} journal entries in the calendar were left out, as they are not events."),
    ),
    "VFREEBUSY": (
        N_("{count} free/busy list in the calendar was left out, as it is not an event."),
        N_("{count} free/busy lists in the calendar were left out, as they are not events."),
    ),
}
_YEARS_OFFERED = 20
_LISTED = 3  # titles in a sentence


def read_calendar(content: bytes, decisions: Decisions = BY_CONTENT) -> TextTable:
    """Read the events of a calendar as COLUMNS and what else any has; days as YYYY-MM-DD, `end` the last day itself.

    A series stands with a row for every day, one without an end up to the year that `decisions` say, else up to the
    last day of all others. Raises IntakeError.
    """
    limits.CALENDAR_BYTES.check(len(content))
    encoding = detect_encoding(content, decisions.encoding)
    lines = calendar_lines.read_lines(decode(content, encoding))
    try:
        calendars = Calendar.from_ical(lines.to_text(), multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise IntakeError(limits.DAMAGED) from error
    others = [*_describe_others(calendars)]
    account = SeriesAccount()
    events = [event for calendar in calendars for event in _find_events(calendar)]
    if not events:
        raise IntakeError(reduce(_join, others, NO_EVENTS))
    until = dt.date(int(decisions.until), 12, 31) if decisions.until.isdecimal() else None
    found = [each for calendar in calendars for each in _list_events(calendar, until, account)]
    further = [name for name in _FURTHER if any(name in event for event in events)]
    names = [*COLUMNS, *(_FURTHER[name] for name in further)]
    table = text_tables.gather_records(names, _to_rows(found, further, lines))
    problems = (*_describe_lines(lines), *_describe_series(account, found, until), *others)
    return replace(
        table,
        kind="ics",
        decided=replace(table.decided, encoding=encoding.codec, until=decisions.until),
        offered=_offer_years(found) if account.endless else {},
        notes=(*filter(None, [encoding.note]), *problems, *_describe_zones(calendars, events), *table.notes),
        problems=problems,
    )


def _list_events(calendar: Component, until: dt.date | None, account: SeriesAccount) -> list[Occurrence]:
    return list_occurrences(_find_events(calendar), find_zone(calendar), until, account)


def _find_events(calendar: Component) -> list[Component]:
    """Return the events of a calendar that state anything."""
    return [event for event in calendar.walk("VEVENT") if event.keys()]


def _to_rows(found: list[Occurrence], further: list[str], lines: CalendarLines) -> Iterator[Row]:
    number = 1
    for number, each in enumerate(found, start=2):
        title, location, description, url = (str(each.event.get(name, "")) for name in _FIELDS)
        more = (_to_list(each.event.get(name)) for name in further)
        yield number, [each.first, each.last, title, location, description, each.uid, url, *more], ""
    if lines.cut:
        yield number + 1, list(lines.cut), CUT


def _to_list(stated: Any) -> str:
    """Return the entries of a property that may stand several times: people by their names, where these are given."""
    values = stated if isinstance(stated, list) else [] if stated is None else [stated]
    entries = [entry for value in values for entry in getattr(value, "cats", [value])]
    named = [getattr(entry, "params", {}).get("CN") or str(entry) for entry in entries]
    return "; ".join(re.sub("^mailto:", "", name, flags=re.IGNORECASE).strip() for name in named)


def _offer_years(found: list[Occurrence]) -> dict[str, tuple[str, ...]]:
    """Return the years up to which series without an end may be written out, "" for the last day of all others."""
    years = [int(each.last[:4]) for each in found if each.last[:4].isdecimal()]
    first = min(max(years, default=1), dt.MAXYEAR - _YEARS_OFFERED)
    return {"until": ("", *(f"{year:04}" for year in range(first, first + _YEARS_OFFERED)))}


def _join(before: Sentence, after: Sentence) -> Sentence:
    return Sentence("{before} {after}", before=before, after=after)


def _describe_lines(lines: CalendarLines) -> Iterator[Sentence]:
    if lines.is_cut and lines.cut:
        yield Sentence(
            "The calendar file breaks off in the middle of an entry. That entry was left out, "
            "and any after it are missing. Export it again."
        )
    elif lines.is_cut:
        yield Sentence("The calendar file is incomplete, so any events after the cut are missing. Export it again.")
    if lines.joined:
        yield Sentence(
            "{count} line continues the previous line without the space that marks this, and was joined to it.",
            "{count} lines continue the previous lines without the space that marks this, and were joined to them.",
            count=lines.joined,
        )


def _describe_series(account: SeriesAccount, found: list[Occurrence], until: dt.date | None) -> Iterator[Sentence]:
    if account.endless:
        last = until or max((each.last for each in found if each.last[:4].isdecimal()), default="")
        yield Sentence(
            "{titles} recurs with no end date, and is listed up to {last}. Choose an end date to change this.",
            "{titles} recur with no end date, and are listed up to {last}. Choose an end date to change this.",
            count=len(account.endless),
            titles=_list(account.endless),
            last=str(last),
        )
    if account.cut:
        yield Sentence(
            "{titles}: only the first days of a series with more than {most} days are listed.",
            titles=_list(account.cut),
            most=MOST_OF_SERIES,
        )
    if account.unread:
        yield Sentence(
            "{titles} recurs in a pattern that can't be read, and is listed on its first day only.",
            "{titles} recur in a pattern that can't be read, and are listed on their first days only.",
            count=len(account.unread),
            titles=_list(account.unread),
        )


def _describe_others(calendars: Sequence[Component]) -> Iterator[Sentence]:
    for kind, (one, many) in _OTHERS.items():
        if count := sum(len(calendar.walk(kind)) for calendar in calendars):
            yield Sentence(one, many, count=count)


def _describe_zones(calendars: Sequence[Component], events: list[Component]) -> Iterator[Sentence]:
    """Say which zone decides the day of moments in UTC; those of other zones have the day that is written."""
    if not any(is_in_utc(read_value(event.get("DTSTART"))) for event in events):
        return
    zones = {find_zone(calendar) for calendar in calendars}
    known = [zone.name for zone in zones if zone.clock]
    if known:
        yield Sentence(
            "Times in UTC are assigned to the day they fall on in {zones}, the calendar's own time zone.",
            zones=", ".join(sorted(known)),
        )
    for zone in sorted(zones - {zone for zone in zones if zone.clock}, key=_to_name):
        if zone.name:
            yield Sentence(
                "Times in UTC are assigned to the UTC day, as the calendar's time zone “{zone}” is not recognised.",
                zone=zone.name,
            )
        else:
            yield Sentence("Times in UTC are assigned to the UTC day, as the calendar names no time zone.")


def _to_name(zone: Zone) -> str:
    return zone.name


def _list(titles: list[str]) -> str:
    return list_some([f"“{clean(title)[:MOST_QUOTED]}”" for title in titles[:_LISTED]], len(titles))

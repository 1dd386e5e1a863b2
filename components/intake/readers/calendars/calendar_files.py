"""The reader of calendars (ICS): an event each, with its first and its last day."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from icalendar import Calendar
from icalendar.cal import Component
from icalendar.prop import vBroken

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import text_tables
from components.intake.readers.csv_rows import Row
from components.intake.readers.encoding import decode, detect_encoding
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable

COLUMNS = ("start", "end", "title", "location", "description", "uid", "url")
NO_EVENTS = "The calendar has no events."
_FIELDS = ("SUMMARY", "LOCATION", "DESCRIPTION", "UID", "URL")
# Properties that few calendars have → the column for them; to add one: a line here
_FURTHER = {"CATEGORIES": "categories", "STATUS": "status", "ORGANIZER": "organizer", "ATTENDEE": "attendees"}
_ONE_DAY = dt.timedelta(days=1)


def read_calendar(content: bytes, decisions: Decisions = BY_CONTENT) -> TextTable:
    """Read the events of a calendar as COLUMNS and what else any has; days as YYYY-MM-DD, `end` the last day itself.

    An event that recurs stands once, on its first day, and that is said. Raises IntakeError.
    """
    limits.CALENDAR_BYTES.check(len(content))
    encoding = detect_encoding(content, decisions.encoding)
    try:
        calendars = Calendar.from_ical(decode(content, encoding), multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise IntakeError(limits.DAMAGED) from error
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        raise IntakeError(NO_EVENTS)
    further = [name for name in _FURTHER if any(name in event for event in events)]
    names = [*COLUMNS, *(_FURTHER[name] for name in further)]
    table = text_tables.gather_records(names, _to_rows(events, further))
    recurring = sum("RRULE" in event or "RDATE" in event for event in events)
    notes = (*filter(None, [encoding.note]), *_describe(recurring), *table.notes)
    return replace(table, kind="ics", decided=replace(table.decided, encoding=encoding.codec), notes=notes)


def _describe(recurring: int) -> Iterator[str]:
    if recurring:
        events = "1 event recurs and stands" if recurring == 1 else f"{recurring} events recur and stand"
        yield f"{events} with the first date only."


def _to_rows(events: list[Component], further: list[str]) -> Iterator[Row]:
    for number, event in enumerate(events, start=2):
        first, last = _to_days(event)
        texts = (str(event.get(name, "")) for name in _FIELDS)
        yield number, [first, last, *texts, *(_to_list(event.get(name)) for name in further)], ""


def _to_list(stated: Any) -> str:
    """Return the entries of a property that may stand several times: people by their names, where these are given."""
    values = stated if isinstance(stated, list) else [] if stated is None else [stated]
    entries = [entry for value in values for entry in getattr(value, "cats", [value])]
    named = [getattr(entry, "params", {}).get("CN") or str(entry) for entry in entries]
    return "; ".join(re.sub("^mailto:", "", name, flags=re.IGNORECASE).strip() for name in named)


def _to_days(event: Component) -> tuple[str, str]:
    """Return the first and the last day; an end is the moment after (RFC 5545, 3.8.2.2), so midnight is not in it.

    A day that can't be read stays the text that it is.
    """
    start = _to_moment(event.get("DTSTART"))
    if start is None:
        return str(event.get("DTSTART", "")), str(event.get("DTEND", ""))
    end = _to_moment(event.get("DTEND"))
    if end is None and isinstance(duration := _to_value(event.get("DURATION")), dt.timedelta):
        end = start + duration
    if end is None:
        return start.date().isoformat(), start.date().isoformat()
    midnight = end.time() == dt.time() and end.date() > start.date()
    return start.date().isoformat(), (end.date() - _ONE_DAY if midnight else end.date()).isoformat()


def _to_moment(stated: Any) -> dt.datetime | None:
    """Return a stated day or time as the clock of that place shows it; None where there is none that can be read."""
    moment = _to_value(stated)
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None)
    return dt.datetime.combine(moment, dt.time()) if isinstance(moment, dt.date) else None


def _to_value(stated: Any) -> Any:
    return None if stated is None or isinstance(stated, vBroken) else getattr(stated, "dt", None)

"""Days and moments of a calendar's events, as the clock shows them in the zone that decides the day."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.cal import Component
from icalendar.prop import vBroken
from icalendar.timezone import is_utc
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

ONE_DAY = dt.timedelta(days=1)
# A day that is written with dashes, or a moment with colons, which RFC 5545 doesn't allow
_DASHED = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d{1,9})?(Z)?)?")


@dataclass(frozen=True)
class Zone:
    """Hold the zone in which a calendar's moments have their day: its name, and its clock where that is known."""

    name: str = ""
    clock: dt.tzinfo | None = None


def find_zone(calendar: Component) -> Zone:
    """Return the zone that a calendar names for all of it, else the only one that it describes, else none."""
    described = {str(zone.get("TZID", "")): zone for zone in calendar.walk("VTIMEZONE")}
    named = str(calendar.get("X-WR-TIMEZONE", "")).strip() or (next(iter(described)) if len(described) == 1 else "")
    if not named:
        return Zone()
    try:
        return Zone(named, ZoneInfo(WINDOWS_TO_OLSON.get(named, named)))
    except (ValueError, OSError):  # it may be a zone of the calendar's own; a name is looked up and never a path
        return Zone(named, _build_clock(described.get(named)))


def _build_clock(zone: Any) -> dt.tzinfo | None:
    try:
        return zone.to_tz() if zone is not None else None
    except (ValueError, KeyError, AttributeError, IndexError):
        return None


def read_value(stated: Any) -> Any:
    """Return the day, moment, span or length that a property states, None where it can't be read."""
    if stated is None or isinstance(stated, list):
        return None
    value = None if isinstance(stated, vBroken) else getattr(stated, "dt", None)
    return _parse_dashed(str(stated)) if value is None else value


def _parse_dashed(text: str) -> dt.date | None:
    match = _DASHED.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        if not match[4]:
            return day
        moment = dt.datetime.combine(day, dt.time(int(match[4]), int(match[5]), int(match[6] or 0)))
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if match[7] else moment


def is_in_utc(value: Any) -> bool:
    """Tell whether a value is a moment in UTC, whose day hangs on the zone in which it is looked at."""
    return isinstance(value, dt.datetime) and value.tzinfo is not None and is_utc(value)


def to_clock(value: dt.date, like: dt.date) -> dt.datetime:
    """Return a day or moment as the clock shows it in the zone of another one; where that has none, as it stands."""
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    zone = like.tzinfo if isinstance(like, dt.datetime) else None
    return (value.astimezone(zone) if zone and value.tzinfo else value).replace(tzinfo=None)


def to_local(moment: dt.datetime, like: dt.date, zone: Zone) -> dt.datetime:
    """Return a moment of to_clock in the calendar's own zone, where the other one is in UTC."""
    if zone.clock is None or not is_in_utc(like):
        return moment
    try:
        return moment.replace(tzinfo=dt.UTC).astimezone(zone.clock).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return moment


def find_last_day(start: dt.datetime, end: dt.datetime | None) -> dt.date:
    """Return the last day of what ends at a moment (RFC 5545, 3.8.2.2): the moment after it, so not a midnight."""
    if end is None or end <= start:
        return start.date()
    return end.date() - ONE_DAY if end.time() == dt.time() else end.date()

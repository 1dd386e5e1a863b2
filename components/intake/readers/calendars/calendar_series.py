"""Series of a calendar written out: the days on which an event recurs, without those left out or moved."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from dateutil import rrule
from icalendar.cal import Component

from components.intake.readers.calendars.calendar_moments import Zone, find_last_day, read_value, to_clock, to_local

MOST_OF_SERIES = 1_000  # days of one series
MOST_WRITTEN = 200_000  # of all of them; other series stand with their first day
_RECURS = ("RRULE", "RDATE")
# How often → years in which the days of a rule are looked for, for an interval of one
_YEARS = {"DAILY": 30, "WEEKLY": 100, "MONTHLY": 400, "YEARLY": 9_999}
_LAST_YEAR = 9_998
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AND_FUTURE = "THISANDFUTURE"
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True)
class Occurrence:
    """Hold one day or span on which an event takes place, and its id; the texts are the event's."""

    event: Component
    first: str
    last: str
    uid: str


@dataclass
class SeriesAccount:
    """Hold the titles of the series without an end, of those with too many days, and of those that weren't read."""

    endless: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    written: int = 0


@dataclass(frozen=True)
class _Series:
    """Hold what a series is made of: its first moment by its own clock, its length, and the moments moved elsewhere.

    moved: by moment; later: from which moments on another event stands in its place.
    """

    event: Component
    stated: dt.date
    length: dt.timedelta | None
    moved: frozenset[dt.datetime]
    later: tuple[tuple[dt.datetime, Component], ...]


def is_series(event: Component) -> bool:
    """Tell whether an event recurs; one that stands in the place of a day of a series doesn't itself."""
    return any(name in event for name in _RECURS) and "RECURRENCE-ID" not in event


def list_occurrences(
    events: list[Component], zone: Zone, until: dt.date | None, account: SeriesAccount
) -> list[Occurrence]:
    """Return every day of a calendar's events in the order of the file, its series written out up to a bound.

    until: the last day of series without an end, None for the last day of all others. What can't be written out stands
    with its first day, and is told in `account`.
    """
    others: dict[str, list[Component]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            others.setdefault(str(event.get("UID", "")), []).append(event)
    found: dict[int, list[Occurrence]] = {}
    endless = [place for place, event in enumerate(events) if _is_endless(event)]
    for place in [*(place for place in range(len(events)) if place not in {*endless}), *endless]:
        if until is None and endless and place == endless[0]:
            until = _find_last(found)
        found[place] = _write_out(events[place], others, zone, until, account)
    return [each for place in range(len(events)) for each in found[place]]


def _is_endless(event: Component) -> bool:
    rules = _to_list(event.get("RRULE")) if is_series(event) else []
    return any("COUNT" not in rule and "UNTIL" not in rule for rule in rules if isinstance(rule, dict))


def _find_last(found: dict[int, list[Occurrence]]) -> dt.date | None:
    """Return the last day of what was found by now, without those that are texts."""
    days = [each.last for occurrences in found.values() for each in occurrences if _DAY.fullmatch(each.last)]
    return dt.date.fromisoformat(max(days)) if days else None


def _write_out(
    event: Component, others: dict[str, list[Component]], zone: Zone, until: dt.date | None, account: SeriesAccount
) -> list[Occurrence]:
    if not is_series(event):
        return [_to_single(event, zone)]
    series = _to_series(event, others.get(str(event.get("UID", "")), []))
    moments = _find_moments(series, until, account) if series else None
    if series is None or moments is None:
        account.unread.append(_to_title(event))
        return [_to_single(event, zone)]
    account.written += len(moments)
    return [_to_occurrence(series, moment, zone) for moment in moments]


def find_days(event: Component, zone: Zone) -> tuple[str, str]:
    """Return the first and the last day of an event by itself; a day that can't be read stays the text that it is."""
    stated = read_value(event.get("DTSTART"))
    if not isinstance(stated, dt.date):
        return str(event.get("DTSTART", "")), str(event.get("DTEND", ""))
    return _to_days(stated, to_clock(stated, stated), _find_length(event, stated), zone)


def _to_days(stated: dt.date, start: dt.datetime, length: dt.timedelta | None, zone: Zone) -> tuple[str, str]:
    first = to_local(start, stated, zone)
    end = to_local(start + length, stated, zone) if length is not None else None
    return first.date().isoformat(), find_last_day(first, end).isoformat()


def _find_length(event: Component, stated: dt.date) -> dt.timedelta | None:
    end = read_value(event.get("DTEND"))
    if isinstance(end, dt.date):
        return to_clock(end, stated) - to_clock(stated, stated)
    duration = read_value(event.get("DURATION"))
    return duration if isinstance(duration, dt.timedelta) else None


def _to_single(event: Component, zone: Zone) -> Occurrence:
    replaced = read_value(event.get("RECURRENCE-ID"))
    uid = str(event.get("UID", ""))
    day = f" {replaced:%Y-%m-%d}" if isinstance(replaced, dt.date) and uid else ""
    return Occurrence(event, *find_days(event, zone), uid + day)


def _to_series(event: Component, others: list[Component]) -> _Series | None:
    stated = read_value(event.get("DTSTART"))
    if not isinstance(stated, dt.date):
        return None
    moved, later = set(), []
    for other in others:
        replaced = read_value(other.get("RECURRENCE-ID"))
        if isinstance(replaced, dt.date):
            moment = to_clock(replaced, stated)
            moved.add(moment)
            if other["RECURRENCE-ID"].params.get("RANGE") == _AND_FUTURE:
                later.append((moment, other))
    return _Series(event, stated, _find_length(event, stated), frozenset(moved), tuple(sorted(later, key=_by_moment)))


def _by_moment(pair: tuple[dt.datetime, Component]) -> dt.datetime:
    return pair[0]


def _find_moments(series: _Series, until: dt.date | None, account: SeriesAccount) -> list[dt.datetime] | None:
    """Return the moments of a series by its own clock, None where its rule can't be followed."""
    if account.written >= MOST_WRITTEN:
        return None
    start = to_clock(series.stated, series.stated)
    try:
        rules = [*map(_read_rule, _to_list(series.event.get("RRULE")))]
        moments = {start, *_read_moments(series, "RDATE")}
        for rule in rules:
            moments |= set(_follow(rule, start, series.stated, until))
        moments -= series.moved | _find_left_out(series, moments)
    except _UNREADABLE:
        return None
    if "EXRULE" in series.event:
        return None
    if _is_endless(series.event):
        account.endless.append(_to_title(series.event))
    elif len(moments) > MOST_OF_SERIES:
        account.cut.append(_to_title(series.event))
    return sorted(moments)[:MOST_OF_SERIES]


def _read_rule(rule: Any) -> dict[str, list[Any]]:
    """Return the parts of a rule by name; raises ValueError where it recurs within a day, or never goes on."""
    parts = {str(name).upper(): value if isinstance(value, list) else [value] for name, value in rule.items()}
    if str(parts["FREQ"][0]).upper() not in _YEARS or int(parts.get("INTERVAL", [1])[0]) < 1:
        raise ValueError
    return parts


def _follow(
    parts: dict[str, list[Any]], start: dt.datetime, stated: dt.date, until: dt.date | None
) -> Iterator[dt.datetime]:
    """Yield the moments of a rule, as many as it counts, up to its own end or else to the given day."""
    frequency = str(parts["FREQ"][0]).upper()
    years = _YEARS[frequency] * int(parts.get("INTERVAL", [1])[0])
    end = dt.datetime.combine(dt.date(min(start.year + years, _LAST_YEAR), 12, 31), dt.time())
    if "UNTIL" in parts:
        end = min(end, _to_end(parts["UNTIL"][0], stated))
    elif "COUNT" not in parts:
        end = min(end, dt.datetime.combine(until or start.date(), dt.time.max))
    text = ";".join(
        f"{name}={','.join(map(_to_text, values))}" for name, values in parts.items() if name not in ("UNTIL", "COUNT")
    )
    rule = rrule.rrulestr(f"{text};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=start)
    yield from islice(rule, min(_count(parts), MOST_OF_SERIES + 1))


def _to_text(value: Any) -> str:
    written = value.to_ical() if hasattr(value, "to_ical") else value
    return written.decode() if isinstance(written, bytes) else str(written)


def _to_end(value: Any, stated: dt.date) -> dt.datetime:
    """Return the last moment of a rule; a day is all of that day."""
    if isinstance(value, dt.datetime):
        return to_clock(value, stated)
    return dt.datetime.combine(value, dt.time.max)


def _count(parts: dict[str, list[Any]]) -> int:
    return int(parts["COUNT"][0]) if "COUNT" in parts else MOST_OF_SERIES + 1


def _read_moments(series: _Series, name: str) -> Iterator[dt.datetime]:
    """Yield the moments that a property lists by the clock of the series; of a span, its beginning."""
    for value in _read_dates(series.event, name):
        yield to_clock(value, series.stated)


def _read_dates(event: Component, name: str) -> Iterator[dt.date]:
    for stated in _to_list(event.get(name)):
        for each in stated.dts:
            value = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            if isinstance(value, dt.date):
                yield value


def _find_left_out(series: _Series, moments: set[dt.datetime]) -> set[dt.datetime]:
    """Return the moments that are left out: those listed, and all of a day where a day is listed."""
    listed = [*_read_dates(series.event, "EXDATE")]
    is_day = not isinstance(series.stated, dt.datetime)
    days = {value for value in listed if not isinstance(value, dt.datetime)}
    days |= {value.date() for value in listed if isinstance(value, dt.datetime) and is_day}
    exact = {to_clock(value, series.stated) for value in listed}
    return {moment for moment in moments if moment in exact or moment.date() in days}


def _to_occurrence(series: _Series, moment: dt.datetime, zone: Zone) -> Occurrence:
    """Return one day of a series, as the event says that stands in its place from some day on."""
    event, stated, start, length = series.event, series.stated, moment, series.length
    for since, other in series.later:
        begun = read_value(other.get("DTSTART"))
        if since < moment and isinstance(begun, dt.date):
            event, stated, length = other, begun, _find_length(other, begun)
            start = moment + (to_clock(begun, series.stated) - since)
    uid = str(series.event.get("UID", ""))
    return Occurrence(event, *_to_days(stated, start, length, zone), f"{uid} {moment:%Y-%m-%d}" if uid else "")


def _to_list(stated: Any) -> list[Any]:
    return stated if isinstance(stated, list) else [] if stated is None else [stated]


def _to_title(event: Component) -> str:
    return str(event.get("SUMMARY", "")) or str(event.get("UID", "")) or "…"

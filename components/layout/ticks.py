"""The dates that are written on an axis: round ones, as many as there is room for."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from components.dates import edtf, spans
from components.dates.windows import Window
from components.messages.catalogue import ENGLISH, Messages

TICK_ROOM = 50.0  # pixels that no date is wider than
_MONTH = 365.2425 / 12
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
# Unit, how many of it from one date to the next, and pixels that a date needs
_STEPS = (
    *(("day", days, TICK_ROOM) for days in (1, 2, 7)),
    *(("month", months, 34.0) for months in (1, 2, 3, 6)),
    *(("month", 12 * years, 44.0) for years in _YEARS),
)
_MONDAY = 3  # 1970-01-01 was a Thursday
_MONTHS_TO_1970 = 1970 * 12


@dataclass(frozen=True)
class Tick:
    """Hold one date of an axis: its first day, what is written, and the year below where it changes ("" elsewhere)."""

    day: int
    label: str
    year: str = ""


def build_ticks(window: Window, width: float, _: Messages = ENGLISH) -> list[Tick]:
    """Return the dates for a window of days that is drawn on so many pixels."""
    per_day = width / (window.last - window.first + 1)
    unit, count = next(
        ((unit, count) for unit, count, room in _STEPS if _days(unit, count) * per_day >= room), _STEPS[-1][:2]
    )
    days = _every_days(window, count) if unit == "day" else _every_months(window, count)
    if unit == "month" and count >= 12:
        return [Tick(day, _year(day)) for day in days]
    return list(_with_years(days, _, days_named=unit == "day"))


def _days(unit: str, count: int) -> float:
    return count if unit == "day" else count * _MONTH


def _every_days(window: Window, count: int) -> Iterable[int]:
    offset = -_MONDAY if count == 7 else 0
    first = window.first + (offset - window.first) % count
    return range(first, window.last + 1, count)


def _every_months(window: Window, count: int) -> Iterable[int]:
    """Return the first days of every so many months, counted from year 0, that lie in the window."""
    first, last = (int(spans.to_months(np.array([day]))[0]) + _MONTHS_TO_1970 for day in (window.first, window.last))
    months = np.arange(-(-first // count) * count, last + 1, count) - _MONTHS_TO_1970
    starts = spans.to_month_starts(months[months >= 12 - _MONTHS_TO_1970])
    return [int(day) for day in starts if window.first <= day <= window.last]


def _with_years(days: Iterable[int], _: Messages, *, days_named: bool) -> Iterable[Tick]:
    before = ""
    for day in days:
        _year_digits, month, number = edtf.format_day(day).split("-")
        name = _.short_months[int(month) - 1]
        year = _year(day)
        yield Tick(day, f"{int(number)} {name}" if days_named else name, year if year != before else "")
        before = year


def _year(day: int) -> str:
    return str(int(edtf.format_day(day)[:4]))

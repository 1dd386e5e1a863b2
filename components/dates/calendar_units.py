"""The units of the calendar: which day, week, month … century holds a day or a range, and how wide each is."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from components.dates import date_text, edtf, spans
from components.messages.catalogue import ENGLISH, Messages

Days = npt.NDArray[np.integer]

# By size. Weeks are those of ISO 8601, from Monday; seasons those of EDTF, spring from March, winter from December into
# the next year; a decade is 2010-2019, a century 2000-2099.
UNITS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
# Those that a strip may be counted in. Seasons only hold what no finer unit does: they don't part the years, and cells
# as wide as quarters beside those would say nothing more.
STRIP_UNITS = tuple(unit for unit in UNITS if unit != "season")
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_MEAN_MONTH = 365.2425 / 12
_MEAN_DAYS = {"day": 1.0, "week": 7.0} | {unit: months * _MEAN_MONTH for unit, months in _MONTHS.items()}
# Months from the first unit to 1970: decades and centuries are counted from year 0, seasons from the December before
_MONTHS_TO_1970 = dict.fromkeys(_MONTHS, 1970 * 12) | {"season": 1970 * 12 + 1}
_MONDAY = 3  # 1970-01-01 was a Thursday
_KEPT = 16_384  # units put into words once, not with every answer


def unit_first(days: Days, unit: str) -> Days:
    """Give the first day (int32) of the unit that holds each day; an unbounded day stays as it is."""
    days = np.asarray(days, dtype=np.int64)
    return np.where(_unbounded(days), days, _first(days, unit)).astype(np.int32)


def unit_number(days: Days, unit: str) -> Days:
    """Give the number of the unit that holds each (bounded) day, so that the unit after it has the next number."""
    days = np.asarray(days, dtype=np.int64)
    if unit in _MONTHS:
        number: Days = (spans.to_months(days) + _MONTHS_TO_1970[unit]) // _MONTHS[unit]
        return number
    return (days + _MONDAY) // 7 if unit == "week" else days


def unit_last(first_days: Days, unit: str) -> Days:
    """Give the last day (int32, included) of each unit from its first day; an unbounded day stays as it is."""
    days = np.asarray(first_days, dtype=np.int64)
    return np.where(_unbounded(days), days, _after(days, unit) - 1).astype(np.int32)


def smallest_unit(first_days: Days, last_days: Days, finest: str) -> Days:
    """Give the index in UNITS of the smallest unit, `finest` or wider, that holds each range of days.

    It is -1 where the range is unbounded or no unit up to a century holds it.
    """
    first_days, last_days = np.asarray(first_days), np.asarray(last_days)
    indices = np.full(np.broadcast(first_days, last_days).shape, -1, dtype=np.int8)
    bounded = ~(_unbounded(first_days) | _unbounded(last_days))
    for index in range(UNITS.index(finest), len(UNITS)):
        held = unit_first(first_days, UNITS[index]) == unit_first(last_days, UNITS[index])
        indices[(indices < 0) & bounded & held] = index
    return indices


@lru_cache(_KEPT)
def describe_unit(first_day: int, unit: str, _: Messages = ENGLISH) -> str:
    """Say a unit by its first day: 29 April 2013, week of 29 April 2013, April–June 2013, spring 2013, 2010s."""
    last_day = int(unit_last(np.array([first_day]), unit)[0])
    if unit == "week":
        return _("week of {date}", date=date_text.describe_day(first_day, _))
    if unit == "season":
        return date_text.describe_season(first_day, _)
    if unit == "decade":
        return _("{year}s", year=str(int(edtf.format_day(first_day)[:4]) // 10 * 10))
    return date_text.describe_period(first_day, last_day, _)


def unit_for(days_per_pixel: float, least_pixels: float) -> str:
    """Choose the finest of STRIP_UNITS that is on average at least so many pixels wide; a century where none is."""
    wide = (unit for unit in STRIP_UNITS if _MEAN_DAYS[unit] >= days_per_pixel * least_pixels)
    return next(wide, STRIP_UNITS[-1])


def mean_days(unit: str) -> float:
    """Return how many days a unit has on average."""
    return _MEAN_DAYS[unit]


def _unbounded(days: Days) -> npt.NDArray[np.bool_]:
    return np.isin(days, (edtf.BEGINNINGLESS, edtf.ENDLESS))


def _first(days: Days, unit: str) -> Days:
    if unit == "day":
        return days
    if unit == "week":
        monday: Days = days - (days + _MONDAY) % 7
        return monday
    months = spans.to_months(days)
    return spans.to_month_starts(months - (months + _MONTHS_TO_1970[unit]) % _MONTHS[unit])


def _after(first_days: Days, unit: str) -> Days:
    if unit not in _MONTHS:
        return first_days + int(_MEAN_DAYS[unit])
    return spans.to_month_starts(spans.to_months(first_days) + _MONTHS[unit])

"""The days that one end of a date spans, read for many texts of one shape at once."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.messages.sentence import N_

# The two digits after a year name a month or a grouping (ISO 8601-2:2019, 4.8); a bare year, a decade (201X) and a
# century (20XX) get the codes above them. Code -> (first month of the span counted from 0, months, precision).
_YEAR = 100
SPANS = (
    {code: (code - 1, 1, "month") for code in range(1, 13)}
    | {code: (2 + 3 * ((code - 21) % 4), 3, "season") for code in range(21, 29)}
    | {code: ((8 + 3 * (code - 29)) % 12, 3, "season") for code in range(29, 33)}
    | {code: (3 * (code - 33), 3, "quarter") for code in range(33, 37)}
    | {code: (4 * (code - 37), 4, "range") for code in range(37, 40)}
    | {code: (6 * (code - 40), 6, "range") for code in range(40, 42)}
    | {_YEAR: (0, 12, "year"), _YEAR + 1: (0, 120, "decade"), _YEAR + 2: (0, 1200, "range")}
)
_NONE = (0, 0, "range")
_FIRST_MONTHS, _LENGTHS, _PRECISIONS = (
    np.array([SPANS.get(code, _NONE)[place] for code in range(_YEAR + 3)]) for place in range(3)
)

_NO_YEAR = N_("Years run from 0001 to 9999; there is no year 0000.")
_NO_MONTH = N_(
    "After the year, enter a month (01 to 12) or a code for a season, quarter, third or half of the year (21 to 41)."
)
_NO_MONTH_OF_DAYS = N_("A day can follow only a month (01 to 12), not a season or quarter.")
_NO_DAY = N_("That day does not exist in that month.")


class Span(NamedTuple):
    """Arrays over many texts: first and last day, unit in months (0 for a day), precision, reason ("" where read)."""

    first: np.ndarray
    last: np.ndarray
    unit: np.ndarray
    precision: np.ndarray
    reason: np.ndarray


def parse_span(digits: np.ndarray, shape: str) -> Span:
    """Turn the digits (one row a text) of an end without its mark into the days it spans; shape is YYYY, 00XX …"""
    year = np.where(digits[:, :4] > 9, 0, digits[:, :4]) @ (1000, 100, 10, 1)
    code = digits[:, 5:7] @ (10, 1) if shape[4:7] == "-00" else np.full(len(digits), _YEAR + shape[:4].count("X"))
    month, unit = (year - 1970) * 12 + _FIRST_MONTHS[code], _LENGTHS[code]
    first, after = to_month_starts(month), to_month_starts(month + unit)
    no_days = (code > 12) & (shape[4:8] == "-00-")
    reason = np.select([year == 0, unit == 0, no_days], [_NO_YEAR, _NO_MONTH, _NO_MONTH_OF_DAYS], "")
    if shape[7:10] != "-00":
        return Span(first, after - 1, unit, _PRECISIONS[code], reason)
    day = first + digits[:, 8:10] @ (10, 1) - 1
    reason = np.where((reason == "") & ((day < first) | (day >= after)), _NO_DAY, reason)
    return Span(day, day, np.zeros_like(unit), np.full(len(day), "day"), reason)


def open_span(count: int, first: int, last: int) -> Span:
    """Give the span of an end that is open or unknown, for `count` texts."""
    unit = np.zeros(count, np.int64)
    return Span(unit + first, unit + last, unit, np.full(count, "open"), np.full(count, ""))


def widen(span: Span) -> Span:
    """Move first and last outward by one unit of the precision; an open end stays."""
    first = np.where(span.unit > 0, to_month_starts(to_months(span.first) - span.unit), span.first - 1)
    last = np.where(span.unit > 0, to_month_starts(to_months(span.last + 1) + span.unit) - 1, span.last + 1)
    is_open = span.precision == "open"
    return span._replace(first=np.where(is_open, span.first, first), last=np.where(is_open, span.last, last))


def to_month_starts(months: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Turn months since 1970-01 into the days (since 1970-01-01) on which they begin."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def to_months(days: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Turn days since 1970-01-01 into the months (since 1970-01) that hold them."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)

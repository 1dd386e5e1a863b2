"""What two ends of a date share, and which whole units a part of a month or a fiscal year spans."""

import calendar
from dataclasses import replace

from components.intake.dates.date_parts import Part
from components.intake.dates.date_reasons import NO_YEAR, UNCLEAR
from components.intake.dates.date_style import DateStyle
from components.intake.dates.date_tokens import PhraseError
from components.messages.sentence import N_

_MONTH_AND_NUMBER = N_("The number next to the month may be a day or the end of a range; give the full dates.")
_THIRDS_OF_MONTH = ((1, 10), (11, 20), (21, 31))
_THIRDS_OF_YEAR = ((1, 4), (5, 8), (9, 12))
_THIRDS_OF_DECADE = ((0, 3), (4, 6), (7, 9))
# Grouping of a fiscal year, 0 for all of it → which of its parts it is, and how many months long
_FISCAL_PARTS = {0: (0, 12), **{33 + place: (place, 3) for place in range(4)}, 40: (0, 6), 41: (1, 6)}


def share_parts(first: Part, last: Part) -> tuple[Part, Part]:
    """Let two ends share what is written once: 28–30 April 2013, April 28–30, 2013, Q1–Q2 2013.

    A year alone is no other end of its own month or quarter: "Q2 – 2013" is not read. Nor is a number alone one of a
    month: "2013-04 -28" may be one day with a stray blank, or two months.
    """
    for one, other in ((first, last), (last, first)):
        if one.month and not one.year and other.year and not (other.month or other.day):
            raise PhraseError(UNCLEAR)
        if one.day and not one.month and other.month and not other.day and (one.year or other.year):
            raise PhraseError(_MONTH_AND_NUMBER)
    if first.open or last.open:
        return first, last
    return _over_new_year(first, last, _filled(first, last), _filled(last, first))


def _over_new_year(stated: Part, other: Part, first: Part, last: Part) -> tuple[Part, Part]:
    """Move the end that has its year from the other one where both together lie over the turn of the year."""
    if not (0 < stated.month <= 12 and 0 < other.month <= 12) or (stated.month, stated.day) <= (other.month, other.day):
        return first, last
    if other.year.isdigit() and not stated.year:
        return replace(first, year=f"{int(other.year) - 1:04}"), last
    if stated.year.isdigit() and not other.year:
        return first, replace(last, year=f"{int(stated.year) + 1:04}")
    return first, last


def find_ends(part: Part, style: DateStyle) -> tuple[str, str, str]:
    """Return first end, last end and mark of what is a part of a unit (early April) or more (a fiscal year).

    For everything else both ends are the same and there is no mark.
    """
    if part.fiscal:
        return _to_fiscal_months(part, style)
    if part.third is None:
        return part.to_edtf(), part.to_edtf(), ""
    ends = _to_third(part, part.third[0])
    return ends[0].to_edtf(), ends[1].to_edtf(), part.third[1]


def _filled(part: Part, other: Part) -> Part:
    month = part.month or (other.month if part.day and other.month <= 12 else 0)
    return replace(part, year=part.year or other.year, month=month)


def _to_third(part: Part, place: int) -> tuple[Part, Part]:
    if part.day or part.month > 12 or not part.year:
        raise PhraseError(UNCLEAR if part.year else NO_YEAR)
    if part.month:
        first, last = _THIRDS_OF_MONTH[place]
        last = min(last, calendar.monthrange(int(part.year), part.month)[1])
        return replace(part, day=first), replace(part, day=last)
    if part.year.endswith("X"):
        first, last = _THIRDS_OF_DECADE[place]
        return replace(part, year=f"{part.year[:3]}{first}"), replace(part, year=f"{part.year[:3]}{last}")
    first, last = _THIRDS_OF_YEAR[place]
    return replace(part, month=first), replace(part, month=last)


def _to_fiscal_months(part: Part, style: DateStyle) -> tuple[str, str, str]:
    """Return the first and the last month of a fiscal year, or of a quarter or half of one."""
    if part.month not in _FISCAL_PARTS or not part.year.isdigit():
        raise PhraseError(UNCLEAR)
    if style.fiscal_start == 1:
        return part.to_edtf(), part.to_edtf(), ""
    year = int(part.year) - (style.fiscal_named_by == "end" and part.fiscal != "both")
    place, months = _FISCAL_PARTS[part.month]
    first = year * 12 + style.fiscal_start - 1 + place * months
    return _to_month(first), _to_month(first + months - 1), ""


def _to_month(months: int) -> str:
    """Return a month, counted from January of the year 0."""
    return f"{months // 12:04}-{months % 12 + 1:02}"

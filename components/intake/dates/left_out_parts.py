"""Dates in digits whose day or month is left out, or has a sign in its place: 4//1994, ??/1998, xx/11/1995."""

import re

from components.intake.dates.date_tokens import PhraseError
from components.messages.sentence import N_

NOT_IN_ORDER = N_(
    "Part of this date is missing, and the rest doesn’t fit the order of day and month "
    "in this column; give the full date."
)
NOTE = N_("missing part of the date treated as not stated")
_SIGNS = r"(?:\?{1,2}|x{1,2}|_{1,2}|\*{1,2}|-{2})"
_PART = rf"(?:\d{{1,2}}|{_SIGNS})"
_STROKES = re.compile(
    rf"(?<![\w/?*.-])({_PART})?/({_PART})?/(\d{{4}})(?!\d)|(?<!\w)({_PART})?/({_PART})?/(\d{{4}})(?!\d)"
)
_MARKED = re.compile(rf"(?<![\w/?*.-])({_PART})([.-])({_PART})\2(\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<![\w/?*.-])(\d{{4}})([./-])({_PART})\2({_PART})(?![\w?*])")
_TWO = re.compile(rf"(?<![\w/?*.-]){_SIGNS}([./-])(\d{{4}})(?!\d)")


def fill_left_out(plain: str, order: str) -> tuple[str, bool]:
    """Return a text with 00 in place of what is left out, and whether anything was.

    `order`: of day and month in this column, "" = not known. Raises PhraseError where the parts can't stand in it.
    """
    filled = _YEAR_FIRST.sub(_to_year_first, plain)
    filled = _MARKED.sub(lambda match: _to_filled(match[1], match[3], match[4], order) or match[0], filled)
    filled = _STROKES.sub(lambda match: _to_stroked(match, order) or match[0], filled)
    filled = _TWO.sub(lambda match: match[2], filled)
    return filled, filled != plain


def _to_stroked(match: re.Match[str], order: str) -> str:
    groups = match.groups()[:3] if match[3] else match.groups()[3:]
    return _to_filled(groups[0] or "", groups[1] or "", groups[2], order)


def _to_filled(first: str, middle: str, year: str, order: str) -> str:
    """Return the month and year, or the year, that are left; "" where nothing is left out."""
    known = [part for part in (first, middle) if part.isdigit() and int(part)]
    if len(known) == 2 or "00" in (first, middle):
        return ""
    if not known:
        return year
    fits = order in ("", "mdy" if known[0] == first else "dmy")
    if not fits or int(known[0]) > 12:
        raise PhraseError(NOT_IN_ORDER)
    return f"{int(known[0]):02}/{year}"


def _to_year_first(match: re.Match[str]) -> str:
    year, month, day = match[1], match[3], match[4]
    if month.isdigit() and day.isdigit():
        return match[0]
    return f"{year}-{int(month):02}" if month.isdigit() and int(month) else year

"""Dates made as wide as a column beside them says that they are known."""

import re

import pandas as pd

from components.dates import edtf as dates
from components.intake.dates import precision_schemes as schemes
from components.messages.sentence import N_, Sentence

UNSETTLED = N_("precision not confirmed, so counted as possible rather than certain")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE_END = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_MOST_OFF = 6  # days between a day and any other of its week
_SAID = {
    schemes.DAY: N_("only the day is known, as “{column}” says"),
    schemes.DAYS: N_("accurate to within a few days, as “{column}” says"),
    schemes.WEEK: N_("accurate to within a week, as “{column}” says"),
    schemes.MONTH: N_("only the month is known, as “{column}” says"),
    schemes.QUARTER: N_("only the quarter is known, as “{column}” says"),
    schemes.HALF: N_("only the half-year is known, as “{column}” says"),
    schemes.YEAR: N_("only the year is known, as “{column}” says"),
    schemes.DECADE: N_("only the decade is known, as “{column}” says"),
    schemes.CENTURY: N_("only the century is known, as “{column}” says"),
    schemes.ABOUT: N_("about that date, as “{column}” says"),
    schemes.DOUBT: N_("the date is not known for certain, as “{column}” says"),
}
_CUT = {schemes.MONTH: 7, schemes.YEAR: 4}
_PARTS = {schemes.QUARTER: (33, 3), schemes.HALF: (40, 6)}


def widen_dates(edtf: pd.Series, units: pd.Series, *, alone: bool = True) -> pd.Series:
    """Return EDTF dates that say no more than their units (precision_schemes.DAY …), each pair worked out once.

    `alone`: they are not one end of a pair, which can't be a set of days.
    """
    pairs = pd.MultiIndex.from_arrays([edtf.astype(object), units.astype(object)])
    codes, distinct = pd.factorize(pairs)
    wider = pd.Series([widen_date(str(date), str(unit), alone=alone) for date, unit in distinct], dtype=object)
    return wider.take(codes).set_axis(edtf.index)


def widen_date(edtf: str, unit: str, *, alone: bool = True) -> str:
    """Return one EDTF date that says no more than its unit allows; one of whole units as wide as that stays."""
    if unit == schemes.DAY or edtf in ("", ".."):
        return edtf
    if unit in _CUT or unit in _PARTS or unit in (schemes.DECADE, schemes.CENTURY):
        return _checked(_WHOLE_END.sub(lambda end: _to_wider(end[0], unit), edtf), edtf)
    if unit == schemes.ABOUT:
        return _checked(_with_mark(edtf, "~"), edtf)
    if unit in (schemes.DAYS, schemes.WEEK) and alone and _DAY.fullmatch(edtf):
        day = dates.parse_day(edtf)
        return f"[{dates.format_day(day - _MOST_OFF)}..{dates.format_day(day + _MOST_OFF)}]"
    if unit in (schemes.DAYS, schemes.WEEK) and not _DAY.search(edtf):
        return edtf
    return _checked(_with_mark(edtf, "?" if unit == schemes.DOUBT else "%"), edtf)


def describe_unit(unit: str, column: str) -> str:
    """Say in a note what was made of a date by the column that says how much of it is known."""
    return Sentence(_SAID[unit], column=column)


def _to_wider(end: str, unit: str) -> str:
    """Return an end YYYY, YYYY-MM or YYYY-MM-DD cut to a unit, or as it is where it says no more."""
    year, month = end[:4], end[5:7]
    if unit == schemes.DECADE:
        return f"{year[:3]}X"
    if unit == schemes.CENTURY:
        return f"{year[:2]}XX"
    if unit in _PARTS and month and int(month) <= 12:
        first, months = _PARTS[unit]
        return f"{year}-{first + (int(month) - 1) // months}"
    return end[: _CUT.get(unit, len(end))]


def _with_mark(edtf: str, mark: str) -> str:
    """Return a date with a mark on its last end that states anything; "%" where it has the other one already."""
    bare, tail = (edtf.removesuffix("/.."), "/..") if edtf.endswith("/..") else (edtf.removesuffix("/"), "")
    tail = tail or ("/" if edtf.endswith("/") else "")
    if bare[-1] in "?~%":
        return f"{bare[:-1]}{mark if bare[-1] == mark else '%'}{tail}"
    return f"{bare}{mark}{tail}"


def _checked(wider: str, edtf: str) -> str:
    """Return what was made of a date where it is one, else the date itself as uncertain."""
    return wider if dates.parse_bounds([wider]).iloc[0]["reason"] == "" else _with_mark(edtf, "?")

"""What makes a whole column of dates doubtful: days swapped by another program, years kept as days, years or months."""

import re

import numpy as np
import pandas as pd

from components.dates import edtf
from components.intake.dates.date_style import infer_order
from components.messages.sentence import N_

# Question → its words and answers; the reason that its cells are undated for until it is answered.
COLUMN_QUESTIONS: dict[str, tuple[str, tuple[tuple[str, str], ...], str]] = {
    "calendar": (
        N_("Which calendar are these years in?"),
        (
            ("ours", N_("the Gregorian calendar, as in 2013")),
            ("buddhist", N_("the Buddhist era: 2556 is 2013")),
            ("minguo", N_("the Republic of China (Minguo): 102 is 2013")),
            ("other", N_("another calendar: leave these rows without a date")),
        ),
        N_("These look like years in another calendar."),
    ),
    "swapped": (
        N_("Did another program swap day and month in these dates?"),
        (("yes", N_("yes: swap them back")), ("no", N_("no: keep them as they are"))),
        N_(
            "Another program may have swapped day and month: these dates all have a day of 12 or "
            "lower, while the other dates in the column all have a day above 12."
        ),
    ),
    "years": (
        N_("Are these dates really years that a spreadsheet shows as days?"),
        (
            ("yes", N_("yes: they are years, such as 1905 for 19 March 1905")),
            ("no", N_("no: they are these exact days")),
        ),
        N_("This may be a year that a spreadsheet shows as a day."),
    ),
    "spans": (
        N_("What does a year followed by two digits mean, as in 1904-05?"),
        (("years", N_("ranges of years: 1904 to 1905")), ("months", N_("months: May 1904"))),
        N_("This may be a month or a range of years."),
    ),
}
_ISO = re.compile(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])")
_ISO_DAY, _DIGITS = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{2,4}"
_LEAST_SIDE, _LEAST_SWAPPED = 2, 5  # cells of each kind, and of both, that are no accident
_LEAST_YEARS = 3
_FIRST_YEAR, _LAST_YEAR = 1700, 2050  # what numbers of days are taken for years
_DAY_ZERO = {1904: edtf.parse_day("1904-01-01")}
_USUAL_DAY_ZERO = edtf.parse_day("1899-12-30")
_SHORT_SPAN = r"([0-9]{4})([-/])([0-9]{1,2})"
SHORT_SPAN = re.compile(r"[0-9]{4}[-/\u2010-\u2015\u2212][0-9]{1,2}$")
_BARE = r"[0-9]{3}"
_THREE_DIGITS = re.compile(r"(?<![\w./,:-])([0-9]{3})(?![\w./,:])")
_EARLY = 1500


def find_swapped(distinct: pd.Series) -> pd.Series:
    """Tell which ISO days may have day and month swapped: none is above 12 where every text in digits is."""
    iso = distinct.str.fullmatch(_ISO_DAY)
    others = distinct[~iso].str.extract(rf"^{_DIGITS}$").dropna().astype(int)
    sides = (int(iso.sum()), len(others))
    small = iso.any() and (distinct[iso].str.slice(8).astype(int) <= 12).all()
    texts = distinct[~iso & (distinct != "")]
    plain = len(others) and len(others) == len(texts) and (others.max(axis=1) > 12).all()
    doubtful = min(sides) >= _LEAST_SIDE and sum(sides) >= _LEAST_SWAPPED and small and plain
    return iso & bool(doubtful and infer_order(texts))


def swap_back(texts: pd.Series) -> pd.Series:
    """Return ISO days with day and month swapped."""
    return texts.str.replace(_ISO, r"\1-\3-\2", regex=True)


def runs_only_swapped(texts: pd.Series, order: str) -> bool:
    """Tell whether a column runs with time from first to last row only if its ISO days are swapped back."""
    if not order:
        return False
    parts = texts.str.extract(rf"^{_DIGITS.replace('{2,4}', '{4}')}$").dropna().astype(int)
    year = texts[parts.index].str.slice(-4).astype(int)
    month, day = (parts[1], parts[0]) if order == "dmy" else (parts[0], parts[1])
    read = year * 10_000 + month * 100 + day
    iso = texts[texts.str.fullmatch(_ISO_DAY)]
    straight, swapped = (each.str.replace("-", "").astype(int) for each in (iso, swap_back(iso)))
    runs = [pd.concat([read, each]).sort_index().is_monotonic_increasing for each in (straight, swapped)]
    return runs == [False, True]


def find_years_as_days(distinct: pd.Series, epoch: int) -> pd.Series:
    """Tell which ISO days are all numbers of days that would be usual years: 1905-07-05 is day 2013."""
    filled = distinct[distinct != ""]
    iso = filled.str.fullmatch(_ISO_DAY)
    near = filled.str.match(r"190[4-9]-")
    if len(filled) < _LEAST_YEARS or not (iso & near).all():
        return pd.Series(data=False, index=distinct.index)
    numbers = _to_numbers(filled, epoch)
    return (distinct != "") & bool(numbers.between(_FIRST_YEAR, _LAST_YEAR).all())


def to_years(days: pd.Series, epoch: int) -> pd.Series:
    """Return the numbers of ISO days in a spreadsheet, as years."""
    return _to_numbers(days, epoch).astype("str")


def _to_numbers(days: pd.Series, epoch: int) -> pd.Series:
    counted = pd.Series(np.array(days, dtype="datetime64[D]").astype(int), index=days.index)
    return counted - _DAY_ZERO.get(epoch, _USUAL_DAY_ZERO)


def find_short_spans(distinct: pd.Series) -> pd.Series:
    """Tell what texts such as 1948-49 can be: "span", "month", "either" (1904-05), "" where they have another shape."""
    parts = distinct.str.extract(rf"^{_SHORT_SPAN}$")
    short = parts[2].notna()
    first, last = (pd.to_numeric(parts[each].where(short, "0")).astype(int) for each in (0, 2))
    scale = np.where(parts[2].str.len() == 1, 10, 100)
    later = (last > first % scale) | ((last == 0) & (first % scale == scale - 1))
    is_month = (last >= 1) & (last <= 12)
    kinds = np.select([short & later & ~is_month, short & later, short & is_month], ["span", "either", "month"], "")
    return pd.Series(kinds, index=distinct.index)


def settle_spans(kinds: pd.Series, distinct: pd.Series) -> str:
    """Return what a column's texts that may be either are by the others: "years", "months", "" = it has to be asked."""
    counts = kinds.value_counts()
    if not counts.get("either", 0):
        return "" if counts.get("span", 0) and counts.get("month", 0) else "months"
    if counts.get("span", 0):
        return "" if counts.get("month", 0) or distinct.str.fullmatch(_ISO_DAY).any() else "years"
    either = distinct[kinds == "either"]
    ends = pd.Series([text.partition("/") for text in write_spans(either)])
    next_ones = ends.map(lambda parts: int(parts[2]) == int(parts[0]) + 1).all()
    years = len(either) > 1 or distinct.str.fullmatch(r"[0-9]{4}").any()
    dated = counts.get("month", 0) or distinct.str.fullmatch(_ISO_DAY).any()
    return "" if next_ones and years and not dated else "months"


def write_spans(texts: pd.Series) -> pd.Series:
    """Return texts of the shape 1904-05 as EDTF intervals of years, the next century where the digits turn over."""
    return texts.map(_to_interval).astype("str")


def _to_interval(text: str) -> str:
    match = re.fullmatch(_SHORT_SPAN, text)
    if match is None:
        return text
    first, scale = int(match[1]), 10 ** len(match[3])
    last = first - first % scale + int(match[3])
    return f"{first:04}/{last + scale * (last <= first):04}"


def write_early_years(distinct: pd.Series) -> pd.Series:
    """Return texts with years of three digits in four, where the column's other cells are of that time."""
    bare = distinct.str.fullmatch(_BARE)
    years = pd.to_numeric(distinct.str.extract(r"(?<![0-9])([0-9]{4})(?![0-9])")[0]).dropna()
    early = bare.sum() >= 2 or (years < _EARLY).any() or distinct.str.contains(r"(?i)\bAD\b|\bCE\b", regex=True).any()
    return distinct.str.replace(_THREE_DIGITS, r"0\1", regex=True) if early else distinct

"""What a person may have to say of a table's dates, and how a column's own evidence says it first (D4)."""

import calendar
import re
from dataclasses import dataclass

import pandas as pd

from components.messages.sentence import N_, Sentence

# Where day, month and year stand in a date in digits; the year may stand last or first in two digits only.
ORDERS = {"dmy": N_("day, month, year"), "mdy": N_("month, day, year"), "ymd": N_("year, month, day")}
DIGITS = re.compile(r"(?<!\d)(?<!\d[./])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")
_LEAP = 2000


@dataclass(frozen=True)
class DateStyle:
    """Hold how dates are written, "" and 0 where that is not known and so has to be asked.

    order: a key of ORDERS. fiscal_start: month 1-12 in which a fiscal year begins; fiscal_named_by: "start" or "end",
    the calendar year that names it. first_short_year: first of the hundred years that two digits stand for.
    placeholder: what a year 9999 means: "none" (no date), "open" (no end in sight) or "year". serial_epoch: 1900 or
    1904, the system of a workbook's day numbers, or -1 where numbers are none. first_days: what a column is of which
    every date is the first of a month, "day", "month" or "year"; asked only of files that keep a month as such a day.
    """

    order: str = ""
    fiscal_start: int = 0
    fiscal_named_by: str = "start"
    first_short_year: int = 0
    placeholder: str = ""
    serial_epoch: int = 0
    first_days: str = "day"


@dataclass(frozen=True)
class Question:
    """Hold what only a person can say: which `key` of a style or place it settles, in which column, and the choices.

    options: code and words of each answer. examples: cells that wait for it; cells: how many there are. proposed: the
    code of the answer that the cells speak for, "" where they speak for none; nothing is done by it until it is given.
    """

    key: str
    column: str
    text: str
    options: tuple[tuple[str, str], ...]
    examples: tuple[str, ...] = ()
    cells: int = 0
    proposed: str = ""


_MONTHS = (  # but for January, with which calendar years begin
    N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
    N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def _to_fiscal_starts() -> tuple[tuple[str, str], ...]:
    """Return every month in which a fiscal year may start, by where that of 2013 does, the usual ones first."""
    usual = {
        "4 start": N_("April, as in Japan and India (FY 2013 from April 2013)"),
        "10 end": N_("October, as in the United States (FY 2013 from October 2012)"),
        "7 end": N_("July, as in Australia (FY 2013 from July 2012)"),
        "1 start": N_("January, with the calendar year"),
    }
    months = {number: Sentence(name) for number, name in enumerate(_MONTHS, 2)}
    others = (("end", N_("{month} (FY 2013 from 2012)")), ("start", N_("{month} (FY 2013 from 2013)")))
    further = {
        f"{number} {named_by}": Sentence(words, month=name)
        for named_by, words in others
        for number, name in months.items()
    }
    return tuple((usual | {code: words for code, words in further.items() if code not in usual}).items())


# What a date may wait for: words of the question, and the answers. To add one: a line here, a field in DateStyle.
QUESTIONS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "order": (N_("Which date format is this?"), tuple(ORDERS.items())),
    "first_short_year": (
        N_("Which period do two-digit years belong to?"),
        (
            ("1900", N_("1900 to 1999")),
            ("1930", N_("1930 to 2029")),
            ("1950", N_("1950 to 2049")),
            ("2000", N_("2000 to 2099")),
        ),
    ),
    "fiscal_start": (
        N_("When does the fiscal year start?"),
        _to_fiscal_starts(),
    ),
    "placeholder": (
        N_("What does this placeholder year stand for?"),
        (("none", N_("no date is known")), ("open", N_("ongoing, with no end date")), ("year", N_("that exact year"))),
    ),
    "serial_epoch": (
        N_("Are these numbers spreadsheet dates?"),
        (
            ("1900", N_("yes, counted from 1900")),
            ("1904", N_("yes, counted from 1904")),
            ("-1", N_("no, they are not dates")),
        ),
    ),
    "first_days": (
        N_("All these dates are the first day of a month. What do they stand for?"),
        (("day", N_("these exact days")), ("month", N_("months")), ("year", N_("years"))),
    ),
}


def list_candidates(first: str, middle: str, last: str) -> dict[str, tuple[str, int, int]]:
    """Return by order every date that three groups of digits can be: year as written, month, day; 0 is not stated."""
    if len(first) == 4:
        placed = {"ymd": (first, middle, last)}
    else:
        placed = {"dmy": (last, middle, first), "mdy": (last, first, middle)}
        if len(last) <= 2:
            placed["ymd"] = (first, middle, last)
    tried = {order: (year, int(month), int(day)) for order, (year, month, day) in placed.items()}
    return {order: parts for order, parts in tried.items() if _exists(*parts)}


def _exists(year: str, month: int, day: int) -> bool:
    if len(year) not in (2, 4):
        return False
    if not 1 <= month <= 12:
        return month == day == 0
    known_year = int(year) if len(year) == 4 and int(year) else _LEAP
    return day <= calendar.monthrange(known_year, month)[1]


def infer_order(texts: pd.Series) -> str:
    """Return the one order that plain texts of dates prove, "" where they prove none or contradict each other."""
    # The vectorised look saves a column of plain ISO days, however long, from being read cell by cell.
    numeric = texts[texts.str.contains(r"^\D*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", regex=True)]
    proved = set()
    for text in numeric:
        for match in DIGITS.finditer(text):
            candidates = list_candidates(match[1], match[3], match[4])
            if len(candidates) == 1 and len(match[1]) < 4:
                proved |= set(candidates)
    return next(iter(proved)) if len(proved) == 1 else ""

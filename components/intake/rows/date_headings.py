"""Rows that hold nothing but a year or a month, as headings do, and how they date the rows below them."""

import calendar
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from components.events.gazetteer import fold
from components.intake.columns.column_roles import DATE_ROLES
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_style import Question
from components.intake.dates.date_vocabulary import MONTHS
from components.messages.sentence import N_, Sentence

VOCABULARY, DATED, EVENT = "above", "heading", "event"
REASON = N_("The row has only a year or a month, so it was treated as a heading, not an event.")
TAKEN = N_("year or month taken from the heading above")
OPTIONS = ((DATED, N_("yes, they give the date of the rows below")), (EVENT, N_("no, each of them is an event")))
_MOST_EXAMPLES = 3
_YEAR = re.compile(r"(?:year |in )?((?:1\d|2[01])\d\d) ?[年:.]?", re.IGNORECASE)
_MONTH = re.compile(r"([^\W\d_]{3,12})\.?(?:,? ((?:1\d|2[01])\d\d))?[:.]?|(?:((?:1\d|2[01])\d\d)年)?(1[0-2]|[1-9])月")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d\s?年|\d{1,2}([./-])\d{1,2}\1\d{2}(?!\d)|'\d\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([./])(\d{1,2})\2?")
_DAYS = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th)?(?: ?(?:[-–,&]|to|and) ?\d{1,2}(?:\.|st|nd|rd|th)?)?")


@dataclass(frozen=True)
class Headings:
    """Hold which rows are headings, the cells with the dates that these complete, what was done, and what is asked."""

    rows: np.ndarray
    cells: pd.DataFrame
    how: pd.Series
    questions: tuple[Question, ...]


def read_headings(cells: pd.DataFrame, filled: np.ndarray, mapping: Mapping) -> Headings:
    """Find the rows that hold nothing but a year or month and stand above rows whose dates lack it.

    filled: how many cells of each row say something. Whether they date the rows below is asked, and done where it was
    said; until then the rows below are as they are.
    """
    column = next(iter(mapping.columns("start", "date")), "")
    nothing = Headings(np.zeros(len(cells), dtype=bool), cells, pd.Series("", index=cells.index, dtype="str"), ())
    said = mapping.said_of(VOCABULARY, column) if column else EVENT
    stated = _find_stated(cells, filled) if said != EVENT and cells.shape[1] > 1 else {}
    if not stated:
        return nothing
    above = _spread(stated, len(cells))
    rows, waiting = _find_headings(cells[column].str.strip(), stated, above)
    if not rows.any():
        return nothing
    if said == DATED:
        done = _complete(cells, mapping, rows, above)
        changed = np.logical_or.reduce([done[name] != cells[name] for name in mapping.columns(*DATE_ROLES)])
        return Headings(rows, done, pd.Series(np.where(changed, TAKEN, ""), index=cells.index, dtype="str"), ())
    asked = (_build_question(cells, column, rows, waiting),) if waiting else ()
    return Headings(rows, cells, nothing.how, asked)


def _build_question(cells: pd.DataFrame, column: str, rows: np.ndarray, waiting: int) -> Question:
    said = cells[rows].apply(lambda row: next(cell for cell in map(str.strip, row) if cell), axis=1)
    few = tuple(map(str, said.unique()[:_MOST_EXAMPLES]))
    text = Sentence(
        ("Do rows that contain only “{example}” or the like give the date of the rows below them?"),
        example=few[0],
    )
    return Question(f"{VOCABULARY}:{column}", column, text, OPTIONS, few, waiting, DATED)


def _find_stated(cells: pd.DataFrame, filled: np.ndarray) -> dict[int, tuple[int, int]]:
    """Return the year and month, 0 where it has none, of every row that holds nothing else, by its place."""
    places = np.flatnonzero(filled == 1)
    stated: dict[int, tuple[int, int]] = {}
    known: dict[str, tuple[int, int]] = {}
    for name in cells.columns:
        column = cells[name].iloc[places]
        for place, cell in zip(places, column, strict=True):
            if (text := cell.strip()) and known.setdefault(text, _parse_heading(text)) != (0, 0):
                stated[int(place)] = known[text]
    return dict(sorted(stated.items()))


def _parse_heading(text: str) -> tuple[int, int]:
    if year := _YEAR.fullmatch(text):
        return int(year[1]), 0
    month = _MONTH.fullmatch(text)
    if month is None:
        return 0, 0
    number = int(month[4]) if month[4] else MONTHS.get(fold(month[1]), 0)
    return (int(month[2] or month[3] or 0), number) if number else (0, 0)


def _spread(stated: dict[int, tuple[int, int]], count: int) -> np.ndarray:
    """Return for every row the year and month of the headings above it; a year begins its months anew."""
    above = np.zeros((count, 2), dtype=int)
    places = [*stated, count]
    year = month = 0
    for place, after in pairwise(places):
        stated_year, stated_month = stated[place]
        year, month = stated_year or year, stated_month
        above[place:after] = year, month
    return above


def _find_headings(texts: pd.Series, stated: dict[int, tuple[int, int]], above: np.ndarray) -> tuple[np.ndarray, int]:
    """Return which rows are headings, and how many rows below them lack the year or month that these state.

    A row with a year alone is an event of that year, unless rows below lack one, or all of them are of that very year.
    """
    places = np.array([*stated, len(texts)])
    rows = np.zeros(len(texts), dtype=bool)
    lacking = texts.map({text: _is_lacking(text) for text in texts.unique()}).to_numpy(dtype=bool, copy=True)
    lacking[places[:-1]] = False
    if lacking[places[0] :].any():
        rows[places[:-1]] = True
        return rows, int(lacking[places[0] :].sum())
    for place, after in pairwise(places):
        below = texts.iloc[place + 1 : after]
        year = str(above[place][0])
        rows[place] = len(below) > 0 and bool(below.str.contains(year, regex=False).all())
    return rows, 0


def _is_lacking(text: str) -> bool:
    """Tell whether a date may be one but for its year: it has digits, and none of them are a year."""
    return any(map(str.isdigit, text)) and len(text) <= 60 and not _HAS_YEAR.search(text)


def _complete(cells: pd.DataFrame, mapping: Mapping, rows: np.ndarray, above: np.ndarray) -> pd.DataFrame:
    """Write the year and month of their heading into the dates below that lack them."""
    completed = {}
    below = ~rows & (above[:, 0] > 0)
    for name in mapping.columns(*DATE_ROLES):
        pairs = zip(cells[name], above.tolist(), below, strict=True)
        completed[name] = pd.Series(
            [_complete_date(text.strip(), year, month) if waits else text for text, (year, month), waits in pairs],
            index=cells.index,
            dtype=cells[name].dtype,
        )
    return cells.assign(**completed)


def _complete_date(text: str, year: int, month: int) -> str:
    """Return a date with the year of its heading, and the month where it has none; as it is where that is not clear."""
    if not _is_lacking(text) or (months := _find_months(text)) != sorted(months):
        return text
    if "月" in text:
        return f"{year}年{text}"
    if "日" in text:
        return f"{year}年{month}月{text}" if month else text
    if pair := _DAY_AND_MONTH.fullmatch(text):
        return f"{pair[1]}{pair[2]}{pair[3]}{pair[2]}{year}"
    if months:
        return f"{text} {year}"
    return f"{text} {calendar.month_name[month]} {year}" if month and _DAYS.fullmatch(text) else text


def _find_months(text: str) -> list[int]:
    """Return the months that a text names, in its order; a range over the end of a year has two years, and no one."""
    return [MONTHS[word] for word in map(fold, _WORD.findall(text)) if word in MONTHS]

"""Cells that may mean what the cell above says: blank ones below it, and ditto marks."""

import numpy as np
import pandas as pd

from components.events.gazetteer import Gazetteer
from components.intake.columns.column_roles import DATE_ROLES, PLACE_ROLES
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_style import Question
from components.intake.dates.date_vocabulary import DITTO_MARKS
from components.messages.sentence import N_, Sentence

VOCABULARY, ABOVE, BLANK = "above", "above", "blank"
FILLED = N_("taken from the cell above")
OPTIONS = ((ABOVE, N_("yes, the same as the cell above")), (BLANK, N_("no, they are not stated")))
_PARTS = ("year", "month", "day")
_NAMED = (*PLACE_ROLES, "city", "people", "meeting_type", "level", "topics")  # roles in which a mark is no name
_MOST_EXAMPLES = 3
_MARKS = sorted(DITTO_MARKS | {mark.capitalize() for mark in DITTO_MARKS} | {mark.upper() for mark in DITTO_MARKS})
_FEWEST, _LEAST_DATES, _LEAST_NAMES = 2, 0.2, 0.5  # blank cells that are asked about, and their share


def ask_above(cells: pd.DataFrame, mapping: Mapping, _gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Ask of each column whether its blank cells and ditto marks mean what the cell above says."""
    found = [*_ask_parts(cells, mapping)]
    for column in _find_columns(mapping):
        if not mapping.said_of(VOCABULARY, column):
            found += _ask_column(cells, mapping, column)
    return tuple(found)


def fill_from_above(cells: pd.DataFrame, mapping: Mapping) -> tuple[pd.DataFrame, pd.Series]:
    """Return cells with what was said to mean the cell above filled in, and what was done to each row.

    A ditto mark that nothing is said of is no name of a place, a person or a kind.
    """
    filled = {}
    for column in _find_columns(mapping):
        marks = _are_marks(cells[column])
        said = mapping.said_of(VOCABULARY, column)
        if said == ABOVE:
            filled[column] = _fill(cells[column], marks | (cells[column].str.strip() == ""))
        elif marks.any() and (said or mapping.use_of(column).role in _NAMED):
            filled[column] = cells[column].mask(marks, "")
    filled |= _fill_parts(cells, mapping)
    if not filled:
        return cells, pd.Series("", index=cells.index, dtype="str")
    done = cells.assign(**filled)
    changed = np.logical_or.reduce([(done[name] != cells[name]) & (done[name] != "") for name in filled])
    return done, pd.Series(np.where(changed, FILLED, ""), index=cells.index, dtype="str")


def _find_columns(mapping: Mapping) -> tuple[str, ...]:
    """Return the columns that say something by themselves: a year does where it is all that is stated of a date."""
    alone = mapping.columns(*_PARTS) == mapping.columns("year")
    return mapping.columns(*DATE_ROLES, *_NAMED, "title", *(("year",) * alone))


def _are_marks(column: pd.Series) -> pd.Series:
    """Tell which cells are ditto marks."""
    return column.str.strip().isin(_MARKS)


def _fill(column: pd.Series, where: pd.Series) -> pd.Series:
    return column.mask(where).ffill().fillna("").astype(column.dtype)


def _to_parts(cells: pd.DataFrame, mapping: Mapping) -> list[tuple[str, pd.Series]]:
    """Return the columns of year, month and day, ditto marks as blanks; none where another column says the date."""
    if mapping.columns("start", "date") or mapping.columns(*_PARTS) == mapping.columns("year"):
        return []
    columns = [column for part in _PARTS for column in mapping.columns(part)[:1]]
    return [(column, cells[column].str.strip().mask(_are_marks(cells[column]), "")) for column in columns]


def _find_waiting(parts: list[tuple[str, pd.Series]]) -> dict[str, pd.Series]:
    """Return for each part in which rows it is blank where a smaller one is stated, and no larger one begins anew."""
    waiting = {}
    for place, (column, texts) in enumerate(parts[:-1]):
        smaller = np.logical_or.reduce([other != "" for _, other in parts[place + 1 :]])
        waiting[column] = (texts == "") & smaller & ~_begin_anew([other for _, other in parts[:place]], texts.index)
    return waiting


def _begin_anew(larger: list[pd.Series], index: pd.Index) -> pd.Series:
    """Tell in which rows a larger part is stated that is not the one stated before."""
    anew = pd.Series(data=False, index=index)
    for texts in larger:
        stated = texts.mask(texts == "").ffill().fillna("")
        anew |= (texts != "") & (texts != stated.shift(fill_value=""))
    return anew


def _ask_parts(cells: pd.DataFrame, mapping: Mapping) -> list[Question]:
    """Ask once of all parts of the date, by the first of them that is blank."""
    parts = _to_parts(cells, mapping)
    waiting = _find_waiting(parts)
    asked = [column for column, rows in waiting.items() if rows.any()]
    if not asked or any(mapping.said_of(VOCABULARY, column) for column, _ in parts):
        return []
    rows = np.logical_or.reduce([waiting[column] for column in asked])
    smaller = pd.concat([texts[rows & (texts != "")] for _, texts in parts[1:]])
    return [_build(asked[0], int(rows.sum()), smaller, proposed=parts[0][1].iloc[0] != "")]


def _fill_parts(cells: pd.DataFrame, mapping: Mapping) -> dict[str, pd.Series]:
    """Fill in parts that wait where that was said; a ditto mark of which nothing is said is a blank.

    Where a larger part begins anew, nothing smaller is taken from above it.
    """
    parts = _to_parts(cells, mapping)
    said = any(mapping.said_of(VOCABULARY, column) == ABOVE for column, _ in parts)
    known = dict(parts)
    for place, (column, rows) in enumerate(_find_waiting(parts).items() if said else ()):
        anew = _begin_anew([texts for _, texts in parts[:place]], rows.index)
        above = known[column].mask((known[column] == "") & ~anew).ffill().fillna("")
        known[column] = known[column].mask(rows, above).astype("str")
    return {column: texts for column, texts in known.items() if (texts != cells[column].str.strip()).any()}


def _ask_column(cells: pd.DataFrame, mapping: Mapping, column: str) -> list[Question]:
    texts = cells[column].str.strip()
    marks, blank = _are_marks(cells[column]), texts == ""
    if marks.any():
        return [_build(column, int((marks | blank).sum()), texts[marks], proposed=True)]
    role = mapping.use_of(column).role
    least = (
        _LEAST_DATES if role in ("date", "start", "year") else _LEAST_NAMES if role in (*PLACE_ROLES, "city") else 1.0
    )
    if not len(texts) or blank.sum() < _FEWEST or blank.mean() < least or not _is_grouped(texts, blank):
        return []
    return [_build(column, int(blank.sum()), texts[:0], proposed=False)]


def _is_grouped(texts: pd.Series, blank: pd.Series) -> bool:
    """Tell whether no two rows below each other state the same, and the first states something, so blanks may do so."""
    stated = texts[~blank]
    repeated = (texts == texts.shift()) & ~blank
    return not blank.iloc[0] and len(stated) > 1 and not repeated.any()


def _build(column: str, cells: int, examples: pd.Series, *, proposed: bool) -> Question:
    text = Sentence("Do blank cells and ditto marks in “{column}” mean the same as the cell above?", column=column)
    few = tuple(map(str, examples.unique()[:_MOST_EXAMPLES]))
    return Question(f"{VOCABULARY}:{column}", column, text, OPTIONS, few, cells, ABOVE if proposed else "")

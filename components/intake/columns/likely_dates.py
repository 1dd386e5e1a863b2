"""The columns that may hold the dates of a table of which none is known to, the likeliest first."""

import pandas as pd

from components.intake.columns.column_roles import DATE_ROLES, END_PART_ROLES, IGNORED, PART_ROLES, PLACE_ROLES
from components.intake.columns.date_likeness import measure_likeness
from components.intake.columns.day_order import take_rows
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_reading import read_dates

MOST_OFFERED = 12
_LEAST = 0.2  # share of cells that are or may be dates
_WORDED = ("title", "people", "summary", "note", "id")  # roles of which only what is read speaks for dates
_OTHERS = (*PLACE_ROLES, "url", IGNORED)


def has_dates_column(mapping: Mapping) -> bool:
    """Tell whether any column is known to say when."""
    return bool(mapping.columns(*DATE_ROLES, *PART_ROLES, *END_PART_ROLES))


def rank_columns(cells: pd.DataFrame, mapping: Mapping) -> tuple[str, ...]:
    """Return the columns of which some cells are dates or may be, those with most of them first."""
    shares = {
        use.column: measure_dates(cells[use.column], mapping)
        if use.role in _WORDED
        else _measure(cells[use.column], mapping)
        for use in mapping.uses
        if use.role not in _OTHERS
    }
    likely = [name for name, share in shares.items() if share >= _LEAST]
    return tuple(sorted(likely, key=lambda name: -shares[name])[:MOST_OFFERED])


def list_askable(cells: pd.DataFrame, mapping: Mapping) -> tuple[str, ...]:
    """Return the columns that a person may say dates stand in: the likely ones, else all with words, numbers last.

    In words a day may stand, such as at the end of a title; numbers that are no dates are hardly meant.
    """
    likely = rank_columns(cells, mapping)
    if likely:
        return likely
    texts = {use.column: cells[use.column].str.strip() for use in mapping.uses if use.role not in _OTHERS}
    filled = [name for name, column in texts.items() if column.any()]
    return tuple(sorted(filled, key=lambda name: not texts[name].str.contains(r"\D").any())[:MOST_OFFERED])


def measure_dates(cells: pd.Series, mapping: Mapping) -> float:
    """Return the share of cells that are read as dates, or wait for an answer to be, in a sample of a column."""
    texts = _sample(cells)
    read = read_dates(texts, mapping.style)
    return float(((read["edtf"] != "") | (read["question"] != "")).mean()) if len(texts) else 0.0


def _measure(cells: pd.Series, mapping: Mapping) -> float:
    texts = _sample(cells)
    likeness = measure_likeness(tuple(texts))
    found = max(likeness.alike, likeness.years, likeness.moments)
    are_numbers = likeness.marks > 1 - _LEAST  # "4" is EDTF, but no date of anybody's
    return found if found == 1 or are_numbers else max(found, measure_dates(cells, mapping))


def _sample(cells: pd.Series) -> pd.Series:
    texts = cells.iloc[take_rows(len(cells))].str.strip()
    return texts[texts != ""].drop_duplicates()

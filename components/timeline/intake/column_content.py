"""This file is what a column's cells say of it: how many are dates, places or addresses, and what parts their lists."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.timeline import own_columns
from components.timeline.intake import place_matching
from components.timeline.intake.date_reading import read_dates
from components.timeline.intake.date_style import DateStyle
from components.timeline.places import Gazetteer

SAMPLE = 300  # distinct cells of a column that are looked at

# What usually parts a list, the surest first; a comma may stand within a name, so it needs better proof.
SEPARATORS = (";", "\n", "、", "，", "；", "|", "・", "/", ",", " and ", "&")
_SURE = SEPARATORS[:6]
_MOST_WORDS = 4  # of an entry in a list with commas; longer ones are sentences
_LEAST_SHARE = 0.1
_SLUG = r"[a-z0-9]+(?:[-_.][a-z0-9]+)+"
_NUMBER = r"\d{1,4}(?:\.\d+)?"


@dataclass(frozen=True)
class Content:
    """Hold what a column's filled cells are like: shares from 0 to 1, distinct values, and letters on average."""

    filled: float
    distinct: float
    values: int
    dates: float
    numbers: float
    places: float
    addresses: float
    slugs: float
    letters: float
    groups: bool


def to_content(cells: pd.Series, gazetteer: Gazetteer | None) -> Content:
    """Look at a sample of a column of text cells."""
    filled = cells[cells.str.strip() != ""]
    sample = to_sample(filled)
    numbers = sample.str.fullmatch(_NUMBER)
    readings = read_dates(sample[~numbers], DateStyle())
    read = (readings["edtf"] != "") | (readings["question"] != "")
    distinct = filled.nunique()
    return Content(
        filled=len(filled) / max(len(cells), 1),
        distinct=distinct / max(len(filled), 1),
        values=distinct,
        dates=float(read.sum()) / max(len(sample), 1),
        numbers=float(numbers.mean()) if len(sample) else 0.0,
        places=_share_of_places(sample, gazetteer),
        addresses=float(sample.str.match(r"https?://").mean()) if len(sample) else 0.0,
        slugs=float(sample.str.fullmatch(_SLUG).mean()) if len(sample) else 0.0,
        letters=float(sample.str.len().mean()) if len(sample) else 0.0,
        groups=own_columns.makes_groups(filled.str.strip()),
    )


def to_sample(filled: pd.Series) -> pd.Series:
    """Return distinct cells, evenly taken from first to last so that no one part of the sheet stands for all."""
    distinct = pd.Series(filled.unique(), dtype="str")
    places = np.unique(np.linspace(0, len(distinct) - 1, min(SAMPLE, len(distinct))).astype(int))
    return distinct.iloc[places].str.strip()


def find_separator(cells: pd.Series, gazetteer: Gazetteer | None, *, places: bool, named: bool) -> str:
    """Return what parts the entries of a column's cells, "" where each cell is one entry.

    With places, what makes more of them known; else a sign that hardly stands within a name. `named`: its entries are
    names, in which a comma may stand ("Agriculture, Forestry and Fisheries"), so that it parts none.
    """
    sample = to_sample(cells[cells.str.strip() != ""])
    if places and gazetteer is not None:
        return _best_for_places(sample, gazetteer)
    used = (sign for sign in _SURE if sample.str.contains(sign, regex=False).any())
    if (sure := next(used, "")) or named or places:
        return sure
    listed = sample[sample.str.contains(",", regex=False)]
    short = all(len(entry.split()) <= _MOST_WORDS for cell in listed for entry in cell.split(","))
    return "," if len(listed) and len(listed) >= _LEAST_SHARE * len(sample) and short else ""


def _best_for_places(sample: pd.Series, gazetteer: Gazetteer) -> str:
    """Try every sign on the cells that are no place as they stand; the first that makes most entries known wins."""
    unknown = [cell for cell in sample if place_matching.find_place(cell, gazetteer) is None]
    best, most = "", 0.5
    for sign in SEPARATORS:
        entries = [entry for cell in unknown if sign in cell for entry in cell.split(sign) if entry.strip()]
        known = sum(place_matching.find_place(entry, gazetteer) is not None for entry in entries)
        if entries and known / len(entries) > most:
            best, most = sign, known / len(entries)
    return best


def _share_of_places(sample: pd.Series, gazetteer: Gazetteer | None) -> float:
    """Return the share of cells whose entries, parted by the usual signs, are known places, all or most of them."""
    if gazetteer is None or not len(sample):
        return 0.0
    separator = _best_for_places(sample, gazetteer)
    known = [place_matching.find_list(cell, separator, gazetteer) for cell in sample]
    return sum(all(codes) for codes in known) / len(known)

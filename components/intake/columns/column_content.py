"""What a column's cells say of it: how many are dates, places or addresses, and what parts their lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import pandas as pd

from components.events import own_columns
from components.events.gazetteer import Gazetteer
from components.events.raw_table import Progress
from components.intake.dates.column_dates import are_dates, to_plain_texts
from components.intake.dates.date_reading import read_dates
from components.intake.dates.date_style import DateStyle, infer_order
from components.intake.dates.date_tokens import LONGEST, normalise
from components.intake.dates.moments import MOMENT
from components.intake.readers.cell_marks import cut_marks
from components.intake.readers.text_columns import has_too_many_entries
from components.intake.rows.place_lists import PlaceParser
from components.intake.rows.place_names import find_place

MOST, FEW = 0.6, 0.2  # shares of cells: that makes a column what they are; below which its name is not believed
SAMPLE = 300  # distinct cells of a column that are looked at, and at least so many of a table with many columns
LEAST_SAMPLE = 40
SAMPLES = 40_000  # of all columns, about
_LETTERS = 2_000  # of a cell that are looked at
TOGETHER = 10_000  # cells whose dates are read in one go; a go has a price of its own, whatever it reads

# What usually parts a list, the surest first; a comma may stand within a name, so it needs better proof.
SEPARATORS = (";", "\n", "、", "，", "；", "|", "・", "/", ",", " and ", "&")
_SURE = SEPARATORS[:6]
_MOST_WORDS = 4  # of an entry in a list with commas; longer ones are sentences
_LEAST_SHARE = 0.1
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]+)?")
_MAY_PROVE = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d")  # an order of day, month and year
_ADDRESS = re.compile(r"https?://")


@dataclass(frozen=True)
class Sample:
    """Hold distinct filled cells of a column, without blanks around them, and what all of its cells say.

    filled: share from 0 to 1. distinct: how many different ones are filled; rows: how many are. letters: on average.
    """

    cells: tuple[str, ...]
    filled: float
    distinct: int
    rows: int
    letters: float
    groups: bool


@dataclass(frozen=True)
class ColumnContent:
    """Hold what a column's filled cells are like: shares from 0 to 1, distinct values, and letters on average."""

    sample: tuple[str, ...]
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


def inspect_columns(
    cells: pd.DataFrame, gazetteer: Gazetteer | None, progress: Progress = lambda _: None
) -> dict[str, ColumnContent]:
    """Look at a sample of every column of text cells; `progress` as of column_guesses.guess_mapping."""
    names = [str(name) for name in cells.columns]
    most = max(LEAST_SAMPLE, min(SAMPLE, SAMPLES // max(len(names), 1)))
    samples = {}
    for place, name in enumerate(names):
        progress(place / len(names) / 3)
        samples[name] = sample_cells(cells[name], most)
    dated = _count_dates(
        {name: sample.cells for name, sample in samples.items()}, lambda share: progress((1 + share) / 3)
    )
    contents = {}
    for place, (name, sample) in enumerate(samples.items()):
        progress((2 + place / len(names)) / 3)
        contents[name] = _inspect_column(sample, dated[name], gazetteer)
    return contents


def sample_cells(cells: pd.Series, most: int = SAMPLE) -> Sample:
    """Take distinct cells, evenly from first to last so that no one part of the sheet stands for all."""
    stripped = cells.str.strip()
    are_filled = stripped != ""
    filled = stripped[are_filled]
    distinct = cells[are_filled].unique()
    places = np.unique(np.linspace(0, len(distinct) - 1, min(most, len(distinct))).astype(int))
    looked_at = [cut_marks(str(distinct[place])[:_LETTERS]) for place in places]
    return Sample(
        cells=tuple(looked_at),
        filled=len(filled) / max(len(cells), 1),
        distinct=len(distinct),
        rows=len(filled),
        letters=_share(sum(map(len, looked_at)), looked_at),
        groups=own_columns.makes_groups(filled),
    )


def _inspect_column(sample: Sample, dated: int, gazetteer: Gazetteer | None) -> ColumnContent:
    cells = sample.cells
    return ColumnContent(
        sample=cells,
        filled=sample.filled,
        distinct=sample.distinct / max(sample.rows, 1),
        values=sample.distinct,
        dates=_share(dated, cells),
        numbers=_share(sum(map(bool, map(_NUMBER.fullmatch, cells))), cells),
        places=_share_of_places(cells, gazetteer),
        addresses=_share(sum(map(bool, map(_ADDRESS.match, cells))), cells),
        slugs=_share(sum(1 for cell in cells if _SLUG.fullmatch(cell)), cells),
        letters=sample.letters,
        groups=sample.groups,
    )


def _share(amount: int, cells: Sequence[str]) -> float:
    return amount / max(len(cells), 1)


def _count_dates(samples: dict[str, tuple[str, ...]], progress: Progress) -> Counter[str]:
    """Count the cells of each column that are dates, or wait for an answer to be one; numbers are none.

    Columns whose cells prove the same order of day and month are read together, each as if it were alone.
    """
    by_order = defaultdict(list)
    for name, cells in samples.items():
        texts = to_plain_texts(
            name, [cell for cell in cells if not _NUMBER.fullmatch(cell) and not MOMENT.fullmatch(cell)]
        )
        by_order[_find_order(texts)].append((name, texts))
    counts: Counter[str] = Counter()
    done, whole = 0, max(sum(map(len, samples.values())), 1)
    for order, columns in by_order.items():
        for names, texts in _to_batches(columns):
            progress(done / whole)
            done += len(texts)
            read = read_dates(pd.Series(texts, dtype="str"), DateStyle(order=order))
            counts.update(compress(names, are_dates(read)))
    return counts


def _find_order(texts: list[str]) -> str:
    plain = [normalise(text) for text in texts if len(text) <= LONGEST]
    return infer_order(pd.Series(plain, dtype="str")) if any(map(_MAY_PROVE.search, plain)) else ""


def _to_batches(columns: list[tuple[str, list[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the texts of some columns at a time, none of them in parts, each with its column's name."""
    names: list[str] = []
    batch: list[str] = []
    for name, texts in columns:
        if len(batch) + len(texts) > TOGETHER:
            yield names, batch
            names, batch = [], []
        names += [name] * len(texts)
        batch += texts
    yield names, batch


def find_separator(sample: Sequence[str], gazetteer: Gazetteer | None, *, places: bool, named: bool) -> str:
    """Return what parts the entries of a column's cells, of which these are a sample; "" where each is one entry.

    With places, what makes more of them known; else a sign that hardly stands within a name. `named`: its entries are
    names, in which a comma may stand ("Agriculture, Forestry and Fisheries"), so that it parts none.
    """
    if places and gazetteer is not None:
        return _best_for_places(sample, gazetteer)
    used = (sign for sign in _SURE if any(sign in cell for cell in sample))
    if (sure := next(used, "")) or named or places:
        return sure
    listed = [cell for cell in sample if "," in cell]
    short = all(len(entry.split()) <= _MOST_WORDS for cell in listed for entry in cell.split(","))
    return "," if listed and len(listed) >= _LEAST_SHARE * len(sample) and short else ""


def _best_for_places(sample: Sequence[str], gazetteer: Gazetteer) -> str:
    """Try every sign on the cells that are no place as they stand; the first that makes most entries known wins.

    Where none does, a sign that hardly stands within a name parts them all the same: each entry is asked then.
    """
    unknown = [cell for cell in sample if find_place(cell, gazetteer) is None]
    best, most = "", 0.5
    for sign in SEPARATORS:
        listed = [cell for cell in unknown if sign in cell and not has_too_many_entries(cell, sign)]
        entries = [entry for cell in listed for entry in cell.split(sign) if entry.strip()]
        known = sum(find_place(entry, gazetteer) is not None for entry in entries)
        if entries and known / len(entries) > most:
            best, most = sign, known / len(entries)
    return best or next((sign for sign in _SURE if any(sign in cell for cell in unknown)), "")


def _share_of_places(sample: Sequence[str], gazetteer: Gazetteer | None) -> float:
    """Return the share of cells that are known places, or lists of them whatever signs stand between."""
    if gazetteer is None or not len(sample):
        return 0.0
    parser = PlaceParser(gazetteer)
    return sum(parser.parse(cell) is not None for cell in sample) / len(sample)

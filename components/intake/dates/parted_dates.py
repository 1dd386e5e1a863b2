"""Dates whose year, month and day stand in columns of their own, as texts that can be read."""

from dataclasses import dataclass

import pandas as pd

from components.intake.dates.unknown_parts import NOT_KNOWN, read_parts
from components.intake.readers.text_columns import join_cells
from components.messages.sentence import Sentence

PARTS = ("year", "month", "day")
_NOTHING = "unknown"  # one of date_vocabulary.NO_DATES
_ERA_YEAR = r"[^\W\d_]\s?(?:\d{1,2}|元)年?$"  # of an era: 平成25
_BETWEEN = "\x1f"


@dataclass(frozen=True)
class PartedDates:
    """Hold for each row a text to be read, the text as it was written, and what was taken for not known."""

    to_read: pd.Series
    written: pd.Series
    how: pd.Series


def join_parts(columns: dict[str, pd.Series], index: pd.Index) -> PartedDates:
    """Join columns of stripped cells, by part; a month may be in words, a year of an era, -9 is no part."""
    blank = pd.Series("", index=index, dtype="str")
    raw = {part: columns.get(part, blank) for part in PARTS}
    known = {part: read_parts(cells, part) for part, cells in raw.items()}
    how = _join_notes([_note_unknown(raw[part], known[part]) for part in PARTS])
    to_read, written = _to_texts(*known.values())
    nothing = (to_read == "") & (join_cells(list(raw.values()), "") != "")
    if nothing.any():
        to_read, written = to_read.mask(nothing, _NOTHING), written.mask(nothing, _join_once(list(raw.values())))
    return PartedDates(to_read, written, how)


def _to_texts(year: pd.Series, month: pd.Series, day: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return a text to be read for each row, ISO 8601 where its parts are in digits, and one as it was written."""
    in_digits = month.str.fullmatch(r"\d*") & day.str.fullmatch(r"\d*")
    in_digits &= (year != "") | (month != "")  # of a day alone, "12" is all that is stated
    plain = in_digits & year.str.fullmatch(r"\d{3,4}") & ((month != "") | (day == ""))
    iso = join_cells([year.str.zfill(4), *(_pad(part) for part in (month, day))], "-")
    joined = join_cells((year, month, day), "-")
    # A month beyond 12 would be a season of EDTF, so it is parted by what makes a date of digits wrong
    to_read = iso.where(month.str.fullmatch(r"0?[1-9]|1[0-2]|"), joined.str.replace("-", "/"))
    written = joined
    if not plain.all():
        in_words = join_cells((day, month, year), " ")
        to_read = to_read.where(plain, _sign(year, month, day).where(in_digits, in_words))
        written = written.where(in_digits, in_words)
        alone = (month == "") & (day == "") & ~year.str.contains(_ERA_YEAR, regex=True)
        to_read = to_read.mask(alone, year)
    return to_read, written


def _sign(*parts: pd.Series) -> pd.Series:
    signed = zip(parts, "年月日", strict=True)
    return join_cells([part.where(part.str.contains(f"^$|{sign}"), part + sign) for part, sign in signed], "")


def _pad(part: pd.Series) -> pd.Series:
    return part.where(part == "", part.str.zfill(2))


def _note_unknown(raw: pd.Series, known: pd.Series) -> pd.Series:
    return ("“" + raw + "”").where((raw != "") & (known == ""), "")


def _join_once(columns: list[pd.Series], between: str = " ") -> pd.Series:
    """Join the cells of each row, those that are the same once."""
    joined = join_cells(columns, _BETWEEN)
    once = {text: between.join(dict.fromkeys(text.split(_BETWEEN))) for text in joined.unique()}
    return joined.map(once).astype("str")


def _join_notes(notes: list[pd.Series]) -> pd.Series:
    said = _join_once(notes, ", ")
    return said.map({text: Sentence(NOT_KNOWN, cells=text) if text else "" for text in said.unique()}).astype("str")

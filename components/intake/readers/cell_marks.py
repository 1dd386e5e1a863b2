"""Marks that are no part of what a cell says: marks of footnotes, quotation marks around it, what nobody sees."""

import re

import pandas as pd

from components.intake.readers.characters import drop_invisible
from components.messages.sentence import N_

MARKS = N_("footnote marks or quotation marks left out")
_MOST_FOOTNOTES = 20  # of a cell
_WORDS = r"(?:(?:note|nb|n\.?b\.?|n\.|fn\.?) ?\d{1,3}|[a-z ]{3,24} needed|when\?|who\?|where\?|sic)"
_FOOTNOTE = re.compile(rf"(?<=[^\s\[({{,;])\s?\[(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}}|{_WORDS})\]", re.IGNORECASE)
# Signs behind an entry of a list: Chile†; Peru
_SIGNS_WITHIN = re.compile(r"(?<=[^\W\d_])[*†‡§¶]{1,3}(?=\s?[;,/|])")
_RAISED_DIGITS = re.compile(r"[¹²³⁰⁴-⁹]{1,4}")
_SIGNS = "*†‡§¶"
_QUOTES = ('""', "''", "“”", "„“", "„”", "‘’", "‚‘", "«»", "»«", "‹›", "「」", "『』", "″″", "``")
# What a cell with any of these marks has, so that all others are left alone
_MAY_HAVE_MARKS = "[\\[*†‡§¶¹²³⁰⁴-⁹\"“„‚«»‹「『″`'‘\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"


def cut_marks(text: str) -> str:
    """Return what a cell says without invisible characters, marks of footnotes and quotation marks around it.

    It is for dates, names and kinds, not for texts to read. A cell of marks alone stays as it is.
    """
    seen = drop_invisible(text).strip()
    cut = _FOOTNOTE.sub("", _SIGNS_WITHIN.sub("", seen), count=_MOST_FOOTNOTES)
    cut = _RAISED_DIGITS.sub("", cut)
    cut = cut.strip().rstrip(_SIGNS).lstrip("*†‡¶").strip()
    inner = cut[1:-1].strip()
    if len(cut) > 2 and cut[0] + cut[-1] in _QUOTES and cut[0] not in inner and cut[-1] not in inner:
        cut = inner
    return cut if any(map(str.isalnum, cut)) else seen


def cut_column(column: pd.Series) -> pd.Series:
    """Return a column of text cells without marks, each distinct cell that may have some looked at once."""
    may_have = column.str.contains(_MAY_HAVE_MARKS, regex=True)
    if not may_have.any():
        return column
    marked = column[may_have]
    cut = marked.map({text: cut_marks(text) for text in marked.unique()}).astype(column.dtype)
    return column.where(~may_have, cut.reindex(column.index))

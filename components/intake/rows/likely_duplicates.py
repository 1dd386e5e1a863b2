"""Pairs of rows that may be one event: of one day and the same places, with titles that are nearly the same."""

import re
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from components.events.gazetteer import fold

MOST_LISTED = 50  # pairs, the most alike ones; nobody reads more
MOST_FOUND = 1000  # pairs of different titles
MOST_TRIED = 5_000  # pairs whose numbers are looked at
MOST_LOOKED_AT = 200_000  # rows that share date and places with another
MOST_COMPARED = 30  # titles of one day and place that are compared with each other
LETTERS_COMPARED = 1_000  # of a title: the work on two grows with the product of their lengths
COLUMNS = ["row", "other_row", "title", "other_title"]
_KEYS = ["date", "countries", "organisations"]
_LIKENESS = 85  # of 100, of two folded titles
_SAME = 100.0
_COUNTED = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "i ii iii iv v vi vii viii ix x xi xii",
    )
    for number, word in enumerate(words.split(), 1)
}
_DIGITS = re.compile(r"\d+|第([一二三四五六七八九十百]{1,5})")
_YEAR = re.compile(r"[12]\d{3}")

Pair = tuple[float, int, int, str, str]  # likeness of 100, row, other row, their titles


@dataclass(frozen=True)
class Duplicates:
    """Hold the pairs that are most alike, as COLUMNS, and how many were found in all."""

    pairs: pd.DataFrame
    found: int


def find_duplicates(events: pd.DataFrame) -> Duplicates:
    """List the pairs of rows with the same date and places and a similar title, the most alike first.

    Titles that differ by a number alone, as those of the sessions of a meeting do, are of different events.
    """
    dated = events.loc[events["date"] != "", [*_KEYS, "row", "title"]]
    alike = dated[dated.duplicated(_KEYS, keep=False)].head(MOST_LOOKED_AT)
    alike = alike.reset_index(drop=True)
    groups = alike.groupby(_KEYS, sort=False).ngroup().to_numpy()
    codes, titles = pd.factorize(alike["title"])
    lines = pd.Series(groups * (len(titles) + 1) + codes)  # one number for all rows of a day, its places and a title
    repeated = lines.duplicated().to_numpy()
    same = _find_same(alike, lines, repeated)
    sorted_words = np.array([" ".join(sorted(_to_words(title))) for title in titles], dtype=object)
    similar = _find_similar(alike[~repeated], groups[~repeated], sorted_words[codes[~repeated]])
    ordered = sorted([*same, *similar], key=lambda pair: (-pair[0], pair[1:3]))[:MOST_LISTED]
    return Duplicates(pd.DataFrame([pair[1:] for pair in ordered], columns=COLUMNS), int(repeated.sum()) + len(similar))


def _find_same(alike: pd.DataFrame, lines: pd.Series, repeated: np.ndarray) -> list[Pair]:
    """Return the first rows that repeat the line of one before, each with the first of these."""
    some = np.flatnonzero(repeated)[:MOST_LISTED]
    first_of = dict(zip(lines[~repeated], alike["row"][~repeated], strict=True)) if len(some) else {}
    rows = zip(lines.iloc[some], alike["row"].iloc[some], alike["title"].iloc[some], strict=True)
    return [(_SAME, int(first_of[line]), int(row), title, title) for line, row, title in rows]


def _find_similar(titles: pd.DataFrame, groups: np.ndarray, sorted_words: np.ndarray) -> list[Pair]:
    """Return the pairs of different titles that are similar, up to MOST_FOUND; their words, folded and in order."""
    order = np.argsort(groups, kind="stable")
    rows = list(zip(titles["row"].to_numpy()[order], titles["title"].to_numpy(object)[order], strict=True))
    words = sorted_words[order].tolist()
    pairs: list[Pair] = []
    tried = 0
    for first, after in pairwise([*np.flatnonzero(np.diff(groups[order], prepend=-1)).tolist(), len(rows)]):
        for one, other in combinations(range(first, min(after, first + MOST_COMPARED)), 2):
            likeness = fuzz.ratio(words[one], words[other], score_cutoff=_LIKENESS)
            if likeness:
                tried += 1
                (row, title), (other_row, other_title) = rows[one], rows[other]
                if not _differ_by_number(_to_words(title), _to_words(other_title)):
                    pairs.append((likeness, int(row), int(other_row), title, other_title))
        if len(pairs) >= MOST_FOUND or tried >= MOST_TRIED:
            break
    return pairs[:MOST_FOUND]


def _to_words(title: str) -> list[str]:
    return fold(title[:LETTERS_COMPARED]).split()


def _differ_by_number(one: list[str], other: list[str]) -> bool:
    """Tell whether the words of two titles state different numbers, or differ by one letter that stands alone."""
    numbers = _find_numbers(one), _find_numbers(other)
    if all(numbers):
        return numbers[0] != numbers[1]
    stated = numbers[0] or numbers[1]
    if any(stated) and not all(map(_YEAR.fullmatch, stated)) and _without_numbers(one) == _without_numbers(other):
        return True
    different = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and bool(different) and all(len(word) == 1 for pair in different for word in pair)


def _find_numbers(words: list[str]) -> list[str]:
    """Return the numbers in a title's words, in digits, words and Roman numerals."""
    found = [_COUNTED[word] for word in words if word in _COUNTED]
    digits = [match[1] or match[0].lstrip("0") for word in words for match in _DIGITS.finditer(word)]
    return sorted(found + digits)


def _without_numbers(words: list[str]) -> list[str]:
    return [word for word in words if word not in _COUNTED and not _DIGITS.search(word)]

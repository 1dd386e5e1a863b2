"""How far cells look like dates, in whatever language, and how far they are numbers, marks or no words at all."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.events.gazetteer import fold
from components.intake.columns.answer_words import ANSWERS
from components.intake.dates.date_vocabulary import MONTHS, NO_DATES, WORDS
from components.intake.dates.moments import MOMENT

_LONGEST, _MOST_WORDS = 60, 5  # letters and words of a cell that may be a date
_MOST_DAY, _LEAST_YEAR_DIGITS = 31, 3
_NUMBERS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"[12]\d{3}(?:\.0+)?")
_IN_DIGITS = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_OF_ERAS = {"bc", "bce", "ad", "ce", "chr", "era", "э", "公元前", "公元", "紀元前"}
_DATE_SIGNS = re.compile(r"\d ?[年月日년월일]")
_PLAIN_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d+)?%?")
_OF_DATES = {word for word, (kind, _) in WORDS.items() if kind not in ("filler", "and", "or", "by", "from", "doubt")}


@dataclass(frozen=True)
class Likeness:
    """Hold shares of a column's distinct cells, from 0 to 1, "no date" and the like left out but for `nothing`.

    years: four digits. moments: counted from 1970. alike: what may be a date in any language, its years among them.
    wordless: without a letter. marks: yes and no, and numbers that are no years. nothing: "no date", "unknown", "n/a".
    """

    years: float
    moments: float
    alike: float
    wordless: float
    marks: float
    nothing: float


def measure_likeness(cells: Sequence[str]) -> Likeness:
    """Look at distinct filled cells without blanks around them."""
    stated = [cell for cell in cells if not says_nothing(cell)]

    def share(holds: Callable[[str], object]) -> float:
        return sum(map(bool, map(holds, stated))) / max(len(stated), 1)

    return Likeness(
        years=share(_YEAR.fullmatch),
        moments=share(MOMENT.fullmatch),
        alike=share(resembles_date),
        wordless=share(lambda cell: not any(map(str.isalpha, cell))),
        marks=share(_is_mark),
        nothing=1 - len(stated) / max(len(cells), 1),
    )


def says_nothing(cell: str) -> bool:
    """Tell whether a cell says that no date is known."""
    return fold(cell) in NO_DATES and fold(cell) not in ANSWERS


def resembles_date(cell: str) -> bool:
    """Tell whether a short text has the numbers of a date: a year and a day, a month, or signs that only dates have."""
    if not 0 < len(cell) <= _LONGEST:
        return False
    plain = unicodedata.normalize("NFKC", cell)
    if _IN_DIGITS.search(plain) or _DATE_SIGNS.search(plain):
        return True
    numbers, words = _NUMBERS.findall(plain), [fold(word) for word in _LETTERS.findall(plain)]
    if not numbers or len(words) > _MOST_WORDS:
        return False
    has_year = any(_LEAST_YEAR_DIGITS <= len(number) <= 4 and int(number) for number in numbers)
    has_day = any(len(number) <= 2 and 0 < int(number) <= _MOST_DAY for number in numbers)
    has_month = any(word in MONTHS for word in words)
    if any(word in _OF_ERAS for word in words) or (has_day and has_month):
        return True
    return has_year and (has_day or not words or any(word in _OF_DATES for word in words))


def _is_mark(cell: str) -> bool:
    folded = fold(cell)
    return folded in ANSWERS or (not _YEAR.fullmatch(cell) and bool(_PLAIN_NUMBER.fullmatch(cell)))

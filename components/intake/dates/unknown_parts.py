"""What stands in a column of years, months or days where one is not known: -9, 99, NA; and what is a part at all."""

import re

import pandas as pd

from components.events.gazetteer import fold
from components.intake.dates.date_vocabulary import MONTHS, NO_DATES
from components.messages.sentence import N_

NOT_KNOWN = N_("{cells} treated as not known")
_NUMBER = re.compile(r"-?\d{1,5}(?:\.0+)?")
# Numbers that data sets write for what they don't know; a year may be 77 or 99, so only its negative ones count
_NEGATIVE = re.compile(r"-(\d)\1{0,3}")
_NO_NUMBERS = {"month": {"0", "00", "77", "88", "99", "777", "888", "999", "9999"}}
_NO_NUMBERS["day"] = _NO_NUMBERS["month"]
_NO_NUMBERS["year"] = {"0", "0000"}
_SIGNS = {"", ".", "..", "?", "-", "--", "??"}
_ERA = re.compile(r"[^\W\d_]{1,2}\s?\d{1,2}|[^\W\d_]{1,2}元")
_MOST = {"month": 12, "day": 31}


def read_part(cell: str, part: str) -> str:
    """Return a cell of a column of years, months or days as a part, "" where it says that none is known."""
    plain = re.sub(r"\.0+$", "", cell.strip())
    folded = fold(plain)
    if plain in _SIGNS or (folded and folded in NO_DATES) or _NEGATIVE.fullmatch(plain) or plain in _NO_NUMBERS[part]:
        return ""
    return plain


def read_parts(cells: pd.Series, part: str) -> pd.Series:
    """Return a column of parts, each distinct cell read once."""
    return cells.map({cell: read_part(cell, part) for cell in cells.unique()}).astype("str")


def is_part(cell: str, part: str) -> bool:
    """Tell whether a cell can be a year, a month or a day of a month, or says that none is known."""
    plain = read_part(cell, part)
    if not plain:
        return True
    if part == "year":
        return bool(re.fullmatch(r"-?\d{1,4}年?|'\d\d", plain)) or bool(_ERA.fullmatch(plain.removesuffix("年")))
    digits = re.sub(r"(?:st|nd|rd|th|\.|月|日)$", "", plain)
    if digits.isdecimal():
        return 1 <= int(digits) <= _MOST[part]
    return part == "month" and (fold(plain) in MONTHS or (plain.isalpha() and len(plain) <= _LONGEST_MONTH))


_LONGEST_MONTH = 12

"""What Japanese dates have beside the years of eras: numbers in kanji, both years at once, days their era never had."""

import re
from datetime import date

from components.intake.dates.date_tokens import PhraseError
from components.intake.dates.date_vocabulary import ERAS
from components.messages.sentence import N_

TWO_YEARS = N_("The cell gives two different years; keep the right one.")
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI = re.compile(r"[〇零一二三四五六七八九十百千]{1,8}(?=[年月日])")
_BOTH_YEARS = re.compile(r"(\d{4})年? ?\((\d{4})年?\) ?年?")
_OF_ERA = re.compile(f"({'|'.join(ERAS)})" + r"\s*(元|\d{1,2})年\s*(\d{1,2})月(?:\s*(\d{1,2})日)?")
# Era → its first day and its last one (the day before the next began)
_REIGNS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}


def write_digits(marked: str) -> str:
    """Return a text with the numbers in kanji before 年, 月 and 日 in digits."""
    return _KANJI.sub(lambda match: str(_to_number(match[0])), marked)


def join_years(western: str) -> str:
    """Return a text whose year stands in both countings with it once; raises PhraseError where the two differ."""
    return _BOTH_YEARS.sub(_to_one_year, western)


def describe_beyond(marked: str) -> tuple[str, ...]:
    """Note of a date that its era had not begun yet, or had ended, on that day."""
    notes = []
    for era, number, month, day in _OF_ERA.findall(marked):
        first, last = _REIGNS[era]
        when = (ERAS[era] + (1 if number == "元" else int(number)), int(month), int(day or 0))
        if when > (last.year, last.month, last.day if day else 0):
            notes.append(N_("date after the stated era ended"))
        elif when < (first.year, first.month, first.day if day else 0):
            notes.append(N_("date before the stated era began"))
    return tuple(notes)


def _to_number(kanji: str) -> int:
    """Return a number in kanji, written by places (二〇一三) or with their names (二十五)."""
    if not set(kanji) & _UNITS.keys():
        return int("".join(str(_DIGITS[sign]) for sign in kanji))
    total, digit = 0, 0
    for sign in kanji:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def _to_one_year(match: re.Match[str]) -> str:
    if match[1] != match[2]:
        raise PhraseError(TWO_YEARS)
    return f"{match[1]}年"

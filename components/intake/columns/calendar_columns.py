"""The guess that a column has dates of another calendar, since its name says so."""

import re
from collections.abc import Sequence

from components.intake.dates.other_calendars import CALENDARS, find_calendar
from components.messages.sentence import Sentence

LESS_SURE = 0.25  # of a date beside one in our own calendar
_LEAST = 0.6  # share of cells with a number that may be a year
_YEAR = re.compile(r"(?<!\d)(?:\d{2,4}|\d{6,8})(?!\d)|[元一二三四五六七八九十]年")
_LONGEST = 60  # letters of a date


def guess_calendar(name: str, sample: Sequence[str]) -> list[tuple[str, float, str]]:
    """Return role, confidence and reason where a column's name says a calendar and its cells may be dates of it."""
    calendar = find_calendar(name)
    if not calendar or not sample:
        return []
    dated = sum(len(cell) <= _LONGEST and bool(_YEAR.search(_to_western(cell))) for cell in sample)
    said = Sentence("recognised by name as dates in {calendar}", calendar=Sentence(CALENDARS[calendar]))
    return [("date", 0.5, said)] if dated >= _LEAST * len(sample) else []


def _to_western(cell: str) -> str:
    """Return a cell with its digits, of whatever script, as 0 to 9."""
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in cell[:_LONGEST])

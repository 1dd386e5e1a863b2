"""Moments as programs count them: seconds, or thousandths and smaller parts of them, since the first day of 1970."""

import re

import pandas as pd

from components.dates.edtf import format_day
from components.intake.dates.date_phrases import Reading
from components.messages.sentence import N_

MOST_OTHERS = 0.4  # share of a column's numbers that may be none where the rest are moments
# Up to the year 2096; ten digits that begin otherwise are telephone numbers or stand for nothing
_COUNT = r"(?:[1-3]\d|[1-9])\d{8}"
MOMENT = re.compile(rf"{_COUNT}(?:\d{{3}})?(?:\.\d{{1,9}})?|{_COUNT}(?:\d{{6}}|\d{{9}})")
UNSURE = N_(
    "This may be a timestamp counted from 1970, but most cells in this column are not timestamps; give it as a date."
)
# Digits of the whole number → what is noted, and how many of what is counted make a second
_UNITS = {
    **dict.fromkeys((9, 10), (N_("timestamp in seconds since 1970 (day in UTC)"), 1)),
    **dict.fromkeys((12, 13), (N_("timestamp in milliseconds since 1970 (day in UTC)"), 10**3)),
    **dict.fromkeys((15, 16), (N_("timestamp in microseconds since 1970 (day in UTC)"), 10**6)),
    **dict.fromkeys((18, 19), (N_("timestamp in nanoseconds since 1970 (day in UTC)"), 10**9)),
}
# Year to hour, minute or second without anything between are no moments
_WRITTEN_OUT = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d){0,2}"
_FILLED_UP = r"9+|1+"  # what systems write for no value
_SECONDS_OF_DAY = 86_400


def find_moments(texts: pd.Series) -> pd.Series:
    """Tell which texts are numbers that may be moments."""
    return texts.str.fullmatch(MOMENT) & ~texts.str.fullmatch(_WRITTEN_OUT) & ~texts.str.fullmatch(_FILLED_UP)


def read_moments(texts: pd.Series, others: int) -> list[Reading]:
    """Read distinct texts that find_moments found, `others` being how many texts of their column it didn't find."""
    if others > MOST_OTHERS * (len(texts) + others):
        return [Reading("", UNSURE)] * len(texts)
    return [_read_moment(text) for text in texts]


def _read_moment(text: str) -> Reading:
    whole = text.partition(".")[0]
    note, parts = _UNITS[len(whole)]
    day = int(whole) // parts // _SECONDS_OF_DAY
    return Reading(format_day(day), how=note)

"""Dates in words: what is known of a day, and what is not, for hovers, cards and narrow cells."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import pandas as pd

from components.dates import edtf
from components.dates.edtf import Edtf, Endpoint
from components.dates.spans import SPANS

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
MOST_KEPT = 65_536  # dates whose words are remembered: those of a few screens of any table
_SEASONS = ("spring", "summer", "autumn", "winter")
_NORTHERN = range(21, 25)  # codes of the seasons that need no other word
_SEASON_OF = {(SPANS[code][0] + place) % 12 + 1: code for code in _NORTHERN for place in range(SPANS[code][1])}
_ORDINALS = ("first", "second", "third", "fourth")
_OPEN = {"..": ("no beginning", "going on"), "": ("beginning not stated", "end not stated")}


def describe_date(text: str) -> str:
    """Say an EDTF date in words, with what is not stated: in April 2013, day not stated; raises DateError."""
    return _in_words(edtf.parse_edtfs([text])[0])


@lru_cache(maxsize=MOST_KEPT)
def describe_stored(text: str) -> str:
    """Say a date that a table holds, which was checked when it was read, as describe_date does; remembered."""
    return _in_words(edtf.to_edtf(text))


def describe_short(text: str) -> str:
    """Say an EDTF date in the fewest words, for narrow places: c. Apr 2013, 1 or 2 Nov 2013; raises DateError."""
    return _in_short(edtf.parse_edtfs([text])[0])


def describe_dates(texts: Iterable[str]) -> pd.Series:
    """Say a column of dates as describe_date does, with the index of a Series kept; raises DateError."""
    return _describe_column(texts, _in_words)


def describe_dates_short(texts: Iterable[str]) -> pd.Series:
    """Say a column of dates as describe_short does, with the index of a Series kept; raises DateError."""
    return _describe_column(texts, _in_short)


def describe_period(first: int, last: int) -> str:
    """Say the days from first to last, both included and exact, in whole years or months where they are whole."""
    begin, end = edtf.format_day(first), edtf.format_day(last)
    ends_month = end.endswith("-12-31") or edtf.format_day(last + 1).endswith("-01")
    if begin.endswith("-01-01") and end.endswith("-12-31"):
        length = 1
    else:
        length = 2 if begin.endswith("-01") and ends_month and begin[:4] == end[:4] else 3
    first_words, last_words = (_long(Endpoint(*iso.split("-")[:length])) for iso in (begin, end))
    return _joined(first_words, last_words, "–")


def describe_season(day: int) -> str:
    """Say the season that holds a day (since 1970-01-01) as a date of it is said: spring 2013, winter 2013–2014."""
    year, month = map(int, edtf.format_day(day).split("-")[:2])
    code = _SEASON_OF[month]
    began = year - int(month <= SPANS[code][0])  # the winter of January began in the year before
    return " ".join(_long(Endpoint(f"{began:04}", str(code))))


def _describe_column(texts: Iterable[str], describe: Callable[[Edtf | None], str]) -> pd.Series:
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    codes, distinct = pd.factorize(series.to_numpy(dtype=object))
    words = [describe(edtf) for edtf in edtf.parse_edtfs(["", *distinct])]
    return pd.Series([words[code + 1] for code in codes], index=series.index, dtype=object)


def _in_words(edtf: Edtf | None) -> str:
    if edtf is None:
        return "date not stated"
    about = "about " if _is_marked(edtf, "~%") else ""
    describe = {"date": _describe_one, "interval": _describe_interval, "set": _describe_set}[edtf.kind]
    return describe(edtf.first, edtf.last, about) + (" (uncertain)" if _is_marked(edtf, "?%") else "")


def _describe_one(end: Endpoint, _same: Endpoint, about: str) -> str:
    words = about + " ".join(_long(end))
    if _is_day(end):
        return words
    missing = "year" if "X" in end.year else "day"
    return f"{words if about else 'in ' + words}{_months_meant(end)}, {missing} not stated"


def _describe_interval(first: Endpoint, last: Endpoint, about: str) -> str:
    if last.year in _OPEN:
        return f"{'since' if last.year else 'from'} {about}{' '.join(_long(first))}, {_OPEN[last.year][1]}"
    if first.year in _OPEN:
        return f"until {about}{' '.join(_long(last))}, {_OPEN[first.year][0]}"
    if _is_day(first) and _is_day(last):
        return about + _joined(_long(first), _long(last), "–")
    missing = "first day" if _is_day(last) else "last day" if _is_day(first) else "days"
    if _long(first) == _long(last):
        return f"{about or 'in '}{' '.join(_long(first))}, {missing} not stated"
    return f"from {about}{_joined(_long(first), _long(last), 'to')}, {missing} not stated"


def _describe_set(first: Endpoint, last: Endpoint, about: str) -> str:
    if _long(first) == _long(last):
        return _describe_one(first, last, about)
    if not (_is_day(first) and _is_day(last)):
        return f"at some time from {about}{_joined(_long(first), _long(last), 'to')}, day not stated"
    if _are_neighbours(first, last):
        return f"on {about}{_joined(_long(first), _long(last), 'or')}, not stated which"
    if (first.year, first.month) == (last.year, last.month):
        return f"on a day between {about}{_joined(_long(first), _long(last), 'and')}"
    return f"on a day from {about}{_joined(_long(first), _long(last), 'to')}"


def _in_short(edtf: Edtf | None) -> str:
    if edtf is None:
        return "undated"
    first, last = edtf.first, edtf.last
    relation, words = "", ""
    if last.year in _OPEN:
        relation, words = "since " if last.year else "from ", " ".join(_short(first))
    elif first.year in _OPEN:
        relation, words = "until ", " ".join(_short(last))
    elif edtf.kind == "set" and _are_neighbours(first, last):
        words = _joined(_short(first), _short(last), "or")
    else:
        relation = "within " if edtf.kind == "set" and _short(first) != _short(last) else ""
        words = _joined(_short(first), _short(last), "–")
    about = "c. " if _is_marked(edtf, "~%") else ""
    return relation + about + words + ("?" if _is_marked(edtf, "?%") else "")


def _is_marked(edtf: Edtf, marks: str) -> bool:
    """Tell whether either end carries one of the marks; a mark on one end counts for the whole event."""
    return any(end.mark and end.mark in marks for end in (edtf.first, edtf.last))


def _is_day(end: Endpoint) -> bool:
    return end.day.isdigit()


def _are_neighbours(first: Endpoint, last: Endpoint) -> bool:
    if not (_is_day(first) and _is_day(last)):
        return False
    days = [edtf.parse_day(f"{end.year}-{end.month}-{end.day}") for end in (first, last)]
    return days[1] - days[0] == 1


def _long(end: Endpoint) -> tuple[str, ...]:
    """Give the words of an end, widest last, so that two ends can share their last ones."""
    code = int(end.month) if end.month.isdigit() else 0
    year = str(int(end.year.replace("X", "0")))
    if "X" in end.year:
        return (f"the {year}s",) if end.year.count("X") == 1 else (f"the years {year}–{int(year) + 99}",)
    if code == 0:
        return (year,)
    if code <= 12:
        return ((str(int(end.day)),) if _is_day(end) else ()) + (MONTHS[code - 1], year)
    if code <= 32:
        return _season(code), f"{year}–{int(year) + 1}" if SPANS[code][0] == 11 else year
    part, position = _part_of_year(code)
    return f"the {_ORDINALS[position]} {part}", f"of {year}"


def _short(end: Endpoint) -> tuple[str, ...]:
    """Give the words of an end as _long does, but as short as they are still clear."""
    code = int(end.month) if end.month.isdigit() else 0
    if 1 <= code <= 12:
        *day, month, year = _long(end)
        return (*day, month[:3], year)
    if code >= 33:
        part, position = _part_of_year(code)
        name = f"{part[0].upper()}{position + 1}" if part != "third" else f"{_ORDINALS[position]} third"
        return name, str(int(end.year))
    return tuple(word.removeprefix("the years ").removeprefix("the ") for word in _long(end))


def _season(code: int) -> str:
    return _SEASONS[(code - 21) % 4] if code < 29 else f"southern {_SEASONS[(code - 29) % 4]}"


def _part_of_year(code: int) -> tuple[str, int]:
    """Name the part of a year that a grouping stands for, and which of them it is, counted from 0."""
    part, first_code = ("quarter", 33) if code < 37 else ("third", 37) if code < 40 else ("half", 40)
    return part, code - first_code


def _months_meant(end: Endpoint) -> str:
    """Spell out the months of a season or part of a year, since readers differ about them."""
    if not end.month.isdigit() or int(end.month) <= 12:
        return ""
    month, count, _precision = SPANS[int(end.month)]
    return f" ({MONTHS[month]}–{MONTHS[(month + count - 1) % 12]})"


def _joined(first: tuple[str, ...], last: tuple[str, ...], between: str) -> str:
    """Join two ends, saying once what they share: 28–30 April 2013, 28 April – 4 May 2013, April to June 2013."""
    if first == last:
        return " ".join(last)
    if len(first) != len(last):
        return f"{' '.join(first)} {between} {' '.join(last)}"
    own = first[: max(place for place, word in enumerate(first, 1) if word != last[place - 1])]
    return " ".join(own) + (between if between == "–" and len(own) == 1 else f" {between} ") + " ".join(last)

"""Dates in words: what is known of a day, and what is not, for hovers, cards and narrow cells."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import pandas as pd

from components.dates import edtf
from components.dates.edtf import Edtf, Endpoint
from components.dates.spans import SPANS
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_

MOST_KEPT = 65_536  # dates whose words are remembered: those of a few screens of any table
_SEASONS = (N_("spring"), N_("summer"), N_("autumn"), N_("winter"))
_SOUTHERN = (N_("southern spring"), N_("southern summer"), N_("southern autumn"), N_("southern winter"))
_NORTHERN = range(21, 25)  # codes of the seasons that need no other word
_SEASON_OF = {(SPANS[code][0] + place) % 12 + 1: code for code in _NORTHERN for place in range(SPANS[code][1])}
# What no season needs, a code from 33 on: words beside the year, and in few words
_PARTS = {
    **{
        33 + place: (words, f"Q{place + 1}")
        for place, words in enumerate(
            (N_("the first quarter"), N_("the second quarter"), N_("the third quarter"), N_("the fourth quarter"))
        )
    },
    **{
        37 + place: (words, short)
        for place, (words, short) in enumerate(
            (
                (N_("the first third"), N_("first third")),
                (N_("the second third"), N_("second third")),
                (N_("the last third"), N_("last third")),
            )
        )
    },
    **{
        40 + place: (words, f"H{place + 1}")
        for place, words in enumerate((N_("the first half"), N_("the second half")))
    },
}
_OPEN = ("..", "")


def describe_date(text: str, _: Messages = ENGLISH) -> str:
    """Say an EDTF date in words, with what is not stated: in April 2013, day not stated; raises DateError."""
    return _in_words(edtf.parse_edtfs([text])[0], _)


@lru_cache(maxsize=MOST_KEPT)
def describe_stored(text: str, _: Messages = ENGLISH) -> str:
    """Say a date that a table holds, which was checked when it was read, as describe_date does; remembered."""
    return _in_words(edtf.to_edtf(text), _)


def describe_short(text: str, _: Messages = ENGLISH) -> str:
    """Say an EDTF date in the fewest words, for narrow places: c. Apr 2013, 1 or 2 Nov 2013; raises DateError."""
    return _in_short(edtf.parse_edtfs([text])[0], _)


def describe_dates(texts: Iterable[str], _: Messages = ENGLISH) -> pd.Series:
    """Say a column of dates as describe_date does, with the index of a Series kept; raises DateError."""
    return _describe_column(texts, _in_words, _)


def describe_dates_short(texts: Iterable[str], _: Messages = ENGLISH) -> pd.Series:
    """Say a column of dates as describe_short does, with the index of a Series kept; raises DateError."""
    return _describe_column(texts, _in_short, _)


def describe_day(day: int, _: Messages = ENGLISH) -> str:
    """Say a day (since 1970-01-01): 29 April 2013."""
    return describe_period(day, day, _)


def describe_period(first: int, last: int, _: Messages = ENGLISH) -> str:
    """Say the days from first to last, both included and exact, in whole years or months where they are whole."""
    return _span(*_to_ends(first, last, _), _)


def describe_within(first: int, last: int, _: Messages = ENGLISH) -> str:
    """Say that something lies within days: in 2013, in April 2013, on 29 April 2013, from 2012 to 2014."""
    begin, end = _to_ends(first, last, _)
    if begin != end:
        shared, whole = _share(begin, end)
        return _("from {first} to {last}", first=shared, last=whole)
    date = " ".join(end)
    return _("on {date}", date=date) if first == last else _("in {date}", date=date)


def _to_ends(first: int, last: int, _: Messages) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the first and the last day, or of the months or years, where these are whole."""
    begin, end = edtf.format_day(first), edtf.format_day(last)
    ends_month = end.endswith("-12-31") or edtf.format_day(last + 1).endswith("-01")
    if begin.endswith("-01-01") and end.endswith("-12-31"):
        length = 1
    else:
        length = 2 if begin.endswith("-01") and ends_month and begin[:4] == end[:4] else 3
    begun, ended = (_long(Endpoint(*iso.split("-")[:length]), _) for iso in (begin, end))
    return begun, ended


def describe_season(day: int, _: Messages = ENGLISH) -> str:
    """Say the season that holds a day (since 1970-01-01) as a date of it is said: spring 2013, winter 2013–2014."""
    year, month = map(int, edtf.format_day(day).split("-")[:2])
    code = _SEASON_OF[month]
    began = year - int(month <= SPANS[code][0])  # the winter of January began in the year before
    return " ".join(_long(Endpoint(f"{began:04}", str(code)), _))


def _describe_column(texts: Iterable[str], describe: Callable[[Edtf | None, Messages], str], _: Messages) -> pd.Series:
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    codes, distinct = pd.factorize(series.to_numpy(dtype=object))
    words = [describe(edtf, _) for edtf in edtf.parse_edtfs(["", *distinct])]
    return pd.Series([words[code + 1] for code in codes], index=series.index, dtype=object)


def _in_words(edtf: Edtf | None, _: Messages) -> str:
    if edtf is None:
        return _("date not stated")
    describe = {"date": _describe_one, "interval": _describe_interval, "set": _describe_set}[edtf.kind]
    words = describe(edtf.first, edtf.last, _is_marked(edtf, "~%"), _)
    return _("{date} (uncertain)", date=words) if _is_marked(edtf, "?%") else words


def _about(words: str, about: bool, _: Messages) -> str:
    return _("about {date}", date=words) if about else words


def _about_or_in(words: str, about: bool, _: Messages) -> str:
    return _("about {date}", date=words) if about else _("in {date}", date=words)


def _describe_one(end: Endpoint, _same: Endpoint, about: bool, _: Messages) -> str:
    words = " ".join(_long(end, _))
    if _is_day(end):
        return _about(words, about, _)
    words = _about_or_in(words, about, _)
    if months := _months_meant(end, _):
        words = _("{date} ({months})", date=words, months=months)
    return _("{date}, year not stated", date=words) if "X" in end.year else _("{date}, day not stated", date=words)


def _describe_interval(first: Endpoint, last: Endpoint, about: bool, _: Messages) -> str:
    if last.year in _OPEN:
        begin = _about(" ".join(_long(first, _)), about, _)
        return _("since {date}, ongoing", date=begin) if last.year else _("from {date}, end not stated", date=begin)
    if first.year in _OPEN:
        end = _about(" ".join(_long(last, _)), about, _)
        if first.year:
            return _("until {date}, no start date", date=end)
        return _("until {date}, beginning not stated", date=end)
    if _is_day(first) and _is_day(last):
        return _about(_span(_long(first, _), _long(last, _), _), about, _)
    if _long(first, _) == _long(last, _):
        words = _about_or_in(" ".join(_long(first, _)), about, _)
    else:
        first_words, last_words = _share(_long(first, _), _long(last, _))
        words = _("from {first} to {last}", first=_about(first_words, about, _), last=last_words)
    if _is_day(last):
        return _("{date}, first day not stated", date=words)
    return _("{date}, last day not stated", date=words) if _is_day(first) else _("{date}, days not stated", date=words)


def _describe_set(first: Endpoint, last: Endpoint, about: bool, _: Messages) -> str:
    if _long(first, _) == _long(last, _):
        return _describe_one(first, last, about, _)
    begin, end = _share(_long(first, _), _long(last, _))
    begin = _about(begin, about, _)
    if not (_is_day(first) and _is_day(last)):
        return _("at some time between {first} and {last}, day not stated", first=begin, last=end)
    if _are_neighbours(first, last):
        return _("on {first} or {last}, day not stated", first=begin, last=end)
    return _("on a day between {first} and {last}", first=begin, last=end)


def _in_short(edtf: Edtf | None, _: Messages) -> str:
    if edtf is None:
        return _("undated")
    first, last = edtf.first, edtf.last
    about = _is_marked(edtf, "~%")
    if last.year in _OPEN:
        begin = _circa(" ".join(_short(first, _)), about, _)
        words = _("since {date}", date=begin) if last.year else _("from {date}", date=begin)
    elif first.year in _OPEN:
        words = _("until {date}", date=_circa(" ".join(_short(last, _)), about, _))
    elif edtf.kind == "set" and _are_neighbours(first, last):
        begin, end = _share(_short(first, _), _short(last, _))
        words = _circa(_("{first} or {last}", first=begin, last=end), about, _)
    else:
        words = _circa(_span(_short(first, _), _short(last, _), _), about, _)
        if edtf.kind == "set" and _short(first, _) != _short(last, _):
            words = _("within {date}", date=words)
    return words + ("?" if _is_marked(edtf, "?%") else "")


def _circa(words: str, about: bool, _: Messages) -> str:
    return _("c. {date}", date=words) if about else words


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


def _long(end: Endpoint, _: Messages) -> tuple[str, ...]:
    """Give the words of an end, widest last, so that two ends can share their last ones."""
    code = int(end.month) if end.month.isdigit() else 0
    year = str(int(end.year.replace("X", "0")))
    if "X" in end.year:
        if end.year.count("X") == 1:
            return (_("the {year}s", year=year),)
        return (_("the years {first}–{last}", first=year, last=str(int(year) + 99)),)
    if code == 0:
        return (year,)
    if code <= 12:
        return ((str(int(end.day)),) if _is_day(end) else ()) + (_.months[code - 1], year)
    if code <= 32:
        return _season(code, _), f"{year}–{int(year) + 1}" if SPANS[code][0] == 11 else year
    return _(_PARTS[code][0]), _("of {year}", year=year)


def _short(end: Endpoint, _: Messages) -> tuple[str, ...]:
    """Give the words of an end as _long does, but as short as they are still clear."""
    code = int(end.month) if end.month.isdigit() else 0
    if 1 <= code <= 12:
        *day, _month, year = _long(end, _)
        return (*day, _.short_months[code - 1], year)
    year = str(int(end.year.replace("X", "0")))
    if code >= 33:
        return _(_PARTS[code][1]), year
    if "X" in end.year:
        return (_("{year}s", year=year) if end.year.count("X") == 1 else f"{year}–{int(year) + 99}",)
    return _long(end, _)


def _season(code: int, _: Messages) -> str:
    return _(_SEASONS[(code - 21) % 4] if code < 29 else _SOUTHERN[(code - 29) % 4])


def _months_meant(end: Endpoint, _: Messages) -> str:
    """Spell out the months of a season or part of a year, since readers differ about them."""
    if not end.month.isdigit() or int(end.month) <= 12:
        return ""
    month, count, _precision = SPANS[int(end.month)]
    return f"{_.months[month]}–{_.months[(month + count - 1) % 12]}"


def _share(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, str]:
    """Return the words of two ends; what they share is said with the last one only."""
    if len(first) != len(last):
        return " ".join(first), " ".join(last)
    own = first[: max((place for place, word in enumerate(first, 1) if word != last[place - 1]), default=0)]
    return " ".join(own), " ".join(last)


def _span(first: tuple[str, ...], last: tuple[str, ...], _: Messages) -> str:
    """Join two ends, saying once what they share: 28–30 April 2013, 28 April – 4 May 2013, 2012–2013."""
    if first == last:
        return " ".join(last)
    begin, end = _share(first, last)
    if " " in begin or len(first) != len(last):
        return f"{begin} – {end}"
    return f"{begin}–{end}"

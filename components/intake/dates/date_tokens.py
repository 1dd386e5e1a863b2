"""Where a date in anybody's words becomes a row of tokens: year, month, number, range, about …"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from components.events.gazetteer import fold
from components.intake.dates import times_of_day
from components.intake.dates.date_reasons import NOT_UNDERSTOOD
from components.intake.dates.date_vocabulary import ERA_LETTERS, ERAS, FIRST_SOLAR_YEAR, MONTHS, UNPARTED, WORDS
from components.intake.readers.characters import quote_visible
from components.messages.sentence import N_, Sentence

LONGEST = 120  # letters of a date; what is longer is a sentence

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u00b4`"), "'")
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?"
    r"|\(?[月火水木金土日]曜日?\)?|\([月火水木金土日](?:・?祝)?\)"
)
_MONTHS_MEANT = re.compile(r"\((\w+)-(\w+)\)")
_SAID = re.compile(
    r"(?:,|(?<! )) *+(?:(?:first |last )?days? not stated|year not stated|not stated which|end not stated"
    r"|beginning not stated|going on)"
)
# Said by date_text: hyphens and slashes that part day, month in words and year are blanks.
_JOINED = re.compile(r"\b(\d{1,2})[-/. ]([^\W\d_]{3,})\.?[-/. ]'?(\d{4}|\d{2})\b(?!\d|[./-]\d)")
_ERA = re.compile(
    rf"({'|'.join(ERAS)})\s*(元|\d{{1,2}})(?=\s*年|([./-])\d)"
    rf"|(?<![^\W_])([{''.join(ERA_LETTERS)}])\.?(\d{{1,2}})(?=([./-])\d{{1,2}}\6\d{{1,2}}(?!\d))"
)
_JOINED_MONTH = re.compile(r"\b([^\W\d_]{3,})\.?[-/](\d{4})\b")


# What may stand close to its year: 2013-Q2, 2Q13, H1/2013
_GROUPING = r"(q[1-4]|[1-4]q|h[12]|[12]h)"


def _to_grouping_of_year(match: re.Match[str]) -> str:
    """Part a quarter or half from the year behind it."""
    return f"{match[1]} {match[2] if len(match[2]) == 4 else chr(39) + match[2]}"


def _to_both_years(match: re.Match[str]) -> str:
    """Say a fiscal year that names both its years by the first; more than two are a range."""
    follows = int(match[2]) % 100 == (int(match[1]) + 1) % 100
    return f"fyboth {match[1] if len(match[1]) == 4 else chr(39) + match[1]}" if follows else match[0]


def _to_first_year(match: re.Match[str]) -> str:
    """Say a season that lies in two years by its first."""
    follows = int(match[4]) % 100 == (int(match[3]) + 1) % 100
    return f"{match[1]} {match[3]}" if follows else match[0]


_NTH = r"(?:st|nd|rd|th)?"
_PHRASES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(?:at some time|on a day|some ?time)(?: in| from| between)?\b"), "sometime"),
    (re.compile(r"\bprior to\b|\bearlier than\b"), "before"),
    (re.compile(r"\blater than\b"), "after"),
    (re.compile(r"(?:,|(?<! )) *+\bno (?:beginning|start date)\b"), " beginningless "),
    (re.compile(r"^(since .*?), ongoing\b"), r"\1"),
    (re.compile(r"\blast(?= third(?: of)? \d)"), "third"),
    (re.compile(r"\b(?:f\.?y\.?|fiscal year) ?'?((?:\d\d)?\d\d)[-/]((?:\d\d)?\d\d)\b"), _to_both_years),
    (re.compile(r"\b(winter|southern summer)( of)? (\d{4})[-/](\d{4}|\d{2})\b"), _to_first_year),
    (re.compile(r"\b(?:the )?years (\d{2})00-\1 ?99\b"), r"\g<1>00s"),
    (re.compile(r"\bfiscal years?\b|\bf\.?y\.? ?(?='?\d)"), "fy "),
    (re.compile(r"\bfy +(?=\d\d\b)"), "fy '"),
    (re.compile(rf"(?<![\w-])(\d{{4}})[-/]?{_GROUPING}(?![\w-]| ?'?\d)"), r"\2 \1"),
    (re.compile(rf"(?<![\w-]){_GROUPING} ?[-/]? ?'?(\d{{4}}|\d\d)(?![\w-])"), _to_grouping_of_year),
    (re.compile(r"\b(?:no later than|not later than|on or before)\b"), "by"),
    (re.compile(r"\b(mid|mi|early|late)-(?=\w)"), r"\1 "),
    # "June 4, 5" is two days, and no day of the year 5
    (re.compile(rf"(?<![\d/.:-])(\d{{1,2}}{_NTH}), ?([1-9]{_NTH})(?![\w:./-]| ?(?:,|and|&|or) ?\d)"), r"\1 and \2"),
    (re.compile(rf"(?<![\d/.:-])(\d{{1,2}}{_NTH}), ?(\d{{1,2}}{_NTH})(?=,? \d{{4}}(?!\d))"), r"\1 and \2"),
    (re.compile(r"\(\?\)"), "?"),
    (re.compile(r"\((?:uncertain|approx\.?|approximate)\)"), lambda said: f" {said[0][1:-1]} "),
)
_UNPARTED = "|".join(UNPARTED)
_TOKEN = re.compile(
    rf"""
    (?P<time>{times_of_day.MARK})
  | (?P<marked_fiscal>\d{{1,4}}\s*年度)
  | (?P<marked_decade>\d{{3}}0\s*年代)
  | (?P<marked_year>\d{{1,4}}\s*[年년])
  | (?P<marked_month>\d{{1,2}}\s*[月월])
  | (?P<marked_day>\d{{1,2}}\s*[日일])
  | (?P<marked_quarter>第?[1-4]四半期)
  | (?P<digits>\d{{1,4}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{1,4}}(?!\d))
  | (?P<year_month>\d{{4}}[./-]\d{{1,2}}(?![\d])|(?<!\d)\d{{1,2}}[./]\d{{4}}(?!\d))
  | (?P<decade>\d{{3}}0'?s\b)
  | (?P<year>\d{{4}}(?!\d))
  | (?P<short>'\d{{2}}(?!\d))
  | (?P<quarter>\bq[1-4]\b|\b[1-4]q\b|\bh[12]\b|\b[12]h\b)
  | (?P<ordinal>\b[1-4](?:st|nd|rd|th)(?=\s+(?:quarter|half|third)))
  | (?P<number>\d{{1,2}}(?:st|nd|rd|th|er)?(?!\d))
  | (?P<unparted>{_UNPARTED})
  | (?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*)
  | (?P<sign>\.\.|[-~?&/])
    """,
    re.VERBOSE,
)
_SIGNS = {"-": "range", "~": "about-or-range", "?": "doubt", "&": "and", "/": "slash", "..": "range"}
# "2000 years ago": August is "ago" in several languages, and a number before "years" would be one
_LENGTH = re.compile(
    r"\b(?:\d{1,3},)?\d{1,4}(?:[ -]?(?:years|yrs|(?:month|week|fortnight|day|decade|hour|minute)s?|century|centuries)"
    r"|[ -]?year(?= (?:ago|later|earlier|after|before|hence|old|from now))|(?<!\d{3})[ -]year)\b"
    r"(?: (?:ago|later|earlier|after|before|hence|old|from now)\b)?"
)
_NO_DAY = N_("“{text}” is a length of time, not a date; give the date.")
LUNAR = N_("Before 1873 Japan used a lunisolar calendar, which can't be converted; give the Gregorian date.")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W_]{1,20}\Z"), re.compile(r"[^\W_]{1,20}")
_BETWEEN = re.compile(r"[\s,.]*")


class Token(NamedTuple):
    """Hold one part of a date: its kind and what it says."""

    kind: str
    value: object = None


class PhraseError(ValueError):
    """Says in a sentence why a text is no date."""


def normalise(text: str) -> str:
    """Return a text with one form of every width, digit, dash and quotation mark; case and blanks stay."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES).strip()
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in plain)


def mark_text(plain: str) -> str:
    """Return a plain text in small letters without weekdays, its times of day marked (times_of_day.MARK)."""
    marked = times_of_day.mark_times(plain.casefold())
    return " ".join(_WEEKDAY.sub(" ", marked).split()).strip(" ,")


def drop_times(marked: str) -> str:
    """Return a marked text without its times of day."""
    return " ".join(marked.replace(times_of_day.MARK, " ").split()).strip(" ,")


def convert_eras(marked: str) -> tuple[str, bool]:
    """Return a plain text with the years of Japanese eras turned into calendar years, and whether it had any.

    Raises PhraseError for a month before Japan's calendar was the Gregorian one.
    """
    western = _ERA.sub(_to_year, marked)
    return western, western != marked


def _to_year(match: re.Match[str]) -> str:
    era, number = match[1] or ERA_LETTERS[match[4]], match[2] or match[5]
    year = ERAS[era] + (1 if number == "元" else int(number))
    if year < FIRST_SOLAR_YEAR and re.match(r"\s*年\s*\d|[./-]\d", match.string[match.end() :]):
        raise PhraseError(LUNAR)
    return str(year) if year >= FIRST_SOLAR_YEAR else f"約{year}"


def tokenise(marked: str) -> list[Token]:
    """Turn a marked text into tokens; raises PhraseError where a part of it is none."""
    text = _SAID.sub("", _MONTHS_MEANT.sub(_without_months, marked))
    if length := _LENGTH.search(text):
        raise PhraseError(Sentence(_NO_DAY, text=length[0]))
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    text = _JOINED_MONTH.sub(r"\1 \2", _JOINED.sub(_parted, text))
    tokens, place = [], _skip(text, 0)
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise PhraseError(Sentence(NOT_UNDERSTOOD, text=quote_visible(text[place:].split()[0])))
        tokens.append(_to_token(match))
        place = _skip(text, match.end())
    return tokens


def _skip(text: str, place: int) -> int:
    if text.startswith("..", place):
        return place
    between = _BETWEEN.match(text, place)
    return between.end() if between else place


def _without_months(match: re.Match[str]) -> str:
    """Drop the months that date_text adds to a season or quarter: "(March–May)"."""
    return "" if {fold(match[1]), fold(match[2])} <= set(MONTHS) else match[0]


def _parted(match: re.Match[str]) -> str:
    """Part day, month in words and year, where the middle is a month."""
    if fold(match[2]) not in MONTHS:
        return match[0]
    return f"{match[1]} {match[2]} {match[3] if len(match[3]) == 4 else chr(39) + match[3]}"


def _to_token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match[0]
    if kind in ("unparted", "word"):
        if (known := WORDS.get(fold(text)) or WORDS.get(text)) is None:
            raise PhraseError(Sentence(NOT_UNDERSTOOD, text=_to_word(match)))
        return Token(*known)
    if kind == "sign":
        return Token(_SIGNS[text])
    return Token(kind, text)


def _to_word(match: re.Match[str]) -> str:
    """Return the whole word that a token stands in, letters and figures: of 2013rd, and not “rd” alone."""
    before, after = _WORD_BEFORE.search(match.string, 0, match.start()), _WORD_AFTER.match(match.string, match.end())
    return quote_visible((before[0] if before else "") + match[0] + (after[0] if after else ""))

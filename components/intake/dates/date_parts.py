"""One end of a date in words: its year, month and day, what it takes from the other end, and its EDTF."""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from components.intake.dates.date_reasons import NO_MONTH, NO_YEAR, TWO_MONTHS, TWO_YEARS, UNCLEAR
from components.intake.dates.date_style import DateStyle, list_candidates
from components.intake.dates.date_tokens import PhraseError, Token
from components.intake.dates.date_vocabulary import SOUTHERN
from components.messages.sentence import N_, Sentence

# Years that stand for "no date" or "no end" in many systems.
PLACEHOLDER_YEARS = ("9999", "2899")
_QUARTERS, _HALVES = 33, 40  # the first of each in EDTF
_THIRDS = (37, 3)
_COUNTED = 1900  # whose 29 February spreadsheets count, as a program of long ago did
ONLY_JULIAN = N_(
    "This day exists only in the old (Julian) calendar, which can't be converted; give "
    "the date in the Gregorian calendar."
)
ONLY_COUNTED = N_(
    "29 February 1900 did not exist, although spreadsheets include it; only the old "
    "(Julian) calendar had it. Correct the date."
)
_IN_ORDER = {
    "dmy": N_("in the order day, month, year"),
    "mdy": N_("in the order month, day, year"),
    "ymd": N_("in the order year, month, day"),
}


_FISCAL_YEARS = (
    N_("fiscal year from January"), N_("fiscal year from February"), N_("fiscal year from March"),
    N_("fiscal year from April"), N_("fiscal year from May"), N_("fiscal year from June"),
    N_("fiscal year from July"), N_("fiscal year from August"), N_("fiscal year from September"),
    N_("fiscal year from October"), N_("fiscal year from November"), N_("fiscal year from December"),
)  # fmt: skip


class OpenQuestionError(PhraseError):
    """Says which question has to be answered before a text is a date."""

    def __init__(self, question: str, reason: str) -> None:
        super().__init__(reason)
        self.question = question


@dataclass(frozen=True)
class Part:
    """Hold one end as stated: year "2013" or "201X", month 1-12 or a grouping, day; "" and 0 where it says nothing.

    third: which third it is (0-2), and its mark. fiscal: "" or how a fiscal year is named. open: no end in sight.
    numbers: bare ones that wait for their place. how: what was done to read it.
    """

    year: str = ""
    month: int = 0
    day: int = 0
    third: tuple[int, str] | None = None
    fiscal: str = ""
    open: bool = False
    southern: bool = False
    ordinal: int = -1
    numbers: tuple[str, ...] = ()
    how: tuple[str, ...] = ()

    def to_edtf(self) -> str:
        """Return the end as EDTF without a mark; raises PhraseError where parts are missing."""
        if self.open:
            return ".."
        if not self.year:
            raise PhraseError(NO_YEAR)
        if (self.day and not self.month) or (self.month and "X" in self.year):
            raise PhraseError(UNCLEAR)
        return "-".join([self.year, *(f"{part:02}" for part in (self.month, self.day) if part)])


def parse_part(tokens: Iterable[Token], style: DateStyle) -> Part:
    """Read the tokens of one end; raises PhraseError, or OpenQuestionError where the style has to say more."""
    part = Part()
    for token in tokens:
        if (read := _READERS.get(token.kind)) is None:
            raise PhraseError(UNCLEAR)
        part = read(part, token.value, style)
    part = _with_numbers(part, style)
    if part.southern and 21 <= part.month <= 24:
        part = replace(part, month=part.month + SOUTHERN)
    return _with_fiscal_year(_with_placeholder(part, style), style)


def _with_fiscal_year(part: Part, style: DateStyle) -> Part:
    if part.fiscal and not style.fiscal_start:
        raise OpenQuestionError("fiscal_start", N_("It isn't known when the fiscal year starts."))
    return _noted(part, _FISCAL_YEARS[style.fiscal_start - 1]) if part.fiscal else part


def _with_placeholder(part: Part, style: DateStyle) -> Part:
    if part.year not in PLACEHOLDER_YEARS or style.placeholder == "year":
        return part
    if not style.placeholder:
        raise OpenQuestionError(
            "placeholder", Sentence("The year {year} is often used to mean that no date is known.", year=part.year)
        )
    if style.placeholder == "none":
        raise PhraseError(Sentence("In this table, the year {year} means that no date is known.", year=part.year))
    return Part(open=True, how=(N_("placeholder year read as “ongoing”"),))


def _with_numbers(part: Part, style: DateStyle) -> Part:
    """Give bare numbers their place: a day, and behind day and month in words a year of two digits."""
    if not part.numbers:
        return part
    day, *more = part.numbers
    if part.day or len(more) > 1 or (more and (part.year or not part.month or len(more[0]) < 2)):
        raise PhraseError(UNCLEAR)
    part = replace(part, day=_to_number(day), numbers=())
    return _with_year(part, more[0], style) if more else part


def _with_year(part: Part, year: str, style: DateStyle) -> Part:
    """Add a year as written; two digits need the style's hundred years."""
    if part.year:
        raise PhraseError(TWO_YEARS)
    if len(year) != 2:
        return replace(part, year=year.zfill(4))
    if not style.first_short_year:
        raise OpenQuestionError("first_short_year", N_("This year has only two digits, so its century is unclear."))
    first = style.first_short_year
    return _noted(replace(part, year=str(first + (int(year) - first) % 100)), N_("two-digit year"))


def _with_month(part: Part, month: int) -> Part:
    if part.month:
        raise PhraseError(TWO_MONTHS)
    return replace(part, month=month)


def _noted(part: Part, how: str) -> Part:
    return replace(part, how=(*part.how, how))


def _to_number(text: Any) -> int:
    return int(re.sub(r"\D", "", text))


def _read_digits(part: Part, text: Any, style: DateStyle) -> Part:
    """Read day, month and year in digits in the one order they can have, or the style's."""
    first, middle, last = re.split(r"[./-]", text)
    candidates = list_candidates(first, middle, last)
    if not candidates:
        raise PhraseError(_describe_missing_day({int(first), int(middle), int(last)}))
    if part.year or part.month or part.day:
        raise PhraseError(UNCLEAR)
    order = style.order if style.order in candidates else next(iter(candidates))
    if order != style.order and len(set(candidates.values())) > 1:
        raise OpenQuestionError("order", N_("Day and month could be either way round."))
    year, month, day = candidates[order]
    read = replace(_with_year(part, year, style), month=month, day=day)
    read = read if len(first) == 4 else _noted(read, _IN_ORDER[order])
    return read if month and day else _noted(read, N_("00 treated as not stated"))


def _describe_missing_day(numbers: set[int]) -> str:
    """Say why three numbers are no day in any order; 29 February of some centuries was one once."""
    year = max(numbers)
    if {29, 2} < numbers and year > 100 and not year % 100 and not calendar.isleap(year):
        return ONLY_COUNTED if year == _COUNTED else ONLY_JULIAN
    return N_("This day does not exist, whether the day or the month comes first; correct it.")


def _read_year_month(part: Part, text: Any, style: DateStyle) -> Part:
    first, last = re.split(r"[./-]", text)
    year, month = (first, last) if len(first) == 4 else (last, first)
    if not 0 <= int(month) <= 12:
        raise PhraseError(NO_MONTH)
    if "/" in text and len(first) == 4 and int(month) == (int(year) + 1) % 100 and len(month) == 2:
        raise PhraseError(
            Sentence(
                "It could be month {month}, or the years {first} to {last}.",
                month=str(int(month)),
                first=year,
                last=str(int(year) + 1),
            )
        )
    return _with_month(_with_year(part, year, style), int(month))


def _read_decade(part: Part, text: Any, style: DateStyle) -> Part:
    year = f"{_to_number(text):04}"
    return _with_year(part, f"{year[:2]}XX" if year.endswith("00") else f"{year[:3]}X", style)


def _read_grouping(part: Part, text: Any, _style: DateStyle) -> Part:
    return _with_month(part, (_HALVES if "h" in text else _QUARTERS) + _to_number(text) - 1)


def _read_part(part: Part, grouping: Any, _style: DateStyle) -> Part:
    first_code, count = grouping
    if not 0 <= part.ordinal < count:
        raise PhraseError(UNCLEAR)
    return _with_month(replace(part, ordinal=-1), first_code + part.ordinal)


def _read_ordinal(part: Part, place: Any, style: DateStyle) -> Part:
    if part.ordinal >= 0 and place == 2:
        return _read_part(part, _THIRDS, style)
    return replace(part, ordinal=place if isinstance(place, int) else _to_number(place) - 1)


def _read_season(part: Part, code: Any, _style: DateStyle) -> Part:
    read = _with_month(part, code)
    return _noted(read, N_("winter read as starting in December")) if code == 24 and not part.southern else read


def _read_third(part: Part, third: Any, _style: DateStyle) -> Part:
    if part.third or part.ordinal >= 0:
        raise PhraseError(UNCLEAR)
    return replace(part, third=third)


_Reader = Callable[[Part, Any, DateStyle], Part]
# Kind of token → how it adds to an end. To add one: a line here and a line in date_vocabulary or date_tokens.
_READERS: dict[str, _Reader] = {
    "year": _with_year,
    "marked_year": lambda part, text, style: _with_year(part, re.sub(r"\D", "", text), style),
    "short": lambda part, text, style: _with_year(part, text[1:], style),
    "marked_fiscal": lambda part, text, style: replace(
        _with_year(part, re.sub(r"\D", "", text), style), fiscal="stated"
    ),
    "fiscal": lambda part, named, _style: replace(part, fiscal=named),
    "decade": _read_decade,
    "marked_decade": _read_decade,
    "month": lambda part, number, _style: _with_month(part, number),
    "marked_month": lambda part, text, _style: _with_month(part, _to_number(text)),
    "marked_day": lambda part, text, _style: replace(part, numbers=(*part.numbers, text)),
    "number": lambda part, text, _style: replace(part, numbers=(*part.numbers, text)),
    "digits": _read_digits,
    "year_month": _read_year_month,
    "season": _read_season,
    "southern": lambda part, _none, _style: replace(part, southern=True),
    "quarter": _read_grouping,
    "marked_quarter": _read_grouping,
    "ordinal": _read_ordinal,
    "part": _read_part,
    "third": _read_third,
    "now": lambda part, _none, _style: replace(part, open=True),
}

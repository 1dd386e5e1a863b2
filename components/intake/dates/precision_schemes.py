"""What columns write to say how much of a date is known: words, and the numbers of well-known lists."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from components.events.gazetteer import fold
from components.intake.columns.answer_words import NO, YES
from components.intake.columns.column_roles import fold_header
from components.messages.sentence import N_

# How much is known, finest first. "about" and "doubt" leave the date as wide as it is written, but not as a known one.
DAY, DAYS, WEEK, MONTH, QUARTER, HALF, YEAR, DECADE, CENTURY = (
    *("day", "days", "week", "month", "quarter", "half", "year", "decade", "century"),
)
ABOUT, DOUBT = "about", "doubt"
WORDS, FLAG, KNOWN, NONE = "words", "flag", "known", "none"

_UNIT_WORDS: tuple[tuple[str, str], ...] = (
    (DAY, "day|d|date|exact|exact day|exact date|full|full date|precise|known|certain|day known|exactly|hour|minute"),
    (DAY, "second|time|day month year|dmy|ymd|yyyy mm dd|jour|exacte|tag|taggenau|genau|dia|giorno|день|точно|точная"),
    (DAY, "日|日まで|天|يوم|dag|dzien|gun"),
    (DAYS, "days|few days|a few days|several days|some days|within days|jours|tage|dias|дни"),
    (
        WEEK,
        "week|w|weekly|within a week|approximate week|semaine|woche|semana|settimana|неделя|週|周|أسبوع|vecka|hafta",
    ),
    (MONTH, "month|m|mon|monthly|month only|month year|my|ym|yyyy mm|month known|mois|monat|mes|mese|месяц|月|月まで"),
    (MONTH, "月份|شهر|manad|miesiac|ay"),
    (QUARTER, "quarter|q|season|trimestre|quartal|trimestr|квартал|saison|季|季節|四半期|季度"),
    (HALF, "half year|half|semester|semestre|halbjahr|半年|полугодие"),
    (YEAR, "year|y|yr|yearly|year only|yyyy|year known|annee|an|jahr|ano|anno|год|年|年まで|年份|سنة|ar|rok|yil"),
    (DECADE, "decade|decennie|jahrzehnt|decada|decennio|десятилетие|年代"),
    (CENTURY, "century|siecle|jahrhundert|siglo|seculo|secolo|век|世紀|世纪"),
    (ABOUT, "circa|ca|c|about|approx|approximate|approximately|approximation|around|estimate|estimated|est|roughly"),
    (ABOUT, "environ|vers|etwa|um|ungefahr|geschatzt|aproximado|около|примерно|頃|約|推定|大约|约"),
    (DOUBT, "uncertain|unknown|not known|unclear|doubtful|disputed|inexact|imprecise|assigned|imputed|interpolated"),
    (DOUBT, "inferred|range|interval|before|after|inconnu|incertain|unbekannt|unsicher|desconocido|неизвестно"),
    (DOUBT, "不明|不詳|不详|millennium|none"),
)
_UNIT_OF_WORD = {fold(word): unit for unit, words in _UNIT_WORDS for word in words.split("|")}


class Scheme(NamedTuple):
    """Hold one list of numbers that say how much of a date is known, and how it is offered in words."""

    words: str
    units: dict[str, str]


def _to_units(*units: str, first: int = 1) -> dict[str, str]:
    return {str(number): unit for number, unit in enumerate(units, first)}


# To add a list of numbers: a line here. The finest meaning that a number has in several lists is nobody's to choose.
SCHEMES: dict[str, Scheme] = {
    "wikidata": Scheme(
        N_("Wikidata’s: 9 year, 10 month, 11 day"),
        _to_units(*[DOUBT] * 6, DOUBT, CENTURY, DECADE, YEAR, MONTH, *[DAY] * 4, first=0),
    ),
    "ucdp": Scheme(N_("1 day, 2 a few days, 3 week, 4 month, 5 year"), _to_units(DAY, DAYS, WEEK, MONTH, YEAR)),
    "acled": Scheme(N_("1 day, 2 week, 3 month"), _to_units(DAY, WEEK, MONTH)),
    "finest first": Scheme(N_("1 day, 2 month, 3 year"), _to_units(DAY, MONTH, YEAR)),
    "coarsest first": Scheme(N_("1 year, 2 month, 3 day"), _to_units(YEAR, MONTH, DAY)),
    "from nothing": Scheme(N_("0 unknown, 1 year, 2 month, 3 day"), _to_units(DOUBT, YEAR, MONTH, DAY, first=0)),
    "from the day": Scheme(N_("0 day, 1 month, 2 year"), _to_units(DAY, MONTH, YEAR, first=0)),
}
_KNOWN_WORDS = N_("1 (or yes): the day is known; anything else: the day isn’t known")
_FLAG_WORDS = N_("1 (or yes): the date is an estimate; 0 (or no): the day is known")
_NONE_WORDS = N_("this column doesn’t say how precise the date is")
_LEAST_WORDS = 0.6  # share of different cells that are words of a precision

_PRECISE = re.compile(
    r"precision|precisao|prazision|genauigkeit|granularit|accuracy|resolution|точност|精度|精確度|精确度|دقة|دقت"
)
_SHORT = re.compile(r"prec[0-9]?$|prc$")
_OF_DATES = re.compile(
    r"date|time|day|start|begin|from|since|first|end|finish|until|last|when|datum|fecha|temporal|дат|врем|日|期|تاريخ"
)
_NOT_OF_DATES = re.compile(
    r"geo|where|locat|latit|longit|coord|spatial|place|adm[0-9]|amount|casualt|fatal|measure|value|price|score|地|位置"
)
_OF_LENGTH = re.compile(
    r"unit|duration|length|interval|frequen|every|period|recur|repeat|einheit|dauer|duree|単位|期間"
)
_ESTIMATE = re.compile(r"circa|approx|estimat|uncertain|assigned|imputed|inexact|推定")
_EXACT = re.compile(r"exact|known|precise|certain")
_OF_END = re.compile(r"end|finish|until|last|stop|fin$|bis|终|終|至|конец|окончани")


def says_precision(name: str) -> bool:
    """Tell whether a column's name says that it is about how much of a date is known."""
    header = fold_header(name)
    if _NOT_OF_DATES.search(header):
        return False
    if _SHORT.search(header) or header == "circa" or _PRECISE.fullmatch(header.rstrip("0123456789")):
        return True
    about = any(pattern.search(header) for pattern in (_PRECISE, _ESTIMATE, _EXACT))
    return about and bool(_OF_DATES.search(header))


def says_end(name: str) -> bool:
    """Tell whether a column's name speaks of the last day, and not of the first."""
    return bool(_OF_END.search(fold_header(name)))


def to_stem(name: str) -> str:
    """Return what the names of a date's column and of its precision's share: start2 of start_date2, start_prec2."""
    header = fold_header(name)
    for word in ("precision", "accuracy", "granularity", "resolution", "prec", "date", "time", "day"):
        header = header.replace(word, "")
    return header


def are_units(name: str, cells: Iterable[str]) -> bool:
    """Tell whether all of these cells say how much of a date is known, and their column is no length of time."""
    if _OF_LENGTH.search(fold_header(name)):
        return False
    units = {_UNIT_OF_WORD.get(fold(cell), "") for cell in cells if not cell.isdigit()}
    spelt = all(len(cell) > 2 or not cell.isascii() for cell in cells)
    return spelt and "" not in units and DAY in units and bool(units & {MONTH, YEAR})


def find_scheme(name: str, cells: Iterable[str]) -> str:
    """Return the one list that a column's cells are of: WORDS, FLAG, KNOWN, a key of SCHEMES, "" = unknown."""
    distinct = set(map(_fold_cell, cells)) - {""}
    header = fold_header(name)
    if not distinct:
        return ""
    if distinct <= YES | NO and (_ESTIMATE.search(header) or _EXACT.search(header)):
        return FLAG if _ESTIMATE.search(header) else KNOWN
    if sum(word in _UNIT_OF_WORD for word in distinct) >= _LEAST_WORDS * len(distinct):
        return WORDS
    numbers = {int(cell) for cell in distinct if cell.isdigit()}
    if len(numbers) < len(distinct):
        return ""
    if min(numbers) >= 6 and max(numbers) in range(9, 15):
        return "wikidata"
    return _find_named(header, distinct)


def _find_named(header: str, distinct: set[str]) -> str:
    """Return the list of a well-known data set, by its own name of the column."""
    if header == "timeprecision" and distinct <= SCHEMES["acled"].units.keys():
        return "acled"
    return "ucdp" if header == "dateprec" and distinct <= SCHEMES["ucdp"].units.keys() else ""


def list_options(cells: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the lists that hold all of these cells, with their words, and what else a column may be."""
    distinct = set(map(_fold_cell, cells)) - {""}
    fitting = tuple((key, scheme.words) for key, scheme in SCHEMES.items() if distinct <= scheme.units.keys())
    flag = ((FLAG, _FLAG_WORDS),) if distinct <= YES | NO else ()
    words = ((WORDS, N_("words: day, month, year …")),) if any(word in _UNIT_OF_WORD for word in distinct) else ()
    return (*fitting, *words, (KNOWN, _KNOWN_WORDS), *flag, (NONE, _NONE_WORDS))


def to_unit(scheme: str, cell: str) -> str:
    """Return how much of its date is known where a cell stands beside it; what the list lacks is DOUBT, a blank DAY."""
    word = _fold_cell(cell)
    if not word or scheme == NONE:
        return DAY
    if scheme == WORDS:
        return _UNIT_OF_WORD.get(word, DOUBT)
    if scheme in (FLAG, KNOWN):
        return DAY if word in (NO if scheme == FLAG else YES) else ABOUT if scheme == FLAG else DOUBT
    return SCHEMES[scheme].units.get(word, DOUBT) if scheme in SCHEMES else DOUBT


def _fold_cell(cell: str) -> str:
    """Fold a cell; one of signs alone, which fold takes away, stays."""
    return fold(cell) or cell.strip()

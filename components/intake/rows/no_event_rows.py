"""The rows of a table that are no events: units, tags and names again below the names, totals, notes at the end."""

import re
from itertools import takewhile

import numpy as np
import pandas as pd

from components.intake.columns.column_roles import DATE_ROLES, NAMED, PLACE_ROLES, fold_header
from components.intake.columns.mapping import Mapping
from components.messages.sentence import N_

# What such a row is → why it is no event. To add one: a line here and in QUESTIONS, and what find_no_events finds.
NAMES, TOTAL, NOTE = "names", "total", "note"
REASONS = {
    NAMES: N_("The row has column names, units or tags, not an event."),
    TOTAL: N_("The row is a total, not an event."),
    NOTE: N_("The row is a note or a source below the table, not an event."),
}
QUESTIONS = {
    NAMES: N_("Some rows look like column names or units. Are they events?"),
    TOTAL: N_("Some rows look like totals. Are they events?"),
    NOTE: N_("Some rows look like notes below the table. Are they events?"),
}
_TOP, _BOTTOM = 3, 30  # rows of the table in which names, and notes, are looked for
_PARTS = ("year", "month", "day")
_FEWEST = 2  # cells of a row of names

_TAG = re.compile(r"#\s?[A-Za-z][\w-]{0,40}(?:\s?\+\s?\w{1,40}){0,8}|\{\"ImportId\".{1,300}\}")
_FORMAT = re.compile(r"([dmyjath])\1{0,3}(?:[-/. ]([dmyjath])\2{0,3}){1,2}|[yj]{4}|a{4}")
_YEARS = ("yy", "jj", "aa")
_UNITS = (
    "text string str varchar char number numeric num integer int float double decimal boolean bool logical date "
    "datetime timestamp time year month day iso iso2 iso3 8601 2 3 3166 alpha code codes id free list url uri link "
    "million millions billion bn mn m thousand k % percent usd eur gbp jpy us$ $ € £ ¥ dollars euro euros yen count "
    "people persons days hours km kg t tonnes ha in of per capita or unit units yyyy"
)
_KNOWN_UNITS = frozenset(_UNITS.split())
_LOOSE_TOTAL = r"(?:grand |sub[- ]?|overall )?totals?|all (?:rows|events|together)|sum"
_FOREIGN_TOTAL = (
    "sous[- ]total|total général|somme|zwischensumme|gesamtsumme|gesamt|insgesamt|summe|итого|всего|suma|totale|ogółem|"
    "razem|小計|合計|総計|総合計|累計|計|총계|합계|المجموع"
)
_TOTAL_BEGINNING = re.compile(rf"(?:{_LOOSE_TOTAL}|{_FOREIGN_TOTAL})(?![^\W_])", re.IGNORECASE)
_AFTER_TOTAL = re.compile(
    r"\s?[:：=]?\s?(?:\([^()]{1,60}\)|(?:for|of|in|by) .{1,40}|[\d.,:/ –-]{1,20}年?|\d[\d.,]{0,12} [^\W\d]{1,20})?"
)
_FIGURE = re.compile(
    r"[^\w\s]{0,2}\s?(?:[A-Z]{1,3}\$?\s)?[-+−]?[$€£¥]?\d[\d.,'\u00a0\u202f ]{0,20}\s?(?:%|[^\W\d]{1,12})?"
)
_NOTE_WORDS = (
    "(?:data |own )?sources?|(?:general |foot ?)?notes?|n\\.?b\\.?|legend|key|remarks?|abbreviations?|copyright|"
    "disclaimer|citation|suggested citation|last updated?|updated|retrieved|accessed|downloaded|generated|compiled|"
    "prepared|出典|出所|資料|注|備考|quellen?|anmerkung(?:en)?|stand|источник(?:и)?|примечани[ея]|fuentes?|notas?|źródł[oa]|uwagi|"
    "fonte|kilde|bron|출처|المصدر"
)
_NOTE = re.compile(
    rf"(?:{_NOTE_WORDS})\s?(?:\d{{1,2}}|\([^()]{{1,20}}\))?\s?[:：]"
    r"|(?:last updated|retrieved|accessed|downloaded|generated|compiled|prepared) (?:by|from|on|in|at)\b"
    r"|(?:\^|†|‡|\*{1,3}|©|\[\d{1,3}\]|[¹²³])\s?\S",
    re.IGNORECASE,
)


def find_no_events(cells: pd.DataFrame, filled: np.ndarray, mapping: Mapping) -> dict[int, str]:
    """Return what each row is that is no event, a key of REASONS by the row's place; in doubt a row is an event.

    filled: how many cells of each row say something, at least one.
    """
    when = mapping.columns(*DATE_ROLES, *_PARTS)
    names = takewhile(lambda place: _are_names(cells.iloc[place], when, mapping), range(min(_TOP, len(cells))))
    kinds = dict.fromkeys(names, NAMES) | dict.fromkeys(_find_totals(cells, when), TOTAL)
    return kinds | dict.fromkeys(_find_notes(cells, filled) if cells.shape[1] > 1 else (), NOTE)


def _are_names(row: pd.Series, when: tuple[str, ...], mapping: Mapping) -> bool:
    """Tell whether a row below the names holds tags, units or names again, and nothing that an event would."""
    stated = {str(column): cell.strip() for column, cell in row.items() if cell.strip()}
    if any(_is_format(stated.get(column, "")) for column in when):
        return True
    if len(stated) < _FEWEST:
        return False
    if all(map(_TAG.fullmatch, stated.values())) or all(map(_is_unit, stated.values())):
        return True
    named = {column for column, cell in stated.items() if _is_name_of(cell, mapping.use_of(column).role)}
    dates = stated.keys() & set(when)
    said = dates <= named if dates else not when and named == stated.keys()
    return said and len(named) >= _FEWEST and 2 * len(named) >= len(stated)


def _is_name_of(cell: str, role: str) -> bool:
    """Tell whether a cell is a usual name of the column that it stands in."""
    named = NAMED.get(fold_header(cell), "")
    return named == role or {named, role} <= {*DATE_ROLES, *_PARTS} or {named, role} <= {*PLACE_ROLES}


def _is_format(cell: str) -> bool:
    """Tell whether a cell says how dates are written, such as dd/mm/yyyy."""
    text = cell.strip("()[]{}").casefold()
    return _FORMAT.fullmatch(text) is not None and any(year in text for year in _YEARS)


def _is_unit(cell: str) -> bool:
    words = re.split(r"[\s/()\[\],.]+", cell.casefold())
    return _is_format(cell) or (not cell.isdigit() and all(word in _KNOWN_UNITS for word in words if word))


def _find_totals(cells: pd.DataFrame, when: tuple[str, ...]) -> list[int]:
    """Return the places of the rows without a date that begin with a word for a total, and hold but figures beside."""
    rows = cells
    for column in when:
        rows = rows[~rows[column].str.slice(0, 1).str.isdigit()]  # as nearly all dates begin
        dated = rows[column].str.contains(r"\d", regex=True)
        rows = rows[~dated | rows[column].str.match(_TOTAL_BEGINNING)]
    first = pd.Series("", index=rows.index, dtype="str")
    for column in rows.columns:
        first = first.where(first != "", rows[column].str.strip())
    begun = rows[first.str.match(_TOTAL_BEGINNING)]
    rows_of_cells = begun.itertuples(index=False, name=None)
    pairs = zip(begun.index, rows_of_cells, strict=True)
    return [int(place) for place, row in pairs if _is_total([cell for cell in map(str.strip, row) if cell])]


def _is_total(stated: list[str]) -> bool:
    first, *others = stated
    word = _TOTAL_BEGINNING.match(first)
    alone = word is not None and _AFTER_TOTAL.fullmatch(first[word.end() :]) is not None
    return alone and all(_FIGURE.fullmatch(cell) for cell in others if any(map(str.isalnum, cell)))


def _find_notes(cells: pd.DataFrame, filled: np.ndarray) -> range:
    """Return the places of the last rows, of one cell each, from the first on that begins as a note does."""
    found = len(cells)
    for place in range(len(cells) - 1, max(-1, len(cells) - 1 - _BOTTOM), -1):
        if filled[place] != 1:
            break
        said = next(cell for cell in map(str.strip, cells.iloc[place]) if cell)
        found = place if _NOTE.match(said) else found
    return range(found, len(cells))

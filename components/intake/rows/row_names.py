"""Where the cells that name places, kinds and people become codes and lists of one form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from components.events import schema
from components.events.gazetteer import Gazetteer, fold
from components.intake import limits
from components.intake.columns.column_roles import BY_KEY, EXTRA
from components.intake.columns.mapping import OWN, Mapping
from components.intake.dates.date_style import Question
from components.intake.readers.text_columns import has_too_many_entries, join_cells
from components.intake.rows.place_matching import OTHERS, Match, build_own_places, find_place, match_places

_MOST_KEPT = 1_000  # names that are parted already: the same ones come in cell after cell
PARTED = "places parted by a further sign, such as “and”"
_ORGANISATION = "organisation"
# What parts a name that is no place into places; "Trinidad and Tobago & Georgia" needs one sign at a time.
_SIGNS = tuple(map(re.compile, (r"\band\b", "&", r"[;；\n]", "[、，,]", r"[・/|]", r"と|及び|および")))
_ANY_SIGN = re.compile("|".join(sign.pattern for sign in _SIGNS))
# Column of the schema → roles whose places it gathers.
_GATHERED = {
    "countries": ("countries", "visitor_country", "host_country"),
    "place": ("place", "host_country"),
    "organisations": ("organisations",),
}


@dataclass(frozen=True)
class RowPlaces:
    """Hold the columns countries, place and organisations as codes, the places of the table's own, and questions.

    matches: column and how each of its names was understood. presets: questions whose answer is that it is no place.
    parted: for each column, what was done to part its cells further, and the cells. crowded: the columns with so many
    names that some have no code of their own, whose cells are kept as well.
    """

    rows: pd.DataFrame
    own_places: pd.DataFrame
    matches: tuple[tuple[str, Match], ...]
    questions: tuple[Question, ...]
    presets: tuple[Question, ...]
    parted: tuple[tuple[pd.Series, pd.Series], ...]
    crowded: tuple[str, ...]


def read_row_places(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> RowPlaces:
    """Turn the names of places in a sheet's cells into codes; the home country is no other side."""
    read: dict[str, pd.Series] = {}
    found: list[tuple[str, Match]] = []
    parted: list[tuple[pd.Series, pd.Series]] = []
    for column in mapping.columns(*(role for roles in _GATHERED.values() for role in roles)):
        read[column], matches, how = _to_codes(cells[column], mapping, column, gazetteer)
        found += [(column, match) for match in matches]
        parted.append((how, cells[column]))
    home = mapping.settings.home_country
    rows = {
        name: _gathered(cells.index, [read[column] for column in mapping.columns(*roles)], home * (name == "countries"))
        for name, roles in _GATHERED.items()
    }
    return RowPlaces(
        rows=pd.DataFrame(rows, index=cells.index),
        own_places=_own_places(found, mapping),
        matches=tuple(found),
        questions=_ask([each for each in found if each[1].asked], gazetteer),
        presets=_ask([each for each in found if not each[1].code], gazetteer),
        parted=tuple(parted),
        crowded=tuple(column for column, match in found if match.code == OTHERS),
    )


def read_text_lists(cells: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Turn the cells of all columns of a role into lists of words, each entry once."""
    columns = mapping.columns(role)
    read = [_by_cell(cells[column], _splitter(mapping.use_of(column).separator)) for column in columns]
    return _gathered(cells.index, read, "")


def find_whole_lists(cells: pd.DataFrame, mapping: Mapping) -> tuple[tuple[pd.Series, pd.Series], ...]:
    """Return for each column of lists that has too long ones what was done to these cells ("" = nothing), and all."""
    found = []
    for use in mapping.uses:
        separator = "\n" if use.role == "source_key" else use.separator * BY_KEY[use.role].listed
        if not separator or use.role == EXTRA:  # extra cells stay as they are
            continue
        texts = cells[use.column]
        whole = [cell for cell in texts.unique() if has_too_many_entries(cell, separator)]
        if whole:
            found.append((texts.isin(whole).map({True: limits.CELL_ENTRIES.describe(), False: ""}), texts))
    return tuple(found)


def split_entries(cell: str, separator: str) -> list[str]:
    """Part a cell into its entries, without blank ones; `;` inside of one becomes a comma, as it parts ours.

    A cell of more entries than limits.CELL_ENTRIES is one entry.
    """
    entries = cell.split(separator) if separator and not has_too_many_entries(cell, separator) else [cell]
    return [entry.strip().replace(schema.SEPARATOR, ",") for entry in entries if fold(entry)]


def _splitter(separator: str) -> Callable[[str], list[str]]:
    return lambda cell: split_entries(cell, separator)


def _by_cell(cells: pd.Series, to_list: Callable[[str], list[str]]) -> pd.Series:
    """Apply a function to every distinct cell and join what it lists."""
    lists = {cell: schema.SEPARATOR.join(to_list(cell)) for cell in cells.unique()}
    return cells.map(lists).astype("str")


def _to_codes(
    cells: pd.Series, mapping: Mapping, column: str, gazetteer: Gazetteer
) -> tuple[pd.Series, tuple[Match, ...], pd.Series]:
    """Return the codes of each cell, the matches of the names, and what was done to part a cell further."""
    separator, decisions = mapping.use_of(column).separator, mapping.decided("place")
    parted = lru_cache(maxsize=_MOST_KEPT)(lambda name: _to_parted(name, gazetteer, decisions))
    entries: dict[str, list[str]] = {}
    how: dict[str, str] = {}
    weights: dict[str, int] = {}
    counts = cells.value_counts()
    for cell, rows in zip(counts.index, counts.tolist(), strict=True):
        stated = _to_names(cell, separator, gazetteer)
        entries[cell] = [part for name in stated for part in parted(name)]
        how[cell] = PARTED * (entries[cell] != stated)
        for name in entries[cell]:
            weights[name] = weights.get(name, 0) + rows
    matches = match_places(pd.Series(weights, dtype="int64"), gazetteer, decisions)
    codes = {match.name: match.code for match in matches}
    return (
        _by_cell(cells, lambda cell: [codes.get(name, OTHERS) for name in entries[cell]]),
        matches,
        cells.map(how).astype("str"),
    )


def _to_names(cell: str, separator: str, gazetteer: Gazetteer) -> list[str]:
    """Return the names in a cell; a cell that is a place as it stands is one name, whatever signs it has."""
    return split_entries(cell, "" if separator and find_place(cell, gazetteer) else separator)


def _to_parted(name: str, gazetteer: Gazetteer, decisions: dict[str, str]) -> list[str]:
    """Return a name, or if it is no place its parts by any usual sign where that leaves nothing but places."""
    if not _ANY_SIGN.search(name) or fold(name) in decisions or find_place(name, gazetteer):
        return [name]
    ways = (list(filter(fold, sign.split(name))) for sign in (*_SIGNS, _ANY_SIGN))
    short = (way for way in ways if 0 < len(way) <= limits.CELL_ENTRIES.most)
    whole = (way for way in short if all(find_place(part, gazetteer) for part in way))
    return [part.strip() for part in next(whole, [name])]


def _gathered(index: pd.Index, columns: list[pd.Series], left_out: str) -> pd.Series:
    """Join the lists of several columns, each entry once, without what is left out."""
    if not columns:
        return pd.Series("", index=index, dtype="str")

    def once(cell: str) -> list[str]:
        return [entry for entry in dict.fromkeys(cell.split(schema.SEPARATOR)) if entry and entry != left_out]

    return _by_cell(join_cells(columns, schema.SEPARATOR), once)


def _own_places(found: list[tuple[str, Match]], mapping: Mapping) -> pd.DataFrame:
    organisations = mapping.columns("organisations")
    kinds = [
        build_own_places((match for column, match in found if (column in organisations) == of_kind), kind)
        for of_kind, kind in ((False, OWN), (True, _ORGANISATION))
    ]
    return pd.concat(kinds, ignore_index=True).drop_duplicates("code", ignore_index=True)


def _ask(found: list[tuple[str, Match]], gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Return a question for every name, once in all columns."""
    asked = {fold(match.name): (column, match) for column, match in reversed(found)}
    return tuple(match.question(column, gazetteer) for column, match in reversed(asked.values()))

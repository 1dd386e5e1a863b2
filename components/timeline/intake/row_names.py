"""This file is where the cells that name places, kinds and people become codes and lists of one form."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.timeline import schema
from components.timeline.intake.date_style import Question
from components.timeline.intake.mapping import OWN, Mapping
from components.timeline.intake.place_matching import Match, find_place, match_places, to_own_places
from components.timeline.intake.text_columns import joined
from components.timeline.places import Gazetteer, fold

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
    parted: for each column, what was done to part its cells further, and the cells.
    """

    rows: pd.DataFrame
    own_places: pd.DataFrame
    matches: tuple[tuple[str, Match], ...]
    questions: tuple[Question, ...]
    presets: tuple[Question, ...]
    parted: tuple[tuple[pd.Series, pd.Series], ...]


def to_row_places(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> RowPlaces:
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
    )


def to_text_lists(cells: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Turn the cells of all columns of a role into lists of words, each entry once."""
    columns = mapping.columns(role)
    read = [_by_cell(cells[column], _splitter(mapping.use_of(column).separator)) for column in columns]
    return _gathered(cells.index, read, "")


def to_entries(cell: str, separator: str) -> list[str]:
    """Part a cell into its entries, without blank ones; `;` inside of one becomes a comma, as it parts ours."""
    entries = cell.split(separator) if separator else [cell]
    return [entry.strip().replace(schema.SEPARATOR, ",") for entry in entries if fold(entry)]


def _splitter(separator: str) -> Callable[[str], list[str]]:
    return lambda cell: to_entries(cell, separator)


def _by_cell(cells: pd.Series, to_list: Callable[[str], list[str]]) -> pd.Series:
    """Apply a function to every distinct cell and join what it lists."""
    lists = {cell: schema.SEPARATOR.join(to_list(cell)) for cell in cells.unique()}
    return cells.map(lists).astype("str")


def _to_codes(
    cells: pd.Series, mapping: Mapping, column: str, gazetteer: Gazetteer
) -> tuple[pd.Series, tuple[Match, ...], pd.Series]:
    """Return the codes of each cell, the matches of the names, and what was done to part a cell further."""
    separator, decisions = mapping.use_of(column).separator, mapping.decided("place")
    counts = cells.value_counts()
    stated = {cell: _to_names(str(cell), separator, gazetteer) for cell in counts.index}
    entries = {cell: _to_parted(names, gazetteer, decisions) for cell, names in stated.items()}
    names = pd.Series(entries, dtype=object).explode().dropna()
    weights = counts.reindex(names.index).groupby(names.to_numpy(), sort=False).sum()
    matches = match_places(weights, gazetteer, decisions)
    codes = {match.name: match.code for match in matches}
    how = {cell: PARTED * (entries[cell] != names) for cell, names in stated.items()}
    return _by_cell(cells, lambda cell: [codes[name] for name in entries[cell]]), matches, cells.map(how).astype("str")


def _to_names(cell: str, separator: str, gazetteer: Gazetteer) -> list[str]:
    """Return the names in a cell; a cell that is a place as it stands is one name, whatever signs it has."""
    return to_entries(cell, "" if separator and find_place(cell, gazetteer) else separator)


def _to_parted(names: list[str], gazetteer: Gazetteer, decisions: dict[str, str]) -> list[str]:
    """Return names, those that are no places parted by any usual sign where that leaves nothing but places."""
    parted: list[str] = []
    for name in names:
        known = fold(name) in decisions or find_place(name, gazetteer)
        ways = [] if known else [list(filter(fold, each.split(name))) for each in (*_SIGNS, _ANY_SIGN)]
        whole = (way for way in ways if way and all(find_place(part, gazetteer) for part in way))
        parted += [part.strip() for part in next(whole, [name])]
    return parted


def _gathered(index: pd.Index, columns: list[pd.Series], left_out: str) -> pd.Series:
    """Join the lists of several columns, each entry once, without what is left out."""
    if not columns:
        return pd.Series("", index=index, dtype="str")

    def once(cell: str) -> list[str]:
        return [entry for entry in dict.fromkeys(cell.split(schema.SEPARATOR)) if entry and entry != left_out]

    return _by_cell(joined(columns, schema.SEPARATOR), once)


def _own_places(found: list[tuple[str, Match]], mapping: Mapping) -> pd.DataFrame:
    organisations = mapping.columns("organisations")
    kinds = [
        to_own_places((match for column, match in found if (column in organisations) == of_kind), kind)
        for of_kind, kind in ((False, OWN), (True, _ORGANISATION))
    ]
    return pd.concat(kinds, ignore_index=True).drop_duplicates("code", ignore_index=True)


def _ask(found: list[tuple[str, Match]], gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Return a question for every name, once in all columns."""
    asked = {fold(match.name): (column, match) for column, match in reversed(found)}
    return tuple(match.question(column, gazetteer) for column, match in reversed(asked.values()))

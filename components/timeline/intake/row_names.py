"""This file is where the cells that name places, kinds and people become codes and lists of one form."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.timeline import schema
from components.timeline.intake.date_style import Question
from components.timeline.intake.mapping import OWN, Mapping
from components.timeline.intake.place_matching import Match, find_place, match_places, to_own_places
from components.timeline.intake.text_columns import joined
from components.timeline.places import Gazetteer, fold

_ORGANISATION = "organisation"
# Column of the schema → roles whose places it gathers.
_GATHERED = {
    "countries": ("countries", "visitor_country", "host_country"),
    "place": ("place", "host_country"),
    "organisations": ("organisations",),
}


@dataclass(frozen=True)
class RowPlaces:
    """Hold the columns countries, place and organisations as codes, the places of the table's own, and questions.

    matches: column and how each of its names was understood.
    """

    rows: pd.DataFrame
    own_places: pd.DataFrame
    matches: tuple[tuple[str, Match], ...]
    questions: tuple[Question, ...]


def to_row_places(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> RowPlaces:
    """Turn the names of places in a sheet's cells into codes; the home country is no other side."""
    read: dict[str, pd.Series] = {}
    found: list[tuple[str, Match]] = []
    for column in mapping.columns(*(role for roles in _GATHERED.values() for role in roles)):
        read[column], matches = _to_codes(cells[column], mapping, column, gazetteer)
        found += [(column, match) for match in matches]
    home = mapping.settings.home_country
    rows = {
        name: _gathered(cells.index, [read[column] for column in mapping.columns(*roles)], home * (name == "countries"))
        for name, roles in _GATHERED.items()
    }
    return RowPlaces(
        pd.DataFrame(rows, index=cells.index), _own_places(found, mapping), tuple(found), _ask(found, gazetteer)
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
) -> tuple[pd.Series, tuple[Match, ...]]:
    separator = mapping.use_of(column).separator
    counts = cells.value_counts()
    entries = {cell: _to_names(str(cell), separator, gazetteer) for cell in counts.index}
    names = pd.Series(entries, dtype=object).explode().dropna()
    weights = counts.reindex(names.index).groupby(names.to_numpy(), sort=False).sum()
    matches = match_places(weights, gazetteer, mapping.decided("place"))
    codes = {match.name: match.code for match in matches}
    return _by_cell(cells, lambda cell: [codes[name] for name in entries[cell]]), matches


def _to_names(cell: str, separator: str, gazetteer: Gazetteer) -> list[str]:
    """Return the names in a cell; a cell that is a place as it stands is one name, whatever signs it has."""
    return to_entries(cell, "" if separator and find_place(cell, gazetteer) else separator)


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
    asked = {fold(match.name): (column, match) for column, match in reversed(found) if match.asked}
    return tuple(match.question(column, gazetteer) for column, match in reversed(asked.values()))

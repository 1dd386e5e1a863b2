"""Where the cells that name places, kinds and people become codes and lists of one form."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.events import schema
from components.events.gazetteer import Gazetteer, fold
from components.intake import limits
from components.intake.columns.code_columns import ColumnCodes, find_settled_codes, read_column_codes
from components.intake.columns.code_lists import split_codes
from components.intake.columns.column_roles import BY_KEY, EXTRA
from components.intake.columns.mapping import OWN, Mapping
from components.intake.dates.date_style import Question
from components.intake.readers.text_columns import has_too_many_entries, join_cells
from components.intake.rows.place_lists import PlaceParser
from components.intake.rows.place_matching import ASIDE, OTHERS, Match, build_own_places, match_places
from components.intake.rows.place_names import BEHIND, BESIDE
from components.messages.sentence import N_

PARTED = N_("places also split at another separator, such as “and”")
_ORGANISATION = "organisation"
_LEFT = (ASIDE, BESIDE, BEHIND)  # ways to understand a name by which something of it is left aside
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
    kept: tuple[str, ...]


def read_row_places(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> RowPlaces:
    """Turn the names of places in a sheet's cells into codes; the home country is no other side."""
    read: dict[str, pd.Series] = {}
    found: list[tuple[str, Match]] = []
    parted: list[tuple[pd.Series, pd.Series]] = []
    for column in mapping.columns(*(role for roles in _GATHERED.values() for role in roles)):
        read[column], matches, how = _to_codes(cells[column], mapping, column, gazetteer)
        found += [(column, match) for match in matches]
        parted.append((how, cells[column]))
    nowhere = [(column, match) for column, match in found if not match.code and match.how != ASIDE]
    kept = {column for column, match in found if match.code == OTHERS or match.how in _LEFT}
    kept |= {column for column in read if read_column_codes(cells[column], mapping, column, gazetteer).is_kept}
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
        presets=(*find_settled_codes(cells, mapping, gazetteer), *_ask(nowhere, gazetteer)),
        parted=tuple(parted),
        kept=tuple(column for column in read if column in kept),
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
    codes = read_column_codes(cells, mapping, column, gazetteer)
    nothing = pd.Series("", index=cells.index, dtype="str")
    if codes.is_kept:
        return nothing, (), nothing
    separator, decisions = mapping.use_of(column).separator, mapping.decided("place")
    parse = _build_parser(separator, gazetteer, decisions, codes)
    entries: dict[str, list[str]] = {}
    how: dict[str, str] = {}
    weights: dict[str, int] = {}
    counts = cells.value_counts()
    for cell, rows in zip(counts.index, counts.tolist(), strict=True):
        entries[cell] = parse(cell)
        how[cell] = PARTED * (entries[cell] not in ([cell], split_entries(cell, separator)))
        for name in entries[cell]:
            weights[name] = weights.get(name, 0) + rows
    matches = match_places(pd.Series(weights, dtype="int64"), gazetteer, decisions, codes)
    found = {match.name: match.code for match in matches}
    return (
        _by_cell(cells, lambda cell: [found.get(name, OTHERS) for name in entries[cell]]),
        matches,
        cells.map(how).astype("str"),
    )


def _build_parser(
    separator: str, gazetteer: Gazetteer, decisions: dict[str, str], codes: ColumnCodes
) -> Callable[[str], list[str]]:
    """Return what parts a cell into names: all of it where that leaves nothing but places, else by its separator."""
    parser = PlaceParser(gazetteer, codes.codes)

    def parse_entry(name: str) -> list[str]:
        if fold(name) in decisions:
            return [name]
        return parser.parse(name) or parser.parse_most(name) or [name]

    def parse(cell: str) -> list[str]:
        if codes.is_open:
            return split_codes(cell)
        if not fold(cell) or fold(cell) in decisions:
            return split_entries(cell, "")
        whole = parser.parse(cell)
        return whole or [part for name in split_entries(cell, separator) for part in parse_entry(name)]

    return parse


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

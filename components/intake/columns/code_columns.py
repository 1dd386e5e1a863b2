"""Columns whose cells are codes of countries: which list each is taken for, and what has to be asked about it."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.events.gazetteer import Gazetteer
from components.intake.columns.code_lists import (
    BY_LIST,
    MOST_CODES,
    NAMES,
    NONE,
    NUMBERS,
    CodeReading,
    are_no_places,
    find_agreed,
    find_code,
    may_be_codes,
    read_codes,
    tells_countries,
)
from components.intake.columns.column_content import MOST, ColumnContent
from components.intake.columns.column_roles import EXTRA, PLACE_ROLES
from components.intake.columns.mapping import NOWHERE, ROLE, Mapping
from components.intake.dates.date_style import Question
from components.intake.rows.place_names import find_place
from components.messages.sentence import N_, Sentence

CODES = "codes"  # the vocabulary of these questions
_LEAST_ROWS = 3  # rows in which a code has to stand beside the name of its place
_MOST_ROWS = 2_000  # rows that are looked at
_LOOKED_AT = 500  # rows that tell whether a column may be codes at all
_AGREED = 0.9  # share of them that have to agree
_USUAL = ("alpha2", "eu")  # lists of two letters, which may be anything
_STATES = N_("its cells are codes for US states: kept as an extra field")
_CODED_ROLES = tuple(role for role in PLACE_ROLES if role != "organisations")


@dataclass(frozen=True)
class ColumnCodes:
    """Hold what the cells of a column of places are: `codes` of a list (its key), NAMES, NONE, or "" = names and codes.

    reading: the codes that a person has to say more about, or that were taken for those of a list; else nothing.
    """

    codes: str = ""
    reading: CodeReading | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to say which list these codes are of."""
        return self.reading is not None and not self.codes

    @property
    def is_kept(self) -> bool:
        """Tell whether the cells stand for no place by now, so that they are kept as they are."""
        is_number = self.reading is not None and self.reading.shape == NUMBERS
        return self.codes in (NONE, "us") or (self.is_open and is_number)

    def find(self, code: str, gazetteer: Gazetteer) -> str:
        """Find the place of a code while nobody has said which list it is of: what all lists mean by it, or ""."""
        return find_agreed(code, self.reading, gazetteer) if self.reading else ""


def read_column_codes(cells: pd.Series, mapping: Mapping, column: str, gazetteer: Gazetteer) -> ColumnCodes:
    """Tell what the cells of a column of places are, as a person or the first guess said, else as its cells are."""
    said = mapping.said_of(CODES, column)
    if mapping.use_of(column).role not in _CODED_ROLES:
        return ColumnCodes()
    nowhere = [name for name, code in mapping.decided("place").items() if code == NOWHERE]
    distinct = _to_distinct(cells) if may_be_codes(_to_distinct(cells.head(_LOOKED_AT)), nowhere) else []
    reading = read_codes(column, distinct, gazetteer, nowhere, as_places=True) if distinct else None
    if said in (*BY_LIST, NAMES, NONE):
        return ColumnCodes(said, reading)
    return ColumnCodes(reading.taken, reading) if reading else ColumnCodes()


def find_open_codes(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Return a question for every column of places whose codes are of no list that is known, or of several."""
    read = ((column, _read(cells, mapping, column, gazetteer)) for column in mapping.columns(*_CODED_ROLES))
    return tuple(
        _ask(cells[column], column, codes.reading) for column, codes in read if codes.is_open and codes.reading
    )


def find_doubtful_codes(cells: pd.DataFrame, mapping: Mapping, _: Gazetteer) -> tuple[Question, ...]:
    """Return a question for every column that is kept and may be codes of countries, though its name doesn't say so."""
    asked = (
        column
        for column in mapping.columns(EXTRA)
        if mapping.said_of(CODES, column) in _USUAL and not mapping.answer_to(f"{ROLE}:{column}")
    )
    options = (("countries", N_("yes, counterpart countries")), (EXTRA, N_("no, they stay as they are")))
    return tuple(
        Question(
            key=f"{ROLE}:{column}",
            column=column,
            text=Sentence("Do the letters in “{column}” stand for countries?", column=column),
            options=options,
            examples=tuple(_to_distinct(cells[column])[:3]),
            cells=int((cells[column].str.strip() != "").sum()),
        )
        for column in asked
        if not tells_countries(column, BY_LIST[mapping.said_of(CODES, column)].shape)
    )


def find_settled_codes(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Return the same question for every column of places whose list was taken, so that it can be changed."""
    read = ((column, _read(cells, mapping, column, gazetteer)) for column in mapping.columns(*_CODED_ROLES))
    return tuple(
        _ask(cells[column], column, codes.reading)
        for column, codes in read
        if codes.reading and not codes.is_open and mapping.said_of(CODES, column)
    )


def settle_columns(
    cells: pd.DataFrame, contents: dict[str, ColumnContent], gazetteer: Gazetteer | None, ignored: Sequence[str]
) -> tuple[dict[str, ColumnContent], dict[str, str], dict[str, str]]:
    """Return what columns are like once their codes are read, the list of each, and why others are no places at all.

    Codes whose names stand in a column beside them are of the list that means these names; numbers are of none then.
    """
    if gazetteer is None:
        return contents, {}, {}
    plain = N_("its cells are numbers or yes/no answers, not names: kept as an extra field")
    told = {name: plain for name, content in contents.items() if are_no_places(content.sample)}
    readings = {
        name: reading
        for name, content in contents.items()
        if (reading := read_codes(name, content.sample, gazetteer, ignored))
        and (reading := read_codes(name, _to_distinct(cells[name]), gazetteer, ignored))
    }
    named = [name for name, content in contents.items() if name not in readings and content.places >= MOST]
    taken: dict[str, str] = {}
    for name, reading in readings.items():
        told.pop(name, None)
        found = reading.taken or (
            _find_beside(cells, name, reading, named, gazetteer) if reading.shape != NUMBERS else ""
        )
        if found == "us":
            told[name] = _STATES
        elif (
            not found
            and reading.shape == NUMBERS
            and named
            and not _is_of_others(cells, name, reading, named, gazetteer)
        ):
            told[name] = Sentence(
                "its cells are ID numbers for the names in “{other}”: kept as an extra field", other=named[0]
            )
        if found:
            taken[name] = found
        share = _to_share(reading, found) if tells_countries(name, reading.shape) else 0.0
        contents = contents | {name: replace(contents[name], places=share)}
    return contents, taken, told


def _read(cells: pd.DataFrame, mapping: Mapping, column: str, gazetteer: Gazetteer) -> ColumnCodes:
    return read_column_codes(cells[column], mapping, column, gazetteer)


def _ask(cells: pd.Series, column: str, reading: CodeReading) -> Question:
    lists = tuple((key, _describe_fit(key, known, len(reading.codes))) for key, known in reading.fits)
    names = () if reading.shape == NUMBERS else ((NAMES, N_("names, not codes: ask about each one separately")),)
    ask_numbers = Sentence("Which list do the numbers in “{column}” come from?", column=column)
    ask_codes = Sentence("Which list do the codes in “{column}” come from?", column=column)
    return Question(
        key=f"{CODES}:{column}",
        column=column,
        text=ask_numbers if reading.shape == NUMBERS else ask_codes,
        options=(*lists, *names, (NONE, N_("none: they do not stand for countries"))),
        examples=reading.codes[:3],
        cells=int((cells.str.strip() != "").sum()),
        proposed=reading.taken or reading.proposed,
    )


def _describe_fit(key: str, known: int, count: int) -> Sentence:
    """Say how many of a column's codes a list knows."""
    return Sentence(
        "{list}: {known} of {codes} recognised", list=Sentence(BY_LIST[key].label), known=known, codes=count
    )


def _to_distinct(cells: pd.Series) -> list[str]:
    """Return the distinct filled cells, none where they are too many to be codes."""
    distinct = [str(cell) for cell in cells.unique() if str(cell).strip()]
    return distinct if len(distinct) <= MOST_CODES else []


def _to_share(reading: CodeReading, taken: str) -> float:
    """Return the share of a column's codes that may be places."""
    if taken or reading.shape == NUMBERS:
        return float(taken not in ("", "us"))
    return max((known for key, known in reading.fits if key != "us"), default=0) / len(reading.codes)


def _find_beside(
    cells: pd.DataFrame, name: str, reading: CodeReading, named: Sequence[str], gazetteer: Gazetteer
) -> str:
    """Return the list whose codes mean the names that stand in a column beside them; "" where there is none."""
    for other in named:
        rows = cells[[name, other]].head(_MOST_ROWS)
        places = {cell: find_place(cell, gazetteer) for cell in rows[other].unique()}
        pairs = [
            (code.strip(), places[cell])
            for code, cell in zip(rows[name], rows[other], strict=True)
            if code.strip() and places[cell]
        ]
        for key, _ in reading.fits:
            if _are_alike(pairs, key, gazetteer):
                return key
    return ""


def _is_of_others(
    cells: pd.DataFrame, name: str, reading: CodeReading, named: Sequence[str], gazetteer: Gazetteer
) -> bool:
    """Tell whether numbers that a list knows, every one, mean other places than the names beside them."""
    whole = any(known == len(reading.codes) for _, known in reading.fits)
    return whole and not _find_beside(cells, name, reading, named, gazetteer)


def _are_alike(pairs: Sequence[tuple[str, str | None]], key: str, gazetteer: Gazetteer) -> bool:
    meant: MappingOf[str, str | None] = {code: find_code(code, key, gazetteer) for code, _ in pairs}
    known = [(meant[code], place) for code, place in pairs if meant[code]]
    alike = sum(code == place for code, place in known)
    return len(known) >= _LEAST_ROWS and alike >= _AGREED * len(known) and len(known) * 2 >= len(pairs)

"""The people of a table: whom a key means, what they are called, and which office they had on a day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from components.dates import edtf
from components.events.schema import SEPARATOR, drop_offices, split_cell

PEOPLE_COLUMNS = ("key", "name", "name_ja", "aliases", "side", "note")
OFFICE_COLUMNS = ("person", "office", "level", "from", "to", "source", "note")


class Office(NamedTuple):
    """Hold an office of a person and its days, as days since 1970-01-01: from the first possible to the last one."""

    words: str
    level: str
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class People:
    """Hold the people that a table names by keys, and their offices; every cell a string, columns as above.

    from, to: EDTF, blank where no source that was seen states them; then the office counts for every day.
    """

    rows: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PEOPLE_COLUMNS), dtype=str))
    office_rows: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(OFFICE_COLUMNS), dtype=str))

    def resolve(self, events: pd.DataFrame) -> pd.Series:
        """Return the events' cells of people with names and offices in place of keys.

        events: people (keys or free text, `;` between), start_min, end_max. "abe-shinzo" becomes "Shinzo Abe (Prime
        Minister)" on a day on which he was; what stands in brackets behind a key is kept in place of the office. What
        is no key stays as it is.
        """
        cells = events["people"]
        if not self._names:
            return cells
        different = cells.unique()
        keyed = {cell for cell in different if any(_split_entry(each)[0] in self._names for each in split_cell(cell))}
        told = cells.isin(keyed)
        rows = zip(cells[told], events.loc[told, "start_min"], events.loc[told, "end_max"], strict=True)
        resolved = [
            SEPARATOR.join(self._name_with_office(entry, int(first), int(last)) for entry in split_cell(cell))
            for cell, first, last in rows
        ]
        return cells.mask(told, pd.Series(resolved, index=cells.index[told], dtype=str))

    def find_office(self, key: str, first: int, last: int) -> Office | None:
        """Return the office that a person had in a span of days; of several the newest of those of its first day."""
        near = [office for office in self._offices.get(key, ()) if office.first <= last and first <= office.last]
        return max(near, key=lambda office: (office.first <= first, office.first), default=None)

    def find_name_ja(self, name: str) -> str:
        """Return the Japanese name of whoever has an English one; "" where none is known."""
        return self._by_name.get(name, ("", ""))[0]

    def find_other_names(self, name: str) -> str:
        """Return the Japanese and the other names of whoever has an English one, one after the other."""
        return " ".join(filter(None, self._by_name.get(name, ()))).replace(SEPARATOR, " ")

    def describe(self, person: str) -> str:
        """Return a person, as `resolve` gives it, with the Japanese name: "Shinzo Abe 安倍晋三 (Prime Minister)"."""
        name = drop_offices(person)
        japanese = self.find_name_ja(name)
        return person.replace(name, f"{name} {japanese}", 1) if japanese else person

    def spell_cell(self, cell: str) -> str:
        """Return a cell of people, as `resolve` gives it, and behind it their other names."""
        names = map(drop_offices, split_cell(cell)) if self._by_name else ()
        return " ".join([cell, *map(self.find_other_names, names)])

    def _name_with_office(self, entry: str, first: int, last: int) -> str:
        key, said = _split_entry(entry)
        if key not in self._names:
            return entry
        office = self.find_office(key, first, last)
        words = said or (office.words if office else "")
        return f"{self._names[key]} ({words})" if words else self._names[key]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {key: name for key, name in zip(self.rows["key"], self.rows["name"], strict=True) if key and name}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, str]]:
        cells = zip(self.rows["name"], self.rows["name_ja"], self.rows["aliases"], strict=True)
        return {name: (japanese, aliases) for name, japanese, aliases in cells if name}

    @cached_property
    def _offices(self) -> dict[str, tuple[Office, ...]]:
        offices: dict[str, tuple[Office, ...]] = {}
        for person, office in _read_offices(self.office_rows):
            offices[person] = (*offices.get(person, ()), office)
        return offices


def _split_entry(entry: str) -> tuple[str, str]:
    """Return a key and what stands in brackets behind it."""
    key, _, said = entry.partition("(")
    return key.strip(), said.removesuffix(")").strip()


def _read_offices(rows: pd.DataFrame) -> Iterator[tuple[str, Office]]:
    """Yield every office with its person; a day that can't be read is as one that nobody states."""
    first, last = edtf.parse_bounds(rows["from"]), edtf.parse_bounds(rows["to"])
    begun = first["start_min"].mask(first["precision"] == "undated", edtf.BEGINNINGLESS)
    ended = last["end_max"].mask(last["precision"] == "undated", edtf.ENDLESS)
    for person, words, level, start, end in zip(
        rows["person"], rows["office"], rows["level"], begun, ended, strict=True
    ):
        yield person, Office(words, level, int(start), int(end))

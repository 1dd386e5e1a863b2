"""How a cell that names several places is parted, whatever signs stand between them."""

import re
from collections.abc import Iterator

from components.events.gazetteer import Gazetteer, fold
from components.intake import limits
from components.intake.columns.code_lists import BY_LIST, split_codes
from components.intake.rows.place_names import AMBIGUOUS, find_behind_comma, find_place, is_aside

_MOST_JOINED = 8  # parts that may be one name, as in "Trinidad and Tobago" or "Congo, Republic of the"
_WORDS = r"\b(?:and|und|et|y|e|и|та|og|och|ve|with|plus|vs)\b\.?"
_SIGN = re.compile(_WORDS + r"|[;；\n、，,・/|+&‐‑‒–—―−-]|と|及び|および|和|與|与", re.IGNORECASE)
_SURE = re.compile(r"[;；\n、|+/]")  # signs that hardly stand within a name
_NEVER_WITHIN = frozenset(";；\n|+")  # signs that are no part of a name


class PlaceParser:
    """Parts cells of one column into names of places; `codes` is the list that its cells are codes of, "" for names."""

    def __init__(self, gazetteer: Gazetteer, codes: str = "") -> None:
        self._gazetteer, self._codes = gazetteer, codes

    def parse(self, cell: str) -> list[str] | None:
        """Return the names in a cell where every part is a place, or may be one of several; else nothing."""
        if self._codes in BY_LIST and (codes := split_codes(cell)) and all(map(self.find, codes)):
            return codes
        if self.find(cell):
            return [cell.strip()]
        if not _SIGN.search(cell):
            return None
        parts = list(_to_parts(cell))
        if not 1 < len(parts) <= limits.CELL_ENTRIES.most * _MOST_JOINED:
            return None
        names = self._join(cell, parts)
        return names if names and len(names) <= limits.CELL_ENTRIES.most and self._is_list(cell, names) else None

    def parse_most(self, cell: str) -> list[str] | None:
        """Return the names in a cell whose sure signs leave mostly places, the others as they stand; else nothing."""
        parts = [part.strip() for part in _SURE.split(cell) if fold(part)]
        if not 1 < len(parts) <= limits.CELL_ENTRIES.most or any(part.count("(") != part.count(")") for part in parts):
            return None
        known = [self.parse(part) or self._to_country(part) for part in parts]
        if sum(map(bool, known)) * 2 <= len(parts):
            return None
        return [name for part, names in zip(parts, known, strict=True) for name in names or [part]]

    def find(self, name: str) -> str | None:
        """Find the place that a name of this column means, or nothing."""
        return find_place(name, self._gazetteer, self._codes)

    def _to_country(self, name: str) -> list[str]:
        return [name] if find_behind_comma(name, self._gazetteer) else []

    def _join(self, cell: str, parts: list[tuple[int, int]]) -> list[str] | None:
        """Put parts together to the longest names that are places, from the last to the first."""
        behind: list[list[str] | None] = [None] * len(parts) + [[]]
        for first in reversed(range(len(parts))):
            start = parts[first][0]
            for last in range(min(first + _MOST_JOINED, len(parts)) - 1, first - 1, -1):
                rest, name = behind[last + 1], cell[start : parts[last][1]].strip()
                if last > first and set(name) & _NEVER_WITHIN:
                    continue
                if rest is not None and (not fold(name) or self._is_entry(name)):
                    behind[first] = [name, *rest] if fold(name) else rest
                    break
        return behind[0]

    def _is_entry(self, name: str) -> bool:
        return bool(self.find(name)) or fold(name) in AMBIGUOUS or is_aside(name)

    def _is_list(self, cell: str, names: list[str]) -> bool:
        """Tell whether names make a list: a place at least, and no place of a country, as in “Hong Kong, China”."""
        found = [self.find(name) for name in names]
        if not any(found):
            return False
        if len(found) != 2 or "," not in cell or None in found:
            return True
        first, second = map(str, found)
        within = self._gazetteer.kind(first) == "territory" and self._gazetteer.kind(second) == "state"
        return not within and (first, second) != ("GEO", "USA")


def _to_parts(cell: str) -> Iterator[tuple[int, int]]:
    """Yield where each part of a cell begins and ends."""
    start = 0
    for sign in _SIGN.finditer(cell):
        yield start, sign.start()
        start = sign.end()
    yield start, len(cell)

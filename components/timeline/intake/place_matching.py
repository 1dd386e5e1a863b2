"""This file is where names of places become codes: exactly, or as a person decides, or as lanes of their own."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from components.timeline.intake.date_style import Question
from components.timeline.intake.mapping import OWN
from components.timeline.places import PLACE_COLUMNS, Gazetteer, fold

# The official name of one place and a part of others' at once; a table that means it says so once.
ASKED = frozenset(map(fold, ("Guinea", "ギニア")))
_SIBLINGS = ("GNB", "GNQ")  # a table that names these by their full names means the state by "Guinea"
MOST_OFFERED = 200  # names for which candidates are looked up, the commonest first
OWN_PREFIX = "own-"
_LONGEST_CODE = 48  # letters; what is longer, or has none, gets digits that its text decides
_DIGITS = 8


@dataclass(frozen=True)
class Match:
    """Hold what one name, as first written, became: a code, how it was found, and places that it may mean instead.

    own: it is no known place, so its code is the table's own. asked: a person has not decided yet. cells: how many.
    """

    name: str
    code: str
    how: str
    offers: tuple[tuple[str, float], ...] = ()
    own: bool = False
    asked: bool = False
    cells: int = 0

    def question(self, column: str, gazetteer: Gazetteer) -> Question:
        """Ask which place this is; the answer OWN keeps it as a lane of its own."""
        options = tuple((code, gazetteer.name(code)) for code, _ in self.offers)
        text = f"Which place is “{self.name}”?"
        return Question(
            f"place:{fold(self.name)}", column, text, (*options, (OWN, "none of these")), (self.name,), self.cells
        )


def match_places(names: pd.Series, gazetteer: Gazetteer, decisions: dict[str, str]) -> tuple[Match, ...]:
    """Match names, given with how many cells have each (name on the index), the commonest first.

    A name matches a known name, alias or code exactly once both are folded, or as `decisions` say (folded name to
    code); anything else keeps a code of its own, with candidates for a person to choose from.
    """
    counts = names.sort_values(ascending=False, kind="stable")
    means_guinea = any(find_place(name, gazetteer) in _SIBLINGS for name in counts.index)
    return tuple(
        _match(str(name), int(cells), gazetteer, decisions, sure=means_guinea, offered=place < MOST_OFFERED)
        for place, (name, cells) in enumerate(counts.items())
    )


def find_place(name: str, gazetteer: Gazetteer) -> str | None:
    """Find the place that a name, code of two or three letters or M49 number means, or nothing."""
    found = _find(name, gazetteer)
    return found[0] if found else None


def find_list(cell: str, separator: str, gazetteer: Gazetteer) -> list[str | None]:
    """Find the places of a cell: the whole cell first, since "Korea, South" has a comma in it, else its entries."""
    whole = find_place(cell, gazetteer)
    if whole is not None or not separator:
        return [whole]
    return [find_place(entry, gazetteer) for entry in cell.split(separator) if entry.strip()]


def to_own_code(name: str) -> str:
    """Return the code of a name that is no known place: the same in every table and on every day."""
    slug = "-".join(fold(name).split())
    if not 0 < len(slug) <= _LONGEST_CODE:
        digest = hashlib.sha256((slug or name.strip()).encode(errors="replace")).hexdigest()
        slug = f"{slug[:_LONGEST_CODE]}-{digest[:_DIGITS]}"
    return OWN_PREFIX + slug


def to_own_places(matches: Iterable[Match], kind: str) -> pd.DataFrame:
    """Return rows for the gazetteer of the places of one kind that are the table's own, each once."""
    names = {match.code: match.name for match in matches if match.own}
    places = pd.DataFrame("", index=range(len(names)), columns=list(PLACE_COLUMNS), dtype="str")
    return places.assign(code=list(names), name=list(names.values()), kind=kind)


def _match(
    name: str, cells: int, gazetteer: Gazetteer, decisions: dict[str, str], *, sure: bool, offered: bool
) -> Match:
    decided = decisions.get(fold(name), "")
    if decided and decided != OWN and decided in gazetteer.codes():
        return Match(name, decided, "as a person decided", cells=cells)
    found = _find(name, gazetteer)
    doubted = fold(name) in ASKED and not sure
    if found and decided != OWN and not doubted:
        return Match(name, *found, cells=cells)
    offers = tuple(gazetteer.offer(name)) if offered and not decided else ()
    return Match(name, to_own_code(name), "kept as the table's own", offers, own=True, asked=not decided, cells=cells)


def _find(name: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Find a place by name, code or number; returns its code and how it was found."""
    name = name.strip()
    if code := gazetteer.find(name):
        return code, "by its name" if name != code else "by its code"
    if code := _numbers(gazetteer).get(name if not name.isdecimal() else name.zfill(3)):
        return code, "by its code"
    last, comma, first = name.partition(",")
    if comma and (code := gazetteer.find(f"{first.strip()} {last.strip()}")):
        return code, "by its name, turned round at the comma"
    return None


@lru_cache(maxsize=4)
def _numbers(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the codes of places by alpha-2 code and M49 number, where the gazetteer has these columns."""
    numbers: dict[str, str] = {}
    for column in ("alpha2", "m49"):
        if column in gazetteer.places:
            stated = gazetteer.places[gazetteer.places[column] != ""]
            numbers |= dict(zip(stated[column], stated["code"], strict=True))
    return numbers

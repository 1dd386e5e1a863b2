"""Where names of places become codes: exactly, or as a person decides, or as lanes of their own."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from components.events.gazetteer import PLACE_COLUMNS, Gazetteer, fold
from components.intake.columns.mapping import NOWHERE, OWN
from components.intake.dates.date_style import Question

# The official name of one place and a part of others' at once; a table that means it says so once.
ASKED = frozenset(map(fold, ("Guinea", "ギニア")))
_SIBLINGS = ("GNB", "GNQ")  # a table that names these by their full names means the state by "Guinea"
MOST_OWN = 20_000  # unknown names of a column that get codes of their own, the commonest first; the others share one
MOST_OFFERED = 200  # unknown names for which candidates are looked up, the commonest first
# What people write where no place is known; decided beforehand, and open to change
NO_PLACES = (
    *("n a", "none", "null", "nil", "nan", "unknown", "tbd", "tba", "tbc", "not applicable", "not known"),
    *("not stated", "to be determined", "なし", "無し", "不明", "未定"),
)
PRESET = tuple(("place", fold(word), NOWHERE) for word in NO_PLACES)
_NOT_AVAILABLE = "NA"  # an alpha-2 code, and an abbreviation
OWN_PREFIX = "own-"
OTHERS = OWN_PREFIX + "-others"  # which no name is turned into
_OTHERS_NAME = "Other names"
_LONGEST_CODE = 48  # letters; what is longer, or has none, gets digits that its text decides
_DIGITS = 8
_MOST_QUOTED = 100  # letters of a name in a question


@dataclass(frozen=True)
class Match:
    """Hold what one name, as first written, became: a code ("" = no place), how, and places that it may mean instead.

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
        """Ask which place this is; OWN keeps it as a lane of its own, NOWHERE states no country.

        The options are those that are likely; the code of any place is an answer.
        """
        options = tuple((code, gazetteer.name(code)) for code, _ in self.offers)
        text = f"Which place is “{self.name[:_MOST_QUOTED]}”?"
        others = ((OWN, "none of these"), (NOWHERE, "no place"))
        return Question(f"place:{fold(self.name)}", column, text, (*options, *others), (self.name,), self.cells)


def match_places(names: pd.Series, gazetteer: Gazetteer, decisions: dict[str, str]) -> tuple[Match, ...]:
    """Match names, given with how many cells have each (name on the index), the commonest first.

    A name matches a known name, alias or code exactly once both are folded, or as `decisions` say (folded name to
    code); anything else keeps a code of its own, with candidates for a person to choose from. Names beyond MOST_OWN of
    these have no match; the last match, of code OTHERS, stands for all of them.
    """
    counts = names.sort_values(ascending=False, kind="stable")
    means_guinea = any(find_place(name, gazetteer) in _SIBLINGS for name in counts.index)
    doubted = {_NOT_AVAILABLE} - _codes_of_two(counts.index, gazetteer) | (set() if means_guinea else ASKED)
    matches, asked, others = [], 0, 0
    for name, cells in counts.items():
        match = _match(str(name), int(cells), gazetteer, decisions, doubted)
        asked += match.asked
        if match.asked and asked > MOST_OWN:
            others += match.cells
        else:
            matches.append(_with_offers(match, gazetteer) if match.asked and asked <= MOST_OFFERED else match)
    if others:
        how = "too many names that are no known places, so these are one, and the cells are kept as well"
        matches.append(Match(_OTHERS_NAME, OTHERS, how, own=True, cells=others))
    return tuple(matches)


def _codes_of_two(names: pd.Index, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the alpha-2 codes among names, where most of those that are not in doubt are such codes; else none."""
    others = [name.strip() for name in names if name.strip() != _NOT_AVAILABLE]
    codes = [name for name in others if len(name) == 2 and name in _numbers(gazetteer)]
    return frozenset({*codes, _NOT_AVAILABLE}) if len(codes) > len(others) / 2 else frozenset()


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


def make_own_code(name: str) -> str:
    """Return the code of a name that is no known place: the same in every table and on every day."""
    slug = "-".join(fold(name).split())
    if not 0 < len(slug) <= _LONGEST_CODE:
        digest = hashlib.sha256((slug or name.strip()).encode(errors="replace")).hexdigest()
        slug = f"{slug[:_LONGEST_CODE]}-{digest[:_DIGITS]}"
    return OWN_PREFIX + slug


def build_own_places(matches: Iterable[Match], kind: str) -> pd.DataFrame:
    """Return rows for the gazetteer of the places of one kind that are the table's own, each once."""
    names = {match.code: match.name for match in matches if match.own}
    places = pd.DataFrame("", index=range(len(names)), columns=list(PLACE_COLUMNS), dtype="str")
    return places.assign(code=list(names), name=list(names.values()), kind=kind)


def _match(name: str, cells: int, gazetteer: Gazetteer, decisions: dict[str, str], doubted: set[str]) -> Match:
    """Match one name, without offers; `doubted` are names, folded or as written, that may be something else."""
    decided = decisions.get(fold(name), "")
    if decided == NOWHERE:
        return Match(name, "", "taken for no place", cells=cells)
    if decided and decided != OWN and decided in gazetteer.codes():
        return Match(name, decided, "as a person decided", cells=cells)
    found = _find(name, gazetteer)
    if found and decided != OWN and not doubted & {fold(name), name.strip()}:
        return Match(name, *found, cells=cells)
    return Match(name, make_own_code(name), "kept as the table's own", own=True, asked=not decided, cells=cells)


def _with_offers(match: Match, gazetteer: Gazetteer) -> Match:
    """Add the places that a name may mean: first the one that bears it, then those whose names look like it."""
    bearer = find_place(match.name, gazetteer)
    alike = [offer for offer in gazetteer.offer(match.name) if offer[0] != bearer]
    return replace(match, offers=(*([(bearer, 100.0)] if bearer else []), *alike))


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

"""Where names of places become codes: exactly, or as a person decides, or as lanes of their own."""

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from components.events.gazetteer import PLACE_COLUMNS, Gazetteer, fold
from components.intake.columns.answer_words import ANSWERS
from components.intake.columns.code_columns import ColumnCodes
from components.intake.columns.code_lists import BY_LIST, find_code, read_codes
from components.intake.columns.mapping import NOWHERE, OWN
from components.intake.dates.date_style import Question
from components.intake.rows.place_names import BEHIND, find_behind_comma, find_place, find_with_reason, is_aside
from components.messages.sentence import N_, Sentence

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
PRESET = tuple(("place", word, NOWHERE) for word in dict.fromkeys((*map(fold, NO_PLACES), *sorted(ANSWERS))))
OWN_PREFIX = "own-"
OTHERS = OWN_PREFIX + "-others"  # which no name is turned into
_OTHERS_NAME = N_("Other names")
_KEPT = N_("not recognised, so kept under its own name")
_OPEN = N_("kept as it is until its list of codes is chosen")
ASIDE = N_("not a place in its own right, so left out")
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
        text = Sentence("Which place is “{name}”?", name=self.name[:_MOST_QUOTED])
        others = ((OWN, N_("another place, kept under this name")), (NOWHERE, N_("no place")))
        return Question(f"place:{fold(self.name)}", column, text, (*options, *others), (self.name,), self.cells)


def match_places(
    names: pd.Series, gazetteer: Gazetteer, decisions: dict[str, str], codes: ColumnCodes | None = None
) -> tuple[Match, ...]:
    """Match names, given with how many cells have each (name on the index), the commonest first.

    A name matches a known name, alias or code exactly once both are folded, or as `decisions` say (folded name to
    code); anything else keeps a code of its own, with candidates for a person to choose from. Names beyond MOST_OWN of
    these have no match; the last match, of code OTHERS, stands for all of them. `codes` says which list the names are
    codes of, where it is known by their column; numbers and two letters are places only there.
    """
    codes = codes or _read_codes(names, gazetteer)
    counts = names.sort_values(ascending=False, kind="stable")
    means_guinea = any(find_place(name, gazetteer, codes.codes) in _SIBLINGS for name in counts.index)
    doubted = _find_doubted(counts.index, gazetteer, codes) | (set() if means_guinea else ASKED)
    matches, asked, others = [], 0, 0
    for name, cells in counts.items():
        match = _match(str(name), int(cells), gazetteer, decisions, codes, doubted)
        asked += match.asked
        if match.asked and asked > MOST_OWN:
            others += match.cells
        else:
            matches.append(_with_offers(match, gazetteer) if match.asked and asked <= MOST_OFFERED else match)
    if others:
        how = N_("too many unrecognised names: grouped as one place, and the cells kept as an extra field")
        matches.append(Match(_OTHERS_NAME, OTHERS, how, own=True, cells=others))
    return tuple(matches)


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


def _find_doubted(names: pd.Index, gazetteer: Gazetteer, codes: ColumnCodes) -> set[str]:
    """Return the codes among names, folded, that mean other places in the list that the codes beside them are of.

    Among “Japan”, “NZ” and “FJ”, AU may be Australia; among “Japan”, “GER” and “SUI”, BRN may be Bahrain.
    """
    written = [name.strip() for name in names if len(name.strip()) in (2, 3) and name.strip().isupper()]
    if codes.codes in BY_LIST or not written:
        return set()
    doubted: set[str] = set()
    for key in ("alpha2", "ioc", "cow"):
        meant = {name: place for name in written if (place := find_code(name, key, gazetteer))}
        found = {name: find_place(name, gazetteer) for name in meant}
        if any(place is None for place in found.values()):
            doubted |= {fold(name) for name, place in found.items() if place not in (None, meant[name])}
    return doubted


def _read_codes(names: pd.Series, gazetteer: Gazetteer) -> ColumnCodes:
    """Tell which list names are codes of, where nothing else is known of their column."""
    reading = read_codes("", list(map(str, names.index)), gazetteer)
    return ColumnCodes(reading.taken) if reading else ColumnCodes()


def _match(
    name: str,
    cells: int,
    gazetteer: Gazetteer,
    decisions: dict[str, str],
    codes: ColumnCodes,
    doubted: Container[str],
) -> Match:
    """Match one name, without offers; `doubted` are folded names that may be something else."""
    decided = _find_decision(name, gazetteer, decisions, codes)
    if decided == NOWHERE:
        return Match(name, "", N_("treated as no place"), cells=cells)
    if decided and decided != OWN and decided in gazetteer.codes():
        return Match(name, decided, N_("as answered in the questions"), cells=cells)
    if not decided and codes.is_open:
        return _match_open_code(name, cells, gazetteer, codes)
    found = find_with_reason(name, gazetteer, codes.codes)
    if found and decided != OWN and fold(name) not in doubted:
        return Match(name, *found, cells=cells)
    if decided:
        return Match(name, make_own_code(name), _KEPT, own=True, cells=cells)
    return _match_unknown(name, cells, gazetteer)


def _match_unknown(name: str, cells: int, gazetteer: Gazetteer) -> Match:
    """Match a name that is no place as it stands: in brackets, behind the name of a city, or to be asked."""
    if is_aside(name):
        return Match(name, "", ASIDE, cells=cells)
    if country := find_behind_comma(name, gazetteer):
        return Match(name, country, BEHIND, cells=cells)
    return Match(name, make_own_code(name), _KEPT, own=True, asked=True, cells=cells)


def _find_decision(name: str, gazetteer: Gazetteer, decisions: dict[str, str], codes: ColumnCodes) -> str:
    """Return what was decided on a name; a word for no or yes is a code where the whole column is codes."""
    decided = decisions.get(fold(name), "")
    is_code = decided == NOWHERE and fold(name) in ANSWERS and codes.codes in BY_LIST
    return "" if is_code and find_code(name.strip(), codes.codes, gazetteer) else decided


def _match_open_code(name: str, cells: int, gazetteer: Gazetteer, codes: ColumnCodes) -> Match:
    """Match a code of a column that is asked about as a whole: what every list means by it, or a lane of its own."""
    if place := codes.find(name.strip(), gazetteer):
        return Match(name, place, N_("by its code, which is the same in several lists"), cells=cells)
    return Match(name, make_own_code(name), _OPEN, own=True, cells=cells)


def _with_offers(match: Match, gazetteer: Gazetteer) -> Match:
    """Add the places that a name may mean: first the one that bears it, then those whose names look like it."""
    bearer = find_place(match.name, gazetteer) or find_code(match.name.strip(), "alpha2", gazetteer)
    alike = [offer for offer in gazetteer.offer(match.name) if offer[0] != bearer]
    return replace(match, offers=(*([(bearer, 100.0)] if bearer else []), *alike))

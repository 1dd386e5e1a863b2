"""Lists of countries' codes, and which of them all cells of a column are codes of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.events.gazetteer import Gazetteer, fold
from components.intake.columns.answer_words import ANSWERS
from components.messages.sentence import N_

NAMES, NONE = "names", "none"  # answers beside the lists: names and not codes, no places at all
MOST_CODES = 2_000  # distinct cells; a column with more is no column of codes
_LONGEST = 200  # letters of a cell of codes
_MOST = 0.8  # share of its codes that a list has to know, to be thought of
_FEW = 2  # codes that no list knows, and each is asked by itself
_BETWEEN = re.compile(r"[;,/|&+\s、，；・]")
_JOINING = ("and", "und", "et", "y")
_NOT_AVAILABLE = "NA"  # an alpha-2 code, and an abbreviation
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
# Words of a column's name that say that its cells stand for countries, in whatever way they are written.
_OF_COUNTRIES = frozenset(
    (
        *("country", "countries", "nation", "nations", "state", "states", "partner", "partners", "party", "parties"),
        *("side", "host", "visitor", "pays", "land", "staat", "país", "pais", "paese", "страна", "国", "国名", "國家"),
    )
)
# Words of a name under which two letters are likely to be countries; under any other they may be languages or grades.
_LIKELY = frozenset(
    (
        *("code", "codes", "iso", "cc", "geo", "nat", "nationality", "home", "away", "team", "from", "to", "origin"),
        *("destination", "guest", "with", "alpha", "participants", "delegations", "participant", "delegation", "place"),
    )
)
_OF_STATES = frozenset(("state", "states"))
_OF_COUNTS = frozenset(("number", "count", "total", "sum", "many", "anzahl", "nombre", "número", "число", "数"))
_USUAL = ("alpha2", "eu", "alpha3")  # lists that are taken where they know every code, whatever the column is called


@dataclass(frozen=True)
class CodeList:
    """Hold a list of codes: its key, what a person calls it, what its codes look like, and names of such columns.

    names: words, parted by "|", one of which stands in the name of a column that says so.
    """

    key: str
    label: str
    shape: str
    names: str


TWO, THREE, NUMBERS = "two letters", "three letters", "numbers"
_SHAPES = {TWO: re.compile(r"[A-Za-z]{2}"), THREE: re.compile(r"[A-Za-z]{3}"), NUMBERS: re.compile(r"[0-9]{1,3}")}
# To add a list: a line here, the first of its shape being the usual one, and its rows in country_codes.csv.
LISTS = (
    CodeList("alpha2", N_("ISO 3166 two-letter codes"), TWO, "iso2|iso2c|alpha2|alpha 2|iso 2|iso a2"),
    CodeList("eu", N_("two-letter codes used by the European Union (EL, UK)"), TWO, "eurostat|eu code"),
    CodeList("us", N_("US states (not countries)"), TWO, "us state|usps"),
    CodeList("alpha3", N_("ISO 3166 three-letter codes"), THREE, "iso3|iso3c|alpha3|alpha 3|iso 3|iso a3"),
    CodeList("ioc", N_("International Olympic Committee three-letter codes"), THREE, "ioc|noc"),
    CodeList("cow", N_("Correlates of War letter codes"), THREE, "cow|cowc|stateabb|state abb|statenme"),
    CodeList("m49", N_("United Nations (M49) numbers, the same as ISO 3166 numbers"), NUMBERS,
             "m49|un m49|iso numeric|numeric iso|iso num|iso3n|ison|isonumeric|un code|un number|uncode"),
    CodeList("cown", N_("Correlates of War number codes"), NUMBERS,
             "cow|cown|ccode|ccode1|ccode2|ccodea|ccodeb|cow code|cowcode|cow number"),
)  # fmt: skip
BY_LIST = {each.key: each for each in LISTS}


@dataclass(frozen=True)
class CodeReading:
    """Hold what the codes of a column are: their shape, the list they are taken for, and how many each list knows.

    taken: the key of a list, "" where a person has to say. fits: lists by how many of the `codes` they know, the best
    first. codes: distinct ones.
    """

    shape: str
    taken: str
    fits: tuple[tuple[str, int], ...]
    codes: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of codes that the best list knows."""
        return self.fits[0][1] / len(self.codes) if self.fits else 0.0

    @property
    def proposed(self) -> str:
        """Return the list that the codes speak for, "" where they speak for none or for several."""
        if not self.fits or self.share < _MOST or self.shape == NUMBERS:
            return ""
        return self.fits[0][0] if len(self.fits) == 1 or self.fits[0][1] > self.fits[1][1] else ""


def tells_countries(name: str, shape: str) -> bool:
    """Tell whether a column's name speaks for codes of countries, as codes of two letters need."""
    words = set(fold(name).split())
    named = any(each.shape == shape and _is_named(name, each) for each in LISTS)
    return shape != TWO or named or bool(words & (_OF_COUNTRIES | _LIKELY))


def split_codes(cell: str) -> list[str]:
    """Part a cell into its codes, at any sign or blank."""
    return [part for part in _BETWEEN.split(cell) if part and part.lower() not in _JOINING]


def are_no_places(cells: Sequence[str]) -> bool:
    """Tell whether all cells are plain numbers, or all of them answers such as yes and no."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    return all(map(_NUMBER.fullmatch, filled)) or all(fold(cell) in ANSWERS for cell in filled)


def read_codes(
    name: str, cells: Sequence[str], gazetteer: Gazetteer, ignored: Iterable[str] = (), *, as_places: bool = False
) -> CodeReading | None:
    """Tell which list the distinct cells of a column are codes of; nothing where they are no codes, or none of places.

    ignored: folded cells that say nothing. as_places: it is known that the column stands for places. Numbers are codes
    only where the column's name says so, or to be asked about.
    """
    codes = _to_codes(cells, frozenset(ignored))
    shape = _find_shape(codes)
    named = {each.key for each in LISTS if each.shape == shape and _is_named(name, each)}
    words = set(fold(name).split())
    of_countries = as_places or bool(named) or bool(_OF_COUNTRIES & words and not _OF_COUNTS & words)
    if (
        not shape
        or not _may_be_of_places(codes, shape, bool(named), of_countries)
        or _are_organisations(codes, gazetteer)
    ):
        return None
    knowing = _count_known(tuple(sorted(codes)), shape, gazetteer)
    fits = tuple(sorted(((key, count) for key, count in knowing.items() if count), key=lambda fit: -fit[1]))
    taken = _choose(name, codes, named, knowing)
    if not taken and shape == THREE and _is_better_asked_one_by_one(codes, knowing):
        return None
    return CodeReading(shape, taken, fits, tuple(codes))


def may_be_codes(cells: Sequence[str], ignored: Iterable[str] = ()) -> bool:
    """Tell whether distinct cells are shaped as codes, or say nothing; the first of many cells tell it soon."""
    codes = _to_codes(cells, frozenset(ignored))
    return bool(_find_shape(codes)) or (not codes and len(cells) <= MOST_CODES)


def find_code(code: str, key: str, gazetteer: Gazetteer) -> str | None:
    """Find the place of a code of a list: "" where the gazetteer lacks it, None where the list has no such code."""
    return to_codes(gazetteer).get(key, {}).get(_to_form(code, BY_LIST[key].shape))


def find_agreed(code: str, reading: CodeReading, gazetteer: Gazetteer) -> str:
    """Find the place that several lists mean alike by a code, "" where they differ or fewer than two know it."""
    if reading.shape != THREE:
        return ""
    meant = [find_code(code, key, gazetteer) for key, _ in reading.fits]
    known = [place for place in meant if place is not None]
    return known[0] if len(known) > 1 and len(set(known)) == 1 else ""


@lru_cache(maxsize=4)
def to_codes(gazetteer: Gazetteer) -> dict[str, dict[str, str]]:
    """Return for each list what its codes mean: a place's code, "" where the gazetteer has none for it."""
    places = gazetteer.places
    found: dict[str, dict[str, str]] = {each.key: {} for each in LISTS}
    for key, column in (("alpha2", "alpha2"), ("m49", "m49")):
        if column in places:
            stated = places[places[column] != ""]
            found[key] = dict(zip(stated[column], stated["code"], strict=True))
    states = places[(places["code"].str.len() == 3) & (places["kind"] != "organisation")]
    found["alpha3"] = dict(zip(states["code"], states["code"], strict=True))
    for row in gazetteer.code_lists.itertuples():
        if row.list in BY_LIST:
            found[str(row.list)][_to_form(str(row.code), BY_LIST[str(row.list)].shape)] = str(row.place)
    changed = found["eu"]  # the file says only where it differs from ISO
    found["eu"] = {code: place for code, place in found["alpha2"].items() if place not in changed.values()} | changed
    others = found["ioc"].keys() | found["cow"].keys()
    withdrawn = set(states["code"][states["kind"] == "former"]) & others
    found["alpha3"] = {
        code: place
        for code, place in found["alpha3"].items()
        if code not in withdrawn or {place} == {found[key][code] for key in ("ioc", "cow") if code in found[key]}
    }
    return found


def _find_shape(codes: Iterable[str]) -> str:
    """Return what all codes look like, "" where they differ or there are none."""
    listed = list(codes)
    return next((shape for shape, pattern in _SHAPES.items() if listed and all(map(pattern.fullmatch, listed))), "")


def _to_codes(cells: Sequence[str], ignored: frozenset[str]) -> dict[str, None]:
    """Return the codes in cells, each once; none where a cell is too long to be codes or they are too many."""
    if len(cells) > MOST_CODES or any(len(cell) > _LONGEST for cell in cells):
        return {}
    told = (cell for cell in cells if fold(cell) and (fold(cell) not in ignored or fold(cell) in ANSWERS))
    return dict.fromkeys(code for cell in told for code in split_codes(cell))


def _may_be_of_places(codes: Iterable[str], shape: str, named: bool, of_countries: bool) -> bool:
    """Tell whether what looks like codes may be some of countries."""
    if shape == NUMBERS:
        return of_countries and not set(codes) <= {"0", "1"}
    answers = all(fold(code) in ANSWERS for code in codes)
    upper = all(code.isupper() for code in codes)
    alone = shape == TWO and set(codes) == {_NOT_AVAILABLE}
    return named or (not answers and not alone and upper)


def _are_organisations(codes: Iterable[str], gazetteer: Gazetteer) -> bool:
    """Tell whether half of the codes or more are organisations: AU among them is the African Union."""
    kinds = [gazetteer.kind(gazetteer.find(code) or "") == "organisation" for code in codes if not code.isdecimal()]
    return bool(kinds) and sum(kinds) * 2 >= len(kinds) and len(kinds) > 1


def _count_known(codes: tuple[str, ...], shape: str, gazetteer: Gazetteer) -> dict[str, int]:
    """Count the codes that each list of a shape knows; an organisation among them is known to all."""
    keys = [each.key for each in LISTS if each.shape == shape]
    counts = dict.fromkeys(keys, 0)
    for code in codes:
        place = gazetteer.find(code) if shape != NUMBERS else None
        named = place is not None and (place != code or gazetteer.kind(place) == "organisation")
        known = [find_code(code, key, gazetteer) is not None for key in keys]
        for key, knows in zip(keys, known, strict=True):
            # A short name that people use for codes, such as UAE or EU; where a list has the code, that list knows it
            counts[key] += knows or (named and (key == keys[0] or not any(known)) and key != "us")
    return counts


def _choose(name: str, codes: Iterable[str], named: set[str], knowing: dict[str, int]) -> str:
    """Return the list that is taken: a named one that fits, or the usual one that knows every code."""
    count = len(set(codes))
    whole = [key for key, known in knowing.items() if known == count]
    if told := [key for key in named if key in whole]:
        return told[0] if len(told) == 1 else ""
    if usual := named & {"alpha2", "alpha3"}:
        return next((key for key in usual if knowing[key] >= _MOST * count), "")
    if "us" in whole and count > 1 and not (_OF_COUNTRIES - _OF_STATES) & set(fold(name).split()):
        return ""  # DE, IN and CA are states of the United States as well
    return next((key for key in whole if key in _USUAL and not named), "")


def _is_better_asked_one_by_one(codes: dict[str, None], knowing: dict[str, int]) -> bool:
    """Tell whether the usual list knows all but a few, and no other knows more."""
    usual = knowing["alpha3"]
    return len(codes) - usual <= _FEW and usual >= len(codes) / 2 and usual == max(knowing.values())


def _is_named(name: str, each: CodeList) -> bool:
    words = f" {fold(name)} "
    return any(f" {told} " in words or fold(name).replace(" ", "") == told for told in each.names.split("|"))


def _to_form(code: str, shape: str) -> str:
    return code.upper() if shape != NUMBERS else code.zfill(3)

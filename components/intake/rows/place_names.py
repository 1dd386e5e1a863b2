"""Which place a name or code means: in any language, turned round, shortened, or with a word in brackets."""

from functools import lru_cache

from components.events.gazetteer import Gazetteer, fold
from components.intake.columns.code_lists import BY_LIST, LISTS, find_code
from components.messages.sentence import N_, Sentence

# Names that several places bear, so that a person has to say which; in a list each of them is one entry all the same.
AMBIGUOUS = frozenset(
    map(
        fold,
        (
            *("Korea", "Corea", "Corée", "Coreia", "Корея", "コリア", "朝鮮", "Congo", "Kongo", "Конго", "コンゴ"),
            *("Guinea", "ギニア", "Virgin Islands", "Saint Martin", "St. Martin"),
        ),
    )
)
BESIDE = N_("by its name, leaving out the words in brackets")
BEHIND = N_("by the country after the comma, leaving out the words before it")
_BY_CODE = {each.key: Sentence("by its code: {list}", list=Sentence(each.label)) for each in LISTS}
# Words that may make another place of a name: "Korea (North)", "Samoa (American)".
_TELLING = frozenset(
    (
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "former", "old"),
        *("american", "french", "british", "dutch", "us", "uk", "equatorial", "new", "democratic", "republic", "rep"),
        *("dem", "soviet", "kingdom", "empire", "territory", "occupied", "free"),
    )
)
# Short forms in long names, and words that a long name has or lacks at will.
_LONG = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "federated": "federal",
    "st": "saint",
    "sts": "states",
    "is": "islands",
    "isl": "islands",
    "ppl": "peoples",
}
_OTHERS = frozenset(
    map(
        fold, ("others", "other", "etc", "et al", "among others", "andere", "autres", "otros", "и др", "その他", "ほか")
    )
)
_AT_WILL = frozenset(("of", "the", "and"))
_FORMAL = frozenset(("republic", "arab", "islamic", "kingdom", "state", "states", "federal", "federation", "union"))
_MOST_KEPT = 100_000  # names that are looked up already: the same ones come in cell after cell
# Of these there was another of almost the same long name: the Republic of China, of Vietnam, of Korea
_DIVIDED = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "DEU", "YEM", "COD", "COG", "SUN", "RUS", "YUG"))
_LONGEST = 200  # letters of a name that is turned, shortened or looked at for brackets
_ISO = ("", "alpha2", "alpha3", "m49", "eu")  # with these, three letters are those of ISO beside them
_COUNTRIES = ("state", "territory", "former")
_ALSO_NO_COUNTRY = frozenset(("GEO",))  # Atlanta, Georgia


def find_place(name: str, gazetteer: Gazetteer, codes: str = "") -> str | None:
    """Find the place that a name means, or a code where the column's cells are codes of a list; else nothing."""
    found = find_with_reason(name, gazetteer, codes)
    return found[0] if found else None


def find_with_reason(name: str, gazetteer: Gazetteer, codes: str = "") -> tuple[str, str] | None:
    """Find a place and how it was found; `codes` is the key of a list, NAMES, or "" for names and ISO's letters."""
    name = name.strip()
    return _find_kept(name, gazetteer, codes) if len(name) <= _LONGEST else _find(name, gazetteer, codes)


def find_behind_comma(name: str, gazetteer: Gazetteer) -> str | None:
    """Find the country in “Tashkent, Uzbekistan”; nothing where what stands before it may be a place of its own."""
    before, comma, last = name.rpartition(",")
    if not comma or len(name) > _LONGEST:
        return None
    country = find_place(last, gazetteer)
    others = [part.strip() for part in before.split(",")]
    if country is None or country in _ALSO_NO_COUNTRY or gazetteer.kind(country) not in _COUNTRIES:
        return None
    lettered = all(part and not any(map(str.isdigit, part)) for part in others)
    unknown = all(find_place(part, gazetteer) is None and fold(part) not in AMBIGUOUS for part in others)
    return country if lettered and unknown and len(others) <= 2 else None


def is_aside(name: str) -> bool:
    """Tell whether a text beside places is none itself: all of it in brackets, or “others”."""
    name = name.strip()
    if fold(name) in _OTHERS:
        return True
    return name[:1] in "(（" and name[-1:] in ")）" and len(name) > 1 and not set(name[1:-1]) & set("()（）")


def _find(name: str, gazetteer: Gazetteer, codes: str) -> tuple[str, str] | None:
    if codes in BY_LIST and (place := find_code(name, codes, gazetteer)):
        return place, _BY_CODE[codes]
    return _find_name(name, gazetteer, codes) or _find_beside_brackets(name, gazetteer)


_find_kept = lru_cache(maxsize=_MOST_KEPT)(_find)


def _find_name(name: str, gazetteer: Gazetteer, codes: str = "") -> tuple[str, str] | None:
    if (code := gazetteer.find(name)) and (codes in _ISO or name != code or _is_body(code, gazetteer)):
        return code, N_("by its name") if name != code else N_("by its code")
    if not name or len(name) > _LONGEST:
        return None
    folded = fold(name)
    ways = (
        (_names(gazetteer).get(folded), N_("by its name in another language")),
        (_find_turned(name, gazetteer), N_("by its name, with the parts around the comma swapped")),
        (_find_by_words(folded, gazetteer), N_("by the words in its name")),
        (_find_formal(name, gazetteer), N_("by its name before the comma")),
    )
    return next(((code, how) for code, how in ways if code), None)


def _find_turned(name: str, gazetteer: Gazetteer) -> str | None:
    last, comma, first = name.partition(",")
    return gazetteer.find(f"{first.strip()} {last.strip()}") if comma else None


def _find_by_words(folded: str, gazetteer: Gazetteer) -> str | None:
    """Find the one place whose name has these words in whatever order, short forms written out: “Yemen, Rep.”."""
    words = _to_words(folded)
    return _by_words(gazetteer).get(tuple(sorted(words))) if len(words) > 1 else None


def _find_formal(name: str, gazetteer: Gazetteer) -> str | None:
    """Find a place behind whose name nothing stands but words of state: “Uzbekistan, Rep.”."""
    plain, comma, rest = name.partition(",")
    if not comma or fold(plain) in AMBIGUOUS or not set(_to_words(fold(rest))) <= _FORMAL:
        return None
    found = gazetteer.find(plain)
    return found if found not in _DIVIDED else None


def _find_beside_brackets(name: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Find the place in “United Kingdom (UK)” or “Tashkent (Uzbekistan)”; none where the two may differ."""
    name = name.replace("（", "(").replace("）", ")")
    before, bracket, rest = name.partition("(")
    if not bracket or not before.strip() or not name.endswith(")") or "(" in rest or len(name) > _LONGEST:
        return None
    inside = rest[:-1].strip()
    outer, inner = (_find_name(part, gazetteer) for part in (before.strip(), inside))
    if outer and inner:
        return (outer[0], N_("by its name, which is also given in brackets")) if outer[0] == inner[0] else None
    if set(fold(inside).split()) & _TELLING and set(fold(inside).split()) <= _TELLING | _AT_WILL:
        return None
    found = outer or (inner if inner and inner[0] not in _ALSO_NO_COUNTRY else None)
    return (found[0], BESIDE) if found else None


def _is_body(code: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.kind(code) == "organisation"


def _to_words(folded: str) -> list[str]:
    return [_LONG.get(word, word) for word in folded.split() if word not in _AT_WILL]


@lru_cache(maxsize=4)
def _names(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the places by folded names in other languages."""
    names = gazetteer.other_names
    return {fold(name): code for code, name in zip(names["place"], names["name"], strict=True)}


@lru_cache(maxsize=4)
def _by_words(gazetteer: Gazetteer) -> dict[tuple[str, ...], str]:
    """Return the places by the sorted words of their names, short forms written out; none of those that two share."""
    owners: dict[tuple[str, ...], set[str]] = {}
    places = gazetteer.places
    for code, name, aliases in zip(places["code"], places["name"], places["aliases"], strict=True):
        for spelling in (name, *aliases.split(";")):
            owners.setdefault(tuple(sorted(_to_words(fold(spelling)))), set()).add(code)
    return {words: next(iter(codes)) for words, codes in owners.items() if len(codes) == 1}

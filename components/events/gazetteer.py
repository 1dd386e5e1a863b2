"""The gazetteer: which place a name means, what it is called and which region it lies in."""

import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

import pandas as pd
from rapidfuzz import fuzz, process

# Each scheme's column in places.csv. To add one: a line here, that column, its rows in regions.csv, and the next number
# in engine_schema.VERSION.
SCHEME_COLUMNS = {"bluebook": "bluebook_region", "m49": "m49_region"}
SCHEME_NAMES = {"bluebook": "Diplomatic Bluebook", "m49": "United Nations (M49)"}

PLACE_COLUMNS = ("code", "kind", "name", "name_ja", "aliases", *SCHEME_COLUMNS.values())
REGION_COLUMNS = ("scheme", "code", "parent", "name", "order")
CODE_COLUMNS = ("list", "code", "place", "name")
NAME_COLUMNS = ("place", "name", "languages")

_VOICING_MARKS = "\u3099\u309a"  # without them ガ would become カ
_DROPPED = ".'\u2018\u2019`\u30fb"  # "U.S." = "US", "Côte d’Ivoire" = "Cote dIvoire", サウジ・アラビア = サウジアラビア
_LONGEST_NAME = 1_000  # letters; what is longer is a text, and no place is looked for in it
_MOST_MARKS = 30  # on one letter, as in the Stream-Safe Text Format of Unicode (UAX 15)
_JOINER = "\u200d"  # parts a run of marks, and is folded away
_LEAST_LIKENESS = 75  # of 100; below it an offer is noise


def fold(text: str) -> str:
    """Fold case, width, accents, punctuation and blanks away, so that spellings of one name become equal.

    The marks that voice kana (U+3099, U+309A) stay, since ガ and カ are different letters.
    """
    if text.isascii():  # nothing to take apart; at a million texts it counts
        return " ".join(text.lower().translate(_FOLDED).split())
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", _to_few_marks(text)).casefold())
    kept = parted.translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _to_few_marks(text: str) -> str:
    """Part runs of marks, which `normalize` sorts in a time that grows with the square of their length."""
    if len(text) <= _MOST_MARKS or "1" * (_MOST_MARKS + 1) not in (marked := text.translate(_MARKED)):
        return text
    kept, run = [], 0
    for letter, mark in zip(text, marked, strict=True):
        run = run + 1 if mark == "1" else 0
        kept += [_JOINER, letter] if run and run % _MOST_MARKS == 0 else [letter]
    return "".join(kept)


class _Marked(dict[int, str]):
    """Remember of each character whether it becomes a mark on the letter before: "1", else "0"."""

    def __missing__(self, ordinal: int) -> str:
        self[ordinal] = str(int(unicodedata.combining(unicodedata.normalize("NFKD", chr(ordinal))[-1]) > 0))
        return self[ordinal]


_MARKED = _Marked()


def _fold_character(character: str) -> str:
    if character in _VOICING_MARKS:
        return character
    category = unicodedata.category(character)
    if unicodedata.combining(character) or character in _DROPPED or category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "


class _Folded(dict[int, str]):
    """Remember what each character is folded to."""

    def __missing__(self, ordinal: int) -> str:
        self[ordinal] = _fold_character(chr(ordinal))
        return self[ordinal]


_FOLDED = _Folded({ord("&"): " and "})


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places and regions, as read: every cell a string, nothing missing.

    `places` has the columns of PLACE_COLUMNS and others, `region_table` those of REGION_COLUMNS, in order.
    `code_lists` are codes of other lists than ISO's (CODE_COLUMNS), `other_names` names in other languages than English
    and Japanese (NAME_COLUMNS); only the reading of anybody's table asks for these two.
    What takes a scheme raises ValueError when there is none of that name.
    """

    places: pd.DataFrame
    region_table: pd.DataFrame
    code_lists: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(CODE_COLUMNS), dtype="str"))
    other_names: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(NAME_COLUMNS), dtype="str"))

    def with_places(self, rows: pd.DataFrame) -> "Gazetteer":
        """Return the gazetteer with rows of places added (columns of PLACE_COLUMNS) whose codes it lacks."""
        new = rows[~rows["code"].isin(self.codes())] if len(rows) else rows
        if not len(new):
            return self
        return replace(self, places=pd.concat([self.places, new], ignore_index=True).fillna(""))

    def codes(self) -> tuple[str, ...]:
        """List the codes of all places, in the table's order."""
        return tuple(self._rows)

    def name(self, code: str) -> str:
        """Name a place in English; a code that is nobody's is its own name."""
        return self._cell(code, "name") or code

    def name_ja(self, code: str) -> str:
        """Name a place in Japanese; "" where no such name is known, and when the code is nobody's."""
        return self._cell(code, "name_ja")

    def spellings(self, code: str) -> str:
        """List every name of a place, English and Japanese, one after the other; "" when the code is nobody's."""
        names = (self._cell(code, column) for column in ("name", "name_ja", "aliases"))
        return " ".join(names).replace(";", " ").strip()

    def kind(self, code: str) -> str:
        """Say what a place is: "state", "territory", "organisation", "former", or "" when the code is nobody's."""
        return self._cell(code, "kind")

    def region_of(self, code: str, scheme: str) -> str:
        """Give the code of a place's region; "" for organisations and for codes that are nobody's."""
        return self._cell(code, _column_of(scheme))

    def region_name(self, code: str, scheme: str) -> str:
        """Name a region in English; a code that is no region's is its own name."""
        _column_of(scheme)
        return self._region_names.get((scheme, code), code)

    def regions(self, scheme: str, parent: str = "") -> tuple[tuple[str, str], ...]:
        """List a scheme's regions, or the subregions of `parent`, in the scheme's order: code and English name."""
        _column_of(scheme)
        kin = (row for row in _to_rows(self.region_table) if (row["scheme"], row["parent"]) == (scheme, parent))
        return tuple((row["code"], row["name"]) for row in kin)

    def find(self, name: str) -> str | None:
        """Find the one place of that code or, folded, that name or alias; None when there is none, or more than one.

        A code as written comes first: "GUAM" is the organisation, "Guam" the island. Alpha-2 codes are not looked up.
        """
        if name.strip() in self._rows:
            return name.strip()
        if len(name) > _LONGEST_NAME:
            return None
        owners = self._owners.get(fold(name), frozenset())
        return next(iter(owners)) if len(owners) == 1 else None

    def offer(self, name: str, limit: int = 5) -> list[tuple[str, float]]:
        """Offer places whose names look like this one, for a person to choose from: code, likeness of 100."""
        if len(name) > _LONGEST_NAME:
            return []
        folded = fold(name)
        likeness: dict[str, tuple[float, float]] = {}
        spellings = list(self._owners)
        alike = process.extract(folded, spellings, scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=None)
        for spelling, score, _ in alike:
            whole = fuzz.ratio(folded, spelling)  # settles ties, since WRatio gives 90 to any name within a longer one
            for code in self._owners[spelling]:
                likeness[code] = max(likeness.get(code, (0.0, 0.0)), (score, whole))
        best = sorted(sorted(likeness), key=lambda code: likeness[code], reverse=True)
        return [(code, likeness[code][0]) for code in best[:limit]]

    def _cell(self, code: str, column: str) -> str:
        return self._rows[code][column] if code in self._rows else ""

    @cached_property
    def _region_names(self) -> dict[tuple[str, str], str]:
        return {(row["scheme"], row["code"]): row["name"] for row in _to_rows(self.region_table)}

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in _to_rows(self.places)}

    @cached_property
    def _owners(self) -> dict[str, frozenset[str]]:
        """Folded spelling to the codes that bear it. A code counts only where it is no other place's name."""
        owners: dict[str, set[str]] = {}
        for code, row in self._rows.items():
            for spelling in (row["name"], row["name_ja"], *row["aliases"].split(";")):
                owners.setdefault(fold(spelling), set()).add(code)
        owners.pop("", None)
        for code in self._rows:
            owners.setdefault(fold(code), {code})
        return {spelling: frozenset(codes) for spelling, codes in owners.items()}


def _to_rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", table.to_dict("records"))


def _column_of(scheme: str) -> str:
    if scheme not in SCHEME_COLUMNS:
        raise ValueError(f"There is no region scheme {scheme!r}; there are {', '.join(SCHEME_COLUMNS)}.")
    return SCHEME_COLUMNS[scheme]

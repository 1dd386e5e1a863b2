"""Where names of kinds and levels become codes: known ones, or the table's own with own marks."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from components.events import schema
from components.events.gazetteer import fold
from components.events.levels import LEVEL_NAMES
from components.intake.columns.mapping import OWN
from components.intake.rows.place_matching import make_own_code
from components.messages.sentence import N_

# Any two are told apart without colour (tests/exports/svg/test_symbols_apart.py); the star stays that of summits, the
# circle that of what has no symbol.
SYMBOLS = (
    *("square", "diamond-tall", "cross", "triangle-ne", "star-diamond", "hexagram", "hourglass", "diamond-wide"),
    *("x", "bowtie", "star-square", "triangle-sw", "triangle-up", "triangle-right", "triangle-down", "triangle-left"),
)
_OWN_KIND = N_("A meeting type used only in this table.")
OWN_RANK = "60"  # behind the known kinds, before those without a rank

_LEVEL_WORDS = {
    "head": "head of state|head of government|heads of state|president|prime minister|monarch|king|queen|summit|"
    "leaders|首脳|首相|大統領|元首",
    "minister": "ministerial|ministers|foreign minister|cabinet|閣僚|大臣|外相|外務大臣",
    "vice-minister": "deputy minister|state minister|vice minister|vice ministerial|次官|副大臣",
    "official": "officials|senior official|senior officials|director general|working level|実務者|局長|高級実務者",
    "other": "others|その他",
}
_STATUS_WORDS = {
    "held": "done|completed|took place|past|actual|実施|実施済|済|開催|開催済",
    "planned": "scheduled|upcoming|tentative|expected|proposed|予定|計画",
    "not-held": "cancelled|canceled|postponed|called off|not held|did not take place|中止|延期|取りやめ",
    "unknown": "not known|unclear|unconfirmed|不明",
}


@dataclass(frozen=True)
class Kinds:
    """Hold the codes of names as written, which of them are the table's own (code to label), and who has to decide."""

    codes: dict[str, str]
    own: dict[str, str]
    undecided: tuple[str, ...]


def match_kinds(names: pd.Series, meeting_types: pd.DataFrame, decisions: dict[str, str]) -> Kinds:
    """Match names of kinds to the known ones by code, label, Japanese label or plural once folded."""
    spelled: dict[str, str] = {}
    for column in ("code", "label", "label_ja", "plural"):
        if column in meeting_types:
            for name, code in zip(meeting_types[column], meeting_types["code"], strict=True):
                spelled.setdefault(fold(name), code)
    return _match(names, spelled, set(meeting_types["code"]), decisions)


def match_levels(names: pd.Series, decisions: dict[str, str]) -> Kinds:
    """Match names of levels to those of the schema."""
    spelled = {fold(name): code for code, name in LEVEL_NAMES.items()}
    return _match(names, spelled | _to_spellings(_LEVEL_WORDS), set(schema.LEVELS), decisions)


def match_statuses(names: pd.Series) -> dict[str, str]:
    """Match names of statuses to those of the schema; what is none, such as "cancelled", is left out."""
    spelled = _to_spellings(_STATUS_WORDS)
    return {name: spelled[fold(name)] for name in names.unique() if fold(name) in spelled}


def build_own_kinds(own: dict[str, str], columns: Iterable[str], taken: Iterable[str] = ()) -> pd.DataFrame:
    """Return rows of meeting_types for the table's own kinds, with a symbol that their name decides.

    Names that would have the same symbol, or one of `taken`, get the next free one while there is one, in the order of
    the names, so that a table looks the same on every day.
    """
    used = set(taken)
    rows = []
    for code, label in sorted(own.items(), key=lambda pair: fold(pair[1])):
        place = zlib.crc32(fold(label).encode()) % len(SYMBOLS)
        turned = (*SYMBOLS[place:], *SYMBOLS[:place])
        symbol = next((each for each in turned if each not in used), turned[0])
        used.add(symbol)
        rows.append({"code": code, "label": label, "plural": label, "rank": OWN_RANK, "symbol": symbol})
        rows[-1] |= {"definition": _OWN_KIND}
    return pd.DataFrame(rows, columns=list(columns), dtype="str").fillna("")


def _match(names: pd.Series, spelled: dict[str, str], known: set[str], decisions: dict[str, str]) -> Kinds:
    codes: dict[str, str] = {}
    own: dict[str, str] = {}
    undecided: list[str] = []
    for name in names.unique():
        decided = decisions.get(fold(name), "")
        code = decided if decided in known else spelled.get(fold(name), "")
        if not code or decided == OWN:
            code = make_own_code(name)
            own.setdefault(code, name)
            undecided += [] if decided else [name]
        codes[name] = code
    return Kinds(codes, own, tuple(undecided))


def _to_spellings(words: dict[str, str]) -> dict[str, str]:
    return {fold(word): code for code, line in words.items() for word in (code, *line.split("|"))}

"""The encodings that a person may choose for a text, the likeliest first, each with a few words as it reads them."""

import re
import unicodedata
from itertools import pairwise

from components.intake.readers import characters
from components.messages.sentence import N_

# Encodings that no text is told to be in by itself, since it looks like one in another; codec → what a person calls it.
# To add one: a line here.
FURTHER = {
    "cp1255": N_("Windows-1255 (Hebrew)"),
    "cp1256": N_("Windows-1256 (Arabic)"),
    "cp1257": N_("Windows-1257 (Baltic)"),
    "cp1258": N_("Windows-1258 (Vietnamese)"),
    "cp874": N_("Windows-874 (Thai)"),
    "iso8859_2": N_("ISO 8859-2 (Central European)"),
    "cp866": N_("DOS 866 (Cyrillic)"),
    "cp850": N_("DOS 850 (Western European)"),
    "mac_roman": "Mac Roman",
}
_MOST_WORDS, _SHOWN, _LONGEST = 200, 3, 20  # words that are rated, and shown; letters of one
_WORD = re.compile(rb"[^\s,;\"\t]{1,60}")
_TOGETHER = {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}  # which stand within words of CJK letters
_BROKEN, _ODD_SIGN, _MIXED = 10, 2, 3  # how much speaks against an encoding


def read_words(sample: bytes, codec: str, others: dict[str, str]) -> dict[str, str]:
    """Return the encodings of `others`, each with a few words of a sample as it reads them, the likeliest first.

    codec: the one that the text is read in, which stands first. No words where all encodings read the same.
    """
    words = list(dict.fromkeys(word for word in _WORD.findall(sample) if not word.isascii()))[:_MOST_WORDS]
    read = {each: [word.decode(each, "replace") for word in words] for each in others}
    order = list(others)
    ranked = sorted(order, key=lambda each: (each != codec, sum(map(_rate, read[each])), order.index(each)))
    return {each: ", ".join(_shorten(word) for word in read[each][:_SHOWN]) for each in ranked}


def _shorten(word: str) -> str:
    shown = characters.quote_visible(characters.clean(word))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _rate(word: str) -> int:
    """Return how much speaks against a word: what is broken or no letter, and letters that don't go together."""
    beyond = [letter for letter in word if letter > "\x7f"]
    broken = sum(letter == characters.REPLACEMENT or unicodedata.category(letter)[0] == "C" for letter in beyond)
    odd = sum(unicodedata.category(letter)[0] in "SNZ" for letter in beyond)
    letters = [letter for letter in word if letter.isalpha()]
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters}
    bare = scripts == {"LATIN"} and len(letters) > 2 and len(beyond) == len(word)  # no language has such words
    capitals = sum(one.islower() and other.isupper() for one, other in pairwise(letters))
    return (
        _BROKEN * broken
        + _ODD_SIGN * odd
        + _MIXED * (max(len(scripts - _TOGETHER), 1) - 1)
        + _MIXED * (capitals + bare)
    )

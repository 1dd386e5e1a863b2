"""How wide a label is, measured in the very font that draws it."""

from functools import cache, lru_cache

import font_source_sans_pro
from PIL import ImageFont

_EM = 100  # measured at this size, then scaled: hinting at small sizes would round each letter
_WIDE_FROM = "\u1100"  # from Hangul on, letters that the font lacks are as wide as they are high
_PUNCTUATION = "‐‑‒–—‘’“”†•…"  # these it has
ELLIPSIS = "…"


def text_width(text: str, size: float) -> float:
    """Return the width of one line of text in pixels at a font size in pixels.

    Kerning is left out: most lines are drawn a little narrower, few by a hundredth wider.
    """
    return sum(map(_advance, text)) * size / _EM


@lru_cache(maxsize=20_000)
def shorten(text: str, size: float, room: float) -> str:
    """Return the text, or as much of its beginning as fits `room` pixels with an ellipsis; "" where nothing does."""
    if text_width(text, size) <= room:
        return text
    left = room - text_width(ELLIPSIS, size)
    for end, letter in enumerate(text):
        left -= _advance(letter) * size / _EM
        if left < 0:
            return text[:end].rstrip() + ELLIPSIS if end else ""
    return text


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_source_sans_pro.SourceSansPro, _EM)


@lru_cache(maxsize=20_000)
def _advance(letter: str) -> float:
    if letter >= _WIDE_FROM and letter not in _PUNCTUATION:
        return float(_EM)
    return _font().getlength(letter if letter.isprintable() else " ")  # control characters are drawn as spaces

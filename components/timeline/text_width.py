"""This file is how wide a label is, measured in the very font that draws it."""

from functools import cache, lru_cache

import font_source_sans_pro
from PIL import ImageFont

_EM = 100  # measured at this size, then scaled: hinting at small sizes would round each letter
_WIDE_FROM = "\u1100"  # from Hangul on, letters that the font lacks are as wide as they are high
ELLIPSIS = "…"


def text_width(text: str, size: float) -> float:
    """Return the width of one line of text in pixels at a font size in pixels; never less than what is drawn.

    Kerning is left out, which makes lines a little wider than drawn.
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
    return float(_EM) if letter >= _WIDE_FROM else _font().getlength(letter)

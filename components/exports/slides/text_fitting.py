"""How text is measured, broken into lines and made to fit before it stands on a slide."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from components.layout.text_width import ELLIPSIS, text_width

LINE = 1.2  # of the size, set as an exact distance so that no font makes lines higher than measured
BOLD = 1.08  # how much wider
CAPITALS = 1.3
SLACK = 0.98  # of a room that may be filled
# How much wider than the font that we measure in, at most; a font not listed counts as the widest but a few
_WIDER = {
    **dict.fromkeys(("calibri", "calibri light", "carlito", "garamond", "times new roman"), 1.03),
    **dict.fromkeys(("cambria", "candara", "constantia", "corbel", "gill sans mt", "source sans pro"), 1.08),
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "segoe ui", "aptos", "aptos display", "tahoma"), 1.17),
    **dict.fromkeys(("georgia", "trebuchet ms", "yu gothic", "yu mincho", "franklin gothic book"), 1.2),
}
WIDEST = 1.36
_PIECES = re.compile(r"\s+|[\u2e80-\U0010ffff]|[^\s\u2e80-\U0010ffff]+")
_UNWANTED = {"Cc", "Cs", "Cn", "Zl", "Zp"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # would turn the words around them, too
_RIGHT_TO_LEFT = {"R", "AL"}


def clean(text: str) -> str:
    """Return text that a slide can hold: line breaks, control characters and halves of letters are spaces."""
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if unicodedata.category(each) in _UNWANTED or each in _TURNING else each for each in text)
    return "".join(kept)


def reads_from_right(text: str) -> bool:
    """Return whether the first letter with a direction runs from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in directions if each in {*_RIGHT_TO_LEFT, "L"}), "L") in _RIGHT_TO_LEFT


def wider(font: str) -> float:
    """Return how much wider a font runs than the one that we measure in."""
    return _WIDER.get(font.strip().lower(), WIDEST)


@dataclass(frozen=True)
class Words:
    """Hold one paragraph: text and what stands before it in grey, its size, and what follows it (slide units).

    colour: a field of theme.Theme, or #rrggbb. link: an address that may be linked to, or ""; its host is written
    behind the text, since a link of many words is broken into lines differently by every program. halo: it is read on
    other ink.
    """

    text: str
    size: float
    bold: bool = False
    colour: str = "ink"
    lead: str = ""
    link: str = ""
    after: float = 5.0
    halo: bool = False

    @property
    def host(self) -> str:
        """Return what is written for its link."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.") if self.link else ""

    @property
    def whole(self) -> str:
        """Return all its text."""
        return " ".join(filter(None, (self.lead, self.text, self.host)))


@dataclass(frozen=True)
class Measure:
    """Know how wide text is in one font: `factor` times as wide as in ours."""

    factor: float

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of one line."""
        return text_width(text, size) * self.factor * (BOLD if bold else 1)

    def lines(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """Break text into lines no wider than a room, within a word only where the word is wider than that."""
        scale, most = self.factor * (BOLD if bold else 1), room * SLACK
        lines, width = [""], 0.0
        for piece in _pieces(text, lambda part: text_width(part, size) * scale <= most):
            advance = text_width(piece, size) * scale
            if width + advance > most and lines[-1] and not piece.isspace():
                lines.append("")
                width = 0.0
            lines[-1] += piece
            width += advance
        return lines

    def height(self, words: Words, room: float) -> float:
        """Return how high a paragraph is, without what follows it."""
        return len(self.lines(words.whole, words.size, room, bold=words.bold)) * words.size * LINE

    def clip(self, text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
        """Return the text, or as much of its beginning as fits so many lines, with an ellipsis."""
        lines = self.lines(text, size, room, bold=bold)
        if len(lines) <= most:
            return text
        cut = "".join(lines[: max(most, 1)]).rstrip()
        while cut and len(self.lines(cut + ELLIPSIS, size, room, bold=bold)) > most:
            cut = cut[:-1]
        return cut.rstrip() + ELLIPSIS

    def fit(self, text: str, sizes: tuple[float, float], room: tuple[float, float], *, bold: bool = False) -> Words:
        """Return text in the largest size, from the first to the second, that fits a width and height; else cut."""
        size, least = sizes
        width, height = room
        while size > least and len(self.lines(text, size, width, bold=bold)) * size * LINE > height:
            size = max(least, size - 1)
        return Words(self.clip(text, size, width, int(height / (size * LINE)), bold=bold), size, bold)

    def pour(self, column: list[Words], room: float, height: float) -> tuple[list[Words], list[Words]]:
        """Return what of a column fits a room and a height, and the rest; a paragraph is split between its lines.

        At least one line goes in, so that pouring again comes to an end.
        """
        placed: list[Words] = []
        left = height
        for index, words in enumerate(column):
            lines = self.lines(words.whole, words.size, room, bold=words.bold)
            fitting = max(int(left / (words.size * LINE)), 0 if placed else 1)
            if fitting < len(lines):
                head, tail = _split(words, "".join(lines[:fitting]))
                return [*placed, *head], [*tail, *column[index + 1 :]]
            placed.append(words)
            left -= len(lines) * words.size * LINE + words.after
        return placed, []


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if fits(piece):
            yield piece
        else:
            yield from piece


def _split(words: Words, beginning: str) -> tuple[list[Words], list[Words]]:
    """Cut a paragraph after its beginning, its link staying with the rest; nothing of it may go before."""
    before = len(words.lead) + 1 if words.lead else 0
    if len(beginning) <= before:
        return [], [words]
    head, tail = words.text[: len(beginning) - before], words.text[len(beginning) - before :]
    return [replace(words, text=head.rstrip(), link="", after=0.0)], [replace(words, text=tail.lstrip(), lead="")]

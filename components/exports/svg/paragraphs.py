"""Text of more than a line: where it breaks, and as SVG."""

from collections.abc import Iterable

from components.exports.svg.colours import Ink
from components.exports.svg.svg_elements import build_line
from components.layout.text_width import text_width

SIZE = 12.0  # pixels
LINE = 17.0


def build_paragraph(sentences: Iterable[str], ink: Ink, room: float) -> tuple[str, float]:
    """Build sentences, each on lines of its own of at most `room` pixels, from (0, 0); return them and their height."""
    lines = [line for sentence in sentences for line in wrap(sentence, SIZE, room)]
    colour = ink.named("muted")
    drawn = (build_line(line, 0.0, LINE * (number + 0.8), SIZE, fill=colour) for number, line in enumerate(lines))
    return "".join(drawn), LINE * len(lines)


def wrap(sentence: str, size: float, room: float) -> list[str]:
    """Break a sentence into lines of at most `room` pixels: between words, within one that is longer than a line."""
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines += _cut(word, size, room)
    return [line for line in lines if line]


def _cut(word: str, size: float, room: float) -> list[str]:
    lines, width = [""], 0.0
    for letter in word:
        advance = text_width(letter, size)
        if lines[-1] and width + advance > room:
            lines.append("")
            width = 0.0
        lines[-1] += letter
        width += advance
    return lines

"""How SVG is written: elements, attributes and text, all of it escaped here."""

import html
import re
from collections.abc import Iterator
from typing import Any

from components.exports.svg.fonts import EAST_ASIAN
from components.layout.text_width import text_width

_UNMEASURED = re.compile("[\u0590-\u10ff]|  ")  # letters that join or that our font lacks, and spaces that run together
_WIDE = re.compile("([\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+)")  # Chinese, Japanese, Korean


def element(tag: str, *content: str, **attributes: Any) -> str:
    """Return one element around ready markup; `_` in a name becomes `-`, and attributes that are None drop out."""
    written = "".join(
        f' {_named(name)}="{quote_attribute(value)}"' for name, value in attributes.items() if value is not None
    )
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def text(content: str, x: float, y: float, size: float, *, width: float | None = None, **attributes: Any) -> str:
    """Return one line of text on a baseline; size and width in pixels.

    With a width no viewer's font makes it longer or shorter. Runs of East Asian letters begin where they were measured
    to begin, in a font of their own: left to itself a renderer sets all the line in one that has them.
    """
    clean = clean_printable(content)
    if _WIDE.search(clean):
        return element(
            "text", *_runs(clean, x, size, attributes.pop("text_anchor", "")), y=y, font_size=size, **attributes
        )
    held = width if clean and width and not _UNMEASURED.search(clean) else None
    adjust = "spacingAndGlyphs" if held else None
    return element("text", escape(clean), x=x, y=y, font_size=size, textLength=held, lengthAdjust=adjust, **attributes)


def _runs(content: str, x: float, size: float, anchor: str) -> Iterator[str]:
    left = x - {"end": 1.0, "middle": 0.5}.get(anchor, 0.0) * text_width(content, size)
    for number, part in enumerate(_WIDE.split(content)):
        if part:
            yield element("tspan", escape(part), x=left, font_family=EAST_ASIAN if number % 2 else None)
        left += text_width(part, size)


def build_line(content: str, x: float, y: float, size: float, **attributes: Any) -> str:
    """Return one line of text that keeps to the width measured for a size in pixels."""
    return text(content, x, y, size, width=text_width(content, size), **attributes)


def escape(content: str) -> str:
    """Return text that markup can hold; what can't be printed, control characters and halves of letters, is a space."""
    return html.escape(clean_printable(content), quote=False)


def clean_printable(content: str) -> str:
    """Return text with a space for everything that can't be printed."""
    return "".join(letter if letter.isprintable() else " " for letter in content)


def printable_within(value: Any) -> Any:
    """Return a value with a space for every letter that can't be printed, however deep in lists and dicts it lies."""
    if isinstance(value, dict):
        return {key: printable_within(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable_within(each) for each in value]
    return clean_printable(value) if isinstance(value, str) else value


def quote_attribute(value: object) -> str:
    """Return a value as an attribute holds it; numbers with no more than two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return html.escape(clean_printable(str(value)), quote=True)


def _named(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")

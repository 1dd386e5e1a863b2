"""This file is how SVG is written: elements, attributes and text, all of it escaped here."""

import html
from typing import Any

from components.timeline.text_width import text_width

_UNMEASURED = range(0x0590, 0x1100)  # scripts whose letters join or that our font lacks: never stretched to a width


def element(tag: str, *content: str, **attributes: Any) -> str:
    """Return one element around ready markup; `_` in a name becomes `-`, and attributes that are None drop out."""
    written = "".join(f' {_named(name)}="{quoted(value)}"' for name, value in attributes.items() if value is not None)
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def text(content: str, x: float, y: float, *, width: float | None = None, **attributes: Any) -> str:
    """Return one line of text on a baseline; with a width (pixels) no viewer's font makes it longer or shorter."""
    held = width if content and width and not any(ord(letter) in _UNMEASURED for letter in content) else None
    adjust = "spacingAndGlyphs" if held else None
    return element("text", escaped(content), x=x, y=y, textLength=held, lengthAdjust=adjust, **attributes)


def line_of(content: str, x: float, y: float, size: float, **attributes: Any) -> str:
    """Return one line of text that keeps to the width measured for a size in pixels."""
    return text(content, x, y, width=text_width(content, size), font_size=size, **attributes)


def escaped(content: str) -> str:
    """Return text that markup can hold; what can't be printed, control characters and halves of letters, is a space."""
    return html.escape(printable(content), quote=False)


def printable(content: str) -> str:
    """Return text with a space for everything that can't be printed."""
    return "".join(letter if letter.isprintable() else " " for letter in content)


def quoted(value: object) -> str:
    """Return a value as an attribute holds it; numbers with no more than two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return html.escape(printable(str(value)), quote=True)


def _named(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")

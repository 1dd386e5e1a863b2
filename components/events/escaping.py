"""Escaping for files: text cleaned for any, formulas escaped for spreadsheets and unescaped.

Markup is escaped in panels/markup.py (HTML), svg_elements.py (SVG) and event_text.py (Plotly).
"""

import re

# What the name of the last column of our own CSV begins with: its cells were disarmed, and are restored when read
HEADING = "Selection: "
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters, halves of surrogate pairs and what is no character: XML, and so every office file, can't hold them
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # tab and line feed are kept
)
_LINE_END = re.compile("\r\n?")
# What a spreadsheet begins a formula with, full-width and small forms too
_STARTS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# Behind a semicolon as well, where a spreadsheet takes it for the end of a cell; `'` counts, so that it can be undone
_ARMED = re.compile(rf"(?:^|(?<=;))(?=[\s']*[{_STARTS}])")
_DISARMED = re.compile(rf"(?:^|(?<=;))'(?=[\s']*[{_STARTS}])")


def clean(text: str) -> str:
    """Return a text that every kind of file can hold: what none can is replaced by �, line ends are line feeds."""
    return _UNWRITABLE.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet may take a text, or what it takes for a cell of it, for a formula."""
    return bool(_ARMED.search(text))


def escape_formula(text: str) -> str:
    """Return a clean text that no spreadsheet runs: an apostrophe stands before what would begin a formula."""
    return _ARMED.sub("'", clean(text))


def unescape_formula(text: str) -> str:
    """Return a text as it was before escape_formula; one that was not escaped stays as it is."""
    return _DISARMED.sub("", text)

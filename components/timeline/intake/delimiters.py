"""This file is how the separator of a delimited text is told: the one that cuts its rows into equal numbers."""

import csv
from collections import Counter
from contextlib import suppress

from components.timeline.intake.limits import IntakeError

# separator → what a person calls it; to add one: a line here. Of equals the first wins.
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_ROWS = 200
_STATED = "sep="


def decide_delimiter(sample: str, wanted: str = "") -> str:
    """Return the separator that a person wants, else the one that the first rows speak for.

    Raises IntakeError for a wanted separator that is none of DELIMITERS.
    """
    if wanted:
        if wanted not in DELIMITERS:
            raise IntakeError("That separator isn't known here; choose one of those offered.")
        return wanted
    lines = sample.splitlines(keepends=True)[:_ROWS]
    if lines and (stated := lines[0].strip()).startswith(_STATED) and stated[len(_STATED) :] in DELIMITERS:
        return stated[len(_STATED) :]
    return max(DELIMITERS, key=lambda delimiter: _rate(lines, delimiter))


def _rate(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return the share of rows of the usual width, more for a first wide row that is one of them, and that width."""
    widths = _widths(lines, delimiter)
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    usual, rows = Counter(wide).most_common(1)[0]
    first = next(width for width in widths if width > 1)
    return rows / len(widths) * (1.0 if first == usual else 0.5), usual


def _widths(lines: list[str], delimiter: str) -> list[int]:
    widths: list[int] = []
    with suppress(csv.Error):  # a cell beyond every limit; the rows before it speak
        widths.extend(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, cells)))
    return widths[:-1] if len(widths) > 1 else widths  # the sample may end within a row

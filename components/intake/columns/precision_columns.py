"""The guess that a column says how much of a date beside it is known, by its name and its cells."""

from collections.abc import Sequence

from components.intake.dates import precision_schemes
from components.messages.sentence import N_

_MOST_VALUES = 20  # different cells; words and numbers of a precision are few
_LONGEST = 30  # letters of a cell
_MOST_DIGITS = 2


def guess_precision(name: str, sample: Sequence[str], values: int) -> list[tuple[str, float, str]]:
    """Return role, confidence and reason where a column is about precision; its different cells are the sample."""
    if not sample or values > _MOST_VALUES or not all(map(_is_short, sample)):
        return []
    role = "end_precision" if precision_schemes.says_end(name) else "precision"
    if precision_schemes.says_precision(name):
        return [(role, 0.95, N_("recognised by name; its cells have only a few short values"))]
    if precision_schemes.are_units(name, sample):
        return [(role, 0.7, N_("its cells say how precise a date is: day, month, year …"))]
    return []


def _is_short(cell: str) -> bool:
    return len(cell) <= _LONGEST and not (cell.isdigit() and len(cell) > _MOST_DIGITS)

"""Where the names of columns stand in two rows: what the upper one says for several columns, the lower one parts."""

import importlib
from itertools import takewhile

from components.intake.readers.csv_rows import Row

LONGEST_PART = 60  # letters of a cell that may be a part of a name
_FIGURES = 0.6  # share of a column's cells that have digits, which its name has not
_SAMPLE = 50  # rows below


def join_names(named: list[str], below: list[Row]) -> tuple[list[str], int]:
    """Return the names of columns, joined with those in the first row below them, and that row's number.

    0 and the names as they are, unless that row can be no event: it parts what a name above says for several columns.
    """
    rows = [(number, [cell.strip() for cell in cells]) for number, cells, fault in below if not fault and any(cells)]
    if not rows or len(rows) < 2:
        return named, 0
    number, second = rows[0]
    second += [""] * (len(named) - len(second))
    upper = [name.strip() for name in named]
    spans = _find_spans(upper, second)
    if len(second) > len(named) or not spans or not all(map(_is_part, filter(None, second))):
        return named, 0
    under = [cells for _, cells in rows[1 : _SAMPLE + 1]]
    figures = sum(_has_figures(under, place) for span in spans for place in span)
    if not figures or (figures < 2 and not _are_names(second, spans)):
        return named, 0
    return _join(upper, second, spans), number


def _find_spans(upper: list[str], second: list[str]) -> list[range]:
    """Return the places of columns that have one name above and different ones below."""
    spans = []
    for first, name in enumerate(upper):
        blanks = takewhile(lambda place: not upper[place] and second[place], range(first + 1, len(upper)))
        span = range(first, first + 1 + sum(1 for _ in blanks))
        parts = [second[place] for place in span]
        if name and second[first] and len(span) > 1 and len({*parts, name}) > len(parts):
            spans.append(span)
    return spans


def _is_part(cell: str) -> bool:
    return len(cell) <= LONGEST_PART and not any(map(str.isdigit, cell)) and any(map(str.isalpha, cell))


def _has_figures(under: list[list[str]], place: int) -> bool:
    filled = [cells[place] for cells in under if place < len(cells) and cells[place]]
    return bool(filled) and sum(any(map(str.isdigit, cell)) for cell in filled) >= _FIGURES * len(filled)


def _are_names(second: list[str], spans: list[range]) -> bool:
    """Tell whether one of the parts is a usual name; the names bring pandas, which a child is spared until then."""
    roles = importlib.import_module("components.intake.columns.column_roles")
    return any(roles.fold_header(second[place]) in roles.NAMED for span in spans for place in span)


def _join(upper: list[str], second: list[str], spans: list[range]) -> list[str]:
    above = {place: upper[span[0]] for span in spans for place in span}
    parts = ((above.get(place, name), second[place]) for place, name in enumerate(upper))
    return [" ".join(dict.fromkeys(filter(None, part))) for part in parts]

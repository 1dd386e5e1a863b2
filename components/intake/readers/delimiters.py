"""Detection of the dialect of delimited text: separator, quotation marks, spaces before them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from components.intake.limits import IntakeError
from components.intake.readers.csv_rows import Dialect
from components.intake.readers.headers import DAY
from components.messages.sentence import N_, Sentence

# separator → what a person calls it; to add one: a line here. Of equals the first wins.
DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}
_ROWS = 200
_STATED = "sep="
_SHORT_ROW = 0.9  # of a row that is as wide as the names: programs leave out the last cells where they are blank
_DATES = 0.5  # how much more, where each row has a cell that is a date and nothing else
_YEAR = re.compile(r"[12]\d{3}")
# What follows a separator: spaces and a quotation mark, and a cell in single ones
_SPACED = ' {1,9}"[^"\r\n'
_SINGLE = "'[^'\r\n]{1,300}'"


def detect_dialect(sample: str, wanted: str = "") -> Dialect:
    """Return the dialect with the separator that a person wants, else the one that the first rows speak for.

    Raises IntakeError for a wanted separator that is none of DELIMITERS.
    """
    if wanted and wanted not in DELIMITERS:
        raise IntakeError(Sentence("This delimiter is not recognised. Choose one from the list."))
    lines = sample.splitlines(keepends=True)[:_ROWS]
    if not wanted and lines and (stated := lines[0].strip()).startswith(_STATED):
        wanted = stated[len(_STATED) :] if stated[len(_STATED) :] in DELIMITERS else ""
    candidates = [each for name in ([wanted] if wanted else DELIMITERS) for each in _to_dialects(lines, name)]
    return max(candidates, key=lambda dialect: _rate(lines, dialect))


def _to_dialects(lines: list[str], delimiter: str) -> Iterator[Dialect]:
    """Yield the dialects that may be meant with a separator; of equals the first is."""
    text = "".join(lines)
    start, usual = f"(?:^|{re.escape(delimiter)})", Dialect(delimiter)
    if re.search(f"{start}{_SPACED}{re.escape(delimiter)}]", text, re.MULTILINE):
        yield Dialect(delimiter, skips_spaces=True)
    single = re.search(f"{start}{_SINGLE}(?={re.escape(delimiter)}|[\r\n]|$)", text, re.MULTILINE)
    names = next(filter(None, csv.reader(lines[:1], delimiter=delimiter)), [])
    if single and all(len(name) > 1 and name[0] == name[-1] == "'" for name in names):
        yield Dialect(delimiter, "'")
    yield usual
    if single:
        yield Dialect(delimiter, "'")


def _rate(lines: list[str], dialect: Dialect) -> tuple[float, int]:
    """Return how well rows and names fit, more where dates stand alone in their cells, and the usual width."""
    rows = _parse(lines, dialect)
    wide = [len(cells) for cells in rows if len(cells) > 1]
    if not wide:
        return 0.0, 0
    usual = Counter(wide).most_common(1)[0][0]
    first = next(place for place, cells in enumerate(rows) if len(cells) >= usual)
    width = len(rows[first])
    fitting = sum(1.0 if len(cells) == width else _SHORT_ROW for cells in rows[first:] if 1 < len(cells) <= width)
    dated = sum(any(map(_is_date, cells)) for cells in rows if len(cells) > 1)
    return round((fitting + _DATES * dated) / len(rows), 6), usual


def _is_date(cell: str) -> bool:
    text = cell.strip()
    return len(text) < 20 and bool(DAY.fullmatch(text) or _YEAR.fullmatch(text))


def _parse(lines: list[str], dialect: Dialect) -> list[list[str]]:
    """Return the rows that say something; none where the text breaks the rules of an unusual dialect."""
    rows: list[list[str]] = []
    is_usual = dialect == Dialect(dialect.delimiter)
    try:
        rows.extend(cells for cells in dialect.read(lines, strict=not is_usual) if any(map(str.strip, cells)))
    except csv.Error as error:  # a cell beyond every limit, and the rows before it speak; or the sample's end
        if not is_usual and "end of data" not in str(error):
            return []
    return rows[:-1] if len(rows) > 1 else rows  # the sample may end within a row

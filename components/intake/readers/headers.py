"""Where the column names of a table are found, and made unique."""

import importlib
import re
from collections import Counter
from statistics import median

from components.intake import limits
from components.intake.readers.characters import clean
from components.intake.readers.csv_rows import Row

LONGEST_NAME = 200  # letters; what is longer is no name
# What can't be anything but a day or a month
DAY = re.compile(r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}年.*")
_MAY_BE_DATE = re.compile(r"(?=.*\d)(?!\d{1,7}$).{4,120}", re.DOTALL)
_NUMBERING = {"id", "no", "no.", "nr", "nr.", "number", "#", "№", "n", "row", "index", "番号"}  # names of such columns
_LEAST_FILLED = 0.5  # of what a usual row has
_LEAST_WIDTH = 0.8


def find_header(opening: list[Row]) -> int:
    """Return the number of the first row that is as wide as the others; 0 where that row is an event, not names.

    What stands above a table (a title, a source, a date of printing) fills fewer cells than the table does.
    """
    rows = {number: cells for number, cells, fault in opening if not fault and _filled(cells)}
    wide = [cells for cells in rows.values() if len(_filled(cells)) > 1]
    if not wide:
        found = next(iter(rows), 1)
        return 0 if _is_event(rows.get(found, [])) else found
    least = (
        median(len(_filled(cells)) for cells in wide) * _LEAST_FILLED,
        median(_filled(cells)[-1] for cells in wide) * _LEAST_WIDTH,
        median(len(cells) for cells in wide) * _LEAST_WIDTH,
    )
    found = next(number for number, cells in rows.items() if _is_whole(cells, least))
    return 0 if _is_event(rows[found]) else found


def find_names_without_first(opening: list[Row]) -> int:
    """Return the number of a first row that lacks the name of the first column alone, which numbers the rows; else 0.

    So R writes a table. A table that lacks the last name looks the same, unless its first column is no numbering.
    """
    rows = [
        (number, [cell.strip() for cell in cells]) for number, cells, fault in opening if not fault and _filled(cells)
    ]
    if len(rows) < 2:
        return 0
    (found, names), below = rows[0], [cells for _, cells in rows[1:]]
    if not all(names) or names[0].casefold() in _NUMBERING or not any(cells[-1] for cells in below):
        return 0
    numbered = [cells[0] for cells in below] == [str(number) for number in range(1, len(below) + 1)]
    fits = all(len(cells) == len(names) + 1 for cells in below)
    return found if numbered and fits and not _is_event(names) else 0


def find_repeated(cells: list[str]) -> list[str]:
    """Return the names that were made, “Date (2)”, for columns whose own stands over another one already."""
    counts = Counter(map(_to_name, cells))
    made = zip(map(_to_name, cells), make_names_unique(cells), strict=True)
    return [key for name, key in made if name and counts[name] > 1 and key != name]


def _is_event(cells: list[str]) -> bool:
    """Tell whether one of the cells is a date, which no name is; a year alone may be one.

    The reader of dates brings pandas with it, which a child process is spared where no cell could be a date.
    """
    doubtful = [cell.strip() for cell in cells if _MAY_BE_DATE.fullmatch(cell.strip())]
    if not doubtful or any(DAY.fullmatch(cell) for cell in doubtful):
        return bool(doubtful)
    return bool(importlib.import_module("components.intake.dates.date_reading").has_dates(doubtful))


def _is_whole(cells: list[str], least: tuple[float, float, float]) -> bool:
    """Tell whether a row has so many filled cells, the last of them so far right, and so many cells at all."""
    filled = _filled(cells)
    return len(filled) > 1 and len(filled) >= least[0] and filled[-1] >= least[1] and len(cells) >= least[2]


def make_names_unique(cells: list[str]) -> list[str]:
    """Return a name for every column, none blank and none twice: “column 3”, “Date (2)”.

    “row” is never given, since the number of a row stands under it later on.
    """
    limits.COLUMNS.check(len(cells))
    names: list[str] = []
    taken = {"row", *(_to_name(cell) for cell in cells)}
    used: set[str] = {"row"}
    for place, cell in enumerate(cells, start=1):
        wanted = _to_name(cell) or f"column {place}"
        name, count = wanted, 1
        while name in used or (count > 1 and name in taken):
            count += 1
            name = f"{wanted} ({count})"
        used.add(name)
        names.append(name)
    return names


def _to_name(cell: str) -> str:
    name = " ".join(clean(cell).replace("\ufeff", "").split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _filled(cells: list[str]) -> list[int]:
    """Return the places, counted from 1, of the cells that say something."""
    return [place for place, cell in enumerate(cells, start=1) if cell.strip()]

"""The one loop that reads delimited rows, in which a broken row costs itself and no other."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.intake import limits
from components.messages.sentence import N_, Sentence

# A row's number in the file, counted as a spreadsheet does; its cells; what is wrong with it ("" = nothing)
Row = tuple[int, list[str], str]

RAGGED = N_("The row has more cells than the table has columns.")
BROKEN = N_("The row has unmatched quotation marks.")
TOO_LONG = N_("The row has a cell that is too long.")
CUT = N_("The row is cut short: it has fewer cells than the others and no line end.")
CUT_QUOTED = N_("The row is cut short: it has unmatched quotation marks and no line end.")
# What the sentences begin with that say that a file is cut short in its last row
CUT_FILE = "The last row is cut short"
_LINE_ENDS = ("\n", "\r")


@dataclass
class Ending:
    """Hold the row at the end of a file that has no last line end: number (0 = none is such), count of cells, fault."""

    number: int = 0
    cells: int = 0
    fault: str = ""

    def describe_cut(self, width: int) -> str:
        """Say how the row is cut short where a table has so many columns, "" where nothing tells that it is."""
        if self.fault == BROKEN:
            return CUT_QUOTED
        return CUT if 0 < self.cells < width else ""

    def describe_end(self, width: int) -> Sentence | None:
        """Say likewise of the file that it is cut short in this row, its last one."""
        if self.fault == BROKEN:
            return Sentence("The last row is cut short: it has unmatched quotation marks and no line end.")
        if not 0 < self.cells < width:
            return None
        return Sentence(
            "The last row is cut short: it has {cells} of {width} cells and no line end.", cells=self.cells, width=width
        )


def is_cut(note: str) -> bool:
    """Tell whether a sentence says that a file is cut short in its last row."""
    return note.startswith(CUT_FILE)


@dataclass(frozen=True)
class Dialect:
    """Hold what stands between cells and around them, and whether spaces before a cell are no part of it."""

    delimiter: str = ","
    quote: str = '"'
    skips_spaces: bool = False

    def read(self, lines: Iterable[str], *, strict: bool = True) -> Iterator[list[str]]:
        """Yield the cells of every row; raises csv.Error, where `strict` also for marks in the wrong place."""
        return csv.reader(
            lines, delimiter=self.delimiter, quotechar=self.quote, skipinitialspace=self.skips_spaces, strict=strict
        )


COMMAS = Dialect()


class _ReturnedLines:
    """Gives lines, and takes back those that a broken row has swallowed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        return line

    def give_up_first(self) -> str:
        """Take one of the lines since the last whole row away, give the others back, and return the one."""
        first, *others = self.taken
        self._returned.extendleft(reversed(others))
        self.taken.clear()
        return first


def read_rows(lines: Iterable[str], dialect: Dialect = COMMAS, ending: Ending | None = None) -> Iterator[Row]:
    """Yield every row of lines that still have their ends; a blank line is a row without cells.

    A quotation mark that is never closed would take all that follows into one cell: its line alone is given up, and
    reading goes on behind it. `ending` is told of a last line without an end before its row is yielded. Raises
    IntakeError where more rows are broken than limits.BROKEN_ROWS.
    """
    source, number, broken, ending = _ReturnedLines(lines), 0, 0, ending or Ending()
    while True:
        try:
            for cells in dialect.read(source):
                number += 1
                if not source.taken[-1].endswith(_LINE_ENDS):
                    ending.number, ending.cells = number, len(cells) if any(map(str.strip, cells)) else 0
                source.taken.clear()
                yield number, cells, ""
        except csv.Error as error:
            number, broken = number + 1, broken + 1
            limits.BROKEN_ROWS.check(broken)
            line, fault = source.give_up_first(), TOO_LONG if "field limit" in str(error) else BROKEN
            if not line.endswith(_LINE_ENDS):
                ending.number, ending.cells, ending.fault = number, 1, fault
            yield number, [line.strip()], fault
        else:
            return

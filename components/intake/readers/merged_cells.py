"""Where the text of cells that are merged over several rows is filled down, as a reader sees it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from components.intake.readers.csv_rows import Row

Place = tuple[int, int]  # row and column, counted from 0


def fill_down(rows: Iterable[Row], merged: Iterable[tuple[Place, Place]], found: Counter[str]) -> Iterator[Row]:
    """Yield rows with the text of each merged range of one column in all its rows, and count the cells in `found`.

    A row that says nothing else stays blank, so that no event is made of a merged cell alone.
    """
    starts: dict[int, list[Place]] = defaultdict(list)
    for first, last in merged:
        if first[1] == last[1] and first[0] < last[0]:
            starts[first[0]].append((first[1], last[0]))
    held: dict[int, tuple[int, str]] = {}
    for number, cells, fault in rows:
        held = {column: told for column, told in held.items() if number - 1 <= told[0]}
        blank = [column for column in held if column < len(cells) and not cells[column]] if any(cells) else []
        for column in blank:
            cells[column] = held[column][1]
        found["filled"] += len(blank)
        held |= {
            column: (last, cells[column]) for column, last in starts[number - 1] if any(cells[column : column + 1])
        }
        yield number, cells, fault

"""A table of nothing but text, gathered from rows block by block before pandas comes in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, takewhile
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from components.intake import limits
from components.intake.readers import headers, second_names
from components.intake.readers.characters import clean, has_unreadable
from components.intake.readers.csv_rows import RAGGED, TOO_LONG, Row
from components.messages.sentence import Sentence

OPENING = 100  # rows in which the header is looked for
BLOCK_CELLS = 750_000  # 50 000 rows of 15 columns; Python's own cells are dropped after every block
MOST_QUOTED = 300  # letters of a row that can't be taken
_LISTED = 5  # row numbers in a sentence
_BETWEEN = "\x7f"  # cells; characters.clean leaves none of it in any
_TEXT = pa.large_string()


@dataclass(frozen=True)
class Decisions:
    """Hold how a file is read; "" and None = decide by content.

    `sheet` is a sheet's name, or the key of a JSON document; `header_row` the names' row, 0 = there is none; `until`
    the year up to which series of a calendar go on that have no end.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int | None = None
    until: str = ""


BY_CONTENT = Decisions()


@dataclass(frozen=True)
class Rows(Sequence[tuple[str, ...]]):
    """Hold rows of cells, however many and wide they are: each is one text in memory, and a tuple when it is asked for.

    No cell that has been read has _BETWEEN, since it can't be shown.
    """

    joined: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]]) -> "Rows":
        """Return these rows."""
        return cls(tuple(map(_BETWEEN.join, rows)))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.joined)

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> "Rows": ...
    def __getitem__(self, place: int | slice) -> "tuple[str, ...] | Rows":
        """Return the cells of a row, or some of the rows."""
        return Rows(self.joined[place]) if isinstance(place, slice) else tuple(self.joined[place].split(_BETWEEN))


@dataclass(frozen=True)
class TextTable:
    """Hold text columns, every row's number, the rows not taken (row, value, reason), and what was decided.

    given_back: the cells of each row not taken, in order. problems: the notes that are said at the table. words: a few
    words as each encoding that is offered reads them.
    """

    cells: pa.Table
    rows: np.ndarray
    ragged: tuple[tuple[int, str, str], ...] = ()
    kind: str = ""
    decided: Decisions = BY_CONTENT
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    serial_epoch: int = 0
    given_back: Rows = Rows()
    problems: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


def gather(
    rows: Iterable[Row], header_row: int | None = None, width: int = 0, on_block: Callable[[], None] = lambda: None
) -> TextTable:
    """Gather rows below their header into a table, the header found where `header_row` is None.

    A table is as wide as its header, or as `width` where that is more. `on_block` is called at every block, and may
    raise to stop. Raises IntakeError beyond a limit.
    """
    remaining = iter(rows)
    limits.HEADER_DEPTH.check(header_row or 0)
    depth = max(OPENING, header_row or 0)
    opening = list(islice(remaining, depth))
    unnamed = headers.find_names_without_first(opening)
    header = (unnamed or headers.find_header(opening)) if header_row is None else header_row
    named = next((cells for number, cells, _ in opening if number == header), [])
    if header and header == unnamed:
        named = ["", *named]
    if not header:
        width = max(width, *(len(cells) for _, cells, fault in opening if not fault), 0)
    named = named + [""] * (width - len(named))
    below = [row for row in opening if row[0] > header]
    named, second = second_names.join_names(named, below) if header else (named, 0)
    block = _Gathering(named, on_block)
    above = sum(any(map(str.strip, cells)) for _, cells, _ in takewhile(lambda row: row[0] < header, opening))
    gathered = block.take(chain((row for row in below if row[0] != second), remaining))
    notes = (*_describe_header(header, header_row, above, second), *_describe_names(named), *gathered.notes)
    return replace(gathered, decided=Decisions(header_row=header), notes=notes)


def gather_below(
    header: list[str],
    rows: Iterable[Row],
    on_block: Callable[[], None] = lambda: None,
    change: Callable[[str], str] = str,
) -> TextTable:
    """Gather rows under names that were read already; cells are changed on the way where `change` says how."""
    changed = rows if change is str else ((number, [*map(change, cells)], fault) for number, cells, fault in rows)
    return _Gathering(header, on_block, repeats=False).take(changed)


def gather_records(names: list[str], rows: Iterable[Row]) -> TextTable:
    """Gather rows whose columns are known beforehand; numbers are the rows' own."""
    return replace(_Gathering(names, lambda: None, repeats=False).take(rows), decided=Decisions(header_row=1))


def _describe_header(header: int, wanted: int | None, above: int, second: int) -> Iterator[Sentence]:
    if second:
        yield Sentence(
            "The column names in rows {first} and {second} were joined.", first=str(header), second=str(second)
        )
    if header == 0 and wanted is None:
        yield Sentence("The first row looks like an event rather than column names, so the columns were numbered.")
    if above:
        yield Sentence(
            "Line 1 was left out as a heading.", "The first {count} lines were left out as a heading.", count=above
        )


def _describe_names(named: list[str]) -> Iterator[Sentence]:
    if renamed := headers.find_repeated(named):
        listed = [f"“{name}”" for name in renamed[:_LISTED]]
        yield Sentence("Repeated column names were numbered: {names}.", names=list_some(listed, len(renamed)))


class _Gathering:
    """Gathers rows into columns of text; a block of rows is Python's only until it is full."""

    def __init__(self, named: list[str], on_block: Callable[[], None], *, repeats: bool = True) -> None:
        self._names, self._on_block = headers.make_names_unique(named), on_block
        self._made_up = [place for place, cell in enumerate(named) if not cell.strip()]
        self._header = named if repeats and any(named) else None
        self._chunks: list[list[pa.Array]] = [[] for _ in named]
        self._numbers: list[np.ndarray] = []
        self._count = 0
        self._ragged: list[tuple[int, str, str]] = []
        self._given_back: list[str] = []
        self._repeated: list[int] = []
        self._needed = max((place for place, cell in enumerate(named, start=1) if cell.strip()), default=len(named))
        self._short: list[int] = []
        self._replaced = 0

    def take(self, rows: Iterable[Row]) -> TextTable:
        most = max(1, BLOCK_CELLS // max(len(self._names), 1))
        block: list[tuple[int, list[str]]] = []
        for row in rows:
            if (fitting := self._fit(row)) is not None:
                block.append((row[0], fitting))
                if len(block) >= most:
                    self._store(block)
                    block = []
        self._store(block)
        return self._to_table()

    def _fit(self, row: Row) -> list[str] | None:
        """Return a row's cells, as many as there are columns; None where it is blank, a header again, or unfit."""
        number, cells, fault = row
        missing = len(self._names) - len(cells)
        beyond = missing < 0 and any(map(str.strip, cells[missing:]))
        if fault or beyond:
            self._leave_out(number, cells, fault or RAGGED)
            return None
        if not any(map(str.strip, cells)):
            return None
        if len(cells) < self._needed:
            self._short.append(number)
        fitting = cells + [""] * missing if missing > 0 else cells[: len(self._names)] if missing else cells
        if fitting == self._header:
            self._repeated.append(number)
            return None
        return fitting

    def _leave_out(self, number: int, cells: list[str], reason: str) -> None:
        self._ragged.append((number, clean("; ".join(cells)[:MOST_QUOTED]), reason))
        self._given_back.append(_BETWEEN.join(map(clean, cells)))
        limits.RAGGED_ROWS.check(len(self._ragged))

    def _store(self, block: list[tuple[int, list[str]]]) -> None:
        self._count += len(block)
        limits.ROWS.check(self._count)
        limits.CELLS.check(self._count * len(self._names))
        self._numbers.append(np.array([number for number, _ in block], dtype=np.int64))
        for chunks, column in zip(self._chunks, zip(*(cells for _, cells in block), strict=True), strict=False):
            chunks.append(pa.array(self._cleaned(column), type=_TEXT))
        self._on_block()

    def _cleaned(self, column: tuple[str, ...]) -> tuple[str, ...]:
        if not has_unreadable("".join(column)):
            return column
        self._replaced += sum(map(has_unreadable, column))
        return tuple(map(clean, column))

    def _to_table(self) -> TextTable:
        columns = {}
        for name, chunks in zip(self._names, self._chunks, strict=True):
            columns[name] = pa.chunked_array(chunks, type=_TEXT)
        unused = [place for place in self._made_up if not _says_anything(columns[self._names[place]])]
        cells = pa.table({name: columns[name] for place, name in enumerate(self._names) if place not in unused})
        rows = np.concatenate(self._numbers)
        given_back = Rows(tuple(self._given_back))
        if unused:
            given_back = Rows.of(_without(row, unused) for row in given_back)
        return TextTable(cells, rows, tuple(self._ragged), notes=tuple(self._notes()), given_back=given_back)

    def _notes(self) -> Iterator[Sentence]:
        if self._repeated:
            yield Sentence(
                "The column names are repeated in row {rows}, which was left out.",
                "The column names are repeated in rows {rows}, which were left out.",
                count=len(self._repeated),
                rows=list_numbers(self._repeated),
            )
        if self._short:
            yield Sentence(
                "{count} row has fewer cells than the table has columns (row {rows}); the missing ones are blank.",
                "{count} rows have fewer cells than the table has columns (rows {rows}); the missing ones are blank.",
                count=len(self._short),
                rows=list_numbers(self._short),
            )
        if self._replaced:
            yield Sentence(
                "Characters that can't be read were replaced by “�” in {count} cell.",
                "Characters that can't be read were replaced by “�” in {count} cells.",
                count=self._replaced,
            )


def _without(cells: tuple[str, ...], unused: list[int]) -> tuple[str, ...]:
    """Return the cells of a row that is given back as the columns stand by now; what has none stands at the end."""
    if len(cells) == 1:
        return cells
    moved = [cells[place] for place in unused if place < len(cells) and cells[place].strip()]
    return (*(cell for place, cell in enumerate(cells) if place not in unused), *moved)


def _says_anything(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(pc.not_equal(column, "")).as_py())


def drop_long_cells(table: TextTable) -> TextTable:
    """Move the rows with a cell that is longer than limits.CELL_LETTERS to the ragged ones."""
    most = limits.CELL_LETTERS.most
    fits = np.ones(len(table.rows), dtype=bool)
    for column in table.cells.columns:
        fits &= pc.less_equal(pc.utf8_length(column), most).to_numpy()
    if fits.all():
        return table
    places = np.flatnonzero(~fits)
    limits.RAGGED_ROWS.check(len(places) + len(table.ragged))
    left_out = [_leave_out(table, int(place)) for place in places]
    in_order = sorted([*zip(table.ragged, table.given_back, strict=True), *left_out])
    return replace(
        table,
        cells=table.cells.filter(pa.array(fits)),
        rows=table.rows[fits],
        ragged=tuple(row for row, _ in in_order),
        given_back=Rows.of(cells for _, cells in in_order),
    )


def _leave_out(table: TextTable, place: int) -> tuple[tuple[int, str, str], tuple[str, ...]]:
    (row,) = table.cells.slice(place, 1).to_pylist()
    cells = tuple(row.values())
    return (int(table.rows[place]), "; ".join(cells)[:MOST_QUOTED], TOO_LONG), cells


def list_numbers(numbers: Sequence[int]) -> str:
    """Return the numbers of rows or lines: “3”, or “3, 4 and 7 others”."""
    return list_some([*map(str, numbers[:_LISTED])], len(numbers))


def list_some(listed: Sequence[str], count: int) -> str:
    """Return the first few names of so many, and how many others there are."""
    names, others = ", ".join(listed), count - len(listed)
    return (
        Sentence("{names} and {count} other", "{names} and {count} others", names=names, count=others)
        if others
        else names
    )

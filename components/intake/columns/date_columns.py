"""Which columns say when, as a sheet's names and cells show together: first and last day, their parts, the date."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from components.intake.columns.column_content import FEW, MOST, ColumnContent
from components.intake.columns.column_roles import EXTRA
from components.intake.columns.date_headers import (
    DATE,
    END,
    PARTS,
    START,
    DateHeader,
    parse_header,
    says_act,
    says_travel,
    split_header,
)
from components.intake.columns.date_likeness import Likeness, measure_likeness
from components.intake.columns.day_order import compare_days
from components.intake.dates.date_style import DateStyle
from components.intake.dates.unknown_parts import is_part
from components.messages.sentence import N_, Sentence

NEARLY_ALL = 0.8  # share of cells
LEAST_ROWS = 3  # with both days before their order says anything
_SURE, _BY_CELLS, _ALIKE = 0.85, 0.4, 0.35  # confidences
_ROLE_OF_PART = {"": dict(zip(PARTS, PARTS, strict=True)), START: dict(zip(PARTS, PARTS, strict=True))}
_ROLE_OF_PART[END] = {part: f"{END}_{part}" for part in PARTS}

_DATES = N_("recognised by name; its cells are dates")
_OF_PART = {
    "year": N_("recognised by name; its cells are years"),
    "month": N_("recognised by name; its cells are months"),
    "day": N_("recognised by name; its cells are days of the month"),
}

_OF_MOMENTS = {
    *("created", "updated", "modified", "published", "timestamp", "ts", "epoch", "unix", "utc", "ms", "when", "at"),
    *("time", "datetime", "moment", "posted", "recorded"),
}

Guess = tuple[str, float, str]  # role, confidence, reason


@dataclass(frozen=True)
class DatedColumn:
    """Hold what is known of one column: what its name says, and how far its cells are dates."""

    name: str
    header: DateHeader
    content: ColumnContent
    likeness: Likeness

    @property
    def dated(self) -> float:
        """Return the share of cells that are dates, or may be in another language."""
        return max(self.content.dates, self.likeness.years, self.likeness.moments, self.likeness.alike)

    @property
    def is_part(self) -> bool:
        """Tell whether nearly all cells are years, months or days, as the name says."""
        cells, part = self.content.sample, self.header.part
        return part in PARTS and sum(is_part(cell, part) for cell in cells) >= NEARLY_ALL * len(cells)


def describe_columns(contents: dict[str, ColumnContent]) -> dict[str, DatedColumn]:
    """Return what names and cells of all columns say of dates."""
    return {
        name: DatedColumn(name, parse_header(name), content, measure_likeness(content.sample))
        for name, content in contents.items()
    }


def guess_ends(cells: pd.DataFrame, columns: dict[str, DatedColumn], style: DateStyle) -> dict[str, Guess]:
    """Return the guesses of columns that are one date together: six of parts, or a first and a last day."""
    parts = dict(_guess_parts(columns))
    rest = {name: column for name, column in columns.items() if name not in parts}
    return parts | dict(_guess_pair(cells, rest, style))


def _guess_parts(columns: dict[str, DatedColumn]) -> Iterator[tuple[str, Guess]]:
    """Yield the columns of year, month and day, of the first group of them and of the last day that belongs to it."""
    groups: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    for name, column in columns.items():
        side, rest = _to_group(column.header, columns)
        if column.is_part and column.content.filled:
            groups.setdefault((side, rest), {}).setdefault(column.header.part, name)
    whole = [
        group for group, named in groups.items() if "year" in named and (not group[1] or (END, group[1]) in groups)
    ]
    for side, rest in sorted(whole, key=lambda group: (group[0] == END, group[0] == "", group[1]))[:1]:
        for known in dict.fromkeys([(side, rest), (END, rest)]):
            for part, name in groups.get(known, {}).items():
                yield name, (_ROLE_OF_PART[known[0]][part], _SURE, _OF_PART[part])


def _to_group(header: DateHeader, columns: dict[str, DatedColumn]) -> tuple[str, tuple[str, ...]]:
    """Return side and other words of a part's name; year1 and year2 are the two sides where both are there."""
    if header.side or header.rest not in (("1",), ("2",)):
        return header.side, header.rest
    alike = {column.header.rest for column in columns.values() if column.header.part == header.part}
    both = {("1",), ("2",)} <= alike
    return ({("1",): START, ("2",): END}[header.rest], ()) if both else ("", header.rest)


def _guess_pair(cells: pd.DataFrame, columns: dict[str, DatedColumn], style: DateStyle) -> Iterator[tuple[str, Guess]]:
    """Yield the first two columns full of dates whose names say alike which is the first day and which the last."""
    dated = [
        column
        for column in columns.values()
        if column.dated >= (MOST if column.header.rest else FEW) and not _is_parts_name(column)
    ]
    for one, other in _to_named_pairs(dated):
        order = compare_days(cells[one.name], cells[other.name], style)
        # Departure and arrival back: the one that is never after the other is the first day
        is_turned = says_travel(one.name) and order.rows >= LEAST_ROWS and order.before == order.rows
        if order.before * 2 > order.rows and not is_turned:
            continue
        first, last = (other, one) if is_turned else (one, other)
        if one.header.side == START:
            yield first.name, (START, _SURE, _DATES)
        yield (
            last.name,
            (END, _SURE, Sentence("recognised by name together with “{first}”; its cells are dates", first=first.name)),
        )
        return


def _is_parts_name(column: DatedColumn) -> bool:
    """Tell whether a name says month or day and the cells are just that."""
    return column.header.part in ("month", "day") and column.is_part


def _to_named_pairs(dated: list[DatedColumn]) -> Iterator[tuple[DatedColumn, DatedColumn]]:
    """Yield pairs of first and last day by their names; one that is named as a date may be a first day as well."""
    for wanted in (START, ""):
        for first in dated:
            if first.header.side != wanted or not (wanted or first.header.part == DATE):
                continue
            for last in dated:
                if last.header.side == END and last.header.rest == first.header.rest:
                    yield first, last


def is_no_day(role: str, column: DatedColumn) -> bool:
    """Tell whether a column named for a date holds none: a mark such as yes or 1, an hour, or words."""
    likeness = column.likeness
    if column.dated >= FEW or not column.content.filled or likeness.nothing == 1:
        return False
    if likeness.marks >= MOST:
        return True
    return role == END and column.header.part != DATE


def guess_by_likeness(column: DatedColumn) -> list[Guess]:
    """Return the guess that cells are dates which can't all be read: words of another language, or moments."""
    named = column.header.part == DATE and not column.header.side
    if column.likeness.moments >= MOST:
        return [("date", _ALIKE, N_("its cells are timestamps"))] if says_moment(column.name) else []
    likely = column.likeness.alike >= MOST and column.likeness.years < MOST
    if named and (likely or column.content.dates >= FEW):
        return [("date", _BY_CELLS + 0.2, N_("recognised by name; its cells look like dates"))]
    return [("date", _ALIKE, N_("most of its cells look like dates"))] if likely else []


def guess_by_side(column: DatedColumn) -> list[Guess]:
    """Return the guess of a column of dates whose name says that it is a first or a last day, whatever is beside it."""
    header = column.header
    if not header.side or (header.rest and not header.sure) or _is_parts_name(column):
        return []
    share = MOST if header.rest else FEW
    return [(header.side, _BY_CELLS + 0.1, _DATES)] if column.dated >= share else []


def says_moment(name: str) -> bool:
    """Tell whether a name says that its numbers are moments: created_at, timestamp, time."""
    header = parse_header(name)
    return bool(header.part or header.side or _OF_MOMENTS & set(split_header(name)))


def guess_second_date(
    chosen: dict[str, Guess], cells: pd.DataFrame, columns: dict[str, DatedColumn]
) -> dict[str, Guess]:
    """Return the guess that a second column of dates of another act dates the rows in which the first one is blank."""
    dated = [name for name, (role, *_) in chosen.items() if role == "date"]
    others = [
        name
        for name, (role, *_) in chosen.items()
        if role == EXTRA and max(columns[name].content.dates, columns[name].likeness.alike) >= MOST and says_act(name)
    ]
    if len(dated) != 1 or not others or not says_act(dated[0]):
        return {}
    blank = cells[dated[0]].str.strip() == ""
    filling = [name for name in others if (cells.loc[blank, name].str.strip() != "").any()]
    reason = Sentence("gives the date of another formal act, used where “{column}” is blank", column=dated[0])
    return dict.fromkeys(filling[:1], ("date", _ALIKE, reason))

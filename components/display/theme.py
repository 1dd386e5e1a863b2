"""Every colour and size that a timeline is drawn with: light, dark and print."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import pandas as pd

from components.events import levels
from components.events.table import Table

FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", sans-serif'
LEAST_CONTRAST = 4.5  # of text (WCAG 2.2, 1.4.3)
_KEPT = 4_096  # colours worked out once, not with every answer


class Coloured(Protocol):
    """An event as far as its colour goes."""

    @property
    def level(self) -> str:
        """Return the code of its level, "" where none is stated."""


@dataclass(frozen=True)
class Theme:
    """Hold the colours (#rrggbb) of one theme; text has a contrast of LEAST_CONTRAST or more on `paper`."""

    name: str
    paper: str
    ink: str
    muted: str
    faint: str  # what a filter greys; meant to step back
    hairline: str
    edge: str  # of what is only possible
    grid: str
    accent: str
    count: str  # cells of a strip, at full strength
    level_column: str  # the column of levels that holds the colours made for this paper

    def colour_levels(self, level_rows: pd.DataFrame) -> dict[str, str]:
        """Return the colour of every level of Table.level_rows on this paper (levels.find_colours)."""
        return levels.find_colours(level_rows, self.level_column)

    def ink_on(self, fill: str) -> str:
        """Return a colour for text that can be read on a #rrggbb fill: ink where it can, else white or black."""
        return next(colour for colour in (self.ink, "#ffffff", "#000000") if contrast(colour, fill) >= LEAST_CONTRAST)


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#1d2733",
    muted="#5b6775",
    faint="#a9b2bc",
    hairline="#d9dee4",
    edge="#808a96",
    grid="#eef1f4",
    accent="#1f4e8c",
    count="#1f4e8c",
    level_column="colour",
)
DARK = Theme(
    name="dark",
    paper="#14171a",
    ink="#e6e9ec",
    muted="#9aa5b1",
    faint="#59636e",
    hairline="#343b43",
    edge="#808a96",
    grid="#22272d",
    accent="#7fb0ee",
    count="#7fb0ee",
    level_column="colour_dark",
)
PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    muted="#444444",
    faint="#999999",
    hairline="#bbbbbb",
    edge="#808a96",
    grid="#e6e6e6",
    accent="#1f4e8c",
    count="#333333",
    level_column="colour",
)
THEMES = {each.name: each for each in (LIGHT, DARK, PRINT)}


@dataclass(frozen=True)
class Palette:
    """Hold the colours of marks on one paper: by the code of their level, and of what a filter greys."""

    colours: dict[str, str]
    grey: str

    def of(self, event: Coloured, is_grey: bool) -> str:
        """Return the colour of an event's mark."""
        return self.grey if is_grey else self.of_level(event.level)

    def of_level(self, level: str) -> str:
        """Return the colour of a level; of one that the table does not know that of an event without one."""
        return self.colours.get(level, self.colours[""])

    def changed(self, change: Callable[[str], str]) -> "Palette":
        """Return this with every colour but that of what is greyed changed."""
        return Palette({code: change(colour) for code, colour in self.colours.items()}, self.grey)


def build_palette(theme: Theme, table: Table) -> Palette:
    """Return the colours of a table's marks in a theme."""
    return Palette(theme.colour_levels(table.level_rows), theme.faint)


@lru_cache(_KEPT)
def with_alpha(colour: str, alpha: float) -> str:
    """Return a #rrggbb colour as rgba() with an opacity from 0 to 1."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


@lru_cache(_KEPT)
def blend(colour: str, paper: str, strength: float) -> str:
    """Return the #rrggbb colour between paper (0) and colour (1)."""
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(ink * strength + ground * (1 - strength)):02x}" for ink, ground in pairs)


@lru_cache(_KEPT)
def luminance(colour: str) -> float:
    """Return the relative luminance of a #rrggbb colour (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

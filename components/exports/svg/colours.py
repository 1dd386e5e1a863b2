"""The colours that a picture is drawn in: of one theme, or of two that the reader's light picks from."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from components.display.theme import DARK, LIGHT, PRINT, Coloured, Palette, Theme, blend, build_palette
from components.events.table import Table


@dataclass(frozen=True)
class Ink:
    """Hold one theme, or a light and a dark one: then every colour is CSS light-dark().

    palettes: the colours of a table's marks in each, once it is for a table.
    """

    themes: tuple[Theme, ...]
    palettes: tuple[Palette, ...] = ()

    def of(self, choose: Callable[[Theme], str]) -> str:
        """Return a colour of the theme or of both."""
        colours = [choose(theme) for theme in self.themes]
        return colours[0] if len(set(colours)) == 1 else f"light-dark({','.join(colours)})"

    def named(self, name: str) -> str:
        """Return the colour of a field of Theme: "ink", "muted", "hairline" …"""
        return self.of(lambda theme: str(getattr(theme, name)))

    def mark(self, event: Coloured, is_grey: bool) -> str:
        """Return the colour of an event's mark."""
        return self.of(lambda theme: self.palettes[self.themes.index(theme)].of(event, is_grey))

    def level(self, code: str) -> str:
        """Return the colour of a level."""
        return self.of(lambda theme: self.palettes[self.themes.index(theme)].of_level(code))

    def for_table(self, table: Table) -> "Ink":
        """Return this with the colours of a table's marks."""
        return replace(self, palettes=tuple(build_palette(theme, table) for theme in self.themes))

    def cell(self, strength: float) -> tuple[str, str]:
        """Return the fill of a strip's cell, from paper (0) to full (1), and a colour to write on it."""
        return (
            self.of(lambda theme: _fill(theme, strength)),
            self.of(lambda theme: theme.ink_on(_fill(theme, strength))),
        )


def _fill(theme: Theme, strength: float) -> str:
    return blend(theme.count, theme.paper, strength)


ON_SCREEN = Ink((LIGHT,))
ON_PAPER = Ink((PRINT,))
EITHER = Ink((LIGHT, DARK))

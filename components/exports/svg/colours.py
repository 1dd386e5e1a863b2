"""The colours that a picture is drawn in: of one theme, or of two that the reader's light picks from."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.display.theme import DARK, LIGHT, PRINT, UNKNOWN_TYPE, Theme, blend


@dataclass(frozen=True)
class Ink:
    """Hold one theme, or a light and a dark one: then every colour is CSS light-dark()."""

    themes: tuple[Theme, ...]

    def of(self, choose: Callable[[Theme], str]) -> str:
        """Return a colour of the theme or of both."""
        colours = [choose(theme) for theme in self.themes]
        return colours[0] if len(set(colours)) == 1 else f"light-dark({','.join(colours)})"

    def named(self, name: str) -> str:
        """Return the colour of a field of Theme: "ink", "muted", "hairline" …"""
        return self.of(lambda theme: str(getattr(theme, name)))

    def kinds(self, meeting_types: pd.DataFrame) -> dict[str, str]:
        """Return the colour of every kind of meeting by its code."""
        stated = [theme.colour_of(meeting_types) for theme in self.themes]
        return {
            code: self.of(lambda theme, code=code: stated[self.themes.index(theme)][code])  # type: ignore[misc]
            for code in meeting_types.index
        }

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
UNKNOWN = UNKNOWN_TYPE[0]

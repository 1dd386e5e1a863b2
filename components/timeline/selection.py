"""This file is what a visitor has chosen, as a value: a window, codes to filter by, and how it is laid out."""

from dataclasses import dataclass, replace

from components.timeline import filters, windows
from components.timeline.table import Table
from components.timeline.windows import Window

Choices = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Selection:
    """Hold a window of days and, per filter, the chosen codes (any of); filters without a choice are absent."""

    window: Window
    choices: Choices = ()

    def chosen(self, key: str) -> tuple[str, ...]:
        """Return the codes chosen for one filter, in the order of choosing."""
        return dict(self.choices).get(key, ())

    def choose(self, key: str, codes: tuple[str, ...]) -> "Selection":
        """Return this selection with another choice for one filter."""
        kept = {**dict(self.choices), key: codes}
        ordered = tuple((each.key, kept[each.key]) for each in filters.FILTERS if kept.get(each.key))
        return replace(self, choices=ordered)

    def without(self, key: str) -> "Selection":
        """Return this selection without one filter."""
        return self.choose(key, ())

    def describe(self, table: Table) -> tuple[str, ...]:
        """Say the window, then each filter, in words: ("2013", "Country: Russia", …)."""
        chosen = (
            f"{filters.BY_KEY[key].label}: {filters.BY_KEY[key].describe(codes, table)}" for key, codes in self.choices
        )
        return (windows.describe_window(self.window), *chosen)


@dataclass(frozen=True)
class Request:
    """Hold everything a link says: the selection, how lanes are made, which are unfolded, and the event in hand."""

    selection: Selection
    lanes_by: str = "region"
    unfolded: tuple[str, ...] = ()
    event: str = ""

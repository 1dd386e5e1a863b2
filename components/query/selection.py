"""What a visitor has chosen, as a value: a window, what to filter by, and how it is laid out."""

from dataclasses import dataclass, replace

from components.dates import windows
from components.dates.windows import Window
from components.events.table import Table
from components.query import filters
from components.query.choice import Choice


@dataclass(frozen=True)
class Selection:
    """Hold a window of days and what is chosen of the filters, in their order; those without a choice are absent."""

    window: Window
    choices: tuple[Choice, ...] = ()

    def chosen(self, key: str) -> Choice:
        """Return what is chosen of one filter; a choice without codes where nothing is."""
        return next((choice for choice in self.choices if choice.key == key), Choice(key, ()))

    def choose(self, key: str, codes: tuple[str, ...], *, every: bool = False, grey: bool = False) -> "Selection":
        """Return this selection with another choice for one filter; without codes it has none."""
        kept = {choice.key: choice for choice in self.choices} | {key: Choice(key, codes, every, grey)}
        ordered = sorted((choice for choice in kept.values() if choice.codes), key=filters.order)
        return replace(self, choices=tuple(ordered))

    def without(self, key: str) -> "Selection":
        """Return this selection without one filter."""
        return self.choose(key, ())

    def shown(self) -> "Selection":
        """Return the selection of all that is drawn: filters that merely grey the others hide nothing."""
        return replace(self, choices=tuple(choice for choice in self.choices if not choice.grey))

    def describe(self, table: Table) -> tuple[str, ...]:
        """Say the window, then each filter, in words: ("2013", "Country: Russia", …)."""
        chosen = (filters.find(table, choice.key).describe(choice, table) for choice in self.choices)
        return (windows.describe_window(self.window, table.messages), *chosen)


@dataclass(frozen=True)
class BinKey:
    """Name one bin of a strip: its lane, the strip's unit, the bin's own unit ("" = began before) and its first day."""

    lane: str
    strip_unit: str
    unit: str
    first: int


@dataclass(frozen=True)
class Request:
    """Hold everything a link says.

    The selection; how lanes are made, which are unfolded and which pinned to the top (lane keys); the event in hand and
    the bin whose events are listed; the region scheme, "" for the table's own; the table: the version of a visitor's
    own, links.SHIPPED, or "" for the server's.
    """

    selection: Selection
    lanes_by: str = "region"
    unfolded: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    event: str = ""
    listed: BinKey | None = None
    scheme: str = ""
    table: str = ""

"""The questions that the page and the exports may ask of a table, whoever answers them (D8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

import pandas as pd

from components.dates import certainty
from components.dates.windows import Window
from components.query.column_arrays import ColumnArrays
from components.query.selection import BinKey, Selection

INSIDE = (certainty.CERTAIN, certainty.UNCERTAIN, certainty.POSSIBLE)  # see dates.certainty
CLASSES = (*INSIDE, "earlier", "later", "undated")
BEGUN = "begun"  # in place of a bin's unit: all that began in units before the window and reaches into it
MOST_NAMED = 6  # events whose order to one is not known, or that may be the same: the others are counted


class EngineError(RuntimeError):
    """Says in one sentence why an engine has no answer; it never holds a password."""


class Cancelled(EngineError):  # noqa: N818 — no error: something else was asked
    """Says that an answer is no longer wanted."""


@dataclass(frozen=True)
class Totals:
    """Count distinct events that the filters keep, by where they stand to the window."""

    certain: int
    uncertain: int
    possible: int
    earlier: int
    later: int
    undated: int

    @property
    def inside(self) -> int:
        """Return how many are in the window: certainly, by a date that is marked uncertain, or possibly."""
        return self.certain + self.uncertain + self.possible

    @property
    def kept(self) -> int:
        """Return how many the filters keep, in the window or not."""
        return self.inside + self.earlier + self.later + self.undated


@dataclass(frozen=True)
class Neighbours:
    """Hold the events before and after one within a selection ("" = none), its place among them (1 = first), how many
    there are, and the others that share its possible days so that their order to it is not known: the first MOST_NAMED
    of them, and how many there are.
    """

    previous: str
    following: str
    place: int
    of: int
    order_not_known: tuple[str, ...]
    unordered: int


class Store(Protocol):
    """Answer questions about one table. All counts are of distinct events, exact, never approximate."""

    def size(self) -> int:
        """Return how many events the table has."""

    def span(self) -> Window | None:
        """Return the window from the first to the last bounded day of all dated events, None where there is none."""

    def totals(self, selection: Selection) -> Totals:
        """Count the events that the filters keep."""

    def facet(
        self, selection: Selection, key: str, most: int | None = None, codes: Sequence[str] | None = None
    ) -> ColumnArrays:
        """Count events per code of one filter, ignoring that filter's own choice: columns code and INSIDE.

        Of every code of the table, with nought where nothing is left of it; or of the given `codes` only; or of the
        `most` codes with most events in the window (of equal ones those that come first in the alphabet) and, beside
        them, all that are chosen. The order is no matter.
        """

    def count_codes(self, key: str) -> int:
        """Return how many codes of one filter the events of the table carry."""

    def codes(self, key: str, after: str = "") -> Sequence[str]:
        """Return the codes of one filter that come after one in alphabetical order, as many as are given at a time.

        So the last of them leads to those that follow; there are no more where none is given.
        """

    def has_code(self, key: str, code: str) -> bool:
        """Return whether any event of the table carries a code of one filter."""

    def has_lane(self, lanes_by: str, lane: str) -> bool:
        """Return whether any event of the table stands in a lane."""

    def offer_text(self, text: str) -> str:
        """Return a search like this one that finds something, "" where there is none or this one does."""

    def lanes(self, selection: Selection, lanes_by: str) -> ColumnArrays:
        """Count events per lane: columns lane (its key, see lane_schemes) and CLASSES; lanes with none too."""

    def density(self, selection: Selection, unit: str) -> ColumnArrays:
        """Count the dated events that the filters keep on calendar units, in the window or not, each event once.

        Columns unit, first, last (days; see `bins`), known (events whose days are known) and imprecise (the others).
        `unit`: the finest to count in, one of calendar_units.STRIP_UNITS.
        """

    def bins(
        self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], unit: str, margin: int = 0
    ) -> ColumnArrays:
        """Count the events in the window on calendar units, each event once a lane.

        Drawn is what `selection.shown()` keeps. Columns lane, side, unit, first, last (days), events (how many),
        highlighted (how many of them the greying filters keep too), uncertain and possible (how many of the highlighted
        stand so in the window), others. Where `unit` (one of calendar_units.STRIP_UNITS) holds the whole range of an
        event's possible start days it counts there; else in a row with the smallest of calendar_units.UNITS that is
        wider and holds it (unit = "" where none does: first, last = the range of those that may begin first in one
        century, apart from those that began before the window). No `first` is before year 1.
        `others`: further events of the lane whose range of start days meets [first, last] (only for rows of the asked
        unit).

        side: 0 for events in the window. With a `margin` (days) there are rows of side -1 and 1 as well, in the same
        units: earlier events that end (end_max) within the margin before the window, and later ones that begin
        (start_min) within it behind the window, in units that touch the margin; their uncertain, possible and others
        are 0. So an event counts on one side only, and a unit on the window's edge has a row on both.
        """

    def marks(
        self,
        selection: Selection,
        lanes_by: str,
        lanes: tuple[str, ...],
        margin: int = 0,
        most_beyond: int | None = None,
    ) -> ColumnArrays:
        """Return the events in the window, one row a lane they stand in, chronological within a lane.

        Drawn is what `selection.shown()` keeps. Columns lane, side, id, title, date, meeting_type, level, status,
        rank, start_min … end_max, uncertain, approximate and highlighted (bool: the greying filters keep it too).

        side: 0 for events in the window; with a `margin` (days) also -1 for earlier ones that end (end_max) within it
        before the window, and 1 for later ones that begin (start_min) within it behind the window. Of a lane's on one
        side at most `most_beyond` (None: all), those that end or begin nearest to the window; of equal ones the first.
        """

    def foremost(self, selection: Selection, lanes_by: str, lanes: tuple[str, ...], most: int) -> ColumnArrays:
        """Return as `marks` does, without a margin, of every lane the `most` events of highest rank.

        A rank is that of the kind of meeting, the lowest number first. Among equal ranks `priority` decides, a number
        that hangs on the event's id alone, the lowest first: so a moved window keeps those it had.
        """

    def rows(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the events in the window in chronological order, with the column `standing`: one of INSIDE."""

    def binned(
        self, selection: Selection, lanes_by: str, key: BinKey, offset: int = 0, limit: int | None = None
    ) -> pd.DataFrame:
        """Return the events that `bins` counts in one bin, as `rows` does; without those that are merely grey."""

    def binned_count(self, selection: Selection, lanes_by: str, key: BinKey) -> int:
        """Return how many events `binned` has, whatever its limit."""

    def undated(self, selection: Selection, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
        """Return the kept events that have no date."""

    def evidence(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return what proves these events, one row an event and source, in the events' order, then that of the sources.

        Columns event, source, locator, stated_date, read, note, title, publisher, url, published, kind, language.
        """

    def event(self, identity: str) -> pd.Series | None:
        """Return one event by its id, None where the table has none of that name."""

    def events(self, identities: Sequence[str]) -> pd.DataFrame:
        """Return these events, each once, in the order of their ids here; those that the table lacks are left out."""

    def possibly_same(self, identity: str) -> pd.DataFrame:
        """Return the events that may be the same one as this, at most MOST_NAMED of them, chronological: same kind, a
        country in common, and possible days of beginning in common, those of one of the two not known.
        """

    def count_possibly_same(self, identity: str) -> int:
        """Return how many events may be the same one as this, the first of which `possibly_same` gives."""

    def neighbours(self, selection: Selection, identity: str) -> Neighbours | None:
        """Return what stands before and after an event in the window; None where the selection does not hold it."""

    def beginnings(self, selection: Selection, within: Window) -> pd.DataFrame:
        """Count the events in the window by the days on which they may have begun, as far as these meet another window.

        Columns start_min, start_max, vague (bool: which of these days is not known, or if any) and events; sorted.
        """


@runtime_checkable
class EngineStore(Store, Protocol):
    """Answer questions from an engine, which may be slow or away: every question may raise EngineError."""

    def visit(self) -> Self:
        """Return a store with the same answers whose own questions can be cancelled."""

    def version(self) -> str:
        """Return the version that the table has in its engine by now, asked anew; "" where none is told."""

    def cancel(self) -> None:
        """Stop the questions that run, and refuse those to come; they raise Cancelled."""

"""A briefing as a value: ordered steps, each a view with a heading and a note, made from a selection."""

import unicodedata
from dataclasses import dataclass, replace

import numpy as np

from components.dates import certainty, date_text, edtf
from components.events.table import Table
from components.query.selection import Request
from components.query.store import Store
from components.stores import neighbours

MOST_STEPS = 400
MOST_LETTERS = 4_000  # of a title, a heading or a note
_KEPT = {"\n", "\t"}  # of the control characters


@dataclass(frozen=True)
class Step:
    """Hold one step: a heading, a note, and the view it shows; None for a section break, which shows none."""

    heading: str
    note: str = ""
    request: Request | None = None


@dataclass(frozen=True)
class Briefing:
    """Hold a briefing: its title page's texts ("" = none), the date of its audience (EDTF) and its steps in order."""

    title: str
    subtitle: str = ""
    classification: str = ""
    audience_date: str = ""
    steps: tuple[Step, ...] = ()

    def moved(self, place: int, by: int) -> "Briefing":
        """Return the briefing with the step at a place moved by so many places, as far as there are any."""
        steps = list(self.steps)
        step = steps.pop(place)
        steps.insert(max(0, min(len(steps), place + by)), step)
        return replace(self, steps=tuple(steps))

    def dropped(self, place: int) -> "Briefing":
        """Return the briefing without the step at a place."""
        return replace(self, steps=self.steps[:place] + self.steps[place + 1 :])

    def put(self, place: int, step: Step) -> "Briefing":
        """Return the briefing with another step at a place."""
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place + 1 :]))

    def added(self, step: Step, place: int | None = None) -> "Briefing":
        """Return the briefing with one step more, before the one at a place or at the end; MOST_STEPS at most."""
        at = len(self.steps) if place is None else place
        return replace(self, steps=(*self.steps[:at], step, *self.steps[at:])[:MOST_STEPS])

    @property
    def date_in_words(self) -> str:
        """Return the date of its audience in words; what is no EDTF as it stands."""
        try:
            return date_text.describe_date(self.audience_date) if self.audience_date else ""
        except edtf.DateError:
            return self.audience_date

    @property
    def full(self) -> bool:
        """Return whether it has as many steps as a briefing may have."""
        return len(self.steps) >= MOST_STEPS


def clean_text(text: str) -> str:
    """Return text that every file can hold: no control characters but line ends, no half characters."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter in _KEPT or unicodedata.category(letter) not in ("Cc", "Cs") else " " for letter in joined
    )


def build_briefing(store: Store, table: Table, request: Request) -> Briefing:
    """Make a briefing of a selection: a step for every event in the window, at most MOST_STEPS.

    The certain ones come first, then the others that are in the window, each in chronological order.
    """
    selection = request.selection
    rows = store.rows(selection, limit=MOST_STEPS)
    rows = rows.assign(unordered=neighbours.count_unordered(store, selection, rows))
    rows = rows.iloc[np.argsort(rows["standing"] != certainty.CERTAIN, kind="stable")]
    steps = (_to_step(request, *told) for told in zip(rows["id"], rows["title"], rows["unordered"], strict=True))
    return Briefing(table.settings.title, " · ".join(selection.describe(table)), steps=tuple(steps))


def build_step(store: Store, request: Request, identity: str) -> Step:
    """Make a step of one event in a view: its title as heading, and a note where its order or its date is in doubt."""
    event, near = store.event(identity), store.neighbours(request.selection, identity)
    return _to_step(request, identity, "" if event is None else event["title"], near.unordered if near else 0)


def _to_step(request: Request, identity: str, title: str, unordered: int) -> Step:
    others = "another event" if unordered == 1 else f"{unordered:,} others"
    doubt = f"Whether this came before or after {others} of the selection is not known." if unordered else ""
    return Step(title, doubt, replace(request, event=identity, listed=None))


def build_view_step(table: Table, request: Request) -> Step:
    """Make a step of a view without an event: its period and filters as heading."""
    return Step(" · ".join(request.selection.describe(table)), "", replace(request, event="", listed=None))

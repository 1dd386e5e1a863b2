"""A briefing as a value: ordered steps, each a view with a heading and a note, made from a selection."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from components.dates import certainty, date_text, edtf
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
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

    def removed(self, place: int) -> "Briefing":
        """Return the briefing without the step at a place."""
        return replace(self, steps=self.steps[:place] + self.steps[place + 1 :])

    def put(self, place: int, step: Step) -> "Briefing":
        """Return the briefing with another step at a place."""
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place + 1 :]))

    def added(self, step: Step, place: int | None = None) -> "Briefing":
        """Return the briefing with one step more, before the one at a place or at the end; MOST_STEPS at most."""
        at = len(self.steps) if place is None else place
        return replace(self, steps=(*self.steps[:at], step, *self.steps[at:])[:MOST_STEPS])

    def describe_date(self, _: Messages = ENGLISH) -> str:
        """Return the date of its audience in words; what is no EDTF as it stands."""
        try:
            return date_text.describe_date(self.audience_date, _) if self.audience_date else ""
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


def list_first(words: Sequence[str], most: int, _: Messages, between: str = ", ") -> str:
    """List the first few of some words, and how many more there are."""
    listed, beyond = between.join(words[:most]), len(words) - most
    return _("{listed}, and {count} more", listed=listed, count=beyond) if beyond > 0 else listed


def build_briefing(store: Store, table: Table, request: Request) -> Briefing:
    """Make a briefing of a selection: a step for every event in the window, at most MOST_STEPS.

    The certain ones come first, then the others that are in the window, each in chronological order.
    """
    selection, _ = request.selection, table.messages
    rows = store.rows(selection, limit=MOST_STEPS)
    rows = rows.assign(unordered=neighbours.count_unordered(store, selection, rows), vague=_is_vague(rows))
    rows = rows.iloc[np.argsort(rows["standing"] != certainty.CERTAIN, kind="stable")]
    told = zip(rows["id"], rows["title"], rows["unordered"], rows["vague"], strict=True)
    steps = (
        _to_step(request, identity, title, _describe_order(int(unordered), _, vague=vague))
        for identity, title, unordered, vague in told
    )
    return Briefing(table.settings.title, " · ".join(selection.describe(table)), steps=tuple(steps))


def build_step(store: Store, request: Request, identity: str, _: Messages = ENGLISH) -> Step:
    """Make a step of one event in a view: its title as heading, and a note where its order or its date is in doubt."""
    event, near = store.event(identity), store.neighbours(request.selection, identity)
    if event is None:
        return _to_step(request, identity, "", "")
    unordered = near.unordered if near else 0
    return _to_step(request, identity, event["title"], _describe_order(unordered, _, vague=bool(_is_vague(event))))


def _is_vague(dated: pd.DataFrame | pd.Series) -> Any:
    """Mark the events, or the one, of which it is not known on which day they began."""
    return certainty.is_beginning_vague(certainty.build_columns(dated))


def _describe_order(unordered: int, _: Messages, *, vague: bool) -> str:
    """Say that so many events may have come before or after one, and whose date leaves that open; "" where none may."""
    if not unordered:
        return ""
    if vague:
        return _.plural(
            "Exact date unknown; may have come before or after {count} other event.",
            "Exact date unknown; may have come before or after {count} other events.",
            unordered,
        )
    return _.plural(
        "May have come before or after {count} other event whose exact date is unknown.",
        "May have come before or after {count} other events whose exact dates are unknown.",
        unordered,
    )


def _to_step(request: Request, identity: str, title: str, note: str) -> Step:
    return Step(title, note, replace(request, event=identity, listed=None))


def build_view_step(table: Table, request: Request) -> Step:
    """Make a step of a view without an event: its period and filters as heading."""
    return Step(" · ".join(request.selection.describe(table)), "", replace(request, event="", listed=None))

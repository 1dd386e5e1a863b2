"""What an export is given: the selected events with their evidence, the statement, and the briefing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from components.briefing.briefing import Briefing
from components.briefing.briefing_file import InScheme
from components.events.table import Table
from components.query.selection import Request, Selection
from components.query.store import Store
from components.stores import neighbours
from components.views import card, file_picture, selection_summary
from components.views.card import Card
from components.views.file_picture import Picture
from components.views.selection_summary import SelectionSummary

PAPERS = ("a4", "a3")
SCALES = (1, 2, 3, 4)
MOST_UNDATED = 2_000  # events without a date that a file may list; the others are counted


@dataclass(frozen=True)
class ExportOptions:
    """Hold what a person chose for the files.

    template: a .pptx or .potx to make slides on, empty for our own. paper: one of PAPERS. whole: pictures show all
    lanes and labels on as much room as they take, not what fits `width` (pixels). scale: one of SCALES, pixels of a PNG
    for each of its SVG.
    """

    template: bytes = b""
    paper: str = "a4"
    whole: bool = False
    width: int = 1600
    scale: int = 2


@dataclass(frozen=True)
class ExportInput:
    """Hold what leaves.

    events: all that the selection has in its window, chronological: the columns of schema.parse_events and `standing`
    (one of store.INSIDE, "" for undated ones). undated: those that the filters keep and that have no date, the first
    MOST_UNDATED, with the same columns; undated_left: how many more. evidence: as store.Store.evidence gives it, for
    both. picture_of: composes the picture of any request on so many pixels (and, if given, for ViewOptions). card_of:
    gathers the card of an event by its id, within a request's selection, as far as files show it: without the names of
    what stands next to it.
    """

    table: Table
    request: Request
    statement: SelectionSummary
    briefing: Briefing
    events: pd.DataFrame
    undated: pd.DataFrame
    undated_left: int
    evidence: pd.DataFrame
    picture_of: Callable[..., Picture]
    card_of: Callable[[Request, str], Card | None]
    options: ExportOptions = field(default_factory=ExportOptions)

    @property
    def title(self) -> str:
        """Return the title of a file of the view's events; only one that holds the briefing bears the briefing's."""
        return self.table.settings.title

    @property
    def subtitle(self) -> str:
        """Return the selection in words, to stand below that title."""
        return " · ".join(self.request.selection.describe(self.table))


def build_export_input(
    store: Store,
    table: Table,
    request: Request,
    briefing: Briefing,
    made: datetime,
    *,
    link: str = "",
    options: ExportOptions | None = None,
) -> ExportInput:
    """Gather what a request selects of a table; `made` is the time that files say (UTC)."""
    selection = request.selection
    events, undated = store.rows(selection), store.undated(selection, limit=MOST_UNDATED).assign(standing="")
    evidence = store.evidence([*events["id"], *undated["id"]])
    cited = evidence["source"].nunique()
    return ExportInput(
        table=table,
        request=request,
        statement=selection_summary.summarise(store, table, selection, cited, made, link),
        briefing=briefing,
        events=events,
        undated=undated,
        undated_left=store.totals(selection).undated - len(undated),
        evidence=evidence,
        picture_of=partial(file_picture.compose_picture, store, table),
        card_of=_Cards(store, table, selection, events, evidence),
        options=options or ExportOptions(),
    )


def with_schemes(given: ExportInput, in_scheme: InScheme) -> ExportInput:
    """Return an export input whose steps are shown with the regions of each; `in_scheme` opens the table with them."""

    def picture_of(request: Request, *asked: Any) -> Picture:
        if request.scheme == given.request.scheme:
            return given.picture_of(request, *asked)
        table, store = in_scheme(request.scheme)
        return file_picture.compose_picture(store, table, request, *asked)

    def card_of(request: Request, identity: str) -> Card | None:
        if request.scheme == given.request.scheme:
            return given.card_of(request, identity)
        table, store = in_scheme(request.scheme)
        return card.build_card(store, table, request.selection, identity)

    return replace(given, picture_of=picture_of, card_of=card_of)


@dataclass(frozen=True, eq=False)
class _Cards:
    """Gather cards as files show them; nothing is asked one by one of the selection's events."""

    store: Store
    table: Table
    selection: Selection
    events: pd.DataFrame
    evidence: pd.DataFrame

    @cached_property
    def _places(self) -> dict[str, int]:
        return {identity: place for place, identity in enumerate(self.events["id"])}

    @cached_property
    def _unordered(self) -> np.ndarray:
        return neighbours.count_unordered(self.store, self.selection, self.events)

    @cached_property
    def _sources(self) -> dict[str, tuple[card.Evidence, ...]]:
        by_event, _ = self.evidence.groupby("event", sort=False), self.table.messages
        return {str(event): card.build_sources(rows, _) for event, rows in by_event}

    def __call__(self, request: Request, identity: str) -> Card | None:
        place = self._places.get(identity) if request.selection == self.selection else None
        if place is None:
            return card.build_card(self.store, self.table, request.selection, identity)
        bare = card.build_bare_card(self.events.iloc[place], self.table, self._sources.get(identity, ()))
        return replace(bare, unordered=int(self._unordered[place]))

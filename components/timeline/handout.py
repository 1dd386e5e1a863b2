"""This file is what an export is given: the selected events with their evidence, the statement, and the briefing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import pandas as pd

from components.timeline import card, statement, view
from components.timeline.briefing import Briefing
from components.timeline.card import Card
from components.timeline.selection import Request, Selection
from components.timeline.statement import Statement
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.view import View

PAPERS = ("a4", "a3")
SCALES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Options:
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
class Handout:
    """Hold what leaves.

    events: all that the selection has in its window, chronological: the columns of schema.to_events and `certain`
    (bool). undated: those that the filters keep and that have no date, with the same columns. evidence: as
    store.Store.evidence gives it, for both. view_of: composes the view of any request on so many pixels (and, if
    given, for a Look). card_of: gathers the card of an event by its id, within a selection.
    """

    table: Table
    request: Request
    statement: Statement
    briefing: Briefing
    events: pd.DataFrame
    undated: pd.DataFrame
    evidence: pd.DataFrame
    view_of: Callable[..., View]
    card_of: Callable[[Selection, str], Card | None]
    options: Options = field(default_factory=Options)


def to_handout(
    store: Store,
    table: Table,
    request: Request,
    briefing: Briefing,
    made: datetime,
    *,
    link: str = "",
    options: Options | None = None,
) -> Handout:
    """Gather what a request selects of a table; `made` is the time that files say (UTC)."""
    selection = request.selection
    events, undated = store.rows(selection), store.undated(selection).assign(certain=False)
    evidence = store.evidence([*events["id"], *undated["id"]])
    cited = evidence["source"].nunique()
    return Handout(
        table=table,
        request=request,
        statement=statement.to_statement(store, table, selection, cited, made, link),
        briefing=briefing,
        events=events,
        undated=undated,
        evidence=evidence,
        view_of=partial(view.compose, store, table),
        card_of=partial(card.to_card, store, table),
        options=options or Options(),
    )

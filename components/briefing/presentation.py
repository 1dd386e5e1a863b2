"""A briefing as it is presented: its pages as text, the context behind them, and the sources at the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from components.briefing import presentation_context
from components.briefing.briefing import Briefing, Step, list_first
from components.briefing.briefing_file import InScheme
from components.briefing.presentation_context import Highlight, StepFrame
from components.events import levels
from components.events.table import Table
from components.layout.count_text import describe_count, describe_totals
from components.messages.catalogue import Messages
from components.query.selection import Request
from components.query.store import Store
from components.views import card, selection_summary
from components.views.card import Card, Evidence
from components.views.selection_summary import SelectionSummary

MOST_NAMES = 12  # of those who took part, on one page; the others are counted
MOST_SOURCES = 12  # on the last page; the others are counted
MOST_SCENES = 60  # different contexts; the steps after them show their event alone

Page = dict[str, Any]


@dataclass(frozen=True)
class Presentation:
    """Hold what is presented, as JSON can say it.

    cover: title, subtitle, classification, date. pages: one a step: heading, note, about, facts ([words, text]), when,
    kind, source, context (index, None for none), viewport ([first, last] day), ticks (those of its context where None)
    and highlight (as presentation_context.Highlight, None for none). contexts: as
    presentation_context.PresentationContext. closing: statement (sentences), sources ([title, about]) and others (how
    many more).
    """

    cover: dict[str, str]
    pages: tuple[Page, ...]
    contexts: tuple[dict[str, Any], ...]
    closing: dict[str, Any]


def build_presentation(
    store: Store, table: Table, briefing: Briefing, request: Request, made: datetime, in_scheme: InScheme | None = None
) -> Presentation:
    """Build all that presenting a briefing needs, so that it goes on without the server.

    request: the view in hand, stated at the end where no step has one. in_scheme: as read_briefing takes it.
    """
    shown = [step.request.event for step in briefing.steps if step.request and step.request.event]
    found = store.events(shown)
    asked = _Asked(store, table, in_scheme, {str(event["id"]): event for _index, event in found.iterrows()})
    evidence = store.evidence(list(found["id"]))
    cited = {str(event): card.build_sources(rows, table.messages) for event, rows in evidence.groupby("event")}
    pages = [_to_page(step, asked, cited) for step in briefing.steps]
    contexts = _light(briefing, pages, asked)
    cover = {"title": briefing.title, "subtitle": briefing.subtitle, "classification": briefing.classification}
    stated = next((step.request for step in briefing.steps if step.request), request)
    closing = _to_closing(
        evidence,
        selection_summary.summarise(store, table, stated.selection, evidence["source"].nunique(), made),
        table.messages,
    )
    return Presentation(
        {**cover, "date": briefing.describe_date(table.messages)}, tuple(pages), tuple(contexts), closing
    )


@dataclass(frozen=True)
class _Asked:
    """Hold whom to ask of a view, the table in its scheme of regions, and the events of all steps."""

    store: Store
    table: Table
    in_scheme: InScheme | None
    events: dict[str, pd.Series]

    def of(self, request: Request) -> tuple[Table, Store]:
        return self.in_scheme(request.scheme) if self.in_scheme else (self.table, self.store)


def _to_page(step: Step, asked: _Asked, cited: dict[str, tuple[Evidence, ...]]) -> Page:
    """Return a step in words."""
    page: Page = {
        "heading": step.heading,
        "note": step.note,
        "context": None,
        "viewport": None,
        "highlight": None,
        "facts": [],
    }
    if step.request is None:
        return page
    table, store = asked.of(step.request)
    selection, _ = step.request.selection, table.messages
    if not step.request.event:
        counted = describe_totals(store.totals(selection), _)
        return {**page, "about": " · ".join((counted, *selection.describe(table)))}
    event = asked.events.get(step.request.event)
    if event is None:
        return {**page, "about": _("The event “{event}” is not in this table.", event=step.request.event)}
    sources = cited.get(step.request.event, ())
    return {**page, **_to_facts(event, card.build_bare_card(event, table, sources), _)}


def _to_facts(event: pd.Series, shown: Card, _: Messages) -> Page:
    pairs = (
        (_("Counterparts"), list_first(shown.parties, MOST_NAMES, _)),
        (_("Place"), shown.where),
        (_("Participants"), list_first(shown.people, MOST_NAMES, _)),
    )
    kinds = ((event["meeting_type"], shown.kind), (event["level"], shown.level))
    doubtful = _("{date} ({doubt})", date=shown.date, doubt=shown.doubt)
    return {
        "title": shown.title,
        "when": doubtful if shown.doubt else shown.date,
        "kind": " · ".join(words for code, words in kinds if words and code != levels.OTHER),
        "about": shown.summary,
        "facts": [[words, text] for words, text in pairs if text],
        "source": _cite(shown, _),
    }


def _cite(shown: Card, _: Messages) -> str:
    if not shown.sources:
        return _("No source is recorded for this event.")
    first, *others = shown.sources
    cited = ", ".join(filter(None, (first.title, first.publisher, first.locator)))
    if others:
        return _("Source: {source}; and {count} more", source=cited, count=len(others))
    return _("Source: {source}", source=cited)


def _light(briefing: Briefing, pages: list[Page], asked: _Asked) -> list[dict[str, Any]]:
    """Give every page that has a view its viewport, context and highlight; return the contexts."""
    _ = asked.table.messages
    groups: dict[tuple[Any, ...], list[tuple[int, StepFrame]]] = {}
    for number, step in enumerate(briefing.steps):
        if step.request is not None:
            frame = presentation_context.frame_step(step.request, asked.events.get(step.request.event))
            key = (step.request.selection, step.request.lanes_by, step.request.scheme, frame.days)
            groups.setdefault(key, []).append((number, frame))
    contexts: list[dict[str, Any]] = []
    for group in groups.values():
        frames = [frame for _number, frame in group]
        table, store = asked.of(frames[0].request)
        drawn, lights = (
            presentation_context.build_context(store, table, frames)
            if len(contexts) < MOST_SCENES
            else presentation_context.build_bare_context(table, frames)
        )
        for (number, frame), highlighted in zip(group, lights, strict=True):
            pages[number] |= _to_place(frame, highlighted, len(contexts), _)
        contexts.append(vars(drawn))
    return contexts


def _to_place(frame: StepFrame, highlighted: Highlight | None, index: int, _: Messages) -> Page:
    viewport, window = frame.viewport, frame.request.selection.window
    beyond = viewport.first < window.first or viewport.last > window.last
    return {
        "context": index,
        "viewport": [viewport.first, viewport.last],
        "ticks": presentation_context.list_ticks(viewport, frame.days, _) if beyond else None,
        "highlight": vars(highlighted) if highlighted else None,
        "event": frame.request.event,
    }


def _to_closing(evidence: pd.DataFrame, stated: SelectionSummary, _: Messages) -> dict[str, Any]:
    """Return the last page: the statement, and the sources of all events that steps show."""
    used = evidence["source"].value_counts()
    known = {str(row.source): row for row in evidence.drop_duplicates("source").itertuples()}
    cited = [_describe_source(known[str(key)], int(events), _) for key, events in used.items()]
    others = max(0, len(cited) - MOST_SOURCES)
    return {"statement": list(stated.lines), "sources": cited[:MOST_SOURCES], "others": others}


def _describe_source(source: Any, events: int, _: Messages) -> list[str]:
    return [source.title or source.source, ", ".join(filter(None, (source.publisher, describe_count(events, _))))]

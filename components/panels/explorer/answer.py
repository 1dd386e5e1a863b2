"""The answer to a state of the view: a pure function of the state and the table, part by part (D23)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from components.events.table import Table
from components.layout import overview
from components.panels import page_language
from components.panels.explorer import card_panel, filter_panel, listing_panel, sentence_panel, timeline_panel
from components.panels.explorer.view_state import (
    CARD,
    FILTERS,
    LISTED,
    LISTING,
    TIMELINE,
    UNDATED,
    ViewState,
    describe_request,
)
from components.query import links
from components.query.selection import Request
from components.query.store import Store
from components.views import view
from components.views.view import View

_EXTRAS = {FILTERS: view.FACETS, CARD: view.CARD, LISTED: view.LISTED}
_COMPOSED = {TIMELINE, *_EXTRAS}  # parts that are of one view; the others are lists that stand alone


def answer(state: ViewState, table: Table, store: Store, opening: Request, gaps: Sequence[str] = ()) -> dict[str, Any]:
    """Return the parts of a view that its state asks for, as JSON has them; raises EngineError.

    table: in the language to be said, and in the scheme of the request. opening: what it opens on. gaps: what sources
    count and the table lacks of what is selected.
    """
    _, selection = table.messages, state.request.selection
    query = links.format_query(page_language.with_language(links.build_query(state.request, opening), _))
    made: dict[str, Any] = {
        "request": describe_request(state.request),
        "query": query,
        "ignored": sentence_panel.build_ignored(state.ignored, _),
    }
    if state.parts & _COMPOSED:
        extras = [name for part, name in _EXTRAS.items() if part in state.parts]
        composed = view.compose(store, table, state.request, state.width, state.options, extras)
        made |= _build_view(state, composed, query)
        if TIMELINE in state.parts:
            made[TIMELINE] = _build_timeline(state, composed, store, opening, gaps)
    if LISTING in state.parts:
        made[LISTING] = listing_panel.build_listing(
            view.read_listing(store, table, selection, state.options.listing_from), _
        )
    if UNDATED in state.parts:
        made[UNDATED] = listing_panel.build_undated(
            view.read_undated(store, table, selection, state.options.undated_from), _
        )
    return made


def _build_view(state: ViewState, composed: View, query: str) -> dict[str, Any]:
    """Return what stands beside the timeline of a view."""
    made: dict[str, Any] = {}
    if FILTERS in state.parts:
        made[FILTERS] = filter_panel.build_filters(composed)
    if CARD in state.parts:
        accessed = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=state.today)).date()
        made[CARD] = card_panel.build_card(composed, query, accessed)
    if LISTED in state.parts:
        made[LISTED] = card_panel.build_listed(composed)
    return made


def _build_timeline(
    state: ViewState, composed: View, store: Store, opening: Request, gaps: Sequence[str]
) -> dict[str, Any]:
    opens_on = opening.selection.window
    periods = overview.list_periods(composed.table, store, state.request.selection, opens_on)
    return {
        **timeline_panel.build_payload(composed, state, opens_on, store.span() or opens_on),
        "periods": periods,
        "names": filter_panel.name_chosen(composed),
        "sentence": sentence_panel.build_sentence(composed),
        "gaps": sentence_panel.build_gaps(gaps, composed.table.messages),
        "ways": sentence_panel.build_ways(composed),
        "more": sentence_panel.build_more_lanes(composed),
        "totals": {"inside": composed.totals.inside, "undated": composed.totals.undated},
    }

"""The page, as a table of contents: open, choose, compose, show."""

from functools import partial

import streamlit as st

from components.dates.fiscal_years import Period
from components.dates.windows import Window
from components.events.raw_table import TableError
from components.events.table import Table
from components.layout import overview
from components.messages.catalogue import Messages
from components.panels import error_messages, export_panel, page_header, page_language, rejected_rows
from components.panels.briefing import briefing_panel
from components.panels.explorer import (
    actions,
    card_panel,
    coverage_panel,
    filter_panel,
    listing_panel,
    page_state,
    selection_panel,
    timeline_panel,
)
from components.panels.own_table import upload_panel
from components.panels.tables import engine_wait, last_answer, loading_panel, table_registry
from components.panels.tables.last_answer import ShownAnswer
from components.query import links
from components.query.selection import Request
from components.query.store import EngineError, Store
from components.views import claims, view
from components.views.view import View


def render_page() -> None:
    """Show the whole page."""
    _ = page_language.get_messages()
    st.set_page_config(page_title=_(page_header.NAME), layout="wide", initial_sidebar_state="collapsed")
    page_header.render_style()
    actions.switch_at_start()
    opening = table_registry.start_opening(page_state.get_scheme())
    if not opening.ended.is_set():
        page_header.render_title()
        loading_panel.render_progress(opening)
        return
    if opening.error:
        page_header.render_title()
        loading_panel.render_retry(opening)
        upload_panel.render_upload(_)
        return
    table, store = table_registry.load_table()
    page_header.render_title(table.settings.title, table.settings.description)
    upload_panel.render_upload(_)
    render_explorer(table.version, _)
    rejected_rows.render_rejected(table)
    with error_messages.errors_shown("coverage"):
        events = engine_wait.run_query(store, lambda asked: asked.size())
        coverage_panel.render_coverage(table, events, table_registry.check_claims(table.version, table, store))


@st.fragment
def render_explorer(version: str, _: Messages) -> None:
    """Show what follows the window and the filters; a fragment, so that zooming redraws nothing else.

    Where there is no answer, what was last shown stays, and the page says why.
    """
    loading_panel.render_change()
    shown, failure = last_answer.find_last(version), page_state.pop_error()
    opening = table_registry.start_opening(page_state.get_scheme())
    if not opening.ended.is_set():  # what was tried again takes its time, and the page says how far it is
        st.rerun()
    try:
        table, store = table_registry.tell_in(opening.result(), _)
        # Back or Forward led to another table or language, so that all around is another, too
        if table.version != version or page_language.get_messages() != _:
            st.rerun()
        shown = _answer(table, store)
        last_answer.keep_answer(shown)
    except (EngineError, TableError) as error:
        failure = error_messages.get_sentence(error)
        shown = shown and last_answer.mark_stale(shown, page_state.get_number(page_state.REPORTS))
    error_messages.render_retry(failure, partial(table_registry.drop_opening, opening))
    if shown:
        _render(shown)


def _answer(table: Table, store: Store) -> ShownAnswer:
    """Answer the request of this run; raises EngineError."""
    opening = table_registry.name_shown(engine_wait.run_query(store, partial(links.find_opening, table)))
    request = page_state.start_run(table, store, opening)
    (width, theme_name), view_options = page_state.read_shape(), page_state.get_view_options()

    def ask(asked: Store) -> tuple[View, Window | None, list[tuple[str, list[Period]]], int]:
        periods = overview.list_periods(table, asked, request.selection, opening.selection.window)
        return view.compose(asked, table, request, width, view_options), asked.span(), periods, asked.size()

    composed, span, periods, events = engine_wait.run_query(store, ask)
    page_state.set_view_options(composed.view_options)
    answer = timeline_panel.Answer(
        theme=theme_name,
        sequence=page_state.get_number(page_state.WINDOW_NUMBER),
        session=st.session_state[page_state.SESSION],
        link_number=page_state.get_number(page_state.LINK_NUMBER),
        list_numbers=page_state.read_list_numbers(),
        choice=page_state.get_number(page_state.DELIBERATE),
        opening=opening,
        all_dates=span or opening.selection.window,
        periods=periods,
        events=events,
        reports=page_state.get_number(page_state.REPORTS),
    )
    return ShownAnswer(store, composed, answer, page_state.get_number(page_state.CHOICE_NUMBER))


def _render(shown: ShownAnswer) -> None:
    composed, answer = shown.view, shown.answer
    error_messages.render_ignored(st.session_state[page_state.IGNORED])
    take_choices, take_find = actions.wrap_handler(actions.on_choices), actions.wrap_handler(actions.on_find)
    filter_panel.render_filters(composed, shown.choice_number, answer.session, take_choices, take_find)
    selection_panel.render_sentence(composed)
    with st.container(key="gaps"), error_messages.errors_shown("gaps"):  # always there, as of render_relaxations
        selection_panel.render_gaps(_list_gaps(shown), composed.table.messages)
    selection_panel.render_relaxations(composed, actions.on_selection)
    with st.container(horizontal=True, gap="medium", key="timeline-and-card"):
        timeline_panel.render_timeline(composed, answer, _reports(shown.store))
        _render_side(composed, answer.opening)
    selection_panel.render_more_lanes(composed, actions.on_more_lanes)
    briefing_panel.render_briefing(shown.store, composed, answer.opening)
    export_panel.render_exports(shown.store, composed, answer.opening)
    listing_panel.render_listing(composed, page_state.get_number(page_state.CLOSED), actions.on_event, actions.on_page)


def _list_gaps(shown: ShownAnswer) -> list[str]:
    """Say what sources count and the table lacks of what is selected; nothing is asked where nothing is chosen."""
    table, selection = shown.view.table, shown.view.request.selection
    if not selection.choices or table.claims.empty:
        return []
    return claims.list_gaps(table_registry.check_claims(table.version, table, shown.store), selection, table.messages)


def _render_side(composed: View, opening: Request) -> None:
    """Show the card of the event in hand, else the list of the bin in hand."""
    if composed.card:
        address = page_state.build_address(composed.request, opening)
        card_panel.render_card(composed, address, actions.on_event)
    elif composed.listed is not None:
        card_panel.render_listed(composed, actions.on_event, actions.close_list, actions.on_page)


def _reports(store: Store) -> dict[str, actions.Action]:
    acts = {
        "shape": actions.on_shape,
        "window": actions.on_window,
        "event": lambda: actions.on_event(page_state.read_text("event")),
        "bin": actions.build_bin_handler(store),
        **{name: actions.build_list_handler(name) for name in page_state.LISTS},
        "step": actions.build_step_handler(store),
        "lanes": actions.on_lanes,
        "scheme": actions.on_scheme,
        "link": actions.on_link,
    }
    return {name: actions.wrap_handler(act) for name, act in acts.items()}


if __name__ == "__main__":
    render_page()

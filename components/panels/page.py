"""The page, as a table of contents: open, explore, take away, know what it covers."""

from functools import partial

import streamlit as st

from components.events.raw_table import TableError
from components.messages.catalogue import Messages
from components.panels import error_messages, export_panel, page_header, page_language, rejected_rows
from components.panels.briefing import briefing_history, briefing_panel
from components.panels.explorer import actions, coverage_panel, explorer_panel, page_state
from components.panels.own_table import upload_panel
from components.panels.tables import engine_wait, loading_panel, table_registry
from components.query.store import EngineError, Store


def render_page() -> None:
    """Show the whole page."""
    _ = page_language.get_messages()
    st.set_page_config(page_title=_(page_header.NAME), layout="wide", initial_sidebar_state="collapsed")
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
        checked = engine_wait.run_query(store, partial(table_registry.check_claims, table))
        coverage_panel.render_coverage(table, events, checked)


@st.fragment
def render_explorer(version: str, _: Messages) -> None:
    """Show the explorer and what is made of what it shows; a fragment, so that what is around is not drawn anew.

    The explorer asks for its answers itself: this runs only while a panel below shows what is on screen (D23).
    """
    loading_panel.render_change()
    opening = table_registry.start_opening(page_state.get_scheme())
    if not opening.ended.is_set():  # what was tried again takes its time, and the page says how far it is
        st.rerun()
    try:
        table, store = table_registry.tell_in(opening.result(), _)
    except TableError as error:
        error_messages.render_retry(error_messages.get_sentence(error), partial(table_registry.drop_opening, opening))
        return
    # Back or Forward led to another table or language, so that all around is another, too
    if table.version != version or page_language.get_messages() != _:
        st.rerun()
    error_messages.render_retry(page_state.pop_error(), page_state.forget_error)
    reports = {name: actions.wrap_handler(act) for name, act in actions.REPORTS.items()}
    was_open = is_panel_open()
    explorer_panel.render_explorer(table, _count_events(store), was_open, reports)
    with error_messages.errors_shown("panels"):
        shown = page_state.read_shown_or_last(table, store)
        briefing_panel.render_briefing(shown)
        export_panel.render_exports(shown)
    if is_panel_open() != was_open:  # the page's address brought a briefing
        st.rerun()


def _count_events(store: Store) -> int:
    """Return how many events a table has; 0 where its engine does not say: the explorer says why when it asks."""
    try:
        return engine_wait.run_query(store, lambda asked: asked.size())
    except EngineError:
        return 0


def is_panel_open() -> bool:
    """Return whether a panel shows what is on screen, so that the script has to be told of it."""
    return briefing_history.is_open() or export_panel.is_open()


if __name__ == "__main__":
    render_page()

"""The page, as a table of contents: open, choose, compose, show."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.dates.fiscal_years import Period
from components.dates.windows import Window
from components.events.raw_table import TableError
from components.events.table import Table
from components.layout import overview
from components.panels import export_panel, notice_panel
from components.panels.briefing import briefing_panel
from components.panels.explorer import (
    actions,
    card_panel,
    coverage_panel,
    filter_panel,
    listing_panel,
    page_state,
    timeline_panel,
)
from components.panels.own_table import upload_panel
from components.panels.tables import engine_wait, last_answer, loading_panel, table_registry
from components.panels.tables.last_answer import Shown
from components.query import links
from components.query.selection import Request
from components.query.store import EngineError, Store
from components.views import view
from components.views.view import View


def show_page() -> None:
    """Show the whole page."""
    st.set_page_config(page_title=notice_panel.NAME, layout="wide", initial_sidebar_state="collapsed")
    notice_panel.show_style()
    actions.begin()
    opening = table_registry.begin(page_state.scheme())
    if not opening.ended.is_set():
        notice_panel.show_title()
        loading_panel.show(opening)
        return
    if opening.trouble:
        notice_panel.show_title()
        loading_panel.choose_again(opening)
        upload_panel.choose()
        return
    table, store = table_registry.load()
    notice_panel.show_title(table.settings.title, table.settings.description)
    upload_panel.choose()
    show_timeline(table.version)
    notice_panel.show_rejected(table)
    with notice_panel.trouble_said("coverage"):
        events = engine_wait.ask(store, lambda asked: asked.size())
        coverage_panel.show(table, events, table_registry.check_claims(table.version, table, store))


@st.fragment
def show_timeline(version: str) -> None:
    """Show what follows the window and the filters; a fragment, so that zooming redraws nothing else.

    Where there is no answer, what was last shown stays, and the page says why.
    """
    loading_panel.choose_change()
    shown, trouble = last_answer.last(version), page_state.take_trouble()
    opening = table_registry.begin(page_state.scheme())
    if not opening.ended.is_set():  # what was tried again takes its time, and the page says how far it is
        st.rerun()
    try:
        table, store = opening.result()
        if table.version != version:  # Back or Forward led to another table, so that all around is another, too
            st.rerun()
        shown = _answer(table, store)
        last_answer.keep(shown)
    except (EngineError, TableError) as error:
        trouble = str(error)
        shown = shown and last_answer.to_stale(shown, page_state.number(page_state.REPORTS))
    notice_panel.choose_again(trouble, partial(table_registry.forget, opening))
    if shown:
        _show(shown)


def _answer(table: Table, store: Store) -> Shown:
    """Answer the request of this run; raises EngineError."""
    opening = table_registry.to_named(engine_wait.ask(store, partial(links.to_opening, table)))
    request = page_state.begin(table, store, opening)
    (width, theme_name), look = page_state.shape(), page_state.look()

    def ask(asked: Store) -> tuple[View, Window | None, list[tuple[str, list[Period]]], int]:
        periods = overview.to_periods(table, asked, request.selection, opening.selection.window)
        return view.compose(asked, table, request, width, look), asked.span(), periods, asked.size()

    composed, span, periods, events = engine_wait.ask(store, ask)
    page_state.put_look(replace(composed.look, screen=composed.arrangement.screen))
    answer = timeline_panel.Answer(
        theme=theme_name,
        sequence=page_state.number(page_state.WINDOW_NUMBER),
        session=st.session_state[page_state.SESSION],
        link_number=page_state.number(page_state.LINK_NUMBER),
        list_numbers=page_state.list_numbers(),
        choice=page_state.number(page_state.DELIBERATE),
        opening=opening,
        all_dates=span or opening.selection.window,
        periods=periods,
        events=events,
        reports=page_state.number(page_state.REPORTS),
    )
    return Shown(store, composed, answer, page_state.number(page_state.CHOICE_NUMBER))


def _show(shown: Shown) -> None:
    composed, answer = shown.view, shown.answer
    notice_panel.show_ignored(st.session_state[page_state.IGNORED])
    take_choices, take_find = actions.told(actions.take_choices), actions.told(actions.take_find)
    filter_panel.show(composed, shown.choice_number, answer.session, take_choices, take_find)
    notice_panel.show_sentence(composed)
    notice_panel.choose_way_out(composed, actions.take_selection)
    with st.container(horizontal=True, gap="medium", key="timeline-and-card"):
        timeline_panel.show(composed, answer, _reports(shown.store))
        _show_beside(composed, answer.opening)
    notice_panel.choose_more_lanes(composed, actions.take_more_lanes)
    briefing_panel.show(shown.store, composed, answer.opening)
    export_panel.show(shown.store, composed, answer.opening)
    listing_panel.choose(composed, page_state.number(page_state.CLOSED), actions.take_event, actions.take_page)


def _show_beside(composed: View, opening: Request) -> None:
    """Show the card of the event in hand, else the list of the bin in hand."""
    if composed.card:
        address = notice_panel.to_address(composed.request, opening)
        card_panel.show(composed, address, actions.take_event)
    elif composed.listed is not None:
        card_panel.choose_listed(composed, actions.take_event, actions.close_list, actions.take_page)


def _reports(store: Store) -> dict[str, actions.Action]:
    acts = {
        "shape": actions.take_shape,
        "window": actions.take_window,
        "event": lambda: actions.take_event(page_state.told_text("event")),
        "bin": actions.take_bin(store),
        **{name: actions.take_list(name) for name in page_state.LISTS},
        "step": actions.take_step(store),
        "lanes": actions.take_lanes,
        "scheme": actions.take_scheme,
        "link": actions.take_link,
    }
    return {name: actions.told(act) for name, act in acts.items()}


if __name__ == "__main__":
    show_page()

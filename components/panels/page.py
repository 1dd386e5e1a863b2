"""This file is the page, as a table of contents: open, choose, compose, show."""

from dataclasses import replace

import streamlit as st

from components.panels import (
    actions,
    briefing_panel,
    card_panel,
    coverage_panel,
    filter_panel,
    listing_panel,
    loading_panel,
    notice_panel,
    state,
    tables,
    takeaway_panel,
    timeline_panel,
)
from components.timeline import links, overview, view
from components.timeline.selection import Request
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.view import View


def show_page() -> None:
    """Show the whole page."""
    st.set_page_config(page_title="Diplomatic Timeline", layout="wide", initial_sidebar_state="collapsed")
    notice_panel.show_style()
    opening = tables.begin(state.scheme())
    if not opening.ended.is_set():
        loading_panel.show(opening)
        return
    if opening.trouble:
        loading_panel.choose_again(opening)
        return
    table, store = tables.load()
    notice_panel.show_title(table)
    show_timeline()
    notice_panel.show_rejected(table)
    coverage_panel.show(table, store.size(), tables.check_claims(table.version, ""))


@st.fragment
def show_timeline() -> None:
    """Show what follows the window and the filters; a fragment, so that zooming redraws nothing else."""
    table, store = tables.load(state.scheme())
    opening = links.to_opening(table, store)
    request = state.begin(table, store, opening)
    width, theme_name = state.shape()
    composed = view.compose(store, table, request, width, state.look())
    state.put_look(replace(composed.look, as_marks=composed.arrangement.as_marks))
    notice_panel.show_ignored(st.session_state[state.IGNORED])
    session = st.session_state[state.SESSION]
    filter_panel.show(composed, state.number(state.CHOICE_NUMBER), session, actions.take_choices, actions.take_find)
    notice_panel.show_sentence(composed)
    notice_panel.choose_way_out(composed, actions.take_selection)
    with st.container(horizontal=True, gap="medium", key="timeline-and-card"):
        timeline_panel.show(composed, _answer(table, store, request, opening, theme_name), _reports(store))
        _show_beside(composed, opening)
    notice_panel.choose_more_lanes(composed, actions.take_more_lanes)
    briefing_panel.show(composed, opening)
    takeaway_panel.show(composed, opening)
    listing_panel.choose(composed, state.number(state.CLOSED), actions.take_event, actions.take_page)


def _show_beside(composed: View, opening: Request) -> None:
    """Show the card of the event in hand, else the list of the bin in hand."""
    if composed.card:
        address = notice_panel.to_address(composed.request, opening)
        card_panel.show(composed, address, actions.take_event)
    elif composed.listed is not None:
        card_panel.choose_listed(composed, actions.take_event, actions.close_list, actions.take_page)


def _answer(table: Table, store: Store, request: Request, opening: Request, theme_name: str) -> timeline_panel.Answer:
    return timeline_panel.Answer(
        theme=theme_name,
        sequence=state.number(state.WINDOW_NUMBER),
        session=st.session_state[state.SESSION],
        link_number=state.number(state.LINK_NUMBER),
        choice=state.number(state.DELIBERATE),
        opening=opening,
        all_dates=store.span() or opening.selection.window,
        periods=overview.to_periods(table, store, request.selection, opening.selection.window),
    )


def _reports(store: Store) -> dict[str, actions.Action]:
    return {
        "window": actions.take_window,
        "event": lambda: actions.take_event(state.told_text("event")),
        "bin": actions.take_bin(store),
        "unfolded": actions.take_unfolded,
        "pinned": actions.take_pinned,
        "kind": actions.take_kind,
        "step": actions.take_step(store),
        "lanes": actions.take_lanes,
        "scheme": actions.take_scheme,
        "link": actions.take_link,
    }


if __name__ == "__main__":
    show_page()

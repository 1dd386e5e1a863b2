"""This file is the page, as a table of contents: open, choose, compose, show."""

from dataclasses import replace

import streamlit as st

from components.panels import card_panel, filter_panel, listing_panel, notice_panel, state, tables, timeline_panel
from components.timeline import links, sources, view
from components.timeline.selection import Request
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.view import View


def show_page() -> None:
    """Show the whole page."""
    st.set_page_config(page_title="Diplomatic Timeline", layout="wide", initial_sidebar_state="collapsed")
    notice_panel.show_style()
    try:
        table, store = tables.load()
    except sources.TableError as error:
        notice_panel.show_trouble(str(error))
        return
    notice_panel.show_title(table)
    show_timeline(table, store)
    notice_panel.show_rejected(table)
    notice_panel.show_colophon(table)


@st.fragment
def show_timeline(table: Table, store: Store) -> None:
    """Show what follows the window and the filters; a fragment, so that zooming redraws nothing else."""
    opening = links.to_opening(table, store)
    request = state.current(table, store, opening)
    width, theme_name = state.shape()
    composed = view.compose(store, table, request, width)
    notice_panel.show_ignored(st.session_state[state.IGNORED])
    filter_panel.show(composed, st.session_state.get(state.CHOICE_SEQUENCE, 0), _take_choice, _take_reset)
    notice_panel.show_sentence(composed)
    with st.container(horizontal=True, gap="medium", key="timeline-and-card"):
        _show_figure(composed, store, opening, theme_name)
        if composed.card:
            card_panel.show(composed.card, _take_event)
    listing_panel.choose(composed, _take_event)
    state.write_link(request, opening)


def _show_figure(composed: View, store: Store, opening: Request, theme_name: str) -> None:
    presets = {"opening": opening.selection.window, "all": store.span() or opening.selection.window}
    reports = {
        "window": _take_window,
        "event": lambda: _take_event(state.told_text("event")),
        "fold": _take_fold,
        "bin": lambda: None,
        "shape": lambda: None,
    }
    sequence = st.session_state.get(state.SEQUENCE, 0)
    timeline_panel.show(composed, theme_name, sequence, presets, reports)


def _request() -> Request:
    return st.session_state[state.REQUEST]


def _take_window() -> None:
    window, sequence = state.told_window()
    if window:
        request = _request()
        st.session_state[state.REQUEST] = replace(request, selection=replace(request.selection, window=window))
        st.session_state[state.SEQUENCE] = sequence


def _take_choice() -> None:
    key, codes, sequence = state.told_choice()
    if key:
        request = _request()
        st.session_state[state.REQUEST] = replace(request, selection=request.selection.choose(key, codes))
        st.session_state[state.CHOICE_SEQUENCE] = sequence


def _take_reset() -> None:
    request = _request()
    st.session_state[state.REQUEST] = replace(request, selection=replace(request.selection, choices=()))
    st.session_state[state.CHOICE_SEQUENCE] = state.told_reset()


def _take_event(identity: str) -> None:
    st.session_state[state.REQUEST] = replace(_request(), event=identity)


def _take_fold() -> None:
    request, lane = _request(), state.told_text("fold")
    unfolded = tuple(key for key in request.unfolded if key != lane)
    if lane and lane not in request.unfolded:
        unfolded = (*unfolded, lane)
    st.session_state[state.REQUEST] = replace(request, unfolded=unfolded)


if __name__ == "__main__":
    show_page()

"""This file is where a visitor's request lives: in the link, and between two runs in the session."""

from typing import Any

import streamlit as st

from components.panels import filter_panel, timeline_panel
from components.timeline import filters, links
from components.timeline.selection import Request
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.windows import Window

REQUEST, WRITTEN, IGNORED, SEQUENCE, CHOICE_SEQUENCE = "request", "written", "ignored", "sequence", "choice sequence"
USUAL_WIDTH = 1060.0  # pixels; the component tells the real one as soon as it stands
LEAST_WIDTH, MOST_WIDTH = 120.0, 8_000.0
FIRST_DAY, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31


def current(table: Table, store: Store, opening: Request) -> Request:
    """Return the request of this run: the link's where that is new, else what the visitor last chose."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if REQUEST not in st.session_state or query != st.session_state[WRITTEN]:
        request, ignored = links.to_request(query, table, store, opening)
        st.session_state[IGNORED] = ignored
        st.session_state[REQUEST] = request
        st.session_state[WRITTEN] = query
    return st.session_state[REQUEST]


def write_link(request: Request, opening: Request) -> None:
    """Write the request into the page's address where it is not there yet."""
    query = links.to_query(request, opening)
    if query != st.session_state[WRITTEN]:
        st.query_params.from_dict(query)
        st.session_state[WRITTEN] = query


def shape() -> tuple[float, str]:
    """Return the width (pixels) and the theme that the component told; until then the usual ones."""
    told = _told(timeline_panel.KEY, "shape")
    if not isinstance(told, dict) or told.get("theme") not in ("light", "dark"):
        return USUAL_WIDTH, st.context.theme.type or "light"
    return min(max(float(told.get("width") or USUAL_WIDTH), LEAST_WIDTH), MOST_WIDTH), told["theme"]


def told_window() -> tuple[Window | None, int]:
    """Return the window told last, cut to years 1 to 9999, and its number; None where what was told is no window."""
    told = _told(timeline_panel.KEY, "window")
    try:
        first, last = max(int(told["first"]), FIRST_DAY), min(int(told["last"]), LAST_DAY)
        return Window(first, last), int(told["sequence"])
    except (TypeError, KeyError, ValueError):
        return None, 0


def told_text(name: str) -> str:
    """Return what the component told under a name where that is text, else nothing."""
    told = _told(timeline_panel.KEY, name)
    return told if isinstance(told, str) else ""


def told_choice() -> tuple[str, tuple[str, ...], int]:
    """Return the filter, its codes and the number of the choice told last; no filter where it is no such thing."""
    told = _told(filter_panel.KEY, "choice")
    try:
        key, codes, sequence = told["key"], tuple(map(str, told["codes"])), int(told["sequence"])
    except (TypeError, KeyError, ValueError):
        return "", (), 0
    return (key, codes[: links.MOST_VALUES], sequence) if key in filters.BY_KEY else ("", (), 0)


def told_reset() -> int:
    """Return the number under which the filters were cleared."""
    told = _told(filter_panel.KEY, "reset")
    return told if isinstance(told, int) else 0


def _told(key: str, name: str) -> Any:
    """Return what a component told; a stranger's page could tell anything, so every caller checks it."""
    component = st.session_state.get(key)
    return component.get(name) if component is not None else None

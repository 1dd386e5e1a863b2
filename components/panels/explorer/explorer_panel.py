"""The explorer on the page: the component that asks the server's route, and what it is told beside (D9, D23)."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.display import figure
from components.events.table import Table
from components.panels.explorer import page_state, timeline_panel, view_route
from components.panels.explorer.view_state import WIDTHS
from components.panels.own_table.own_table import OwnTable
from components.panels.server import scripts
from components.panels.tables import table_registry

KEY = page_state.KEY
REPORTS = ("told", "link", "changed")
_CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "scrollZoom": True,  # the script lets it through only with Ctrl
    "responsive": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
}

_component = st.components.v2.component(
    "diplomatic_explorer",
    html=scripts.read_asset("explorer/explorer.html"),
    js=scripts.build_loader("explorer"),
    isolate_styles=False,  # in a shadow root plotly finds no place for its hover
)


def render_explorer(table: Table, events: int, is_open: bool, reports: dict[str, Callable[[], None]]) -> None:
    """Show the explorer of a table of so many events; `reports` holds what to call for each of REPORTS.

    is_open: whether a panel of Streamlit's shows what is on screen, so that the script has to be told of it.
    """
    calls: dict[str, Any] = {f"on_{name}_change": reports[name] for name in REPORTS}
    _component(key=KEY, data=build_payload(table, events, is_open), **calls)


def build_payload(table: Table, events: int, is_open: bool) -> dict[str, Any]:
    """Return what the component's script is given: whom to ask and how, never an answer."""
    _, shown = table.messages, table_registry.get_shown()
    own = isinstance(shown, OwnTable)
    width, theme = page_state.read_shape()
    return {
        "messages": _.list_for_scripts(),
        "language": _.language,
        "route": view_route.PATH,
        "program": scripts.read_hash(),
        "plotly": scripts.PLOTLY_ADDRESS,
        "config": _CONFIG,
        "session": page_state.get_session(),
        "version": "" if own else table_registry.get_shown_name(),
        "token": shown.token if isinstance(shown, OwnTable) else "",
        "code": table_registry.get_shown_code(),
        "scheme": table.settings.region_scheme,
        "side": figure.SIDE,
        "widths": WIDTHS,
        "ends": timeline_panel.compute_ends(events, _),
        "open": is_open,
        "seen": page_state.format_seen(),
        "width": width,
        "theme": theme,
        "linked": page_state.get_number(page_state.LINKED),
        "go": page_state.get_destination(),
    }

"""The state of a visitor's page, as far as Streamlit's script needs it: what its address says, and where to lead it.

The address is written by the explorer's script, which holds the view; a run of the page reads it, and nothing else.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from components.events.table import Table
from components.panels import page_language
from components.panels.explorer.view_state import WIDTHS
from components.panels.tables import engine_wait, table_registry
from components.query import links
from components.query.selection import Request
from components.query.store import EngineError, Store, Totals

KEY = "explorer"  # of the component, in the session
# What the session keeps: a name of its own, numbers that the component compares, where to lead it, why something failed
SESSION, LINKED, GO, ERROR, LAST = "session", "linked", "go", "error", "shown"
USUAL_WIDTH = 1000.0  # pixels; the component tells the real one once a panel needs it
_PAGE = {"embed", "embed_options", page_language.LANGUAGE, links.BRIEFING, links.STEP}  # parameters of no view


@dataclass(frozen=True)
class Shown:
    """Hold what is on screen: the table in its scheme of regions, whom to ask, the request, what the table opens on."""

    table: Table
    store: Store
    request: Request
    opening: Request

    @property
    def address(self) -> str:
        """Return the whole address of the view."""
        return build_address(self.request, self.opening)

    def count(self) -> Totals:
        """Count what the filters keep; raises EngineError."""
        return engine_wait.run_query(self.store, lambda asked: asked.totals(self.request.selection))


def load_shown() -> Shown:
    """Return what is on screen, as the address says it now; raises TableError and EngineError."""
    table, store = table_registry.load_table(get_scheme())
    return read_shown(table, store)


def read_shown(table: Table, store: Store) -> Shown:
    """Return what is on screen of an opened table, as the address says it now; raises EngineError."""
    opening = table_registry.name_shown(engine_wait.run_query(store, lambda asked: links.find_opening(table, asked)))
    return Shown(table, store, read_request(table, store, opening), opening)


def read_shown_or_last(table: Table, store: Store) -> Shown:
    """Return what is on screen; where an engine does not say, what was last read of this version of the table.

    Raises EngineError where there is none.
    """
    last: Shown | None = st.session_state.get(LAST)
    try:
        shown = st.session_state[LAST] = read_shown(table, store)
    except EngineError:
        if last is None or last.table.version != table.version:
            raise
        return last
    return shown


def is_new() -> bool:
    """Return whether this visitor has seen nothing yet."""
    return SESSION not in st.session_state


def get_session() -> str:
    """Return what names the session, another one after the server began anew."""
    name: str = st.session_state.setdefault(SESSION, secrets.token_hex(8))
    return name


def get_scheme() -> str:
    """Return the region scheme of what is shown, "" for the table's own."""
    return links.read_scheme(read_query())


def read_query() -> dict[str, list[str]]:
    """Return the parameters of what is shown: of the page's address, or of where the page is led just now.

    Where it was led the address is written once that is on screen: until then it is as it was before.
    """
    led, address = get_destination(), read_address()
    is_under_way = led["number"] > _read_number("go") and links.format_query(address) == led["before"]
    return links.parse_query(led["query"]) if is_under_way else address


def read_address() -> dict[str, list[str]]:
    """Return the parameters of the page's address, as the browser had it when this run was asked for."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def format_seen() -> str:
    """Return the view that this run is of, as the explorer writes it into the address."""
    return links.format_query({name: values for name, values in read_query().items() if name not in _PAGE})


def read_request(table: Table, store: Store, opening: Request) -> Request:
    """Return the request of what is shown; what of it is not known, the explorer says. Raises EngineError."""
    query = {name: values for name, values in read_query().items() if name not in _PAGE}
    request, _ = engine_wait.run_query(store, lambda asked: links.parse_request(query, table, asked, opening))
    return request


def lead(request: Request, opening: Request) -> None:
    """Lead the page to another view of the table that is shown."""
    st.session_state[GO] = {
        "number": max(get_destination()["number"], _read_number("go")) + 1,
        "query": links.format_query(links.build_query(request, opening)),
        "before": links.format_query(read_address()),
    }


def get_destination() -> dict[str, Any]:
    """Return where the page was led last, {"number", "query"}, and the address before; number 0 where nowhere."""
    destination: dict[str, Any] = st.session_state.get(GO, {"number": 0, "query": "", "before": ""})
    return destination


def get_number(name: str) -> int:
    """Return one of the numbers that are counted up."""
    return int(st.session_state.get(name, 0))


def count_up(name: str) -> None:
    """Count one of them up."""
    st.session_state[name] = get_number(name) + 1


def set_error(sentence: str) -> None:
    """Remember why what was just asked for could not be done."""
    st.session_state[ERROR] = sentence


def pop_error() -> str:
    """Return what is to be said once, "" where nothing is."""
    return str(st.session_state.pop(ERROR, ""))


def forget_error() -> None:
    """Take nothing: what is pushed runs the page again, and what was said once is not said any more."""


def read_shape() -> tuple[float, str]:
    """Return the plot's width (pixels) and the theme that the component told; until then the usual ones."""
    reported = _read("told")
    try:
        width, theme_name = int(reported["width"]), reported["theme"]
    except (TypeError, KeyError, ValueError, OverflowError):
        return USUAL_WIDTH, st.context.theme.type or "light"
    return float(min(max(width, WIDTHS["least"]), WIDTHS["most"])), theme_name if theme_name in (
        "light",
        "dark",
    ) else "light"


def _read_number(name: str) -> int:
    """Return a number that the component told last."""
    reported = _read("told")
    try:
        return int(reported[name])
    except (TypeError, KeyError, ValueError, OverflowError):
        return 0


def _read(name: str) -> Any:
    """Return what the component told; a stranger's page could tell anything, so every caller checks it."""
    component = st.session_state.get(KEY)
    return component.get(name) if component is not None else None


def build_address(request: Request, opening: Request) -> str:
    """Return the whole address of a view."""
    parts = urlsplit(st.context.url or "")
    query = page_language.with_language(links.build_query(request, opening), page_language.get_messages())
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", links.format_query(query), ""))

"""What the explorer is answered: of a table at hand, and of a page that runs without a browser."""

import asyncio
import html
import json
import re
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from components.events.table import Table
from components.panels.explorer import answer, view_route, view_state
from components.panels.explorer.view_state import PARTS, ViewState
from components.query import links
from components.query.selection import Request
from components.query.store import Store
from tests.support.asgi import Answer, ask

APP = Starlette(routes=view_route.ROUTES)
ALL = ",".join(PARTS)
TODAY = "2026-01-02"
USUAL = {view_state.WIDTH: "1000", view_state.THEME: "light", view_state.TODAY: TODAY, view_state.LANGUAGE: "en"}
_EVENT = re.compile(r'data-event="([^"]*)">(.*?)</button>')


def build_address(query: str = "", parts: str = ALL, **own: str) -> str:
    """Return the route's address of a query of the page; `own` says more of the route's, one as "" is left out."""
    asked = {**USUAL, view_state.WANTED: parts, **own}
    named = urlencode({name: value for name, value in asked.items() if value})
    return f"{view_route.PATH}?{'&'.join(filter(None, (query, named)))}"


def ask_route(address: str, table: str = view_route.SERVER, **headers: str) -> Answer:
    """Return what the route answers to a page; `headers` with low lines for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.run(ask(APP, address, {view_route.HEADER: table, **named}))


def read_state(query: str, table: Table, store: Store, opening: Request | None = None, **own: str) -> ViewState:
    """Return the state that a query of the page is, with all parts."""
    asked = view_state.split_query(build_address(query, **own).partition("?")[2])
    return view_state.read_state(asked, table, store, opening or links.find_opening(table, store))


def answer_to(query: str, table: Table, store: Store, **own: str) -> dict[str, Any]:
    """Return the answer to a query of the page, as JSON gives it back."""
    opening = links.find_opening(table, store)
    made = answer.answer(read_state(query, table, store, opening, **own), table, store, opening)
    given: dict[str, Any] = json.loads(json.dumps(made))
    return given


def read_boot(app: AppTest) -> dict[str, Any]:
    """Return what the page gives the explorer's script: the names to ask with, and where it is led."""
    (component,) = (each for each in app.get("bidi_component") if each.proto.component_name == "diplomatic_explorer")
    boot: dict[str, Any] = json.loads(component.proto.json)
    return boot


def see(app: AppTest, parts: str = ALL, **query: str) -> dict[str, Any]:
    """Return what the page's explorer has on screen: the answer to where it is led last, else to the page's address.

    query: what the explorer's script asks for in place of these.
    """
    boot = read_boot(app)
    search = urlencode(query) if query else boot["go"]["query"] if boot["go"]["number"] else boot["seen"]
    address = build_address(search, parts, version=boot["version"], program=boot["program"], lang=boot["language"])
    got = ask_route(address, boot["token"] or view_route.SERVER)
    assert got.status == 200, got.body
    seen: dict[str, Any] = got.json()
    return seen


def list_titles(listing: dict[str, Any] | None) -> list[str]:
    """Return the titles of a list in an answer, in their order."""
    return [html.unescape(words) for _, words in _EVENT.findall(listing["html"] if listing else "")]


def list_ids(listing: dict[str, Any] | None) -> list[str]:
    """Return the ids of its events."""
    return [html.unescape(identity) for identity, _ in _EVENT.findall(listing["html"] if listing else "")]

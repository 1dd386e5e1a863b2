"""What a visitor's acts make of the view, as the page's scripts have it (view_state.js, `partsOf` in explorer.js)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from components.dates import edtf, windows
from components.dates.windows import Window
from components.panels.explorer.view_state import CARD, FILTERS, LISTED, LISTING, MOST_MOVES, MOVE, TIMELINE, UNDATED
from components.query import links

LISTS = {LISTING, UNDATED}  # below the timeline
FIRST_PARTS = {TIMELINE, FILTERS, CARD, LISTED}  # of the answer to an address
Request = Mapping[str, Any]  # as view_state.describe_request has it
Act = Mapping[str, Any]  # "type", and what about


@dataclass(frozen=True)
class State:
    """Hold what is asked: a request, None before the first answer, and the moves from its event."""

    request: Request | None = None
    moves: tuple[str, ...] = ()


# What each act changes of the request. Those of a script that no habit has are not here.
_CHANGES: dict[str, Callable[[Request, Act], Request]] = {
    "window": lambda _, act: {"window": act["window"]},
    "choose": lambda request, act: {"choices": _choose(request["choices"], act)},
    "clear": lambda _, __: {"choices": []},
    "event": lambda _, act: {"event": act["event"]},
    "bin": lambda _, act: {"listed": _format_bin(*act["bin"]), "event": ""},
    "close": lambda request, _: {"event": ""} if request["event"] else {"listed": ""},
    "move": lambda _, __: {},
}
TYPES = tuple(_CHANGES)
_OF_SELECTION = ("window", "choose", "clear")


def reduce(state: State, act: Act) -> State:
    """Return the state after an act."""
    if state.request is None:
        return state
    kept = state.moves if act["type"] in (*_OF_SELECTION, "move") else ()
    moves = (*kept, act["kind"])[-MOST_MOVES:] if act["type"] == "move" else kept
    return State({**state.request, **_CHANGES[act["type"]](state.request, act)}, moves)


def list_parts(act: Act, state: State, *, is_open: bool, in_sight: bool) -> set[str]:
    """Return the parts of an answer that an act changes of what is on screen; `state` is the one after it.

    is_open: whether a filter's list is open. in_sight: whether the lists below the timeline are.
    """
    request = state.request
    beside = {CARD} if request is None or request["event"] or state.moves else {LISTED} if request["listed"] else set()
    if act["type"] == "bin":
        return beside
    if act["type"] not in _OF_SELECTION:
        return {TIMELINE, *beside}
    return {TIMELINE, *beside, *([FILTERS] if is_open else []), *(LISTS if in_sight else [])}


def guess_next(act: Act, before: Request | None) -> Act | None:
    """Return what is likely to be done after an act: who goes along goes on so; None where nobody can tell."""
    if act["type"] == "move":
        return act
    if act["type"] != "window" or before is None:
        return None
    first, last = act["window"]
    by = first - before["window"][0]
    return {"type": "window", "window": [first + by, last + by]} if by and by == last - before["window"][1] else None


def format_query(state: State) -> str:
    """Write the page's own part of a query; of a page that has no answer yet nothing."""
    if state.request is None:
        return ""
    request, choices = state.request, state.request["choices"]
    named = [(key, code) for key, codes, *_ in choices for code in codes]
    named += [(links.EVERY, key) for key, _, every, _ in choices if every]
    named += [(links.GREY, key) for key, *_, grey in choices if grey]
    named += [(links.WINDOW, _format_window(Window(*request["window"])))]
    named += [(links.TABLE, request["table"]), (links.SCHEME, request["scheme"]), (links.LANES, request["lanes_by"])]
    for lanes in (links.UNFOLDED, links.PINNED):
        named += [(lanes, lane) for lane in request[lanes] or [links.NOTHING]]
    named += [(links.EVENT, request["event"]), (links.LISTED, request["listed"])]
    return urlencode([(name, value) for name, value in named if value])


def format_moves(state: State) -> str:
    """Write the moves from an event, which stand at the end of a query."""
    return urlencode({MOVE: ",".join(state.moves)}) if state.moves else ""


def _choose(choices: list[list[Any]], act: Act) -> list[list[Any]]:
    others = [each for each in choices if each[0] != act["key"]]
    chosen = [act["key"], act["codes"], act.get("every", False), act.get("grey", False)]
    return [*others, chosen] if act["codes"] else others


def _format_window(window: Window) -> str:
    return edtf.format_day(window.first) if window.first == window.last else windows.format_window(window)


def _format_bin(lane: str, strip_unit: str, unit: str, first: int) -> str:
    return "@".join((lane, strip_unit, unit, edtf.format_day(first)))

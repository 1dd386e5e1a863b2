"""The state of a view, as its address says it: what is asked, how a screen looks at it, and which parts are wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from components.dates import edtf
from components.display import theme
from components.events.table import Table
from components.layout import lane_order
from components.messages.sentence import Sentence
from components.query import filters, links
from components.query.selection import Request, Selection
from components.query.store import Store
from components.query.view_options import ViewOptions

TIMELINE, FILTERS, CARD, LISTED, LISTING, UNDATED = "timeline", "filters", "card", "list", "table", "undated"
PARTS = (TIMELINE, FILTERS, CARD, LISTED, LISTING, UNDATED)
MARGIN = 0.5  # share of the window that is drawn on either side of it
# Pixels of the plot between its two sides: a step is left free rather than another picture made for a few pixels
WIDTHS = {"step": 20, "least": 120, "most": 8_000}
MOST_LETTERS = 60_000  # of a query; servers take no longer line
MOST_ROW, MOST_MOVES = 100_000_000, 100
MOVES = ("next", "previous", "first", "last")
# The parameters of the route, behind those of the page's own query: of two that are named alike the last is meant
WIDTH, THEME, TODAY, LANGUAGE, WANTED, VERSION, PROGRAM = (
    *("width", "theme", "today", "lang", "parts"),
    *("version", "program"),
)
MORE_LANES, FIND, MOVE = "more_lanes", "find", "move"
ROWS = ("listing_from", "listed_from", "undated_from")
BEYOND = "beyond"  # parts of the address that the page left out, since no server takes so long a line
OWN = (WIDTH, THEME, TODAY, LANGUAGE, WANTED, VERSION, PROGRAM, MORE_LANES, FIND, MOVE, BEYOND, *ROWS)


class QueryError(ValueError):
    """Says in one sentence why a query is none of a page's."""


@dataclass(frozen=True)
class Asked:
    """Hold a query of the route, split: the page's own parameters, and the route's."""

    page: dict[str, list[str]]
    own: dict[str, str]

    @property
    def scheme(self) -> str:
        """Return the region scheme, "" for the table's own."""
        return links.read_scheme(self.page)


@dataclass(frozen=True)
class ViewState:
    """Hold all that an answer hangs on beside the table and its language.

    options: how the screen looks at it. width: of the plot, pixels. today: days since 1970-01-01 at the visitor's.
    ignored: what of the address was not understood, in sentences.
    """

    request: Request
    options: ViewOptions = field(default_factory=lambda: ViewOptions(MARGIN))
    width: float = 1_000.0
    theme: str = "light"
    today: int = 0
    parts: frozenset[str] = frozenset({TIMELINE})
    ignored: tuple[str, ...] = ()


def split_query(query: str) -> Asked:
    """Split a query into the page's own and the route's parameters; raises QueryError where it is neither.

    The route's are those at the end, from its `width` on: the page's may be named alike, as people write them.
    """
    if len(query) > MOST_LETTERS:
        raise QueryError(Sentence("This address is too long."))
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=links.MOST_FIELDS + len(OWN))
    except ValueError as error:
        raise QueryError(Sentence("This address has too many parts.")) from error
    own: dict[str, str] = {}
    while pairs and pairs[-1][0] in OWN and WIDTH not in own:
        name, value = pairs.pop()
        own.setdefault(name, value)
    page: dict[str, list[str]] = {}
    for name, value in pairs:
        page.setdefault(name, []).append(value)
    return Asked(page, own)


def read_state(asked: Asked, table: Table, store: Store, opening: Request) -> ViewState:
    """Return the nearest valid state; raises QueryError where a parameter of the route is none, and EngineError."""
    own = asked.own
    parts = frozenset(filter(None, own.get(WANTED, TIMELINE).split(",")))
    if not parts or not parts <= {*PARTS}:
        raise QueryError(Sentence("The page asked for parts that do not exist."))
    moves = [*filter(None, own.get(MOVE, "").split(","))]
    if len(moves) > MOST_MOVES or not {*moves} <= {*MOVES}:
        raise QueryError(Sentence("The page asked for parts that do not exist."))
    if own.get(THEME, "light") not in theme.THEMES:
        raise QueryError(Sentence("The page asked for a theme that does not exist."))
    request, ignored = links.parse_request(asked.page, table, store, opening)
    options = ViewOptions(
        MARGIN,
        more_lanes=_read_number(own, MORE_LANES, 0, MOST_ROW) // lane_order.MOST_LANES * lane_order.MOST_LANES,
        finds=_read_find(own.get(FIND, ""), table),
    )
    for name in ROWS:
        options = options.turned(name, _read_number(own, name, 0, MOST_ROW))
    if beyond := _read_number(own, BEYOND, 0, MOST_ROW):
        said = Sentence(
            "{count} part of the address, which is too long",
            "{count} parts of the address, which is too long",
            count=beyond,
        )
        ignored = (*ignored, said)
    for move in moves:
        request = replace(request, event=find_event(store, request.selection, request.event, move) or request.event)
    return ViewState(
        request,
        options,
        float(_read_number(own, WIDTH, WIDTHS["least"], WIDTHS["most"])),
        own.get(THEME, "light"),
        _read_day(own.get(TODAY, "")),
        parts,
        ignored,
    )


def find_event(store: Store, selection: Selection, event: str, move: str) -> str:
    """Return the next, previous, first or last event from one, "" where there is none."""
    near = store.neighbours(selection, event) if event else None
    if near and move in ("next", "previous"):
        return near.following if move == "next" else near.previous
    count = store.totals(selection).inside
    rows = store.rows(selection, offset=max(0, count - 1) if move in ("last", "previous") else 0, limit=1)
    return "" if rows.empty else str(rows["id"].iloc[0])


def _read_number(own: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = own.get(name, "")
    if text and not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_ROW))):
        raise QueryError(Sentence("“{text}” is not a number.", text=links.quote_text(text)))
    return min(max(int(text or 0), least), most)


def _read_day(text: str) -> int:
    try:
        return edtf.parse_day(text or datetime.now(UTC).date().isoformat())
    except edtf.DateError as error:
        raise QueryError(Sentence("“{text}” is not a day.", text=links.quote_text(text))) from error


def _read_find(text: str, table: Table) -> tuple[tuple[str, str], ...]:
    """Return the filter among whose options something is looked for, and what: "person:abe"; of blanks nothing is."""
    key, _, words = text.partition(":")
    known = key in (each.key for each in filters.facets_of(table))
    return ((key, words[: filters.MOST_TEXT]),) if known and words.strip() else ()


def describe_selection(selection: Selection) -> dict[str, Any]:
    """Return a selection as the page's scripts hold it: "choices" [key, codes, every, grey], "window" (days)."""
    return {
        "choices": [[each.key, list(each.codes), each.every, each.grey] for each in selection.choices],
        "window": [selection.window.first, selection.window.last],
    }


def describe_request(request: Request) -> dict[str, Any]:
    """Return a request as the page's scripts hold it (view_state.js)."""
    selection, listed = request.selection, request.listed
    return {
        **describe_selection(selection),
        "lanes_by": request.lanes_by,
        "unfolded": list(request.unfolded),
        "pinned": list(request.pinned),
        "event": request.event,
        "listed": links.format_bin(listed) if listed else "",
        "scheme": request.scheme,
        "table": request.table,
    }

"""The state of a visitor's page: the request, in its address and in the session between two runs."""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from components.dates import edtf
from components.dates.windows import Window
from components.events.table import Table
from components.messages.sentence import Sentence
from components.panels import page_language
from components.panels.explorer import filter_panel, timeline_panel
from components.panels.tables import engine_wait
from components.query import filters, links
from components.query.choice import Choice
from components.query.selection import BinKey, Request
from components.query.store import Store
from components.query.view_options import ViewOptions

# What the session keeps: the request, what was ignored of its link, numbers of the last answers, and a name of its own
REQUEST, IGNORED, SESSION = "request", "ignored", "session"
WINDOW_NUMBER, CHOICE_NUMBER, LINK_NUMBER = "window number", "choice number", "link number"
# Lists that the timeline tells as a whole → where the session keeps their numbers
LISTS = {"unfolded": "unfolded number", "pinned": "pinned number", "kinds": "kinds number"}
DELIBERATE, CLOSED, REPORTS = "deliberate", "closed", "reports"
ERROR = "error"  # why what was just asked for could not be done
VIEW_OPTIONS = "view_options"
MARGIN = 0.3  # share of the window that is drawn on either side of it
USUAL_WIDTH = 1060.0  # pixels; the component tells the real one as soon as it stands
FIRST_DAY, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31


class ReportedLink(NamedTuple):
    """An address that the timeline told.

    search: all behind the question mark. resumed: nobody went Back or Forward; the server began anew, without it.
    """

    search: str
    number: int
    resumed: bool


def get_scheme() -> str:
    """Return the region scheme of this run, "" for the table's own."""
    return links.read_scheme(get_query()) if is_new() else get_request().scheme


def is_new() -> bool:
    """Return whether this visitor has no request yet, so that the page's address says what is shown."""
    return REQUEST not in st.session_state


def start_run(table: Table, store: Store, opening: Request) -> Request:
    """Return the request of this run: what the visitor last chose, at first what the page's address says."""
    if is_new():
        load_query(get_query(), table, store, opening)
    st.session_state.setdefault(SESSION, secrets.token_hex(8))
    return get_request()


def load_query(query: links.Query, table: Table, store: Store, opening: Request, unread: tuple[str, ...] = ()) -> None:
    """Make what a link says the request; what was ignored of it, or not read at all, is kept to be said."""
    view = page_language.without_language(query)
    request, ignored = engine_wait.run_query(store, lambda asked: links.parse_request(view, table, asked, opening))
    st.session_state[REQUEST], st.session_state[IGNORED] = request, (*ignored, *unread)


def keep_told(told: Request) -> None:
    """Put what this session was told of filters, window and lists into a request that was loaded after it."""
    request = get_request()
    if get_number(CHOICE_NUMBER) or get_number(LISTS["kinds"]):
        request = replace(request, selection=replace(request.selection, choices=told.selection.choices))
    if get_number(WINDOW_NUMBER):
        request = replace(request, selection=replace(request.selection, window=told.selection.window))
    lists = {name: getattr(told, name) for name in ("unfolded", "pinned") if get_number(LISTS[name])}
    st.session_state[REQUEST] = replace(request, **lists)


def get_request() -> Request:
    """Return the request."""
    request: Request = st.session_state[REQUEST]
    return request


def set_request(request: Request, *, deliberate: bool = True) -> None:
    """Make this the request; a deliberate one is a step in the browser's history."""
    st.session_state[REQUEST] = request
    st.session_state[IGNORED] = ()
    set_number(DELIBERATE, get_number(DELIBERATE) + int(deliberate))


def get_view_options() -> ViewOptions:
    """Return how this visitor's screen looks at the view; another selection is read from its first rows."""
    kept, asked = st.session_state.get(VIEW_OPTIONS, (ViewOptions(MARGIN), None))
    request = get_request()
    if asked and (asked.selection, asked.listed) != (request.selection, request.listed):
        kept = replace(kept, listing_from=0, listed_from=0, undated_from=0)
    if asked and asked.lanes_by != request.lanes_by:
        kept = replace(kept, more_lanes=0)
    return kept


def set_view_options(view_options: ViewOptions) -> None:
    """Remember how this visitor's screen looks at the request of this run."""
    st.session_state[VIEW_OPTIONS] = (view_options, get_request())


def set_error(sentence: str) -> None:
    """Remember why something could not be done, to be said once."""
    st.session_state[ERROR] = sentence


def pop_error() -> str:
    """Return what could not be done since the last run, "" where nothing was."""
    sentence: str = st.session_state.pop(ERROR, "")
    return sentence


def reset_view_options() -> None:
    """Forget how the screen looked at another table."""
    st.session_state.pop(VIEW_OPTIONS, None)


def get_number(name: str) -> int:
    """Return one of the numbers that are counted up."""
    return int(st.session_state.get(name, 0))


def set_number(name: str, value: int) -> None:
    """Remember a number: of what a component told last, so that it knows which answer this is."""
    st.session_state[name] = value


def get_query() -> dict[str, list[str]]:
    """Return the parameters of the page's address as it was opened."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def read_shape() -> tuple[float, str]:
    """Return the width (pixels) and the theme that the component told; until then the usual ones."""
    reported = _read(timeline_panel.KEY, "shape")
    try:
        width, theme_name = int(reported["width"]), reported["theme"]
    except (TypeError, KeyError, ValueError, OverflowError):
        return USUAL_WIDTH, st.context.theme.type or "light"
    least, most = timeline_panel.WIDTHS["least"], timeline_panel.WIDTHS["most"]
    return float(min(max(width, least), most)), theme_name if theme_name in ("light", "dark") else "light"


def read_window() -> tuple[Window | None, int, bool]:
    """Return the window told last, cut to years 1 to 9999, its number and whether it was chosen; else no window."""
    reported = _read(timeline_panel.KEY, "window")
    try:
        first, last = max(int(reported["first"]), FIRST_DAY), min(int(reported["last"]), LAST_DAY)
        return Window(first, last), int(reported["sequence"]), bool(reported.get("deliberate"))
    except (TypeError, KeyError, ValueError, OverflowError):
        return None, 0, False


def shorten_query(search: str) -> tuple[str, tuple[str, ...]]:
    """Return as much of an address as is read, links.MOST_FIELDS parts, and in a sentence or none what is not."""
    parts = search.split("&")
    beyond = len(parts) - links.MOST_FIELDS
    said = Sentence(
        "{count} part beyond the first {most}",
        "{count} parts beyond the first {most}",
        count=beyond,
        most=links.MOST_FIELDS,
    )
    return "&".join(parts[: links.MOST_FIELDS]), (said,) if beyond > 0 else ()


def read_link() -> ReportedLink | None:
    """Return the address that the timeline told; None where what was told is none."""
    reported = _read(timeline_panel.KEY, "link")
    try:
        return ReportedLink(str(reported["search"]), int(reported["number"]), bool(reported.get("resumed")))
    except (TypeError, KeyError, ValueError, OverflowError):
        return None


def read_bin(knows_lane: Callable[[str], bool]) -> BinKey | None:
    """Return the bin that was clicked; None where what was told names none."""
    reported = _read(timeline_panel.KEY, "bin")
    try:
        lane, strip_unit, unit, first = reported
        return links.parse_bin_key((str(lane), str(strip_unit), str(unit), edtf.format_day(int(first))), knows_lane)
    except (TypeError, ValueError, OverflowError):
        return None


def read_text(name: str) -> str:
    """Return what the timeline told under a name where that is text, else nothing."""
    reported = _read(timeline_panel.KEY, name)
    return reported if isinstance(reported, str) else ""


def read_choices(keys: Collection[str]) -> tuple[tuple[Choice, ...], int] | None:
    """Return all that was chosen of the filters of these keys, and its number; None where that is no such thing."""
    reported = _read(filter_panel.KEY, "choices")
    try:
        choices = tuple(_to_choice(*parts) for parts in reported["choices"])
        number = int(reported["sequence"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    return tuple(choice for choice in choices if choice.key in keys), number


def read_find(keys: Collection[str]) -> tuple[str, str] | None:
    """Return the filter of these keys among whose options something is looked for, and what; None where it is none."""
    reported = _read(filter_panel.KEY, "find")
    try:
        key, text = str(reported["key"]), str(reported["text"])
    except (TypeError, KeyError):
        return None
    return (key, text[: filters.MOST_TEXT]) if key in keys else None


def _to_choice(key: object, codes: Iterable[object], every: object, grey: object) -> Choice:
    return Choice(str(key), tuple(map(str, codes))[: links.MOST_VALUES], bool(every), bool(grey))


def read_list(name: str) -> tuple[tuple[str, ...], int] | None:
    """Return one of LISTS as the timeline told it, and its number; None where what was told is no such thing."""
    reported = _read(timeline_panel.KEY, name)
    try:
        return tuple(map(str, reported["listed"]))[: links.MOST_VALUES], int(reported["number"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return None


def read_list_numbers() -> dict[str, int]:
    """Return for each of LISTS the number under which it was told last."""
    return {name: get_number(kept) for name, kept in LISTS.items()}


def _read(key: str, name: str) -> Any:
    """Return what a component told; a stranger's page could tell anything, so every caller checks it."""
    component = st.session_state.get(key)
    return component.get(name) if component is not None else None


def build_address(request: Request, opening: Request) -> str:
    """Return the whole address of a view."""
    parts = urlsplit(st.context.url or "")
    query = page_language.with_language(links.build_query(request, opening), page_language.get_messages())
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", links.format_query(query), ""))

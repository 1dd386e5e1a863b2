"""This file is a request as a query string and back: stable codes, nothing trusted, and what was ignored is said."""

from collections.abc import Mapping, Sequence

from components.timeline import dates, filters, lane_schemes, windows
from components.timeline.selection import Request, Selection
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.windows import Window

Query = Mapping[str, Sequence[str]]  # parameter → its values, repeats in order
MOST_VALUES = 400  # codes read of one parameter
MOST_LETTERS = 80  # of a value that is quoted back
WINDOW, LANES, UNFOLDED, EVENT = "window", "lanes", "unfolded", "event"
NOTHING = "none"  # as the only value of `unfolded`: every lane is folded


def to_query(request: Request, opening: Request) -> dict[str, list[str]]:
    """Turn a request into parameters; what is as the table opens is left out."""
    selection = request.selection
    query = {key: list(codes) for key, codes in selection.choices}
    if selection.window != opening.selection.window:
        query[WINDOW] = [windows.format_window(selection.window)]
    if request.lanes_by != opening.lanes_by:
        query[LANES] = [request.lanes_by]
    if set(request.unfolded) != set(opening.unfolded):
        query[UNFOLDED] = list(request.unfolded) or [NOTHING]
    if request.event:
        query[EVENT] = [request.event]
    return query


def to_opening(table: Table, store: Store) -> Request:
    """Return what a table opens on: its own window, else all of its dates, else this century."""
    try:
        window = windows.to_window(table.settings.opening_window)
    except dates.DateError:
        window = store.span() or windows.to_window("20XX")
    return Request(Selection(window), unfolded=table.settings.opening_unfolded)


def to_request(query: Query, table: Table, store: Store, opening: Request) -> tuple[Request, tuple[str, ...]]:
    """Read parameters into the nearest valid request, and say in sentences which parts were ignored."""
    ignored: list[str] = []
    selection = Selection(_to_window(query, opening.selection.window, ignored))
    for each in filters.FILTERS:
        codes = _known(query, each.key, set(store.facet(selection, each.key).index), each.label, ignored)
        selection = selection.choose(each.key, codes)
    lanes_by = _one(query, LANES, set(lane_schemes.BY_KEY), opening.lanes_by, "way to make lanes", ignored)
    event = _first(query, EVENT)
    if event and store.event(event) is None:
        ignored.append(f"the table has no event “{_quoted(event)}”")
        event = ""
    known = {*filters.BY_KEY, WINDOW, LANES, UNFOLDED, EVENT}
    ignored += [f"nothing here is called “{_quoted(key)}”" for key in query if key not in known]
    return Request(selection, lanes_by, _to_unfolded(query, table, opening, ignored), event), tuple(ignored)


def _to_window(query: Query, opening: Window, ignored: list[str]) -> Window:
    text = _first(query, WINDOW)
    if not text:
        return opening
    try:
        return windows.to_window(text)
    except (dates.DateError, ValueError):
        ignored.append(f"“{_quoted(text)}” is not a period")
        return opening


def _to_unfolded(query: Query, table: Table, opening: Request, ignored: list[str]) -> tuple[str, ...]:
    if UNFOLDED not in query:
        return opening.unfolded
    if list(query[UNFOLDED]) == [NOTHING]:
        return ()
    special = {lane_schemes.ORGANISATIONS, lane_schemes.NOT_STATED}
    return _known(query, UNFOLDED, set(table.vocabularies()["region"]) | special, "lane", ignored)


def _known(query: Query, key: str, codes: set[str], label: str, ignored: list[str]) -> tuple[str, ...]:
    """Return the values that are codes, each once, and say which are none."""
    values = list(dict.fromkeys(query.get(key, ())))[:MOST_VALUES]
    unknown = [value for value in values if value not in codes]
    ignored += [f"“{_quoted(value)}” is not a known {label.lower()}" for value in unknown[:3]]
    if len(unknown) > 3:
        ignored.append(f"{len(unknown) - 3} more unknown values for {label.lower()}")
    return tuple(value for value in values if value in codes)


def _one(query: Query, key: str, codes: set[str], opening: str, label: str, ignored: list[str]) -> str:
    value = _first(query, key)
    if value and value not in codes:
        ignored.append(f"“{_quoted(value)}” is not a known {label}")
    return value if value in codes else opening


def _first(query: Query, key: str) -> str:
    values = query.get(key, ())
    return values[0] if values else ""


def _quoted(text: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= MOST_LETTERS else clean[:MOST_LETTERS] + "…"

"""This file is a request as a query string and back: stable codes, nothing trusted, and what was ignored is said."""

from collections.abc import Mapping, Sequence

from components.timeline import dates, filters, lane_schemes, windows
from components.timeline.selection import Request, Selection
from components.timeline.store import Store
from components.timeline.table import Table
from components.timeline.windows import Window

Query = Mapping[str, Sequence[str]]  # parameter → its values, repeats in order
MOST_VALUES = 400  # codes read of one parameter
MOST_SENTENCES = 3  # on what is ignored of one kind
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
    known = _to_foldable(table)
    return Request(Selection(window), unfolded=tuple(lane for lane in table.settings.opening_unfolded if lane in known))


def to_request(query: Query, table: Table, store: Store, opening: Request) -> tuple[Request, tuple[str, ...]]:
    """Read parameters into the nearest valid request, and say in sentences which parts were ignored."""
    ignored: list[str] = []
    selection = Selection(_to_window(query, opening.selection.window, ignored))
    for each in filters.FILTERS:
        codes = _known(query, each.key, set(store.facet(selection, each.key).index), each.label, ignored)
        selection = selection.choose(each.key, codes)
    lanes_by = _one(query, LANES, set(lane_schemes.BY_KEY), opening.lanes_by, "way to make lanes", ignored)
    event = _first(query, EVENT, ignored)
    if event and store.event(event) is None:
        ignored.append(f"the table has no event “{_quoted(event)}”")
        event = ""
    known = {*filters.BY_KEY, WINDOW, LANES, UNFOLDED, EVENT}
    unknown = [f"nothing here is called “{_quoted(key)}”" for key in query if key not in known]
    ignored += _shortened(unknown, "more parts with unknown names")
    return Request(selection, lanes_by, _to_unfolded(query, table, opening, ignored), event), tuple(ignored)


def _to_window(query: Query, opening: Window, ignored: list[str]) -> Window:
    text = _first(query, WINDOW, ignored)
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
    return _known(query, UNFOLDED, _to_foldable(table), "lane", ignored)


def _to_foldable(table: Table) -> set[str]:
    """Return the keys of the lanes that can be unfolded."""
    return {*table.vocabularies()["region"], *lane_schemes.SPECIAL}


def _known(query: Query, key: str, codes: set[str], label: str, ignored: list[str]) -> tuple[str, ...]:
    """Return the values that are codes, each once, and say which are none."""
    stated = list(dict.fromkeys(query.get(key, ())))
    values, beyond = stated[:MOST_VALUES], len(stated) - MOST_VALUES
    unknown = [f"“{_quoted(value)}” is not a known {label.lower()}" for value in values if value not in codes]
    ignored += _shortened(unknown, f"more unknown values for {label.lower()}")
    if beyond > 0:
        ignored.append(f"{beyond:,} values for {label.lower()} beyond the first {MOST_VALUES}")
    return tuple(value for value in values if value in codes)


def _shortened(sentences: list[str], others: str) -> list[str]:
    """Return the first few sentences, and in one how many others there are."""
    beyond = len(sentences) - MOST_SENTENCES
    return [*sentences[:MOST_SENTENCES], f"{beyond:,} {others}"] if beyond > 0 else sentences


def _one(query: Query, key: str, codes: set[str], opening: str, label: str, ignored: list[str]) -> str:
    value = _first(query, key, ignored)
    if value and value not in codes:
        ignored.append(f"“{_quoted(value)}” is not a known {label}")
    return value if value in codes else opening


def _first(query: Query, key: str, ignored: list[str]) -> str:
    """Return the value of a parameter that takes one, and say where it has others besides."""
    values = list(dict.fromkeys(query.get(key, ())))
    if len(values) > 1:
        ignored.append(f"only the first value for {key} counts, not “{_quoted(values[1])}”")
    return values[0] if values else ""


def _quoted(text: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= MOST_LETTERS else clean[:MOST_LETTERS] + "…"

"""This file is what a visitor can do: each function turns one report of a component into the next request."""

from collections.abc import Callable
from dataclasses import replace

from components.events.raw_table import TableError
from components.layout import lane_order
from components.panels import asking, own_table, state, tables
from components.panels.background import Work
from components.query import filters, lane_schemes, links
from components.query.selection import Request, Selection
from components.query.store import EngineError, Store
from components.stores.stamp import Opened

Action = Callable[[], None]


def told(act: Action) -> Action:
    """Return what takes a report of a component: it is counted, and where it can't be done, the page says why."""

    def take() -> None:
        state.count(state.REPORTS, state.number(state.REPORTS) + 1)
        try:
            act()
        except (EngineError, TableError) as error:
            state.put_trouble(str(error))

    return take


def take_shape() -> None:
    """Take nothing: every run reads what the component told of its width and theme (state.shape)."""


def take_window() -> None:
    """Take the window that the timeline came to rest on."""
    window, sequence, deliberate = state.told_window()
    if window:
        request = state.get()
        state.put(replace(request, selection=replace(request.selection, window=window)), deliberate=deliberate)
        state.count(state.WINDOW_NUMBER, sequence)


def take_choices() -> None:
    """Take all that is chosen of the filters."""
    told = state.told_choices(_filter_keys())
    if told:
        choices, sequence = told
        selection = replace(state.get().selection, choices=())
        for choice in choices:
            selection = selection.choose(choice.key, choice.codes, every=choice.every, grey=choice.grey)
        take_selection(selection)
        state.count(state.CHOICE_NUMBER, sequence)


def take_find() -> None:
    """Take what is looked for among the options of a filter, in place of what was before: one list is open at a time.

    Of blanks nothing is.
    """
    told = state.told_find(_filter_keys())
    if told:
        state.put_look(replace(state.look(), finds=(told,) if told[1].strip() else ()))


def take_page(name: str, first: int) -> None:
    """Turn a list to another page: the name of its field in Look, and its first row."""
    state.put_look(state.look().turned(name, first))


def take_more_lanes() -> None:
    """Show as many lanes again."""
    look = state.look()
    state.put_look(replace(look, more_lanes=look.more_lanes + lane_order.MOST_LANES))


def take_selection(selection: Selection) -> None:
    """Take another selection: without a filter, over another period."""
    state.put(replace(state.get(), selection=selection))


def take_event(identity: str) -> None:
    """Turn to an event, or with "" to none."""
    state.count(state.CLOSED, state.number(state.CLOSED) + int(not identity))
    state.put(replace(state.get(), event=identity))


def take_list(name: str) -> Action:
    """Return what takes a whole list of state.LISTS: which lanes are unfolded or pinned, or which kinds are chosen."""

    def take() -> None:
        told = state.told_list(name)
        if told:
            listed, number = told
            state.put(_with_list(state.get(), name, listed))
            state.count(state.LISTS[name], number)

    return take


def _with_list(request: Request, name: str, listed: tuple[str, ...]) -> Request:
    if name == "unfolded":
        return replace(request, unfolded=listed)
    if name == "pinned":
        return replace(request, pinned=listed)
    chosen = request.selection.chosen("meeting_type")
    selection = request.selection.choose(chosen.key, listed, every=chosen.every, grey=chosen.grey)
    return replace(request, selection=selection)


def take_lanes() -> None:
    """Make lanes in another way."""
    lanes_by = state.told_text("lanes")
    table, _ = tables.load(state.scheme())
    if lanes_by in (each.key for each in lane_schemes.schemes_of(table)):
        state.put(replace(state.get(), lanes_by=lanes_by, pinned=(), listed=None))


def take_scheme() -> None:
    """Take another scheme of regions; what was said in the other one is let go."""
    own, _ = tables.load()
    told = links.to_scheme({links.SCHEME: [state.told_text("scheme")]})
    request, scheme = state.get(), "" if told == own.settings.region_scheme else told
    if scheme != request.scheme:
        opening = tables.to_opening(*tables.load(scheme))
        selection, lanes = request.selection.without("region"), (opening.unfolded, opening.pinned)
        state.put(replace(request, selection=selection, scheme=scheme, unfolded=lanes[0], pinned=lanes[1], listed=None))


def take_bin(store: Store) -> Action:
    """Return what lists the events of the bin that was clicked."""

    def take() -> None:
        request = state.get()
        key = state.told_bin(lambda lane: asking.ask(store, lambda asked: asked.has_lane(request.lanes_by, lane)))
        if key:
            state.put(replace(request, listed=key, event=""))

    return take


def close_list() -> None:
    """Put the list of a bin away."""
    state.put(replace(state.get(), listed=None))


def take_step(store: Store) -> Action:
    """Return what turns to the next, previous, first or last event, or closes what is open."""

    def take() -> None:
        request, kind = state.get(), state.told_text("step")
        if kind == "close":
            state.put(replace(request, event="") if request.event else replace(request, listed=None))
        elif identity := asking.ask(store, lambda asked: _step(asked, request.selection, request.event, kind)):
            take_event(identity)

    return take


def _step(store: Store, selection: Selection, event: str, kind: str) -> str:
    near = store.neighbours(selection, event) if event else None
    if near and kind in ("next", "previous"):
        return near.following if kind == "next" else near.previous
    count = store.totals(selection).inside
    rows = store.rows(selection, offset=max(0, count - 1) if kind in ("last", "previous") else 0, limit=1)
    return "" if rows.empty else str(rows["id"].iloc[0])


def take_link() -> None:
    """Take the view of the page's address, after Back or Forward."""
    told = state.told_link()
    if told:
        search, unread = state.shortened(told[0])
        query = links.parse_query(search)
        tables.turn(links.to_table_code(query))
        table, store = tables.load(links.to_scheme(query))
        state.take_query(query, table, store, tables.to_opening(table, store), unread)
        state.count(state.LINK_NUMBER, told[1])


def explore(opening: Work[Opened]) -> None:
    """Turn to a visitor's own table, with nothing chosen yet."""
    own_table.put(opening)
    _start_anew()


def begin() -> None:
    """Turn, in a visitor's first run, to the table that the page's address is about."""
    if state.is_new():
        tables.turn(links.to_table_code(state.query()))


def turn(code: str) -> None:
    """Turn to another table (tables.turn), with nothing chosen yet; where it can't be opened, stay and say so."""
    before = tables.shown_code()
    tables.turn(code)
    try:
        _start_anew()
    except TableError as error:
        tables.forget(tables.begin())
        tables.turn(before)
        state.put_trouble(str(error))


def _start_anew() -> None:
    opening = tables.to_opening(*tables.load())
    state.forget_look()
    state.put(opening)


def take_change() -> None:
    """Turn to the table that has changed, with all that was chosen and is there still."""
    request, before = state.get(), tables.to_opening(*tables.load(state.scheme()))
    query = links.to_query(request, before)
    tables.take_change()
    table, store = tables.load(links.to_scheme(query))
    state.take_query(query, table, store, tables.to_opening(table, store))


def _filter_keys() -> set[str]:
    """Return the keys of all filters of the table that is shown."""
    table, _ = tables.load(state.scheme())
    return {filters.TEXT.key, *(each.key for each in filters.facets_of(table))}

"""The reducers (event handlers) of the explorer: each makes of one report of a component the next request."""

from collections.abc import Callable
from dataclasses import replace

from components.events.raw_table import TableError
from components.layout import lane_order
from components.panels import error_messages, page_language
from components.panels.explorer import page_state
from components.panels.own_table import own_table
from components.panels.tables import engine_wait, table_registry
from components.panels.tables.background_work import Work
from components.query import filters, lane_schemes, links
from components.query.selection import Request, Selection
from components.query.store import EngineError, Store
from components.stores.stamp import Opened

Action = Callable[[], None]


def wrap_handler(act: Action) -> Action:
    """Return what takes a report of a component: it is counted, and where it can't be done, the page says why."""

    def take() -> None:
        page_state.set_number(page_state.REPORTS, page_state.get_number(page_state.REPORTS) + 1)
        try:
            act()
        except (EngineError, TableError) as error:
            page_state.set_error(error_messages.get_sentence(error))

    return take


def on_shape() -> None:
    """Take nothing: every run reads what the component told of its width and theme (page_state.read_shape)."""


def on_window() -> None:
    """Take the window that the timeline came to rest on."""
    window, sequence, deliberate = page_state.read_window()
    if window:
        request = page_state.get_request()
        page_state.set_request(
            replace(request, selection=replace(request.selection, window=window)), deliberate=deliberate
        )
        page_state.set_number(page_state.WINDOW_NUMBER, sequence)


def on_choices() -> None:
    """Take all that is chosen of the filters."""
    reported = page_state.read_choices(_filter_keys())
    if reported:
        choices, sequence = reported
        selection = replace(page_state.get_request().selection, choices=())
        for choice in choices:
            selection = selection.choose(choice.key, choice.codes, every=choice.every, grey=choice.grey)
        on_selection(selection)
        page_state.set_number(page_state.CHOICE_NUMBER, sequence)


def on_find() -> None:
    """Take what is looked for among the options of a filter, in place of what was before: one list is open at a time.

    Of blanks nothing is.
    """
    reported = page_state.read_find(_filter_keys())
    if reported:
        page_state.set_view_options(
            replace(page_state.get_view_options(), finds=(reported,) if reported[1].strip() else ())
        )


def on_page(name: str, first: int) -> None:
    """Turn a list to another page: the name of its field in ViewOptions, and its first row."""
    page_state.set_view_options(page_state.get_view_options().turned(name, first))


def on_more_lanes() -> None:
    """Show as many lanes again."""
    view_options = page_state.get_view_options()
    page_state.set_view_options(replace(view_options, more_lanes=view_options.more_lanes + lane_order.MOST_LANES))


def on_selection(selection: Selection) -> None:
    """Take another selection: without a filter, over another period."""
    page_state.set_request(replace(page_state.get_request(), selection=selection))


def on_event(identity: str) -> None:
    """Turn to an event, or with "" to none."""
    page_state.set_number(page_state.CLOSED, page_state.get_number(page_state.CLOSED) + int(not identity))
    page_state.set_request(replace(page_state.get_request(), event=identity))


def build_list_handler(name: str) -> Action:
    """Return what takes a whole list of page_state.LISTS: lanes unfolded, lanes pinned, or kinds that are chosen."""

    def take() -> None:
        reported = page_state.read_list(name)
        if reported:
            listed, number = reported
            page_state.set_request(_with_list(page_state.get_request(), name, listed))
            page_state.set_number(page_state.LISTS[name], number)

    return take


def _with_list(request: Request, name: str, listed: tuple[str, ...]) -> Request:
    if name == "unfolded":
        return replace(request, unfolded=listed)
    if name == "pinned":
        return replace(request, pinned=listed)
    chosen = request.selection.chosen("meeting_type")
    selection = request.selection.choose(chosen.key, listed, every=chosen.every, grey=chosen.grey)
    return replace(request, selection=selection)


def on_lanes() -> None:
    """Make lanes in another way."""
    lanes_by = page_state.read_text("lanes")
    table, _ = table_registry.load_table(page_state.get_scheme())
    if lanes_by in (each.key for each in lane_schemes.schemes_of(table)):
        page_state.set_request(replace(page_state.get_request(), lanes_by=lanes_by, pinned=(), listed=None))


def on_scheme() -> None:
    """Take another scheme of regions; what was said in the other one is let go."""
    own, _ = table_registry.load_table()
    reported = links.read_scheme({links.SCHEME: [page_state.read_text("scheme")]})
    request, scheme = page_state.get_request(), "" if reported == own.settings.region_scheme else reported
    if scheme != request.scheme:
        opening = table_registry.name_opening(*table_registry.load_table(scheme))
        selection, lanes = request.selection.without("region"), (opening.unfolded, opening.pinned)
        page_state.set_request(
            replace(request, selection=selection, scheme=scheme, unfolded=lanes[0], pinned=lanes[1], listed=None)
        )


def build_bin_handler(store: Store) -> Action:
    """Return what lists the events of the bin that was clicked."""

    def take() -> None:
        request = page_state.get_request()
        key = page_state.read_bin(
            lambda lane: engine_wait.run_query(store, lambda asked: asked.has_lane(request.lanes_by, lane))
        )
        if key:
            page_state.set_request(replace(request, listed=key, event=""))

    return take


def close_list() -> None:
    """Put the list of a bin away."""
    page_state.set_request(replace(page_state.get_request(), listed=None))


def build_step_handler(store: Store) -> Action:
    """Return what turns to the next, previous, first or last event, or closes what is open."""

    def take() -> None:
        request, kind = page_state.get_request(), page_state.read_text("step")
        if kind == "close":
            page_state.set_request(replace(request, event="") if request.event else replace(request, listed=None))
        elif identity := engine_wait.run_query(
            store, lambda asked: _step(asked, request.selection, request.event, kind)
        ):
            on_event(identity)

    return take


def _step(store: Store, selection: Selection, event: str, kind: str) -> str:
    near = store.neighbours(selection, event) if event else None
    if near and kind in ("next", "previous"):
        return near.following if kind == "next" else near.previous
    count = store.totals(selection).inside
    rows = store.rows(selection, offset=max(0, count - 1) if kind in ("last", "previous") else 0, limit=1)
    return "" if rows.empty else str(rows["id"].iloc[0])


def on_link() -> None:
    """Take the view of the page's address: after Back or Forward, or because this server began without it."""
    reported = page_state.read_link()
    if reported:
        told = page_state.get_request()
        search, unread = page_state.shorten_query(reported.search)
        query = links.parse_query(search)
        page_language.set_language(query)
        table_registry.switch_to(links.read_table_code(query))
        table, store = table_registry.load_table(links.read_scheme(query))
        page_state.load_query(query, table, store, table_registry.name_opening(table, store), unread)
        if reported.resumed:
            page_state.keep_told(told)
        page_state.set_number(page_state.LINK_NUMBER, reported.number)


def switch_to_own(opening: Work[Opened]) -> None:
    """Turn to a visitor's own table, with nothing chosen yet."""
    own_table.set_own(opening)
    _start_over()


def switch_at_start() -> None:
    """Turn, in a visitor's first run, to the table that the page's address is about."""
    if page_state.is_new():
        table_registry.switch_to(links.read_table_code(page_state.get_query()))


def switch_to(code: str) -> None:
    """Switch to another table, with nothing chosen; where it can't be opened, stay and say so."""
    before = table_registry.get_shown_code()
    table_registry.switch_to(code)
    try:
        _start_over()
    except TableError as error:
        table_registry.drop_opening(table_registry.start_opening())
        table_registry.switch_to(before)
        page_state.set_error(error_messages.get_sentence(error))


def _start_over() -> None:
    opening = table_registry.name_opening(*table_registry.load_table())
    page_state.reset_view_options()
    page_state.set_request(opening)


def on_change() -> None:
    """Turn to the table that has changed, with all that was chosen and is there still."""
    request, before = (
        page_state.get_request(),
        table_registry.name_opening(*table_registry.load_table(page_state.get_scheme())),
    )
    query = links.build_query(request, before)
    table_registry.switch_to_change()
    table, store = table_registry.load_table(links.read_scheme(query))
    page_state.load_query(query, table, store, table_registry.name_opening(table, store))


def _filter_keys() -> set[str]:
    """Return the keys of all filters of the table that is shown."""
    table, _ = table_registry.load_table(page_state.get_scheme())
    return {filters.TEXT.key, *(each.key for each in filters.facets_of(table))}

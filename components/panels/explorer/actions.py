"""What the page does when its explorer tells of another table, or somebody turns to one."""

from collections.abc import Callable

from components.events.raw_table import TableError
from components.panels import error_messages, page_language
from components.panels.explorer import page_state
from components.panels.own_table import own_table
from components.panels.tables import table_registry
from components.panels.tables.background_work import Work
from components.query import links
from components.query.store import EngineError
from components.stores.stamp import Opened

Action = Callable[[], None]


def wrap_handler(act: Action) -> Action:
    """Return what takes a report of the explorer; where it can't be done, the page says why."""

    def take() -> None:
        try:
            act()
        except (EngineError, TableError) as error:
            page_state.set_error(error_messages.get_sentence(error))

    return take


def on_told() -> None:
    """Take nothing: every run reads the page's address, and what the explorer told of its width and theme."""


def on_link() -> None:
    """Turn to the table and the language of the page's address: after Back or Forward, or where a table is gone."""
    query = page_state.read_address()
    page_language.set_language(query)
    table_registry.switch_to(links.read_table_code(query))
    page_state.count_up(page_state.LINKED)


def on_changed() -> None:
    """Take nothing: every run looks whether the server's table has changed."""


REPORTS = {"told": on_told, "link": on_link, "changed": on_changed}


def switch_to_own(opening: Work[Opened]) -> None:
    """Turn to a visitor's own table, with nothing chosen yet."""
    own_table.set_own(opening)
    _start_over()


def switch_at_start() -> None:
    """Turn, in a visitor's first run, to the table that the page's address is about."""
    if page_state.is_new():
        table_registry.switch_to(links.read_table_code(page_state.read_address()))
        page_state.get_session()


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
    page_state.lead(opening, opening)


def on_change() -> None:
    """Turn to the table that has changed; what was chosen and is there still the explorer asks for."""
    table_registry.switch_to_change()

"""The table that ships, and what the page says of it when it opens."""

from functools import cache
from pathlib import Path

from components.events.raw_table import RawTable
from components.events.table import Table
from components.intake import table_folder
from components.layout.count_text import describe_count
from components.query import links
from components.query.store import Store
from components.stores.memory.memory_store import MemoryStore

FOLDER = Path(__file__).parents[2] / "data"


@cache
def read_raw() -> RawTable:
    """Return the raw table that ships, read once."""
    return table_folder.read_raw_table(FOLDER)


@cache
def open_shipped() -> tuple[Table, Store]:
    """Return the table that ships and its store, read once."""
    table = table_folder.read_table(FOLDER, FOLDER)
    return table, MemoryStore(table)


def count_opening(**choices: str) -> int:
    """Return how many events the page opens on, certainly and possibly, with codes chosen of filters."""
    table, store = open_shipped()
    selection = links.find_opening(table, store).selection
    for key, code in choices.items():
        selection = selection.choose(key, (code,))
    return store.totals(selection).inside


def describe_opening() -> str:
    """Say how many events the page opens on for certain: "203 events in"."""
    table, store = open_shipped()
    return f"{describe_count(store.totals(links.find_opening(table, store).selection).certain)} in"


def count_events() -> int:
    """Return how many events the table has."""
    return open_shipped()[1].size()

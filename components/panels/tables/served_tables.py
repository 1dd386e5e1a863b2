"""The tables that answers can be asked of beside a run of the page, by the names that pages know them by.

The server's tables are named by what they are, so that a page's name for one outlives the server's process. A visitor's
own is named by 128 random bits that only the visitor's page is told, and is held by the session alone: the name is gone
with it.
"""

import secrets
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from components.panels.tables.background_work import Work
from components.stores.bounded_cache import BoundedCache
from components.stores.stamp import Opened

TOKEN_BYTES = 16
MOST_ANSWERS = 20_000


@dataclass(frozen=True)
class Encoded:
    """Hold an answer as it is sent, and the milliseconds that it took to make and to encode."""

    body: bytes
    made: float
    encoded: float


Answers = BoundedCache[tuple[str, ...], Encoded]


class Openable(Protocol):
    """A table that can be opened in any scheme of regions."""

    def begin(self, scheme: str = "") -> Work[Opened]:
        """Have the table opened in a region scheme, "" for its own."""


_NAMED: WeakValueDictionary[str, Openable] = WeakValueDictionary()


def build_answers(most_bytes: int) -> Answers:
    """Return what keeps answers, bounded by the bytes of their bodies."""
    return BoundedCache(MOST_ANSWERS, most_bytes, lambda each: len(each.body))


def build_token() -> str:
    """Return a name that nobody can guess."""
    return secrets.token_hex(TOKEN_BYTES)


def name_table(name: str, table: Openable) -> None:
    """Let a table be found by a name for as long as anybody else holds it."""
    _NAMED[name] = table


def find_table(name: str) -> Openable | None:
    """Return the table of a name, None where nobody holds one any more."""
    return _NAMED.get(name)

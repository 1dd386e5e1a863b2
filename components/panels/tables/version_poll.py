"""How a table on a server of its own is watched: whether it has become another, asked now and then."""

import threading
import time
from dataclasses import dataclass

from components.query.store import EngineError, EngineStore
from components.stores.stamp import Opened

EVERY = 60.0  # seconds between two questions, however many visitors there are


@dataclass(eq=False)
class _Watch:
    """Hold what is known of the one place that is watched: its version, how often that changed, when to ask again."""

    place: str = ""
    version: str = ""
    changes: int = 0
    due: float = 0.0


_WATCHES = [_Watch()]  # one: there is one place at a time where the server's table is
_LOCK = threading.Lock()


def count_changes(place: str) -> int:
    """Return how often the table at a place was seen to have another version than before."""
    return _WATCHES[0].changes if _WATCHES[0].place == place else 0


def poll_version(place: str, opened: Opened) -> None:
    """Have the version of an opened table asked for, where it is time to; who calls does not wait for that."""
    table, store = opened
    if not isinstance(store, EngineStore):
        return
    with _LOCK:
        if _WATCHES[0].place != place:
            _WATCHES[0] = _Watch(place, table.version)
        watch = _WATCHES[0]
        if time.monotonic() < watch.due:
            return
        watch.due = time.monotonic() + EVERY
    threading.Thread(target=_ask, args=(watch, store), daemon=True).start()


def _ask(watch: _Watch, store: EngineStore) -> None:
    try:
        version = store.version()
    except EngineError:  # who asks for events is told
        return
    if version and version != watch.version:
        watch.version, watch.changes = version, watch.changes + 1

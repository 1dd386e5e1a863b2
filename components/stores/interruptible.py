"""A table in memory whose questions end once nobody waits for their answers: between two of them."""

from threading import Event
from typing import Any

from components.messages.sentence import Sentence
from components.query.store import Cancelled, Store


class InterruptibleStore:
    """Answer as another store does (query.store.Store), until an event is set: then every question raises Cancelled."""

    def __init__(self, store: Store, ended: Event) -> None:
        """Ask `store` for as long as `ended` is not set."""
        self._store, self._ended = store, ended

    def __getattr__(self, name: str) -> Any:
        """Return a question of the store."""
        if self._ended.is_set():
            raise Cancelled(Sentence("Something newer was asked."))
        return getattr(self._store, name)

"""Tables that the view's route serves to pages of tests, and stores that answer when they are let."""

from collections.abc import Callable
from threading import Event
from typing import Any

from components.messages.sentence import Sentence
from components.panels.own_table.own_table import OwnTable
from components.panels.tables import background_work, served_tables
from components.panels.tables.background_work import Work
from components.panels.tables.table_registry import KeptVersion, Version
from components.query.store import Cancelled, Store
from components.stores.stamp import Opened
from tests.support.patience import SECONDS


def serve(opened: Opened | Work[Opened], place: str = "here") -> KeptVersion:
    """Serve a table as the server's, for as long as what is returned is held."""
    work = opened if isinstance(opened, Work) else background_work.start_work(lambda _: opened)
    kept = KeptVersion(Version(place, ((opened[0].version, 1),) if isinstance(opened, tuple) else ()), work)
    served_tables.name_table(kept.version.name, kept)
    return kept


def open_own(opened: Opened) -> OwnTable:
    """Serve a table as a visitor's own, for as long as what is returned is held."""
    work = background_work.start_work(lambda _: opened)
    work.ended.wait(SECONDS)
    own = OwnTable(opened[0].version, work)
    served_tables.name_table(own.token, own)
    return own


class HeldStore:
    """Answer as another store does, but for one question, which waits until it is let; and say what was asked."""

    def __init__(self, store: Store, held: str = "totals") -> None:
        """Hold the answers to the question of this name."""
        self.begun, self.let = Event(), Event()
        self.asked: list[str] = []
        self._store, self._held = store, held

    def __getattr__(self, name: str) -> Any:
        """Return a question of the store."""
        question = getattr(self._store, name)

        def ask(*given: Any, **named: Any) -> Any:
            self.asked.append(name)
            if name == self._held:
                self.begun.set()
                assert self.let.wait(SECONDS)
            return self.answer(lambda: question(*given, **named))

        return ask

    def answer(self, ask: Callable[[], Any]) -> Any:
        """Return what is answered once it is let."""
        return ask()


class HeldEngine(HeldStore):
    """The same as an engine, whose visits can be cancelled."""

    cancelled = False

    def visit(self) -> "HeldEngine":
        """Return what can be cancelled."""
        return self

    def version(self) -> str:
        """Return no version."""
        return ""

    def cancel(self) -> None:
        """Have what waits fail."""
        self.cancelled = True
        self.let.set()

    def answer(self, ask: Callable[[], Any]) -> Any:
        """Return what is answered, or raise Cancelled."""
        if self.cancelled:
            raise Cancelled(Sentence("Something newer was asked."))
        return ask()

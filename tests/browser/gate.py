"""A gate before an engine or a reader: a test holds what it is asked back, lets it pass or has it fail.

The test keeps the gate; the app, in a process of its own, asks it before every question and waits for its word.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from components.query.store import EngineError
from components.stores.engines.duckdb_engine import DuckDb
from components.stores.engines.query_context import DEFAULT_LIMITS, QueryContext
from tests.support.patience import SECONDS

NAME = "gate"  # of the file beside a table that holds the gate's port
PASS, FAIL = b"p", b"f"
AWAY = "The engine is away."


class Gate:
    """Keep the gate: what comes passes at first."""

    def __init__(self, folder: Path) -> None:
        """Listen, and write into a folder where."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        (folder / NAME).write_text(str(self.port))
        self._word = PASS
        self._held: set[socket.socket] = set()
        self._left = 0
        self._changed = Condition()
        Thread(target=self._serve, daemon=True).start()

    def shut(self) -> None:
        """Hold back what comes from now on."""
        self._say(b"")

    def open(self) -> None:
        """Let pass what waits, and what comes."""
        self._say(PASS)

    def fail(self) -> None:
        """Let fail what waits, and what comes."""
        self._say(FAIL)

    def wait_for_a_question(self) -> None:
        """Wait until a question is held back."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._held, SECONDS), "nothing was asked"

    def wait_until_one_leaves(self) -> None:
        """Wait until a question that was held back is given up by who asked it."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._left, SECONDS), "no question was given up"

    def close(self) -> None:
        """Let everything pass, and listen no more."""
        self.open()
        self._listener.close()

    def _say(self, word: bytes) -> None:
        with self._changed:
            self._word = word
            for asking in self._held if word else ():
                with suppress(OSError):
                    asking.sendall(word)

    def _serve(self) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                asking, _ = self._listener.accept()
                Thread(target=self._hear, args=(asking,), daemon=True).start()

    def _hear(self, asking: socket.socket) -> None:
        with asking, suppress(OSError):
            with self._changed:
                self._held.add(asking)
                held = not self._word
                if self._word:
                    asking.sendall(self._word)
                self._changed.notify_all()
            asking.recv(1)  # ends once the other side has its word, or wants none any more
            with self._changed:
                self._held.discard(asking)
                self._left += held and not self._word
                self._changed.notify_all()


def put_before_engines(folder: Path) -> None:
    """Let DuckDB, in this process, ask the gate of a folder before every question."""
    port = int((folder / NAME).read_text())
    DuckDb.fetch = _gated(DuckDb.fetch, port)  # type: ignore[method-assign]
    DuckDb.keep = _gated(DuckDb.keep, port)  # type: ignore[method-assign]


def _gated(ask: Callable[..., Any], port: int) -> Callable[..., Any]:
    def fetch(engine: DuckDb, statement: str, asker: QueryContext) -> Any:
        with socket.create_connection(("127.0.0.1", port)) as waiting:

            def stop() -> None:
                with suppress(OSError):
                    waiting.shutdown(socket.SHUT_RDWR)

            with asker.running(stop) as running:
                word = waiting.recv(1)
            if running.stopped:
                raise running.interrupted(DEFAULT_LIMITS)
        if word == FAIL:
            raise EngineError(AWAY)
        return ask(engine, statement, asker)

    return fetch

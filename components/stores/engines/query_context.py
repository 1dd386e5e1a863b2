"""Who asks an engine: what runs for one visitor, how much it may take, and how it is cancelled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Thread

from components.messages.sentence import Sentence
from components.query.store import Cancelled, EngineError

MOST_SECONDS = 30  # for one answer
MOST_ROWS = 200_000  # of one answer
MOST_BYTES = 500_000_000  # of one answer


@dataclass(frozen=True)
class Limits:
    """Hold how long an engine may think (seconds), and how many rows and bytes it may give for one question."""

    seconds: int = MOST_SECONDS
    rows: int = MOST_ROWS
    bytes: int = MOST_BYTES

    def check_size(self, rows: int, size: int) -> None:
        """Raise EngineError where an answer has more rows or bytes than it may have."""
        if rows > self.rows:
            raise self.too_many()
        if size > self.bytes:
            raise self.too_large()

    def too_many(self) -> EngineError:
        """Return what is to be raised where an answer has too many rows."""
        return EngineError(
            Sentence(
                "This would return more than {count} row. Choose a shorter period or more filters.",
                "This would return more than {count} rows. Choose a shorter period or more filters.",
                count=self.rows,
            )
        )

    def too_large(self) -> EngineError:
        """Return what is to be raised where an answer has too many bytes."""
        return EngineError(
            Sentence(
                "This would return more than {size} MB. Choose a shorter period or more filters.",
                size=round(self.bytes / 1_000_000),
            )
        )

    def too_slow(self) -> EngineError:
        """Return what is to be raised where there is no answer in time."""
        return EngineError(
            Sentence(
                "No answer within {count} second. Choose a shorter period or more filters.",
                "No answer within {count} seconds. Choose a shorter period or more filters.",
                count=self.seconds,
            )
        )


DEFAULT_LIMITS = Limits()


def superseded() -> Cancelled:
    """Return what is to be raised where an answer is no longer wanted."""
    return Cancelled("Something else was asked.")


@dataclass(eq=False)
class Running:
    """Hold one statement that runs: how it is stopped, and whether somebody did."""

    stop: Callable[[], object]
    stopped: bool = False

    def interrupted(self, limits: Limits) -> EngineError:
        """Return what is to be raised for it where it ran no further."""
        return superseded() if self.stopped else limits.too_slow()


class QueryContext:
    """Hold what one visitor asks just now."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self.cancelled = False
        self._running: set[Running] = set()
        self._lock = Lock()

    def check(self) -> None:
        """Raise Cancelled where nothing more is wanted."""
        if self.cancelled:
            raise superseded()

    @contextmanager
    def running(self, stop: Callable[[], object]) -> Iterator[Running]:
        """Note that a statement runs within, and how it is stopped, at once; raises Cancelled where none is wanted."""
        statement = Running(stop)
        with self._lock:
            self.check()
            self._running.add(statement)
        try:
            yield statement
        finally:
            with self._lock:
                self._running.discard(statement)

    def cancel(self) -> None:
        """Stop all that runs, and note that no more is wanted; each question that runs raises Cancelled."""
        self.cancelled = True
        with self._lock:
            for statement in self._running:
                if not statement.stopped:
                    statement.stopped = True
                    with suppress(Exception):  # the others are stopped all the same
                        statement.stop()


def in_background(stop: Callable[[], object]) -> None:
    """Stop something on a server, as far as that can be done, without waiting for the server."""

    def try_to_stop() -> None:
        with suppress(Exception):  # it ends at its limit of time
            stop()

    Thread(target=try_to_stop, daemon=True).start()

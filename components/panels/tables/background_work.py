"""Background work in a thread of its own: it reports progress and can be cancelled."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from components.events.raw_table import Progress, TableError
from components.intake.limits import IntakeError
from components.intake.readers import reader_slots
from components.messages.sentence import Sentence
from components.panels.server import error_log

STOPPED = Sentence("This was stopped before it finished.")
AWAY = 5.0  # seconds after which a visitor whose page no longer asks how far it is waits no more

Made = TypeVar("Made")


@dataclass(eq=False)
class Work(Generic[Made]):
    """Hold work on whatever somebody waits for: how far it is (0..1), and in the end what it made or why not.

    waits: for the turn of a file, while others are read.
    seen: when the page of each visitor who waits (its session) last asked.
    keeps: what has to be there for as long as the work goes on, whoever waits for it still.
    """

    share: float = 0.0
    waits: bool = False
    stopped: bool = False
    made: Made | None = None
    error: TableError | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    seen: dict[str, float] = field(default_factory=dict)
    keeps: object = None

    def tell(self, share: float) -> None:
        """Take how far it is; raises TableError where a visitor asked to stop."""
        self.share = share
        if self.stopped:
            raise TableError(STOPPED)

    def wait_for_turn(self, waits: bool) -> None:
        """Take whether a file waits for its turn to be read."""
        self.waits = waits

    def stop(self) -> None:
        """Ask it to stop, which it does where it next tells how far it is."""
        self.stopped = True

    def is_only_for(self, visitor: str) -> bool:
        """Note that a visitor waits just now, and tell whether nobody else does."""
        now = self.seen[visitor] = time.monotonic()
        return all(now - then > AWAY for other, then in [*self.seen.items()] if other != visitor)

    def result(self) -> Made:
        """Wait for what is made; raises TableError where nothing can be."""
        self.ended.wait()
        if self.error:
            raise self.error
        assert self.made is not None  # noqa: S101 — ended without trouble
        return self.made


def start_work(make: Callable[[Progress], Made], keeps: object = None) -> Work[Made]:
    """Begin work in a thread; `make` is given what to tell its progress to, and knows nothing of the page."""
    work: Work[Made] = Work(keeps=keeps)
    threading.Thread(target=_do, args=(work, make), daemon=True).start()
    return work


def _do(work: Work[Made], make: Callable[[Progress], Made]) -> None:
    try:
        with reader_slots.reporting(work.wait_for_turn):
            work.made = make(work.tell)
    except (TableError, IntakeError) as error:
        work.error = TableError(*error.args)
    except Exception as error:  # noqa: BLE001 — a thread's error would otherwise leave its visitors waiting
        kind = type(error).__name__
        work.error = TableError(
            Sentence(
                "Something went wrong. Try again; if it happens again, the server's log has the details ({kind}).",
                kind=kind,
            )
        )
        error_log.write_error("work failed", error)
    finally:
        work.ended.set()

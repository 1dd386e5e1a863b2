"""This file is work that goes on in a thread of its own while the page tells how far it is, and can be stopped."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from components.panels import fault_log
from components.timeline.intake.limits import IntakeError
from components.timeline.sources import Progress, TableError

STOPPED = "This was stopped."
_FAILED = "This can't be done, and the log says why ({kind})."

Made = TypeVar("Made")


@dataclass(eq=False)
class Work(Generic[Made]):
    """Hold work on whatever somebody waits for: how far it is (0..1), and in the end what it made or why not.

    keeps: what has to be there for as long as the work goes on, whoever waits for it still.
    """

    share: float = 0.0
    stopped: bool = False
    made: Made | None = None
    trouble: TableError | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    keeps: object = None

    def tell(self, share: float) -> None:
        """Take how far it is; raises TableError where a visitor asked to stop."""
        self.share = share
        if self.stopped:
            raise TableError(STOPPED)

    def result(self) -> Made:
        """Wait for what is made; raises TableError where nothing can be."""
        self.ended.wait()
        if self.trouble:
            raise self.trouble
        assert self.made is not None  # noqa: S101 — ended without trouble
        return self.made


def begin(make: Callable[[Progress], Made], keeps: object = None) -> Work[Made]:
    """Begin work in a thread; `make` is given what to tell its progress to, and knows nothing of the page."""
    work: Work[Made] = Work(keeps=keeps)
    threading.Thread(target=_do, args=(work, make), daemon=True).start()
    return work


def _do(work: Work[Made], make: Callable[[Progress], Made]) -> None:
    try:
        work.made = make(work.tell)
    except (TableError, IntakeError) as error:
        work.trouble = TableError(str(error))
    except Exception as error:  # noqa: BLE001 — a thread's error would otherwise leave its visitors waiting
        work.trouble = TableError(_FAILED.format(kind=type(error).__name__))
        fault_log.write("work failed", error)
    finally:
        work.ended.set()

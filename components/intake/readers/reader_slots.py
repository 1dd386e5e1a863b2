"""Slots for reading files in child processes, a semaphore: so many at a time, and who waits is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from components.intake import limits

TICK = 0.1  # seconds between two looks at whether somebody wants to stop
# Small files have turns of their own, so that nobody with one waits for those who brought a large one
SMALL = threading.BoundedSemaphore(limits.MOST_SMALL_CHILDREN)
LARGE = threading.BoundedSemaphore(limits.MOST_CHILDREN)
_ON_WAIT: ContextVar[Callable[[bool], None]] = ContextVar("on_wait", default=lambda _: None)


@contextmanager
def reporting(on_wait: Callable[[bool], None]) -> Iterator[None]:
    """Have `on_wait` told, within, when a file begins to wait for its turn (True), and when it does no more (False)."""
    before = _ON_WAIT.set(on_wait)
    try:
        yield
    finally:
        _ON_WAIT.reset(before)


@contextmanager
def acquire_slot(size: int, progress: Callable[[float], None]) -> Iterator[None]:
    """Wait for the turn of a file of so many bytes, and hold it within; `progress` may raise to stop the wait."""
    slots = SMALL if size < limits.SMALL_BYTES else LARGE
    _wait(slots, progress)
    try:
        yield
    finally:
        slots.release()


def _wait(slots: threading.BoundedSemaphore, progress: Callable[[float], None]) -> None:
    on_wait = _ON_WAIT.get()
    try:
        while not slots.acquire(timeout=TICK):
            on_wait(True)
            progress(0.0)
    finally:
        on_wait(False)

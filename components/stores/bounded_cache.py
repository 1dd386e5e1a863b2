"""The one cache: bounded by count and weight, the least recently used goes first, and nothing is made twice at once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Hold values by key. Safe to share by threads: nobody waits but for the very value that they need (D18)."""

    def __init__(
        self,
        most: int,
        most_weight: float = float("inf"),
        weigh: Callable[[Value], int] = lambda _: 1,
    ) -> None:
        """Hold nothing yet, and never more than `most` values, nor more than `most_weight` in all, by `weigh`."""
        self._most, self._most_weight, self._weigh = most, most_weight, weigh
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._weight = 0
        self._pending: dict[Key, Event] = {}  # what somebody is making just now, and what says that this has ended
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(
        self,
        key: Key,
        make: Callable[[], Value],
        wait: Callable[[Event], object] = Event.wait,
        drop: Callable[[Value], object] = lambda _: None,
    ) -> Value:
        """Return the value of a key, made now where it is not held.

        Who asks for what another is making waits for it; where the other fails, one who waits tries. `wait` is called
        until it is made, and may return early, or raise to give up. `drop` is called with every value that made room
        for this one, once it is no longer held.
        """
        while True:
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    return self._held[key]
                ended = self._pending.get(key)
                if ended is None:
                    self._pending[key] = Event()
                    break
            wait(ended)
        try:
            value = make()
            gone = self._hold(key, value)
        finally:
            with self._lock:
                self._pending.pop(key).set()
        for each in gone:
            drop(each)
        return value

    def find(self, key: Key) -> Value | None:
        """Return the value of a key where it is held; nobody waits for what is being made."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def items(self) -> list[tuple[Key, Value]]:
        """Return what is held by now, the least recently used first."""
        with self._lock:
            return [*self._held.items()]

    def discard(self, key: Key) -> None:
        """Let go of a value, if it is held."""
        with self._lock:
            self._remove(key)

    def clear(self) -> None:
        """Let go of all that is held."""
        with self._lock:
            for key in [*self._held]:
                self._remove(key)

    def _hold(self, key: Key, value: Value) -> list[Value]:
        """Hold a value, and return those that make room for it: itself where it is too heavy."""
        gone = []
        with self._lock:
            self._held[key] = value
            self._weight += self._weigh(value)
            while len(self._held) > self._most or self._weight > self._most_weight:
                gone += self._remove(next(iter(self._held)))
        return gone

    def _remove(self, key: Key) -> list[Value]:
        if key not in self._held:
            return []
        value = self._held.pop(key)
        self._weight -= self._weigh(value)
        return [value]

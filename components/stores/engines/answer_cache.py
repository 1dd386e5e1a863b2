"""What a store remembers: its last answers by question, bounded, each handed out as its context's own."""

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pandas as pd

from components.query.column_arrays import ColumnArrays
from components.stores.bounded_cache import BoundedCache

MOST_ANSWERS = 512
MOST_ROWS = 1_000_000  # of all answers together
MOST_PLACES = 100_000  # of events that were shown

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


class AnswerCache:
    """Hold answers by question; the one not asked for longest goes first. Safe to share by threads."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        """Hold nothing yet, and never more than so many rows."""
        self._held: BoundedCache[Hashable, Any] = BoundedCache(MOST_ANSWERS, most_rows, _weigh)
        self._places: dict[str, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, question: Hashable, find: Callable[[], Any]) -> Any:
        """Return the answer to a question, found now where it is not held; frames are copied when written to."""
        return _own(self._held.get(question, find))

    def clear(self) -> None:
        """Drop all answers."""
        self._held.clear()

    def note_places(self, identities: Iterable[str], positions: Iterable[int]) -> None:
        """Note where events stand that were shown, so that more of them is found without a search."""
        with self._lock:
            if len(self._places) > MOST_PLACES:
                self._places.clear()
            self._places.update(zip(identities, positions, strict=True))

    def place_of(self, identity: str) -> int | None:
        """Return where an event stands, None where that was not noted."""
        return self._places.get(identity)


def remembered(
    question: Callable[Concatenate[Any, Asked], Given],
) -> Callable[Concatenate[Any, Asked], Given]:
    """Answer a question from the `answers` of the object that is asked, where it was asked before."""

    @wraps(question)
    def answer(asked: Any, *arguments: Asked.args, **named: Asked.kwargs) -> Given:
        key = (
            question.__name__,
            tuple(map(_fixed, arguments)),
            tuple((name, _fixed(each)) for name, each in named.items()),
        )
        return asked.answers.get(key, lambda: question(asked, *arguments, **named))

    return cast("Callable[Concatenate[Any, Asked], Given]", answer)


def _fixed(argument: Any) -> Hashable:
    return tuple(argument) if isinstance(argument, list) else argument


def _own(answer: Any) -> Any:
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame | pd.Series) else answer


def _weigh(answer: Any) -> int:
    return len(answer) if isinstance(answer, pd.DataFrame | pd.Series | ColumnArrays | tuple | frozenset) else 1

"""This file is how each kind of file is read back, by a program that is not the one that wrote it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contents:
    """Hold what a file was found to hold: all its text, and the ids of its events (None where it is a picture)."""

    text: str
    events: list[str] | None


Reader = Callable[[bytes], Contents]

# A line for every member of registry.EXPORTS: key → reader; it raises where the file can't be opened.
READERS: dict[str, Reader] = {}
# Kinds that can't hold every selected event: key → the ids, of those selected, that it must hold
HELD: dict[str, Callable[[list[str]], list[str]]] = {}

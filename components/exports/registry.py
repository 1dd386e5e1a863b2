"""This file is the list of kinds of file that can leave: what each is called, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from components.timeline.handout import Handout


@dataclass(frozen=True)
class Export:
    """Hold one kind of file: its name on the command line, label, what it is for, file suffix, media type and maker.

    most: events beyond which it is not made, since the file would be of no use; it says so instead.
    """

    key: str
    label: str
    about: str
    suffix: str
    media_type: str
    most: int
    make: Callable[[Handout], bytes]


# To add one: a module with a function from Handout to bytes, and a line here.
EXPORTS: tuple[Export, ...] = ()

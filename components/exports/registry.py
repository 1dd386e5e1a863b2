"""This file is the list of kinds of file that can leave: what each is called, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from components.exports.refusals import ExportError
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


# To add one: a module with a function from Handout to bytes, a line here, and its reader in tests/export_readers.py.
EXPORTS: tuple[Export, ...] = ()
BY_KEY = {export.key: export for export in EXPORTS}


def check_size(export: Export, events: int) -> None:
    """Raise ExportError where a kind of file does not take so many events; to be asked before they are gathered."""
    if events > export.most:
        raise ExportError(
            f"{export.label} takes at most {export.most:,} events, and this selection has {events:,}: "
            "choose a shorter period or more filters."
        )


def make(export: Export, handout: Handout) -> bytes:
    """Make a file of a handout; raises ExportError where it has too many events or can't be made."""
    check_size(export, len(handout.events))
    return export.make(handout)

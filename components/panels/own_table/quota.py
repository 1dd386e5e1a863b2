"""How many bytes of visitors' files the server holds at a time, and the sentence when there is no room."""

import os
import threading
from dataclasses import dataclass
from weakref import WeakSet

from components.intake.limits import Limit
from components.messages.sentence import N_
from components.panels.server import streamlit_internals

# A table takes some twenty bytes of memory for each byte of its file
OF_VISITOR = Limit(
    400_000_000, N_("Together, your files would be larger than {most} bytes; remove one, or reload the page.")
)
OF_SERVER = Limit(
    800_000_000,
    N_("The server does not have enough memory for another table; try a smaller file, or try again later."),
)
SETTING = "DIPLOMATIC_TIMELINE_HELD"  # bytes of OF_SERVER, where a server has another size


@dataclass(frozen=True, eq=False)
class Reservation:
    """Hold how many bytes of files a visitor's session has the server hold; it counts for as long as it is kept."""

    session: str
    size: int


_SHARES: WeakSet[Reservation] = WeakSet()
_LOCK = threading.RLock()


def reserve(size: int) -> Reservation:
    """Return a share of so many bytes for the visitor who asks; raises IntakeError where there is no room for it."""
    share = Reservation(streamlit_internals.read_session_id(), size)
    with _LOCK:
        OF_VISITOR.check(size + count_held(share.session))
        read_limit().check(size + count_held())
        _SHARES.add(share)
    return share


def count_held(session: str | None = None) -> int:
    """Return the bytes that are held, of one session or of all."""
    with _LOCK:
        return sum(share.size for share in [*_SHARES] if session in (None, share.session))


def read_limit() -> Limit:
    """Return the most that the server holds, as its environment says where that is a number."""
    stated = os.environ.get(SETTING, "")
    return Limit(int(stated), OF_SERVER.sentence) if stated.isdecimal() else OF_SERVER

"""Which table is shown: a visitor's own, else the server's, opened once for all and never changed."""

import gc
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.briefing.briefing_file import InScheme
from components.events import gazetteer
from components.events.table import Table
from components.messages.catalogue import Messages
from components.messages.sentence import Sentence
from components.panels import page_language
from components.panels.own_table import own_table
from components.panels.server import server_settings
from components.panels.tables import background_work, engine_wait, version_poll
from components.panels.tables.background_work import Work
from components.query import links
from components.query.selection import Request
from components.query.store import EngineStore, Store
from components.stores import opening, stamp
from components.stores.bounded_cache import BoundedCache
from components.stores.engines import engine_schema
from components.stores.stamp import Opened
from components.views import claims

DATA, SHIPPED = server_settings.DATA, server_settings.SHIPPED
MOST_OPEN = 4  # tables held at a time; the one that was asked for longest ago is let go
LARGE = 20_000_000  # bytes from which on a page says how far opening is, and does not merely wait
MOMENT = 1.0  # seconds that it waits all the same: what is open by then need not flicker
# In the session: by place the versions that a visitor stays on, and the one that they asked for
KEPT, COMING = "versions kept", "version coming"


@dataclass(frozen=True)
class Version:
    """Name a state of the server's table: where it is (a hash), and what its files were like."""

    place: str
    stamp: stamp.Stamp
    stays: bool = False  # in an engine, which may be slow or away whatever its size

    @property
    def large(self) -> bool:
        """Return whether opening it may take long enough to be told of."""
        return self.stays or sum(size for *_, size in self.stamp) >= LARGE


@dataclass(frozen=True, eq=False)
class KeptVersion:
    """Hold the version that a visitor stays on, until they ask for another, and the work that opens it."""

    version: Version
    opening: Work[Opened]

    def begin(self, scheme: str = "") -> Work[Opened]:
        """Have the table opened in a region scheme, "" for its own."""
        if not scheme:
            return self.opening
        return _begin(self.version, scheme, lambda: _in_scheme(self.opening, scheme))


OPENINGS: BoundedCache[tuple[Version, str], Work[Opened]] = BoundedCache(MOST_OPEN)


def load_table(scheme: str = "") -> Opened:
    """Return the table in a region scheme ("" = its own), in the language of the page, and its store, once it is open.

    Raises TableError where it can't be opened, ValueError where there is no such scheme.
    """
    return tell_in(start_opening(scheme).result(), page_language.get_messages())


def tell_in(opened: Opened, _: Messages) -> Opened:
    """Return an opened table told in a language; the very one where it is."""
    table, store = opened
    return opened if table.messages == _ else (table.in_language(_), store)


def start_opening(scheme: str = "") -> Work[Opened]:
    """Have the table opened, unless it is already; a large one goes on opening while this returns.

    Raises ValueError where there is no such scheme.
    """
    if scheme and scheme not in gazetteer.SCHEME_COLUMNS:
        raise ValueError(f"There is no region scheme {scheme!r}.")
    return _shown().begin(scheme)


def _shown() -> own_table.OwnTable | KeptVersion:
    return own_table.get_shown() or _keep(_shown_settings())


def build_scheme_opener() -> Callable[[Table, Store], InScheme]:
    """Return what opens the table that is shown now in any scheme of regions ("" = its own), in whatever thread.

    It is called with the table and with whom to ask: an engine is asked as that one is, limits and cancelling included.
    """
    shown, own_scheme = _shown(), load_table()[0].settings.region_scheme

    def to_opener(whole: Table, asked: Store) -> InScheme:
        if isinstance(asked, EngineStore):
            return lambda scheme: opening.with_scheme((whole, asked), scheme or own_scheme, lambda _: None)
        return lambda scheme: tell_in(shown.begin(scheme).result(), whole.messages)

    return to_opener


def name_opening(whole: Table, store: Store) -> Request:
    """Return what a table opens on, named."""
    return name_shown(links.find_opening(whole, store))


def name_shown(opening: Request) -> Request:
    """Return what the shown table opens on; where it is not the server's, with which it is, as the address says it."""
    return replace(opening, table=get_shown_code())


def get_shown_code() -> str:
    """Return which table is shown: the version of the visitor's own, links.SHIPPED, or "" for the server's."""
    return str(st.session_state.get(own_table.SHOWN, "")) if own_table.is_visited() else ""


def switch_to(code: str) -> None:
    """Turn to a table as shown_code names it, or to the server's where the visitor has no such table."""
    own = own_table.get_own()
    known = {own.version if own else "", links.SHIPPED if has_shipped() else ""}
    st.session_state[own_table.SHOWN] = code if code in known else ""


def has_shipped() -> bool:
    """Return whether the shipped table is there beside another one of the server's."""
    return not server_settings.are_shipped(server_settings.read_settings())


def list_openings() -> list[Work[Opened]]:
    """Return the works that open or have opened the server's table, in any version and scheme."""
    place = _place(server_settings.read_settings())
    return [opening for (version, _), opening in OPENINGS.items() if version.place == place]


def get_server_title() -> str:
    """Return the title of the server's table."""
    opened = _keep(server_settings.read_settings()).opening.made
    return opened[0].settings.title if opened else Sentence("the server's table")


def has_changed() -> bool:
    """Tell whether there is another table by now than the one of the server's that the visitor stays on."""
    if own_table.get_shown():
        return False
    settings = _shown_settings()
    kept = _keep(settings)
    if settings.get("url") and kept.opening.made:
        version_poll.poll_version(kept.version.place, kept.opening.made)
    version = _version(settings)
    return bool(version.stamp) and kept.version != version


def ask_for_change() -> None:
    """Have the table that is there by now opened, while the visitor stays on the one that is shown."""
    settings = _shown_settings()
    version = _version(settings)
    st.session_state[COMING] = KeptVersion(version, _begin(version, "", lambda: _opener(settings)))


def get_coming() -> Work[Opened] | None:
    """Return the work that opens what the visitor asked for, if any."""
    asked = st.session_state.get(COMING)
    return asked.opening if asked else None


def switch_to_change() -> None:
    """Turn to the table that the visitor asked for, now that it is open."""
    asked: KeptVersion = st.session_state.pop(COMING)
    _kept()[asked.version.place] = asked


def drop_change() -> None:
    """Let go of what the visitor asked for, since it can't be opened, and stay on what is shown."""
    _let_go(st.session_state.pop(COMING).opening)


def drop_opening(opening: Work[Opened]) -> None:
    """Let go of a table that can't be opened, so that it can be tried again."""
    for place in [place for place, kept in _kept().items() if kept.opening is opening]:
        del _kept()[place]
    _let_go(opening)


def _let_go(opening: Work[Opened]) -> None:
    for key, each in OPENINGS.items():
        if each is opening and each.error:
            OPENINGS.discard(key)


def _keep(settings: dict[str, Any]) -> KeptVersion:
    """Return the version of a place that this visitor stays on; where it can't be opened, the one there is now."""
    kept = _kept().get(_place(settings))
    if kept and not kept.opening.error:
        return kept
    version = _version(settings)
    kept = _kept()[version.place] = KeptVersion(version, _begin(version, "", lambda: _opener(settings)))
    return kept


def _kept() -> dict[str, KeptVersion]:
    """Return by place the versions that this visitor stays on; where nobody asks, nothing stays."""
    kept: dict[str, KeptVersion] = st.session_state.setdefault(KEPT, {}) if own_table.is_visited() else {}
    return kept


def _begin(version: Version, scheme: str, to_make: Callable[[], Callable[[Any], Opened]]) -> Work[Opened]:
    """Have a version opened in a scheme, unless it is already; wait for it where it is small, else a moment."""
    opening = OPENINGS.get((version, scheme), lambda: background_work.start_work(to_make()))
    opening.ended.wait(MOMENT if version.large else None)
    return opening


def _opener(settings: dict[str, Any]) -> Callable[[Any], Opened]:
    def make(tell: Callable[[float], None]) -> Opened:
        opened = opening.open_table(settings, SHIPPED, tell)
        gc.freeze()  # it stays, and need not be walked after every rerun
        return opened

    return make


def _in_scheme(own: Work[Opened], scheme: str) -> Callable[[Any], Opened]:
    return lambda tell: opening.with_scheme(own.result(), scheme, tell)


def _shown_settings() -> dict[str, Any]:
    """Return where the table is that this visitor is shown, of those that are not their own."""
    return server_settings.locate_shipped() if get_shown_code() == links.SHIPPED else server_settings.read_settings()


@st.cache_data(max_entries=6, show_spinner=False)
def check_claims(version: str, _table: Table, _store: Store) -> pd.DataFrame:  # noqa: ARG001
    """Hold a table's claims against it; kept for as long as the table's version stands."""
    return engine_wait.run_query(_store, lambda asked: claims.check_claims(_table, asked))


def _place(settings: dict[str, Any]) -> str:
    """Return what stands for where a table is: a hash, since a password is among its settings."""
    return hashlib.sha256(repr(sorted(settings.items())).encode()).hexdigest()


def _version(settings: dict[str, Any]) -> Version:
    place = _place(settings)
    if settings.get("url"):
        return Version(place, (("changes", version_poll.count_changes(place), 0),), stays=True)
    path = Path(settings.get("path", ""))
    return Version(place, stamp.read_stamp(path), stays=engine_schema.holds_schema(path))

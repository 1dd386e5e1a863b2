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
from components.panels.tables import background_work, served_tables, version_poll
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
MOST_CHECKED = 8  # tables whose claims are kept
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

    @property
    def name(self) -> str:
        """Return what names this version to pages, in whatever process: a hash."""
        return hashlib.sha256(repr((self.place, self.stamp)).encode()).hexdigest()[:32]


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


CLAIMS: BoundedCache[tuple[str, str, str], pd.DataFrame] = BoundedCache(MOST_CHECKED)
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
    return not own_table.get_shown() and is_outdated(_keep(_shown_settings()))


def is_outdated(kept: KeptVersion) -> bool:
    """Tell whether there is another version by now at the place of one, whoever asks."""
    settings = _find_settings(kept)
    if settings is None:
        return False
    if settings.get("url") and kept.opening.made:
        version_poll.poll_version(kept.version.place, kept.opening.made)
    version = _version(settings)
    return bool(version.stamp) and kept.version != version


def get_shown() -> own_table.OwnTable | KeptVersion:
    """Return the table that this visitor is shown."""
    return _shown()


def get_shown_name() -> str:
    """Return the name by which the page that is shown asks for answers: its visitor's token, or the version's name."""
    shown = _shown()
    return shown.token if isinstance(shown, own_table.OwnTable) else shown.version.name


def find_served(name: str) -> own_table.OwnTable | KeptVersion | None:
    """Return the table that a page asks for by a name, None where there is none of that name any more.

    In any thread. One of the server's that nobody holds is opened where it is still the one that is there.
    """
    named = served_tables.find_table(name)
    if isinstance(named, own_table.OwnTable | KeptVersion):
        return named
    for settings in (server_settings.read_settings(), server_settings.locate_shipped()):
        version = _version(settings)
        if version.name == name:
            return _open_version(version, settings)
    return None


def get_code(served: own_table.OwnTable | KeptVersion) -> str:
    """Return which table this is, as links say it: see get_shown_code. In any thread."""
    if isinstance(served, own_table.OwnTable):
        return served.version
    place = _place(server_settings.locate_shipped())
    return links.SHIPPED if served.version.place == place and has_shipped() else ""


def _find_settings(kept: KeptVersion) -> dict[str, Any] | None:
    """Return the settings that lead to where a version is from; None where they have become others."""
    for settings in (server_settings.read_settings(), server_settings.locate_shipped()):
        if _place(settings) == kept.version.place:
            return settings
    return None


def ask_for_change() -> None:
    """Have the table that is there by now opened, while the visitor stays on the one that is shown."""
    settings = _shown_settings()
    version = _version(settings)
    st.session_state[COMING] = _open_version(version, settings)


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
    kept = _kept()[version.place] = _open_version(version, settings)
    return kept


def _open_version(version: Version, settings: dict[str, Any]) -> KeptVersion:
    """Have a version of a place opened, unless somebody holds it, and let pages ask for answers by its name."""
    held = served_tables.find_table(version.name)
    if isinstance(held, KeptVersion) and not held.opening.error:
        held.opening.ended.wait(MOMENT if version.large else None)
        return held
    kept = KeptVersion(version, _begin(version, "", lambda: _opener(settings)))
    served_tables.name_table(version.name, kept)
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


def check_claims(table: Table, store: Store) -> pd.DataFrame:
    """Hold a table's claims against it; kept for as long as its version is among the newest. Raises EngineError."""
    key = (table.version, table.settings.region_scheme, table.messages.language)
    return CLAIMS.get(key, lambda: claims.check_claims(table, store))


def _place(settings: dict[str, Any]) -> str:
    """Return what stands for where a table is: a hash, since a password is among its settings."""
    return hashlib.sha256(repr(sorted(settings.items())).encode()).hexdigest()


def _version(settings: dict[str, Any]) -> Version:
    place = _place(settings)
    if settings.get("url"):
        return Version(place, (("changes", version_poll.count_changes(place), 0),), stays=True)
    path = Path(settings.get("path", ""))
    return Version(place, stamp.read_stamp(path), stays=engine_schema.holds_schema(path))

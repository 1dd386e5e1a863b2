"""This file is which table is shown: opened once in the background, shared by all visitors, and never changed."""

import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.panels import asking
from components.panels.server import LOG
from components.timeline import claims, layout, places, sources, table_opening
from components.timeline.table_opening import Opened

SHIPPED = Path(__file__).resolve().parents[2] / "data"
SETTING = "DIPLOMATIC_TIMELINE"  # and the name of a setting: DIPLOMATIC_TIMELINE_URL, …_PASSWORD
DATA = "DIPLOMATIC_TIMELINE_DATA"  # the path of another table: its folder, its Parquet files, or a DuckDB file
SECTION = "table"  # of .streamlit/secrets.toml, with the same settings
PLACES = {"path", "url"}  # the settings that say where a table is
MOST_OPEN = 4  # tables held at a time; the one that was asked for longest ago is let go
LARGE = 20_000_000  # bytes from which on a page says how far opening is, and does not merely wait
STOPPED = "Opening the table was stopped."

Stamp = tuple[tuple[str, int, int], ...]
Key = tuple[str, Stamp, str]


@dataclass(eq=False)
class Opening:
    """Hold a table that a thread opens for whoever asks: how far it is (0..1), and in the end what came of it."""

    share: float = 0.0
    stopped: bool = False
    opened: Opened | None = None
    trouble: sources.TableError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def tell(self, share: float) -> None:
        """Take how far it is; raises sources.TableError where a visitor asked to stop."""
        self.share = share
        if self.stopped:
            raise sources.TableError(STOPPED)

    def result(self) -> Opened:
        """Wait for the table; raises sources.TableError where it can't be opened."""
        self.ended.wait()
        if self.trouble:
            raise self.trouble
        assert self.opened is not None  # noqa: S101 — ended without trouble
        return self.opened


_OPENINGS: OrderedDict[Key, Opening] = OrderedDict()
_LOCK = threading.Lock()


def load(scheme: str = "") -> Opened:
    """Return the table in a region scheme ("" = its own) and its store, once it is open.

    Raises sources.TableError where it can't be opened, ValueError where there is no such scheme.
    """
    return begin(scheme).result()


def begin(scheme: str = "") -> Opening:
    """Have the table opened, unless it is already; a large one goes on opening while this returns.

    Raises ValueError where there is no such scheme.
    """
    if scheme and scheme not in places.SCHEME_COLUMNS:
        raise ValueError(f"There is no region scheme {scheme!r}.")
    settings = _settings()
    key = (repr(sorted(settings.items())), _stamp(Path(settings.get("path", ""))), scheme)
    with _LOCK:
        opening = _OPENINGS.get(key)
        if opening is None:
            opening = _OPENINGS[key] = Opening()
            threading.Thread(target=_open, args=(opening, settings, scheme), daemon=True).start()
        _OPENINGS.move_to_end(key)
        while len(_OPENINGS) > MOST_OPEN:
            _OPENINGS.popitem(last=False)
    if sum(size for *_, size in key[1]) < LARGE:
        opening.ended.wait()
    return opening


def forget(opening: Opening) -> None:
    """Let go of a table where it could not be opened, so that it can be tried again."""
    with _LOCK:
        for key in [key for key, each in _OPENINGS.items() if each is opening and each.trouble]:
            del _OPENINGS[key]


def _open(opening: Opening, settings: Mapping[str, str], scheme: str) -> None:
    try:
        if scheme:
            own = load()
            known = own[0].settings.region_scheme
            opening.opened = own if scheme == known else table_opening.to_scheme(own, scheme, opening.tell)
        else:
            opening.opened = table_opening.open_table(settings, SHIPPED, opening.tell)
        gc.freeze()  # it stays, and need not be walked after every rerun
    except sources.TableError as error:
        opening.trouble = error
    except Exception as error:  # noqa: BLE001 — a thread's error would otherwise leave every visitor waiting
        opening.trouble = sources.TableError(f"The table can't be opened ({type(error).__name__}).")
        LOG.error("a table can't be opened", exc_info=error)
    finally:
        opening.ended.set()


def _settings() -> dict[str, Any]:
    """Return where the table is: as the server's environment says, else its secrets, else the shipped one."""
    named = {name: os.environ.get(f"{SETTING}_{name}".upper(), "") for name in layout.SETTINGS}
    stated: dict[str, Any] = {name: value for name, value in named.items() if value}
    stated |= {name: int(stated[name]) for name in ("seconds", "rows") if stated.get(name, "").isdecimal()}
    if path := os.environ.get(DATA, ""):
        stated["path"] = path
    kept = _read_secrets()
    if PLACES & {*stated}:  # the environment says where: the secrets' place is another one's
        kept = {name: value for name, value in kept.items() if name not in PLACES}
    settings = kept | stated
    return settings if PLACES & {*settings} else {"path": str(SHIPPED)}


def _read_secrets() -> dict[str, Any]:
    """Return the settings in Streamlit's secrets; empty where there are none, or they can't be read."""
    if not st.secrets.load_if_toml_exists():
        return {}
    section = st.secrets.get(SECTION, {})
    return {str(name): value for name, value in section.items() if value} if isinstance(section, Mapping) else {}


@st.cache_data(max_entries=6, show_spinner=False)
def check_claims(version: str, scheme: str) -> pd.DataFrame:  # noqa: ARG001 — the version is what the answer hangs on
    """Hold the table's claims against it; kept for as long as the table's version stands."""
    table, store = load(scheme)
    return asking.ask(store, lambda asked: claims.check(table, asked))


def _stamp(path: Path) -> Stamp:
    """Return what changes when a file, or one of a folder, does: name, time of change, size."""
    found = (
        [path] if path.is_file() else [file for kind in ("csv", "parquet", "toml") for file in path.glob(f"*.{kind}")]
    )
    files = sorted(found)
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)

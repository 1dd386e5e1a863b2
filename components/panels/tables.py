"""This file is which table is shown: opened once in the background, shared by all visitors, and never changed."""

import gc
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import streamlit as st

from components.panels.server import LOG
from components.timeline import claims, places, sources, table
from components.timeline.pandas_store import PandasStore
from components.timeline.store import Store
from components.timeline.table import Table

SHIPPED = Path(__file__).resolve().parents[2] / "data"
SETTING = "DIPLOMATIC_TIMELINE_DATA"  # a folder with the files of another table
MOST_OPEN = 4  # tables held at a time; the one that was asked for longest ago is let go
LARGE = 20_000_000  # bytes from which on a page says how far opening is, and does not merely wait
STOPPED = "Opening the table was stopped."
READ = 0.6  # share of the time that goes into reading; the rest prepares answers

Stamp = tuple[tuple[str, int, int], ...]
Key = tuple[Path, Stamp, str]
Opened = tuple[Table, Store]


@dataclass(eq=False)
class Opening:
    """Hold a table that a thread opens for whoever asks: how far it is (0..1), and in the end what came of it."""

    share: float = 0.0
    stopped: bool = False
    opened: Opened | None = None
    trouble: sources.TableError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def tell(self, share: float) -> None:
        """Take how far reading is; raises sources.TableError where a visitor asked to stop."""
        self.share = share * READ
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
    folder = Path(os.environ.get(SETTING) or SHIPPED)
    key = (folder, _stamp(folder), scheme)
    with _LOCK:
        opening = _OPENINGS.get(key)
        if opening is None:
            opening = _OPENINGS[key] = Opening()
            threading.Thread(target=_open, args=(opening, folder, scheme), daemon=True).start()
        _OPENINGS.move_to_end(key)
        while len(_OPENINGS) > MOST_OPEN:
            _OPENINGS.popitem(last=False)
    if sum(size for *_, size in key[1]) < LARGE:
        opening.ended.wait()
    return opening


def forget(opening: Opening) -> None:
    """Let go of a table that can't be opened, so that it can be tried again."""
    with _LOCK:
        for key in [key for key, each in _OPENINGS.items() if each is opening]:
            del _OPENINGS[key]


def _open(opening: Opening, folder: Path, scheme: str) -> None:
    try:
        own = load()[0] if scheme else table.read(folder, SHIPPED, opening.tell)
        chosen = own if scheme in ("", own.settings.region_scheme) else table.to_scheme(own, scheme)
        opening.share = READ
        store = PandasStore(chosen)
        store.prepare()
        opening.opened = (chosen, store)
        gc.freeze()  # it stays, and need not be walked after every rerun
    except sources.TableError as error:
        opening.trouble = error
    except Exception as error:  # noqa: BLE001 — a thread's error would otherwise leave every visitor waiting
        opening.trouble = sources.TableError(f"The table can't be opened ({type(error).__name__}).")
        LOG.error("a table can't be opened", exc_info=error)
    finally:
        opening.ended.set()


@st.cache_data(max_entries=6, show_spinner=False)
def check_claims(version: str, scheme: str) -> pd.DataFrame:  # noqa: ARG001 — the version is what the answer hangs on
    """Hold the table's claims against it; kept for as long as the table's version stands."""
    return claims.check(*load(scheme))


def _stamp(folder: Path) -> Stamp:
    """Return what changes when a file of the folder does: name, time of change, size."""
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.parquet"), *folder.glob("*.toml")])
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)

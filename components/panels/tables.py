"""This file is which table is shown: loaded once, shared by all visitors, and never changed."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from components.timeline import claims, table
from components.timeline.pandas_store import PandasStore
from components.timeline.table import Table

SHIPPED = Path(__file__).resolve().parents[2] / "data"
SETTING = "DIPLOMATIC_TIMELINE_DATA"  # a folder with the files of another table


def load(scheme: str = "") -> tuple[Table, PandasStore]:
    """Return the table in a region scheme ("" = its own) and its store.

    Raises sources.TableError where it can't be opened, ValueError where there is no such scheme.
    """
    folder = Path(os.environ.get(SETTING) or SHIPPED)
    return _load(folder, _stamp(folder), scheme)


@st.cache_resource(max_entries=6, show_spinner="Opening the table …")
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...], scheme: str) -> tuple[Table, PandasStore]:
    if scheme:
        own, store = _load(folder, stamp, "")
        return (own, store) if scheme == own.settings.region_scheme else _with_store(table.to_scheme(own, scheme))
    return _with_store(table.read(folder, SHIPPED))


def _with_store(opened: Table) -> tuple[Table, PandasStore]:
    return opened, PandasStore(opened)


@st.cache_data(max_entries=6, show_spinner=False)
def check_claims(version: str, scheme: str) -> pd.DataFrame:  # noqa: ARG001 — the version is what the answer hangs on
    """Hold the table's claims against it; kept for as long as the table's version stands."""
    return claims.check(*load(scheme))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the folder does: name, time of change, size."""
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.toml")])
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)

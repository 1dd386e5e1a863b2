"""This file is which table is shown: loaded once, shared by all visitors, and never changed."""

import os
from pathlib import Path

import streamlit as st

from components.timeline import table
from components.timeline.pandas_store import PandasStore
from components.timeline.table import Table

SHIPPED = Path(__file__).resolve().parents[2] / "data"
SETTING = "DIPLOMATIC_TIMELINE_DATA"  # a folder with the files of another table


def load() -> tuple[Table, PandasStore]:
    """Return the table and its store; raises sources.TableError where it can't be opened."""
    folder = Path(os.environ.get(SETTING) or SHIPPED)
    return _load(folder, _stamp(folder))


@st.cache_resource(max_entries=4, show_spinner="Opening the table …")
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[Table, PandasStore]:  # noqa: ARG001
    opened = table.read(folder, SHIPPED)
    return opened, PandasStore(opened)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the folder does: name, time of change, size."""
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.toml")])
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)

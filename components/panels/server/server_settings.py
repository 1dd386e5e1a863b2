"""Where the server's table is said to be: in the environment, in Streamlit's secrets, or nowhere."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from components.stores.engines import engine_schema

SHIPPED = Path(__file__).resolve().parents[3] / "data"
SETTING = "DIPLOMATIC_TIMELINE"  # and the name of a setting: DIPLOMATIC_TIMELINE_URL, …_PASSWORD
DATA = "DIPLOMATIC_TIMELINE_DATA"  # the path of another table: its folder, a file, Parquet files, or a DuckDB file
SECTION = "table"  # of .streamlit/secrets.toml, with the same settings
PLACES = {"path", "url"}  # the settings that say where a table is


def read_settings() -> dict[str, Any]:
    """Return where the table is: as the server's environment says, else its secrets, else the shipped one."""
    named = {name: os.environ.get(f"{SETTING}_{name}".upper(), "") for name in engine_schema.SETTINGS}
    stated: dict[str, Any] = {name: value for name, value in named.items() if value}
    stated |= {name: int(stated[name]) for name in ("seconds", "rows") if stated.get(name, "").isdecimal()}
    if path := os.environ.get(DATA, ""):
        stated["path"] = path
    kept = _read_secrets()
    if PLACES & {*stated}:  # the environment says where: the secrets' place is another one's
        kept = {name: value for name, value in kept.items() if name not in PLACES}
    settings = kept | stated
    return settings if PLACES & {*settings} else locate_shipped()


def _read_secrets() -> dict[str, Any]:
    """Return the settings in Streamlit's secrets; empty where there are none, or they can't be read."""
    if not st.secrets.load_if_toml_exists():
        return {}
    section = st.secrets.get(SECTION, {})
    return {str(name): value for name, value in section.items() if value} if isinstance(section, Mapping) else {}


def locate_shipped() -> dict[str, Any]:
    """Return where the table is that comes with the program."""
    return {"path": str(SHIPPED)}


def are_shipped(settings: Mapping[str, Any]) -> bool:
    """Return whether settings lead to the table that comes with the program."""
    return not settings.get("url") and Path(settings["path"]).resolve() == SHIPPED

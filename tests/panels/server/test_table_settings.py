"""Tests of where the page's table is said to be: the environment first, then Streamlit's secrets, else the shipped."""

import pytest
import streamlit as st

from components.panels.server import server_settings
from components.stores.engines import engine_schema

ELSEWHERE = {"url": "clickhouse://reader@host/base", "password": "hunter2", "rows": 5_000}


@pytest.fixture
def stated(monkeypatch):
    """Return the settings of a server with these secrets and this environment."""

    def state(secrets, **environment):
        for name in (*engine_schema.SETTINGS, "data"):
            monkeypatch.delenv(f"{server_settings.SETTING}_{name.upper()}", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(f"{server_settings.SETTING}_{name.upper()}", value)
        monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: secrets is not None)
        monkeypatch.setattr(st.secrets, "_secrets", secrets or {})
        return server_settings.read_settings()

    return state


def test_the_shipped_table_is_what_nobody_says_otherwise(stated):
    for secrets in (
        None,
        {},
        {"other": {"url": "x"}},
        {server_settings.SECTION: "text"},
        {server_settings.SECTION: {"url": ""}},
    ):
        assert stated(secrets) == {"path": str(server_settings.SHIPPED)}


def test_the_secrets_say_where_the_table_is(stated):
    assert stated({server_settings.SECTION: ELSEWHERE}) == ELSEWHERE


def test_the_environment_comes_first(stated):
    secrets = {server_settings.SECTION: ELSEWHERE}
    assert stated(secrets, rows="7") == ELSEWHERE | {"rows": 7}
    assert stated(secrets, url="postgres://host/base") == ELSEWHERE | {"url": "postgres://host/base"}


@pytest.mark.parametrize("name", ["data", "path"])
def test_a_place_in_the_environment_stands_for_that_in_the_secrets(stated, name):
    assert stated({server_settings.SECTION: ELSEWHERE}, **{name: "folder"}) == {
        "path": "folder",
        "password": "hunter2",
        "rows": 5_000,
    }

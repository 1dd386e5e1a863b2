"""Tests of a table on a server of its own: another version is noticed, offered, and never waited for."""

import time
from threading import Event

import pytest

from components.panels.tables import table_registry, version_poll
from components.query.store import EngineError
from components.stores import opening as table_opening
from components.stores.bounded_cache import BoundedCache
from components.stores.engines import engine_schema, engine_table, metadata
from tests.panels.tables.test_table_registry import CHANGED
from tests.support import app_page, engine_stores, explorer
from tests.support import tables as made
from tests.support.patience import SECONDS

SECRET = "hunter2"  # noqa: S105 — a password to look for
ROWS = ({"date": "2013-04-29", "title": "First"},)


class Warehouse:
    """Hold an engine that somebody else writes to, and count how often it was opened."""

    def __init__(self):
        table = made.to_table(*ROWS, opening_window="2013")
        frames = engine_schema.build_frames(table) | {"about": metadata.build_about(table)}
        self.engine, self.opened = engine_stores.to_engine("duckdb", frames), 0

    def open(self, *_):
        self.opened += 1
        return engine_table.build_table(self.engine, made.GAZETTEER)

    def change(self, version, title):
        self.engine._connection.execute("UPDATE about SET value = ? WHERE name = 'version'", [version])
        self.engine._connection.execute("UPDATE events SET title = ?", [title])


@pytest.fixture
def warehouse(monkeypatch):
    """Make a warehouse the server's table, asked about at every view_options."""
    there = Warehouse()
    monkeypatch.setattr(table_registry, "OPENINGS", BoundedCache(table_registry.MOST_OPEN))
    monkeypatch.setattr(version_poll, "_WATCHES", [version_poll._Watch()])
    monkeypatch.setattr(version_poll, "EVERY", 0.0)
    monkeypatch.setattr(table_opening, "open_table", there.open)
    monkeypatch.setenv("DIPLOMATIC_TIMELINE_URL", f"postgres://me:{SECRET}@host/base")
    return there


def _until(true):
    end = time.monotonic() + SECONDS
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    assert true()


def _run(app=None):
    app = (app or app_page.to_page()).run()
    assert not app.exception
    return app, app_page.read_html(app)


@pytest.mark.exhaustive
def test_a_warehouse_that_changed_is_offered_as_a_changed_file_is(warehouse):
    app, said = _run()
    place = table_registry._keep(table_registry._shown_settings()).version.place
    assert CHANGED not in said
    assert explorer.list_titles(explorer.see(app)["table"]) == ["First"]
    warehouse.change('"two"', "Second")
    _run(app)
    _until(lambda: version_poll.count_changes(place) == 1)
    app, said = _run(app)
    assert CHANGED in said
    assert explorer.list_titles(explorer.see(app)["table"]) == ["First"]
    app.button(key="show change").click().run()
    app, said = _run(app)
    assert CHANGED not in said
    assert explorer.list_titles(explorer.see(app)["table"]) == ["Second"]
    assert warehouse.opened == 2
    _run()
    assert warehouse.opened == 2  # whoever comes now is given what is open


def test_one_question_is_asked_at_a_time_and_none_too_soon(warehouse, monkeypatch):
    monkeypatch.setattr(version_poll, "EVERY", 60.0)
    table, store = warehouse.open()
    asked = []
    monkeypatch.setattr(type(store), "version", lambda _: asked.append(1) or table.version)
    for _ in range(3):
        version_poll.poll_version("here", (table, store))
    _until(lambda: asked)
    assert asked == [1]
    version_poll._WATCHES[0].due = 0.0
    version_poll.poll_version("here", (table, store))
    _until(lambda: asked == [1, 1])
    assert version_poll.count_changes("here") == version_poll.count_changes("elsewhere") == 0


def test_nobody_waits_for_an_engine_that_does_not_say(warehouse, monkeypatch):
    table, store = warehouse.open()
    said = Event()

    def version(_):
        assert said.wait(SECONDS)
        raise EngineError("away")

    monkeypatch.setattr(type(store), "version", version)
    version_poll.poll_version("here", (table, store))
    said.set()
    assert version_poll.count_changes("here") == 0


@pytest.mark.parametrize(("told", "version"), [('"two"', "two"), ("2", "2"), ("{", "")])
def test_a_version_is_read_as_it_is_when_the_table_is_opened(warehouse, told, version):
    _, store = warehouse.open()
    warehouse.change(told, "Second")
    assert store.version() == version


@pytest.mark.usefixtures("warehouse")
def test_no_password_stands_in_what_a_table_is_kept_under():
    table_registry.start_opening()
    assert SECRET not in repr(table_registry.OPENINGS.items())


def test_a_slow_engine_is_waited_for_in_sight_and_a_quick_one_at_once(warehouse, monkeypatch, tmp_path):
    assert table_registry.start_opening().ended.is_set()
    gate = Event()
    monkeypatch.setattr(table_registry, "MOMENT", 0.01)
    monkeypatch.setattr(table_opening, "open_table", lambda *_: gate.wait(SECONDS) and warehouse.open())
    monkeypatch.setenv("DIPLOMATIC_TIMELINE_URL", "clickhouse://another/base")
    opening = table_registry.start_opening()
    assert not opening.ended.is_set()
    monkeypatch.delenv("DIPLOMATIC_TIMELINE_URL")
    (tmp_path / "about.parquet").write_bytes(b"")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path))
    assert not table_registry.start_opening().ended.is_set()
    gate.set()
    assert opening.result()

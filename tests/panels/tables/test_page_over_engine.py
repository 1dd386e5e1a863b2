"""Tests of the page over an engine without a browser: it answers, and a failure is a sentence in its place."""

import pytest

from components.panels import export_panel
from components.panels.tables import table_registry
from components.query.store import EngineError
from components.stores import opening
from components.stores.bounded_cache import BoundedCache
from components.stores.engines import write_parquet
from tests.support import app_page, explorer
from tests.support import tables as made
from tests.support.broken_engines import AWAY, broken_engine


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write a table that an engine answers for, and have the page open it."""
    rows = ({"date": "2013-04-29", "title": "Talks in spring"}, {"date": "2014-01", "title": "Talks in winter"})
    write_parquet.write_folder(made.to_table(*rows, opening_window="2013"), tmp_path / "out")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "out"))
    return tmp_path / "out"


def run(app=None):
    app = (app or app_page.to_page()).run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("folder")
def test_the_page_opens_over_an_engine():
    seen = explorer.see(run())
    assert "<strong>1 event" in seen["timeline"]["sentence"]
    assert explorer.list_titles(seen["table"]) == ["Talks in spring"]
    assert seen["timeline"]["totals"] == {"inside": 1, "undated": 0}


@pytest.mark.usefixtures("folder")
def test_an_engine_that_never_answered_is_a_sentence():
    table_registry.load_table()
    with broken_engine():
        app = run()
        assert AWAY in app_page.read_html(app)
        assert "Try again" in [button.label for button in app.button]
    assert AWAY not in app_page.read_html(run(app))


@pytest.mark.usefixtures("folder")
def test_the_explorer_is_there_and_says_so_itself_while_the_engine_is_away():
    boot = explorer.read_boot(run())
    address = explorer.build_address("window=2012", version=boot["version"])
    with broken_engine():
        refused = explorer.ask_route(address)
    assert (refused.status, refused.json()) == (503, {"error": AWAY})
    ways = explorer.ask_route(address).json()["timeline"]["ways"]
    assert "Show all dates" in ways[0]["words"]
    assert ways[0]["window"][0] < ways[0]["window"][1]


@pytest.mark.exhaustive
@pytest.mark.usefixtures("folder")
def test_what_can_be_exported_waits_for_the_engine_alone():
    app = run()
    app.session_state[export_panel.KEY] = True
    with broken_engine():
        table_registry.load_table()[1].forget()
        run(app)
        assert AWAY in app_page.read_html(app)
        assert not [each for each in app.download_button if each.key.startswith("export-")]
    app.button(key="ask export again").click().run()
    assert AWAY not in app_page.read_html(app)
    assert "export-csv" in [each.key for each in app.download_button]


def test_opening_a_layout_keeps_its_settings(folder):
    whole, _ = opening.open_table({"path": str(folder)}, table_registry.SHIPPED, lambda _: None)
    assert whole.settings.opening_window == "2013"


def test_a_count_that_an_engine_has_no_answer_for_is_a_sentence_and_the_page_stays(tmp_path, monkeypatch):
    claim = {"id": "C1", "statement": "Two talks.", "selection": "country=RUS&window=2013", "counted": "2"}
    table = made.to_table({"date": "2013-04-29", "countries": "RUS"}, others={"claims": [claim]}, opening_window="2013")
    write_parquet.write_folder(table, tmp_path / "out")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "out"))

    def fail(*_):
        raise EngineError(AWAY)

    monkeypatch.setattr(table_registry, "check_claims", fail)
    app = run()
    assert AWAY in app_page.read_html(app)
    assert "<strong>1 event" in explorer.see(app)["timeline"]["sentence"]


def test_what_sources_count_is_held_against_each_table_once(monkeypatch):
    claim = {"id": "C1", "statement": "Two talks.", "selection": "country=RUS&window=2013", "counted": "2"}
    table, store = made.to_store(
        {"date": "2013-04-29", "countries": "RUS"}, others={"claims": [claim]}, opening_window="2013"
    )
    monkeypatch.setattr(table_registry, "CLAIMS", BoundedCache(table_registry.MOST_CHECKED))
    assert table_registry.check_claims(table, store) is table_registry.check_claims(table, store)

"""Tests of the page over an engine without a browser: it answers, it fails in a sentence, and what was shown stays."""

import pytest

from components.panels import export_panel
from components.panels.tables import last_answer, table_registry
from components.query.store import EngineError
from components.stores import opening
from components.stores.engines import write_parquet
from tests.support import app_page
from tests.support import tables as made
from tests.support.broken_engines import AWAY, broken_engine


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write a table that an engine answers for, and have the page open it."""
    rows = ({"date": "2013-04-29", "title": "Talks in spring"}, {"date": "2014-01", "title": "Talks in winter"})
    write_parquet.write_folder(made.to_table(*rows, opening_window="2013"), tmp_path / "out")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "out"))
    return tmp_path / "out"


@pytest.mark.usefixtures("folder")
def test_the_page_opens_over_an_engine():
    app = app_page.to_page().run()
    assert not app.exception
    assert "<strong>1 event" in app_page.read_html(app)
    assert "Talks in spring" in app.dataframe[0].value.to_numpy()
    assert app.session_state[last_answer.LAST].view.totals.certain == 1


@pytest.mark.usefixtures("folder")
def test_an_engine_that_never_answered_is_a_sentence():
    table_registry.load_table()
    with broken_engine():
        app = app_page.to_page().run()
    assert not app.exception
    assert AWAY in app_page.read_html(app)
    assert "Try again" in [button.label for button in app.button]


@pytest.mark.usefixtures("folder")
def test_what_was_shown_stays_until_the_engine_answers_again():
    app = app_page.to_page()
    app.query_params["window"] = "2012"
    app.run()
    way_out = next(button for button in app.button if "Show all dates" in button.label)
    with broken_engine():
        way_out.click().run()
        assert not app.exception
        assert AWAY in app_page.read_html(app)
        assert "<strong>0 events" in app_page.read_html(app)
    app.button(key="ask again").click().run()
    assert AWAY not in app_page.read_html(app)
    assert "<strong>2 events" in app_page.read_html(app)


@pytest.mark.exhaustive
@pytest.mark.usefixtures("folder")
def test_what_can_be_exported_waits_for_the_engine_alone():
    app = app_page.to_page().run()
    app.session_state[export_panel.KEY] = True
    with broken_engine():
        table_registry.load_table()[1].forget()
        app.run()
        assert not app.exception
        assert AWAY in app_page.read_html(app)
        assert "Talks in spring" in app.dataframe[0].value.to_numpy()
        assert not [each for each in app.download_button if each.key.startswith("export-")]
    app.button(key="ask export again").click().run()
    assert AWAY not in app_page.read_html(app)
    assert "export-csv" in [each.key for each in app.download_button]


def test_a_table_in_memory_is_not_kept_a_second_time(monkeypatch):
    monkeypatch.delenv(table_registry.DATA, raising=False)
    app = app_page.to_page().run()
    assert last_answer.LAST not in app.session_state


def test_opening_a_layout_keeps_its_settings(folder):
    whole, _ = opening.open_table({"path": str(folder)}, table_registry.SHIPPED, lambda _: None)
    assert whole.settings.opening_window == "2013"


def test_a_count_that_an_engine_has_no_answer_for_is_a_sentence_and_the_view_stays(tmp_path, monkeypatch):
    claim = {"id": "C1", "statement": "Two talks.", "selection": "country=RUS&window=2013", "counted": "2"}
    table = made.to_table({"date": "2013-04-29", "countries": "RUS"}, others={"claims": [claim]}, opening_window="2013")
    write_parquet.write_folder(table, tmp_path / "out")
    monkeypatch.setenv(table_registry.DATA, str(tmp_path / "out"))
    app = app_page.to_page()
    app.query_params["country"] = "RUS"

    def fail(*_):
        raise EngineError(AWAY)

    monkeypatch.setattr(table_registry, "check_claims", fail)
    app.run()
    assert not app.exception
    assert "<strong>1 event" in app_page.read_html(app)
    assert AWAY in app_page.read_html(app)

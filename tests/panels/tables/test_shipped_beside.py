"""Tests of the shipped table beside another one of the server's: one click away, a link that brings it back."""

import pytest

from components.panels.tables import table_registry
from components.query import links
from tests.support import app_page, explorer
from tests.support.intake_files import to_csv

TO_SHIPPED, BACK = "go to shipped", "back to server's"
SHIPPED = "Japan&#x27;s diplomatic events"
ROWS = [["Date", "Title"], ["2013-04-03", "Ours"]]


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Serve a file with one event."""
    path = tmp_path / "visits.csv"
    path.write_text(to_csv(ROWS), encoding="utf-8")
    monkeypatch.setenv(table_registry.DATA, str(path))
    return path


def _run(**query):
    app = app_page.to_page()
    for key, value in query.items():
        app.query_params[key] = value
    return _sound(app.run())


def _sound(app):
    assert not app.exception
    return app


def _press(app, key):
    return _sound(_sound(app.button(key=key).click().run()).run())


def _keys(app):
    return [button.key for button in app.button]


@pytest.mark.usefixtures("served")
def test_the_shipped_table_is_one_click_away_and_so_is_the_server_s():
    app = _press(_run(), TO_SHIPPED)
    assert SHIPPED in app_page.read_html(app)
    assert app.button(key=BACK).label == "Back to visits"
    assert TO_SHIPPED not in _keys(app)
    app = _press(app, BACK)
    assert "<h1>visits</h1>" in app_page.read_html(app)
    assert TO_SHIPPED in _keys(app)


@pytest.mark.usefixtures("served")
def test_a_link_names_it_and_brings_it_back_with_what_was_chosen():
    app = _press(_run(), TO_SHIPPED)
    assert links.parse_query(explorer.see(app)["query"]) == {links.TABLE: [links.SHIPPED]}
    app = _run(table=links.SHIPPED, country="RUS", event="E0095")
    assert SHIPPED in app_page.read_html(app)
    seen = explorer.see(app)
    assert "Country: Russia" in seen["timeline"]["sentence"]
    assert (seen["ignored"], seen["request"]["event"]) == ("", "E0095")


@pytest.mark.usefixtures("served")
def test_from_an_own_table_it_is_one_click_away_too():
    app = _run()
    app.button(key="own table").click().run()
    app.file_uploader[0].set_value(("mine.csv", to_csv(ROWS).encode(), "")).run()
    app = _press(app, "explore")
    app = _press(app, TO_SHIPPED)
    assert SHIPPED in app_page.read_html(app)
    app = _press(app, "go to own")
    assert "<h1>mine</h1>" in app_page.read_html(app)
    assert "<h1>visits</h1>" in app_page.read_html(_press(app, BACK))


def test_a_table_that_cannot_be_opened_does_not_stand_in_its_way(served):
    served.write_bytes(b"%PDF-1.7")
    app = _run()
    assert "opened" in app_page.read_html(app)
    app = _press(app, TO_SHIPPED)
    assert SHIPPED in app_page.read_html(app)
    app.button(key=BACK).click().run()
    assert SHIPPED in app_page.read_html(_sound(app))
    assert "“visits.csv” can&#x27;t be opened" in app_page.read_html(app)
    served.write_text(to_csv(ROWS), encoding="utf-8")
    assert "<h1>visits</h1>" in app_page.read_html(_press(app, BACK))


def test_a_visitor_s_version_of_the_server_s_table_waits_for_him(served):
    app = _press(_run(), TO_SHIPPED)
    served.write_text(to_csv([*ROWS, ["2013-04-04", "Newer"]]), encoding="utf-8")
    app = _press(app, BACK)
    assert explorer.list_titles(explorer.see(app)["table"]) == ["Ours"]
    assert "The table has changed since this page was opened." in app_page.read_html(app)


def test_where_it_is_the_server_s_own_nothing_leads_to_it_and_its_link_is_good():
    app = _run(table=links.SHIPPED, country="RUS")
    assert TO_SHIPPED not in _keys(app)
    seen = explorer.see(app)
    assert "Country: Russia" in seen["timeline"]["sentence"]
    assert (seen["request"]["table"], seen["ignored"]) == ("", "")

"""Tests of which table is shown: one version to a visitor until they ask, and each version opened once for all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from components.panels.tables import table_registry
from components.stores.bounded_cache import BoundedCache
from components.views import claims
from tests.support import app_page, explorer

HEADER = "Date,Title\n"
CHANGED = "The table has changed since this page was opened."


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Serve a file with one event, which tests may change."""
    path = tmp_path / "visits.csv"
    path.write_text(HEADER + "2013-04-03,First\n", encoding="utf-8")
    monkeypatch.setenv(table_registry.DATA, str(path))
    return path


def _run(app=None):
    app = (app or app_page.to_page()).run()
    assert not app.exception
    return app


def test_a_visitor_stays_on_his_version_until_he_asks_for_the_new_one(served):
    app = _run()
    assert CHANGED not in app_page.read_html(app)
    served.write_text(HEADER + "2013-04-03,First\n2013-04-04,Second\n", encoding="utf-8")
    app = _run(app)
    assert CHANGED in app_page.read_html(app)
    assert explorer.list_titles(explorer.see(app)["table"]) == ["First"]
    assert "2 events" in explorer.see(_run())["timeline"]["sentence"]  # whoever comes now sees what there is now
    app.button(key="show change").click().run()
    app = _run(app)
    assert CHANGED not in app_page.read_html(app)
    assert explorer.list_titles(explorer.see(app)["table"]) == ["First", "Second"]


def test_a_new_version_that_cannot_be_opened_leaves_the_old_one(served):
    app = _run()
    served.write_bytes(b"%PDF-1.7")
    app = _run(app)
    app.button(key="show change").click().run()
    app = _run(app)
    assert "has changed and can&#x27;t be opened" in app_page.read_html(app)
    assert explorer.list_titles(explorer.see(app)["table"]) == ["First"]


def test_a_mapping_beside_the_file_is_a_change_too(served):
    app = _run()
    served.with_name("visits.csv.mapping.json").write_text("{}", encoding="utf-8")
    assert CHANGED in app_page.read_html(_run(app))


def test_a_version_is_opened_once_for_all(served):
    assert table_registry.start_opening() is table_registry.start_opening()
    assert table_registry.start_opening("m49") is table_registry.start_opening("m49")
    first = table_registry.start_opening()
    served.write_text(HEADER + "2014,Other\n", encoding="utf-8")
    assert table_registry.start_opening() is not first


def test_no_more_tables_are_held_than_the_most(served):
    for number in range(table_registry.MOST_OPEN + 2):
        served.write_text(HEADER + "2014,Other\n" * (number + 2), encoding="utf-8")
        table_registry.load_table()
        assert len(table_registry.OPENINGS) <= table_registry.MOST_OPEN


@pytest.mark.usefixtures("served")
def test_no_other_thread_takes_the_server_s_table_for_a_visitor_s():
    to_opener, opened = table_registry.build_scheme_opener(), table_registry.load_table("m49")
    with ThreadPoolExecutor(1) as elsewhere:
        with pytest.raises(RuntimeError, match="never in another thread"):
            elsewhere.submit(table_registry.load_table).result()
        assert elsewhere.submit(to_opener(*table_registry.load_table()), "m49").result() is opened


def test_there_is_no_unknown_scheme():
    with pytest.raises(ValueError, match="no region scheme"):
        table_registry.start_opening("__proto__")


def test_what_sources_count_is_counted_in_their_own_regions_whatever_was_on_screen_first(monkeypatch):
    monkeypatch.setattr(table_registry, "CLAIMS", BoundedCache(table_registry.MOST_CHECKED))
    in_others, own = table_registry.load_table("m49"), table_registry.load_table()
    table_registry.check_claims(*in_others)
    assert list(table_registry.check_claims(*own)["found"]) == list(claims.check_claims(*own)["found"])

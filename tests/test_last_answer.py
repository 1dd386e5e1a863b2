"""Tests of the page over an engine without a browser: it answers, it fails in a sentence, and what was shown stays."""

import pytest
from streamlit.testing.v1 import AppTest

from components.panels import last_answer, page, tables
from components.timeline import parquet_folder, table_opening
from components.timeline.store import EngineError
from tests import tables as made

SECONDS = 30
SENTENCE = "The engine is away."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write a table that an engine answers for, and have the page open it."""
    rows = ({"date": "2013-04-29", "title": "Talks in spring"}, {"date": "2014-01", "title": "Talks in winter"})
    parquet_folder.write(made.to_table(*rows, opening_window="2013"), tmp_path / "out")
    monkeypatch.setenv(tables.DATA, str(tmp_path / "out"))
    return tmp_path / "out"


@pytest.fixture
def broken(monkeypatch):
    """Return what breaks the engine: from then on it raises EngineError at every question not asked before."""

    def fail(*_):
        raise EngineError(SENTENCE)

    from components.timeline.engines import DuckDb  # noqa: PLC0415 — as the page does

    def breaks():
        monkeypatch.setattr(DuckDb, "fetch", fail)
        monkeypatch.setattr(DuckDb, "keep", fail)

    return breaks


def _said(app):
    return " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.usefixtures("folder")
def test_the_page_opens_over_an_engine():
    app = AppTest.from_file(page.__file__, default_timeout=SECONDS).run()
    assert not app.exception
    assert "<strong>1 event" in _said(app)
    assert "Talks in spring" in app.dataframe[0].value.to_numpy()
    assert app.session_state[last_answer.LAST].view.totals.certain == 1


@pytest.mark.usefixtures("folder")
def test_an_engine_that_never_answered_is_a_sentence(broken):
    tables.load()
    broken()
    app = AppTest.from_file(page.__file__, default_timeout=SECONDS).run()
    assert not app.exception
    assert SENTENCE in _said(app)
    assert "Try again" in [button.label for button in app.button]


def test_what_was_shown_stays_until_the_engine_answers_again(folder, broken, monkeypatch):
    app = AppTest.from_file(page.__file__, default_timeout=SECONDS)
    app.query_params["window"] = "2012"
    app.run()
    way_out = next(button for button in app.button if "Without" in button.label)
    with monkeypatch.context():
        broken()
        way_out.click().run()
        assert not app.exception
        assert SENTENCE in _said(app)
        assert "<strong>0 events" in _said(app)
    monkeypatch.undo()
    monkeypatch.setenv(tables.DATA, str(folder))
    app.button(key="ask again").click().run()
    assert SENTENCE not in _said(app)
    assert "<strong>2 events" in _said(app)


def test_a_table_in_memory_is_not_kept_a_second_time(monkeypatch):
    monkeypatch.delenv(tables.DATA, raising=False)
    app = AppTest.from_file(page.__file__, default_timeout=SECONDS).run()
    assert last_answer.LAST not in app.session_state


def test_opening_a_layout_keeps_its_settings(folder):
    whole, _ = table_opening.open_table({"path": str(folder)}, tables.SHIPPED, lambda _: None)
    assert whole.settings.opening_window == "2013"

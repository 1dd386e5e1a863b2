"""The page's wiring, run as Streamlit runs it but without a browser."""

import pytest

from components.panels import rejected_rows
from components.panels.tables import table_registry
from tests.support import app_page


@pytest.fixture
def opened(monkeypatch):
    def run(query=None, folder=None):
        if folder is not None:
            monkeypatch.setenv(table_registry.DATA, str(folder))
        app = app_page.to_page()
        for key, values in (query or {}).items():
            app.query_params[key] = values
        app.run()
        assert not app.exception
        return app

    return run


def test_opens_on_2013(opened):
    app = opened()
    assert "in 2013" in app_page.read_html(app)
    assert "Japan&#x27;s diplomatic events" in app_page.read_html(app)
    assert len(app.dataframe) == 1


@pytest.mark.parametrize(("kind", "count"), [("summit", 4), ("foreign-ministers-meeting", 2), ("two-plus-two", 1)])
def test_the_founding_document_s_counts_are_on_the_page(opened, kind, count):
    region = "russia-central-asia-caucasus"
    app = opened({"region": [region], "country": ["RUS"], "meeting_type": [kind]})
    assert f"<strong>{count} event" in app_page.read_html(app)
    assert len(app.dataframe[0].value) == count


def test_an_event_of_the_link_has_its_card(opened):
    app = opened({"event": ["E0095"]})
    assert "Abe-Putin summit in the Kremlin" in app_page.read_html(app)
    assert [button.label for button in app.button][1:4] == ["Previous", "Next", "Close"]


def test_next_turns_to_the_following_event(opened):
    app = opened({"country": ["RUS"], "meeting_type": ["summit"], "event": ["E0095"]})
    app.button(key="next").click().run()
    assert "Abe-Putin summit at Lough Erne" in app_page.read_html(app)


def test_close_takes_the_card_away(opened):
    app = opened({"event": ["E0095"]})
    app.button(key="close").click().run()
    assert "<article" not in app_page.read_html(app)
    assert "close" not in [button.key for button in app.button]


def test_what_a_link_cannot_mean_is_said(opened):
    said = app_page.read_html(opened({"country": ["XXX"], "nonsense": ["1"]}))
    assert "Country “XXX” is not known" in said
    assert "unknown parameter “nonsense”" in said


def test_a_missing_table_is_a_sentence(opened, tmp_path):
    assert "The table has no events.csv" in app_page.read_html(opened(folder=tmp_path))


def test_rows_that_are_no_events_are_listed_with_their_reason(opened, tmp_path):
    rows = ["id,date,title", "A1,2013-04-29,Good", "A2,2013-02-30,Bad", "A1,2013,Twice"]
    (tmp_path / "events.csv").write_text("\n".join(rows), encoding="utf-8")
    app = opened(folder=tmp_path)
    rejected = app.dataframe[-1].value
    assert list(rejected["Row"]) == [3, 4]
    assert list(rejected["Column"]) == ["date", "id"]
    assert "2 rows of the table can't be shown" in [expander.label for expander in app.expander]
    assert "meeting_types.csv is missing" in app_page.read_html(app)


def test_of_very_many_rows_that_are_no_events_the_first_are_listed(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(rejected_rows, "MOST_LISTED", 2)
    rows = ["id,date,title", "A1,2013,Good", *[f"A{number},2013-02-30,Bad" for number in range(2, 6)]]
    (tmp_path / "events.csv").write_text("\n".join(rows), encoding="utf-8")
    app = opened(folder=tmp_path)
    assert list(app.dataframe[-1].value["Row"]) == [3, 4]
    assert "The first 2 of 4 rows are shown." in app_page.read_html(app)

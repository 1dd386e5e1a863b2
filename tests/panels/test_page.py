"""The page's wiring, run as Streamlit runs it but without a browser."""

import pytest

from components.panels import rejected_rows
from components.panels.tables import table_registry
from tests.support import app_page, explorer


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
    assert "Japan&#x27;s diplomatic events" in app_page.read_html(app)
    assert "in 2013" in explorer.see(app)["timeline"]["sentence"]
    assert not explorer.read_boot(app)["open"]


@pytest.mark.parametrize(("kind", "count"), [("summit", 4), ("foreign-ministers-meeting", 2), ("two-plus-two", 1)])
def test_the_founding_document_s_counts_are_on_the_page(opened, kind, count):
    region = "russia-central-asia-caucasus"
    seen = explorer.see(opened({"region": [region], "country": ["RUS"], "meeting_type": [kind]}))
    assert f"<strong>{count} event" in seen["timeline"]["sentence"]
    assert len(explorer.list_ids(seen["table"])) == count


def test_an_event_of_the_link_has_its_card(opened):
    seen = explorer.see(opened({"event": ["E0095"]}))
    assert "Abe-Putin summit in the Kremlin" in seen["card"]["html"]
    assert seen["request"]["event"] == "E0095"


def test_next_turns_to_the_following_event(opened):
    seen = explorer.see(opened({"country": ["RUS"], "meeting_type": ["summit"], "event": ["E0095"]}))
    following = seen["card"]["following"]
    after = explorer.see(opened({"country": ["RUS"], "meeting_type": ["summit"], "event": [following]}))
    assert "Abe-Putin summit at Lough Erne" in after["card"]["html"]
    assert after["card"]["previous"] == "E0095"


def test_without_an_event_there_is_no_card(opened):
    assert explorer.see(opened())["card"] is None


def test_what_a_link_cannot_mean_is_said(opened):
    said = explorer.see(opened({"country": ["XXX"], "nonsense": ["1"]}))["ignored"]
    assert "Country “XXX” is not known" in said
    assert "unknown parameter “nonsense”" in said


def test_what_is_no_part_of_the_view_is_not_asked_for(opened):
    app = opened({"country": ["RUS"], "embed": ["true"], "lang": ["en"], "briefing": ["x"], "step": ["1"]})
    assert explorer.read_boot(app)["seen"] == "country=RUS"
    assert explorer.see(app)["ignored"] == ""


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

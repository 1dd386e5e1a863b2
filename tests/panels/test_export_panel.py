"""What can be exported: every kind of the registry, made on click only, and a sentence where it can't be."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from components.briefing.briefing import Briefing, Step
from components.briefing.export_input import ExportOptions
from components.exports import registry
from components.exports.errors import ExportError
from components.exports.registry import Export
from components.layout import arrangement
from components.layout.display_list import build_display_list
from components.messages.pseudo import PSEUDO
from components.panels import export_panel, page_language
from components.panels.briefing import briefing_history
from components.panels.tables import table_registry
from components.query import links
from components.query.selection import Request
from components.views import card
from tests.support import app_page, shipped
from tests.support import tables as made_tables

RUSSIAN = shipped.count_opening(country="RUS")
MADE = []
CELL = "a cell"


def _make_words(exported):
    MADE.append(exported)
    return exported.statement.text.encode()


def _refuse(exported):
    raise ExportError(f"It has {len(exported.events)} events too many.")


def _break(exported):
    raise KeyError(CELL, exported)


WORDS = Export("words", "Words", "Only for this test", ".txt", "text/plain", 1_000, _make_words)
BRIEFING = Export("told", "Told", "Only for this test", ".txt", "text/plain", 1_000, _make_words, briefing=True)
SMALL = Export("small", "Small", "For three events", ".txt", "text/plain", 3, _make_words)
REFUSING = Export("refusing", "Refusing", "Never made", ".txt", "text/plain", 1_000, _refuse)
BROKEN = Export("broken", "Broken", "Breaks", ".txt", "text/plain", 1_000, _break)


def _gathering(draft=None, **options):
    table, store = table_registry.load_table()
    opening = links.find_opening(table, store)
    chosen = Request(opening.selection.choose("country", ("RUS",)).choose("meeting_type", ("summit",)))
    return _to_gathering((table, store), chosen, draft, **options)


def _to_gathering(opened, chosen, draft=None, **options):
    link, in_scheme = "https://x.example/?a", table_registry.build_scheme_opener()(*opened)
    return export_panel.ExportGathering(
        *opened, chosen, draft or briefing_history.BriefingHistory(), ExportOptions(**options), link, in_scheme
    )


def test_a_file_is_made_of_the_selection_and_the_briefing_in_hand():
    MADE.clear()
    said = export_panel.make_file(
        WORDS, _gathering(briefing_history.BriefingHistory([Briefing("Mine")]), paper="a3"), []
    ).decode()
    assert "4 of " in said
    assert "https://x.example/?a" in said
    (made,) = MADE
    assert made.briefing == Briefing("Mine")
    assert made.options.paper == "a3"


def test_a_file_made_in_another_thread_holds_the_table_that_was_shown():
    opened = made_tables.to_store({"date": "2013-04-29", "title": "Own talks"})
    gathering = _to_gathering(opened, Request(made_tables.to_selection("2013")))
    with ThreadPoolExecutor(1) as download:
        said = download.submit(export_panel.make_file, registry.BY_KEY["csv"], gathering, []).result().decode()
    assert "Own talks" in said
    assert "1 of 1 event in" in said


def test_a_step_is_drawn_with_its_own_regions_wherever_the_page_is_by_then():
    MADE.clear()
    m49, step = table_registry.load_table("m49"), Request(made_tables.to_selection("2013", region="europe"))
    draft = briefing_history.BriefingHistory([Briefing("Mine", steps=(Step("Europe", "", step),))])
    export_panel.make_file(
        WORDS, _to_gathering(m49, Request(made_tables.to_selection("2013"), scheme="m49"), draft), []
    )
    table, store = table_registry.load_table()
    drawn = MADE[0].picture_of(step, 800.0).drawn
    assert drawn == build_display_list(arrangement.arrange(store, table, step, 800.0), table)
    assert drawn.heads
    assert MADE[0].card_of(step, "E0095") == card.build_card(store, table, step.selection, "E0095")


def test_without_a_briefing_steps_are_made_of_the_selection():
    MADE.clear()
    export_panel.make_file(WORDS, _gathering(), [])
    assert len(MADE[0].briefing.steps) == 4


@pytest.mark.parametrize(
    ("export", "error", "sentence"),
    [
        (REFUSING, ExportError, "Refusing: the file was not created. It has 4 events too many."),
        (SMALL, ExportError, "Small: the file was not created. Small: the file can contain at most 3 events"),
        (
            BROKEN,
            KeyError,
            "Broken: the file could not be created. Try again; if it happens again, the server's log has the details.",
        ),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_a_file_that_cannot_be_made_leaves_a_sentence_and_no_cell_in_the_log(export, error, sentence, caplog):
    refused = []
    with pytest.raises(error):
        export_panel.make_file(export, _gathering(), refused)
    assert refused[0].startswith(sentence)
    assert CELL not in caplog.text
    assert ("broken could not be made: KeyError" in caplog.text) == (export is BROKEN)


@pytest.fixture
def opened(monkeypatch):
    monkeypatch.setattr(registry, "EXPORTS", (WORDS, BRIEFING, SMALL))
    MADE.clear()
    app = app_page.to_page()
    app.query_params["country"] = ["RUS"]
    app.session_state[export_panel.KEY] = True
    app.run()
    assert not app.exception
    return app


def test_kinds_are_listed_with_the_statement_and_nothing_is_made_yet(opened):
    assert f"{RUSSIAN} of " in app_page.read_html(opened)
    assert "Table version" in app_page.read_html(opened)
    assert not MADE


def test_each_kind_says_whether_it_holds_the_briefing(opened):
    assert "Contains the briefing and the selected events. Only for this test" in app_page.read_html(opened)
    assert "Contains the selected events, not the briefing. Only for this test" in app_page.read_html(opened)


def test_a_kind_that_cannot_hold_so_many_says_so_beforehand(opened):
    assert f"Small: the file can contain at most 3 events, but this selection has {RUSSIAN}" in app_page.read_html(
        opened
    )
    assert {button.key: button.disabled for button in opened.download_button} | {"save-briefing": False} == {
        "export-words": False,
        "export-told": False,
        "export-small": True,
        "save-briefing": False,
    }


def test_options_are_chosen(opened):
    labels = [each.label for each in opened.selectbox]
    assert labels == ["Paper", "Timeline image", "PNG resolution"]
    assert opened.selectbox(key="scale").value == ExportOptions.scale


def test_kinds_and_options_are_named_in_the_language_of_the_page(monkeypatch):
    monkeypatch.setattr(registry, "EXPORTS", (WORDS, BRIEFING, SMALL))
    app = app_page.to_page()
    app.query_params["country"], app.query_params[page_language.LANGUAGE] = ["RUS"], [PSEUDO]
    app.session_state[export_panel.KEY] = True
    app.run()
    assert not app.exception
    names = [button.label for button in app.download_button if button.key.startswith("export-")]
    names += [each.label for each in app.selectbox if each.key in ("paper", "whole", "scale")]
    names += app.selectbox(key="whole").options
    assert len(names) == 3 + 3 + 2
    assert [name for name in names if not name.startswith("[") or not name.endswith("]")] == []

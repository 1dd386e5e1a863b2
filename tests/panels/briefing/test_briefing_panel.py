"""The briefing's wiring, run as Streamlit runs it but without a browser: made, edited, undone, never lost."""

import re

import pytest
import streamlit as st

from components.briefing import briefing, briefing_file
from components.briefing.briefing import MOST_LETTERS, Briefing, Step
from components.messages.catalogue import ENGLISH
from components.messages.pseudo import PSEUDO
from components.panels import page_language
from components.panels.briefing import briefing_history, briefing_panel, steps_panel
from components.panels.presenter import presenter_panel
from components.panels.tables import table_registry
from components.query import links
from tests.support import app_page, explorer

SUMMITS = {"country": ["RUS"], "meeting_type": ["summit"]}
FIRST, SECOND = "Abe-Putin summit in the Kremlin", "Abe-Putin summit at Lough Erne"


@pytest.fixture
def app():
    return open_page(SUMMITS)


def open_page(query):
    opened = app_page.to_page()
    for key, values in query.items():
        opened.query_params[key] = values
    return run(opened)


def run(opened):
    opened.run()
    assert not opened.exception
    return opened


def push(opened, key):
    opened.button(key=key).click()
    return run(opened)


def draft_of(opened):
    return opened.session_state[briefing_history.DRAFT].newest


def headings(opened):
    return [step.heading for step in draft_of(opened).steps]


def keys(opened):
    return {button.key for button in opened.button}


def field(opened, label):
    return next(each for each in [*opened.text_input, *opened.text_area] if each.label == label)


def test_one_click_makes_a_briefing_of_the_selection(app):
    assert draft_of(app) is None
    push(app, "make-briefing")
    assert headings(app)[:2] == [FIRST, SECOND]
    assert field(app, "Heading").value == FIRST
    assert field(app, "Subtitle").value == "2013 · Country: Russia · Meeting type: Summit"


def test_of_an_empty_selection_none_is_made():
    opened = open_page({**SUMMITS, "window": ["1950"]})
    push(opened, "make-briefing")
    assert draft_of(opened) is None
    assert "No matching events in this period." in app_page.read_html(opened)


def test_texts_are_written_and_undone(app):
    push(app, "make-briefing")
    field(app, "Note").input("A note")
    run(app)
    field(app, "Classification marking").input("For official use")
    run(app)
    assert draft_of(app).steps[0].note == "A note"
    assert draft_of(app).classification == "For official use"
    push(app, "undo-briefing")
    push(app, "undo-briefing")
    assert (draft_of(app).steps[0].note, draft_of(app).classification) == ("", "")
    assert field(app, "Note").value == ""
    push(app, "undo-briefing")
    assert draft_of(app) is None


def test_what_was_typed_just_before_a_button_is_kept(app):
    push(app, "make-briefing")
    field(app, "Note").input("Typed last")
    push(app, "step-down")
    assert draft_of(app).steps[1].note == "Typed last"
    assert headings(app)[:2] == [SECOND, FIRST]


def test_steps_are_moved_removed_and_added(app):
    push(app, "make-briefing")
    push(app, "step 1")
    push(app, "step-up")
    assert headings(app)[:2] == [SECOND, FIRST]
    push(app, "step-remove")
    assert len(headings(app)) == 3
    push(app, "add-section")
    push(app, "add-step")
    assert headings(app)[:3] == [FIRST, steps_panel.NEW_SECTION, "2013 · Country: Russia · Meeting type: Summit"]
    assert draft_of(app).steps[1].request is None


def test_a_date_that_is_none_is_said_and_not_taken(app):
    push(app, "make-briefing")
    field(app, "Date of the briefing").input("soon")
    run(app)
    assert draft_of(app).audience_date == ""
    assert "“soon” is not a date. Enter a date such as 3 February 2014." in app_page.read_html(app)
    field(app, "Date of the briefing").input("3 February 2014")
    run(app)
    assert draft_of(app).audience_date == "2014-02-03"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-02-03", "2014-02-03"),
        ("3 February 2014", "2014-02-03"),
        ("13/02/2014", "2014-02-13"),
        ("平成26年2月3日", "2014-02-03"),
        ("03/02/2014", ""),
        ("soon", ""),
        ("ongoing", ""),
        ("2014" + " " * briefing_panel.MOST_DATE, ""),
    ],
)
def test_a_date_is_read_as_a_person_writes_it_where_it_has_one_meaning(text, date):
    assert briefing_panel.read_date(text) == date


def test_it_is_said_what_a_briefing_will_be_made_of(app):
    assert f"one step per event of the selection, at most {briefing.MOST_STEPS};" in app_page.read_html(app)


def test_only_while_a_briefing_is_in_hand_the_script_is_told_what_is_shown(app):
    assert not explorer.read_boot(app)["open"]
    push(app, "make-briefing")
    assert explorer.read_boot(run(app))["open"]


def test_a_step_leads_the_page_to_its_view_and_the_next_one_from_there(app):
    push(app, "make-briefing")
    for number, place in enumerate((1, 0), 1):
        push(app, f"step {place}")
        push(app, "step-show")
        led = explorer.read_boot(app)["go"]
        assert led["number"] == number
        assert explorer.see(app)["request"]["event"] == draft_of(app).steps[place].request.event != ""


def test_removing_every_step_leaves_an_empty_briefing(app):
    push(app, "make-briefing")
    for _ in range(4):
        push(app, "step-remove")
    assert headings(app) == []
    assert "step-remove" not in keys(app)
    push(app, "add-section")
    assert headings(app) == [steps_panel.NEW_SECTION]


def test_a_closed_briefing_is_brought_back_with_its_notes(app):
    push(app, "make-briefing")
    field(app, "Note").input("A note")
    push(app, "close-briefing")
    assert "Its steps, notes and texts will be removed from this page." in app_page.read_html(app)
    kept = draft_of(app)
    push(app, "end-briefing")
    assert draft_of(app) is None
    push(app, "undo-briefing")
    assert draft_of(app) == kept
    assert draft_of(app).steps[0].note == "A note"


@pytest.mark.parametrize("other", ["keep-briefing", "step-down"])
def test_who_does_not_confirm_keeps_the_briefing(app, other):
    push(app, "make-briefing")
    push(app, "close-briefing")
    push(app, other)
    assert len(headings(app)) == 4
    assert "end-briefing" not in keys(app)


def test_another_briefing_in_between_hides_no_way_back(app):
    push(app, "make-briefing")
    push(app, "step-remove")
    kept = draft_of(app)
    push(app, "close-briefing")
    push(app, "end-briefing")
    push(app, "make-briefing")
    push(app, "undo-briefing")
    assert app.button(key="undo-briefing").label == "Undo closing"
    push(app, "undo-briefing")
    assert draft_of(app) == kept


def test_where_nothing_was_closed_there_is_nothing_to_undo(app):
    assert "undo-briefing" not in keys(app)


def test_presenting_sends_all_of_it_once(app):
    push(app, "make-briefing")
    push(app, "start-presenting")
    shown = app.session_state[briefing_history.SHOW]
    payload = presenter_panel.build_payload(shown, "code", "session", "dark", ENGLISH)
    assert [page["heading"] for page in payload["presentation"]["pages"]] == headings(app)
    assert payload["start"] == shown.name
    assert presenter_panel.build_payload(None, "", "s", "light", ENGLISH)["presentation"] is None


def code_of(made):
    table, store = table_registry.load_table()
    return briefing_file.format_code(made, links.find_opening(table, store), table.version)


def test_a_link_brings_its_briefing_and_the_step_to_present():
    made = Briefing("From a link", steps=(Step("One"), Step("Two")))
    opened = open_page({links.BRIEFING: [code_of(made)], links.STEP: ["2"]})
    assert draft_of(opened) == made
    assert opened.session_state[briefing_history.SHOW].step == 2


@pytest.mark.first_variant
@pytest.mark.parametrize("step", ["", "x", "-1", "²", "9" * 9])
def test_a_step_that_is_none_presents_nothing(step):
    opened = open_page({links.BRIEFING: [code_of(Briefing("T"))], links.STEP: [step]})
    assert draft_of(opened) == Briefing("T")
    assert briefing_history.SHOW not in opened.session_state


def test_a_damaged_link_is_said_and_leaves_no_briefing():
    opened = open_page({links.BRIEFING: ["x" * 50]})
    assert draft_of(opened) is None
    assert "damaged" in app_page.read_html(opened)


def test_all_that_is_pushed_and_written_is_named_in_the_language_of_the_page():
    opened = open_page({**SUMMITS, page_language.LANGUAGE: [PSEUDO]})
    names = [opened.button(key="make-briefing").label]
    assert ">[Creates one step per event of the selection, at most " in app_page.read_html(opened)
    push(opened, "make-briefing")
    push(opened, "close-briefing")
    ours = {"add-step", "add-section", "start-presenting", "undo-briefing", "close-briefing", "end-briefing"}
    ours |= {"keep-briefing", "step-up", "step-down", "step-remove", "step-show"}
    names += [button.label for button in opened.button if button.key in ours]
    names += [each.label for each in (*opened.text_input, *opened.text_area, *opened.download_button)]
    assert len(names) == 1 + len(ours) + 7
    assert [name for name in names if not re.fullmatch(r"\[.*\]", name)] == []
    assert "[Step 1 of 4" in app_page.read_html(opened)


@pytest.fixture
def session(monkeypatch):
    """Stand in for a visitor's session."""
    kept = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_so_many_changes_can_be_undone_and_no_more(session):
    for number in range(briefing_history.MOST_UNDO + 5):
        briefing_history.set_briefing(Briefing(f"T{number}"))
    assert len(session[briefing_history.DRAFT].history) == briefing_history.MOST_UNDO
    for _ in range(briefing_history.MOST_UNDO + 5):
        briefing_history.undo_change()
    assert briefing_history.get_briefing() == Briefing("T5")
    assert not briefing_history.can_undo()


def test_the_step_in_hand_is_one_that_there_is(session):
    briefing_history.set_briefing(Briefing("T", steps=(Step("a"), Step("b"))))
    for asked, expected in ((-5, 0), (1, 1), (9, 1)):
        briefing_history.switch_step(asked)
        assert briefing_history.get_step() == expected
    assert session


@pytest.mark.parametrize("told", [None, {}, {"draft": 3}, {"draft": None}, {"draft": ["x"]}], ids=str)
def test_a_draft_that_is_none_is_not_taken(session, told):
    session[presenter_panel.KEY] = told
    assert presenter_panel.read_draft() == ""


def test_what_is_written_is_plain_and_no_longer_than_it_may_be(session):
    session["note"] = "x\x00" + "y" * MOST_LETTERS
    assert steps_panel.read_written("note") == "x " + "y" * (MOST_LETTERS - 2)
    assert steps_panel.read_written("absent") == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Japan and Russia, 2013", "Japan-and-Russia-2013.json"),
        ("../../etc/passwd", "etc-passwd.json"),
        ("日露首脳会談", "日露首脳会談.json"),
        ("<>:|?*", "briefing.json"),
        ("", "briefing.json"),
        ("x" * 500, "x" * briefing_panel.MOST_FILE_NAME + ".json"),
    ],
)
def test_a_file_is_named_for_its_title(title, name):
    assert briefing_panel.build_file_name(title) == name


def test_a_label_is_literal_and_cut():
    assert steps_panel.build_label(0, Step("**x**\n y", "", briefing.Request(None))) == r"1  \*\*x\*\* y"
    assert steps_panel.build_label(1, Step("Part")) == "2  — Part —"
    cut = steps_panel.build_label(2, Step("y" * 500, "", briefing.Request(None)))
    assert len(cut) == steps_panel.LABEL_LETTERS + len("3  …")
    assert "No heading" in steps_panel.build_label(0, Step("  "))

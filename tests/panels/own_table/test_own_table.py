"""Tests of a visitor's own table on the page, as Streamlit runs it but without a browser."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from components.briefing import briefing, export_input
from components.exports import registry
from components.panels.own_table import own_table, report_panel
from components.panels.tables import table_registry
from components.query import links
from tests.support import app_page, explorer
from tests.support.intake_files import to_csv, to_workbook
from tests.support.own_page import BROKEN, ROWS, bring, desk_of, explore, field, run, sound, uploader


def test_a_table_is_brought_asked_about_and_explored():
    app = bring(to_csv(ROWS).encode())
    assert "Questions: 2 open" in app_page.read_html(app)
    said = app_page.read_html(app)
    assert said.index("2 rows ready, 2 open questions") < said.index("Questions: 2 open")
    sound(field(app, "Which date format").set_value("dmy").run())
    sound(field(app, "Which place").set_value("NAM").run())  # any place is an answer, not only what is offered
    sound(field(app, "Which place").set_value("KOR").run())
    assert "Questions: all answered" in app_page.read_html(app)
    assert "2 rows ready, no open questions" in app_page.read_html(app)
    assert "2 of 2 rows imported." in app_page.read_html(app)
    app = explore(app)
    assert "<h1>visits</h1>" in app_page.read_html(app)
    seen = explorer.see(app)
    assert "2 events" in seen["timeline"]["sentence"]
    assert explorer.list_titles(seen["table"]) == ["Talks", "Dinner"]


MINISTRIES = ["Trade", "Defence", "Trade", "Defence", "Trade", ""]
STAFFED = to_csv(
    [["Date", "Title", "Ministry"], *([f"2013-04-0{n + 1}", f"Talks {n}", MINISTRIES[n]] for n in range(6))]
)


def test_a_column_of_the_table_s_own_is_a_filter_and_a_way_to_make_lanes():
    app = bring(STAFFED.encode())
    assert "Also available as filters and lanes: “Ministry”." in app_page.read_html(app)
    app = explore(app)
    chosen = {"table": explorer.see(app)["request"]["table"], "own.ministry": "Trade", "lanes": "own.ministry"}
    seen = explorer.see(app, **chosen)
    assert "3 events" in seen["timeline"]["sentence"]
    assert "Ministry: Trade" in seen["timeline"]["sentence"]
    assert explorer.list_titles(seen["table"]) == ["Talks 0", "Talks 2", "Talks 4"]
    app = sound(sound(app.button(key="back to server's").click().run()).run())
    seen = explorer.see(app)
    assert "Ministry: Trade" not in seen["timeline"]["sentence"]
    assert seen["request"]["lanes_by"] == "region"


@pytest.mark.exhaustive
def test_the_server_s_table_is_one_click_away_and_the_own_one_another():
    app = explore(bring(to_csv(ROWS).encode()))
    app = sound(sound(app.button(key="back to server's").click().run()).run())
    assert "in 2013" in explorer.see(app)["timeline"]["sentence"]
    assert "Japan&#x27;s diplomatic events" in app_page.read_html(app)
    app = sound(sound(app.button(key="go to own").click().run()).run())
    assert "<h1>visits</h1>" in app_page.read_html(app)


def test_what_was_chosen_starts_anew_and_the_address_names_the_table():
    app = explore(bring(to_csv(ROWS).encode(), app=run({"country": ["RUS"], "event": ["E0095"]})))
    seen = explorer.see(app)
    assert (seen["request"]["event"], seen["request"]["choices"], seen["ignored"]) == ("", [], "")
    assert seen["request"]["table"] == _own_table_of(app)[0].version
    assert links.parse_query(seen["query"]) == {links.TABLE: [seen["request"]["table"]]}


def test_the_visitor_s_own_page_alone_is_told_what_its_table_is_asked_for_by():
    app = explore(bring(to_csv(ROWS).encode()))
    own, other = explorer.read_boot(app), explorer.read_boot(run())
    assert (own["version"], len(own["token"])) == ("", 32)
    assert (len(other["version"]), other["token"]) == (32, "")
    assert own["code"] != own["token"]
    assert own["token"] not in explorer.see(app)["query"]


def test_a_link_to_somebody_else_s_table_says_so_and_shows_nothing_of_it():
    app = run({links.TABLE: ["0123456789ab"], "country": ["RUS"]})
    seen = explorer.see(app)
    assert seen["ignored"] == links.OTHER_TABLE
    assert seen["request"]["choices"] == []


def test_another_visitor_sees_the_server_s_table():
    explore(bring(to_csv(ROWS).encode()))
    other = run()
    assert "Japan&#x27;s diplomatic events" in app_page.read_html(other)
    assert own_table.OWN not in other.session_state


def test_another_use_of_a_column_is_followed_by_the_preview():
    app = bring(to_csv([["Date", "Name"], ["2013", "France"], ["2014", "Italy"]]).encode())
    sound(field(app, "Use “Name” as").set_value("title").run())
    app = explore(app)
    assert explorer.list_titles(explorer.see(app)["table"]) == ["France", "Italy"]


@pytest.mark.exhaustive
def test_settings_are_the_table_s_own():
    app = bring(to_csv(ROWS).encode())
    app.text_input[0].set_value("My visits").run()
    sound(field(app, "Home country").set_value("FRA").run())
    sound(field(app, "Region grouping").set_value("m49").run())
    app = explore(app)
    table, _ = _own_table_of(app)
    assert (table.settings.title, table.settings.home_country, table.settings.region_scheme) == (
        "My visits",
        "FRA",
        "m49",
    )
    assert "FRA" not in set(table.events["countries"])


def test_a_fiscal_year_is_a_setting_and_the_answer_to_a_question_at_once():
    app = bring(to_csv([["Date", "Title"], ["FY2013", "Talks"]]).encode())
    sound(field(app, "Fiscal year starts").set_value("10 end").run())
    assert "Questions: all answered" in app_page.read_html(app)
    assert list(desk_of(app).draft.raw.events["date"]) == ["[2012-10..2013-09]"]
    sound(field(app, "When does the fiscal year start").set_value("7 end").run())
    assert field(app, "Fiscal year starts").value == "7 end"
    assert list(desk_of(app).draft.raw.events["date"]) == ["[2012-07..2013-06]"]
    settings = _own_table_of(explore(app))[0].settings
    assert (settings.fiscal_year_start_month, settings.fiscal_year_named_by) == (7, "end")


def _own_table_of(app):
    return app.session_state[own_table.OWN].opening.result()


def test_another_sheet_is_read_when_it_is_chosen():
    content = to_workbook(Empty=[["Date", "Title"], ["2013", "First"]], Second=[["Date", "Title"], ["2014", "Other"]])
    app = bring(content, "book.xlsx")
    sound(field(app, "Sheet").set_value("Second").run())
    assert list(app.dataframe[0].value["Title"]) == ["Other"]


@pytest.mark.first_variant
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x80\x04\x95", b"<html><script>alert(1)</script>"], ids=str)
def test_rubbish_is_a_sentence_and_what_was_there_stays(content):
    app = bring(to_csv(ROWS).encode())
    app.file_uploader[0].set_value(("bad<b>.csv", content, "")).run()
    said = app_page.read_html(sound(app))
    assert 'class="error"' in said
    assert "“visits.csv” was read as a text table" in said
    assert "<b>" not in said


def test_rows_that_are_not_taken_are_counted_and_can_be_downloaded():
    app = bring(BROKEN.encode())
    assert "1 row was not imported" in app_page.read_html(app).replace("&#x27;", "'")
    assert "Download these rows with their problems" in [button.label for button in app.get("download_button")]


@pytest.mark.exhaustive
def test_corrected_rows_are_added_and_all_that_was_said_stays():
    app = bring(BROKEN.encode())
    sound(field(app, "Which place").set_value("KOR").run())
    mended = to_csv([["why it was not taken", *ROWS[0]], ["x", "2013", "France", "Lunch"]])
    uploader(app, report_panel.MORE).set_value(("mended.csv", mended.encode(), "")).run()
    said = app_page.read_html(sound(app))
    assert "3 of 4 rows imported." in said
    assert "1 row was added from “mended.csv”, numbered from 5." in said
    assert desk_of(app).draft.mapping.answer_to("place:korea") == "KOR"
    assert {*explorer.list_titles(explorer.see(explore(app))["table"])} == {
        "Dinner",
        "Lunch",
    }  # the day of the third is still asked


def test_rows_of_another_table_are_a_sentence_and_the_account_stays():
    app = bring(BROKEN.encode())
    uploader(app, report_panel.MORE).set_value(("other.csv", b"When,What\n2013,Lunch\n", "")).run()
    said = app_page.read_html(sound(app))
    assert "No rows were added: the file is missing the table&#x27;s column “Date”." in said
    assert "2 of 3 rows imported." in said


def test_the_parts_of_the_file_s_name_and_cells_are_no_markup():
    hostile = '<img src=x onerror="alert(1)">'
    app = bring(to_csv([["Date", hostile.replace('"', "")], ["2013", "![x](http://h/x.png)"]]).encode(), hostile)
    assert "<img" not in app_page.read_html(app)
    assert not [box.label for box in app.selectbox if "](" in box.label]


@pytest.mark.first_variant
@pytest.mark.parametrize("kind", ["csv", "json", "workbook"])
def test_every_event_of_what_was_taken_away_comes_back(kind):
    table, store = table_registry.load_table()
    opening = links.find_opening(table, store)
    request = replace(opening, selection=replace(opening.selection, window=store.span()))
    steps = briefing.build_briefing(store, table, request)
    taken = export_input.build_export_input(store, table, request, steps, datetime(2026, 1, 2, tzinfo=UTC))
    (export,) = (each for each in registry.EXPORTS if each.key == kind)
    app = bring(export.make(taken), f"taken{export.suffix}")
    assert f"{len(table.events):,} of {len(table.events):,} rows imported." in app_page.read_html(app)
    assert "Questions" not in app_page.read_html(app)
    back, _ = _own_table_of(explore(app))
    columns = ["id", "date", "title", "countries", "meeting_type"]
    assert sorted(map(tuple, back.events[columns].to_numpy())) == sorted(map(tuple, table.events[columns].to_numpy()))


def test_columns_that_are_sure_fold_and_a_question_has_a_proposal_that_is_marked_as_one():
    codes = [
        ["Date", "Country", "Title"],
        *([f"2013-04-0{n}", code, "Talks"] for n, code in enumerate(("GER", "SUI", "NED"), 1)),
    ]
    app = bring(to_csv(codes).encode())
    assert "Recognised columns: " in " ".join(each.label for each in app.expander)
    assert "These cells suggest: “" in app_page.read_html(app)


def test_a_filter_without_values_is_not_shown():
    filters = explorer.see(explore(bring(to_csv(ROWS).encode())))["filters"]["filters"]
    shown = {each["key"] for each in filters}
    assert "country" in shown
    assert "topic" not in shown

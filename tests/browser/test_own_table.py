"""A visitor's own table, as a browser shows it: brought, asked about, explored, and nobody else's."""

import re
from datetime import UTC, datetime
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from components.briefing import briefing, export_input
from components.exports.tabular import csv_file
from components.panels.own_table import quota
from components.panels.tables import table_registry
from components.query import links
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, serve, settle
from tests.browser.test_access import RULES
from tests.support import shipped
from tests.support.intake_files import to_workbook
from tests.support.patience import SECONDS

MADE = datetime(2026, 1, 2, tzinfo=UTC)
MESSY = """Visits, as noted by the import_session
;;
Date;Country;Title;Remarks
03/04/2013;Korea;Talks on trade;first of two
28-30 April 2013;Russia;Visit to Moscow;
spring 2013;Atlantis;A meeting by the sea;
TBD;France;Dinner;
05/06/2013;Italy;Summit;;too many
"""
JAPANESE = [
    ["日付", "国名", "件名"],
    ["2013年4月28日", "ロシア", "日露首脳会談"],
    ["平成25年5月", "フランス", "外相会談"],
]
STAFFED = "Date,Country,Title,Ministry\n" + "".join(
    f"2013-04-{day:02},{('France', 'Italy')[day % 2]},Talks {day},{('Trade', 'Defence', '')[day % 3]}\n"
    for day in range(1, 10)
)
HOSTILE = (b"\x80\x04\x95pickle", b"%PDF-1.7", b"<html><script>alert(1)</script></html>", b"PK\x03\x04junk", b"")


def bring(page, content, name="visits.csv"):
    page.get_by_role("button", name="Use your own data").click()
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    return settle(page)


def _bring_until_there_is_room(page, content):
    """Bring a file again for as long as it is refused: the server looks every few seconds who has left."""
    end = monotonic() + SECONDS
    while page.locator("p.error").count() and monotonic() < end:
        page.get_by_role("button", name="Close").click()
        expect(page.locator("p.error")).to_have_count(0)
        bring(page, content).locator("p.account, p.error").first.wait_for()


def _choose(page, label, option):
    field = page.get_by_role("combobox", name=label).first
    field.click()
    field.press("ArrowDown")
    chosen = page.get_by_role("option", name=option).first
    words = chosen.inner_text()
    chosen.click()
    expect(field).to_have_value(words)
    settle(page)


def explore(page, title):
    page.get_by_role("button", name="Explore this table").click()
    expect(page.locator(".masthead h1")).to_have_text(title)
    page.locator(".timeline-plot .main-svg").first.wait_for()
    return settle(page)


def test_a_messy_table_is_asked_about_and_explored(page):
    open_app(page)
    bring(page, MESSY.encode())
    expect(page.locator("p.read")).to_contain_text("“visits.csv” was read as a text table: 4 rows, 4 columns")
    _choose(page, "Which date format is this", "day, month, year")
    _choose(page, "Which place is “Korea”", "Republic of Korea")
    expect(page.locator("p.account").first).to_have_text("4 of 5 rows imported.")
    explore(page, "visits")
    expect(page.locator(seen.SENTENCE)).to_contain_text("3 events")
    expect(page.locator(seen.LABELS, has_text="Talks on trade")).to_have_count(1)
    seen.fold(page, "no-region").click()
    expect(page.locator(".timeline-headers")).to_contain_text("Atlantis")
    expect(page).to_have_url(re.compile("table="))


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
def test_exploring_begins_at_the_top_of_the_page(new_page, size):
    page = open_app(new_page(viewport={"width": size[0], "height": size[1]}))
    bring(page, MESSY.encode())
    button = page.get_by_role("button", name="Explore this table")
    button.wait_for()
    page.get_by_text("Use a saved mapping").scroll_into_view_if_needed()
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") > size[1] / 2
    expect(button).to_be_in_viewport()  # it stays in sight
    explore(page, "visits")
    expect(page.locator(".masthead h1")).to_be_in_viewport()
    expect(page.locator(".timeline-plot")).to_be_in_viewport()
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 0


@pytest.mark.exhaustive
def test_a_japanese_spreadsheet_is_explored(page):
    open_app(page)
    bring(page, to_workbook(一覧=JAPANESE), "訪問.xlsx")
    expect(page.locator("p.account").first).to_have_text("2 of 2 rows imported.")
    explore(page, "訪問")
    expect(page.locator(seen.SENTENCE)).to_contain_text("2 events")
    expect(page.locator(seen.LABELS, has_text="日露首脳会談")).to_have_count(1)


@pytest.mark.parametrize("content", HOSTILE, ids=str)
def test_what_is_no_table_gets_a_sentence_and_the_timeline_stays(page, content):
    page.on("dialog", lambda dialog: pytest.fail(f"a file ran a script: {dialog.message}"))
    open_app(page)
    said = page.locator(seen.SENTENCE).inner_text()
    bring(page, content, "<img src=x onerror=alert(1)>.csv")
    expect(page.locator("p.error")).to_have_count(1)
    expect(page.locator(seen.SENTENCE)).to_have_text(said)
    assert page.locator(seen.POINTS).count()


@pytest.mark.exhaustive
def test_labels_say_a_column_s_name_and_are_no_markup(page):
    page.on("dialog", lambda dialog: pytest.fail(f"a cell ran a script: {dialog.message}"))
    header = "start_date,Title (short),![x](/x.png),[a](javascript:alert(1)) :red[b] $c$"
    open_app(page)
    bring(page, f"{header}\n03/04/2013,Talks,x,y\n04/05/2013,More,x,y\n".encode())
    page.get_by_text("Recognised columns").click()
    for name in ("start_date", "Title (short)"):
        expect(page.get_by_role("combobox", name=f"Use “{name}” as", exact=True)).to_have_count(1)
    made = page.locator(
        "[class*=st-key-own-table] label [data-testid=stMarkdownContainer] :is(img, a, .katex, span[style])"
    )
    assert made.evaluate_all("all => all.map((each) => each.outerHTML)") == []


def test_a_second_visitor_never_sees_the_first_one_s_table(page, new_page):
    open_app(page)
    explore(bring(page, MESSY.encode()), "visits")
    expect(page).to_have_url(re.compile("[?&]table="))
    other = new_page()
    open_app(other, page.url[page.url.index("?") :])
    expect(other.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
    expect(other.locator("p.error")).to_have_text(links.OTHER_TABLE)
    expect(other.locator(".timeline-headers")).not_to_contain_text("Atlantis")


@pytest.mark.exhaustive
def test_a_full_server_says_so_until_a_visitor_has_left(new_page, tmp_path):
    content = MESSY.encode()
    settings = {quota.SETTING: str(len(content)), "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}
    with serve(tmp_path / "app.log", settings=settings) as server:
        first, second = new_page(base_url=server.url), new_page(base_url=server.url)
        explore(bring(open_app(first), content), "visits")
        bring(open_app(second), content)
        expect(second.locator("p.error")).to_have_text(quota.OF_SERVER.sentence)
        first.close()
        _bring_until_there_is_room(second, content)
        expect(second.locator("p.account").first).to_have_text("4 of 5 rows imported.")
        second.close()  # before its server, of whose end it would complain


def test_back_and_forward_lead_from_one_table_to_the_other(page):
    open_app(page)
    explore(bring(page, MESSY.encode()), "visits")
    expect(page).to_have_url(re.compile(r"[?&]table="))  # the address is written once the picture stands
    page.go_back()
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013")
    expect(page.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
    page.go_forward()
    expect(page.locator(".masthead h1")).to_have_text("visits")


def test_a_column_of_the_table_s_own_is_filtered_by_and_makes_lanes(page):
    open_app(page)
    expect(page.locator("[data-filter='own.ministry']")).to_have_count(0)
    explore(bring(page, STAFFED.encode()), "visits")
    seen.choose(page, "own.ministry", "Trade")
    expect(page.locator(seen.SENTENCE)).to_contain_text("3 events")
    expect(page.locator(seen.SENTENCE)).to_contain_text("Ministry: Trade")
    expect(page).to_have_url(re.compile(r"own\.ministry=Trade"))
    page.get_by_role("button", name="Remove Ministry: Trade").click()
    expect(page.locator(seen.SENTENCE)).to_contain_text("9 events")
    page.locator(".timeline-lanes").select_option(label="Ministry")
    expect(page).to_have_url(re.compile(r"lanes=own\.ministry"))
    for key in ("Trade", "Defence", "not-stated"):
        expect(seen.lane(page, key)).to_be_visible()
        settle(page)
        assert seen.marks_in(page, key) == seen.counted(page, key) == 3
    page.go_back()
    expect(page.locator(".timeline-lanes")).to_have_value("region")
    page.go_back()
    expect(page.locator(seen.SENTENCE)).to_contain_text("Ministry: Trade")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".timeline-lanes")).to_have_value("own.ministry")
    expect(seen.lane(page, "not-stated")).to_contain_text("Ministry not stated")
    page.get_by_role("button", name="Back to").press("Enter")
    expect(page.locator(".masthead h1")).to_have_text("Japan's diplomatic events")
    expect(page.locator("[data-filter='own.ministry']")).to_have_count(0)
    expect(page.locator(".timeline-lanes option")).not_to_have_count(6)


@pytest.mark.exhaustive
def test_regions_can_be_after_another_scheme(page):
    open_app(page)
    explore(bring(page, MESSY.encode()), "visits")
    page.locator(".timeline-schemes").select_option(label="United Nations (M49)")
    expect(page.locator(".timeline-headers")).to_contain_text("Europe")
    expect(page.locator(".masthead h1")).to_have_text("visits")
    expect(page).to_have_url(re.compile("regions=m49"))


def test_what_this_tool_wrote_comes_back_whole(page):
    table, store = table_registry.load_table()
    request = links.find_opening(table, store)
    written = csv_file.make_csv(
        export_input.build_export_input(store, table, request, briefing.build_briefing(store, table, request), MADE)
    )
    open_app(page)
    explore(bring(page, written, "exported.csv"), "exported")
    expect(page.locator(seen.SENTENCE)).to_contain_text(shipped.describe_opening())


def test_a_changed_table_is_offered_and_nothing_changes_before(new_page, server_over, tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("Date,Title\n2013-04-03,First talks\n", encoding="utf-8")
    page = open_app(new_page(base_url=server_over(path).url))
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event")
    path.write_text("Date,Title\n2013-04-03,First talks\n2013-04-04,Second talks\n", encoding="utf-8")
    page.locator("[data-step=wider]").click()
    expect(page.locator("p.error")).to_have_text("The table has changed since this page was opened.")
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event")
    page.get_by_role("button", name="Show the new version").click()
    expect(page.locator(seen.SENTENCE)).to_contain_text("2 events")
    expect(page.locator("p.error")).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_while_a_file_is_worked_on(new_page, scheme, size):
    viewport = {"width": size[0], "height": size[1]}
    page = new_page(color_scheme=scheme, viewport=viewport, bypass_csp=True)  # axe is put into the page as a script
    open_app(page)
    bring(page, MESSY.encode())
    page.locator("p.account").first.wait_for()
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]

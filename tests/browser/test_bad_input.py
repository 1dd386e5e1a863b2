"""What the world throws at the page: broken tables, foreign links, markup in cells."""

import shutil

import pytest
from playwright.sync_api import expect

from components.panels.tables.table_registry import SHIPPED
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

HEADER = "id,date,title,meeting_type,level,countries,organisations,city,place,people,topics,status,summary"
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>![pic](https://example.org/x.png)<b>bold</b>%{x}'


def _table(folder, *rows, companions=True):
    folder.mkdir()
    if companions:
        for path in SHIPPED.glob("*.csv"):
            shutil.copy(path, folder)
    lines = ["event,source,locator,stated_date,read,note"]
    (folder / "event_sources.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "table.toml").write_text('opening_window = "2013"\n', encoding="utf-8")
    (folder / "events.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return folder


def _row(identity, date, title, *, summary="", city=""):
    cells = [identity, date, title, "summit", "head", "RUS", "", city, "RUS", "", "", "held", summary]
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def test_rows_that_cannot_be_read_are_listed_and_the_rest_works(new_page, server_over, tmp_path):
    good, bad = _row("A1", "2013-04-29", "A good row"), _row("A2", "2013-02-30", "No such day")
    page = new_page(base_url=server_over(_table(tmp_path / "table", good, bad)).url)
    open_app(page)
    expect(page.locator(seen.SENTENCE)).to_contain_text("1 event in 2013")
    expect(page.get_by_text("1 row of the table can't be shown")).to_be_visible()
    rejected = page.locator("[data-testid=stExpander] table[role=grid]")
    expect(rejected).to_contain_text("2013-02-30")
    expect(rejected).to_contain_text("date")
    expect(rejected).to_contain_text("3")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00junk", b"a,b,c\n1,2,3\n"], ids=str)
def test_a_table_that_cannot_be_opened_is_a_sentence(new_page, server_over, tmp_path, content):
    folder = tmp_path / "table"
    folder.mkdir()
    if content is not None:
        (folder / "events.csv").write_bytes(content)
    page = new_page(base_url=server_over(folder).url)
    page.goto("/")
    expect(page.locator("p.error")).to_contain_text("events.csv")
    expect(page.get_by_text("Traceback")).to_have_count(0)


@pytest.mark.exhaustive
def test_a_table_without_events_says_so(new_page, server_over, tmp_path):
    page = new_page(base_url=server_over(_table(tmp_path / "table")).url)
    page.goto("/")
    expect(page.locator(seen.SENTENCE)).to_contain_text("0 events")
    expect(page.get_by_text("No matching events in this period.")).to_be_visible()


def test_markup_in_cells_is_text_everywhere(new_page, server_over, tmp_path):
    row = _row("A1", "2013-04-29", HOSTILE, summary=HOSTILE, city=HOSTILE)
    page = new_page(base_url=server_over(_table(tmp_path / "table", row)).url)
    page.on("dialog", lambda dialog: pytest.fail(f"a cell ran a script: {dialog.message}"))
    open_app(page, "?unfolded=russia-central-asia-caucasus&event=A1")
    expect(page.locator(f"{seen.CARD} h3")).to_have_text(HOSTILE)
    page.mouse.move(*seen.boxes(page.locator(seen.POINTS))[0].middle)
    expect(page.locator(seen.HOVER)).to_contain_text("<script>alert(2)</script>")
    settle(page)
    assert (
        page.locator(".event-card img, .event-card script, .event-card b, .timeline img, .timeline script").count() == 0
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?country=XXX", "Country “XXX” is not known"),
        ("?window=2013-12-31/2013-01-01", "is not a period"),
        ("?window=2013-13-45", "is not a period"),
        (
            "?event=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
            "Event “<img src=x onerror=alert(1)>” is not known",
        ),
        ("?__proto__=1&constructor=2", "unknown parameter “__proto__”"),
        ("?lanes=%E0%A4%A", "is not known"),
        ("?country=" + "Z" * 6_000, "is not known"),
        ("?country=RUS" + "&x=1" * 999, "unknown parameter “x”"),
        ("?country=RUS" + "&x=1" * 1_000, "unknown parameter “x”"),
        ("?country=RUS" + "&x=1" * 2_000, "1 part of the address, which is too long"),
    ],
    ids=["code", "order", "month", "markup", "prototype", "escapes", "long", "a thousand", "more", "too many"],
)
def test_a_bad_link_opens_the_nearest_view_and_says_what_was_ignored(page, query, said):
    page.on("dialog", lambda dialog: pytest.fail(f"a link ran a script: {dialog.message}"))
    open_app(page, query)
    expect(page.locator("p.error")).to_contain_text("Parts of this link were ignored")
    expect(page.locator("p.error")).to_contain_text(said)
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013")


def test_tables_leave_through_one_writer_only(new_page, server_over, tmp_path):
    rows = _row("A1", "2013-04-29", "A good row"), _row("A2", "2013-02-30", "No such day")
    page = open_app(new_page(base_url=server_over(_table(tmp_path / "table", *rows)).url))
    page.locator("[data-testid=stDataFrame]").first.hover()
    toolbar = page.locator("[data-testid=stElementToolbar]").first
    toolbar.get_by_label("Search").wait_for()
    assert toolbar.get_by_label("Download as CSV").count() == 1
    assert not toolbar.get_by_label("Download as CSV").is_visible()


def test_what_was_ignored_of_a_link_is_said_until_something_else_is_done(page):
    open_app(page, "?country=XXX")
    seen.listing(page).wait_for()
    settle(page)
    expect(page.locator("p.error")).to_contain_text("Country “XXX” is not known")
    seen.step(page, "closer")
    expect(page.locator("p.error")).to_have_count(0)

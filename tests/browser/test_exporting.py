"""Whatever is exported holds the table that the page shows: a visitor's own, the shipped one, an older version."""

import pytest
from playwright.sync_api import expect

from components.exports import registry
from tests.browser import test_own_table as own
from tests.browser.app import open_app, settle
from tests.panels.tables.test_table_registry import CHANGED
from tests.support import shipped
from tests.support.export_readers import READERS

HEADER = "Date,Title\n"
SERVED = HEADER + "2013-04-03,Served talks\n"
KREMLIN = "Abe-Putin summit in the Kremlin"


def _show_own(new_page, served):
    page = open_app(new_page(base_url=served[0]))
    return own.explore(own.bring(page, f"{HEADER}2013-04-03,Own talks\n".encode(), "mine.csv"), "mine")


def _show_shipped(new_page, served):
    return open_app(new_page(base_url=served[0]), "?table=shipped&country=RUS&meeting_type=summit")


def _stay_on_an_older_version(new_page, served):
    address, path = served
    page = open_app(new_page(base_url=address))
    path.write_text(SERVED + "2013-04-04,Newer talks\n", encoding="utf-8")
    page.locator("[data-step=wider]").click()
    expect(page.locator("p.error")).to_have_text(CHANGED)
    return settle(page)


# What shows a table → a title of its events, how the statement begins, and the titles of the server's other tables
SHOWN = {
    "a visitor's own": (_show_own, "Own talks", "1 of 1 event in “mine”", ("Served", "Kremlin")),
    "the shipped": (_show_shipped, KREMLIN, f"4 of {shipped.count_events()} events in “Japan's", ("Served",)),
    "an older version": (_stay_on_an_older_version, "Served talks", "1 of 1 event in “visits”", ("Newer",)),
}


@pytest.fixture
def served(server_over, tmp_path):
    """Serve a file with one event; return the address and the file."""
    path = tmp_path / "visits.csv"
    path.write_text(SERVED, encoding="utf-8")
    return server_over(path).url, path


def _squeezed(text):
    return "".join(text.split())


def _export(page, export):
    """Export a file; return its text without blanks, and whether it is a picture, in which lanes may be folded."""
    with page.expect_download() as download:
        page.locator(f".st-key-export-{export.key} button").click()
    content = download.value.path().read_bytes()
    read = READERS[export.key](content)
    return _squeezed(read.text + content.decode("utf-8", "ignore")), read.events is None


@pytest.mark.parametrize("name", SHOWN)
def test_every_kind_of_file_holds_the_table_that_is_shown(new_page, served, name):
    show, title, stated, others = SHOWN[name]
    page = show(new_page, served)
    page.get_by_text("Export", exact=True).click()
    expect(page.locator(".st-key-export-calendar button")).to_be_enabled()
    for export in registry.EXPORTS:
        exported, drawn = _export(page, export)
        assert _squeezed(stated) in exported, export.key
        assert drawn or _squeezed(title) in exported, export.key
        assert not [other for other in others if other in exported], export.key

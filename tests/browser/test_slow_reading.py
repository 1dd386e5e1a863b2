"""A file that takes long to read: whoever brought it is told so, and everybody else is answered."""

import pytest
from playwright.sync_api import expect

from components.panels.server import health
from tests.browser import gate, held_child
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, serve
from tests.browser.conftest import LOG_NAME, WAIT_MILLISECONDS

SCRIPT = "tests/browser/held_dashboard.py"
# A long line and a long list of people, each of which has held the interpreter of the server for half a minute
HOSTILE = b"date,title,people\n2013-04-01,caf\xe9," + b"a(" * 30_000 + b"\n2013-04-02," + b"x" * 60_000 + b",\n"


@pytest.fixture
def door(tmp_path):
    """Keep a gate before the reader of text tables."""
    kept = gate.Gate(tmp_path)
    yield kept
    kept.close()


@pytest.fixture
def served(tmp_path, door):
    with serve(tmp_path / LOG_NAME, None, SCRIPT, settings={held_child.PORT: str(door.port)}) as server:
        yield server
        door.open()


def test_while_a_hostile_file_is_read_everybody_else_is_answered(served, new_page, door):
    page = open_app(new_page(base_url=served.url))
    page.get_by_role("button", name="Use your own data").click()
    door.shut()
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(
        {"name": "visits.csv", "mimeType": "text/csv", "buffer": HOSTILE}
    )
    door.wait_for_a_question()
    assert page.request.get(health.PATH).text() == health.OK
    other = open_app(new_page(base_url=served.url))
    expect(other.locator(seen.SENTENCE)).to_contain_text("events")
    expect(page.get_by_text("Reading the table …")).to_be_visible(timeout=WAIT_MILLISECONDS)
    expect(page.locator("p.read, p.error")).to_have_count(0)
    door.open()
    expect(page.locator("p.read, p.error").first).to_be_visible(timeout=3 * WAIT_MILLISECONDS)

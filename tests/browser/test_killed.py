"""A server that is killed in the middle of something: it starts again, nothing half-written lies anywhere."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import ROOT, SERVER_GONE, free_port, open_app, serve, settle

VIEW = "?country=RUS&window=2012-06-01/2014-05-31"
ROWS = b"Date,Title\n2013-04-03,Talks\n"
BYTES_A_SECOND = 200_000


@pytest.fixture
def tolerated():
    return SERVER_GONE


def _upload(page):
    """Begin to send a file that takes a minute, and go on once it is on its way."""
    network = page.context.new_cdp_session(page)
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": BYTES_A_SECOND}
    page.get_by_role("button", name="Use your own data").click()
    field = page.locator("[data-testid=stFileUploaderDropzoneInput]").first
    field.wait_for(state="attached")
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", limits)
    with page.expect_request("**/upload_file/**"):
        field.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": ROWS * 400_000})


def _save_mapping(page):
    page.get_by_role("button", name="Use your own data").click()
    field = page.locator("[data-testid=stFileUploaderDropzoneInput]").first
    field.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": ROWS})
    page.get_by_role("button", name="Save mapping").click(no_wait_after=True)


def _take_away(page):
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("button", name="PowerPoint").click(no_wait_after=True)


def _tree():
    """Name the files of the project, with their sizes; caches and what is hidden are no part of it."""
    folders = [ROOT / name for name in ("data", "components", "docs", "tests")]
    return {
        path: path.stat().st_size for folder in folders for path in folder.rglob("*") if "__pycache__" not in str(path)
    }


@pytest.mark.parametrize("act", [_upload, _save_mapping, _take_away], ids=lambda act: act.__name__.strip("_"))
def test_nothing_is_half_written_and_the_address_brings_the_view_back(new_page, tmp_path, act):
    scratch, home, port, before = tmp_path / "scratch", tmp_path / "home", free_port(), _tree()
    scratch.mkdir()
    home.mkdir()
    settings = {"TMPDIR": str(scratch), "HOME": str(home)}
    page = new_page(base_url=f"http://127.0.0.1:{port}")
    with serve(tmp_path / "app.log", port=port, settings=settings) as first:
        open_app(page, VIEW)
        sentence = page.locator(seen.SENTENCE).inner_text()
        act(page)
        os.kill(first.process, signal.SIGKILL)
        page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
    assert [*scratch.rglob("*")] == []
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert _tree() == before
    with serve(tmp_path / "app.log", port=port, settings=settings):
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for()
        settle(page)
        expect(page.locator(seen.SENTENCE)).to_have_text(sentence)
        other = open_app(new_page(base_url=f"http://127.0.0.1:{port}"), page.url[page.url.index("?") :])
        expect(other.locator(seen.SENTENCE)).to_have_text(sentence)

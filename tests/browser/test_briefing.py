"""A briefing from the first view to the last key: made, edited, kept and opened again, without a mouse."""

import json

import pytest
from playwright.sync_api import expect

from components.briefing import briefing_file
from tests.browser import presenter
from tests.browser.app import open_app, settle

STEP = "Step {} of {}"


def _tab_to(page, found):
    """Go to an element with the Tab key."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if found.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"{found} is not reached with the Tab key")


def _push(page, name):
    """Reach a button with the Tab key and push it."""
    _tab_to(page, page.get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")


def _write(page, label, text):
    """Reach a field with the Tab key, and write over what it says."""
    _tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    settle(page)


def _step(page, number, count):
    expect(page.get_by_text(STEP.format(number, count))).to_be_visible()
    settle(page)


def _titles(page):
    return page.locator(".st-key-steps button").all_inner_texts()


def _made(page, query=presenter.SUMMITS):
    open_app(page, query)
    page.get_by_role("button", name="Create a briefing").click()
    _step(page, 1, 4)
    return page


def _save(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    return download.value


def _open(page, content, name="briefing.json"):
    page.get_by_role("button", name="Open a briefing").click()
    files = [{"name": name, "mimeType": "application/json", "buffer": content}]
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(files)


def test_a_whole_briefing_from_the_keyboard_alone(page):
    open_app(page, presenter.SUMMITS)
    _push(page, "Create a briefing")
    _step(page, 1, 4)
    _write(page, "Title", "Japan and Russia")
    _write(page, "Classification marking", "For official use")
    _write(page, "Note", "The first visit in ten years.")
    _push(page, "Move down")
    _step(page, 2, 4)
    _push(page, "Remove")
    _step(page, 2, 3)
    _push(page, "Undo")
    _step(page, 2, 4)
    with page.expect_download() as download:
        _push(page, "Save")
    document = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "Japan-and-Russia.json"
    assert document["title"] == "Japan and Russia"
    assert [step["note"] for step in document["steps"]] == ["", "The first visit in ten years.", "", ""]
    _push(page, "Present")
    expect(page.locator(presenter.TITLE)).to_have_text("Japan and Russia")
    expect(page.locator(".presenter-classification")).to_have_text("For official use")
    presenter.press(page, "ArrowRight", "ArrowRight")
    expect(page.locator(".presenter-note")).to_have_text("The first visit in ten years.")
    assert presenter.is_full(page)
    presenter.press(page, "Escape")
    expect(page.locator(presenter.PRESENTER)).to_have_count(0)
    _step(page, 2, 4)


def test_p_makes_a_briefing_of_the_selection_where_there_is_none(page):
    presenter.enter(page)
    presenter.press(page, "Escape")
    _step(page, 1, 4)


@pytest.mark.exhaustive
def test_an_event_a_view_and_a_section_are_added_behind_the_step_in_hand(page):
    _made(page)
    page.get_by_role("button", name="Add a section").click()
    _step(page, 2, 5)
    page.get_by_role("button", name="Add this view").click()
    _step(page, 3, 6)
    page.keyboard.press("Escape")
    page.locator("body").press("End")
    expect(page.get_by_role("button", name="Add this event")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Add this event").click()
    _step(page, 4, 7)
    assert [title.split(maxsplit=1)[1] for title in _titles(page)[:4]] == [
        "Abe-Putin summit in the Kremlin",
        "— New section —",
        "2013 · Country: Russia · Meeting type: Summit",
        "Abe-Putin summit in Bali",
    ]


@pytest.mark.exhaustive
def test_a_step_shows_its_view_on_the_timeline(page):
    _made(page)
    page.locator("[data-filter=country] summary").click()
    page.locator("[data-filter=country] .filters-clear").click()
    expect(page.locator("p.sentence")).not_to_contain_text("Country")
    settle(page)
    page.get_by_role("button", name="Show on the timeline").click()
    expect(page.locator("p.sentence")).to_contain_text("Country: Russia")
    expect(page.locator(".event-card h3")).to_have_text("Abe-Putin summit in the Kremlin")


def test_a_saved_briefing_is_opened_again(page, new_page):
    _made(page)
    content = _save(page).path().read_bytes()
    other = new_page()
    open_app(other)
    _open(other, content)
    _step(other, 1, 4)
    assert _titles(other) == _titles(page)


BAD = {
    "words": b"hello",
    "another file": b'{"type": "FeatureCollection"}',
    "another version": json.dumps({"format": briefing_file.FORMAT, "version": 9}).encode(),
    "cut": b'{"format": "diplomatic-timeline/briefing", "version": 1, "steps": [{',
    "not text": b"\xff\xfe\x00\x01",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_file_changes_nothing_and_says_why(page, content):
    _made(page)
    before = _titles(page)
    _open(page, content)
    expect(page.locator("p.error")).to_contain_text("The file was not opened.")
    settle(page)
    assert _titles(page) == before
    expect(page.get_by_text("Traceback")).to_have_count(0)


@pytest.mark.exhaustive
def test_an_event_that_the_table_lacks_is_named_and_its_step_kept(page):
    open_app(page)
    steps = [{"heading": "Gone", "note": "n", "view": {"event": ["X99"]}}]
    document = {"format": briefing_file.FORMAT, "version": briefing_file.VERSION, "title": "Old", "steps": steps}
    _open(page, json.dumps(document).encode())
    expect(page.locator("p.error")).to_contain_text("“X99” (step 1)")
    _step(page, 1, 1)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(presenter.COUNT)).to_have_text("1 step")
    presenter.press(page, "ArrowRight")
    expect(page.locator(presenter.TITLE)).to_have_text("Gone")
    expect(page.locator(".presenter-text")).to_have_text("The event “X99” is not in this table.")


@pytest.mark.exhaustive
def test_markup_in_a_briefing_is_text_everywhere(page):
    page.on("dialog", lambda dialog: pytest.fail(f"a briefing ran a script: {dialog.message}"))
    open_app(page)
    hostile = '<img src=x onerror="alert(1)"> **bold** ![x](https://example.org/x.png)'
    document = {
        "format": briefing_file.FORMAT,
        "version": briefing_file.VERSION,
        **dict.fromkeys(("title", "subtitle", "classification"), hostile),
        "steps": [{"heading": hostile, "note": hostile, "view": {"event": ["E0095"]}}, {"heading": hostile}],
    }
    _open(page, json.dumps(document).encode())
    _step(page, 1, 2)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-steps button").first).to_contain_text("<img src=x")
    page.get_by_role("button", name="Present", exact=True).click()
    for _ in range(3):
        expect(page.locator(presenter.TITLE)).to_be_visible()
        presenter.press(page, "ArrowRight")
    assert page.locator(".presenter img, .st-key-briefing img, .presenter b, .presenter strong").count() == 0


def test_a_briefing_survives_a_reload_and_is_gone_once_closed(page):
    _made(page)
    page.get_by_label("Title", exact=True).fill("My title")
    page.get_by_role("button", name="Move down").click()
    _step(page, 2, 4)
    page.reload()
    _step(page, 1, 4)
    expect(page.get_by_label("Title", exact=True)).to_have_value("My title")
    page.get_by_role("button", name="Close briefing").click()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("button", name="Create a briefing")).to_be_visible()
    settle(page)
    page.reload()
    expect(page.get_by_role("button", name="Create a briefing")).to_be_visible()
    settle(page)
    expect(page.get_by_role("button", name="Create a briefing")).to_be_visible()


def test_closing_asks_first_and_is_undone_from_the_keyboard(page):
    _made(page)
    _write(page, "Note", "The first visit in ten years.")
    _push(page, "Close briefing")
    expect(page.get_by_text("Its steps, notes and texts will be removed from this page.")).to_be_visible()
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Create a briefing")).to_be_visible()
    settle(page)
    _push(page, "Undo closing")
    _step(page, 1, 4)
    expect(page.get_by_label("Note", exact=True)).to_have_value("The first visit in ten years.")
    page.reload()
    _step(page, 1, 4)
    expect(page.get_by_label("Note", exact=True)).to_have_value("The first visit in ten years.")


def test_many_steps_stay_usable(page):
    open_app(page, "?window=1900/2030")
    page.get_by_role("button", name="Create a briefing").click()
    _step(page, 1, 400)
    assert len(_titles(page)) == 12
    page.locator(".st-key-next-page button").click()
    _step(page, 13, 400)
    expect(page.get_by_text("13–24 of 400")).to_be_visible()
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_text("This briefing is too long for a link.")).to_be_visible()

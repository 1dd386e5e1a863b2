"""The presenter: readable from the back row, one event highlighted, in either theme, on any screen."""

import pytest
from playwright.sync_api import expect

from tests.browser import presenter
from tests.browser import timeline_page as seen

LEAST_TITLE, LEAST_BODY = 32, 24  # pixels, at 1024 x 768
FIRST = "Abe-Putin summit in the Kremlin"


@pytest.mark.parametrize(("scheme", "first", "then"), [("light", "paper", "black"), ("dark", "black", "paper")])
def test_it_begins_in_the_page_s_theme_and_t_changes_it(new_page, scheme, first, then):
    page = new_page(color_scheme=scheme)
    presenter.enter(page)
    expect(page.locator(presenter.PRESENTER)).to_have_attribute("data-theme", first)
    presenter.press(page, "t")
    expect(page.locator(presenter.PRESENTER)).to_have_attribute("data-theme", then)


@pytest.mark.parametrize("query", [presenter.SUMMITS, "?event=E0095", "?country=RUS&level=head&level=minister"])
def test_all_of_it_can_be_read_from_the_back_row(new_page, query):
    page = new_page(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")
    presenter.enter(page, query)
    steps = int(page.locator(presenter.COUNT).inner_text().split()[0])
    for number in [*range(min(steps, 6)), steps, steps + 1]:
        presenter.press(page, *str(number), "Enter")
        assert min(presenter.sizes(page.locator(presenter.TITLE))) >= LEAST_TITLE
        assert min(presenter.sizes(page.locator(presenter.TEXTS)), default=LEAST_BODY) >= LEAST_BODY
        assert (
            min(presenter.sizes(page.locator(".presenter-label:visible, .presenter-when")), default=LEAST_BODY)
            >= LEAST_BODY
        )
        for box in seen.boxes(page.locator(f"{presenter.TITLE}, {presenter.COUNT}, .presenter-frame, .presenter-page")):
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= 1024
            assert box.bottom <= 768


@pytest.mark.parametrize("query", ["?country=RUS&level=head&level=minister", "", "?lanes=topic&level=head"])
def test_the_highlighted_event_stands_under_its_date_and_its_name_hides_no_mark(new_page, query):
    page = new_page(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")
    presenter.enter(page, query)
    for _ in range(8):
        presenter.press(page, "ArrowRight")
        frame = presenter.frame(page)
        (symbol, *_) = seen.boxes(page.locator(".presenter-symbol"))
        assert frame.left <= symbol.left
        assert symbol.right <= frame.right
        (label,) = seen.boxes(page.locator(".presenter-label"))
        marks = seen.boxes(page.locator(".presenter-mark:visible, .presenter-cell:visible, .presenter-symbol"))
        assert not [mark for mark in marks if seen.overlaps([label, mark])]
        assert not seen.overlaps(seen.boxes(page.locator(".presenter-name")))
        assert not seen.overlaps(seen.boxes(page.locator(".presenter-axis text")))


def test_one_event_is_highlighted_and_the_others_are_grey(new_page):
    page = new_page(reduced_motion="reduce")
    presenter.enter(page)
    presenter.press(page, "ArrowRight")
    grey = page.locator(".presenter-mark:visible").evaluate_all(
        "nodes => nodes.map(node => getComputedStyle(node).fill)"
    )
    assert len(set(grey)) == 1
    highlighted = page.locator(".presenter-symbol").first.evaluate("node => getComputedStyle(node).fill")
    assert highlighted not in grey
    expect(page.locator(".presenter-name.presenter-highlighted").first).to_have_text("Russia")


def _first_dates(page):
    return page.locator(".presenter-axis text").all_inner_texts()


@pytest.mark.exhaustive
def test_the_timeline_moves_smoothly_and_at_once_where_movement_is_unwanted(new_page):
    still = new_page(reduced_motion="reduce")
    presenter.enter(still)
    presenter.press(still, "ArrowRight")
    presenter.stand_still(still)
    (before,) = {box.left for box in seen.boxes(still.locator(".presenter-symbol"))}
    presenter.press(still, "3", "Enter")
    assert still.locator(".presenter-label").evaluate("node => node.style.opacity") == "1"
    moving = new_page()
    presenter.enter(moving)
    presenter.press(moving, "ArrowRight")
    presenter.stand_still(moving)
    presenter.press(moving, "3", "Enter")
    assert moving.locator(".presenter-label").evaluate("node => Number(node.style.opacity)") < 1
    presenter.stand_still(moving)
    assert seen.boxes(moving.locator(".presenter-symbol")) == seen.boxes(still.locator(".presenter-symbol"))
    assert _first_dates(moving) == _first_dates(still)
    assert before > 0


def test_the_last_page_has_sources_and_the_statement(presenting):
    presenter.press(presenting, "End")
    expect(presenting.locator(".presenter-statement")).to_contain_text("4 of ")
    expect(presenting.locator(".presenter-statement")).to_contain_text("Table version")
    expect(presenting.locator(".presenter-sources")).to_contain_text("Diplomatic Bluebook 2014")


def test_it_fits_a_telephone(new_page):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    presenter.enter(page)
    page.get_by_role("button", name="Next").tap()
    expect(page.locator(presenter.TITLE)).to_have_text(FIRST)
    for box in seen.boxes(page.locator(f"{presenter.TITLE}, .presenter-frame, .presenter-page, .presenter-foot")):
        assert box.left >= 0
        assert box.right <= 390
    page.get_by_role("button", name="Previous").tap()
    expect(page.locator(presenter.COUNT)).to_have_text("4 steps")

"""What is on screen before anything is touched, as a browser draws it."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

RUSSIA = "russia-central-asia-caucasus/RUS"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


def _size(name):
    return dict(zip(("width", "height"), SIZES[name], strict=True))


def test_opens_on_2013_with_the_founding_region_unfolded(page):
    open_app(page)
    expect(page.locator(seen.SENTENCE)).to_contain_text("in 2013")
    heads = page.locator(".dt-heads .dt-lane")
    expect(heads.first.locator(".dt-fold")).to_have_attribute("aria-expanded", "true")
    expect(heads.first).to_contain_text("Russia, Central Asia and the Caucasus")
    assert seen.lane(page, RUSSIA).count() == 1
    for label in ("First Japan-Russia 2+2", "Economic mission of 120", "Abe-Putin summit in the Kremlin"):
        expect(page.locator(seen.LABELS, has_text=label)).to_have_count(1)
    folded = page.locator(".dt-heads .dt-lane:has(.dt-fold[aria-expanded=false])")
    assert folded.count() >= 6
    assert set(folded.evaluate_all("nodes => nodes.map(node => node.dataset.shows)")) == {"strip"}


def test_every_lane_with_marks_draws_as_many_as_it_counts(page):
    open_app(page)
    shown = page.locator(".dt-heads .dt-lane[data-shows=marks]").evaluate_all(
        "nodes => nodes.map(node => node.dataset.lane)"
    )
    assert len(shown) >= 7
    assert {key: seen.marks_in(page, key) for key in shown} == {key: seen.counted(page, key) for key in shown}


def test_four_summits_are_drawn_for_russia(page):
    open_app(page, "?country=RUS&meeting_type=summit")
    expect(page.locator(seen.SENTENCE)).to_contain_text("4 events in 2013")
    assert seen.marks_in(page, RUSSIA) == seen.counted(page, RUSSIA) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_two_marks_or_labels_overlap(new_page, size, scheme):
    page = new_page(viewport=_size(size), color_scheme=scheme)
    open_app(page)
    labels = seen.boxes(page.locator(seen.LABELS))
    assert labels
    assert not seen.overlaps(labels)
    assert not seen.overlaps(seen.boxes(page.locator(seen.POINTS)))
    (plot,) = seen.boxes(page.locator(".dt-plot"))
    assert all(plot.left <= label.left and label.right <= plot.right for label in labels)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(new_page, size):
    page = new_page(viewport=_size(size))
    open_app(page, "?event=E0095")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size][0]


def test_lane_heads_stand_beside_their_lanes(page):
    open_app(page)
    heads = seen.boxes(page.locator(".dt-heads .dt-lane"))
    assert all(abs(below.top - above.bottom) < 1 for above, below in pairwise(heads))


def test_timeline_follows_the_window_of_the_browser(page):
    open_app(page)
    (wide,) = seen.boxes(page.locator(".dt-plot .main-svg").first)
    drawn = page.locator(".dt").get_attribute("data-drawn")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator(".dt")).not_to_have_attribute("data-drawn", drawn)
    settle(page)
    (narrow,) = seen.boxes(page.locator(".dt-plot .main-svg").first)
    assert narrow.right - narrow.left < wide.right - wide.left
    expect(page.locator(seen.LABELS).first).to_be_visible()
    assert not seen.overlaps(seen.boxes(page.locator(seen.LABELS)))


def test_colours_follow_the_theme_of_the_browser(page):
    open_app(page)
    label = page.locator(seen.LABELS).first
    light = label.evaluate("node => getComputedStyle(node).fill")
    page.emulate_media(color_scheme="dark")
    expect(label).not_to_have_css("fill", light)
    settle(page)
    assert sum(map(int, label.evaluate("node => getComputedStyle(node).fill.match(/\\d+/g).slice(0, 3)"))) > 3 * 128


def test_scripts_come_from_this_server_under_a_strict_policy(page):
    policies = []

    def read(answer):
        if answer.url.startswith("http"):
            policies.append(answer.headers.get("content-security-policy", ""))

    page.on("response", read)
    open_app(page)
    assert policies
    assert all("script-src 'self' blob:" in policy for policy in policies)
    assert not any("unsafe-eval" in policy or "script-src 'unsafe-inline'" in policy for policy in policies)

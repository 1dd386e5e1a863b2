"""What is on screen before anything is touched, as a browser draws it."""

import csv
import random
import shutil
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from components.panels.explorer import view_route
from components.panels.server import scripts
from components.panels.tables.table_registry import SHIPPED
from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

RUSSIA = "russia-central-asia-caucasus/RUS"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


def _size(name):
    return dict(zip(("width", "height"), SIZES[name], strict=True))


def test_opens_on_2013_with_the_founding_region_unfolded(opened):
    expect(opened.locator(seen.SENTENCE)).to_contain_text("in 2013")
    heads = opened.locator(".timeline-headers .timeline-lane")
    expect(heads.first.locator(".timeline-fold")).to_have_attribute("aria-expanded", "true")
    expect(heads.first).to_contain_text("Russia, Central Asia and the Caucasus")
    assert seen.lane(opened, RUSSIA).count() == 1
    for label in ("First Japan-Russia 2+2", "Economic mission of 120", "Abe-Putin summit in the Kremlin"):
        expect(opened.locator(seen.LABELS, has_text=label)).to_have_count(1)
    folded = opened.locator(".timeline-headers .timeline-lane:has(.timeline-fold[aria-expanded=false])")
    assert folded.count() >= 6
    assert set(folded.evaluate_all("nodes => nodes.map(node => node.dataset.shows)")) == {"strip"}


def test_each_script_and_style_is_loaded_once_though_the_document_names_it_too(opened):
    loaded = opened.evaluate("performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)")
    ours = [path for path in loaded if path.startswith(scripts.PATH) and path != view_route.PATH]
    assert len(ours) == len({*ours})
    explorer = [scripts.COMPONENTS[name] for name in scripts.EXPLORER]
    needed = [
        *scripts.list_modules(*(each.script for each in explorer)),
        *(path for each in explorer for path in each.styles),
    ]
    assert {scripts.PLOTLY_PATH, *map(scripts.build_address, needed)} <= {*ours}


def test_every_lane_with_marks_draws_as_many_as_it_counts(opened):
    shown = opened.locator(".timeline-headers .timeline-lane[data-shows=marks]").evaluate_all(
        "nodes => nodes.map(node => node.dataset.lane)"
    )
    assert len(shown) >= 7
    assert {key: seen.marks_in(opened, key) for key in shown} == {key: seen.counted(opened, key) for key in shown}


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
    (plot,) = seen.boxes(page.locator(".timeline-plot"))
    assert all(plot.left <= label.left and label.right <= plot.right for label in labels)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(new_page, size):
    page = new_page(viewport=_size(size))
    open_app(page, "?event=E0095")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size][0]


def test_lane_heads_stand_beside_their_lanes(opened):
    heads = seen.boxes(opened.locator(".timeline-headers .timeline-lane"))
    assert all(abs(below.top - above.bottom) < 1 for above, below in pairwise(heads))


def test_timeline_follows_the_window_of_the_browser(page):
    open_app(page)
    (wide,) = seen.boxes(page.locator(".timeline-plot .main-svg").first)
    drawn = page.locator(".timeline").get_attribute("data-drawn")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator(".timeline")).not_to_have_attribute("data-drawn", drawn)
    settle(page)
    (narrow,) = seen.boxes(page.locator(".timeline-plot .main-svg").first)
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


@pytest.mark.parametrize("lanes", ["region", "topic", "meeting_type"])
def test_the_legend_s_symbols_are_those_of_the_marks(page, lanes):
    open_app(page, f"?lanes={lanes}&window=2013")
    # Both are written in their own way, so it is asked which of many points lie within
    shapes = """nodes => nodes.map(node => {
      const at = [...Array(9).keys()].map(place => 1.7 * (place - 4) + 0.13);
      const points = at.flatMap(left => at.map(top => new DOMPoint(left, top)));
      return points.map(point => Number(node.isPointInFill(point))).join("");
    })"""
    drawn = set(page.locator(seen.POINTS).evaluate_all(shapes))
    legend = page.locator(".timeline-kind svg path").evaluate_all(shapes)
    assert len(legend) >= 8
    assert set(legend) <= drawn
    assert len(set(legend)) == len(legend)


def _random_table(folder, events=90, seed=7):
    """Write a table of random events in random countries: days, spans, months, years, open and undated ones."""
    draw = random.Random(seed)  # noqa: S311 — nothing here is secret
    codes = ["RUS", "GEO", "FRA", "USA", "CHN", "KEN", "BRA", "EGY"]
    kinds = ["summit", "visit", "telephone-talks", "two-plus-two", "other"]

    def date():
        month, day = draw.randint(1, 12), draw.randint(1, 27)
        forms = (
            f"2013-{month:02}-{day:02}",
            f"2013-{month:02}",
            "2013",
            f"2013-{month:02}-{day:02}/2013-12-31",
            "",
            "2013-03/..",
        )
        return draw.choice(forms)

    def title():
        return " ".join(
            draw.choice(("Talks", "国交", "a", "Visit of the", "W" * 20, "ministers"))
            for _ in range(draw.randint(1, 9))
        )

    folder.mkdir()
    shutil.copy(SHIPPED / "meeting_types.csv", folder)
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(["id", "date", "title", "meeting_type", "countries"])
        for number in range(events):
            countries = ";".join(draw.sample(codes, draw.randint(0, 3)))
            table.writerow([f"R{number}", date(), title(), draw.choice(kinds), countries])
    return folder


@pytest.mark.exhaustive
@pytest.mark.parametrize("size", SIZES)
def test_a_random_table_is_as_tidy(new_page, server_over, tmp_path, size):
    page = new_page(viewport=_size(size), base_url=server_over(_random_table(tmp_path / "table")).url)
    open_app(page, "?window=2013&unfolded=europe&unfolded=north-america")
    labels = seen.boxes(page.locator(seen.LABELS))
    assert labels
    assert not seen.overlaps(labels)
    assert not seen.overlaps(seen.boxes(page.locator(seen.POINTS)))
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    shown = page.locator(".timeline-headers .timeline-lane[data-shows=marks]").evaluate_all(
        "nodes => nodes.map(node => node.dataset.lane)"
    )
    assert {key: seen.marks_in(page, key) for key in shown} == {key: seen.counted(page, key) for key in shown}

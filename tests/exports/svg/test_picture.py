"""Tests of the picture: everything stands inside it, no two labels overlap, and what it shows is what was arranged."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.briefing.export_input import SCALES, ExportOptions
from components.display import theme
from components.exports.svg import picture, png
from components.exports.svg.colours import EITHER, ON_PAPER, ON_SCREEN, Ink
from components.layout.text_width import text_width
from components.query.selection import Request
from tests.support import nasty, owned, tables
from tests.support.export_readers import to_drawing
from tests.support.trials import examples

SVG = "{http://www.w3.org/2000/svg}"
MADE = datetime(2026, 1, 2, tzinfo=UTC)


def build_export_input(events, request, **options):
    table, store = tables.to_store(*events)
    return export_input.build_export_input(
        store, table, request, Briefing("A title"), MADE, options=ExportOptions(**options)
    )


def shift(element) -> tuple[float, float]:
    said = element.get("transform", "translate(0,0)").removeprefix("translate(").removesuffix(")")
    x, y = said.split(",")
    return float(x), float(y)


def boxes(drawing, x=0.0, y=0.0, group=""):
    """Give (group, kind, left, top, right, bottom, text) of everything drawn; texts by the width they are held to."""
    for element in drawing:
        kind = element.tag.removeprefix(SVG)
        across, down = shift(element)
        here = x + across, y + down
        if kind == "g":
            yield from boxes(element, *here, element.get("class", group))
        elif kind in ("rect", "text", "path"):
            yield group, kind, *_box(element, kind, *here), "".join(element.itertext())


def _box(element, kind, x, y):
    if kind == "path":
        return x - 5, y - 5, x + 5, y + 5
    left, top = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    if kind == "rect":
        return left, top, left + float(element.get("width")), top + float(element.get("height"))
    size, said = float(element.get("font-size")), "".join(element.itertext())
    if len(element):
        left += float(element[0].get("x"))
    width = float(element.get("textLength") or text_width(said, size))
    left -= width * {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor"), 0.0)
    return left, top - size, left + width, top + size / 4


def check(drawn: str) -> Element:
    drawing = to_drawing(drawn)
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    found = list(boxes(drawing))
    outside = [box for box in found if min(box[2:4]) < -0.1 or box[4] > width + 0.1 or box[5] > height + 0.1]
    assert not outside
    labels = sorted((box for box in found if box[0] == "labels"), key=lambda box: (box[5], box[2]))
    crossing = [(one[6], other[6]) for one, other in pairwise(labels) if one[5] == other[5] and one[4] > other[2]]
    assert not crossing
    return drawing


@examples(25)
@given(
    tables.some_events,
    tables.some_requests(owned.SCHEMES),
    st.sampled_from([100, 640, 1600]),
    st.booleans(),
)
def test_everything_is_inside_and_no_labels_overlap(events, request, width, whole):
    made = build_export_input(events, request, width=width, whole=whole)
    drawing = check(picture.make_svg(made).decode())
    view = picture.draw_whole(made) if whole else picture.crop_to_view(made)
    symbols = [group for group in drawing.iter(f"{SVG}g") if group.get("class") == "symbols"]
    assert sum(len(group) for group in symbols) == len(view.drawn.symbols)


@pytest.mark.first_variant
@pytest.mark.parametrize("name", nasty.EXPORT_INPUTS)
@pytest.mark.parametrize("whole", [False, True])
def test_nasty_texts_stay_inside(name, whole):
    made = nasty.EXPORT_INPUTS[name]
    check(picture.make_svg(replace(made, options=ExportOptions(whole=whole))).decode())


def test_a_whole_picture_shows_every_event_and_every_label():
    events = [
        {"date": f"2013-{month:02}", "title": f"Meeting {month}", "countries": "RUS;FRA"} for month in range(1, 13)
    ]
    made = build_export_input(events, Request(tables.to_selection("2013")), whole=True)
    drawing = check(picture.make_svg(made).decode())
    labels = next(group for group in drawing.iter(f"{SVG}g") if group.get("class") == "labels")
    assert Counter("".join(label.itertext()) for label in labels) == {event["title"]: 2 for event in events}


def test_a_picture_says_in_words_what_it_shows():
    events = [{"date": "2013-04", "countries": "RUS"}, {"date": "201X", "countries": "RUS"}]
    made = build_export_input(events, Request(tables.to_selection("2013")))
    drawing = to_drawing(picture.make_svg(made))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == "title description"
    said = drawing.find(f"{SVG}desc").text
    assert made.statement.text in said
    assert said.endswith("Lanes: Region steppe: 1 +1.")


@pytest.mark.parametrize(
    ("asked", "width"), [(1600, 1600), (picture.LEAST_WIDTH - 1, 640), (picture.MOST_WIDTH + 1, 6400)]
)
def test_a_picture_is_as_wide_as_asked_within_bounds(asked, width):
    made = build_export_input([{"date": "2013"}], Request(tables.to_selection("2013")), width=asked)
    assert picture.draw(made, ON_SCREEN)[1] == width


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("scale", SCALES)
def test_a_png_has_its_scale(scale):
    made = build_export_input([{"date": "2013"}], Request(tables.to_selection("2013")), width=700, scale=scale)
    _, width, height = picture.draw(made, ON_SCREEN)
    with Image.open(io.BytesIO(picture.make_png(made))) as image:
        assert (image.format, image.size) == ("PNG", (round(width * scale), pytest.approx(height * scale, abs=scale)))


def test_a_png_beyond_its_pixels_is_made_smaller(monkeypatch):
    made = build_export_input([{"date": "2013"}], Request(tables.to_selection("2013")), width=700, scale=4)
    monkeypatch.setattr(picture, "MOST_PIXELS", 100_000)
    with Image.open(io.BytesIO(picture.make_png(made))) as image:
        assert 90_000 < image.width * image.height <= 101_000


def test_a_png_carries_words_that_any_reader_finds():
    plain = png.render_png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>', 1.0)
    with Image.open(io.BytesIO(png.add_metadata(plain, {"Title": "日本\x00\nx"}))) as image:
        image.load()
        assert image.text == {"Title": "日本 \nx"}


@pytest.mark.parametrize("ink", [ON_SCREEN, ON_PAPER, Ink((theme.DARK,)), EITHER], ids=lambda ink: ink.themes[0].name)
def test_every_theme_has_its_paper(ink):
    made = build_export_input([{"date": "2013-04", "countries": "RUS"}], Request(tables.to_selection("2013")))
    drawing = check(picture.draw(made, ink)[0])
    assert drawing.find(f"{SVG}rect").get("fill") == ink.named("paper")
    light_and_dark = "light-dark(#ffffff,#14171a)"
    assert (ink.named("paper") == light_and_dark) == (len(ink.themes) > 1)

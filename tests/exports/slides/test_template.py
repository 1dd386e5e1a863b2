"""Tests of templates: what of them is used, what stays behind, and what is said where a layout is missing."""

import pytest

from components.briefing.export_input import ExportOptions
from components.exports.slides.deck import make_slides
from components.exports.slides.template import open_template
from tests.support import decks, nasty


def opened(name):
    return open_template(decks.TEMPLATES[name])


@pytest.fixture(scope="module", params=decks.TEMPLATES)
def made(request):
    exported = nasty.build_export_input(nasty.SELECTIONS["one"], ExportOptions(template=decks.TEMPLATES[request.param]))
    return request.param, make_slides(exported)


def test_our_own_and_a_full_template_need_no_remark():
    assert opened("our own").remarks == opened("dark").remarks == ()


def test_missing_layouts_are_said_with_what_was_used():
    assert opened("sparse").remarks == (
        "The template has no layout with only a title, so “Title and Content” is used without its other fields.",
        "The template has no layout for a title slide, so “Title and Content” is used instead.",
        "The template has no layout for sections, so “Title and Content” is used instead.",
    )
    assert opened("blank").remarks[0] == (
        "The template has no layout with a title above an empty area, so “Blank” is used with a standard title."
    )


@pytest.mark.first_variant
def test_remarks_stand_in_the_notes_of_the_title_slide(made):
    name, content = made
    notes = decks.read(content).slides[0].notes_slide.notes_text_frame.text
    assert all(remark in notes for remark in opened(name).remarks)


def test_the_template_keeps_its_size_and_loses_its_slides_and_its_author(made):
    name, content = made
    whole = b"".join(decks.parts(content).values())
    assert b"A slide of the template" not in whole
    assert b"Its author" not in whole
    sizes = {"our own": 1.7777, "dark": 1.7777, "sparse": 4 / 3, "blank": 4 / 3}
    deck = decks.read(content)
    assert deck.slide_width / deck.slide_height == pytest.approx(sizes[name], rel=1e-3)


def test_slides_stand_on_the_layouts_for_title_sections_and_content():
    deck = decks.read(
        make_slides(nasty.build_export_input(nasty.SELECTIONS["one"], ExportOptions(template=decks.TEMPLATES["dark"])))
    )
    layouts = [slide.slide_layout.name for slide in deck.slides]
    assert layouts[0] == "Title Slide"
    assert "Section Header" in layouts
    assert layouts[-1] == "Title Only"


def test_a_dark_ground_gets_light_ink_and_the_template_s_accent():
    style = opened("dark").kit.content.style
    assert (style.theme.paper, style.theme.ink, style.theme.accent) == ("#0b1f2a", "#f4efe6", "#e8a33d")
    assert style.theme.level_column == "colour_dark"
    assert style.slots["#e8a33d"] == "accent1"
    assert style.measure.factor > opened("our own").kit.content.style.measure.factor


def test_content_keeps_clear_of_what_decorates_the_layout():
    sheet = opened("dark").kit.content
    band, logo = 0.25 * 72, (12.2 * 72, 0.8 * 72)
    assert sheet.area.left >= band
    assert sheet.title.box.right <= logo[0] or sheet.title.box.top >= logo[1]


def test_a_template_of_powerpoint_s_own_kind_becomes_a_presentation(made):
    types = decks.parts(made[1])["[Content_Types].xml"]
    assert b"template.main" not in types
    assert b"presentation.main" in types

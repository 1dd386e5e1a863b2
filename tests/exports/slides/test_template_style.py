"""Tests of style: whatever three colours a template has, text and marks can be read on its paper."""

from hypothesis import given
from hypothesis import strategies as st

from components.display.theme import LEAST_CONTRAST, contrast
from components.exports.slides.template import open_template
from components.exports.slides.template_style import build_theme
from tests.support.trials import examples

STYLE = open_template(b"").kit.content.style
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@examples(200)
@given(colours, colours, colours)
def test_text_and_accent_stand_out_from_any_paper(paper, ink, accent):
    theme = build_theme(paper, ink, accent)
    assert contrast(theme.ink, paper) >= LEAST_CONTRAST
    assert contrast(theme.muted, paper) >= LEAST_CONTRAST
    assert contrast(theme.accent, paper) >= 3


@examples(100)
@given(colours)
def test_a_mark_of_any_colour_can_be_seen(colour):
    assert contrast(STYLE.visible(colour), STYLE.theme.paper) >= 3


def test_a_template_s_readable_colours_stay_as_they_are():
    theme = build_theme("#ffffff", "#1d2733", "#1f4e8c")
    assert (theme.ink, theme.accent) == ("#1d2733", "#1f4e8c")

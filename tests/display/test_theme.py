"""Tests of the themes: text can be read, and kinds of meeting can be told apart, in colour and without it."""

import pytest
from plotly.validator_cache import ValidatorCache

from components.display import theme
from components.display.theme import DARK, LIGHT, PRINT, THEMES, blend, contrast, with_alpha
from components.layout.display_list import UNKNOWN_SYMBOL
from tests.support import shipped

TYPES = shipped.open_shipped()[0].meeting_types
every_theme = pytest.mark.parametrize("each", THEMES.values(), ids=THEMES)
CONTRASTS = {
    ("#000000", "#ffffff"): 21.0,
    ("#ffffff", "#ffffff"): 1.0,
    ("#777777", "#ffffff"): 4.48,
    ("#0000ff", "#ffffff"): 8.59,
}


@pytest.mark.parametrize("pair", CONTRASTS, ids=" on ".join)
def test_contrast_is_that_of_the_guidelines(pair):
    assert contrast(*pair) == pytest.approx(CONTRASTS[pair], abs=0.01)
    assert contrast(*reversed(pair)) == contrast(*pair)


@every_theme
def test_text_can_be_read(each):
    assert contrast(each.ink, each.paper) >= 7
    assert contrast(each.muted, each.paper) >= 4.5
    assert contrast(each.accent, each.paper) >= 4.5


@every_theme
def test_figures_on_cells_of_any_strength_can_be_read(each):
    for percent in range(101):
        fill = blend(each.count, each.paper, percent / 100)
        assert contrast(each.ink_on(fill), fill) >= 4.5
    assert each.ink_on(each.paper) == each.ink


@every_theme
def test_lines_are_seen_and_stay_behind(each):
    assert (
        1.05 < contrast(each.grid, each.paper) < contrast(each.hairline, each.paper) < contrast(each.muted, each.paper)
    )


def test_symbols_are_plotlys_own_and_no_two_are_the_same():
    validator = ValidatorCache.get_validator("scatter.marker", "symbol")
    for symbol in [*TYPES["symbol"], UNKNOWN_SYMBOL]:
        assert validator.validate_coerce(symbol) == symbol
        assert validator.validate_coerce(f"{symbol}-open") == f"{symbol}-open"
    assert TYPES["symbol"].is_unique


def test_colours_are_mixed():
    assert blend("#000000", "#ffffff", 0) == "#ffffff"
    assert blend("#102030", "#ffffff", 1) == "#102030"
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert with_alpha("#102030", 0.25) == "rgba(16,32,48,0.25)"


def test_print_is_on_white():
    assert (PRINT.paper, LIGHT.paper) == ("#ffffff", "#ffffff")
    assert theme.luminance(DARK.paper) < 0.02

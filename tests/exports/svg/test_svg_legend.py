"""Tests of the legend as SVG: each entry has its sample and its words, on lines that fit."""

from components.exports.svg import svg_legend
from components.exports.svg.colours import ON_SCREEN
from components.layout import legend
from components.layout.legend import LegendEntry
from tests.support.export_readers import to_drawing

KINDS = [LegendEntry(legend.KIND, words, words.lower(), shape) for words, shape in (("Summit", "star"), ("Talks", "x"))]
SENSES = [
    LegendEntry(sample, f"Words of {sample}")
    for sample in (
        *(legend.DAYS, legend.POSSIBLE),
        *(legend.UNCONFIRMED, legend.COUNT),
        legend.COUNT_WITHOUT_DAY,
    )
]


def draw(entries, width=2_000.0):
    drawn, height = svg_legend.build_legend(entries, ON_SCREEN, width)
    elements = list(to_drawing(f"<svg>{drawn}</svg>"))
    return [each for each in elements if each.tag == "text"], [each for each in elements if each.tag != "text"], height


def test_every_entry_has_its_words_and_its_sample():
    for entry in (*KINDS, *SENSES):
        texts, samples, height = draw([entry])
        assert [each.text for each in texts] == [entry.words]
        assert samples
        assert height == svg_legend.LINE


def test_every_group_stands_on_lines_of_its_own_behind_its_caption():
    entries = [LegendEntry(legend.CAPTION, "Kind"), *KINDS, LegendEntry(legend.CAPTION, "Dates"), *SENSES]
    texts, _, height = draw(entries)
    assert [each.text for each in texts] == [entry.words for entry in entries]
    assert height == 2 * svg_legend.LINE
    assert len({each.get("y") for each in texts}) == 2


def test_a_narrow_legend_takes_more_lines_and_none_stands_below_it():
    texts, _, height = draw([*KINDS, *SENSES], 180.0)
    assert height > 4 * svg_legend.LINE
    assert max(float(each.get("y")) for each in texts) < height


def test_what_is_counted_instead_has_no_sample():
    texts, samples, _ = draw([LegendEntry("", "and 3 more")])
    assert ([each.text for each in texts], samples) == (["and 3 more"], [])

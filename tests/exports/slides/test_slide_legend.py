"""Tests of the key: the kinds that are drawn, in their order, on lines that fit."""

import pytest

from components.exports.svg import svg_legend
from components.exports.svg.colours import ON_SCREEN
from tests.support import tables
from tests.support.export_readers import to_drawing

KNOWN = ["Known day", "Known days", "Some time within the bar", "Planned, not confirmed"]


def words(codes, width=2_000.0):
    drawn, height = svg_legend.build_legend(codes, tables.to_table(), ON_SCREEN, width)
    texts = [element for element in to_drawing(f"<svg>{drawn}</svg>") if element.tag == "text"]
    return [element.text for element in texts], max(float(element.get("y")) for element in texts), height


def test_only_kinds_that_are_drawn_stand_in_the_key():
    assert words({"talks", "summit"})[0] == ["Summit", "Talks", *KNOWN]
    assert words(set())[0] == KNOWN


def test_a_narrow_key_takes_more_lines():
    _, lowest, height = words({"talks", "summit"}, 180.0)
    assert height == 5 * svg_legend.LINE
    assert lowest < height


@pytest.mark.parametrize(("most", "said"), [(3, ["Summit", "Talks", "Other"]), (2, ["Summit", "Talks", "and 1 more"])])
def test_a_key_holds_so_many_kinds(monkeypatch, most, said):
    monkeypatch.setattr(svg_legend, "MOST_KINDS", most)
    assert words({"summit", "talks", "other"})[0][:-4] == said

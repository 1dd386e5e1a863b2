"""Tests of autoshapes: every symbol of the shipped kinds of meeting has a shape of its own that PowerPoint knows."""

from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE

from components.exports.slides.autoshapes import autoshape
from tests.support import shipped

SHIPPED = shipped.read_raw()


def test_every_shipped_symbol_has_its_own_shape():
    symbols = set(SHIPPED.meeting_types["symbol"])
    assert len({autoshape(symbol) for symbol in symbols}) == len(symbols)


def test_presets_are_those_of_powerpoint():
    known = {member.xml_value for member in MSO_AUTO_SHAPE_TYPE}
    assert {autoshape(symbol).preset for symbol in SHIPPED.meeting_types["symbol"]} <= known


def test_an_unknown_symbol_is_a_circle():
    assert autoshape("nothing like it").preset == "ellipse"

"""Our own template, for decks without one of the user's: 16:9, calm, and nothing that isn't used."""

from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from components.display.theme import LIGHT
from components.exports.slides.geometry import Box
from components.exports.slides.template_style import EAST_ASIAN

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
FONT = "Calibri"
_KEPT = ("Title Slide", "Section Header", "Title Only")
_SIDES = {"ftr": "ctr", "sldNum": "r"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOURS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.accent,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.accent,
    "accent2": "#c8444c",
    "accent3": "#175863",
    "accent4": "#c07c14",
    "accent5": "#7f33c6",
    "accent6": "#1d5212",
    "hlink": LIGHT.accent,
    "folHlink": "#5b3a8c",
}
# Where the placeholders stand, by layout ("" = master) and type, in points; then size, in points
_PLACES = {
    "": {
        "title": (Box(38, 22, 884, 58), 28),
        "body": (Box(38, 92, 884, 398), 18),
        "dt": (Box(38, 505, 120, 22), 11),
        "ftr": (Box(170, 505, 620, 22), 11),
        "sldNum": (Box(802, 505, 120, 22), 11),
    },
    "Title Slide": {"ctrTitle": (Box(80, 130, 800, 110), 40), "subTitle": (Box(80, 254, 800, 210), 18)},
    "Section Header": {"title": (Box(80, 190, 800, 90), 36), "body": (Box(80, 292, 800, 150), 18)},
}


def open_default_template() -> Any:
    """Return our own template as an empty python-pptx presentation."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.element.xpath("p:sldSz")[0].attrib.pop("type", None)
    master = deck.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in _KEPT:
            master.slide_layouts.remove(layout)
    _set_theme(master)
    for page in (master, *master.slide_layouts):
        _place(page, _PLACES.get(page.name, {}))
    for style in master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr"):
        style.set("algn", "l")
    return deck


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", "Diplomatic Timeline")
    for slot, colour in _COLOURS.items():
        element = theme.find(f".//{_DRAWING}clrScheme/{_DRAWING}{slot}")
        element[:] = [element.makeelement(f"{_DRAWING}srgbClr", {"val": colour[1:].upper()})]
    for font in theme.iter(f"{_DRAWING}majorFont", f"{_DRAWING}minorFont"):
        font.find(f"{_DRAWING}latin").set("typeface", FONT)
        font.find(f"{_DRAWING}ea").set("typeface", EAST_ASIAN)
    for effect in theme.iter(f"{_DRAWING}effectStyle"):
        effect[:] = [effect.makeelement(f"{_DRAWING}effectLst", {})]
    part.blob = serialize_part_xml(theme)


def _place(page: Any, places: dict[str, tuple[Box, int]]) -> None:
    for shape in page.placeholders:
        kind = shape.element.ph.get("type", "body")
        if kind in places:
            box, size = places[kind]
            shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in box)
            _set_size(shape, size, _SIDES.get(kind, "l"))


def _set_size(shape: Any, size: int, align: str) -> None:
    """Write one size and side for a placeholder's first level."""
    body = shape.element.txBody
    style = body.find(f"{_DRAWING}lstStyle")
    style.clear()
    level = style.makeelement(f"{_DRAWING}lvl1pPr", {"marL": "0", "indent": "0", "algn": align})
    level.append(level.makeelement(f"{_DRAWING}buNone", {}))
    level.append(level.makeelement(f"{_DRAWING}defRPr", {"sz": str(size * 100), "b": "0", "cap": "none"}))
    colour = parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="tx1"/></a:solidFill>')
    level[-1].extend([colour, level.makeelement(f"{_DRAWING}latin", {"typeface": "+mn-lt"})])
    level[-1].append(level.makeelement(f"{_DRAWING}ea", {"typeface": "+mn-ea"}))
    style.append(level)

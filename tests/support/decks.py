"""Decks to look into: how their shapes are found, and templates that are made for the tests."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Found(NamedTuple):
    """Hold one shape of a slide with its edges (EMU)."""

    shape: Any
    left: int
    top: int
    right: int
    bottom: int


def read(content: bytes) -> Any:
    """Open a deck."""
    return Presentation(io.BytesIO(content))


def leaves(shapes: Any) -> Iterator[Found]:
    """Give all shapes but the groups; groups keep their children's coordinates, which is checked here."""
    for shape in shapes:
        if shape.shape_type is not None and shape.element.tag.endswith("grpSp"):
            frame = shape.element.grpSpPr.find(f"{DRAWING}xfrm")
            off, extent, inner, inner_extent = frame
            assert dict(off.attrib) == dict(inner.attrib)
            assert dict(extent.attrib) == dict(inner_extent.attrib)
            yield from leaves(shape.shapes)
        else:
            left, top = int(shape.left), int(shape.top)
            yield Found(shape, left, top, left + int(shape.width), top + int(shape.height))


def text_of(slide: Any) -> str:
    """Return all text of a slide."""
    return " ".join(slide.element.xpath(".//a:t/text()"))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    """Return a package of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return made.getvalue()


def _set_theme(master: Any, colours: dict[str, str], fonts: tuple[str, str]) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for slot, colour in colours.items():
        element = theme.find(f".//{DRAWING}clrScheme/{DRAWING}{slot}")
        element[:] = [element.makeelement(f"{DRAWING}srgbClr", {"val": colour})]
    for kind, font in zip(("major", "minor"), fonts, strict=True):
        theme.find(f".//{DRAWING}{kind}Font/{DRAWING}latin").set("typeface", font)
    part.blob = serialize_part_xml(theme)


def _saved(deck: Any) -> bytes:
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def make_dark() -> bytes:
    """Make a dark 16:9 template (.potx) with wide fonts, a band, a logo, slides of its own and an author."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    master = deck.slide_master
    _set_theme(master, {"dk1": "0B1F2A", "lt1": "F4EFE6", "accent1": "E8A33D"}, ("Georgia", "Verdana"))
    mapping = master.element.xpath("p:clrMap")[0]
    mapping.set("bg1", "dk1")
    mapping.set("tx1", "lt1")
    for page in (master, *master.slide_layouts):
        for shape in page.placeholders:
            if shape.element.xpath("p:spPr/a:xfrm"):
                shape.left, shape.width = int(shape.left * 1.3333), int(shape.width * 1.3333)
    for number, places in enumerate([(0, 0, 0.25, 7.5), (12.2, 0.2, 0.9, 0.6)]):
        left, top, width, height = map(Inches, places)
        frame = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        shape = f'<p:spPr>{frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        head = f'<p:nvSpPr><p:cNvPr id="{90 + number}" name="Logo"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        tree = master.element.xpath("p:cSld/p:spTree")[0]
        tree.insert(2, parse_xml(f"<p:sp {nsdecls('p', 'a')}>{head}{shape}</p:sp>"))
    for _ in range(3):
        deck.slides.add_slide(master.slide_layouts[0]).shapes.title.text = "A slide of the template"
    deck.core_properties.author = "Its author"
    types = parts(_saved(deck))
    name = "[Content_Types].xml"
    return packed(types | {name: types[name].replace(b"presentation.main+xml", b"template.main+xml")})


def make_sparse(*kept: str) -> bytes:
    """Make a 4:3 template with few layouts, with serif titles and a tinted ground."""
    deck = Presentation()
    master = deck.slide_master
    _set_theme(master, {"dk1": "3A0D0D", "lt1": "FFFFFF", "accent1": "7A1F1F"}, ("Times New Roman", "Arial"))
    for layout in list(master.slide_layouts):
        if layout.name not in (kept or ("Title and Content",)):
            master.slide_layouts.remove(layout)
    master.element.xpath("p:cSld/p:bg/p:bgRef/a:schemeClr")[0].set("val", "bg2")
    return _saved(deck)


TEMPLATES = {"our own": b"", "dark": make_dark(), "sparse": make_sparse(), "blank": make_sparse("Blank")}

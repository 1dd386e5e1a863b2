"""Which layouts of a template our slides stand on, and where on each there is room for what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from components.exports.slides.geometry import Box
from components.exports.slides.template_style import TemplateStyle, read_style
from components.exports.slides.text_fitting import clean
from components.messages.sentence import Sentence

MARGIN = 38.0  # slide units
FOOT = 34.0  # kept free at the bottom
LEAST_AREA = (520.0, 270.0)  # width and height that a slide's content needs
MOST_TITLE = 0.3  # of a slide's height, for the heading above content
MOST_LOST = 0.35  # of the area, to what stands on a layout for decoration
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_FOOTS = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE}
_TEXTS = {PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY}
_INSET = 7.2  # of a placeholder's text, on each side


@dataclass(frozen=True)
class Placeholder:
    """Hold one placeholder's number on its layout, its room for text, and its type's size (slide units).

    moved: where the placeholder goes instead, so that it stands clear of what decorates the layout; None to stay.
    """

    index: int
    box: Box
    size: float
    moved: Box | None = None


@dataclass(frozen=True)
class SlideLayout:
    """Hold one layout: its style, the places of its title and text (None where it has none), and the area below."""

    layout: Any
    style: TemplateStyle
    title: Placeholder | None
    text: Placeholder | None
    area: Box
    feet: dict[str, Placeholder]


@dataclass(frozen=True)
class LayoutSet:
    """Hold the sheets for the title slide, for sections, and for everything else."""

    title: SlideLayout
    section: SlideLayout
    content: SlideLayout


def choose_layouts(deck: Any) -> tuple[LayoutSet, tuple[Sentence, ...]]:
    """Choose the layouts of a presentation; return them and, where one is not what it should be, sentences on that."""
    size = (int(deck.slide_width), int(deck.slide_height))
    sheets = [
        _to_sheet(layout, read_style(layout, size)) for master in deck.slide_masters for layout in master.slide_layouts
    ]
    content, remarks = _choose_content(sheets)
    title = _of_type(sheets, "title")
    section = _of_type(sheets, "secHead") or title
    if title is None:
        used = _name(content)
        remarks.append(
            Sentence("The template has no layout for a title slide, so “{layout}” is used instead.", layout=used)
        )
    if _of_type(sheets, "secHead") is None:
        used = _name(section or content)
        remarks.append(Sentence("The template has no layout for sections, so “{layout}” is used instead.", layout=used))
    return LayoutSet(title or content, section or content, content), tuple(remarks)


def _name(sheet: SlideLayout) -> str:
    return clean(str(sheet.layout.name))


def write_notes(slide: Any, text: str) -> None:
    """Write a slide's notes, where the template's notes have room for any."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(clean(line) for line in text.split("\n"))


def _of_type(sheets: list[SlideLayout], kind: str) -> SlideLayout | None:
    fitting = (sheet for sheet in sheets if sheet.layout.element.get("type") == kind and sheet.title)
    return next(fitting, None)


def _choose_content(sheets: list[SlideLayout]) -> tuple[SlideLayout, list[Sentence]]:
    """Choose the layout with a title on top, enough room below, and the fewest other placeholders."""
    fitting = sorted((sheet for sheet in sheets if _is_roomy(sheet)), key=_others)
    if fitting:
        best = fitting[0]
        spare = Sentence(
            "The template has no layout with only a title, so “{layout}” is used without its other fields.",
            layout=_name(best),
        )
        return best, [spare] if _others(best) else []
    barest = min(sheets, key=lambda sheet: len(sheet.layout.placeholders))
    style = barest.style
    whole = Box(MARGIN, MARGIN + 54, style.width - 2 * MARGIN, style.height - 2 * MARGIN - 54 - FOOT)
    remark = Sentence(
        "The template has no layout with a title above an empty area, so “{layout}” is used with a standard title.",
        layout=_name(barest),
    )
    return SlideLayout(barest.layout, style, None, None, whole, barest.feet), [remark]


def _is_roomy(sheet: SlideLayout) -> bool:
    box = sheet.title.box if sheet.title else None
    high = box is not None and box.height <= MOST_TITLE * sheet.style.height and box.bottom <= sheet.style.height / 2
    wide = box is not None and box.width >= sheet.style.width / 2
    return high and wide and sheet.area.width >= LEAST_AREA[0] and sheet.area.height >= LEAST_AREA[1]


def _others(sheet: SlideLayout) -> int:
    return sum(shape.placeholder_format.type not in _TITLES | _FOOTS for shape in sheet.layout.placeholders)


def _to_sheet(layout: Any, style: TemplateStyle) -> SlideLayout:
    placed = [(shape, box) for shape in layout.placeholders if (box := _box_of(shape, style))]
    kinds = [shape.placeholder_format.type for shape, _ in placed]
    title = next((each for each, kind in zip(placed, kinds, strict=True) if kind in _TITLES), None)
    text = next((each for each, kind in zip(placed, kinds, strict=True) if kind in _TEXTS), None)
    feet = [each for each, kind in zip(placed, kinds, strict=True) if kind in _FOOTS]
    return SlideLayout(
        layout=layout,
        style=style,
        title=_to_place(*title, layout, style, "titleStyle") if title else None,
        text=_to_place(*text, layout, style, "bodyStyle") if text else None,
        area=_area(layout, style, title[1] if title else None, [box for _, box in feet]),
        feet={
            shape.element.ph.get("type"): _to_place(shape, box, layout, style, "otherStyle")
            for shape, box in feet
            if box.right <= style.width + 1 and box.bottom <= style.height + 1
        },
    )


def _box_of(shape: Any, style: TemplateStyle) -> Box | None:
    stated = (shape.left, shape.top, shape.width, shape.height)
    return None if None in stated else Box(*(style.units(int(value)) for value in stated))


def _to_place(shape: Any, box: Box, layout: Any, style: TemplateStyle, sort: str) -> Placeholder:
    clear = _clear(box, layout, style)
    room = Box(clear.left + _INSET, clear.top + _INSET / 2, clear.width - 2 * _INSET, clear.height - _INSET)
    size = _size_of(shape, layout, sort) * 127 / style.unit
    return Placeholder(shape.placeholder_format.idx, room, size, clear if clear != box else None)


def _clear(box: Box, layout: Any, style: TemplateStyle) -> Box:
    for other in _decorations(layout, style):
        box = box.without(other, MOST_LOST)
    return box


def _size_of(shape: Any, layout: Any, sort: str) -> int:
    """Return the size of a placeholder's first level in hundredths of a point, as it is inherited."""
    level = "a:lvl1pPr/a:defRPr/@sz"
    own = shape.element.xpath(f"p:txBody/a:lstStyle/{level}")
    kind = shape.element.ph.get("type", "body")
    alike = {"ctrTitle": "title", "subTitle": "body"}.get(kind, kind)
    root = layout.slide_master.element
    fields = (each for each in root.xpath("p:cSld/p:spTree/p:sp[.//p:ph]") if each.ph.get("type", "body") == alike)
    above = [size for each in fields for size in each.xpath(f"p:txBody/a:lstStyle/{level}")]
    general = root.xpath(f"p:txStyles/p:{sort}/{level}")
    return int(next(iter((*own, *above, *general)), 1800))


def _area(layout: Any, style: TemplateStyle, title: Box | None, feet: list[Box]) -> Box:
    """Return the room between title and footers, as wide as the title, without what decorates the layout."""
    low = [box.top for box in feet if box.top > style.height * 0.7]
    bottom = min([style.height - FOOT, *(top - 6 for top in low)])
    left, right = (title.left + _INSET, title.right - _INSET) if title else (MARGIN, style.width - MARGIN)
    left, right = max(left, 12.0), min(right, style.width - 12.0)
    top = title.bottom + 8 if title else MARGIN
    return _clear(Box(left, top, right - left, bottom - top), layout, style)


def _decorations(layout: Any, style: TemplateStyle) -> Iterator[Box]:
    """Give what stands on a layout and its master and is no placeholder; large panels are background."""
    pages = [layout] if layout.element.get("showMasterSp") == "0" else [layout, layout.slide_master]
    for page in pages:
        for shape in page.shapes:
            box = None if shape.is_placeholder else _box_of(shape, style)
            if box and (box.width < 0.7 * style.width or box.height < 0.5 * style.height):
                yield box

"""Building one slide: its layout's title filled, classification and number at its foot, the rest free."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from components.exports.slides.canvas import Canvas
from components.exports.slides.geometry import Box
from components.exports.slides.slide_layouts import MARGIN, LayoutSet, Placeholder, SlideLayout, write_notes
from components.exports.slides.text_fitting import LINE, Measure, Words, clean
from components.layout.text_width import ELLIPSIS
from components.messages.catalogue import ENGLISH, Messages

LEAST_TITLE, LEAST_TEXT, LEAST_FOOT = 15.0, 10.0, 8.0  # slide units
OWN_TITLE, OWN_FOOT = 26.0, 11.0
_FOOT_NAMES = {"ftr": "Classification", "sldNum": "Slide number"}


@dataclass(frozen=True)
class Binder:
    """Begin slides of one deck, each with its classification ("" = none); messages: the language of the deck."""

    deck: Any
    kit: LayoutSet
    classification: str
    messages: Messages = ENGLISH

    def begin(self, heading: str, *, continued: bool = False) -> Canvas:
        """Add a slide for content, with a heading."""
        canvas = self._add(self.kit.content)
        title = self.kit.content.title
        if title is not None:
            _fill(canvas, title, [_to_heading(heading, title, canvas, continued=continued)])
        else:
            style = canvas.style
            box = Box(MARGIN, MARGIN / 2, style.width - 2 * MARGIN, 2 * OWN_TITLE * LINE)
            words = _to_heading(heading, Placeholder(0, box, OWN_TITLE), canvas, continued=continued)
            canvas.write("Heading", box, [words])
        return canvas

    def open(self, heading: str, lines: list[str], *, section: bool = False) -> Canvas:
        """Add a title slide or a section's, with a heading and lines below."""
        sheet = self.kit.section if section else self.kit.title
        if sheet.title is None:
            canvas = self.begin(heading)
            _write_lines(canvas, lines, self.kit.content.area)
            return canvas
        canvas = self._add(sheet)
        _fill(canvas, sheet.title, [_to_heading(heading, sheet.title, canvas)])
        if sheet.text and any(lines):
            text = sheet.text
            _fill(canvas, text, _to_lines(lines, text.size, text.box, canvas.style.measure))
        elif any(lines):
            _write_lines(canvas, lines, sheet.area)
        return canvas

    def _add(self, sheet: SlideLayout) -> Canvas:
        slide = self.deck.slides.add_slide(sheet.layout)
        mapping = sheet.layout.element.xpath("p:clrMapOvr/a:overrideClrMapping")
        for own in slide.element.xpath("p:clrMapOvr") if mapping else []:
            own[:] = [parse_xml(_own_markup(mapping[0]))]
        canvas = Canvas(slide, sheet.style, self.messages)
        _write_foot(canvas, sheet, "sldNum", "")
        if self.classification:
            _write_foot(canvas, sheet, "ftr", self.classification)
        return canvas


def finish(canvas: Canvas, notes: Iterable[str]) -> None:
    """Put on the slide what was drawn, take off the fields that stayed empty, and write the notes."""
    for shape in list(canvas.slide.placeholders):
        kind = shape.element.ph.get("type")
        if kind not in _FOOT_NAMES and not (shape.has_text_frame and shape.text_frame.text):
            shape.element.getparent().remove(shape.element)
    canvas.done()
    kept = [line for line in notes if line]
    if kept:
        write_notes(canvas.slide, "\n".join(kept))


def _own_markup(element: Any) -> str:
    stated = " ".join(f"{name}={quoteattr(value)}" for name, value in element.attrib.items())
    return f"<a:overrideClrMapping {nsdecls('a')} {stated}/>"


def name_continued(name: str, _: Messages) -> str:
    """Say what something is called that began on the slide before."""
    return _("{name} (continued)", name=name)


def _to_heading(heading: str, place: Placeholder, canvas: Canvas, *, continued: bool = False) -> Words:
    """Return a heading in the largest size that fits its place; where it is cut, it still says that it continues."""
    measure, shown = canvas.style.heading, clean(heading)
    sizes = (place.size, min(LEAST_TITLE, place.size))
    whole = name_continued(shown, canvas.messages) if continued else shown
    words = measure.fit(whole, sizes, (place.box.width, place.box.height))
    if words.text == whole or not continued:
        return words
    most = max(1, int(place.box.height / (words.size * LINE)))
    kept = shown[: len(words.text)]
    while kept:
        kept = kept[:-1].rstrip()
        cut = name_continued(kept + ELLIPSIS, canvas.messages)
        if len(measure.lines(cut, words.size, place.box.width)) <= most:
            return replace(words, text=cut)
    return words


def _to_lines(lines: list[str], size: float, box: Box, measure: Measure) -> list[Words]:
    """Return lines in the largest size that fits a box, each cut to what is left of it."""
    shown = [clean(line) for line in lines if line]

    def height(each: float) -> float:
        return sum(measure.height(Words(line, each), box.width) + each / 3 for line in shown)

    while size > LEAST_TEXT and height(size) > box.height:
        size -= 1
    fitted, rest = measure.pour([Words(line, size, after=size / 3) for line in shown], box.width, box.height)
    if rest:
        last = fitted[-1]
        fitted[-1] = Words(last.text[:-2].rstrip() + "…", size, after=0)
    return fitted


def _write_lines(canvas: Canvas, lines: list[str], box: Box) -> None:
    canvas.write("Text", box, _to_lines(lines, 18, box, canvas.style.measure))


def _fill(canvas: Canvas, place: Placeholder, column: list[Words]) -> None:
    """Write into a placeholder in its own type, smaller where that is needed to fit."""
    style = canvas.style
    shape = next(each for each in canvas.slide.placeholders if each.placeholder_format.idx == place.index)
    if place.moved:
        shape.left, shape.top, shape.width, shape.height = (style.emu(value) for value in place.moved)
    body = shape.element.txBody
    for paragraph in body.xpath("a:p"):
        body.remove(paragraph)
    for words in column:
        space = f'<a:spcPts val="{style.points(words.size * LINE)}"/>'
        between = style.points(words.after)
        after = f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{between}"/></a:spcAft>'
        way = f'<a:pPr marL="0" indent="0"><a:lnSpc>{space}</a:lnSpc>{after}<a:buNone/></a:pPr>'
        size = f' sz="{style.points(words.size)}"' if words.size < place.size else ""
        body.append(parse_xml(f"<a:p {nsdecls('a')}>{way}{_run(words.text, size, canvas)}</a:p>"))


def _run(text: str, size: str, canvas: Canvas, latin: str = "") -> str:
    east_asian = canvas.style.east_asian
    font = latin + ("" if east_asian.startswith("+") else f"<a:ea typeface={quoteattr(east_asian)}/>")
    return f'<a:r><a:rPr {canvas.languages}{size} dirty="0">{font}</a:rPr><a:t>{escape(clean(text))}</a:t></a:r>'


def _write_foot(canvas: Canvas, sheet: SlideLayout, kind: str, text: str) -> None:
    """Write the classification or the slide's number in the layout's field for it, or in one of our own."""
    style, place = sheet.style, sheet.feet.get(kind)
    shown = text or "9999"
    room = (place.box.width, place.size * 2 * LINE) if place else (0.0, 0.0)
    measured = place and style.measure.fit(clean(shown), (place.size, LEAST_FOOT), room)
    if place and measured and measured.text == clean(shown):
        size = f' sz="{style.points(measured.size)}"' if measured.size < place.size else ""
        canvas.add_field(_FOOT_NAMES[kind], kind, place.index, _inside(text, size, canvas))
        return
    left, right = sheet.area.left, sheet.area.right
    top = style.height - OWN_FOOT * LINE - 8
    box = Box(left, top, right - left - 70, OWN_FOOT * LINE) if text else Box(right - 60, top, 60, OWN_FOOT * LINE)
    words = style.measure.fit(clean(text), (OWN_FOOT, LEAST_FOOT), (box.width, LEAST_FOOT * LINE + 1))
    size = f' sz="{style.points(words.size)}"'
    canvas.add_foot(_FOOT_NAMES[kind], box, _inside(words.text, size, canvas), "l" if text else "r")


def _inside(text: str, size: str, canvas: Canvas) -> str:
    if text:
        return _run(text, size, canvas, '<a:latin typeface="+mn-lt"/>')
    identity = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
    return f'<a:fld id="{identity}" type="slidenum"><a:rPr {canvas.languages}{size} dirty="0"/><a:t>‹#›</a:t></a:fld>'

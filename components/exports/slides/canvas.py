"""How native shapes are written on one slide: in slide units, named, with text alternatives, in groups."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from components.exports.slides.geometry import Box
from components.exports.slides.template_style import TemplateStyle
from components.exports.slides.text_fitting import LINE, Words, clean, reads_from_right
from components.messages.catalogue import Messages

HALO = 2.0  # slide units that a halo reaches around letters
MOST_NAME = 120  # letters of a shape's name
_HAIR = 6_350  # EMU: half a point
# Of a shape that says nothing which the group around it does not say: who listens to a slide does not hear it
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class Paint(NamedTuple):
    """Hold how a shape is filled and edged: colours as #rrggbb, "" for none; the edge's width in slide units."""

    fill: str = ""
    edge: str = ""
    weight: float = 0.75
    dashed: bool = False


def tag_language(messages: Messages) -> str:
    """Return the tag of a language as office programs take it: en-GB."""
    return str(messages.locale).replace("_", "-")


@dataclass
class _Group:
    name: str
    about: str
    shapes: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


class Canvas:
    """Collect shapes for one slide; `done` puts them there. messages: the language of the slide.

    name: of a shape, by which it is found, whatever the language. about: what is heard of a shape that has no text; one
    of which nothing is said is decoration.
    """

    def __init__(self, slide: Any, style: TemplateStyle, messages: Messages) -> None:
        self.slide, self.style, self.messages = slide, style, messages
        self.languages = f'lang="{tag_language(messages)}" altLang="ja-JP"'
        self._groups = [_Group("", "")]
        self._last = max((int(found) for found in slide.element.xpath("//@id") if found.isdigit()), default=1)

    @contextmanager
    def group(self, name: str, about: str = "") -> Iterator[None]:
        """Gather what is drawn meanwhile into one named group; without shapes there is none."""
        self._groups.append(_Group(name, about))
        yield
        made = self._groups.pop()
        if made.shapes:
            left, top = min(box.left for box in made.boxes), min(box.top for box in made.boxes)
            right, bottom = max(box.right for box in made.boxes), max(box.bottom for box in made.boxes)
            box = Box(left, top, right - left, bottom - top)
            at, size = self._offset(box), self._extent(box)
            frame = f"<a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm>"
            head = f"<p:nvGrpSpPr>{self._named(made.name, made.about)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            body = "".join(made.shapes)
            self._add(f"<p:grpSp>{head}<p:grpSpPr>{frame}</p:grpSpPr>{body}</p:grpSp>", box)

    @contextmanager
    def scaled(self, by: float) -> Iterator[None]:
        """Draw all that is drawn meanwhile smaller (or larger), with the slide's corner as the fixed point."""
        style = self.style
        self.style = replace(style, unit=style.unit * by, width=style.width / by, height=style.height / by)
        yield
        self.style = style

    def shape(
        self,
        name: str,
        box: Box,
        paint: Paint,
        *,
        about: str = "",
        preset: str = "rect",
        turn: int = 0,
        words: Words | None = None,
    ) -> None:
        """Draw a preset shape, with a line of text in its middle where words are given."""
        inside = self._body([words], "none", "ctr", "ctr") if words else self._body([], "none", "ctr", "ctr")
        self._add(self._shape(name, box, paint, preset, turn, inside, about), box)

    def label(self, name: str, box: Box, words: Words, *, align: str = "l", anchor: str = "ctr") -> None:
        """Write one line that was measured to fit its box."""
        self._add(self._text_box(name, box, self._body([words], "none", align, anchor)), box)

    def write(self, name: str, box: Box, column: list[Words], *, align: str = "l", anchor: str = "t") -> None:
        """Write paragraphs that were measured to fit their box; nothing where there are none."""
        if column:
            self._add(self._text_box(name, box, self._body(column, "square", align, anchor)), box)

    def line(
        self, name: str, start: tuple[float, float], end: tuple[float, float], paint: Paint, *, about: str = ""
    ) -> None:
        """Draw a straight line, down or to the right."""
        box = Box(*start, end[0] - start[0], end[1] - start[1])
        named = self._named(name, about, decorative=not about)
        head = f"<p:nvCxnSpPr>{named}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        place = f"<a:xfrm><a:off {self._offset(box)}/><a:ext {self._extent(box)}/></a:xfrm>"
        shape = f'{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{self._edge(paint)}'
        self._add(f"<p:cxnSp>{head}<p:spPr>{shape}</p:spPr></p:cxnSp>", box)

    def paragraphs(self, column: list[Words], align: str = "l") -> str:
        """Return paragraphs as markup, for a shape or a cell; links are related to the slide."""
        return "".join(self._paragraph(words, align) for words in column) or "<a:p/>"

    def add_frame(self, name: str, about: str, box: Box, kind: str, content: str) -> None:
        """Place a graphic frame around ready markup of a kind, such as a table."""
        locks = '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        head = f"<p:nvGraphicFramePr>{self._named(name, about)}{locks}<p:nvPr/></p:nvGraphicFramePr>"
        place = f"<p:xfrm><a:off {self._offset(box)}/><a:ext {self._extent(box)}/></p:xfrm>"
        graphic = f'<a:graphic><a:graphicData uri="{kind}">{content}</a:graphicData></a:graphic>'
        self._add(f"<p:graphicFrame>{head}{place}{graphic}</p:graphicFrame>", box)

    def add_field(self, name: str, kind: str, index: int, run: str) -> None:
        """Fill a footer's field of the layout: ready markup of one run."""
        locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        head = f'{self._named(name, "")}{locks}<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr>'
        body = f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody>"
        self._groups[-1].shapes.append(f"<p:sp><p:nvSpPr>{head}</p:nvSpPr><p:spPr/>{body}</p:sp>")

    def add_foot(self, name: str, box: Box, run: str, align: str) -> None:
        """Write one run of ready markup at the foot of the slide, where the layout has no field for it."""
        frame = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        body = f'<p:txBody>{frame}<a:lstStyle/><a:p><a:pPr algn="{align}"/>{run}</a:p></p:txBody>'
        self._add(self._text_box(name, box, body), box)

    def done(self) -> None:
        """Put on the slide what was drawn."""
        tree = self.slide.element.xpath("p:cSld/p:spTree")[0]
        markup = f"<p:spTree {nsdecls('p', 'a', 'r')}>{''.join(self._groups[0].shapes)}</p:spTree>"
        for element in list(parse_xml(markup)):
            tree.append(element)
        self._groups[0].shapes.clear()

    def _add(self, markup: str, box: Box) -> None:
        self._groups[-1].shapes.append(markup)
        self._groups[-1].boxes.append(box)

    def _text_box(self, name: str, box: Box, body: str) -> str:
        return self._shape(name, box, Paint(), "rect", 0, body, None)

    def _shape(self, name: str, box: Box, paint: Paint, preset: str, turn: int, body: str, about: str | None) -> str:
        """Return a shape, or a text box where nothing is said about it but its text (None)."""
        kind = '<p:cNvSpPr txBox="1"/>' if about is None else "<p:cNvSpPr/>"
        turned = f' rot="{turn * 60_000}"' if turn else ""
        place = f"<a:xfrm{turned}><a:off {self._offset(box)}/><a:ext {self._extent(box)}/></a:xfrm>"
        fill = self.fill(paint.fill) if paint.fill else "<a:noFill/>"
        shape = f'{place}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{fill}{self._edge(paint)}'
        named = self._named(name, about or "", decorative=about == "")
        head = f"<p:nvSpPr>{named}{kind}<p:nvPr/></p:nvSpPr>"
        return f"<p:sp>{head}<p:spPr>{shape}</p:spPr>{body}</p:sp>"

    def _body(self, column: list[Words], wrap: str, align: str, anchor: str) -> str:
        frame = f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
        return f"<p:txBody>{frame}<a:noAutofit/></a:bodyPr><a:lstStyle/>{self.paragraphs(column, align)}</p:txBody>"

    def _paragraph(self, words: Words, align: str) -> str:
        turned = align == "l" and reads_from_right(words.text)
        line, after = self.style.points(words.size * LINE), self.style.points(words.after)
        space = f'<a:lnSpc><a:spcPts val="{line}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        space += f'<a:spcAft><a:spcPts val="{after}"/></a:spcAft><a:buNone/>'
        way = ' algn="r" rtl="1"' if turned else f' algn="{align}"'
        lead = self._run(f"{words.lead} ", replace(words, bold=False, colour="muted")) if words.lead else ""
        run = self._run(words.text, words) if words.text else ""
        link = self._run(" ", words) * bool(words.text) + self._run(words.host, words, self._link(words.link))
        end = f'<a:endParaRPr {self.languages} sz="{self.style.points(words.size)}"/>'
        runs = f"{lead}{run}{link if words.host else ''}"
        return f'<a:p><a:pPr marL="0" indent="0"{way}>{space}</a:pPr>{runs}{end}</a:p>'

    def _run(self, text: str, words: Words, link: str = "") -> str:
        bold = ' b="1"' if words.bold else ' b="0"'
        fill = self.fill(getattr(self.style.theme, words.colour, words.colour))
        fonts = f'<a:latin typeface="+mn-lt"/><a:ea typeface={quoteattr(self.style.east_asian)}/>'
        size = self.style.points(words.size)
        halo = self._halo() if words.halo else ""
        markup = escape(clean(text))
        type_ = f'<a:rPr {self.languages} sz="{size}"{bold} dirty="0">{fill}{halo}{fonts}{link}</a:rPr>'
        return f"<a:r>{type_}<a:t>{markup}</a:t></a:r>"

    def _halo(self) -> str:
        """Return a glow of the paper's colour around letters, so that an edge below them does not cross them."""
        paper = self.fill(self.style.theme.paper).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")
        return f'<a:effectLst><a:glow rad="{self.style.emu(HALO)}">{paper}</a:glow></a:effectLst>'

    def _link(self, address: str) -> str:
        if not address:
            return ""
        key = self.slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f"<a:hlinkClick r:id={quoteattr(key)}/>"

    def fill(self, colour: str) -> str:
        """Return a fill; it names a colour of the template where it is one, so that it changes with the template."""
        slot = self.style.slots.get(colour)
        return (
            f'<a:solidFill><a:{"schemeClr" if slot else "srgbClr"} val="{slot or colour[1:].upper()}"/></a:solidFill>'
        )

    def _edge(self, paint: Paint) -> str:
        if not paint.edge:
            return "<a:ln><a:noFill/></a:ln>"
        dash = '<a:prstDash val="sysDash"/>' if paint.dashed else ""
        return f'<a:ln w="{max(_HAIR, self.style.emu(paint.weight))}">{self.fill(paint.edge)}{dash}</a:ln>'

    def _named(self, name: str, about: str, *, decorative: bool = False) -> str:
        self._last += 1
        described = f" descr={quoteattr(clean(about))}" if about else ""
        inside = _DECORATIVE if decorative else ""
        return f'<p:cNvPr id="{self._last}" name={quoteattr(clean(name)[:MOST_NAME])}{described}>{inside}</p:cNvPr>'

    def _offset(self, box: Box) -> str:
        return f'x="{self.style.emu(box.left)}" y="{self.style.emu(box.top)}"'

    def _extent(self, box: Box) -> str:
        return f'cx="{self.style.emu(box.width)}" cy="{self.style.emu(box.height)}"'

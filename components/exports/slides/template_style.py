"""What a template looks like: its colours, fonts and the size of its slides, as values."""

from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from components.display.theme import DARK, LEAST_CONTRAST, LIGHT, Theme, blend, contrast, luminance
from components.exports.slides.geometry import NARROWEST, SHORTEST
from components.exports.slides.text_fitting import BOLD, CAPITALS, WIDEST, Measure, wider

EAST_ASIAN = "Yu Gothic"  # comes with Office on every system; Japanese where the template names no font of its own
LEAST_MARK = 3.0  # contrast of marks (WCAG 2.2, 1.4.11)
_BRIGHT = 0.35  # luminance from which paper counts as light
_SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_DIRECT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class TemplateStyle:
    """Hold the colours of one layout, its fonts, and its slides' unit (EMU), width and height (units).

    slots: the template's name for those of our colours that are its own. measure, heading: of body and title font.
    """

    theme: Theme
    slots: dict[str, str]
    east_asian: str
    measure: Measure
    heading: Measure
    unit: float
    width: float
    height: float

    def emu(self, units: float) -> int:
        """Return slide units as English Metric Units."""
        return round(units * self.unit)

    def points(self, units: float) -> int:
        """Return slide units as hundredths of a point, to whole tenths."""
        return int(units * self.unit / 1270) * 10

    def units(self, emu: int) -> float:
        """Return English Metric Units as slide units."""
        return emu / self.unit

    def visible(self, colour: str) -> str:
        """Return a mark's colour, moved towards the ink as far as it takes to stand out from the paper."""
        steps = (blend(self.theme.ink, colour, step / 8) for step in range(9))
        return next((each for each in steps if contrast(each, self.theme.paper) >= LEAST_MARK), self.theme.ink)


def read_style(layout: Any, size: tuple[int, int]) -> TemplateStyle:
    """Read the style of a layout on slides of a width and height (EMU)."""
    unit = min(size[0] / NARROWEST, size[1] / SHORTEST)
    theme = _theme_of(layout.slide_master)
    colours, mapping = _colours(theme), _mapping(layout)
    found = _paper(layout, colours, mapping) or _paper(layout.slide_master, colours, mapping)
    paper = found or colours[mapping["bg1"]]
    made = build_theme(paper, colours[mapping["tx1"]], colours[mapping["accent1"]])
    slots = {colours[mapping[slot]]: slot for slot in ("accent1", "bg1", "tx1")}
    minor, major = (theme.find(f".//{_DIRECT}{name}Font") for name in ("minor", "major"))
    return TemplateStyle(
        theme=made,
        slots=slots,
        east_asian="+mn-ea" if _typeface(minor, "ea") else EAST_ASIAN,
        measure=Measure(_factor(minor)),
        heading=Measure(_factor(major) * _emphasis(layout)),
        unit=unit,
        width=size[0] / unit,
        height=size[1] / unit,
    )


def build_theme(paper: str, ink: str, accent: str) -> Theme:
    """Make a theme of three colours (#rrggbb), each but the first changed where it could not be read on the first."""
    bright = luminance(paper) >= _BRIGHT
    usual = LIGHT if bright else DARK
    black_or_white = max(("#000000", "#ffffff"), key=lambda each: contrast(each, paper))
    text = next((each for each in (ink, usual.ink) if contrast(each, paper) >= LEAST_CONTRAST), black_or_white)
    muted = next(
        each
        for each in (blend(text, paper, share / 20) for share in range(14, 21))
        if contrast(each, paper) >= LEAST_CONTRAST or each == text
    )
    strong = next((each for each in (accent, usual.accent) if contrast(each, paper) >= LEAST_MARK), text)
    return Theme(
        name="template",
        paper=paper,
        ink=text,
        muted=muted,
        faint=blend(text, paper, 0.4),
        hairline=blend(text, paper, 0.2),
        edge=blend(text, paper, 0.6),
        grid=blend(text, paper, 0.1),
        accent=strong,
        count=strong,
        level_column=usual.level_column,
    )


def _theme_of(master: Any) -> Any:
    return parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def _colours(theme: Any) -> dict[str, str]:
    """Return the colours of a theme by slot, #rrggbb; black and white where it states none."""
    found = {}
    for slot in _SLOTS:
        element = theme.find(f".//{_DIRECT}clrScheme/{_DIRECT}{slot}")
        stated = _stated(element[0]) if element is not None and len(element) else ""
        found[slot] = stated or ("#ffffff" if slot.startswith("lt") else "#000000")
    return found


def _stated(colour: Any) -> str:
    value = colour.get("lastClr") or colour.get("val") or ""
    try:
        return f"#{int(value, 16):06x}" if len(value) == 6 else ""
    except ValueError:
        return ""


def _mapping(layout: Any) -> dict[str, str]:
    """Return which slot of the theme each of bg1, tx1 … means on a layout."""
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    own = layout.element.find(f".//{_DIRECT}overrideClrMapping")
    stated = own if own is not None else next(iter(layout.slide_master.element.xpath("p:clrMap")), None)
    kept = {} if stated is None else {key: slot for key, slot in stated.attrib.items() if slot in _SLOTS}
    return usual | {slot: slot for slot in _SLOTS} | kept


def _paper(page: Any, colours: dict[str, str], mapping: dict[str, str]) -> str:
    """Return the colour of a page's background, the first of a gradient's; "" where it has none or a picture."""
    found = page.element.xpath("p:cSld/p:bg//a:schemeClr | p:cSld/p:bg//a:srgbClr | p:cSld/p:bg//a:sysClr")
    if not found:
        return ""
    colour = found[0]
    if colour.tag.endswith("schemeClr"):
        return colours.get(mapping.get(colour.get("val", ""), ""), "")
    return _stated(colour)


def _typeface(font: Any, kind: str) -> str:
    element = None if font is None else font.find(f"{_DIRECT}{kind}")
    return "" if element is None else element.get("typeface", "")


def _factor(font: Any) -> float:
    name = _typeface(font, "latin")
    return wider(name) if name else WIDEST


def _emphasis(layout: Any) -> float:
    """Return how much wider a layout's titles run for being in capitals or bold."""
    master = layout.slide_master.element
    styles = [*layout.element.xpath(".//p:sp[.//p:ph[contains(@type, 'itle')]]//a:lvl1pPr/a:defRPr")]
    styles += master.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")
    capitals = any(style.get("cap") == "all" for style in styles)
    return (CAPITALS if capitals else 1) * (BOLD if any(style.get("b") == "1" for style in styles) else 1)

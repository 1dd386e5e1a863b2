"""Tests of the deck: nothing overlaps or leaves a slide, whatever is on it, and everything on it is editable."""

import re
from dataclasses import replace
from functools import cache, partial
from itertools import combinations, pairwise

import pytest
from lxml import etree

from components.briefing import export_input
from components.briefing.briefing import Briefing, Step, build_briefing
from components.briefing.export_input import ExportOptions
from components.exports.slides.deck import make_slides
from components.layout.text_width import text_width
from components.query.selection import Request
from tests.support import decks, nasty, tables

WORDS = ("Talks", "Foreign ministers' meeting in a city", "A very long title of an exchange of views " * 7)
COUNTRIES = ("RUS", "GEO", "KAZ", "FRA", "USA", "DEU", "RUS;FRA;USA")
LABELS = {
    "Label",
    "Date",
    "Lane name",
    "Lane count",
    "Legend",
    "Card",
    "Facts",
    "Note",
    "Heading",
}
LABELS |= {"Selection statement", "Text", "Table of events", "Table of sources", "Classification", "Slide number"}
ORDERS = {
    "sp": ["nvSpPr", "spPr", "style", "txBody", "extLst"],
    "cxnSp": ["nvCxnSpPr", "spPr", "style", "extLst"],
    "grpSp": ["nvGrpSpPr", "grpSpPr", "sp", "grpSp", "graphicFrame", "cxnSp"],
    "graphicFrame": ["nvGraphicFramePr", "xfrm", "graphic"],
    "spPr": ["xfrm", "custGeom", "prstGeom", "noFill", "solidFill", "ln", "effectLst"],
    "ln": ["noFill", "solidFill", "prstDash", "round"],
    "txBody": ["bodyPr", "lstStyle", "p"],
    "p": ["pPr", "r", "br", "fld", "endParaRPr"],
    "pPr": ["lnSpc", "spcBef", "spcAft", "buNone", "tabLst", "defRPr"],
    "rPr": ["ln", "noFill", "solidFill", "effectLst", "latin", "ea", "cs", "sym", "hlinkClick"],
    "tcPr": ["lnL", "lnR", "lnT", "lnB", "noFill", "solidFill"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tc": ["txBody", "tcPr"],
    "presentation": ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz"],
}
MIXED = {"grpSp": {"sp", "grpSp", "graphicFrame", "cxnSp"}, "p": {"r", "br", "fld"}}  # in any order


def build_export_input(count, steps=12, template=b""):
    rows = [
        {
            "id": f"E{number}",
            "date": f"2013-{1 + number % 12:02}"
            if number % 5 == 0
            else f"2013-{1 + number % 12:02}-{1 + number % 28:02}",
            "title": f"{number} {WORDS[number % 3]}".strip(),
            "meeting_type": ("summit", "talks", "other")[number % 3],
            "countries": COUNTRIES[number % len(COUNTRIES)],
            "summary": "What was said. " * (number % 40),
        }
        for number in range(count)
    ]
    table, store = tables.to_store(*rows)
    request = Request(tables.to_selection("2013"), unfolded=("steppe",))
    made = build_briefing(store, table, request)
    view = Step("Only a view", "A note. " * 60, request)
    made = replace(made, steps=(*made.steps[:steps], view, Step("A section", "Its note")), classification="Restricted")
    return export_input.build_export_input(
        store, table, request, made, nasty.MADE, options=ExportOptions(template=template)
    )


COUNTS = (1, 12, 80, 400)
NASTY = nasty.SELECTIONS["all"]
# what a deck is of → what makes it an export's input
INPUTS = {
    **{f"{count} events": partial(build_export_input, count) for count in COUNTS},
    **{
        f"80 events on {name}": partial(build_export_input, 80, template=decks.TEMPLATES[name])
        for name in decks.TEMPLATES
    },
    **{f"nasty {name}": partial(nasty.EXPORT_INPUTS.get, name) for name in nasty.EXPORT_INPUTS},
    **{
        f"nasty on {name}": partial(nasty.build_export_input, NASTY, ExportOptions(template=template))
        for name, template in decks.TEMPLATES.items()
    },
}


# In a quick run: one of all kinds of page, one on a template, and one of texts that are hard to set
TELLING = ("nasty all", "12 events", "80 events on dark")
LATER = [pytest.param(name, marks=pytest.mark.exhaustive) for name in INPUTS if name not in TELLING]
EACH_INPUT = [*TELLING, *LATER]


@cache
def make_deck(name):
    return make_slides(INPUTS[name]())


@pytest.fixture(params=EACH_INPUT, scope="module")
def deck(request):
    return decks.read(make_deck(request.param))


@pytest.mark.first_variant
def test_nothing_leaves_a_slide(deck):
    for number, slide in enumerate(deck.slides, 1):
        for found in decks.leaves(slide.shapes):
            inside = found.left >= 0 and found.top >= 0
            inside &= found.right <= deck.slide_width + 1 and found.bottom <= deck.slide_height + 1
            assert inside, (number, found.shape.name, found)


@pytest.mark.first_variant
def test_no_two_texts_overlap(deck):
    for number, slide in enumerate(deck.slides, 1):
        texts = [each for each in decks.leaves(slide.shapes) if each.shape.name in LABELS or each.shape.is_placeholder]
        for one, other in combinations(texts, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 20 or down <= 20, (number, one.shape.name, other.shape.name, decks.text_of(slide)[:300])


@pytest.mark.parametrize(
    "name", [pytest.param("80 events", marks=pytest.mark.exhaustive), "nasty all", "80 events on dark"]
)
def test_every_label_fits_its_box(name):
    factor = 1.3 if name.endswith("dark") else 1.0  # how much wider the template's font runs than Source Sans, about
    found = [
        each
        for slide in decks.read(make_deck(name)).slides
        for each in decks.leaves(slide.shapes)
        if each.shape.name in ("Label", "Date", "Lane count", "Legend")
    ]
    assert found
    for each in found:
        run = each.shape.text_frame.paragraphs[0].runs[0]
        assert text_width(run.text, run.font.size.pt) * factor <= (each.right - each.left) / 12_700 + 0.5, run.text


@pytest.mark.first_variant
def test_all_is_native_named_and_described(deck):
    for slide in deck.slides:
        assert not slide.element.xpath(".//p:pic | .//a:blip | .//p:oleObj")
        for shape in decks.leaves(slide.shapes):
            head = shape.shape.element.xpath("*/p:cNvPr")[0]
            assert head.get("name")
            written = shape.shape.has_text_frame and bool(shape.shape.text_frame.text)
            decorative = bool(head.xpath("a:extLst/a:ext/*[local-name()='decorative'][@val='1']"))
            assert (bool(head.get("descr")) or written or shape.shape.is_placeholder) != decorative
        identities = slide.element.xpath(".//p:cNvPr/@id")
        assert len(identities) == len(set(identities))


def test_every_run_has_a_language_and_no_effect_is_left(deck):
    for slide in deck.slides:
        for run in slide.element.xpath(".//a:rPr"):
            assert run.get("lang") == "en-GB"
        assert all(each.get("idx") == "0" for each in slide.element.xpath(".//a:effectRef"))


def test_elements_stand_in_the_order_of_the_schema(deck):
    roots = [deck.element, *(slide.element for slide in deck.slides)]
    for element in (each for root in roots for each in root.iter() if isinstance(each.tag, str)):
        kind = etree.QName(element).localname
        names = [etree.QName(child).localname for child in element]
        known = [name for name in names if name in ORDERS.get(kind, ())]
        places = [ORDERS[kind].index("sp" if kind == "grpSp" and name in MIXED["grpSp"] else name) for name in known]
        if kind == "p" and not etree.QName(element).namespace.endswith("main"):
            continue
        ranks = (
            [1 if names_of in MIXED["p"] else place for names_of, place in zip(known, places, strict=True)]
            if kind == "p"
            else places
        )
        assert all(before <= after for before, after in pairwise(ranks)), (kind, names)


@pytest.mark.first_variant
@pytest.mark.parametrize("name", EACH_INPUT)
def test_the_package_holds_each_part_once_and_nothing_active(name):
    contents = decks.parts(make_deck(name))
    for part, content in contents.items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert not re.search(r"vba|activeX|thumbnail|printerSettings|custom\.xml|app\.xml|viewProps", part)
    types = contents["[Content_Types].xml"]
    assert all(f"/{part}".encode() in types for part in contents if re.fullmatch(r"ppt/slides/slide\d+\.xml", part))


def test_links_lead_to_the_web_only(deck):
    for slide in deck.slides:
        for relation in slide.part.rels.values():
            if relation.is_external:
                assert relation.target_ref.startswith(("http://", "https://"))
                assert relation.target_ref.isascii()


@pytest.mark.parametrize(
    "count", [1, 12, *(pytest.param(count, marks=pytest.mark.exhaustive) for count in COUNTS if count > 12)]
)
def test_every_event_is_in_the_table_once_and_in_the_counts(count):
    made = build_export_input(count)
    rows = [
        row.cells[5].text
        for slide in decks.read(make_deck(f"{count} events")).slides
        for shape in slide.shapes
        if shape.has_table and shape.name == "Table of events"
        for row in list(shape.table.rows)[1:]
    ]
    assert rows == made.events["id"].tolist()


def test_every_slide_is_classified_and_numbered(deck):
    for slide in deck.slides:
        text = decks.text_of(slide)
        assert "Restricted" in text or "For official use <only>" in text
        assert slide.element.xpath(".//a:fld[@type='slidenum']")


def test_a_step_lights_its_own_event_and_its_notes_carry_the_source():
    briefed = decks.read(make_slides(nasty.EXPORT_INPUTS["one"]))
    slides = [slide for slide in briefed.slides if "Event: A treaty of 1351" in str([s.name for s in groups(slide)])]
    assert len(slides) >= 2
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    assert any("https://example.org/page" in text for text in notes)


def groups(slide):
    return [*slide.shapes, *(inner for shape in slide.shapes if hasattr(shape, "shapes") for inner in shape.shapes)]


def test_the_chart_is_native_and_counts_by_meeting_type():
    charts = [
        shape.chart for slide in decks.read(make_deck("12 events")).slides for shape in slide.shapes if shape.has_chart
    ]
    assert len(charts) == 1
    plot = charts[0].plots[0]
    assert dict(zip(plot.categories, plot.series[0].values, strict=True)) == {"Summit": 4, "Talks": 4, "Other": 4}


UNCERTAIN = {
    "2013?": ("In the period, date uncertain", "Summit: 0 events, plus 1 with an uncertain date"),
    "201X": ("Possibly in the period", "Summit: 0 events, plus 1 possible"),
}


@pytest.mark.parametrize("date", UNCERTAIN)
def test_the_chart_tells_what_is_not_certain_apart_even_where_nothing_is_certain(date):
    table, store = tables.to_store({"date": date, "meeting_type": "summit"})
    request = Request(tables.to_selection("2013"))
    made = export_input.build_export_input(store, table, request, Briefing(""), nasty.MADE)
    found = [each for slide in decks.read(make_slides(made)).slides for each in slide.shapes if each.has_chart]
    (shape,) = found
    assert [series.name for series in shape.chart.plots[0].series] == [UNCERTAIN[date][0]]
    assert shape.chart.has_legend
    assert shape.element.xpath("*/p:cNvPr/@descr") == [UNCERTAIN[date][1]]


def test_a_lost_event_and_a_missing_selection_are_said():
    made = build_export_input(1)
    request = replace(made.request, event="gone")
    lost = replace(made, briefing=replace(made.briefing, steps=(Step("", "", request),)))
    texts = [decks.text_of(slide) for slide in decks.read(make_slides(lost)).slides]
    assert any("The event “gone” is not in this table." in text for text in texts)


def test_properties_name_nobody():
    properties = decks.read(make_deck("80 events on dark")).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.isoformat() == "2026-03-04T05:06:00"

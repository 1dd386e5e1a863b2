"""Tests of a deck's language: it says nothing in another one, and longer sentences fit where English ones do."""

import re

import pytest
from pptx.util import Emu

from components.briefing import export_input
from components.briefing.briefing import Step, build_briefing
from components.events import levels
from components.exports.slides import canvas
from components.exports.slides.deck import make_slides
from components.exports.slides.slide_builder import LEAST_TITLE, Binder, name_continued
from components.exports.slides.template import open_template
from components.exports.slides.text_fitting import LINE
from components.layout.text_width import ELLIPSIS
from components.messages.catalogue import ENGLISH, Messages
from components.query.selection import Request
from tests.support import decks, nasty, tables

PSEUDO = Messages("pseudo")
SAID = re.compile(r"\[[^][]*\]")  # what is said, in its brackets
SETTINGS = {"title": "Zzz table", "attribution": "Zzz keeper", "licence": "Zzz-0"}
# What is the table's or the briefing's own: it is in no catalogue
OWN = re.compile(
    "|".join(
        [
            r"Zzz(?:-0| \w+(?: \d+)?)|\bE\d+\b|gone|example\.org",
            *(f"Name of {code}" for code in (*tables.REGION_OF, *tables.ORGANISATIONS)),
            *(f"Region {region}" for region in tables.REGION_OF.values()),
            *(row[1] for row in tables.TYPE_ROWS),
            *(f"{name}|{name[:1].lower()}{name[1:]}" for name in levels.LEVEL_NAMES.values()),
        ]
    )
)
SOURCES = [{"key": "zzz", "title": "Zzz page", "publisher": "Zzz office", "url": "https://example.org/a"}]
SOURCES[0] |= {"published": "2014-04-04"}
DATES = ("2013-04-05", "2013-05", "2013-04/2013-08", "2013-11-02?", "201X", "[2013-02-01..2013-02-02]")
DATES += ("2012-03-01", "2015-01", "", "2013", "2013-04/2013-05", "2013-07-08/2013-07-12", "2013~")
COUNT = 60
STYLE = open_template(b"").kit.content.style


def build_rows():
    """Return events that make a deck say all that it can say: known and vague, planned, counted, of no type."""
    for number in range(COUNT):
        yield {
            "id": f"E{number}",
            "title": f"Zzz event {number}",
            "date": DATES[number % len(DATES)],
            "meeting_type": ("summit", "talks", "other", "")[number % 4],
            "level": ("head", "other", "")[number % 3],
            "countries": ("RUS", "FRA", "RUS;KAZ", "")[number % 4],
            "organisations": "EU" if number == 3 else "",
            "people": "Zzz person (Zzz minister)" if number == 1 else "",
            "city": "Zzz city",
            "status": ("held", "planned", "unknown")[number % 3],
            "confidence": "computed" if number == 2 else "stated",
            "summary": "Zzz summary" if number % 2 else "",
            "note": "Zzz remark" if number == 2 else "",
        }


def make_deck(messages):
    """Make a deck of one slide or more of each kind in a language."""
    proofs = [{"event": f"E{n}", "source": "zzz", "locator": "3", "stated_date": "2013-06"} for n in range(5)]
    others = {"sources": SOURCES, "event_sources": proofs}
    table, store = tables.to_store(*build_rows(), others=others, **SETTINGS)
    table = table.in_language(messages)
    selection = tables.to_selection("2013", country="RUS;KAZ;FRA")
    dimmed = Request(selection.choose("level", ("head",), grey=True), unfolded=("steppe",))
    request = Request(selection, unfolded=("steppe",))
    made = build_briefing(store, table, request)
    own = (
        Step("Zzz heading", "Zzz note", dimmed),
        Step("Zzz section", "Zzz note"),
        Step("", "", Request(selection, event="gone")),
    )
    bare = tuple(Step(step.heading, "", step.request) for step in made.steps[::5])
    briefing = type(made)("Zzz briefing", made.subtitle, "Zzz mark", "2013-04?", (*own, *made.steps[::3], *bare))
    exported = export_input.build_export_input(store, table, request, briefing, nasty.MADE)
    return decks.read(make_slides(exported))


@pytest.fixture(scope="module")
def pseudo():
    return make_deck(PSEUDO)


def list_texts(deck):
    """Give (slide, text) of all that is read of a deck or heard of it: shapes, cells, charts, notes, alternatives."""
    for number, slide in enumerate(deck.slides, 1):
        for paragraph in slide.element.xpath(".//a:p"):
            yield number, "".join(paragraph.xpath(".//a:t/text()"))
        for about in slide.element.xpath(".//p:cNvPr/@descr"):
            yield number, about
        for shape in slide.shapes:
            if shape.has_chart:
                plot = shape.chart.plots[0]
                yield from ((number, text) for text in (*plot.categories, *(series.name for series in plot.series)))
        if slide.has_notes_slide:
            yield from ((number, line) for line in slide.notes_slide.notes_text_frame.text.split("\n"))


def find_foreign(text):
    """Return the words of a text that stand in no brackets and are none of the table's."""
    text = OWN.sub("", text)
    text += "]" * (text.count("[") - text.count("]")) if text.endswith(ELLIPSIS) else ""  # of what was cut to fit
    while SAID.search(text):
        text = SAID.sub("", text)
    return re.findall(r"[^\W\d_]+", text)


def test_all_words_but_those_of_the_table_come_out_of_the_catalogue(pseudo):
    foreign = {(number, text): words for number, text in list_texts(pseudo) if (words := find_foreign(text))}
    assert not foreign


def test_the_deck_has_a_slide_of_each_kind(pseudo):
    names = {each.shape.name for slide in pseudo.slides for each in decks.leaves(slide.shapes)}
    names |= {shape.name for slide in pseudo.slides for shape in slide.shapes}
    parts = {"Label", "Lane name", "Lane count", "Legend", "Date", "Ring", "Card", "Facts", "Note", "Text"}
    assert parts | {"Table of events", "Table of sources", "Chart of meeting types", "Selection statement"} <= names


def to_lines(paragraph):
    """Return a paragraph's text, its size in slide units, and whether all of it but what stands before it is bold."""
    runs = paragraph.xpath("a:r")
    text = "".join(run.xpath("string(a:t)") for run in runs)
    sizes = [int(size) for size in paragraph.xpath("a:r/a:rPr/@sz")]
    return text, max(sizes, default=0) * 127 / STYLE.unit, bool(paragraph.xpath("a:r/a:rPr[@b='1']"))


def fits(shape, width, height):
    """Return whether a shape's text, by the measure that the deck is made with, is inside a width and height."""
    body = shape.text_frame._txBody
    column = [to_lines(paragraph) for paragraph in body.xpath("a:p")]
    if body.xpath("a:bodyPr[@wrap='none']"):
        return all(STYLE.measure.width(text, size, bold=bold) <= width + 0.5 for text, size, bold in column)
    lines = [(STYLE.measure.lines(text, size, width + 0.1, bold=bold), size) for text, size, bold in column if size]
    return sum(len(broken) * size * LINE for broken, size in lines) <= height + 0.5


@pytest.mark.parametrize("messages", [ENGLISH, PSEUDO], ids=["English", "pseudo"])
def test_no_text_is_larger_than_its_box(messages, pseudo):
    deck = pseudo if messages == PSEUDO else make_deck(messages)
    for number, slide in enumerate(deck.slides, 1):
        for each in decks.leaves(slide.shapes):
            shape = each.shape
            size = (STYLE.units(each.right - each.left), STYLE.units(each.bottom - each.top))
            if shape.has_text_frame and shape.text_frame.text and not shape.is_placeholder:
                assert fits(shape, *size), (number, shape.name, shape.text_frame.text, size)
            elif getattr(shape, "has_table", False):
                for row in shape.table.rows:
                    for column, cell in zip(shape.table.columns, row.cells, strict=True):
                        room = (STYLE.units(Emu(column.width)) - 10, STYLE.units(Emu(row.height)) - 6)
                        assert fits(cell, *room), (number, cell.text_frame.text, room)


def test_titles_are_whole_and_say_that_they_continue(pseudo):
    titles = [slide.shapes.title.text_frame.text for slide in pseudo.slides]
    assert not [title for title in titles if ELLIPSIS in title]
    assert any("(continued)" in title for title in titles)


@pytest.mark.parametrize("messages", [ENGLISH, PSEUDO], ids=["English", "pseudo"])
def test_a_title_that_is_cut_still_says_that_it_continues(messages):
    opened = open_template(b"")
    made = Binder(opened.deck, opened.kit, "", messages).begin("Zzz word " * 400, continued=True)
    title, place = made.slide.shapes.title.text_frame.text, opened.kit.content.title
    before, after = name_continued("|", messages).split("|")
    assert title.startswith(f"{before}Zzz word")
    assert title.endswith(f"{ELLIPSIS}{after}")
    lines = STYLE.heading.lines(title, LEAST_TITLE, place.box.width)
    assert len(lines) * LEAST_TITLE * LINE <= place.box.height


def test_text_is_marked_with_the_language_of_the_deck(monkeypatch):
    monkeypatch.setattr(canvas, "tag_language", lambda messages: f"x-{messages.language}")
    deck = make_deck(PSEUDO)
    runs = [run for slide in deck.slides for run in slide.element.xpath(".//a:rPr | .//a:endParaRPr")]
    assert {run.get("lang") for run in runs} == {"x-pseudo"}

"""Tests of the pages: read back by another program, of the size asked for, with everything on them and all marked."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.briefing.export_input import ExportOptions
from components.exports.pdf import pdf_document
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.support import nasty, tables

SIZES = {"a4": (842, 595), "a3": (1191, 842)}
MANY = [
    {
        "id": f"N{number}",
        "date": f"2013-{1 + number % 12:02}-{1 + number % 28:02}",
        "title": f"Talk{number}",
        "countries": code,
    }
    for number in range(150)
    for code in [("RUS", "KAZ", "FRA", "DEU", "USA")[number % 5]]
]


def build_export_input(*events, window="2013", briefing=None, **options):
    proofs = [{"event": "N0", "source": "page", "locator": "p. 3"}]
    sources = [{"key": "page", "title": "A page", "url": "https://example.org/a?b=1&c=2"}]
    table = tables.to_table(*events, others={"event_sources": proofs, "sources": sources})
    made = briefing or Briefing("A title", classification="For official use", audience_date="2013-05-06")
    request = Request(tables.to_selection(window))
    now = datetime(2026, 1, 2, tzinfo=UTC)
    return export_input.build_export_input(
        MemoryStore(table), table, request, made, now, options=ExportOptions(**options)
    )


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


@pytest.mark.first_variant
@pytest.mark.parametrize("paper", SIZES)
def test_every_page_is_landscape_of_the_paper_marked_and_numbered(paper):
    pages = read(pdf_document.make_pdf(build_export_input(*MANY, paper=paper))).pages
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == SIZES[paper]
        text = page.extract_text()
        assert "For official use" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_first_page_says_what_this_is():
    text = read(pdf_document.make_pdf(build_export_input(*MANY))).pages[0].extract_text()
    for words in ("Diplomatic Timeline\n2013", "For official use", "150 of 150 events", "Period: 2013"):
        assert words in text


def test_the_whole_timeline_is_on_its_pages_and_every_event_in_the_list():
    made = build_export_input(*MANY)
    texts = [page.extract_text() for page in read(pdf_document.make_pdf(made)).pages]
    listed = next(number for number, text in enumerate(texts) if "Events" in text.split("\n")[:3])
    drawn = Counter(word for text in texts[:listed] for word in text.split() if word.startswith("Talk"))
    assert drawn == {event["title"]: 1 for event in MANY}
    ids = [line for text in texts[listed:] for line in text.splitlines() if line.startswith("N")]
    assert ids == made.events["id"].tolist()


def test_a_crowded_period_is_told_in_parts():
    pages = list(pdf_document.draw_pages(build_export_input(*MANY)))
    assert list(dict.fromkeys(page.period for page in pages)) == ["January–June 2013", "July–December 2013"]
    assert len({page.drawn for page in pages}) == len(pages)


def test_a_source_is_a_link():
    pages = read(pdf_document.make_pdf(build_export_input(*MANY[:3]))).pages
    targets = {
        note.get_object()["/A"]["/URI"]
        for page in pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }
    assert targets == {"https://example.org/a?b=1&c=2"}


def test_only_web_addresses_are_links_and_every_text_stays_text():
    document = read(pdf_document.make_pdf(nasty.EXPORT_INPUTS["all"]))
    links = [note.get_object() for page in document.pages for note in page.get("/Annots", [])]
    assert {link["/A"]["/URI"].split(":")[0] for link in links if "/A" in link} == {"https"}
    text = "".join("".join(page.extract_text().split()) for page in document.pages)
    for name in ("markup", "typesetting", "markdown", "=id", "japanese", "chinese-korean", "long word"):
        assert "".join(nasty.TITLES[name].split()) in text


def test_no_page_is_wider_than_its_paper():
    """A word without a space breaks: no letter begins beyond the margin."""
    places = []
    for page in read(pdf_document.make_pdf(nasty.EXPORT_INPUTS["all"])).pages:
        page.extract_text(visitor_text=lambda text, _cm, tm, *_: places.append((tm[4], text)))
    assert max(x for x, text in places if text.strip()) < SIZES["a4"][0] - pdf_document.SIDE


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("letters", [10, 4_000])
@pytest.mark.parametrize("part", ["classification", "title"])
def test_long_opening_words_leave_the_timeline_its_room(part, letters):
    words = "Word " * (letters // 5)
    made = build_export_input(
        *MANY[:9], briefing=Briefing("", classification=words if part == "classification" else "")
    )
    if part == "title":
        settings = replace(made.table.settings, title=words)
        made = replace(made, table=replace(made.table, settings=settings))
    assert (pdf_document.build_values(made, [])["cover"] == 0) == (letters > 10)
    pages = read(pdf_document.make_pdf(made)).pages
    assert sum("Talk1" in page.extract_text() for page in pages) >= 1
    assert list(pdf_document.draw_pages(made))


@pytest.mark.parametrize(
    ("letters", "kept"), [(pdf_document.MOST_MARKING, True), (pdf_document.MOST_MARKING + 1, False)]
)
def test_the_head_of_a_page_takes_so_many_letters(letters, kept):
    words = pdf_document.build_values(
        build_export_input(briefing=Briefing("A title", classification="x" * letters)), []
    )
    assert (words["marking"] == words["classification"]) is kept
    assert len(words["marking"]) == pdf_document.MOST_MARKING


def test_a_selection_of_nothing_has_pages_too():
    text = "\n".join(
        page.extract_text() for page in read(pdf_document.make_pdf(build_export_input(*MANY, window="1900"))).pages
    )
    assert "No matching events in this period." in text


@pytest.mark.parametrize(("most", "tagged"), [(4, True), (3, False)])
def test_a_file_is_tagged_for_screen_readers_up_to_so_many_events(monkeypatch, most, tagged):
    monkeypatch.setattr(pdf_document, "MOST_TAGGED", most)
    document = read(pdf_document.make_pdf(build_export_input(*MANY[:4])))
    assert ("/StructTreeRoot" in document.trailer["/Root"]) is tagged


def test_a_file_says_when_it_was_made():
    made = build_export_input(*MANY[:2])
    now = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
    written = pdf_document.make_pdf(replace(made, statement=replace(made.statement, made=now)))
    assert read(written).metadata.creation_date == now.replace(microsecond=0)


def test_the_same_handout_makes_the_same_bytes():
    made = build_export_input(*MANY[:5])
    assert pdf_document.make_pdf(made) == pdf_document.make_pdf(replace(made))

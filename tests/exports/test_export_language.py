"""Tests of the language of a file: in brackets, as a made-up language says them, stands every word that is not data."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from functools import cache

import icalendar
import pypdf
import pytest
import python_calamine
from babel import Locale
from PIL import Image

from components.briefing import export_input
from components.briefing.briefing import Briefing
from components.briefing.export_input import ExportOptions
from components.events import escaping, schema
from components.exports import __main__ as command_line
from components.exports import registry
from components.exports.errors import ExportError
from components.exports.tabular import cells
from components.exports.tabular.cells import OutputColumn, OutputSheet
from components.messages import catalogue
from components.messages.catalogue import ENGLISH, Messages
from components.messages.pseudo import PSEUDO
from components.query.selection import Request
from components.stores.memory.memory_store import MemoryStore
from tests.support import export_readers, nasty, tables
from tests.support.export_readers import to_drawing

SAID = Messages(PSEUDO)
LINK = "https://timeline.example/"
EVENTS = [
    {"date": "2013-04-05", "countries": "RUS", "place": "RUS", "city": "D04"},
    {"date": "2013-05", "countries": "RUS", "status": "planned", "people": "D05", "summary": "D06"},
    {"date": "2013-06-01?", "countries": "FRA", "level": "head", "note": "D07"},
    {"date": "2012-06-01", "countries": "KAZ"},
    {"date": ""},
]
PROOFS = [
    {"event": "E0", "source": "one", "stated_date": "2013-04", "locator": "D11"},
    {"event": "E1", "source": "one", "locator": "D12"},
    {"event": "E2", "source": "two", "stated_date": "D13"},
]
SOURCES = [
    {"key": "one", "title": "D21", "publisher": "D22", "published": "2014-04", "kind": "primary"},
    {"key": "two", "title": "D23", "url": "https://example.org/"},
]
# What a reader takes for a word, and which words are the table's
WORD = re.compile(r"[^\W\d_]{2,}")
DATA = re.compile(
    r"https?://\S+|\b(?:[DE]\d+|Title \d|Name of \w+|Region \w+|UTC|Summit|Talks|Other|Head of state or government)\b"
)
COLUMN = re.compile(f"^(?:{'|'.join(column.name for column in schema.COLUMNS)}): ")
SOURCES_SAID = {"Source": {"one": "[Source lo]", "other": "[Sources lor]"}}


@cache
def gather(messages):
    table = tables.to_table(*EVENTS, others={"event_sources": PROOFS, "sources": SOURCES}, title="D01")
    table = table.in_language(messages)
    store = MemoryStore(table)
    request = Request(tables.to_selection("2013"), "region", ("steppe",))
    return export_input.build_export_input(
        store,
        table,
        request,
        Briefing("", classification="D02"),
        nasty.MADE,
        link=LINK,
        options=ExportOptions(whole=True),
    )


def make(key, messages=SAID):
    return registry.BY_KEY[key].make(gather(messages))


def list_bare(text):
    """Return the words of a text that stand in no brackets and are not the table's own."""
    outside, depth = [], 0
    for letter in text:
        depth += (letter == "[") - (letter == "]")
        outside.append(" " if depth or letter == "]" else letter)
    assert depth == 0, text
    return WORD.findall(DATA.sub(" ", "".join(outside)))


def read_pdf(content):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def read_svg(content):
    return [said for said in to_drawing(content).itertext() if said.strip()]


def read_png(content):
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return list(picture.text.values())


def read_html(content):
    """Give the texts and labels of a page, and those of its data that its script shows."""
    page = content.decode()
    data = dict(re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', page, re.DOTALL))
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    yield from re.findall(r'aria-label="([^"]*)"', markup)
    yield from map(html.unescape, re.findall(r">([^<]+)<", markup))
    yield from (label for level in json.loads(data["levels"]) for _, label, _ in level)
    for event in json.loads(data["events"]):
        yield from (event["date"], *event["doubts"], *(citation["says"] for citation in event["citations"]))


def read_workbook(content):
    """Give the names of the sheets, all of the sheet of words, and the columns of words of the events."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    yield from (name.replace("(", "[").replace(")", "]") for name in book.sheet_names)
    events, _, selection = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    yield from (re.sub(COLUMN, "", str(cell)) for row in selection for cell in row)
    yield from (row[events[0].index("Date in words")] for row in events[1:])


def read_csv(content):
    header, *_ = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    yield header[-1].removeprefix(escaping.HEADING)


def read_json(content):
    document = json.loads(content)
    statement = document["statement"]
    yield from (statement["counted"], statement["period"], *statement["filters"], *statement["left_out"])
    yield from (*statement["text"], *(event["date_in_words"] for event in document["events"]))


def read_calendar(content):
    calendar = icalendar.Calendar.from_ical(content)
    yield str(calendar["comment"])
    yield from (str(entry["description"]) for entry in calendar.walk("VEVENT"))


# What is read of a kind of file where it isn't all that its reader elsewhere finds; slides have a test of their own
READERS = {
    "pdf": read_pdf,
    "svg": read_svg,
    "png": read_png,
    "html": read_html,
    "workbook": read_workbook,
    "csv": read_csv,
    "json": read_json,
    "calendar": read_calendar,
}
KEYS = [key for key in registry.BY_KEY if key != "slides"]


def read(key, content):
    return list(READERS[key](content)) if key in READERS else [export_readers.READERS[key](content).text]


@pytest.mark.parametrize("key", KEYS)
def test_every_word_that_is_not_the_table_s_is_said_in_the_language(key):
    texts = read(key, make(key))
    assert any("[" in text for text in texts)
    assert {text: bare for text in texts if (bare := list_bare(text))} == {}


@pytest.mark.parametrize("key", KEYS)
def test_a_word_outside_of_it_would_be_found(key):
    assert any(map(list_bare, read(key, make(key, ENGLISH))))


def test_a_file_names_its_language():
    japanese = Messages(PSEUDO)
    japanese.locale = Locale.parse("ja")
    exported = replace(gather(SAID), table=replace(gather(SAID).table, messages=japanese))
    made = {key: registry.BY_KEY[key].make(exported) for key in ("pdf", "html", "calendar")}
    assert pypdf.PdfReader(io.BytesIO(made["pdf"])).trailer["/Root"]["/Lang"] == "ja"
    assert b'<html lang="ja">' in made["html"]
    assert b"PRODID:-//Diplomatic Timeline//JA" in made["calendar"]


def test_a_page_brings_the_words_of_its_script_in_another_language_only(monkeypatch):
    monkeypatch.setattr(
        catalogue, "_read_script_messages", lambda: ["Meeting type", "Of no page", ["Source", "Sources"]]
    )
    page, english = (make("html", messages).decode() for messages in (SAID, ENGLISH))
    given = json.loads(re.search(r'<script type="application/json" id="messages">(.*?)</script>', page)[1])
    assert given == {"language": "en", "words": {"Meeting type": {"other": "[Meeting type lorem]"}, **SOURCES_SAID}}
    assert 'id="messages"' not in english


@pytest.mark.parametrize("export", registry.EXPORTS, ids=lambda export: export.key)
def test_what_is_said_of_a_kind_of_file_is_said_in_the_language(export):
    with pytest.raises(ExportError) as refused:
        registry.check_size(export, export.most + 1)
    assert not any(list_bare(SAID(words)) for words in (export.label, export.about, export.held, refused.value.args[0]))


def test_a_cell_that_is_cut_says_so_in_the_language():
    assert cells.fit_cell("1" * (cells.MOST_LETTERS + 1), SAID).endswith(f"1 {SAID(cells.CUT)}")


def test_names_of_sheets_are_such_as_a_workbook_takes():
    sheet = OutputSheet("[A]: name / of *many* letters, more than one", [OutputColumn("A")], [])
    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(cells.build_workbook([sheet], "A title", nasty.MADE))
    )
    assert book.sheet_names == ["(A)- name - of -many- letters, "[:31].strip()]


def test_the_command_line_speaks_the_language(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command_line, "LANGUAGES", ("en", PSEUDO))
    path = tmp_path / "made.json"
    options = ["--to", "json", "--lang", PSEUDO, "--out", str(path), "--view"]
    assert command_line.main([*options, "window=2013-04&country=RUS"]) == command_line.DONE
    assert command_line.main([*options, "country=XXX"]) == command_line.REFUSED
    said = capsys.readouterr().err.splitlines()
    assert len(said) >= 4
    assert not any(map(list_bare, said))
    assert path.read_text(encoding="utf-8").count("[Period: ") == 1

"""How each kind of file is read back, by a program that is not the one that wrote it."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import icalendar
import jsonschema
import pypdf
import python_calamine
from PIL import Image
from pptx import Presentation

from components.events.escaping import unescape_formula
from components.exports.slides.table_slides import EVENTS_TABLE
from tests.support import nasty


@dataclass(frozen=True)
class Contents:
    """Hold what a file was found to hold: all its text, and the ids of its events (None where it is a picture)."""

    text: str
    events: list[str] | None


Reader = Callable[[bytes], Contents]


SCHEMA = json.loads(
    (Path(__file__).parents[2] / "components/exports/tabular/events_schema.json").read_text(encoding="utf-8")
)


def read_workbook(content: bytes) -> Contents:
    """Read the text of all sheets, and the first column of the events."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    text = "\n".join(str(cell) for rows in sheets.values() for row in rows for cell in row)
    return Contents(text, [row[0] for row in sheets["Events"][1:]])


def read_csv(content: bytes) -> Contents:
    """Read the cells of the column `id`."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert {len(row) for row in rows} <= {len(header)}
    text = "\n".join(cell for row in (header, *rows) for cell in row)
    return Contents(text, [unescape_formula(row[header.index("id")]) for row in rows])


def read_json(content: bytes) -> Contents:
    """Read a document that keeps to the schema."""
    document = json.loads(content)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    text = "\n".join((*document["statement"]["text"], document["statement"]["classification"]))
    return Contents(text, [event["id"] for event in document["events"]])


def read_calendar(content: bytes) -> Contents:
    """Read the description, and the ids out of the names of the entries."""
    calendar = icalendar.Calendar.from_ical(content)
    described = re.sub(r"\\(.)", lambda escaped: escaped[1].replace("n", "\n"), calendar["x-wr-caldesc"])
    assert described == calendar["comment"]
    return Contents(
        str(calendar["comment"]), [unquote(entry["uid"].split("@")[0]) for entry in calendar.walk("VEVENT")]
    )


def read_slides(content: bytes) -> Contents:
    """Read a deck with python-pptx: the text of all its shapes, and the last column of its tables of events."""
    texts, events = [], []
    for slide in Presentation(io.BytesIO(content)).slides:
        texts += slide.element.xpath(".//a:t/text()")
        for shape in slide.shapes:
            if shape.has_table and shape.name == EVENTS_TABLE:
                events += [row.cells[len(row.cells) - 1].text for row in list(shape.table.rows)[1:]]
    return Contents(" ".join(texts), events)


def read_pdf(content: bytes) -> Contents:
    """Read the text of all pages, and the ids, each of which is a line of its own."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    lines = [line.strip() for line in text.splitlines()]
    return Contents(text, [line for line in lines if line in nasty.TITLES and nasty.DATES.get(line) != ""])


class _Page(HTMLParser):
    """Gathers the text of a page and the ids of the rows of its listing."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.events: list[str] = []
        self.table = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.table = given.get("id") or "" if tag == "table" else self.table
        if tag == "tr" and self.table == "listing" and given.get("data-id"):
            self.events.append(str(given["data-id"]))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_page(content: bytes) -> Contents:
    """Read the text of a page and the rows of its listing."""
    page = _Page()
    page.feed(content.decode())
    return Contents(" ".join(page.text), page.events)


def to_drawing(content: bytes | str) -> ET.Element:
    """Return a drawing as its tree."""
    return ET.fromstring(content)  # noqa: S314 - our own file


def read_svg(content: bytes) -> Contents:
    """Read all text of a drawing."""
    return Contents("\n".join(to_drawing(content).itertext()), None)


def read_png(content: bytes) -> Contents:
    """Read the words that a picture carries along."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return Contents("\n".join(picture.text.values()), None)


# A line for every member of registry.EXPORTS: key → reader; it raises where the file can't be opened.
READERS: dict[str, Reader] = {
    "slides": read_slides,
    "workbook": read_workbook,
    "csv": read_csv,
    "json": read_json,
    "calendar": read_calendar,
    "pdf": read_pdf,
    "html": read_page,
    "svg": read_svg,
    "png": read_png,
}
# Kinds that can't hold every selected event: key → the ids, of those selected, that it must hold
HELD: dict[str, Callable[[list[str]], list[str]]] = {
    "calendar": lambda names: [name for name in names if nasty.DAYS.fullmatch(nasty.to_date(name))],
}

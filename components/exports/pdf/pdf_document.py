"""The printed timeline: A4 or A3 landscape, every lane, then the events in words and their sources."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import typst

from components.briefing.export_input import ExportInput
from components.dates import windows
from components.exports import event_rows
from components.exports.pdf import periods
from components.exports.svg import fonts, pagination, svg_page
from components.exports.svg.colours import ON_PAPER
from components.exports.svg.paragraphs import wrap
from components.exports.svg.svg_elements import printable_within
from components.exports.svg.svg_page import BESIDE
from components.messages.catalogue import Messages
from components.views.file_picture import Picture

TEMPLATE = Path(__file__).with_name("pages.typ")
POINTS = 0.62  # of paper for a pixel of the screen: labels of 13 pixels are set in 8 points
PAPERS = {"a4": (842.0, 595.0), "a3": (1191.0, 842.0)}  # points, landscape
SIDE, TOP, BOTTOM = 36.0, 44.0, 40.0  # points of margin
COVER_LEAST = 20.0  # points that the cover lines take beside the statement
STATEMENT_LINE, MARKING_LINE = 11.0, 13.0
PERIOD_LINE = 18.0  # points of the line that says a page's period
MOST_TAGGED = 1_000  # events; the structure that screen readers follow would take a gigabyte for five times as many
MOST_UNBROKEN = 700  # letters of an event that is kept on one page
MOST_MARKING = 110  # letters in the head or foot of a page
SLACK = 0.97  # of a line's width: letters are measured here and set elsewhere


@dataclass(frozen=True)
class _Page:
    """Hold one page of the timeline: its period in words, what is on it in words, its drawing, and a line below."""

    period: str
    words: str
    drawn: str
    foot: str


def make_pdf(exported: ExportInput) -> bytes:
    """Make the pages of an export input."""
    pages = list(draw_pages(exported))
    files = {f"page-{number}.svg": page.drawn.encode() for number, page in enumerate(pages)}
    words = json.dumps(printable_within(build_values(exported, pages)), ensure_ascii=False).encode()
    sources: Any = {"main": TEMPLATE.read_bytes(), "words.json": words, **files}
    document, _warnings = typst.compile_with_warnings(
        sources,
        font_paths=list(fonts.font_folders()),
        format="pdf",
        pdf_tags=len(exported.events) <= MOST_TAGGED,
        timestamp=int(exported.statement.made.timestamp()),
    )
    return bytes(document)


def build_values(exported: ExportInput, pages: list[_Page]) -> dict[str, Any]:
    """Return all that the template sets as text: it is given as values and never read as markup."""
    width, height = PAPERS[exported.options.paper]
    classification, name = exported.briefing.classification, _shortened(exported.title)
    _ = exported.table.messages
    return {
        "paper": {"width": width, "height": height, "side": SIDE, "top": TOP, "bottom": BOTTOM},
        "fonts": [fonts.FAMILY, fonts.JAPANESE, *fonts.STAND_INS],
        "title": exported.title,
        "subtitle": exported.subtitle,
        "classification": classification,
        "marking": _shortened(classification),
        "statement": list(exported.statement.lines),
        "cover": 0 if _fills_page(exported) else cover_height(exported),
        "lang": _.locale.language,
        "foot": _("{title}, table version {version}", title=name, version=exported.statement.version),
        "labels": _to_labels(_),
        "headings": event_rows.list_headings(_),
        "pages": [{"period": page.period, "words": page.words, "foot": page.foot} for page in pages],
        "events": [_to_event(row) for row in event_rows.build_rows(exported, exported.events)],
        "undated_said": event_rows.describe_undated(exported),
        "undated": [_to_event(row) for row in event_rows.build_rows(exported, exported.undated)],
        "sources": [{**asdict(row), "about": row.about} for row in event_rows.list_sources(exported)],
    }


def _to_labels(_: Messages) -> dict[str, str]:
    """Return the words of the template itself; those about pages with places for the numbers that only it knows."""
    return {
        "page": _("Page {page} of {pages}"),
        "events": _("Events"),
        "no_events": _("No matching events in this period."),
        "undated": _("Events without a date"),
        "sources": _("Sources"),
        "no_sources": _("No source is recorded."),
    }


def draw_pages(exported: ExportInput) -> Iterator[_Page]:
    """Draw the timeline page by page: cut by time where one width would crowd, and by lanes where one height would."""
    request = pagination.unfold(exported, exported.request)
    width = _width(exported) - BESIDE
    opening = 0.0 if _fills_page(exported) else cover_height(exported)
    for window in periods.cut_window(request.selection.window, exported.events):
        part = replace(request, selection=replace(request.selection, window=window))
        picture = pagination.compose_whole_picture(exported, part, width)
        for page in _to_part(picture, exported, opening):
            yield page
            opening = 0.0


def _to_part(picture: Picture, exported: ExportInput, opening: float) -> Iterator[_Page]:
    """Draw the pages of one period; `opening` points of the first are taken."""
    _ = exported.table.messages
    drawn, quiet = pagination.drop_quiet(picture.drawn)
    ink = ON_PAPER.for_table(exported.table)
    bare = svg_page.build_lanes(pagination.stack_lanes(drawn, []), picture, ink, _)
    height = _height(exported) - sum(block.height for block in bare)
    period = windows.describe_window(drawn.scale.window, _)
    foot = " ".join(filter(None, (pagination.describe_quiet(quiet, _), pagination.describe_left(drawn, _))))
    pages = pagination.cut_pages(drawn, chain([height - opening / POINTS], repeat(height)), _)
    for number, page in enumerate(pages, 1):
        words = svg_page.describe(page, [_("Timeline of {period}.", period=period)], _)
        blocks = svg_page.build_lanes(page, picture, ink, _)
        sheet, _height_drawn = svg_page.build_sheet(blocks, ink, (_width(exported), None), 0.0, (period, words))
        yield _Page(period, words, sheet, foot if number == len(pages) else "")


def cover_height(exported: ExportInput) -> float:
    """Return the points that the first page's own lines take."""
    room = (PAPERS[exported.options.paper][0] - 2 * SIDE) * SLACK
    lines = sum(len(wrap(line, 8.5, room)) for line in exported.statement.lines)
    titles = len(wrap(exported.title, 20, room)) * 24 + len(wrap(exported.subtitle, 11, room)) * 15
    marking = len(wrap(exported.briefing.classification, 10, room)) * MARKING_LINE
    return COVER_LEAST + titles + marking + lines * STATEMENT_LINE


def _shortened(words: str) -> str:
    """Return words that the head or foot of a page has room for; they stand whole on the first page."""
    return words if len(words) <= MOST_MARKING else words[: MOST_MARKING - 1] + "…"


def _fills_page(exported: ExportInput) -> bool:
    """Tell whether the cover lines leave too little of the first page."""
    return cover_height(exported) > PAPERS[exported.options.paper][1] / 2


def _width(exported: ExportInput) -> float:
    return (PAPERS[exported.options.paper][0] - 2 * SIDE) / POINTS


def _height(exported: ExportInput) -> float:
    return (PAPERS[exported.options.paper][1] - TOP - BOTTOM - PERIOD_LINE) / POINTS


def _to_event(row: event_rows.EventRow) -> dict[str, Any]:
    return {**asdict(row), "doubts": list(row.doubts), "breaks": _letters(row) > MOST_UNBROKEN}


def _letters(row: event_rows.EventRow) -> int:
    cited = sum(len(citation.title) for citation in row.citations)
    return cited + sum(map(len, (row.title, row.parties, row.people, row.summary)))

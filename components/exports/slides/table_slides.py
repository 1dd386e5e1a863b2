"""Rows as native tables on as many slides as they take: events, and the sources they rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from components.briefing.export_input import ExportInput
from components.dates import date_text
from components.events import event_text, schema
from components.events.table import Table
from components.exports.slides.canvas import Canvas
from components.exports.slides.geometry import Box
from components.exports.slides.slide_builder import Binder, finish
from components.exports.slides.text_fitting import LINE, Measure, Words
from components.exports.slides.web_links import check_link
from components.layout.count_text import describe_totals
from components.messages.sentence import N_
from components.query.store import INSIDE, Totals

EVENTS_TABLE, SOURCES_TABLE = "Table of events", "Table of sources"  # the names of the shapes
SIZE = 11.0  # slide units, as all here
PADDING = (5.0, 3.0)  # of a cell: beside, and above and below
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid: comes with PowerPoint
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"

Row = list[Words]


class SlideColumn(NamedTuple):
    """Hold a column's head and its share of the width."""

    head: str
    share: float


# To add a column: a line here and its words in _to_row.
EVENT_COLUMNS = (
    SlideColumn(N_("Date"), 0.14),
    SlideColumn(N_("Event"), 0.31),
    SlideColumn(N_("Meeting type"), 0.14),
    SlideColumn(N_("Counterparts"), 0.15),
    SlideColumn(N_("Source"), 0.18),
    SlideColumn(N_("ID"), 0.08),
)
SOURCE_COLUMNS = (
    SlideColumn(N_("Source"), 0.55),
    SlideColumn(N_("Publisher"), 0.23),
    SlideColumn(N_("Published"), 0.12),
    SlideColumn(N_("Events"), 0.1),
)


def write_events(binder: Binder, exported: ExportInput) -> None:
    """Add the selected events in chronological order, each with its first source."""
    if len(exported.events):
        standings = exported.events["standing"]
        certain, uncertain, possible = (int((standings == standing).sum()) for standing in INSIDE)
        counted = describe_totals(Totals(certain, uncertain, possible, 0, 0, 0), exported.table.messages)
        heading = f"{counted} · {exported.statement.period}"
        _write_table(binder, heading, EVENTS_TABLE, EVENT_COLUMNS, _to_rows(exported))


def write_sources(binder: Binder, exported: ExportInput) -> None:
    """Add the sources of the selected events, each with a link and the number of events that rest on it."""
    _ = exported.table.messages
    rows = [
        [
            Words(str(row["title"].iloc[0] or key), SIZE, link=check_link(str(row["url"].iloc[0]))),
            Words(str(row["publisher"].iloc[0]), SIZE),
            Words(str(row["published"].iloc[0]), SIZE),
            Words(_.number(row["event"].nunique()), SIZE),
        ]
        for key, row in exported.evidence.groupby("source", sort=False)
    ]
    if rows:
        heading = _.plural("{count} source", "{count} sources", len(rows))
        _write_table(binder, heading, SOURCES_TABLE, SOURCE_COLUMNS, rows)


def _to_rows(exported: ExportInput) -> list[Row]:
    said = date_text.describe_dates_short(exported.events["date"], exported.table.messages)
    first = {row.event: row for row in exported.evidence.drop_duplicates("event").itertuples()}
    events: Iterable[Any] = exported.events.itertuples()
    return [_to_row(exported.table, date, event, first.get(event.id)) for date, event in zip(said, events, strict=True)]


def _to_row(table: Table, date: str, event: Any, source: Any) -> Row:
    cited = ", ".join(filter(None, (source.title or source.source, source.locator))) if source else ""
    _ = table.messages
    doubt, standing = event_text.describe_doubt(event.status, _), event_text.describe_standing(event.standing, _)
    meeting_type = table.name_of("meeting_type", event.meeting_type)
    codes = schema.split_cell(f"{event.countries};{event.organisations}")
    return [
        Words(" · ".join(filter(None, (date, standing))), SIZE),
        Words(event.title, SIZE),
        Words(" · ".join(filter(None, (meeting_type, doubt))), SIZE),
        Words(", ".join(table.name_of("place", code) for code in codes), SIZE),
        Words(cited, SIZE, link=check_link(source.url) if source else ""),
        Words(event.id, SIZE - 2, colour="muted"),
    ]


def _write_table(binder: Binder, heading: str, name: str, columns: Sequence[SlideColumn], rows: list[Row]) -> None:
    area = binder.kit.content.area
    measure = binder.kit.content.style.measure
    head = [Words(binder.messages(column.head), SIZE, bold=True, colour="muted") for column in columns]
    widths = [column.share * area.width for column in columns]
    for number, page in enumerate(_to_pages(measure, rows, head, widths, area.height)):
        canvas = binder.begin(heading, continued=number > 0)
        _draw_table(canvas, area, name, widths, page)
        finish(canvas, [])


def _to_pages(
    measure: Measure, rows: list[Row], head: Row, widths: list[float], height: float
) -> Iterator[list[tuple[Row, float]]]:
    """Give the rows of each slide with their heights, below the head; a row higher than a slide is cut."""
    top = _height(measure, head, widths)
    page, left = [(head, top)], height - top
    for row in rows:
        fitted = _cut(measure, row, widths, height - top)
        needed = _height(measure, fitted, widths)
        if needed > left and len(page) > 1:
            yield page
            page, left = [(head, top)], height - top
        page.append((fitted, needed))
        left -= needed
    yield page


def _height(measure: Measure, row: Row, widths: list[float]) -> float:
    rooms = (width - 2 * PADDING[0] for width in widths)
    return max(measure.height(words, room) for words, room in zip(row, rooms, strict=True)) + 2 * PADDING[1] + 1


def _cut(measure: Measure, row: Row, widths: list[float], height: float) -> Row:
    most = int((height - 2 * PADDING[1] - 1) / (SIZE * LINE))
    rooms = (width - 2 * PADDING[0] for width in widths)
    return [
        replace(words, text=measure.clip(words.text, words.size, room, most))
        for words, room in zip(row, rooms, strict=True)
    ]


def _draw_table(canvas: Canvas, area: Box, name: str, widths: list[float], rows: list[tuple[Row, float]]) -> None:
    emu = canvas.style.emu
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    body = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(canvas, words) for words in row)}</a:tr>' for row, height in rows
    )
    table = f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr>'
    table += f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>"
    box = Box(area.left, area.top, sum(widths), sum(height for _, height in rows))
    about = canvas.messages.plural("{count} row", "{count} rows", len(rows) - 1)
    canvas.add_frame(name, about, box, _TABLE, table)


def _cell(canvas: Canvas, words: Words) -> str:
    beside, above = (canvas.style.emu(padding) for padding in PADDING)
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    line = f'<a:lnB w="6350">{canvas.fill(canvas.style.theme.hairline)}</a:lnB>'
    margins = f'marL="{beside}" marR="{beside}" marT="{above}" marB="{above}"'
    text = canvas.paragraphs([replace(words, after=0)])
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f"<a:tcPr {margins}>{none}{line}<a:noFill/></a:tcPr></a:tc>"
    )

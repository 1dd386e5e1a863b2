"""An export input as a deck of slides: title, timeline, steps, table, chart, sources, statement."""

import io
from typing import Any

from components.briefing.export_input import ExportInput
from components.exports.slides import chart_slide, table_slides, text_flow
from components.exports.slides.canvas import Canvas
from components.exports.slides.geometry import Box
from components.exports.slides.slide_builder import Binder, finish
from components.exports.slides.step_slides import StepWriter
from components.exports.slides.template import open_template
from components.exports.slides.text_fitting import Words, clean
from components.exports.slides.web_links import check_link

STATEMENT_SIZE = 16.0  # slide units
MOST_PROPERTY = 255  # letters of a document's property


def make_slides(exported: ExportInput) -> bytes:
    """Make a .pptx of an export input, on the template of its options; raises ExportError where that can't be used."""
    opened = open_template(exported.options.template)
    briefing, statement, _ = exported.briefing, exported.statement, exported.table.messages
    binder = Binder(opened.deck, opened.kit, clean(briefing.classification), _)
    steps = StepWriter(binder, exported)
    is_said = statement.period in briefing.subtitle.split(" · ")
    counted = [statement.result, *([] if is_said else [statement.period])]
    lines = [briefing.subtitle, briefing.describe_date(_), " · ".join(counted)]
    title = binder.open(briefing.title or statement.table, lines)
    finish(title, [*map(_, opened.remarks), briefing.classification, *statement.lines])
    steps.write_view(exported.subtitle, exported.request)
    for step in briefing.steps:
        steps.write(step)
    table_slides.write_events(binder, exported)
    chart_slide.add_chart_slide(binder, exported)
    table_slides.write_sources(binder, exported)
    _write_statement(binder, exported)
    return _to_bytes(opened.deck, exported)


def _write_statement(binder: Binder, exported: ExportInput) -> None:
    _ = exported.table.messages

    def begin(continued: bool) -> tuple[Canvas, Box]:
        return binder.begin(_("Sources and scope"), continued=continued), binder.kit.content.area

    link = exported.statement.link
    column = [
        Words(line, STATEMENT_SIZE, link=check_link(line) if line == link else "", after=9)
        for line in exported.statement.lines
    ]
    for canvas in text_flow.pour(begin, [("Selection statement", 0.0, 1.0, column)]):
        finish(canvas, [])


def _to_bytes(deck: Any, exported: ExportInput) -> bytes:
    """Write the package; its properties say what it is and when it was made, and nobody's name."""
    properties, made = deck.core_properties, exported.statement.made.replace(tzinfo=None)
    properties.title = clean(exported.briefing.title or exported.statement.table)[:MOST_PROPERTY]
    properties.subject = clean(exported.statement.result)[:MOST_PROPERTY]
    properties.created = properties.modified = made
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.category = clean(exported.briefing.classification)[:MOST_PROPERTY]
    properties.revision = 1
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()

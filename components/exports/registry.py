"""The kinds of exported file: what each is called, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from components.briefing.export_input import ExportInput
from components.exports.errors import ExportError
from components.exports.pdf.pdf_document import make_pdf
from components.exports.slides.deck import make_slides
from components.exports.svg.picture import make_png, make_svg
from components.exports.tabular.calendar_file import make_calendar
from components.exports.tabular.csv_file import make_csv
from components.exports.tabular.json_document import make_json
from components.exports.tabular.workbook import make_workbook
from components.exports.web_page.web_page import make_page


@dataclass(frozen=True)
class Export:
    """Hold one kind of file: its name on the command line, label, what it is for, file suffix, media type and maker.

    most: events beyond which it is not made, since the file would be of no use; it says so instead. briefing: whether
    the steps of the briefing are in it. Only then does it bear the briefing's title, subtitle and date; the line that
    the briefing has on every page marks what may be done with a file, so every kind bears that.
    """

    key: str
    label: str
    about: str
    suffix: str
    media_type: str
    most: int
    make: Callable[[ExportInput], bytes]
    briefing: bool = False

    @property
    def held(self) -> str:
        """Say whether it holds the briefing or the events of the view."""
        if self.briefing:
            return "The briefing, then the events of the view."
        return "The events of the view, not the briefing."


# To add one: a module with a function from ExportInput to bytes, a line here, and a reader in
# tests/support/export_readers.py.
EXPORTS: tuple[Export, ...] = (
    Export(
        key="slides",
        label="PowerPoint",
        about="Editable slides, on our template or your own: timeline, briefing, table, chart, sources",
        suffix=".pptx",
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        most=2_000,
        make=make_slides,
        briefing=True,
    ),
    Export(
        "pdf",
        "PDF",
        "Pages to print, A4 or A3: the whole timeline, then every event with its sources",
        ".pdf",
        "application/pdf",
        2_000,
        make_pdf,
    ),
    Export(
        "html",
        "Web page",
        "One file that works without the internet: timeline, cards, table and sources",
        ".html",
        "text/html",
        5_000,
        make_page,
    ),
    Export("svg", "SVG", "The timeline as a drawing that stays sharp", ".svg", "image/svg+xml", 20_000, make_svg),
    Export("png", "PNG", "The timeline as a picture", ".png", "image/png", 20_000, make_png),
    Export(
        "workbook",
        "Workbook",
        "Events, sources and selection in three sheets, to sort and count in",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        20_000,
        make_workbook,
    ),
    Export("csv", "CSV", "One table that any program reads, this one too", ".csv", "text/csv", 200_000, make_csv),
    Export("json", "JSON", "Typed events for programs, with a schema", ".json", "application/json", 20_000, make_json),
    Export(
        "calendar",
        "Calendar",
        "The events whose days are known, for a calendar program",
        ".ics",
        "text/calendar",
        10_000,
        make_calendar,
    ),
)
BY_KEY = {export.key: export for export in EXPORTS}


def check_size(export: Export, events: int) -> None:
    """Raise ExportError where a kind of file does not take so many events; to be asked before they are gathered."""
    if events > export.most:
        raise ExportError(
            f"{export.label} takes at most {export.most:,} events, and this selection has {events:,}: "
            "choose a shorter period or more filters."
        )


def make_file(export: Export, exported: ExportInput) -> bytes:
    """Make a file of an export input; raises ExportError where it has too many events or can't be made."""
    check_size(export, len(exported.events))
    return export.make(exported)

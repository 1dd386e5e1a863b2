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
from components.messages.sentence import N_, Sentence


@dataclass(frozen=True)
class Export:
    """Hold one kind of file: its name on the command line, label, what it is for, file suffix, media type and maker.

    label, about, held: sentences of the catalogue, said where they are shown.
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
            return N_("Contains the briefing and the selected events.")
        return N_("Contains the selected events, not the briefing.")


# To add one: a module with a function from ExportInput to bytes, a line here, and a reader in
# tests/support/export_readers.py.
EXPORTS: tuple[Export, ...] = (
    Export(
        key="slides",
        label=N_("PowerPoint"),
        about=N_("Editable slides in our template or your own: timeline, briefing, table, chart, sources"),
        suffix=".pptx",
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        most=2_000,
        make=make_slides,
        briefing=True,
    ),
    Export(
        "pdf",
        N_("PDF"),
        N_("Pages to print, A4 or A3: the whole timeline, then every event with its sources"),
        ".pdf",
        "application/pdf",
        2_000,
        make_pdf,
    ),
    Export(
        "html",
        N_("Web page"),
        N_("A single file that works offline: timeline, event details, table and sources"),
        ".html",
        "text/html",
        5_000,
        make_page,
    ),
    Export("svg", N_("SVG"), N_("Vector image, sharp at any size"), ".svg", "image/svg+xml", 20_000, make_svg),
    Export("png", N_("PNG"), N_("Image of the timeline"), ".png", "image/png", 20_000, make_png),
    Export(
        "workbook",
        N_("Excel"),
        N_("Workbook with three sheets: events, sources and selection"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        20_000,
        make_workbook,
    ),
    Export("csv", N_("CSV"), N_("Plain table; can be re-imported here"), ".csv", "text/csv", 200_000, make_csv),
    Export("json", N_("JSON"), N_("Structured data for developers"), ".json", "application/json", 20_000, make_json),
    Export(
        "calendar",
        N_("Calendar"),
        N_("Events with exact dates, for calendars"),
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
            Sentence(
                (
                    "{kind}: the file can contain at most {most} events, but this selection has "
                    "{events}. Choose a shorter period or add filters."
                ),
                kind=Sentence(export.label),
                most=export.most,
                events=events,
            )
        )


def make_file(export: Export, exported: ExportInput) -> bytes:
    """Make a file of an export input; raises ExportError where it has too many events or can't be made."""
    check_size(export, len(exported.events))
    return export.make(exported)

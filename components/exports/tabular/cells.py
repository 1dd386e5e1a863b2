"""The one writer of cells: whatever leaves as a table, as text or as a workbook, goes through here."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.events.escaping import clean, escape_formula, looks_like_formula
from components.exports.errors import ExportError
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_, Sentence
from components.views.card import check_url

MOST_LETTERS = 32_767  # of a cell of a workbook, as UTF-16 counts them
MOST_ROWS = 1_048_576  # of a sheet
MOST_LINKS = 65_530  # of a sheet
MOST_LINK_LETTERS = 2_079
MOST_NAME = 31  # letters of a sheet's name
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "()-----")
FIRST_DAY = date(1900, 3, 1)  # programs differ on the day before it: to some it is a 29 February that never was
CUT = N_("… [text cut off: cell limit reached]")

Cell = str | int | date


@dataclass(frozen=True)
class OutputColumn:
    """Hold the heading of a column, its width (letters), and whether its addresses become links."""

    name: str
    width: float = 16
    links: bool = False


@dataclass(frozen=True)
class OutputSheet:
    """Hold one sheet of a workbook; without `headed` the columns' names are not written, nor filtered by."""

    name: str
    columns: Sequence[OutputColumn]
    rows: Sequence[Sequence[Cell]]
    headed: bool = True


def build_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of text cells as CSV, UTF-8 with a mark, since spreadsheets take it for another encoding without."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([escape_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def build_workbook(sheets: Sequence[OutputSheet], title: str, made: datetime, _: Messages = ENGLISH) -> bytes:
    """Return a workbook (XLSX) of some sheets; `made` (UTC) is all that it says of its making; _: of a cell cut short.

    Text stays text: what looks like a formula or a number is neither. Days are dates from FIRST_DAY on, before it
    text. Raises ExportError where a sheet has more rows than a workbook holds.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": clean(title)[:255], "created": made.replace(tzinfo=None)})
        writer = _Writer(
            plain=workbook.add_format({"valign": "top"}),
            armed=workbook.add_format({"valign": "top", "quote_prefix": True}),
            day=workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
            head=workbook.add_format({"valign": "top", "bold": True, "bottom": 1}),
            link=workbook.get_default_url_format(),
            messages=_,
        )
        for sheet in sheets:
            writer.write(workbook.add_worksheet(_fit_name(sheet.name)), sheet)
    return content.getvalue()


@dataclass(frozen=True)
class _Writer:
    """Write sheets in the formats and the language of one workbook."""

    plain: Format
    armed: Format  # a spreadsheet keeps such a cell text when somebody edits it
    day: Format
    head: Format
    link: Format
    messages: Messages

    def write(self, worksheet: Worksheet, sheet: OutputSheet) -> None:
        """Write a sheet: headings that stay in sight and filter, widths, then the rows."""
        top = int(sheet.headed)
        if len(sheet.rows) + top > MOST_ROWS:
            raise ExportError(
                Sentence(
                    (
                        "A sheet can have at most {most} rows, but “{sheet}” would have more. Choose a "
                        "shorter period or add filters."
                    ),
                    most=MOST_ROWS,
                    sheet=sheet.name,
                )
            )
        worksheet.set_landscape()
        for place, column in enumerate(sheet.columns):
            worksheet.set_column(place, place, column.width)
            if sheet.headed:
                worksheet.write_string(0, place, column.name, self.head)
        if sheet.headed:
            worksheet.freeze_panes(1, 1)
            worksheet.repeat_rows(0)
            worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        room_for_links = MOST_LINKS
        for number, row in enumerate(sheet.rows, top):
            for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                if column.links and room_for_links and _is_link(cell):
                    worksheet.write_url(number, place, str(cell), self.link, string=fit_cell(str(cell), self.messages))
                    room_for_links -= 1
                else:
                    self._write_cell(worksheet, number, place, cell)

    def _write_cell(self, worksheet: Worksheet, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell >= FIRST_DAY:
            worksheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), self.day)  # noqa: DTZ001
        elif isinstance(cell, int):
            worksheet.write_number(row, place, cell, self.plain)
        elif text := fit_cell(clean(str(cell)), self.messages):  # a date says itself as YYYY-MM-DD
            worksheet.write_string(row, place, text, self.armed if looks_like_formula(text) else self.plain)


def _fit_name(name: str) -> str:
    """Return a name that a sheet may have."""
    return clean(name).translate(_NOT_IN_NAMES)[:MOST_NAME].strip("' ")


def _is_link(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(check_url(cell)) and len(cell) <= MOST_LINK_LETTERS and cell.isprintable()


def fit_cell(text: str, _: Messages = ENGLISH) -> str:
    """Return a text that a cell of a workbook has room for; where it is cut, it says so."""
    letters = text.encode("utf-16-le")
    if len(letters) <= 2 * MOST_LETTERS:
        return text
    cut = f" {_(CUT)}"
    return letters[: 2 * (MOST_LETTERS - len(cut))].decode("utf-16-le", "ignore") + cut

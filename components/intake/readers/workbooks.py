"""The reader of workbooks (XLSX, XLSB, XLS, ODS); it runs in a child process only, as they can kill it."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import merged_cells, packages, shown_dates, text_tables
from components.intake.readers.csv_rows import Row
from components.intake.readers.packages import Package
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable
from components.intake.readers.values import format_value
from components.messages.sentence import N_, Sentence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
VALUELESS = N_("The row has only formulas without stored values. Open the workbook and save it once to store them.")
_MOST_TOLD = 1_000  # rows of nothing but such formulas; a program may have written them down to the end of a sheet
NO_SHEET = Sentence("The workbook has no sheet with that name. Choose another one.")
NO_CELLS = Sentence("The workbook has no sheet with a table. Choose another file.")
OTHER_DOCUMENT = Sentence("The file is an Office document, not a workbook. Save the table as XLSX or CSV.")
# MS-XLS 2.4.117, FilePass: where it follows the beginning, all that comes after is encrypted
_FILE_PASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_DATES_1904 = b"\x22\x00\x02\x00\x01\x00"  # MS-XLS 2.4.77, Date1904


def read_workbook(content: bytes, decisions: Decisions = BY_CONTENT) -> TextTable:
    """Read one sheet of a workbook, the first that is visible and has cells where none is wanted.

    Formulas stand with the value they had when the workbook was saved. Raises IntakeError.
    """
    package = _look_into_old(content) if content.startswith(OLE) else packages.inspect_package(content)
    shown, cut = (content, 0) if package.kind == "xls" else shown_dates.apply_shown_dates(content, package)
    try:
        book = load_workbook(io.BytesIO(shown))
        sheet = _choose(book, decisions.sheet)
    except PasswordError as error:
        raise IntakeError(packages.PROTECTED) from error
    except CalamineError as error:
        raise IntakeError(limits.DAMAGED) from error
    found = Counter[str]()
    valueless = _find_valueless(content, package, sheet)
    rows = merged_cells.fill_down(_read_rows(sheet, valueless), sheet.merged_cell_ranges or (), found)
    table = text_tables.gather(rows, decisions.header_row)
    names = tuple(each.name for each in _worksheets(book))
    notes = (
        *_describe_sheets(book, sheet),
        *_describe_cells(sheet, package, found["filled"], valueless),
        *_describe_cut(cut),
        *table.notes,
    )
    return replace(
        table,
        kind=package.kind,
        decided=replace(table.decided, sheet=sheet.name),
        offered={"sheet": names},
        notes=notes,
        serial_epoch=package.serial_epoch,
    )


def _look_into_old(content: bytes) -> Package:
    """Check an old workbook by the names in the directory of its streams, which are UTF-16."""
    for name, sentence in (("EncryptedPackage", packages.PROTECTED), ("_VBA_PROJECT", packages.MACROS)):
        if name.encode("utf-16-le") in content:
            raise IntakeError(sentence)
    if _FILE_PASS.search(content):
        raise IntakeError(packages.PROTECTED)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise IntakeError(OTHER_DOCUMENT)
    return Package("xls", 1904 if _DATES_1904 in content else 1900, 0, 0)


def _worksheets(book: CalamineWorkbook) -> list[SheetMetadata]:
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in book.sheets_metadata):
        raise IntakeError(packages.MACROS)
    return [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _choose(book: CalamineWorkbook, wanted: str) -> CalamineSheet:
    sheets = _worksheets(book)
    if wanted:
        if wanted not in [sheet.name for sheet in sheets]:
            raise IntakeError(NO_SHEET)
        return book.get_sheet_by_name(wanted)
    for each in sorted(sheets, key=_is_hidden):
        sheet = book.get_sheet_by_name(each.name)
        if sheet.start is not None:
            return sheet
    raise IntakeError(NO_CELLS)


def _is_hidden(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible


def _find_valueless(content: bytes, package: Package, sheet: CalamineSheet) -> tuple[int, ...]:
    """Return the rows of a sheet that have formulas without a stored value."""
    return package.valueless.get(packages.find_sheet_part(content, sheet.name), ()) if package.valueless else ()


def _read_rows(sheet: CalamineSheet, valueless: tuple[int, ...]) -> Iterator[Row]:
    """Yield the rows as text, the blank ones above the first included, as they count.

    A row that is blank but for formulas without a stored value is none that is read, and is told so.
    """
    if sheet.end is None:
        raise IntakeError(NO_CELLS)
    limits.ROWS.check(sheet.end[0] + 1)
    told = valueless[:_MOST_TOLD]
    width, formulas = _to_width(sheet), frozenset(told)
    number = 0
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [format_value(value) for value in values[:width]]
        yield number, cells, VALUELESS if number in formulas and not any(cells) else ""
    yield from ((row, [""] * width, VALUELESS) for row in told if row > number)


def _to_width(sheet: CalamineSheet) -> int:
    """Return the number of columns; blank ones at the right, that only have a format, are none."""
    if sheet.width <= limits.COLUMNS.most:
        return sheet.width
    width = max((place for row in sheet.iter_rows() for place, value in enumerate(row, 1) if value != ""), default=0)
    limits.COLUMNS.check(width)
    return width


def _describe_sheets(book: CalamineWorkbook, sheet: CalamineSheet) -> Iterator[Sentence]:
    sheets = _worksheets(book)
    hidden = [each.name for each in sheets if _is_hidden(each)]
    if len(sheets) > 1:
        yield Sentence("The workbook has {sheets} sheets; “{name}” was read.", sheets=len(sheets), name=sheet.name)
    if sheet.name in hidden:
        yield Sentence("The sheet “{name}” is hidden in the workbook.", name=sheet.name)
    others = [f"“{name}”" for name in hidden if name != sheet.name]
    if others:
        yield Sentence("Hidden in the workbook: {names}.", names=", ".join(others))


def _describe_cut(cut: int) -> Iterator[Sentence]:
    if cut:
        yield Sentence(
            "{count} cell shows only a month or a year, and was read that way.",
            "{count} cells show only a month or a year, and were read that way.",
            count=cut,
        )


def _describe_cells(
    sheet: CalamineSheet, package: Package, filled: int, valueless: tuple[int, ...]
) -> Iterator[Sentence]:
    if merged := len(sheet.merged_cell_ranges or ()):
        yield _describe_merged(merged, filled)
    if errors := package.error_cells:
        yield Sentence(
            "{count} cell of the workbook is an error such as #N/A, and was read as blank.",
            "{count} cells of the workbook are errors such as #N/A, and were read as blank.",
            count=errors,
        )
    if formulas := package.formulas_without_value:
        yield _describe_valueless(formulas, valueless, sheet.name)
    if package.serial_epoch == 1904:
        yield Sentence("Dates in this workbook are counted from 1904.")
    if package.kind == "xlsb" and not package.serial_epoch:
        yield Sentence("The workbook doesn't say whether its dates are counted from 1900 or from 1904.")


def _describe_merged(merged: int, filled: int) -> Sentence:
    if not filled:
        return Sentence(
            "Cells are merged in {count} place; their text is in the first cell only.",
            "Cells are merged in {count} places; their text is in the first cells only.",
            count=merged,
        )
    return Sentence(
        "Cells are merged in {count} place; their text was filled down into {cells}.",
        "Cells are merged in {count} places; their text was filled down into {cells}.",
        count=merged,
        cells=Sentence("{count} cell", "{count} cells", count=filled),
    )


def _describe_valueless(formulas: int, rows: tuple[int, ...], sheet: str) -> Sentence:
    if not rows:
        return Sentence(
            "{count} formula has no stored value and counts as blank. Open the workbook and save it once to store it.",
            "{count} formulas have no stored value and count as blank. Open the workbook and save it once to store "
            "them.",
            count=formulas,
        )
    where = Sentence("row {rows}", "rows {rows}", count=len(rows), rows=text_tables.list_numbers(rows))
    return Sentence(
        "{count} formula has no stored value ({rows} of “{sheet}”) and counts as blank. Open the workbook and save it "
        "once to store it.",
        "{count} formulas have no stored value ({rows} of “{sheet}”) and count as blank. Open the workbook and save it "
        "once to store them.",
        count=formulas,
        rows=where,
        sheet=sheet,
    )

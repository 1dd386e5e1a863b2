"""Files of every kind, made in memory: workbooks, archives, and parts of them that are wrong."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import pandas as pd
import xlsxwriter

from components.intake.readers.sheets import Sheet

CONTENT_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def to_workbook(**sheets: list[list[Any]]) -> bytes:
    """Return an XLSX workbook of these sheets; days and times become real ones."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return content.getvalue()


def to_zip(parts: dict[str, str | bytes], *more: tuple[str, str | bytes]) -> bytes:
    """Return an archive of these parts, then of `more`, whose names may stand twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (*parts.items(), *more):
            archive.writestr(name, text)
    return content.getvalue()


def to_parts(rows: str, properties: str = "") -> dict[str, str | bytes]:
    """Return the parts of the smallest XLSX workbook, with these rows as they stand in its XML."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' Type='{OFFICE}/officeDocument' "
        "Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r1' "
        f"Type='{OFFICE}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


def to_ods(rows: str) -> bytes:
    """Return an OpenDocument spreadsheet with these rows as they stand in its XML."""
    spaces = " ".join(f"xmlns:{name}='{OASIS}:{name}:1.0'" for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='A'>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return to_zip({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def to_lists(sheet: Sheet) -> list[list[str]]:
    """Return the names and the cells of a sheet as lists."""
    return [list(sheet.cells.columns), *sheet.cells.to_numpy().tolist()]


def are_texts(cells: pd.DataFrame) -> bool:
    """Tell whether every column holds texts and nothing else, none of them missing."""
    return all(isinstance(kind, pd.StringDtype) for kind in cells.dtypes) and not cells.isna().any(axis=None)


def to_csv(rows: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    """Return rows as text; their cells need no quotation marks."""
    return "".join(delimiter.join(row) + "\n" for row in rows)

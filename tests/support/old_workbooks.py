"""Workbooks in the binary kinds, XLSB and XLS, written record by record as nothing else writes them."""

import datetime as dt
import struct

from tests.support.intake_files import CONTENT_TYPES, OFFICE, OLE, PACKAGE, to_zip

Cell = str | float | dt.date
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOF, _EOF = 0x0809, 0x000A
_SHOWS_INK, _CHECKS_VERSIONS = 0x20, 0x10000  # flags that Excel always sets beside that of 1904 (MS-XLSB 2.4.823)


def to_xlsb(
    rows: list[list[Cell]], *, from_1904: bool = False, name: str = "A", before: int = 0, stated: bool = True
) -> bytes:
    """Return an XLSB workbook of one sheet (MS-XLSB 2.1.7).

    before: bytes of a record that stands before the workbook's properties; stated: whether it has properties at all.
    """
    properties = struct.pack("<III", _SHOWS_INK | _CHECKS_VERSIONS | from_1904, 0, 0)
    book = [(131, b""), (128, bytes(before)), (153, properties)][: 3 if stated else 2]
    book += [(143, b""), (156, struct.pack("<II", 0, 1) + _wide("r1") + _wide(name)), (144, b""), (132, b"")]
    sheet = [(129, b""), (148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)), (145, b"")]
    first = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
    for place, row in enumerate(rows):
        sheet.append((0, struct.pack("<IIHBBBI", place, 0, 300, 0, 0, 0, 0)))
        sheet += [_to_xlsb_cell(column, cell, first) for column, cell in enumerate(row)]
    styles = [(278, b""), (617, struct.pack("<I", 2)), *((47, struct.pack("<HH12x", 0, each)) for each in (0, 14))]
    return to_zip(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": _to_relations(officeDocument="xl/workbook.bin"),
            "xl/workbook.bin": _to_xlsb_records(book),
            "xl/_rels/workbook.bin.rels": _to_relations(worksheet="worksheets/sheet1.bin", styles="styles.bin"),
            "xl/styles.bin": _to_xlsb_records([*styles, (618, b""), (279, b"")]),
            "xl/worksheets/sheet1.bin": _to_xlsb_records([*sheet, (146, b""), (130, b"")]),
        }
    )


def _to_relations(**targets: str) -> str:
    relations = "".join(
        f"<Relationship Id='r{number}' Type='{OFFICE}/{kind}' Target='{target}'/>"
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f"<Relationships xmlns='{PACKAGE}'>{relations}</Relationships>"


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _to_xlsb_cell(column: int, cell: Cell, first: dt.date) -> tuple[int, bytes]:
    if isinstance(cell, str):
        return 6, struct.pack("<II", column, 0) + _wide(cell)
    dated = isinstance(cell, dt.date)
    return 5, struct.pack("<IId", column, dated, (cell - first).days if dated else cell)


def _to_xlsb_records(records: list[tuple[int, bytes]]) -> bytes:
    return b"".join(_to_varied(number) + _to_varied(len(body)) + body for number, body in records)


def _to_varied(number: int) -> bytes:
    """Return a number in as many bytes as it needs, seven bits each (MS-XLSB 2.1.4)."""
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + _to_varied(number >> 7)


def to_xls(rows: list[list[Cell]], *, from_1904: bool = False) -> bytes:
    """Return an XLS workbook (BIFF8, MS-XLS 2.1.7) of one sheet, in the one stream of a compound file."""
    start = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    bound = struct.pack("<BBBB", 0, 0, 1, 0) + b"A"
    dates = _to_record(0x0022, struct.pack("<H", int(from_1904)))
    before = _to_record(_BOF, start) + dates
    position = len(before) + 4 + 4 + len(bound) + 4
    book = before + _to_record(0x0085, struct.pack("<I", position) + bound) + _to_record(_EOF, b"")
    sheet = _to_record(_BOF, start[:2] + b"\x10\x00" + start[4:])
    sheet += _to_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    sheet += b"".join(
        _to_xls_cell(place, column, cell) for place, row in enumerate(rows) for column, cell in enumerate(row)
    )
    return _to_compound(book + sheet + _to_record(_EOF, b""))


def _to_record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _to_xls_cell(place: int, column: int, cell: Cell) -> bytes:
    start = struct.pack("<HHH", place, column, 0)
    if isinstance(cell, str):
        return _to_record(0x0204, start + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _to_record(0x0203, start + struct.pack("<d", cell))


def _to_compound(stream: bytes) -> bytes:
    """Return a compound file (MS-CFB 2): header, one sector of chains, one of names, then the stream."""
    sectors = max(8, -(-len(stream) // _SECTOR))  # a shorter stream would stand in another place
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    names = _to_entry("Root Entry", 5, 1, _END, 0) + _to_entry("Workbook", 2, _FREE, 2, sectors * _SECTOR)
    chains = b"".join(struct.pack("<I", entry) for entry in chain)
    return (
        header.ljust(_SECTOR, b"\xff")
        + chains.ljust(_SECTOR, b"\xff")
        + names.ljust(_SECTOR, b"\0")
        + stream.ljust(sectors * _SECTOR, b"\0")
    )


def _to_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)

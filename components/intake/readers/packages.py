"""Safety check of a zipped workbook before anything parses it: its directory, then its XML."""

import io
import re
import zipfile
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from components.intake import limits
from components.intake.limits import IntakeError
from components.messages.sentence import Sentence

POLYGLOT = Sentence("The file appears to be two types of file at once, so it was not read. Save the table as CSV.")
MACROS = Sentence("The workbook contains macros. Save it as .xlsx without them.")
PROTECTED = Sentence("The workbook is password-protected. Remove the password and save it again.")
NO_WORKBOOK = Sentence("The file is an archive, not a workbook. Unpack it and choose the table inside.")
UNSAFE_NAMES = Sentence("The workbook contains parts with unsafe names, so it was not read. Save the table as CSV.")
TWICE = Sentence("The workbook contains two parts with the same name, so it was not read. Save the table as CSV.")
ENTITIES = Sentence(
    "The workbook contains XML that no spreadsheet program writes, so for safety it was "
    "not read. Save the table as CSV."
)

# the part that tells → the kind of workbook; to add one: a line here
_KINDS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_END = b"PK\x05\x06"
_PIECE = 1_000_000
_OVERLAP = 64  # bytes, as what is looked for may lie across two pieces
_LEAST_PACKED = 1_000_000  # unpacked bytes below which the ratio says nothing
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ERROR_CELL = re.compile(rb'<c [^>]{0,60}\bt="e"')
_NO_VALUE = re.compile(rb"(</f>|<f[^<>]{0,60}/>)(<v></v>|<v ?/>)?</c>")
_BELOW_DAYS = re.compile(rb"v>(?:-\d|60[.<])")  # below the first day, and the 29 February 1900 that never was
_ROW = re.compile(rb"<row\b[^<>]{0,300}?\sr=[\"'](\d{1,7})[\"']")
_DATES_1904 = re.compile(rb"<(?:\w{1,40}:)?workbookPr\b[^>]{0,1000}\sdate1904\s?=\s?[\"'](?:1|true)[\"']")
# Records of a binary workbook (MS-XLSB 2.3.2): BrtWbProp, and the list of sheets, which stands behind it
_PROPERTIES, _SHEETS = 153, 143
_MOST_HEAD = 65_536  # bytes of a binary workbook in which its properties stand


@dataclass(frozen=True)
class Package:
    """Hold what the parts of a workbook say: its kind, 1900 or 1904 (0: not told), error cells, valueless formulas.

    below_days: it has numbers that are no days of a workbook, if a cell shows them as such.
    valueless: the rows that these formulas are in, by the part of the workbook.
    """

    kind: str
    serial_epoch: int
    error_cells: int
    formulas_without_value: int
    below_days: bool = False
    valueless: dict[str, tuple[int, ...]] = field(default_factory=dict)


def inspect_package(content: bytes) -> Package:
    """Check the directory and the XML of a zipped workbook.

    Raises IntakeError, with its reason, for whatever no spreadsheet program writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(content, archive)
            return _look_at_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, IntakeError):
            raise
        raise IntakeError(limits.DAMAGED) from error


def _check_directory(content: bytes, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    limits.ZIP_ENTRIES.check(len(entries))
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise IntakeError(MACROS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise IntakeError(PROTECTED)
    if any(_is_unsafe(entry.orig_filename) for entry in entries):
        raise IntakeError(UNSAFE_NAMES)
    if len(set(names)) < len(names):
        raise IntakeError(TWICE)
    if not entries or min(entry.header_offset for entry in entries) or content[-22:-18] != _END:
        raise IntakeError(POLYGLOT)
    unpacked = sum(entry.file_size for entry in entries)
    limits.UNPACKED_BYTES.check(unpacked)
    if unpacked > _LEAST_PACKED:
        limits.UNPACKED_RATIO.check(unpacked / len(content))


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in PurePosixPath(name).parts


def _look_at_parts(archive: zipfile.ZipFile) -> Package:
    names = archive.namelist()
    kind = next((kind for part, kind in _KINDS.items() if part in names), "")
    if not kind:
        raise IntakeError(NO_WORKBOOK)
    found: Counter[str] = Counter()
    valueless: dict[str, set[int]] = {}
    for name in names:
        if name.lower().endswith((".xml", ".rels", ".vml")):
            found += _look_at_xml(archive, name, valueless.setdefault(name, set()))
    epoch = 0 if kind == "ods" else _to_epoch(archive, kind)
    rows = {name: tuple(sorted(numbers)) for name, numbers in valueless.items() if numbers}
    return Package(kind, epoch, found["error"], found["no value"], found["below days"] > 0, rows)


def _look_at_xml(archive: zipfile.ZipFile, name: str, valueless: set[int]) -> Counter[str]:
    """Count error cells and formulas without a value in one part, and add the rows of these to `valueless`.

    Raises IntakeError where it declares an entity.
    """
    row = 0
    found: Counter[str] = Counter()
    before = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            _check_xml(before, piece)
            text = before[-_OVERLAP:] + piece
            known = len(text) - len(piece)
            if name.startswith("xl/worksheets/"):
                found["error"] += sum(match.end() > known for match in _ERROR_CELL.finditer(text))
                ends = [match.end() for match in _NO_VALUE.finditer(text) if match.end() > known]
                found["no value"] += len(ends)
                row = _add_rows(text, ends, row, valueless)
                found["below days"] = found["below days"] or int(_BELOW_DAYS.search(text) is not None)
            before = piece
    return found


def _add_rows(text: bytes, ends: list[int], row: int, valueless: set[int]) -> int:
    """Add the numbers of the rows in which some places of a sheet's XML are; returns the row at the end of it."""
    begun = [(match.end(), int(match[1])) for match in _ROW.finditer(text)] if ends else []
    starts = [place for place, _ in begun]
    numbers = [row, *(number for _, number in begun)]
    valueless.update(number for end in ends if (number := numbers[bisect(starts, end)]))
    if begun:
        return numbers[-1]
    last = text.rfind(b"<row ")
    match = _ROW.match(text, last) if last >= 0 else None
    return int(match[1]) if match else row


def find_sheet_part(content: bytes, name: str) -> str:
    """Return the part of a workbook (XLSX) that holds the sheet of that name, "" where it isn't told."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            sheets = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - entities were refused
            targets = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        except (KeyError, ET.ParseError):
            return ""
    found = next((each for each in sheets.iterfind("{*}sheets/{*}sheet") if each.get("name") == name), None)
    if found is None:
        return ""
    key = next((value for attribute, value in found.items() if attribute.endswith("}id")), "")
    target = next((each.get("Target", "") for each in targets if each.get("Id") == key), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _check_xml(before: bytes, piece: bytes) -> None:
    wide = not before and b"\0" in piece[:64]  # UTF-16 would hide what is looked for
    if wide or _DECLARATION.search(before[-_OVERLAP:] + piece):
        raise IntakeError(ENTITIES)


def _to_epoch(archive: zipfile.ZipFile, kind: str) -> int:
    """Return the year that the workbook's date serials count from, 0 where a binary one doesn't tell."""
    if kind == "xlsx":
        return 1904 if _DATES_1904.search(archive.read("xl/workbook.xml")) else 1900
    with archive.open("xl/workbook.bin") as part:
        head = part.read(_MOST_HEAD)
    for number, body in _to_records(head):
        if number == _PROPERTIES and body:
            return 1904 if body[0] & 1 else 1900  # f1904 is the lowest bit (MS-XLSB 2.4.823)
        if number == _SHEETS:
            return 1900
    return 0


def _to_records(head: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and body of the whole records at the beginning of a binary part (MS-XLSB 2.1.4)."""
    place = 0
    while place < len(head):
        number, place = _to_varied(head, place, 2)
        size, place = _to_varied(head, place, 4)
        if place + size > len(head):
            return
        yield number, head[place : place + size]
        place += size


def _to_varied(head: bytes, place: int, most: int) -> tuple[int, int]:
    """Return a number of up to `most` bytes, seven bits each, the lowest first, and where it ends."""
    number = 0
    for count, byte in enumerate(head[place : place + most]):
        number |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return number, place + count + 1
    return number, place + most

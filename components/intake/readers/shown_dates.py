"""Where a workbook's dates are cut to what it shows of them: a month or a year, and no day."""

import datetime as dt
import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO
from xml.etree import ElementTree as ET

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers.packages import Package

MONTH, YEAR = 7, 4  # letters of an ISO day that are shown
# Formats that a workbook names by number only (ECMA-376, 18.8.30), and that show a month alone: mmm-yy, 2013年4月
_BUILT_IN = {"17": MONTH, "34": MONTH, "52": MONTH, "55": MONTH}
# Formats of days that it names by number only; the other ones of that kind show times alone
_BUILT_IN_DAYS = dict.fromkeys(map(str, (14, 15, 16, 22, *range(27, 32), 36, *range(50, 59))), 1)
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
# All of these look no further than the next tag, or cell, begins: none is looked through again and again
_CELL = (
    rb"<((?:\w+:)?)c\b((?=[^<>]*\ss=[\"'](%s)[\"'])(?![^<>]*\st=[\"'][^n])[^<>]*(?<!/))>"
    rb"(?:(?!</?\1c[\s>]).)*?<\1v>(\d{1,9}(?:\.\d{0,30})?(?:[eE]\+?\d)?)</\1v></\1c>"
)
_BELOW_CELL = (
    rb"<((?:\w+:)?)c\b((?=[^<>]*\ss=[\"'](?:%s)[\"'])(?![^<>]*\st=[\"'][^n])[^<>]*(?<!/))>"
    rb"(?:(?!</?\1c[\s>]).)*?<\1v>(-\d{1,9}(?:\.\d{0,30})?|60(?:\.\d{0,30})?)</\1v></\1c>"
)
_OPEN_CELL = re.compile(
    rb"<table:table-cell\b((?:(?!\boffice:date-value)[^<>])*+\boffice:date-value=\"(\d{4}-\d\d-\d\d)[^<>]*(?<!/))>"
    rb"((?:[^<]|<(?!/?table:table-cell\b))*+)</table:table-cell>"
)
_ANNOTATION = re.compile(
    rb"<office:annotation(?![\w-])(?:[^<]|<(?!/?office:annotation(?![\w-])))*+</office:annotation>"
)
_TAG = re.compile(rb"<[^<>]*>")
_PIECE = 1_000_000  # bytes
_PICTURES = ("xl/media/", "Pictures/", "Thumbnails/")
_ROW_END = b"row>"  # of </row>, </x:row> and </table:table-row>
_FIRST_DAYS = {1900: dt.date(1899, 12, 31), 1904: dt.date(1904, 1, 1)}
_LEAP_THAT_NEVER_WAS = 60  # serial of 29 February 1900, which spreadsheets count


def apply_shown_dates(content: bytes, package: Package) -> tuple[bytes, int]:
    """Return a workbook (XLSX or ODS) whose dates are the texts YYYY-MM or YYYY where it shows no day, and how many.

    Whoever types "Apr 2013" into a spreadsheet gets a stored 1 April that is nowhere to be seen. Raises IntakeError.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if package.kind == "ods":
            return _rewritten(archive, "content.xml", _OPEN_CELL, _to_shown_open)
        if package.kind != "xlsx":
            return content, 0
        if package.below_days and (days := _find_styles(archive, is_day_format, _BUILT_IN_DAYS)):
            pattern = re.compile(_BELOW_CELL % "|".join(days).encode(), re.DOTALL)
            content, _ = _rewritten(archive, "xl/worksheets/", pattern, partial(_to_number_cell, package.serial_epoch))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = _find_styles(archive, find_shown_unit, _BUILT_IN)
        if not styles:
            return content, 0
        pattern = re.compile(_CELL % "|".join(styles).encode(), re.DOTALL)
        return _rewritten(archive, "xl/worksheets/", pattern, partial(_to_shown_cell, styles, package.serial_epoch))


def find_shown_unit(code: str) -> int:
    """Return how many letters of an ISO day a number format shows: MONTH, YEAR, 0 for a day and for what is no date."""
    shown = _UNSHOWN.sub("", code.partition(";")[0]).casefold()
    letters = set(filter(str.isalpha, shown))
    if _ELAPSED.search(code) or not letters <= set("ymegb") or set(shown) & set("0#?"):
        return 0
    return MONTH if "m" in letters else YEAR if letters & set("yeb") else 0


def find_shown_unit_in_text(day: str, text: str) -> int:
    """Return how many letters of an ISO day a displayed text shows, by the numbers that stand in it."""
    numbers = [int(number) for number in re.findall(r"\d{1,9}", text)]
    year, month, day_number = map(int, day.split("-"))
    in_words = bool(re.search(r"[^\W\d_]{3,}", text))
    for known in (year, year % 100):
        if known in numbers:
            numbers.remove(known)
            break
    named = not in_words and month in numbers
    if named:
        numbers.remove(month)
    if not text or day_number in numbers:
        return 0
    return MONTH if named or in_words else YEAR


def is_day_format(code: str) -> int:
    """Tell, as 1 or 0, whether a number format shows a day, with or without its time."""
    shown = _UNSHOWN.sub("", code.partition(";")[0]).casefold()
    letters = set(filter(str.isalpha, shown))
    dated = letters <= set("ymdhsegbap") and bool(letters & set("yd"))
    return int(dated and not _ELAPSED.search(code) and not set(shown) & set("0#?"))


def _find_styles(archive: zipfile.ZipFile, measure: Callable[[str], int], built_in: dict[str, int]) -> dict[str, int]:
    """Return the styles of cells whose format measures anything but 0: their number, and what it measures."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    try:
        root = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - packages refuses every entity
    except ET.ParseError as error:
        raise IntakeError(limits.DAMAGED) from error
    stated = root.iterfind("{*}numFmts/{*}numFmt")
    units = built_in | {each.get("numFmtId", ""): measure(each.get("formatCode", "")) for each in stated}
    cells = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {str(place): unit for place, each in cells if (unit := units.get(each.get("numFmtId", ""), 0))}


def _to_shown_cell(styles: dict[str, int], epoch: int, found: Counter[str], match: re.Match[bytes]) -> bytes:
    prefix, attributes, style, serial = match.groups()
    days = int(float(serial))
    days -= epoch == 1900 and days >= _LEAP_THAT_NEVER_WAS
    if not (epoch == 1900) <= days <= (dt.date.max - _FIRST_DAYS[epoch]).days:
        return match[0]
    day = (_FIRST_DAYS[epoch] + dt.timedelta(days)).isoformat()[: styles[style.decode()]]
    found["cells"] += 1
    plain = re.sub(rb"\s[st]=(\"[^\"]*\"|'[^']*')", b"", attributes)
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (prefix, plain, prefix, day.encode(), prefix, prefix)


def _to_number_cell(epoch: int, found: Counter[str], match: re.Match[bytes]) -> bytes:
    """Write a number that is no day of a workbook as itself, and the day that its program shows for 60."""
    prefix, attributes, number = match.groups()
    if not number.startswith(b"-") and epoch != 1900:
        return match[0]
    found["cells"] += 1
    plain = re.sub(rb"\s[st]=(\"[^\"]*\"|'[^']*')", b"", attributes)
    shown = number if number.startswith(b"-") else b"1900-02-29"
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (prefix, plain, prefix, shown, prefix, prefix)


def _to_shown_open(found: Counter[str], match: re.Match[bytes]) -> bytes:
    day = match[2].decode()
    text = _TAG.sub(b" ", _ANNOTATION.sub(b"", match[3])).decode("utf-8", "replace").strip()
    unit = find_shown_unit_in_text(day, text)
    if not unit:
        return match[0]
    found["cells"] += 1
    attributes = re.sub(rb"\b(office|calcext):(value-type|date-value)=\"[^\"]*\"", b"", match[1])
    said = b'<table:table-cell office:value-type="string"%b><text:p>%b</text:p></table:table-cell>'
    return said % (attributes, day[:unit].encode())


def _rewritten(
    archive: zipfile.ZipFile,
    start: str,
    pattern: re.Pattern[bytes],
    change: Callable[[Counter[str], re.Match[bytes]], bytes],
) -> tuple[bytes, int]:
    """Return an archive with the cells changed in all parts whose name begins so, and how many have become another."""
    written, found = io.BytesIO(), Counter[str]()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in (name for name in archive.namelist() if not name.startswith(_PICTURES)):
            with archive.open(name) as part, copy.open(name, "w") as out:
                if not name.startswith(start):
                    shutil.copyfileobj(part, out)
                    continue
                for piece in _to_pieces(part):
                    out.write(pattern.sub(partial(change, found), piece))
    return written.getvalue(), found["cells"]


def _to_pieces(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a part of a workbook in pieces that end where a row does, so that no cell lies across two."""
    rest = bytearray()
    while piece := part.read(_PIECE):
        new = max(len(rest) - len(_ROW_END), 0)  # no end begins before
        rest += piece
        cut = rest.rfind(_ROW_END, new) + len(_ROW_END)
        if cut >= len(_ROW_END):
            yield bytes(rest[:cut])
            del rest[:cut]
    yield bytes(rest)

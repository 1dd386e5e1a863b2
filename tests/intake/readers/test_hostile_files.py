"""Tests of files that were made to do harm, or that came to some: each is loaded, or refused with a sentence."""

import io
import struct

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import packages
from components.intake.readers.sheets import Sheet, read_sheet
from tests.support.intake_files import OLE, are_texts, to_ods, to_parts, to_workbook, to_zip
from tests.support.trials import examples

pytestmark = pytest.mark.child
ROW = "<row r='1'><c r='A1'><v>1</v></c></row>"
PLAIN = to_workbook(A=[["date", "title"], ["2013", "Talks"]])
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"


def _far(reference: str, row: int) -> bytes:
    return to_zip(to_parts(f"{ROW}<row r='{row}'><c r='{reference}'><v>2</v></c></row>"))


def _with(name: str, text: str | bytes) -> bytes:
    return to_zip(to_parts(ROW), (name, text))


def _encrypted() -> bytes:
    content = bytearray(PLAIN)
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _parquet() -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table({"date": ["2013", "2014"], "title": ["a", "b"]}), content)
    return content.getvalue()


PARQUET = _parquet()
REFUSED = {
    "nothing": (b"", "empty"),
    "blank lines": (b"\n \n\t\n", "empty"),
    "a far cell": (_far("XFD1048576", 1_048_576), "memory|columns|cells"),
    "a row of 2**31": (_far(f"A{2**31}", 2**31), "memory|rows|long|damaged"),
    "a row of 2**32": (_far(f"A{2**32 - 1}", 2**32 - 1), "memory|rows|long|damaged"),
    "entities": (_with("xl/sharedStrings.xml", f"{BOMB}<sst/>"), "XML that no spreadsheet program writes"),
    "an external entity": (
        _with("docProps/core.xml", "<!DOCTYPE x SYSTEM 'http://example.org/'>"),
        "XML that no spreadsheet program writes",
    ),
    "entities in UTF-16": (_with("xl/styles.xml", BOMB.encode("utf-16")), "XML that no spreadsheet program writes"),
    "a zip bomb": (_with("xl/media/a.bin", bytes(30_000_000)), "more than 200 times"),
    "a part twice": (to_zip(to_parts(ROW), ("XL/Workbook.xml", "<a/>")), "same name"),
    "traversal": (_with("../../etc/x.xml", "<a/>"), "parts with unsafe names"),
    "an absolute part": (_with("/etc/x.xml", "<a/>"), "parts with unsafe names"),
    "macros": (_with("xl/vbaProject.bin", b"x"), "macros"),
    "a password": (_encrypted(), "password"),
    "an Office password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old macros": (OLE + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    "an old letter": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "not a workbook"),
    "an old workbook, cut": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "damaged"),
    "cut short": (PLAIN[: len(PLAIN) // 2], "damaged"),
    "the workbook part missing": (to_zip({"[Content_Types].xml": "<Types/>", "a.csv": "a,b\n"}), "not a workbook"),
    "the sheet part missing": (to_zip(dict(list(to_parts(ROW).items())[:-1])), "damaged|no sheet"),
    "something before an archive": (b"PK\x03\x04 and more" + PLAIN, "two types of file|damaged"),
    "a table and an archive": (b"date,title\n2013,x\n" + PLAIN, "two types of file"),
    "a workbook and more": (PLAIN + b"<script>alert(1)</script>", "two types of file"),
    "a repeated row without end": (
        to_ods(
            "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value-type='string' "
            "table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "memory|columns|rows|long|damaged",
    ),
    "deep JSON": (b"[" * 100_000, "nested"),
    "deep objects": (b'{"a":' * 100_000, "nested"),
    "deep and whole": (b"[" * 500 + b"{}" + b"]" * 500, "nested"),
    "JSON, cut": (b'[{"a":1},{"a":', "from line 1 on"),
    "JSON of nothing": (b"[]", "no list of rows"),
    "JSON of numbers": (b"[1, 2]", "no list of rows"),
    "Parquet, cut": (PARQUET[:-20], "damaged"),
    "a footer that lies of its size": (PARQUET[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1", "damaged|memory"),
    "a footer of noise": (b"PAR1" + b"\xff" * 400 + struct.pack("<I", 200) + b"PAR1", "damaged|memory"),
    "Arrow, cut": (b"ARROW1\0\0" + b"\xff" * 100, "damaged|memory"),
    "an Arrow stream of noise": (b"\xff\xff\xff\xff\xff\xff\xff\x7f" + b"\0" * 100, "damaged|memory"),
    "a calendar, cut": (b"BEGIN:VCALENDAR\r\nBEGIN:VEV", "no events|damaged"),
    "a deep calendar": (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000, "no events|damaged|long"),
    "a web page": (b"<!doctype html><table><tr><td>1</table>", "web page"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "a pickle": (b"\x80\x04\x95\x10\x00", "not read for safety reasons"),
    "an HDF5 file": (b"\x89HDF\r\n", "HDF5"),
    "noise": (bytes(range(256)) * 40, "neither a text table"),
    "quotation marks everywhere": (b"a,b\n" + b'x,"y"z\n' * 300, "quotation marks"),
    "an endless line": (b"a,b\n" + b"x" * 9_000_000, "A line has more"),
    "too many columns": (b"a," * 1_000 + b"a\n", "columns"),
    "too many parts": (to_zip({f"{number}.xml": "" for number in range(5_001)}), "contains more than 5,?000 parts"),
}


@pytest.mark.first_variant
@pytest.mark.parametrize("case", REFUSED)
def test_what_does_harm_is_refused_with_one_sentence(case):
    content, words = REFUSED[case]
    kept = bytes(content)
    with pytest.raises(IntakeError, match=words) as refusal:
        read_sheet(content, "a.csv")
    assert str(refusal.value).count("\n") == 0
    assert content == kept


LOADED = {
    "NULs": (b"date,title\n2013,a\0b\n", [["2013", "a�b"]]),
    "controls": (b"date,title\n2013,\x07x\x1b\n", [["2013", "�x�"]]),
    "a cut letter": ("date,title\n2013,ééééééééééé".encode() + b"\xc3", [["2013", "é" * 11 + "�"]]),
    "markup": (b"date,title\n2013,<b>![x](//h/p)\n", [["2013", "<b>![x](//h/p)"]]),
    "a formula": (b"date,title\n2013,=1+1\n", [["2013", "=1+1"]]),
    "a lone surrogate": (b'[{"date":"2013","title":"\\ud800"}]', [["2013", "�"]]),
    "__proto__": (b'[{"date":"2013","__proto__":{"x":1}}]', [["2013", "1"]]),
    "a huge number": (b'[{"date":"2013","n":1' + b"0" * 5_000 + b"}]", [["2013", "1" + "0" * 5_000]]),
    "not a number": (b'[{"date":"2013","n":NaN}]', [["2013", ""]]),
    "objects in a row": (b'{"date":"2013","n":1}{"date":"2014","n":2}', [["2013", "1"], ["2014", "2"]]),
    "an object and a sheet": (PLAIN, [["2013", "Talks"]]),
    "Parquet": (PARQUET, [["2013", "a"], ["2014", "b"]]),
    "a header alone": (b"date,title\n", []),
}


@pytest.mark.few_variants(4)
@pytest.mark.parametrize("case", LOADED)
def test_what_only_looks_odd_is_loaded(case):
    content, rows = LOADED[case]
    sheet = read_sheet(content, "a")
    assert sheet.cells.to_numpy().tolist() == rows
    assert are_texts(sheet.cells)


def _read(content: bytes) -> Sheet | None:
    """Read a file, text in this process; None where it is refused, for which any other exception is none."""
    try:
        with limits.trust_files():
            return read_sheet(content, "a")
    except IntakeError:
        return None


@examples(60)
@given(st.binary(max_size=300))
def test_whatever_the_bytes_there_is_a_table_or_a_sentence(content):
    if content.startswith((b"PK", b"PAR1", b"ARROW1", OLE, b"\xff\xff\xff\xff")):
        return
    sheet = _read(content)
    assert sheet is None or (are_texts(sheet.cells) and len(sheet.cells) == len(sheet.rows))


@examples(15)
@given(st.data())
def test_a_damaged_file_is_a_table_or_a_sentence(drawn):
    content = bytearray(drawn.draw(st.sampled_from([PLAIN, PARQUET])))
    for place in drawn.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = drawn.draw(st.integers(0, 255))
    sheet = _read(bytes(content))
    assert sheet is None or np.all(np.diff(sheet.rows) > 0)


def test_a_password_in_the_directory_is_said_as_such():
    with pytest.raises(IntakeError) as refusal:
        packages.inspect_package(_encrypted())
    assert str(refusal.value) == packages.PROTECTED


@pytest.mark.exhaustive
def test_a_bomb_that_is_within_the_ratio_meets_the_childs_memory():
    values = [f"{number % 7} {'x' * 20_000}" for number in range(100)]
    column = pa.array(values, pa.large_string()).take(pa.array(np.arange(120_000) % 100))
    content = io.BytesIO()
    pq.write_table(pa.table({"title": column}), content)
    with pytest.raises(IntakeError) as refusal:
        read_sheet(content.getvalue(), "a.parquet")
    assert str(refusal.value) in {limits.TOO_MUCH_MEMORY, limits.DECODED_BYTES.sentence.format(most="1 500 000 000")}

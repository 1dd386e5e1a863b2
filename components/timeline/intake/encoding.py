"""This file is how the encoding of a text is told from its bytes: marks, UTF-8's own rules, then its letters."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from components.timeline.intake import letters
from components.timeline.intake.limits import IntakeError

# codec → what a person calls it; to add one: a line here, and in `letters` how its texts are told
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, big-endian",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32, big-endian",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "euc_kr": "EUC-KR (Korean)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "latin_1": "Latin-1",
}
_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes
_PIECE = 1_000_000
_FAULTS_PER_LETTER = 0.1  # a text with so many broken letters was written in UTF-8 all the same, and damaged
_FEW_ZEROS = 4  # may stand in any text; the shortest table in UTF-16 has more
_UNKNOWN_TO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SINGLE_BYTE = ["cp1250", "cp1252", "cp1253", "cp1254"]


@dataclass(frozen=True)
class Encoding:
    """Hold a codec's name, the bytes of its mark, and what is said of the choice ("" = nothing)."""

    codec: str
    mark: int = 0
    note: str = ""


def decide_encoding(content: bytes, wanted: str = "") -> Encoding:
    """Return the encoding that a person wants, else the one that the bytes speak for.

    Raises IntakeError for a wanted encoding that is none of ENCODINGS.
    """
    if wanted and wanted not in ENCODINGS:
        raise IntakeError("That encoding isn't known here; choose one of those offered.")
    marked = next(((codec, len(mark)) for mark, codec in _MARKS if content.startswith(mark)), None)
    if marked and (not wanted or wanted == marked[0]):
        return Encoding(marked[0], marked[1], "" if marked[0] == "utf-8" else f"Read as {ENCODINGS[marked[0]]}.")
    codec = wanted or _wide(content[:_SAMPLE]) or _utf8(content) or _legacy(content)
    return Encoding(codec, 0, "" if codec == "utf-8" else f"Read as {ENCODINGS[codec]}.")


def _wide(sample: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a mark by where their zeros stand; commas and line ends always have some."""
    zeros = [sum(byte == 0 for byte in sample[place::4]) for place in range(4)]
    quarter, total = len(sample) // 4, sum(zeros)
    if total < max(_FEW_ZEROS, len(sample) * 0.05):
        return ""
    if zeros[3] >= quarter * 0.99 and zeros[2] >= quarter * 0.9:
        return "utf-32-le"
    if zeros[0] >= quarter * 0.99 and zeros[1] >= quarter * 0.9:
        return "utf-32-be"
    if zeros[1] + zeros[3] >= total * 0.95:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] + zeros[2] >= total * 0.95 else ""


def _utf8(content: bytes) -> str:
    """Tell UTF-8, even with a few broken letters; and ISO-2022-JP, which is seven bits wide as well."""
    if b"\x1b$" in content[:_SAMPLE] and content.isascii():
        return "iso2022_jp"
    faults = good = 0
    for text in _decoded(content):
        if not text.isascii():
            broken = text.count("\N{REPLACEMENT CHARACTER}")
            faults, good = faults + broken, good + len(text) - len(text.encode("ascii", "ignore")) - broken
    return "utf-8" if faults <= good * _FAULTS_PER_LETTER else ""


def _decoded(content: bytes) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for start in range(0, len(content), _PIECE):
        yield decoder.decode(content[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _legacy(content: bytes) -> str:
    """Tell the older encodings by the letters that come out."""
    sample = _telling_lines(content)
    codec = letters.tell_east_asian(sample) or letters.tell_cyrillic(sample)
    if codec:
        return codec
    best = from_bytes(sample, cp_isolation=_SINGLE_BYTE).best()
    if best and best.encoding != "cp1252" and not letters.reads_as_western(sample):
        return best.encoding
    return "latin_1" if _UNKNOWN_TO_CP1252.search(sample) else "cp1252"


def _telling_lines(content: bytes) -> bytes:
    """Return the first lines that hold more than ASCII; no line end is part of a letter in the older encodings."""
    lines: list[bytes] = []
    size = 0
    for found in _TELLING.finditer(content):
        lines.append(found.group()[:_SAMPLE])
        size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"".join(lines)


_TELLING = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*[\r\n]*")

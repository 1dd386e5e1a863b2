"""Detection of a text's encoding from its bytes: marks, UTF-8's own rules, then its letters."""

import codecs
import re
from array import array
from dataclasses import dataclass

from components.intake.limits import IntakeError
from components.intake.readers.text_encodings import alphabets, code_pages, encoding_evidence
from components.intake.readers.text_tables import list_numbers
from components.messages.sentence import N_, Sentence

# codec → what a person calls it; to add one: a line here, and how its texts are told in `encoding_evidence`
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": N_("UTF-16, big-endian"),
    "utf-32-le": "UTF-32",
    "utf-32-be": N_("UTF-32, big-endian"),
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": N_("GB 18030 (Chinese)"),
    "big5": N_("Big5 (Chinese)"),
    "euc_kr": N_("EUC-KR (Korean)"),
    "cp1251": N_("Windows-1251 (Cyrillic)"),
    "koi8_r": N_("KOI8-R (Cyrillic)"),
    "cp1252": N_("Windows-1252 (Western European)"),
    "cp1250": N_("Windows-1250 (Central European)"),
    "cp1253": N_("Windows-1253 (Greek)"),
    "cp1254": N_("Windows-1254 (Turkish)"),
    "latin_1": "Latin-1",
}
CHOICES = ENCODINGS | code_pages.FURTHER  # what a person may choose
_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SAMPLE = 65_536  # bytes
_PIECE = 1_000_000
_FAULTS_PER_LETTER = 0.1  # a text with so many broken letters was written in UTF-8 all the same, and damaged
_NOT_BY_CHANCE = 2  # bytes that follow another as they must in UTF-8
_FEW_ZEROS = 4  # may stand in any text; the shortest table in UTF-16 has more
_UNKNOWN_TO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(rb"[^\r\n]*\r?\n?")  # what follows the repeat may be missing, so no line is gone over twice


@dataclass(frozen=True)
class Encoding:
    """Hold a codec's name, the bytes of its mark, and what is said of the choice ("" = nothing).

    second: the codec of lines that are not in the first one, "" where there are none.
    """

    codec: str
    mark: int = 0
    note: str = ""
    second: str = ""


def detect_encoding(content: bytes, wanted: str = "") -> Encoding:
    """Return the encoding that a person wants, else the one that the bytes speak for.

    Raises IntakeError for a wanted encoding that is none of CHOICES.
    """
    if wanted and wanted not in CHOICES:
        raise IntakeError(Sentence("This encoding is not recognised. Choose one from the list."))
    marked = next(((codec, len(mark)) for mark, codec in _MARKS if content.startswith(mark)), None)
    codec, mark = marked if marked and wanted in ("", marked[0]) else (wanted or _wide(content[:_SAMPLE]), 0)
    codec = codec or _seven_bits(content)
    if codec in ("", "utf-8"):
        second = _second_beside_utf8(content, is_utf8=bool(codec))
        if second is not None:
            return Encoding("utf-8", mark, *second)
    codec = codec or _legacy(_telling_lines(content))[0]
    return Encoding(codec, mark, Sentence("Encoding: {encoding}.", encoding=Sentence(CHOICES[codec])))


def list_choices(content: bytes, encoding: Encoding) -> dict[str, str]:
    """Return the encodings that may be chosen for a content, each with a few words as it reads them ("" = all ASCII).

    The one that it is read in stands first, then the likeliest.
    """
    is_wide = encoding.codec.startswith(("utf-16", "utf-32"))
    return code_pages.read_words(b"" if is_wide else _telling_lines(content), encoding.codec, CHOICES)


def unify_encoding(content: bytes, encoding: Encoding) -> bytes:
    """Return a content whose lines are all in the encoding's first codec; its mark stays."""
    if not encoding.second:
        return content
    return b"".join(
        line.decode(encoding.second, "replace").encode() if _rate_line(line) == _OTHER else line
        for line in _LINE.findall(content)
    )


def decode(content: bytes, encoding: Encoding) -> str:
    """Return the text of a content without its mark; what can't be read is “�”."""
    return unify_encoding(content, encoding)[encoding.mark :].decode(encoding.codec, "replace")


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


def _seven_bits(content: bytes) -> str:
    """Tell ASCII, which is UTF-8 as well, from ISO-2022-JP."""
    if not content.isascii():
        return ""
    return "iso2022_jp" if b"\x1b$" in content[:_SAMPLE] else "utf-8"


def _second_beside_utf8(content: bytes, *, is_utf8: bool) -> tuple[str, str] | None:
    """Return what is said of a text in UTF-8 and the encoding of its other lines, both "" where there are none.

    None where it is no UTF-8: few lines are, or these make sense in the encoding of the others as well. With
    `is_utf8` it is known to be.
    """
    faults, good, cut = _count_letters(content)
    if not faults and not cut:
        return "", ""
    is_utf8 = is_utf8 or (good > cut and faults <= good * _FAULTS_PER_LETTER)
    lines = _sort_lines(content) if good else _Lines()
    if not lines.count:
        return ("", "") if is_utf8 else None
    codec, is_clean = _legacy(lines.others or lines.utf8, lines.utf8.decode(errors="replace"))
    if not is_utf8 and (_makes_more_sense(lines.utf8, codec) or not (is_clean or lines.count > len(lines.numbers))):
        return None
    if not lines.numbers or not is_clean:
        return "", ""
    said = Sentence(
        "The file has two encodings: UTF-8, and {encoding} in line {lines}.",
        "The file has two encodings: UTF-8, and {encoding} in lines {lines}.",
        count=len(lines.numbers),
        encoding=Sentence(ENCODINGS[codec]),
        lines=list_numbers(lines.numbers),
    )
    return said, codec


def _count_letters(content: bytes) -> tuple[int, int, bool]:
    """Return how many letters beyond ASCII are broken, read as UTF-8, how many are whole, and if the end cuts one."""
    beyond = 0
    broken = -content.count(_REPLACEMENT.encode())  # those that were written so
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for start in range(0, len(content), _PIECE):
        text = decoder.decode(content[start : start + _PIECE])
        if not text.isascii():
            broken += text.count(_REPLACEMENT)
            beyond += len(text) - len(text.encode("ascii", "ignore"))
    return broken, beyond - broken, bool(decoder.getstate()[0])


class _Lines:
    """Holds the first lines that are UTF-8 and how many are, the first others, and the numbers of all others."""

    def __init__(self) -> None:
        self.utf8 = self.others = b""
        self.count = 0
        self.numbers = array("Q")


_ASCII, _UTF8, _OTHER = range(3)


def _sort_lines(content: bytes) -> _Lines:
    sorted_lines = _Lines()
    for number, found in enumerate(_LINE.finditer(content), start=1):
        rated = _rate_line(line := found.group())
        if rated == _UTF8:
            sorted_lines.count += 1
            if len(sorted_lines.utf8) < _SAMPLE:
                sorted_lines.utf8 += line[:_SAMPLE]
        elif rated == _OTHER:
            sorted_lines.numbers.append(number)
            if len(sorted_lines.others) < _SAMPLE:
                sorted_lines.others += _around_first_letter(line)
    return sorted_lines


def _rate_line(line: bytes) -> int:
    """Tell whether a line is ASCII, UTF-8, also where one letter is damaged or the file ends within it, or neither."""
    if line.isascii():
        return _ASCII
    faults, good, _ = _count_letters(line)
    if not faults:
        return _UTF8
    whole = line.decode("utf-8", "ignore")
    is_damaged = faults == 1 and len(whole.encode()) - len(whole) >= _NOT_BY_CHANCE
    return _UTF8 if is_damaged or faults <= good * _FAULTS_PER_LETTER else _OTHER


def _makes_more_sense(sample: bytes, codec: str) -> bool:
    """Tell whether a text has the letters that one of the older encodings is for, rather than those it has in UTF-8."""
    if codec in encoding_evidence.CODECS and encoding_evidence.makes_sense(sample, codec):
        return True
    told = alphabets.detect_single_byte(sample)
    return told.codec == codec and told.rating > alphabets.rate_text(sample.decode(errors="replace"))


def _legacy(sample: bytes, beside: str = "") -> tuple[str, bool]:
    """Tell the older encodings by the letters that come out, and whether these make sense.

    `beside` is text that is probably in the same language.
    """
    told = alphabets.detect_single_byte(sample, beside)
    codec = "" if told.is_clear else encoding_evidence.detect_east_asian(sample)
    if codec:
        return codec, True
    unknown = told.codec == "cp1252" and _UNKNOWN_TO_CP1252.search(sample)
    return "latin_1" if unknown else told.codec, told.is_clean


def _telling_lines(content: bytes) -> bytes:
    """Return the first lines that hold more than ASCII; no line end is part of a letter in the older encodings."""
    lines: list[bytes] = []
    size = 0
    for found in _LINE.finditer(content):
        if not (line := found.group()).isascii():
            lines.append(_around_first_letter(line))
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)


def _around_first_letter(line: bytes) -> bytes:
    """Return so much of a line as is looked at: from its beginning, or where its first letter beyond ASCII is."""
    first = _BEYOND_ASCII.search(line)
    start = first.start() if first and first.start() >= _SAMPLE else 0
    return line[start : start + _SAMPLE]

"""Detection of a file's kind from its bytes; its name says nothing that counts."""

import re

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import packages
from components.messages.sentence import N_, Sentence

# first bytes → the kind that reads it; to add one: a line here, and its reader in `child`
KINDS = (
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\xff\xff\xff\xff", "arrow"),
)
# first bytes → what they are; to add one: a line here
OTHERS = (
    (b"PK", N_("a damaged workbook or archive")),
    (b"%PDF-", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"\x1f\x8b", N_("a compressed file")),
    (b"BZh", N_("a compressed file")),
    (b"\xfd7zXZ", N_("a compressed file")),
    (b"\x28\xb5\x2f\xfd", N_("a compressed file")),
    (b"7z\xbc\xaf", N_("an archive")),
    (b"Rar!", N_("an archive")),
    (b"SQLite format 3", N_("a database")),
    (b"\x89HDF", N_("an HDF5 file")),
    (b"\x80\x04\x95", N_("a Python pickle, which is not read for safety reasons")),
    (b"\x80\x05\x95", N_("a Python pickle, which is not read for safety reasons")),
    (b"FEA1", N_("a Feather version 1 file")),
    (b"{\\rtf", N_("a text document")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
)
_MARKUP = Sentence("The file is a web page or XML, not a table. Save the table as CSV or XLSX.")
_CALENDAR = re.compile(rb"(\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*(\{\s*[\"}]|\[\s*[\[{\]\"])")
_NUMBERS = re.compile(rb"(\xef\xbb\xbf)?\s*\[\s*[-\dtfn]")
_HTML = re.compile(rb"(\xef\xbb\xbf)?\s*<(!|\?xml|html|head|body|table|svg)", re.IGNORECASE)
_HEAD, _TAIL = 1_024, 66_000  # bytes; where a second kind of file would begin, and where an archive ends


def detect_kind(content: bytes) -> str:
    """Return the kind of a file: one of KINDS, "ics", "json" or "csv".

    Raises IntakeError for a file that is empty, too large, of a kind that is not read, or two kinds at once.
    """
    limits.FILE_BYTES.check(len(content))
    for start, kind in KINDS:
        if content.startswith(start) and not (start == b"\xff\xff\xff\xff" and len(content) < 16):
            _check_one_kind(content, kind)
            return kind
    return _tell_text(content)


def _check_one_kind(content: bytes, kind: str) -> None:
    if kind == "parquet" and content[-4:] != b"PAR1":
        raise IntakeError(limits.DAMAGED)
    if b"%PDF-" in content[:_HEAD]:
        raise IntakeError(packages.POLYGLOT)


def _tell_text(content: bytes) -> str:
    head = content[:_HEAD]
    for start, what in OTHERS:
        if head.startswith(start):
            raise IntakeError(
                Sentence(
                    "The file is {kind}. Save the table as CSV, XLSX, ODS, JSON, Parquet or ICS.", kind=Sentence(what)
                )
            )
    if _HTML.match(head):
        raise IntakeError(_MARKUP)
    if b"%PDF-" in head or b"PK\x05\x06" in content[-_TAIL:]:
        raise IntakeError(packages.POLYGLOT)
    if _CALENDAR.match(head):
        return "ics"
    return "json" if _is_json(_to_narrow(head), _to_narrow(content[-_HEAD:]).rstrip()) else "csv"


def _is_json(head: bytes, tail: bytes) -> bool:
    """Tell JSON by how it begins; a list of numbers could be a cell of a date, so it must end as a list as well."""
    return bool(_JSON.match(head) or (_NUMBERS.match(head) and tail.endswith(b"]")))


def _to_narrow(head: bytes) -> bytes:
    """Return the first bytes without the mark and the zeros of a wider encoding, enough to see what begins here."""
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")

"""The guard in front of a template: a stranger's package is checked before anything reads it."""

import io
import re
import zipfile
import zlib

from components.exports.errors import ExportError
from components.messages.sentence import Sentence

MOST_BYTES = 50_000_000  # of the file
MOST_UNPACKED = 300_000_000
MOST_PARTS = 4_000
MOST_RATIO = 200  # unpacked to packed, of parts above FREE_RATIO
FREE_RATIO = 1_000_000
MOST_XML = 20_000_000  # bytes of one part that is markup
TYPES = "[Content_Types].xml"
_PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHERS = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.presentationml\.(?:template|slideshow)\.main\+xml"
)
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ACTIVE = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)


def read_package(template: bytes) -> bytes:
    """Return a template's package as that of a presentation; raises ExportError where it is none, or is unsafe."""
    if len(template) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise ExportError(Sentence("The template is larger than {most} MB. Choose a smaller one.", most=most))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            _check_directory(package.infolist())
            return _copy(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, LookupError) as error:
        unread = Sentence("The template is not a PowerPoint file, is protected or is damaged. Choose another one.")
        raise ExportError(unread) from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    folded = {name.lower() for name in names}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ExportError(
            Sentence("The template has too many parts or is too large when unpacked. Choose another one.")
        )
    if any(part.file_size > max(FREE_RATIO, MOST_RATIO * part.compress_size) for part in parts):
        raise ExportError(Sentence("The template is compressed in an unusual way. Choose another one."))
    if len(folded) < len(names) or any(name.startswith("/") or ".." in name or "\\" in name for name in names):
        raise ExportError(Sentence("The template has parts with unsafe names. Choose another one."))
    if TYPES not in names:
        raise ExportError(Sentence("The template is not a PowerPoint file. Choose a .pptx or .potx file."))


def _copy(package: zipfile.ZipFile) -> bytes:
    copied = io.BytesIO()
    with zipfile.ZipFile(copied, "w", zipfile.ZIP_STORED) as made:
        for part in package.infolist():
            content = package.read(part)
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                _check_markup(content)
            if part.filename == TYPES:
                content = _to_types(content)
            made.writestr(part.filename, content)
    return copied.getvalue()


def _check_markup(content: bytes) -> None:
    if len(content) > MOST_XML or _DECLARED.search(content.replace(b"\0", b"")):
        raise ExportError(
            Sentence(
                "The template's contents are not in PowerPoint's usual form. Save it again in "
                "PowerPoint, or choose another one."
            )
        )


def _to_types(content: bytes) -> bytes:
    if _ACTIVE.search(content):
        raise ExportError(Sentence("The template contains macros or controls. Save it as .pptx or .potx without them."))
    return _OTHERS.sub(_PRESENTATION, content)

"""SVG as a PNG, and the words that a PNG carries along, which no viewer draws and every tool reads."""

import struct
import zlib

import resvg_py

from components.exports.svg import fonts
from components.exports.svg.svg_elements import clean_printable

_HEADER = 33  # bytes of signature and IHDR, after which texts may stand


def render_png(drawn: str, scale: float) -> bytes:
    """Turn SVG into PNG of so many pixels for each of its own; letters that our fonts lack are the machine's."""
    files = list(fonts.font_files())
    family = fonts.FAMILY
    made = resvg_py.svg_to_bytes(drawn, zoom=scale, font_files=files, font_family=family, sans_serif_family=family)
    return bytes(made)


def add_metadata(png: bytes, words: dict[str, str]) -> bytes:
    """Return a PNG with texts by keyword (iTXt, section 11.3.3.4 of the PNG specification, third edition)."""
    texts = (_chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + _clean(said)) for key, said in words.items())
    return png[:_HEADER] + b"".join(texts) + png[_HEADER:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _clean(said: str) -> bytes:
    return "\n".join(map(clean_printable, said.split("\n"))).encode()

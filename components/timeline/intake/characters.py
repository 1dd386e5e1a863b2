"""This file is the characters that no file may bring in: controls, halves of pairs and non-characters."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Tab, line feed and carriage return are part of a text; half of a surrogate pair can't be written to any file
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE = re.compile(_UNSAFE.pattern.replace("]", f"{REPLACEMENT}]"))


def clean(text: str) -> str:
    """Return a text with every character that can't be shown replaced by “�”."""
    return _UNSAFE.sub(REPLACEMENT, text)


def has_unreadable(text: str) -> bool:
    """Tell whether a text has a character that can't be shown, or one that has been replaced already."""
    return _UNREADABLE.search(text) is not None


def to_share_unsafe(text: str) -> float:
    """Return the share of characters that can't be shown, 0..1."""
    return len(_UNSAFE.findall(text)) / max(len(text), 1)

"""This file is the characters that no file may bring in: controls, halves of pairs and non-characters."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FEW_FAULTS, _MOST_FAULTS = 16, 0.05  # characters that can't be shown, and their share
# Tab, line feed and carriage return are part of a text; half of a surrogate pair can't be written to any file
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE = re.compile(_UNSAFE.pattern.replace("]", f"{REPLACEMENT}]"))


def clean(text: str) -> str:
    """Return a text with every character that can't be shown replaced by “�”."""
    return _UNSAFE.sub(REPLACEMENT, text)


def has_unreadable(text: str) -> bool:
    """Tell whether a text has a character that can't be shown, or one that has been replaced already."""
    return _UNREADABLE.search(text) is not None


def is_text(sample: str) -> bool:
    """Tell whether a sample is text that may have a few faults, and not a file of another kind."""
    unsafe = len(_UNSAFE.findall(sample))
    return unsafe <= max(_FEW_FAULTS, _MOST_FAULTS * len(sample))

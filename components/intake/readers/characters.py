"""The characters that no file may bring in: controls, halves of pairs and non-characters."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FEW_FAULTS, _MOST_FAULTS = 16, 0.05  # characters that can't be shown, and their share
# Tab, line feed and carriage return are part of a text; half of a surrogate pair can't be written to any file
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, marks of direction, joiners, zero-width blanks, byte order mark: a reader never sees them
_INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]++")
_SOFT_HYPHEN = "\u00ad"
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_UNREADABLE = re.compile(_UNSAFE.pattern.replace("]", f"{REPLACEMENT}]"))


def clean(text: str) -> str:
    """Return a text with every character that can't be shown replaced by “�”."""
    return _UNSAFE.sub(REPLACEMENT, text)


def drop_invisible(text: str) -> str:
    """Return a text without characters that nobody sees; between two digits a hyphen or a blank stands for them."""
    return text if text.isascii() else _INVISIBLE.sub(_to_between, text).strip()


def quote_visible(text: str) -> str:
    """Return a text to be quoted in a sentence: characters that nobody sees stand as U+200E in brackets."""
    return "".join(
        letter if letter.isprintable() and letter not in _BLANK_LETTERS else f"[U+{ord(letter):04X}]" for letter in text
    )


def has_unreadable(text: str) -> bool:
    """Tell whether a text has a character that can't be shown, or one that has been replaced already."""
    return _UNREADABLE.search(text) is not None


def is_text(sample: str) -> bool:
    """Tell whether a sample is text that may have a few faults, and not a file of another kind."""
    unsafe = len(_UNSAFE.findall(sample))
    return unsafe <= max(_FEW_FAULTS, _MOST_FAULTS * len(sample))


def _to_between(match: re.Match[str]) -> str:
    around = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    if not (around[0].isdecimal() and around[1].isdecimal()):
        return ""
    return "-" if _SOFT_HYPHEN in match[0] else " "

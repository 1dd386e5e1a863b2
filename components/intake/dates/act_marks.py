"""Letters behind a date that say by which act a party joined a treaty, as depositaries write them: 3 Oct 1994 a."""

from components.messages.sentence import N_

# Accession, acceptance, approval, formal confirmation (AA and c), definitive signature, succession, provisional
_MARKS = ("a", "A", "AA", "c", "d", "s", "n", "P", "p")
_LEAST_LETTERS = 8  # of the date before it
NOTE = N_("letter after the date left out")


def split_mark(text: str) -> tuple[str, str]:
    """Return a text without such a letter behind a year of four digits, and the letter; "" where there is none."""
    head, _, mark = text.rpartition(" ")
    head = head.rstrip()
    is_dated = len(head) >= _LEAST_LETTERS and head[-4:].isdecimal() and not head[:-4].isalpha()
    return (head, mark) if mark in _MARKS and is_dated else (text, "")

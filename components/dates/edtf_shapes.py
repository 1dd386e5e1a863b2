"""The grammar of date texts: which shapes of EDTF are read, and why others are refused."""

import re
from dataclasses import dataclass
from functools import lru_cache

from components.messages.sentence import N_

MARKS = "?~%"

# A shape is a text with every ASCII digit turned into 0, so that one match serves all texts of that shape.
_LONGEST = 40
_TO_SHAPE = str.maketrans("123456789", "000000000")
_DATE = r"(?:000X|00XX|0000(?:-00(?:-00|-XX)?|-XX(?:-XX)?)?)[?~%]?"
_GRAMMAR = re.compile(
    rf"(?P<date>{_DATE})"
    rf"|(?P<began>{_DATE})/(?P<ended>{_DATE}|\.\.|)|(?P<open>\.\.|)/(?P<until>{_DATE})"
    rf"|\[(?P<least>{_DATE})\.\.(?P<most>{_DATE})\](?P<outer>[?~%]?)"
)
_KINDS = (
    ("date", "date", "date"),
    ("interval", "began", "ended"),
    ("interval", "open", "until"),
    ("set", "least", "most"),
)

_OTHERWISE = N_("This is not a valid EDTF date. Use a form such as 2013, 2013-04, 2013-04-29 or 2013-04-28/2013-04-30.")
_REFUSALS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (
            r"[^\x20-\x7e]",
            N_(
                "Write the date with the digits 0 to 9 and ordinary keyboard signs; this one contains other characters."
            ),
        ),
        (r"T0|0:0", N_("Times of day are not supported. Enter only the date.")),
        (
            r"Y-?0|[0X]{5}",
            N_("Write the year with four digits, from 0001 to 9999, and put hyphens between year, month and day."),
        ),
        (r"[a-zA-WYZ]", N_("Write the date in digits, such as 2013-04-29, not in words.")),
        (r"\s", N_("Remove the spaces from the date.")),
        (r"(?:^|[/\[.])-", N_("Years before 0001 are not supported.")),
        (r"[?~%]-?[0X]", N_("Put ?, ~ or % at the end of the whole date, not inside it.")),
        (r"[?~%]{2}", N_("Use only one of ?, ~ and % in a date; % means the same as ? and ~ together.")),
        (
            r"[,{}]|\[\.\.|\.\.\]",
            N_(
                "The only kind of set supported is a range with a first and a last date, such as "
                "[2013-11-01..2013-11-02]."
            ),
        ),
        (r"^(?:\.\.)?/(?:\.\.)?$", N_("An interval needs a beginning or an end.")),
        (
            r"^00?[./-]00?[./-]00|^0000[./]00?[./]0",
            N_("Write a day as year, month and day with hyphens, such as 2013-04-29."),
        ),
        (r"-0(?!0)", N_("Write the month and the day with two digits each, such as 2013-04-09.")),
    )
)


@dataclass(frozen=True)
class ShapeParts:
    """Where the parts of a shape stand: its kind, the slices of its two ends, and a mark after a closing bracket."""

    kind: str
    first: slice
    last: slice
    outer: str


def to_shape(text: str) -> str:
    """Turn a text into its shape; one longer than any date is cut and ends in a +, which no date has."""
    return (text if len(text) <= _LONGEST else text[:_LONGEST] + "+").translate(_TO_SHAPE)


@lru_cache(maxsize=8192)
def match_shape(shape: str) -> ShapeParts | None:
    """Match a shape against the grammar; None where it is not one of its shapes."""
    match = _GRAMMAR.fullmatch(shape)
    if match is None:
        return None
    kind, first, last = next(names for names in _KINDS if match[names[1]] is not None)
    return ShapeParts(kind, slice(*match.span(first)), slice(*match.span(last)), match["outer"] or "")


def describe_refusal(shape: str) -> str:
    """Say in one sentence why a shape is not read."""
    return next((reason for pattern, reason in _REFUSALS if pattern.search(shape)), _OTHERWISE)

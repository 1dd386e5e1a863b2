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

_OTHERWISE = N_("This is not an EDTF date such as 2013, 2013-04, 2013-04-29 or 2013-04-28/2013-04-30.")
_REFUSALS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"[^\x20-\x7e]", N_("A date is written with the digits 0 to 9 and plain signs; this holds other characters.")),
        (r"T0|0:0", N_("A time of day is not kept; leave the calendar day alone.")),
        (r"Y-?0|[0X]{5}", N_("A year has four digits, from 0001 to 9999, and hyphens follow it.")),
        (r"[a-zA-WYZ]", N_("A date is written in digits, such as 2013-04-29, not in words.")),
        (r"\s", N_("A date has no spaces in it.")),
        (r"(?:^|[/\[.])-", N_("Years before 1 are not read.")),
        (r"[?~%]-?[0X]", N_("A ?, ~ or % stands at the end of the whole date, not inside it.")),
        (r"[?~%]{2}", N_("A date carries one of ?, ~ and %; % means both others.")),
        (r"[,{}]|\[\.\.|\.\.\]", N_("Of sets only a range of two ends is read, such as [2013-11-01..2013-11-02].")),
        (r"^(?:\.\.)?/(?:\.\.)?$", N_("An interval needs a beginning or an end.")),
        (
            r"^00?[./-]00?[./-]00|^0000[./]00?[./]0",
            N_("A day is written year, month, day with hyphens, such as 2013-04-29."),
        ),
        (r"-0(?!0)", N_("A month and a day have two digits each, such as 2013-04-09.")),
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

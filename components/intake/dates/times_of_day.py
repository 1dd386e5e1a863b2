"""Times of day and time zones beside a date: they are found whole, so that no part of them becomes a day.

A date is the calendar day as it is written. A time and its zone never move it, and never make an end of it.
"""

import re

MARK = "T"  # stands for a time in a text in small letters, which holds no capital of its own

_HALF = r"[ap]\.?m\b\.?"
_COLON = rf"\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,:]\d{{1,9}})?)?(?!\d)(?: ?{_HALF})?"
_BASIC = r"\d{2}(?:\d{2}(?:\d{2}(?:[.,]\d{1,9})?)?)?(?!\d)"  # ISO 8601: T14, T1430, T143000
_TWELVE, _HOUR, _MINUTE = r"(?:0?\d|1[0-2])", r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_NAMED = "|".join(
    (
        rf"{_TWELVE}(?:[.:]{_MINUTE})? ?{_HALF}",
        rf"{_HOUR}(?:[.:]{_MINUTE})? ?uhr\b",
        rf"{_HOUR}{_MINUTE} ?(?:hours|hrs?|z)\b",
        rf"(?:0\d|[3-9]|1\d|2[0-4])h(?:{_MINUTE})?\b",  # 1h and 2h are halves of a year
        rf"(?:午前|午後)? ?{_HOUR}時(?:\d{{1,2}}分|半)?(?:頃|ごろ|ころ)?",
    )
)
# Two hours that only the second one says to be hours: behind a whole date, where no day is left to be said
_FIRST_HOUR = (
    rf"(?:(?<=\d{{4}} )|(?<=\d{{4}}, )|(?<=from )|(?<=von )){_HOUR} ?(?:-|to|bis) ?(?={_HOUR}(?:[.:]{_MINUTE})? ?"
    rf"(?:{_HALF}|uhr\b))"
)
_FIRST_TIME = rf"(?:(?<=^)|(?<=\d{{4}} )|(?<=\d{{4}}, )){_HOUR}\.{_MINUTE} ?(?:-|to|bis) ?(?={_HOUR}\.{_MINUTE} ?uhr\b)"

_ZONE_NAMES = (
    r"(?:z|utc|ut|gmt|[aecmp][sd]t|ak[sd]t|hst|bst|wes?t|ces?t|mes?z|ees?t|msk|ist|pkt|ict|hkt|sgt|jst|kst"
    r"|a[ecw][sd]t|nz[sd]t|uhr|hrs?|hours?|local time)\b"
)
_REGIONS = "africa|america|antarctica|arctic|asia|atlantic|australia|etc|europe|indian|pacific"
# An offset without minutes looks like a day that a range ends with, unless nothing of a date follows
_LONE_OFFSET = (
    r"-(?:0\d|1[0-4])(?=\s?(?:$|[,()\[\]])|\s[-~/]\s|[-~/]\d{4}-|\s\d{4}$"
    r"|\s(?:to|until|till|through|thru|bis|and|or)\b)"
)
_OFFSETS = (
    rf"[+-]\d{{1,2}}:{_MINUTE}(?::{_MINUTE})?(?![\d:]| ?{_HALF})",
    rf"[+-](?:0\d|1[0-4]){_MINUTE}(?!\d)",
    r"\+\d{1,2}(?![\d:])",
    _LONE_OFFSET,
)
_ZONES = "|".join(
    (
        r"(?:utc|gmt)[+-]\d{1,2}(?![\d:])",
        _ZONE_NAMES,
        *_OFFSETS,
        rf"\[?(?:{_REGIONS})/[a-z0-9_+-]{{1,40}}(?:/[a-z_]{{1,40}})?\]?",
        r"\([a-z .]{2,40}(?:time|zeit)\)",
    )
)
_ZONE = rf"(?: ?(?:{_ZONES})){{0,3}}"
_ANY = rf"(?:{_COLON}|{_NAMED}){_ZONE}"
_TIME = re.compile(
    rf"(?:(?<=\d)t{_COLON}|(?:(?<=[-/.]\d\d)|(?<=\d{{8}}))t{_BASIC}){_ZONE}"
    rf"|(?<![\d:.])(?:(?:at|um|à|às|kl\.?) )?{_COLON}{_ZONE}(?: ?[-~/] ?{_ANY})?"
    rf"|(?<![\d:./-])(?:(?:at|um|à|às|kl\.?) )?(?:{_FIRST_HOUR}|{_FIRST_TIME})?(?:{_NAMED}){_ZONE}(?: ?[-~/] ?{_ANY})?"
    rf"|(?<=-\d\d)(?:z\b|[+-]\d\d:\d\d(?![\d:]))"  # XML: 2013-04-28+09:00
)
# A day in digits with nothing but a time behind it, as programs write it
_TIMESTAMP = re.compile(rf"(\d[\d./-]*\d)(?: {{1,9}}{_COLON}|t(?:{_COLON}|{_BASIC})){_ZONE}", re.IGNORECASE)


def mark_times(plain: str) -> str:
    """Return a plain text in small letters with MARK between blanks for every time of day, its zone included."""
    return _TIME.sub(f" {MARK} ", plain)


def drop_time(text: str) -> str:
    """Return the day of a timestamp, as it is written; every other text as it stands."""
    match = _TIMESTAMP.fullmatch(text)
    return match[1] if match else text

"""Why a text is no date that can be read, said as a person would: what stands in it, and not where reading stopped."""

import re

TWO_MONTHS = "Two months are stated in one date, as of two days or of two calendars."
TWO_YEARS = "Two years are stated in one date, as of two days or of two calendars."
MORE_DATES = "More than two days or periods are stated, and one row is one event."
NO_MONTH = "After the year stands a month, 1 to 12."
NO_YEAR = "No year is stated."
SEVERAL = "More than one day is stated, and one row is one event."
UNCLEAR = "The parts of this date don't fit together."
NOT_UNDERSTOOD = "“{}” is not understood as part of a date."

_MONTH_WORD = r"[^\W\d_]{3,12}\.?"
_FEASTS = "easter|christmas|pentecost|whitsun|lady day|michaelmas|ramadan|eid|passover|ascension|epiphany|new year's"
# What stands in a text, in small letters, and what is said of it; the first that fits. To add one: a line here.
_KINDS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?:\d{4}-?|\b)w ?\d\d?\b|\b(?:week|wk|kw|woche|semaine|semana|неделя) ?\d{1,2}\b",
         "A week of a year is stated, and weeks are not read: its first and last day would be."),
        (r"\b(?:\d{1,2}[-. /]{1,2}|^)[ivx]{1,4}[-. /]{1,2}\d{2,4}\b",
         "The month stands in Roman numerals, which are not read: a word or a number would be."),
        (rf"\d \(\d{{1,2}} {_MONTH_WORD}\)|\d {_MONTH_WORD} \(\d{{1,2}}\b",
         "Two days are stated, as of an old and a new calendar, and which of them is meant is not said."),
        (rf"{_MONTH_WORD} \d{{3,4}}/\d{{1,2}}\b",
         "Two years are stated for one day, as where the year began in spring, and which is meant is not said."),
        (r"/p(?:\d|t\d)|/ ?\+\d", "The end is stated as a length of time, and not as a day."),
        (r"^/?(?:new )?date ?\(", "This is a moment as a program keeps it, counted from 1970, and not a date."),
        (r"^\d{4}-\d{3}$", "This may be a day of the year, counted from 1 to 366, and those are not read."),
        (r"\bcent(?:ury|uries|\.)|\bsi[eè]cle|jahrhundert|\bjh\.|\bвек|世紀|siglo",
         "A century is stated, and centuries are not read: the years that are meant would be."),
        (r"\b(?:yesterday|tomorrow|(?:last|next|this) (?:week|month|year|summer|winter|spring|autumn))\b",
         "This says a day only together with the day on which it was written."),
        (rf"\b(?:{_FEASTS})\b", "A feast is named, and its day is not looked up."),
        (r"^\d{2,3}-{1,2}\??$|^\d{2}(?:__|\?\?|xx)$", "Figures of the year are left out."),
        (r"^\d{1,2}([./-])\d{1,2}\1?$", NO_YEAR),
        (r"^\d{4}[.,]\d{1,3}$",
         "What follows the year is no month, 1 to 12; it may be a fraction of the year, and those are not read."),
        (r"(?:2[5-9]|3\d)時", "The hour is beyond the end of the day, so the day after may be meant."),
    )
)  # fmt: skip
_GENERAL = (TWO_MONTHS, TWO_YEARS, NO_MONTH, UNCLEAR, NOT_UNDERSTOOD[-len(" is not understood as part of a date.") :])
_FULL_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2} [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}, \d{4}"
)


def find_reason(plain: str, reason: str) -> str:
    """Return why a plain text in small letters can't be read, where its kind is known; else the reason as it is.

    A reason that says already what is the matter stays.
    """
    if not reason.endswith(_GENERAL):
        return reason
    if known := next((said for pattern, said in _KINDS if pattern.search(plain)), ""):
        return known
    return SEVERAL if len(_FULL_DATE.findall(plain)) > 1 else reason

"""Why a text is no date that can be read, said as a person would: what stands in it, and not where reading stopped."""

import re

from components.messages.sentence import N_

TWO_MONTHS = N_("Two months are stated in one date, as of two days or of two calendars.")
TWO_YEARS = N_("Two years are stated in one date, as of two days or of two calendars.")
MORE_DATES = N_("More than two days or periods are stated; give one event per row.")
NO_MONTH = N_("The number after the year is no month, 1 to 12.")
NO_YEAR = N_("No year is stated.")
SEVERAL = N_("More than one day is stated; give one event per row.")
UNCLEAR = N_("The parts of this date don't fit together.")
NOT_UNDERSTOOD = N_("“{text}” is not understood as part of a date.")

_MONTH_WORD = r"[^\W\d_]{3,12}\.?"
_FEASTS = "easter|christmas|pentecost|whitsun|lady day|michaelmas|ramadan|eid|passover|ascension|epiphany|new year's"
# What stands in a text, in small letters, and what is said of it; the first that fits. To add one: a line here.
_KINDS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?:\d{4}-?|\b)w ?\d\d?\b|\b(?:week|wk|kw|woche|semaine|semana|неделя) ?\d{1,2}\b",
         N_("A week of the year can't be read; give its first and last day.")),
        (r"\b(?:\d{1,2}[-. /]{1,2}|^)[ivx]{1,4}[-. /]{1,2}\d{2,4}\b",
         N_("The month is in Roman numerals, which can't be read; write a word or a number.")),
        (rf"\d \(\d{{1,2}} {_MONTH_WORD}\)|\d {_MONTH_WORD} \(\d{{1,2}}\b",
         N_("Two days are stated, as of the old and the new calendar; give the one that is meant.")),
        (rf"{_MONTH_WORD} \d{{3,4}}/\d{{1,2}}\b",
         N_("Two years are stated for one day, as where the year began in spring; give the one that is meant.")),
        (r"/p(?:\d|t\d)|/ ?\+\d", N_("The end is stated as a length of time; give it as a day.")),
        (r"^/?(?:new )?date ?\(", N_("This is a moment that a program counts from 1970; give it as a date.")),
        (r"^\d{4}-\d{3}$",
         N_("This may be a day of the year, counted from 1 to 366, which can't be read; give month and day.")),
        (r"\bcent(?:ury|uries|\.)|\bsi[eè]cle|jahrhundert|\bjh\.|\bвек|世紀|siglo",
         N_("A century can't be read; give the years that are meant.")),
        (r"\b(?:yesterday|tomorrow|(?:last|next|this) (?:week|month|year|summer|winter|spring|autumn))\b",
         N_("This depends on the day on which it was written; give the date itself.")),
        (rf"\b(?:{_FEASTS})\b", N_("A feast can't be read as a date; give its day.")),
        (r"^\d{2,3}-{1,2}\??$|^\d{2}(?:__|\?\?|xx)$", N_("Digits of the year are missing.")),
        (r"^\d{1,2}([./-])\d{1,2}\1?$", NO_YEAR),
        (r"^\d{4}[.,]\d{1,3}$",
         N_("What follows the year is no month, 1 to 12; it may be a fraction of the year, which can't be read.")),
        (r"(?:2[5-9]|3\d)時", N_("The hour is beyond the end of the day, so the day after may be meant.")),
    )
)  # fmt: skip
_GENERAL = (TWO_MONTHS, TWO_YEARS, NO_MONTH, UNCLEAR, NOT_UNDERSTOOD.partition("{text}")[2])
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

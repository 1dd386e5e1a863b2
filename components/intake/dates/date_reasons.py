"""Why a text is no date that can be read, said as a person would: what stands in it, and not where reading stopped."""

import re

from components.messages.sentence import N_

TWO_MONTHS = N_("This cell gives two months, perhaps for two dates or two calendars; give one date.")
TWO_YEARS = N_("This cell gives two years, perhaps for two dates or two calendars; give one date.")
MORE_DATES = N_("More than two days or periods are stated; give one event per row.")
NO_MONTH = N_("The number after the year is not a month (1 to 12); correct it.")
NO_YEAR = N_("No year is stated.")
SEVERAL = N_("More than one day is stated; give one event per row.")
UNCLEAR = N_("The parts of this date don't fit together; check the date.")
NOT_UNDERSTOOD = N_("“{text}” is not recognised as part of a date.")

_MONTH_WORD = r"[^\W\d_]{3,12}\.?"
_FEASTS = "easter|christmas|pentecost|whitsun|lady day|michaelmas|ramadan|eid|passover|ascension|epiphany|new year's"
# What stands in a text, in small letters, and what is said of it; the first that fits. To add one: a line here.
_KINDS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?:\d{4}-?|\b)w ?\d\d?\b|\b(?:week|wk|kw|woche|semaine|semana|неделя) ?\d{1,2}\b",
         N_("A week of the year can't be read; give its first and last day.")),
        (r"\b(?:\d{1,2}[-. /]{1,2}|^)[ivx]{1,4}[-. /]{1,2}\d{2,4}\b",
         N_("The month is in Roman numerals, which can't be read; write it as a word or a number.")),
        (rf"\d \(\d{{1,2}} {_MONTH_WORD}\)|\d {_MONTH_WORD} \(\d{{1,2}}\b",
         N_(
"Two days are given, perhaps in the old (Julian) and new (Gregorian) calendars; give "
"only the Gregorian one."
)),
        (rf"{_MONTH_WORD} \d{{3,4}}/\d{{1,2}}\b",
         N_(
"Two years are given for one day, as was usual where the year began in spring; give "
"only one."
)),
        (r"/p(?:\d|t\d)|/ ?\+\d", N_("The end is given as a length of time; give the last day instead.")),
        (r"^/?(?:new )?date ?\(", N_("This is a timestamp counted from 1970; give it as a date.")),
        (r"^\d{4}-\d{3}$",
         N_(
"This may be a day number within the year (1 to 366), which can't be read; give the "
"month and day."
)),
        (r"\bcent(?:ury|uries|\.)|\bsi[eè]cle|jahrhundert|\bjh\.|\bвек|世紀|siglo",
         N_("A century can't be read; give the years that are meant.")),
        (r"\b(?:yesterday|tomorrow|(?:last|next|this) (?:week|month|year|summer|winter|spring|autumn))\b",
         N_("This depends on when it was written; give the date itself.")),
        (rf"\b(?:{_FEASTS})\b", N_("A religious or public holiday can't be read as a date; give the day itself.")),
        (r"^\d{2,3}-{1,2}\??$|^\d{2}(?:__|\?\?|xx)$", N_("Some digits of the year are missing; give the full year.")),
        (r"^\d{1,2}([./-])\d{1,2}\1?$", NO_YEAR),
        (r"^\d{4}[.,]\d{1,3}$",
         N_(
"The number after the year is not a month (1 to 12). It may be a fraction of a year, "
"which can't be read; give the date itself."
)),
        (r"(?:2[5-9]|3\d)時", N_("The hour is later than 24, so the next day may be meant; give the date.")),
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

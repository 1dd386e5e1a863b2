"""Dates as historians write them: AD and BC, old and new style, double years, and several days in one cell."""

import calendar
import re

from components.events.gazetteer import fold
from components.intake.dates.date_reasons import SEVERAL
from components.intake.dates.date_tokens import PhraseError
from components.intake.dates.date_vocabulary import MONTHS
from components.intake.dates.other_calendars import CALENDARS
from components.messages.sentence import N_, Sentence

BEFORE_OUR_ERA = N_("Years BC are not supported, so this row is left undated.")
MINUS = N_("A number with a minus sign is not a date: it is neither a spreadsheet date nor a year BC. Correct it.")
NO_YEAR_0 = N_("There is no year 0: the year 1 BC is followed by the year AD 1.")
OLD_STYLE = N_(
    "This date is in the old (Julian) calendar, which can't be converted; give it in the Gregorian calendar."
)
TWO_DAYS = N_(
    "Two days are given, but they are not the same day in the old (Julian) and new "
    "(Gregorian) calendars; keep the right one."
)
_FOREIGN = N_("“{month}” is a month in {calendar}, which can't be converted; give the date in the Gregorian calendar.")
_FOREIGN_MONTHS = {
    month: key
    for key, months in {
        "persian": "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
        "islamic": "muharram safar rabi jumada rajab shaban shaaban ramadan shawwal",
        "hebrew": "tishrei tishri cheshvan heshvan kislev tevet shevat iyar sivan tammuz elul",
        "republican": "vendemiaire brumaire frimaire nivose pluviose ventose germinal floreal prairial messidor "
        "thermidor fructidor",
    }.items()
    for month in months.split()
}
_NEW_TAKEN = N_("same day given in the old (Julian) and new (Gregorian) calendars: the new one used")
_LATER_YEAR = N_("two years given: the later one used, as the year once began in March")
_LAST_DOUBLE_YEAR = 1800  # England was the last to begin its years in March, until 1752
_LAST_OLD_STYLE = 1930

_BEFORE = re.compile(
    r"\d(?:st|nd|rd|th)? ?(?:c(?:ent(?:ury)?)?\.? ?)?b\.? ?c\.?(?: ?e\b\.?)?(?![^\W_])|\bbce? ?\d"
    r"|\bv\. ?chr|\bav\. ?j\.? ?-?c\b|\ba\. ?c\.|\bdo ?n\. ?e\.|до н\. ?э"
    r"|公元前|西元前|紀元前|纪元前|기원전|(?<!\S)前\d|قبل الميلاد|ق\.م"
)
_MINUS = re.compile(r"-(?!9{1,6}$)\d{2,6}")
_YEAR_0 = re.compile(r"(?:(?:the )?(?:year|anno|jahr|an|ano|año|год) 0{1,4}|0{1,4} ?(?:ad|ce|a\.d\.|c\.e\.))")
_AD = r"(?:a\.? ?d\b\.?|c\.? ?e\b\.?|n\. ?chr\.?|apr\. ?j\.? ?-?c\b\.?|公元|西元|н\. ?э\.)"
_AD_BEFORE = re.compile(r"(?<![^\W_])(?:a\.? ?d\.?|公元|西元) ?(\d{1,4})(?![\d./-])")
_AD_AFTER = re.compile(rf"(?<![\d./-])(\d{{1,4}}) ?{_AD}(?![^\W_])")
_OLD = re.compile(r"(?<![^\W_])(?:o\. ?s\b\.?|os$|old style|ст\. ?ст\.?|alten stils|a\. ?st\.)")
_NEW = re.compile(r"[(\[]?(?<![^\W_])(?:n\. ?s\b\.?|new style|н\. ?ст\.?|neuen stils|n\. ?st\.)[)\]]?")
_ARROW = re.compile(r" ?(?:-{1,3}>|={1,3}>|→|⇒|⟶|➔) ?")
_ONWARDS = re.compile(r"(?:from |as of |as from |ab |à partir du |с )?(.{4,60}?),? (?:onwards?|and after|and later)")

_DAY, _WORD, _TAIL = r"(\d{1,2})(?:st|nd|rd|th)?\.?", r"([^\W\d_]{3,12})\.?", r"(?: ?(?:г\.?|года?|p\.?))?"
_STYLES = r"(?:(?:o\. ?s\.?|n\. ?s\.?|old style|new style),? )?"
_TWO_DAYS = (
    re.compile(rf"{_DAY} {_WORD} ?[(\[/] ?{_STYLES}{_DAY} {_WORD} ?[)\]]?,? (\d{{4}}){_TAIL}"),
    re.compile(rf"{_DAY} ?[(\[/] ?{_DAY} ?[)\]]? {_WORD},? (\d{{4}}){_TAIL}"),
    re.compile(rf"{_WORD} {_DAY} ?[(\[/] ?{_DAY} ?[)\]]?,? (\d{{4}})"),
)
_DOUBLE_YEAR = re.compile(r"([^/]{3,40}[ ,.])(\d{4})/(\d{4}|\d{1,2})")
_JANUARY_TO_MARCH = (1, 2, 3)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAYS_LISTED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?:, ?\d{1,2}(?:st|nd|rd|th)?){1,9},? ?(?:and|&|und|et|y|e|и) ?\d{1,2}\b"
)
_PARTED = re.compile(r"[;,&\n+|]|\b(?:and|und|et|y|и)\b")


def rewrite_historical(marked: str) -> tuple[str, tuple[str, ...]]:
    """Return a text in small letters in words that are read, and notes on what was made of it.

    Raises PhraseError for years before our era and days of the old calendar.
    """
    if _BEFORE.search(marked):
        raise PhraseError(BEFORE_OUR_ERA)
    if _MINUS.fullmatch(marked):
        raise PhraseError(MINUS)
    if _YEAR_0.fullmatch(marked):
        raise PhraseError(NO_YEAR_0)
    text = _AD_BEFORE.sub(_to_four_digits, _AD_AFTER.sub(_to_four_digits, marked))
    text = _ONWARDS.sub(r"since \1", text) if _ONWARDS.fullmatch(text) else _ARROW.sub(" - ", text)
    text, notes = _take_new_day(text)
    text, more = _take_later_year(_NEW.sub(" ", text).strip(" ,"))
    if _OLD.search(text):
        raise PhraseError(OLD_STYLE)
    return text, (*notes, *more)


def describe_unread(marked: str) -> str:
    """Say in a reader's words why a text is no date: several of them, or a month of another calendar; "" = neither."""
    if several := describe_several(marked):
        return several
    month = next((word for word in fold(marked).split() if word in _FOREIGN_MONTHS), "")
    return Sentence(_FOREIGN, month=month, calendar=Sentence(CALENDARS[_FOREIGN_MONTHS[month]])) if month else ""


def describe_several(marked: str) -> str:
    """Say that a text which is no date states several of them, "" where it doesn't."""
    several = len(_YEAR.findall(marked)) > 1 and _PARTED.search(marked)
    return SEVERAL if several or _DAYS_LISTED.search(marked) else ""


def _to_four_digits(match: re.Match[str]) -> str:
    """Write the year of our era with four digits; a day of the month before it is none."""
    return match[1].zfill(4)


def _take_new_day(text: str) -> tuple[str, tuple[str, ...]]:
    """Write one day that stands in the old and in the new calendar as the new one."""
    for place, pattern in enumerate(_TWO_DAYS):
        if match := pattern.fullmatch(text):
            days = _to_days(match.groups(), place)
            if days is None:
                return text, ()
            for old, new in (days, days[::-1]):
                if _to_new_style(*old) == new:
                    return f"{new[2]} {calendar.month_name[new[1]].casefold()} {new[0]}", (_NEW_TAKEN,)
            if place == 0 and "/" not in text:
                raise PhraseError(TWO_DAYS)
    return text, ()


Day = tuple[int, int, int]  # year, month, day


def _to_days(groups: tuple[str, ...], place: int) -> tuple[Day, Day] | None:
    """Return the two days that a pattern of _TWO_DAYS found, None where a word is no month."""
    first, month, last, other, year = (
        groups if place == 0
        else (groups[0], groups[2], groups[1], groups[2], groups[3]) if place == 1
        else (groups[1], groups[0], groups[2], groups[0], groups[3])
    )  # fmt: skip
    months = MONTHS.get(fold(month)), MONTHS.get(fold(other))
    if None in months or int(year) > _LAST_OLD_STYLE:
        return None
    one, two = ((int(year), int(number or 0), int(day)) for number, day in zip(months, (first, last), strict=True))
    if one[1] == 12 and two[1] == 1:
        one = (one[0] - 1, *one[1:])
    return one, two


def _to_new_style(year: int, month: int, day: int) -> Day:
    """Return the day of our calendar that a day of the Julian one is (the two part by the leap years of centuries)."""
    since = year - (month < 3)
    day += since // 100 - since // 400 - 2
    lengths = calendar.monthrange(year, month)[1] if year > 0 else 31
    if day <= lengths:
        return year, month, day
    return (year + 1, 1, day - lengths) if month == 12 else (year, month + 1, day - lengths)


def _take_later_year(text: str) -> tuple[str, tuple[str, ...]]:
    """Write a day in January, February or March with two years, as 30 January 1648/9, with the later one."""
    match = _DOUBLE_YEAR.fullmatch(text)
    if not match or int(match[2]) > _LAST_DOUBLE_YEAR or not str(int(match[2]) + 1).endswith(match[3]):
        return text, ()
    months = {MONTHS.get(fold(word), 0) for word in match[1].split()} - {0}
    if len(months) != 1 or not months <= set(_JANUARY_TO_MARCH):
        return text, ()
    return f"{match[1]}{int(match[2]) + 1}", (_LATER_YEAR,)

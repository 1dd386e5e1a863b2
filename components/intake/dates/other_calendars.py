"""Calendars beside ours, known by the name of a column or a sign in a cell, and years of them in those of ours."""

import re
import unicodedata
from functools import partial

from components.intake.dates.date_tokens import PhraseError, normalise
from components.messages.sentence import N_, Sentence

OURS, OTHER = "ours", "other"
BUDDHIST, MINGUO, JAPANESE = "buddhist", "minguo", "japanese"
# Calendar → how a sentence calls it. Those that aren't counted from ours by a fixed number of years are not converted.
CALENDARS = {
    BUDDHIST: N_("the Buddhist era"),
    MINGUO: N_("the Minguo calendar"),
    JAPANESE: N_("the Japanese eras"),
    "persian": N_("the Iranian calendar"),
    "islamic": N_("the Islamic calendar"),
    "hebrew": N_("the Jewish calendar"),
    "ethiopian": N_("the Ethiopian calendar"),
    "coptic": N_("the Coptic calendar"),
    "saka": N_("the Indian (Saka) calendar"),
    "nepali": N_("the Vikram Samvat calendar"),
    "republican": N_("the French Republican calendar"),
    "julian": N_("the old (Julian) calendar"),
}
CONVERTED = (BUDDHIST, MINGUO, JAPANESE)
_BEHIND = r"(?:calendar|era|years?|dates?|style)\b"
# Adjectives that name a calendar only beside such a word or in brackets: “Iranian visit” is none
_ADJECTIVES = {
    "buddhist": BUDDHIST,
    "taiwanese": MINGUO,
    "roc": MINGUO,
    "iranian": "persian",
    "persian": "persian",
    "islamic": "islamic",
    "muslim": "islamic",
    "jewish": "hebrew",
    "hebrew": "hebrew",
    "ethiopian": "ethiopian",
    "coptic": "coptic",
    "indian national": "saka",
    "nepali": "nepali",
    "julian": "julian",
}
# Names that nothing else has, in the order in which they are tried
_NAMES: tuple[tuple[str, str], ...] = (
    ("persian", r"solar hijri|hijri[ -]?shamsi|shamsi|jalali|شمسی|شمسي|خورشیدی|\ba\. ?p\.|[(\[]s\.? ?h\.?[)\]]"),
    ("islamic", r"hijri|hijra|hegira|هجري|هجری|قمری|\ba\. ?h\.(?![^\W_])|[(\[]ah[)\]]|hicri|хиджр|回暦|回历|ヒジュラ"),
    (BUDDHIST, r"buddhist era|พ\. ?ศ\.?|พศ|พุทธศักราช|\bb\. ?e\.(?![^\W_])|[(\[]be[)\]]|仏暦|佛曆|佛历"),
    (MINGUO, r"minguo|民國|民国|\br\. ?o\. ?c\. (?:year|calendar)|[(\[]r\.? ?o\.? ?c\.?[)\]]"),
    (JAPANESE, r"和暦|元号|令和|平成|昭和|大正|明治|\b(?:reiwa|heisei|sh[oō]wa|taish[oō]|japanese era)\b"),
    ("hebrew", r"anno mundi|עברי|לוח עברי"),
    ("ethiopian", r"\be\. ?c\.(?![^\W_])|[(\[]ec[)\]]|ዓ\.ም"),
    ("saka", r"\bsaka\b|शक संवत"),
    ("nepali", r"vikram|bikram|samvat|विक्रम|\bb\. ?s\.(?![^\W_])|[(\[]bs[)\]]"),
    ("republican", r"french republican|calendrier républicain"),
    ("julian", r"old style|\bo\. ?s\.(?![^\W_])|[(\[]os[)\]]|ст\. ?ст|старый стиль|alten stils"),
)
_KNOWN = tuple((key, re.compile(pattern)) for key, pattern in _NAMES)
_ANY = "|".join(_ADJECTIVES)
_ADJECTIVE = re.compile(rf"\b({_ANY}) {_BEHIND}|[(\[]({_ANY})(?: {_BEHIND})?[)\]]|^({_ANY})$")
_OF_OURS = re.compile(
    r"(?i)[(\[（]\s?(?:gregorian(?: calendar)?|western|a\.?d\.?|c\.?e\.?|n\.?s\.?|new style|ค\.?ศ\.?|میلادی|ميلادي"
    r"|西暦|公曆|公历)\s?[)\]）]"
)
_BRACKETS = re.compile(r"[(\[（［][^()\[\]（）［］]{0,40}[)\]）］]")

# A year with its calendar's sign, in a column that no calendar is said of
SIGNED = r"民[國国]\s*(?:\d|元)|พ\. ?ศ|พุทธศักราช|\b[Bb]\. ?[Ee]\. ?\d|\d ?[Bb]\. ?[Ee]\."
_OF_MINGUO = re.compile(r"(?:中[華华])?民[國国]\s*|\br\.? ?o\.? ?c\.?\b\s*|\bminguo\s+", re.IGNORECASE)
_OF_BUDDHISTS = re.compile(r"พ\. ?ศ\.?\s*|พุทธศักราช\s*|\bb\. ?e\.?(?![^\W_])\s*|วันที่\s*|เดือน\s*|ปี\s*", re.IGNORECASE)
_THAI = (
    ("มกราคม", "ม.ค"), ("กุมภาพันธ์", "ก.พ"), ("มีนาคม", "มี.ค"), ("เมษายน", "เม.ย"), ("พฤษภาคม", "พ.ค"),
    ("มิถุนายน", "มิ.ย"), ("กรกฎาคม", "ก.ค"), ("สิงหาคม", "ส.ค"), ("กันยายน", "ก.ย"), ("ตุลาคม", "ต.ค"),
    ("พฤศจิกายน", "พ.ย"), ("ธันวาคม", "ธ.ค"),
)  # fmt: skip
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_THAI_MONTHS = {
    unicodedata.normalize("NFKC", name): english
    for names, english in zip(_THAI, _ENGLISH, strict=True)
    for name in (names[0], f"{names[1]}.", names[1])
}
_THAI_MONTH = re.compile("|".join(map(re.escape, sorted(_THAI_MONTHS, key=len, reverse=True))))

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(2[4-6]\d\d)(\d\d)(\d\d)(?!\d)")
_FIRST_BUDDHIST, _LAST_BUDDHIST, _BUDDHIST_YEARS = 2400, 2699, 543
_FIRST_OURS, _LAST_OURS = 1868, 2100  # years of ours that stand beside those of the Republic and of eras
_MINGUO_YEARS, _LAST_MINGUO = 1911, 188
_MINGUO_FORMS = (
    (re.compile(r"(\d{2,3})(\d{2})(\d{2})"), r"{}-\2-\3"),
    (re.compile(r"(?<!\d)(\d{1,3})\s*年"), "{}年"),
    (re.compile(r"(?<![\d./])(\d{1,3})([./-])(\d{1,2})\2(\d{1,2})(?![\d./])"), r"{}\2\3\2\4"),
    (re.compile(r"(3[2-9]|[4-9]\d|1\d\d)([./-])(\d{1,2})"), r"{}\2\3"),
    (re.compile(r"(\d{1,3})"), "{}"),
)
_WHOLE = (0, 3, 4)  # of _MINGUO_FORMS: those that are the whole text
BEFORE_REPUBLIC = N_(
    "This year is before the Republic of China (Minguo) calendar began, so it can't be "
    "converted; give the Gregorian year."
)
NOT_OF_CALENDAR = N_("The year {year} is unlikely to be in {calendar}, although the column's name says it is.")
NO_CENTURY = N_("Two-digit years in {calendar} are unclear; give the full year.")
NEW_YEAR_IN_APRIL = N_(
    "Before 1941 the Buddhist-era year began in April, so the matching Gregorian year is "
    "unclear; give the Gregorian date."
)
NO_ERA = N_("The Japanese era of this year is not stated; add the era.")


def find_calendar(name: str) -> str:
    """Return the calendar that a column's name says, a key of CALENDARS, "" where it says none."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    if (adjective := _ADJECTIVE.search(plain)) and not re.search("hijri|shamsi", plain):
        return _ADJECTIVES[adjective[1] or adjective[2] or adjective[3]]
    return next((key for key, pattern in _KNOWN if pattern.search(plain)), "")


def drop_calendar(name: str) -> str:
    """Return a column's name without the calendar that it says, to be looked up as if it said none."""
    name = _OF_OURS.sub("", name).strip() or name
    if not (calendar := find_calendar(name)):
        return name
    bare = _BRACKETS.sub(lambda inside: "" if find_calendar(inside[0]) else inside[0], name).strip()
    pattern = dict(_KNOWN).get(calendar)
    bare = pattern.sub("", bare.casefold()) if pattern and find_calendar(bare) else bare
    bare = _ADJECTIVE.sub("", bare.casefold()) if find_calendar(bare) else bare
    return bare.strip(" ()[]（）-–:,/_")


def convert_text(text: str, calendar: str, era: str = "") -> str:
    """Return a date of one of CONVERTED in years of ours; raises PhraseError where no rule is sure.

    `era`: of Japan, where the column's name says one.
    """
    plain = normalise(text)
    if calendar == BUDDHIST:
        return _from_buddhist(plain)
    if wrong := [year for year in _YEAR.findall(plain) if not _FIRST_OURS <= int(year) <= _LAST_OURS]:
        raise PhraseError(_not_of(calendar, wrong[0]))
    return _from_minguo(plain) if calendar == MINGUO else _from_era(plain, era)


def _not_of(calendar: str, year: str) -> Sentence:
    return Sentence(NOT_OF_CALENDAR, year=year, calendar=Sentence(CALENDARS[calendar]))


def find_era(name: str) -> str:
    """Return the one Japanese era that a column's name says, as its kanji."""
    spelt = {"reiwa": "令和", "heisei": "平成", "showa": "昭和", "taisho": "大正", "meiji": "明治"}
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ō", "o")
    found = {kanji for word, kanji in spelt.items() if word in plain or kanji in plain}
    return found.pop() if len(found) == 1 else ""


def find_sign(text: str) -> str:
    """Return the calendar whose sign (SIGNED) a text has."""
    return MINGUO if "民" in text else BUDDHIST


def _from_buddhist(plain: str) -> str:
    text = _THAI_MONTH.sub(lambda name: f" {_THAI_MONTHS[name[0]]} ", plain)
    text = _COMPACT.sub(r"\1-\2-\3", _OF_BUDDHISTS.sub(" ", text)).strip()
    years = [int(year) for year in _YEAR.findall(text)]
    if wrong := [year for year in years if not _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST]:
        raise PhraseError(_not_of(BUDDHIST, str(wrong[0])))
    return _YEAR.sub(lambda found: str(int(found[0]) - _BUDDHIST_YEARS), text)


def _from_minguo(plain: str) -> str:
    if re.search(r"民[國国]?前", plain):
        raise PhraseError(BEFORE_REPUBLIC)
    text = _OF_MINGUO.sub("", plain).replace("元年", "1年").strip()
    for place, (pattern, form) in enumerate(_MINGUO_FORMS):
        found = pattern.fullmatch(text) if place in _WHOLE else pattern.search(text)
        if found:
            return pattern.sub(partial(_to_minguo, form), text)
    return text


def _to_minguo(form: str, match: re.Match[str]) -> str:
    number = int(match[1])
    if not 1 <= number <= _LAST_MINGUO:
        raise PhraseError(_not_of(MINGUO, match[1]))
    return match.expand(form.replace("{}", str(number + _MINGUO_YEARS)))


def _from_era(plain: str, era: str) -> str:
    """Return a year of a Japanese era with the era in front, where the column's name says it; other texts stay."""
    if not re.match(r"(?:\d{1,2}|元)(?:年|[./-]\d|$)", plain):
        return plain
    if not era:
        raise PhraseError(NO_ERA)
    marked = plain if "年" in plain else re.sub(r"^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{1,2}))?$", r"\1年\2月\3日", plain)
    return era + (marked if "年" in marked else f"{marked}年").replace("月日", "月")

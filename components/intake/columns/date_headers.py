"""What the name of a column says of dates: first or last day, year, month or day, and words that are neither."""

import re
from dataclasses import dataclass

from components.events.gazetteer import fold

START, END = "start", "end"
PARTS = ("year", "month", "day")
DATE = "date"

# Words for an end wherever they stand in a name. To add a language: its words here and in the tables below.
_SURE = {
    START: (
        "start starts started starting begin begins began begun beginning commence commences commenced arrival arrive "
        "arrives arrived anfang beginn "
        "début debut inicio início comienzo inizio начало начала početak początek počátek "
        "rozpoczęcie rozpoczęcia začátek kezdet alku început başlangıç başlama mulai البداية بداية התחלה"
    ),
    END: (
        "end ends ended ending finish finishes finished termination terminated departure depart departs departed ende "
        "schluss fin final término fine конец конца окончание окончания завершения kraj koniec zakończenie zakończenia "
        "konec vége loppu sfârșit bitiş sona selesai berakhir النهاية نهاية סיום"
    ),
}
# Short or common words, which say it only where nothing else stands beside them but a word for a date.
_SMALL = {
    START: "from since first st beg von ab seit du depuis de desde da dal dal' od с от från fra vanaf dari من מ",
    END: "to until till last thru through ed bis au jusqu jusqu'au hasta até a al do по до till til tot sampai إلى עד",
}
_UNPARTED = {
    START: ("開始", "开始", "開幕", "始期", "到着", "시작", "起始", "เริ่ม"),
    END: ("終了", "結束", "结束", "閉幕", "終期", "出発", "종료", "終止", "终止", "สิ้นสุด"),
}
_PART_WORDS = {
    "year": "year yr yyyy jahr année an año ano anno rok год år jaar vuosi év yıl tahun",
    "month": "month mon mth mo mm monat mois mes mês mese miesiąc měsíc месяц maand måned månad hónap ay bulan",
    "day": "day dy dd tag jour día dia giorno dzień den день dag päivä nap gün hari",
    DATE: (
        "date dates dated datum daten data fecha дата dátum tarih tanggal päivämäärä pvm kuupäev datums datë "
        "ημερομηνία التاريخ تاريخ תאריך दिनांक तारीख ngày dato datumi datumu"
    ),
}
_UNPARTED_PARTS = {
    DATE: ("วันที่", "日付", "日期", "日時", "期日", "날짜", "年月日"),
    "year": ("年",),
    "month": ("月",),
    "day": ("日",),
}
_FILLING = {"of", "the", "in", "on", "at", "time", "and", "der", "des", "la", "le", "as"}
# Both in one word, either way round: styear, endmonth, yearend, dateend
_ENDS_IN_WORDS = {START: "start st begin beg from first", END: "end ed to last fin finish"}
_PARTS_IN_WORDS = {"year": "year yr", "month": "month mon mo mth", "day": "day dy", DATE: "date"}
_NO_WORDS = {"today", "yesterday", "monday"}

# Beginnings of words for acts that have days of their own, so that two of them are no first and last day.
_ACTS = (
    *(
        "sign",
        "ratif",
        "acced",
        "accession",
        "accept",
        "deposit",
        "adopt",
        "approv",
        "announc",
        "held",
        "entr",
        "force",
    ),
    *("effect", "regist", "propos", "declar", "conclu", "denounc", "publish", "promulg", "submit", "vote"),
    *("unterz", "beitritt", "inkraft", "hinterleg", "firm", "ratyf", "podpis", "adhes", "vigor", "vigueur", "depot"),
    *("подпис", "ратиф", "вступ", "署名", "批准", "発効", "締結", "公表", "签署", "簽署", "生效", "توقيع", "تصديق"),
)

_TRAVEL = ("arriv", "depart", "ankunft", "abreise", "到着", "出発")
# Words for what happens to a row or a person, and not to an event.
_RECORDS = {
    *("created", "updated", "modified", "accessed", "published", "birth", "born", "died", "death", "added", "checked"),
    *("retrieved", "reviewed", "edited", "entered", "due", "deadline", "valid", "expiry", "expires"),
}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_BETWEEN = re.compile(r"[\s_.,;:/|()\[\]{}<>#-]+")


@dataclass(frozen=True)
class DateHeader:
    """Hold what a name says: side START, END or "", part of PARTS, DATE or "", and the words that say neither.

    sure: a word says the side wherever it stands, so that it needs no word for a date beside it.
    """

    side: str
    part: str
    rest: tuple[str, ...]
    sure: bool


def split_header(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; startDate, start_date.year and Year1 are parted too."""
    parted = _CAMEL.sub(" ", name)
    return tuple(filter(None, map(fold, _BETWEEN.split(parted))))


def parse_header(name: str) -> DateHeader:
    """Read a column's name."""
    sides: list[tuple[str, bool]] = []
    part, rest = "", []
    for word in split_header(name):
        side, sure, found, left = _read_word(word)
        sides += [(side, sure)] * bool(side)
        part = found if found and part in ("", DATE) else part
        rest += left
    sure_sides = [side for side, sure in sides if sure]
    lonely = not set(rest) - {word for word in rest if word.isdecimal()}
    side = next(iter([*sure_sides, *(side for side, _ in sides if lonely)]), "")
    if not side:
        rest += [word for word in split_header(name) if word in _SMALL_SIDES]
    return DateHeader(side, part, tuple(rest), bool(sure_sides))


def says_act(name: str) -> bool:
    """Tell whether a column's name is that of an act: signed, ratified, entry into force."""
    return any(word.startswith(_ACTS) for word in split_header(name))


def says_travel(name: str) -> bool:
    """Tell whether a column's name is that of an arrival or departure, of which either may be the first day."""
    return any(word.startswith(_TRAVEL) for word in split_header(name))


def says_record(name: str) -> bool:
    """Tell whether a column's name is that of what happens to a row or a person: created, updated, birth."""
    return bool(_RECORDS & set(split_header(name)))


def _read_word(word: str) -> tuple[str, bool, str, list[str]]:
    """Return side, whether it is sure, part, and what is left of one word."""
    if word in _SURE_SIDES:
        return _SURE_SIDES[word], True, "", []
    if word in _SMALL_SIDES:
        return _SMALL_SIDES[word], False, "", []
    if word in _KNOWN_PARTS:
        return "", False, _KNOWN_PARTS[word], []
    if word in _JOINED:
        return *_JOINED[word], []
    if word in _FILLING:
        return "", False, "", []
    return _read_unparted(word)


def _read_unparted(word: str) -> tuple[str, bool, str, list[str]]:
    """Read a word of a script that parts none with blanks: 開始日, ツアー終了日, วันที่เริ่ม."""
    side = part = ""
    for known, signs in _UNPARTED.items():
        if sign := next((sign for sign in map(fold, signs) if sign in word), ""):
            side, word = known, word.replace(sign, "", 1)
    for known, signs in _UNPARTED_PARTS.items():
        if sign := next((sign for sign in map(fold, signs) if word.endswith(sign) or word.startswith(sign)), ""):
            part, word = known, word.replace(sign, "", 1)
            break
    return side, bool(side), part, [word] * bool(word)


def _to_known(table: dict[str, str]) -> dict[str, str]:
    return {fold(word): key for key, words in table.items() for word in words.split()}


_SURE_SIDES, _SMALL_SIDES, _KNOWN_PARTS = _to_known(_SURE), _to_known(_SMALL), _to_known(_PART_WORDS)
_JOINED = {
    joined: (side, True, part)
    for side, sides in _ENDS_IN_WORDS.items()
    for part, parts in _PARTS_IN_WORDS.items()
    for one in sides.split()
    for other in parts.split()
    for joined in (one + other, other + one)
    if joined not in _NO_WORDS
}

"""The words that dates are written with: months, seasons, eras, early and late, in several languages."""

from components.events.gazetteer import fold

_MONTHS = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
_LEAST_LETTERS = 3  # of a month's name cut short: "Apr", "Sept", "avr"
EARLY, MIDDLE, LATE = range(3)

# What a word is to a date, and its words. To add a language: its months above and its words here.
_WORDS: tuple[tuple[str, object, str], ...] = (
    ("season", 21, "spring printemps frühling frühjahr primavera весна весной весны 春 春季"),
    ("season", 22, "summer été sommer verano лето летом лета 夏 夏季"),
    ("season", 23, "autumn fall automne herbst otoño осень осенью осени 秋 秋季"),
    ("season", 24, "winter hiver invierno зима зимой зимы 冬 冬季"),
    ("southern", None, "southern"),
    *(("ordinal", place, words) for place, words in enumerate(("first", "second", "third", "fourth"))),
    ("part", (33, 4), "quarter quarters квартал trimestre"),
    ("part", (40, 2), "half"),
    ("third", (EARLY, "~"), "early beginning start début anfang начало начале 初め 初頭 はじめ 初旬"),
    ("third", (MIDDLE, "~"), "mid middle mi mitte середина середине 半ば 中頃 中ごろ"),
    ("third", (LATE, "~"), "late end fin ende конец конце 末"),
    *(("third", (place, ""), word) for place, word in enumerate(("上旬", "中旬", "下旬"))),  # exactly ten days each
    ("about", None, "c ca circa about approx approximately around roughly environ vers etwa около 約 頃 ごろ ころ"),
    ("doubt", None, "uncertain probably possibly perhaps maybe presumably"),
    ("range", None, "to through thru till bis au по"),
    ("or", None, "or oder ou или または もしくは"),
    ("and", None, "and und et и"),
    ("from", None, "from"),
    ("from-after", None, "から より"),
    ("until", None, "until"),
    ("until-after", None, "まで 迄"),
    ("since", None, "since seit depuis"),
    ("before", None, "before"),
    ("after", None, "after"),
    ("by", None, "by 以前"),
    ("not-before", None, "以降 以後"),
    ("between", None, "between zwischen entre между"),
    ("sometime", None, "sometime"),
    ("now", None, "present ongoing now today current 現在 継続中"),
    ("fiscal", "stated", "fy fiscal"),
    ("fiscal", "both", "fyboth"),  # FY2013/14: the year before the stroke is the one that it begins in
    ("beginningless", None, "beginningless"),
    ("filler", None, "of the in on day year years im am der dem du de del le la el г года год году 中"),
)


def _to_months() -> dict[str, int]:
    """Return every name of a month, and every beginning of one that no other month has, folded, with its number."""
    meant: dict[str, set[int]] = {}
    whole: dict[str, int] = {}
    for line in _MONTHS:
        for number, name in enumerate(map(fold, line.split()), 1):
            whole[name] = number
            for length in range(_LEAST_LETTERS, len(name)):
                meant.setdefault(name[:length], set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in meant.items() if len(numbers) == 1} | whole


MONTHS = _to_months()
WORDS: dict[str, tuple[str, object]] = {
    **{name: ("month", number) for name, number in MONTHS.items()},
    **{fold(word): (kind, value) for kind, value, words in _WORDS for word in words.split()},
}
# Words that no blank parts from their neighbours, the longest first: 2013年4月上旬から
UNPARTED = sorted((word for *_, words in _WORDS for word in words.split() if word > "\u3000"), key=len, reverse=True)
SOUTHERN = 8  # codes from a season to that of the southern half of the Earth (ISO 8601-2:2019, 4.8)

# Year of an era → years to add; before 1873 Japan's months followed the moon.
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ERA_LETTERS = dict(zip("mtshr", ERAS, strict=True))
FIRST_SOLAR_YEAR = 1873
NO_DATES = {
    *("tbd", "tba", "tbc", "n d", "nd", "n a", "na", "none", "null", "nan", "nat", "nil", "unknown", "undated", "no"),
    *("no date", "not known", "not stated", "date not stated", "date unknown", "to be determined", "to be announced"),
    *("to be confirmed", "pending", "未定", "不明", "日付不明", "日程未定", "なし", "調整中", ""),
}
# What people write for "as above"; folded as casefold does
DITTO_MARKS = frozenset(
    ('"', "〃", "″", "”", "“", "„", "''", "´´", "'' ''", '-"-', '- " -', '—"—', "-〃-", "仝", "同上", "〻")
) | frozenset(
    ("do", "do.", "ditto", "idem", "id.", "ibid", "ibid.", "dto", "dto.", "desgl.", "as above", "same as above")
)

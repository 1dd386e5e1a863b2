"""The list of what a column of anybody's table can be, and the names that such columns usually have."""

from dataclasses import dataclass

from components.events.gazetteer import fold
from components.messages.sentence import N_

# A column that is kept as it is and shown on the card; a column that is left out because a person said so.
EXTRA, IGNORED = "extra", "ignored"


@dataclass(frozen=True)
class Role:
    """Hold one thing that a column can be: its key, its words, names of such columns, and how many there may be.

    names: complete headers, parted by "|"; they match folded and without blanks. listed: its cells are lists. ours:
    only our own files have it.
    """

    key: str
    label: str
    names: str = ""
    several: bool = False
    listed: bool = False
    ours: bool = False

    def header_names(self) -> frozenset[str]:
        """Return the names as to_header folds them, the key included."""
        return frozenset(map(fold_header, (self.key, *self.names.split("|"))))


# To add a role: a line here, and what becomes of it in the modules row_*. The names are in English and Japanese.
ROLES = (
    Role("id", N_("Row number"), "identifier|uid|no|number|record number|event id|番号|通番|通し番号|識別子"),
    Role(
        "date",
        N_("Date"),
        "dates|event date|meeting date|date of event|date of meeting|date of visit|when|日付|年月日|日時|"
        "開催日|実施日|期日|日程|会談日|datum|fecha|дата|日期|วันที่|تاریخ|تاريخ|التاريخ|תאריך",
    ),
    Role(
        "start",
        N_("First day"),
        "start date|begin|begins|begin date|began|beginning|from|from date|date from|started|dtstart|"
        "start time|first day|arrival|arrival date|開始|開始日|自|着|到着日|date début|début",
    ),
    Role(
        "end",
        N_("Last day"),
        "end date|ends|ended|to|to date|date to|until|finish|finish date|dtend|end time|last day|"
        "departure|departure date|終了|終了日|至|発|出発日|date fin|fin",
    ),
    Role("year", N_("Year"), "yr|event year|年|西暦|jahr|année|año|год|年份|ปี|سال|السنة|שנה"),
    Role("month", N_("Month"), "event month|月|monat|mois|mes|месяц|月份|เดือน|ماه|الشهر"),
    Role("day", N_("Day of the month"), "day of month|event day|日|tag|jour|día|день|วัน|روز|اليوم"),
    Role("precision", N_("Date precision"), several=True),
    Role("end_precision", N_("Precision of the last day"), several=True),
    Role("end_year", N_("Year of the last day")),
    Role("end_month", N_("Month of the last day")),
    Role("end_day", N_("Day of the month of the last day")),
    Role(
        "title",
        N_("Title"),
        "event|event title|event name|name of event|subject|heading|headline|meeting|meeting name|件名|"
        "題名|題目|タイトル|行事|行事名|会議名|イベント|名称|出来事|事項|事業名",
    ),
    Role(
        "meeting_type",
        N_("Meeting type"),
        "type|kind|event type|category|type of meeting|type of event|visit type|meeting kind|種別|種類|"
        "区分|会議種別|形式|分類|カテゴリ|カテゴリー",
    ),
    Role("level", N_("Level"), "rank|級|レベル|階級|ランク"),
    Role(
        "countries",
        N_("Counterpart countries"),
        "country|country name|state|states|nation|nations|partner|partners|partner country|counterpart|"
        "counterparts|counterpart country|other side|with|iso3|alpha3|alpha 3|country code|iso code|国|"
        "国名|相手国|対象国|国・地域|関係国|相手国名|pays|país|países|paese|paesi|land|länder|staat|staaten|kraj|"
        "państwo|ülke|страна|страны|государство|країна|国家|國家|国别|國別|나라|국가|ประเทศ|negara|ország|země|riik|maa|nước|χώρα|البلد|الدولة|دولة|ארץ|מדינה",
        several=True,
        listed=True,
    ),
    Role(
        "visitor_country",
        N_("Visitor's country"),
        "visiting country|from country|country of origin|guest country|sending country|"
        "origin country|country from|country of visitor|来訪国|訪問者国|派遣国",
        listed=True,
    ),
    Role(
        "host_country",
        N_("Host country"),
        "host|visited country|country visited|destination country|destination|receiving country|"
        "to country|country to|訪問国|訪問先国|訪問先|受入国",
        listed=True,
    ),
    Role(
        "organisations",
        N_("Organisations"),
        "organisation|organization|organizations|org|orgs|institution|institutions|"
        "international organisation|international organization|機関|国際機関|組織|団体",
        several=True,
        listed=True,
    ),
    Role(
        "city",
        N_("City"),
        "cities|town|locale|location|locations|venue|venues|city name|where|都市|都市名|場所|開催地|会場|訪問地",
        several=True,
        listed=True,
    ),
    Role(
        "place",
        N_("Country where it took place"),
        "place country|country of venue|venue country|meeting country|location country|開催国",
        several=True,
        listed=True,
    ),
    Role(
        "people",
        N_("People"),
        "person|persons|participant|participants|attendee|attendees|visitor|visitors|visitor name|leader|"
        "leaders|delegate|delegates|official|officials|who|人物|出席者|参加者|要人|氏名|訪問者|人名",
        several=True,
        listed=True,
    ),
    Role(
        "topics",
        N_("Topics"),
        "topic|theme|themes|tags|keyword|keywords|issue|issues|agenda|議題|テーマ|分野|トピック|キーワード",
        several=True,
        listed=True,
    ),
    Role("status", N_("Status"), "event status|状態|状況|ステータス"),
    Role(
        "summary",
        N_("Summary"),
        "description|details|detail|content|contents|abstract|remarks|text|outcome|outcomes|概要|内容|説明|要旨|摘要",
    ),
    Role("confidence", N_("Certainty of the date")),
    Role("note", N_("Note"), "notes|comment|comments|memo|備考|注|注記|メモ", several=True),
    Role(
        "source",
        N_("Title of the source"),
        "sources|reference|references|citation|source title|source name|出典|出所|情報源|ソース",
    ),
    Role("url", N_("Address of the source"), "link|links|web|website|uri|source url|source link|リンク|アドレス"),
    Role("locator", N_("Place in the source"), "page|pages|p|section|paragraph|ページ|頁|箇所"),
    Role("publisher", N_("Publisher of the source"), "発行者|出版社|発行元"),
    Role("published", N_("Date of the source"), "publication date|published on|発行日|掲載日"),
    Role("source_key", N_("Source key"), ours=True),
    Role("stated_date", N_("Date as the source states it"), ours=True),
    Role("read", N_("How much of the source was read"), ours=True),
    Role("source_kind", N_("Type of source"), ours=True),
    Role("language", N_("Language of the source"), ours=True),
    Role("source_note", N_("What the source supports"), ours=True),
    Role("source_records", N_("Sources"), ours=True),
    Role("people_ja", N_("People in Japanese"), ours=True),
    Role("topics_in_words", N_("Topics (as text)"), ours=True),
    Role(EXTRA, N_("Extra field, shown with the event"), several=True, listed=True),
    Role(IGNORED, N_("Left out"), several=True),
)
BY_KEY = {role.key: role for role in ROLES}
DATE_ROLES = ("date", "start", "end")
PART_ROLES = ("year", "month", "day")
END_PART_ROLES = tuple(f"end_{part}" for part in PART_ROLES)
PLACE_ROLES = ("countries", "visitor_country", "host_country", "place", "organisations")


def fold_header(name: str) -> str:
    """Fold a column's name so that start_date, StartDate and "Start date" are the same."""
    return fold(name).replace(" ", "")


NAMED = {name: role.key for role in ROLES if not role.ours for name in sorted(role.header_names()) if name}

"""A table of all that is hard to write into a file, and the export inputs of it that every export must make."""

import re
from datetime import UTC, datetime
from pathlib import Path

from components.briefing import export_input
from components.briefing.briefing import Briefing, Step, build_briefing
from components.briefing.export_input import ExportInput, ExportOptions
from components.events import table
from components.intake import gazetteer_files
from components.query.selection import Request, Selection
from components.stores.memory.memory_store import MemoryStore
from tests.support import tables

GAZETTEER = gazetteer_files.read_places(Path(__file__).parents[2] / "data")
MADE = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LINK = "https://timeline.example/?window=2013&country=RUS"
STATES = [code for code in GAZETTEER.codes() if GAZETTEER.region_of(code, "bluebook")]
LONG = "On the occasion of an exchange of views in a wide variety of formats and at every level, "
TITLES = {
    "markup": "<b>Bold</b> <script>alert(1)</script> &amp; \"quotes\" 'single' ]]> <!-- x",
    "markdown": "![x](https://tracker.example/a.png) [link](javascript:alert(1)) *star* _under_ `code` # head",
    "typesetting": "#panic() $x^2$ \\input{a} @label <label> %{x} {{braces}} ${value} $$",
    "=id": '=HYPERLINK("https://evil.example","Free")',
    "plus": "+1+1",
    "minus": "-1+cmd|' /C calc'!A0",
    "at": "@SUM(1;2)",
    "wide formula": "＝1+1",
    "disarmed": "'=1+1",
    "in a list": "A;=1+1; @b",
    "japanese": "日露首脳会談（東京）、ガイドライン「共同声明」",
    "chinese-korean": "中日韓领导人会议 한중일 정상회의",
    "right-to-left": "שלום עליכם السلام عليكم \u202eabc\u202c",
    "emoji": "🇯🇵 🤝 👩‍👩‍👧‍👦 é n̈ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "long": (LONG * 4)[:299] + "!",
    "long word": "W" * 300,
    "lines": "Two\nlines\tand a tab",
    "controls": "nul \x00 bell \x07 escape \x1b[31m delete \x7f next \x85 last \uffff",
    "forty": "A conference of forty countries",
    "oldest": "A treaty of 1351",
    "first day": "The first day of all",
    "last": "The last day of all",
    "last stay": "Days up to the last of all",
    "far year": "Some time in 9999",
    "planned": "Announced, and not yet held",
    "open": "A dialogue that goes on",
    "unsourced": "Nobody says so",
    "spaces; and #1/ü": "An odd name",
    "undated": "No date is stated",
    "undated-2": "=1+1",
}
DATES = {
    "oldest": "1351-06-01",
    "first day": "0001-01-01",
    "last": "9999-12-31",
    "last stay": "9999-12-30/9999-12-31",
    "far year": "9999",
    "open": "2012-03/..",
    "planned": "2014-02-08/2014-02-09",
    "plus": "2013-04",
    "minus": "2013-04?",
    "at": "[2013-11-01..2013-11-02]",
    "japanese": "2013-04-28/2013-05-04",
    "undated": "",
    "undated-2": "",
}
SOURCES = [
    {"key": "plain", "title": "A page; with a list, of its own", "publisher": "Ministry", "kind": "primary"},
    {"key": "formula", "title": "=1+1", "publisher": "@evil", "url": "javascript:alert(1)", "published": "2013-04"},
    {"key": "japanese", "title": "外交青書", "publisher": "外務省", "url": "https://example.org/青書?a=1&b=<2>"},
    {"key": "file", "title": "<i>A file</i>", "url": "file:///etc/passwd", "published": "no date"},
    {"key": "host", "title": "A share", "url": "\\\\evil.example\\share"},
]
SOURCES[0] |= {"url": "https://example.org/page?a=1&b=2#c", "published": "2014-04-04", "language": "en"}
PROOFS = [
    *(
        {"event": name, "source": "plain", "locator": "=p. 3; paragraph 1", "stated_date": "2013-04", "read": "whole"}
        for name in TITLES
        if name != "unsourced"
    ),
    *({"event": "japanese", "source": source["key"], "note": "+noted"} for source in SOURCES[1:]),
    {"event": "emoji", "source": "nobody knows", "stated_date": "spring, <b>perhaps</b>"},
]


DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")  # a date whose days are known


def to_date(name: str) -> str:
    """Return the date (EDTF) of the event of an id."""
    return DATES.get(name, f"2013-{3 + len(name) % 9:02}-{1 + len(TITLES[name]) % 28:02}")


def _to_event(name: str, title: str) -> dict[str, str]:
    return {
        "id": name,
        "title": title,
        "date": to_date(name),
        "meeting_type": "summit" if len(name) % 2 else "talks",
        "level": "head",
        "countries": ";".join(STATES[:40]) if name == "forty" else "RUS",
        "organisations": "EU" if name == "emoji" else "",
        "city": title[:40] if ";" not in title else "Moscow;Kyoto",
        "place": "RUS",
        "people": f"{title[:30].replace(';', ',')} (Minister);Ana Ide",
        "topics": "peace-treaty;=energy",
        "status": "planned" if name == "planned" else "held",
        "summary": f"{title} {title}",
        "confidence": "stated",
        "note": title,
    }


TABLE = table.build_table(
    tables.to_raw_table(
        [_to_event(name, title) for name, title in TITLES.items()],
        {"sources": SOURCES, "event_sources": PROOFS},
        title="=Nasty <b>events</b> 表",
        licence="CC BY 4.0",
        attribution="Kept by “nobody” & <co>",
        home_country="JPN",
    ),
    GAZETTEER,
)
STORE = MemoryStore(TABLE)
SELECTIONS: dict[str, Selection] = {
    "all": tables.to_selection("0001/9999"),
    "2013": tables.to_selection("2013", country="RUS"),
    "one": tables.to_selection("1351"),
    "nothing": tables.to_selection("1900"),
}


def build_export_input(selection: Selection, options: ExportOptions | None = None) -> ExportInput:
    """Return the export input of a selection of the nasty table, its briefing with nasty words of its own."""
    request = Request(selection, "region", ("russia-central-asia-caucasus",), event="")
    made = build_briefing(STORE, TABLE, request)
    words = "<b>=Minister’s</b> visit\x00 \ud800 日本 שלום 🤝 " + "W" * 120
    opening = (Step(words, words), Step("A section", "", None))
    briefing = Briefing(words, words, "=For official use <only> 取扱注意", "2013-04?", (*opening, *made.steps))
    return export_input.build_export_input(STORE, TABLE, request, briefing, MADE, link=LINK, options=options)


EXPORT_INPUTS = {name: build_export_input(selection) for name, selection in SELECTIONS.items()}

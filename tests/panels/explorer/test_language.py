"""Tests of the page in a language that puts each sentence in brackets: no word stands outside, but the table's."""

import html
import re

import pytest

from components.dates.windows import Window
from components.events.own_columns import is_key
from components.events.raw_table import FILES
from components.layout import strips
from components.messages.catalogue import ENGLISH, Messages, find_messages
from components.messages.pseudo import PSEUDO
from components.panels import page_language
from components.panels.explorer import (
    card_panel,
    coverage_panel,
    filter_panel,
    listing_panel,
    selection_panel,
    timeline_panel,
)
from components.query import filters, links
from components.query.selection import BinKey, Request
from components.query.store import BEGUN
from components.stores.memory.memory_store import MemoryStore
from components.views import citation, claims, view
from tests.support import app_page, tables

BRACKETED, TAG, WORD = re.compile(r"\[[^\[\]]*\]"), re.compile(r"<[^>]*>"), re.compile(r"[^\W\d_]{2,}")
KNOWN = {"countries": "RUS", "meeting_type": "summit", "level": "head", "topics": "topic", "city": "Quorn"}
EVENTS = (
    {**KNOWN, "date": "2013-04-29", "title": "Xyzzy", "people": "Plugh", "confidence": "computed", "note": "Frotz"},
    {**KNOWN, "date": "2013-04", "title": "Xyzzy"},
    {**KNOWN, "date": "2013-06-01", "title": "Xyzzy", "status": "planned"},
    {**KNOWN, "date": "2012-12-20/2013-01-05", "title": "Xyzzy"},
    {**KNOWN, "date": "[2012-12..2013-02]", "title": "Xyzzy"},
    {**KNOWN, "date": "2013-05-01?", "title": "Xyzzy"},
    {**KNOWN, "date": "2011", "title": "Xyzzy"},
    {**KNOWN, "date": "2015-21", "title": "Xyzzy"},
    {**KNOWN, "date": "", "title": "Xyzzy"},
    *({"countries": "FRA", "date": f"2013-{number % 12 + 1:02}-11", "title": "Xyzzy"} for number in range(900)),
    *({"countries": "FRA", "date": "2013-21", "title": "Xyzzy"} for _number in range(300)),
    *({"countries": "FRA", "date": "2012-12-30/2013-02-02", "title": "Xyzzy"} for _number in range(300)),
)
SOURCES = [
    {"key": "plover", "title": "Plover", "kind": "primary", "published": "2013-05"},
    {"key": "grue", "title": "Grue", "kind": "secondary"},
]
EVIDENCE = [
    {"event": "E0", "source": "plover", "stated_date": "2013-04-28", "read": "opening"},
    {"event": "E0", "source": "grue", "stated_date": "2013-04"},
]
CLAIMS = [
    {"id": "C1", "source": "plover", "statement": "Zork", "selection": "country=RUS&window=2013", "counted": "30"},
    {"id": "C2", "source": "plover", "statement": "Zork", "selection": "country=RUS&window=2011", "counted": "1"},
]
DATA = ("Xyzzy", "Plugh", "Frotz", "Plover", "Grue", "Zork", "Quorn", "Topic")


@pytest.fixture(scope="module")
def table():
    """Return a table of words that are nobody's, told in brackets."""
    others = {"sources": SOURCES, "event_sources": EVIDENCE, "claims": CLAIMS}
    assert {name for rows in (SOURCES, EVIDENCE, CLAIMS) for row in rows for name in row} <= {
        name for file in others for name in FILES[file]
    }
    made = tables.to_table(*EVENTS, others=others, title="Xyzzy", coverage="Frotz", as_of="2013-06", attribution="Grue")
    return made.in_language(Messages(PSEUDO))


@pytest.fixture(scope="module")
def composed(table):
    """Return a view with a card, strips and dimmed events."""
    selection = tables.to_selection("2013").choose("meeting_type", ("summit",), grey=True)
    request = Request(selection, event="E0", unfolded=(tables.REGION_OF["RUS"],))
    return view.compose(MemoryStore(table), table, request, 1060.0)


def find_words(table, *texts):
    """Return the words that are neither in brackets nor the table's."""
    known = {*DATA, *table.levels.values(), *table.meeting_types["label"], *table.meeting_types["definition"]}
    known |= {table.name_of("place", code) for code in table.gazetteer.codes()}
    known |= {words for _, words in table.gazetteer.regions(table.settings.region_scheme)}
    joined = "\n".join(html.unescape(TAG.sub("\n", text)) for text in texts)
    for words in sorted(known, key=len, reverse=True):
        joined = re.sub(rf"\b{re.escape(words)}\b", "", joined, flags=re.IGNORECASE)
    while BRACKETED.search(joined):
        joined = BRACKETED.sub("", joined)
    return WORD.findall(joined)


def list_texts(value):
    """Yield every text in lists of lists."""
    if isinstance(value, str):
        yield value
    else:
        for each in value:
            yield from list_texts(each)


def test_words_outside_brackets_are_found(table):
    assert find_words(table, "<b>[Date] Xyzzy</b> [In [March] lor] Name of RUS") == []
    assert find_words(table, "[12 events] in Xyzzy") == ["in"]


def test_the_timeline_s_payload(table, composed):
    answer = timeline_panel.Answer("light", 0, "s", 0, {}, 0, composed.request, Window(0, 9), [])
    payload = timeline_panel.build_payload(composed, answer)
    layout = payload["figure"]["layout"]
    said = [
        *list_texts([[trace.get("text", ""), trace.get("hovertext", "")] for trace in payload["figure"]["data"]]),
        *list_texts([layout["xaxis"]["ticktext"], [each["text"] for each in layout["annotations"]]]),
        *(head[part] for head in payload["lanes"] for part in ("name", "events", "others", "described")),
        *(words for head in payload["lanes"] for words in head["beyond"]),
        *(entry["label"] for entry in payload["legend"]),
        *(each[-1] for name in ("bins", "wide") for each in payload["overview"][name]),
        *(words for name in ("lanes", "schemes") for key, words in payload["choices"][name] if not is_key(key)),
    ]
    assert {each.kind for each in composed.arrangement.bins} == {strips.CELL, strips.PALE, BEGUN}
    assert find_words(table, *said) == []
    assert payload["messages"] == table.messages.list_for_scripts()
    assert payload["link"]["query"].endswith(f"{page_language.LANGUAGE}={PSEUDO}")


def test_the_filters_payload(table, composed):
    payload = filter_panel.build_filters(composed)
    usual = [
        each for each in payload["filters"] if each["key"] in filters.BY_KEY
    ]  # an own column's words are the table's
    options = [option[1] for each in usual for option in each["options"]]
    assert find_words(table, *(each["label"] for each in usual), *options) == []
    assert payload["messages"] == table.messages.list_for_scripts()


def test_the_card_and_its_citation(table, composed):
    card, _ = composed.card, table.messages
    assert find_words(table, card_panel.render_html(card, _)) == []
    assert card.conflict
    assert card.computed
    assert find_words(table, citation.format_correction(card, table, "").replace(card.identity, "")) == []


def test_a_bin_s_heading(table, composed):
    for unit, first in (("month", "2013-04-01"), ("", "2013-04-01"), ("week", "2013-04-01")):
        key = BinKey(tables.REGION_OF["RUS"], "month", unit, tables.windows.parse_window(first).first)
        assert find_words(table, card_panel.describe_bin(composed, key)) == []


@pytest.mark.parametrize("window", ["2013", "2013-04-29", "2012-11-03/2013-05-02", "1990"])
def test_the_sentence_and_the_ways_out(table, window):
    selection = tables.to_selection(window, text="zzz") if window == "1990" else tables.to_selection(window)
    made = view.compose(MemoryStore(table), table, Request(selection.choose("status", ("held", "planned"))), 1060.0)
    said = [selection_panel.build_sentence(made).replace("zzz", ""), *(way.words for way in made.relaxations)]
    assert find_words(table, *(text.replace("zzz", "") for text in said)) == []


def test_the_lists_and_what_is_covered(table, composed):
    _ = table.messages
    cells = listing_panel.build_cells(composed.listing, _)
    columns = [config["label"] for config in listing_panel.build_config(_).values()]
    texts = [
        str(cell)
        for name in ("date", "title", "kind", "parties", "place", "certainty", "source")
        for cell in cells[name]
    ]
    assert find_words(table, *columns, *texts) == []
    checked = claims.check_claims(table, MemoryStore(table))
    assert find_words(table, coverage_panel.render_html(checked, _)) == []
    assert find_words(table, coverage_panel.describe_version(table, 2, _)) == []
    selection = tables.to_selection("2013", country="RUS")
    assert find_words(table, *claims.list_gaps(checked, selection, _)) == []


def test_english_is_not_said_in_an_address_and_others_are():
    query = links.parse_query("?country=RUS&lang=xx")
    assert page_language.without_language(query) == {"country": ["RUS"]}
    assert page_language.with_language(query, ENGLISH) == {"country": ["RUS"]}
    assert page_language.with_language(query, Messages(PSEUDO)) == {"country": ["RUS"], "lang": [PSEUDO]}
    assert find_messages("xx") == ENGLISH


@pytest.fixture
def told():
    """Return the page as it is told in brackets."""
    app = app_page.to_page()
    app.query_params["lang"] = PSEUDO
    app.query_params["country"] = "RUS"
    app.query_params["event"] = "E0095"
    app.query_params["nonsense"] = "1"
    app.run()
    assert not app.exception
    return app


def test_the_page_is_told_in_the_language_of_its_address(told):
    labels = {button.key: button.label for button in told.button}
    assert {labels[key][0] for key in ("previous", "next", "close")} == {"["}
    said = app_page.read_html(told)
    assert re.search(r'<p class="sentence">\[\s*<strong>\[\d+ events', said)
    assert re.search(r'<p class="error">\[Parts of this link were ignored: \[', said)
    assert "“lang”" not in said
    assert f"&amp;lang={PSEUDO}" in said  # in the links to what sources count
    assert f"lang={PSEUDO}" in " ".join(block.value for block in told.code)


@pytest.mark.parametrize("language", ["", "en", "xx", "PSEUDO"])
def test_a_language_that_nobody_knows_is_english(language):
    app = app_page.to_page()
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    said = app_page.read_html(app)
    assert re.search(r'<p class="sentence"><strong>\d+ events</strong> in 2013', said)
    assert 'class="error"' not in said

"""Tests of the page in a language that puts each sentence in brackets: no word stands outside, but the table's."""

import html
import re

import pytest

from components.events.own_columns import is_key
from components.events.raw_table import FILES
from components.layout import lane_order, strips
from components.messages.catalogue import ENGLISH, Messages, find_messages
from components.messages.pseudo import PSEUDO
from components.panels import page_language
from components.panels.explorer import card_panel, coverage_panel, sentence_panel
from components.panels.explorer.view_state import PARTS
from components.query import links
from components.query.selection import BinKey, Request
from components.query.store import BEGUN
from components.stores.memory.memory_store import MemoryStore
from components.views import claims, view
from tests.support import app_page, explorer, tables

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


QUERY = "window=2013&meeting_type=summit&grey=meeting_type&event=E0&unfolded=steppe"


@pytest.fixture(scope="module")
def answered(table):
    """Return the whole answer to a view with a card, strips and dimmed events."""
    return answer_to(table, QUERY)


@pytest.fixture(scope="module")
def composed(table):
    """Return the same view."""
    selection = tables.to_selection("2013").choose("meeting_type", ("summit",), grey=True)
    request = Request(selection, event="E0", unfolded=(tables.REGION_OF["RUS"],))
    return view.compose(MemoryStore(table), table, request, 1060.0)


def answer_to(table, query, **own):
    return explorer.answer_to(query, table, MemoryStore(table), lang=PSEUDO, **own)


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


# What of an answer is for programs: keys, codes, ids, colours, shapes, and the parts of a figure but those below
CODES = {
    *("request", "query", "code", "key", "sample", "previous", "following", "theme", "figure", "lanes_by", "scheme"),
    *("choices", "chosen", "name", "shows", "definition", "window", "presets", "citation", "correction"),
}


def list_texts(value):
    """Yield every text in what an answer holds, but those that are for programs; an own column's are the table's."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and not is_key(str(value.get("key", ""))):
        yield from (option[1] for option in value.get("options", ()))
        yield from list_texts([each for name, each in value.items() if name not in {*CODES, "options"}])
    elif isinstance(value, list):
        for each in value:
            yield from list_texts(each)


def list_drawn(timeline):
    """Yield what a timeline's figure says, what its selects offer, and the names of its lanes."""
    layout = timeline["figure"]["layout"]
    for trace in timeline["figure"]["data"]:
        yield from list_texts([trace.get("text", ""), trace.get("hovertext", "")])
    yield from list_texts([layout["xaxis"]["ticktext"], [each["text"] for each in layout["annotations"]]])
    yield from (words for name in ("lanes", "schemes") for key, words in timeline["choices"][name] if not is_key(key))
    yield from (head["name"] for head in timeline["lanes"])


def test_words_outside_brackets_are_found(table):
    assert find_words(table, "<b>[Date] Xyzzy</b> [In [March] lor] Name of RUS") == []
    assert find_words(table, "[12 events] in Xyzzy") == ["in"]
    assert [*list_texts({"html": "a", "code": "b", "pages": {"name": "c", "words": "d"}})] == ["a", "d"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_an_answer(table, answered, part):
    said = [text for text in list_texts(answered[part]) if text]
    assert bool(said) == (part != "list")  # which is there where no event is in hand
    assert find_words(table, *said) == []


def test_what_the_timeline_draws(table, answered, composed):
    assert {each.kind for each in composed.arrangement.bins} == {strips.CELL, strips.PALE, BEGUN}
    said = [*list_drawn(answered["timeline"])]
    assert len(said) > 50
    assert find_words(table, *said) == []


def test_the_address_of_an_answer_names_the_language(answered):
    assert answered["query"].endswith(f"{page_language.LANGUAGE}={PSEUDO}")


def test_the_citation_of_the_card(table, answered, composed):
    assert composed.card.conflict
    assert composed.card.computed
    assert find_words(table, answered["card"]["correction"].replace("E0", "").replace(answered["query"], "")) == []


@pytest.mark.parametrize(
    ("unit", "first"), [("month", "2013-04-01"), ("", "2013-04-01"), ("week", "2013-04-01"), (BEGUN, "2013-01-01")]
)
def test_the_list_of_a_cell(table, composed, unit, first):
    key = BinKey(tables.REGION_OF["RUS"], "month", unit, tables.windows.parse_window(first).first)
    assert find_words(table, card_panel.describe_bin(composed, key)) == []
    listed = answer_to(table, f"window=2013&list={links.format_bin(key)}")["list"]
    assert "[" in listed["html"]
    assert find_words(table, *list_texts(listed)) == []


WINDOWS = ["2013", "2013-04-29", "2012-11-03/2013-05-02", "1990"]


@pytest.mark.parametrize("query", [*(f"window={each}" for each in WINDOWS), "window=1990&text=zzz&status=planned"])
def test_the_sentence_and_the_ways_out(table, query):
    timeline = answer_to(table, query)["timeline"]
    said = [timeline["sentence"], *(way["words"] for way in timeline["ways"])]
    assert bool(timeline["ways"]) == (query == "window=1990")
    assert find_words(table, *(text.replace("zzz", "") for text in said)) == []


def test_what_of_an_address_was_ignored(table):
    said = answer_to(table, "nonsense=1&event=Xyzzy&lanes=Xyzzy&window=Xyzzy&list=Xyzzy", beyond="2")["ignored"]
    assert said.count("[") > 6
    assert find_words(table, said.replace("nonsense", "")) == []


def test_lanes_that_are_left_out(table):
    crowd = [
        {"countries": "RUS", "date": "2013", "topics": f"topic {number}"} for number in range(lane_order.MOST_LANES + 5)
    ]
    made = tables.to_table(*crowd).in_language(Messages(PSEUDO))
    timeline = answer_to(made, "window=2013&lanes=topic")["timeline"]
    assert timeline["more"]["more_lanes"] > 0
    assert find_words(table, timeline["more"]["words"]) == []


def test_what_sources_count_and_what_is_covered(table):
    _ = table.messages
    checked = claims.check_claims(table, MemoryStore(table))
    assert find_words(table, coverage_panel.render_html(checked, _)) == []
    assert find_words(table, coverage_panel.describe_version(table, 2, _)) == []
    gaps = claims.list_gaps(checked, tables.to_selection("2013", country="RUS"), _)
    assert find_words(table, sentence_panel.build_gaps(gaps * 4, _)) == []
    assert sentence_panel.build_gaps(gaps * 4, _)


def test_a_filter_has_its_words(answered):
    labels = {each["key"]: each["label"] for each in answered["filters"]["filters"]}
    assert {*labels} > {"country", "meeting_type"}
    assert {key: label.startswith("[") for key, label in labels.items()} == {key: not is_key(key) for key in labels}


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
    boot, seen = explorer.read_boot(told), explorer.see(told)
    assert (boot["language"], boot["messages"]) == (PSEUDO, Messages(PSEUDO).list_for_scripts())
    assert re.search(r"^\[\s*<strong>\[\d+ events", seen["timeline"]["sentence"])
    assert seen["ignored"].startswith("[Parts of this link were ignored: [")
    assert "“lang”" not in seen["ignored"]
    assert f"&amp;lang={PSEUDO}" in app_page.read_html(told)  # in the links to what sources count
    assert f"lang={PSEUDO}" in seen["card"]["citation"]


@pytest.mark.parametrize("language", ["", "en", "xx", "PSEUDO"])
def test_a_language_that_nobody_knows_is_english(language):
    app = app_page.to_page()
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert explorer.read_boot(app)["language"] == "en"
    seen = explorer.see(app)
    assert re.search(r"^<strong>\d+ events</strong> in 2013", seen["timeline"]["sentence"])
    assert seen["ignored"] == ""
    assert (
        explorer.ask_route(explorer.build_address(lang="zz", version=explorer.read_boot(app)["version"])).json() == seen
    )

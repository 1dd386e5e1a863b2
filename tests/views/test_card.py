"""Tests of an event's card: its words, every source with its place, and links that lead nowhere bad."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.panels import markup
from components.panels.explorer import card_panel
from components.query.store import MOST_NAMED
from components.stores.memory.memory_store import MemoryStore
from components.views import card
from tests.support import engine_stores, tables

EVENT = {
    "id": "A",
    "title": "Talks",
    "date": "2013-04",
    "meeting_type": "summit",
    "level": "head",
    "countries": "RUS; KAZ",
    "organisations": "EU",
    "city": "Moscow",
    "place": "RUS",
    "people": "Shinzo Abe (Prime Minister); Vladimir Putin (President)",
    "topics": "peace-treaty;energy",
    "status": "planned",
    "summary": "They talked.",
    "confidence": "computed",
    "note": "A doubt.",
}
PAGE = {
    "key": "page",
    "title": "A page",
    "publisher": "Ministry",
    "url": "https://example.org/a?b=c",
    "published": "2014-02",
    "kind": "primary",
}


def to_card(identity, *rows, window="2013", proofs=(), pages=(PAGE,), **choices):
    others = {"event_sources": list(proofs), "sources": list(pages)}
    table = tables.to_table(*rows, others=others)
    return card.build_card(MemoryStore(table), table, tables.to_selection(window, **choices), identity)


def proof(stated_date="2013-04", **cells):
    return {
        "event": "A",
        "source": "page",
        "locator": "paragraph 3",
        "stated_date": stated_date,
        "read": "whole",
        **cells,
    }


def test_a_card_says_everything_in_words():
    made = to_card("A", EVENT)
    assert (made.date, made.edtf) == ("in April 2013, day not stated", "2013-04")
    assert (made.kind, made.meeting_type, made.level) == ("Summit", "summit", "Head of state or government")
    assert made.parties == ("Name of RUS", "Name of KAZ", "Name of EU")
    assert made.people == ("Shinzo Abe (Prime Minister)", "Vladimir Putin (President)")
    assert made.topics == ("Peace treaty", "Energy")
    assert made.where == "Moscow · Name of RUS"
    assert (made.doubt, made.computed) == ("planned, not confirmed", True)
    assert (made.summary, made.note) == ("They talked.", "A doubt.")


def test_a_card_of_a_bare_event_is_blank_where_nothing_is_known():
    made = to_card("E0", {"date": ""})
    assert made.date == "date not stated"
    assert (made.where, made.parties, made.people, made.sources) == ("", (), (), ())
    assert (made.doubt, made.computed, made.conflict) == ("", False, False)
    assert made.neighbours is None


def test_there_is_no_card_of_nobody():
    assert to_card("nobody", EVENT) is None


def test_every_source_stands_with_its_place_and_what_it_says():
    other = proof("2013", source="elsewhere", locator="p. 3", read="opening", note="only the year")
    first, second = to_card("A", EVENT, proofs=[proof(), other, proof(event="B")]).sources
    assert (first.title, first.publisher, first.locator, first.url) == (
        PAGE["title"],
        "Ministry",
        "paragraph 3",
        PAGE["url"],
    )
    assert (first.published, first.kind, first.read) == ("Feb 2014", "primary", "whole")
    assert first.says == "in April 2013, day not stated"
    assert (second.title, second.url, second.says, second.note) == (
        "elsewhere",
        "",
        "in 2013, day not stated",
        "only the year",
    )


CONFLICTS = {
    "one source": (["2013-04"], False),
    "the same": (["2013-04", "2013-04"], False),
    "one says nothing": (["2013-04", ""], False),
    "different months": (["2013-04", "2013-05"], True),
    "one unreadable": (["2013-04", "spring"], True),
    "none says": (["", ""], False),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_conflict_is_said(case):
    stated, conflict = CONFLICTS[case]
    assert to_card("A", EVENT, proofs=[proof(text) for text in stated]).conflict == conflict


@pytest.mark.parametrize("stated", ["early April", "2013-13-45", "<b>2013</b>"])
def test_a_stated_date_that_cannot_be_read_is_quoted(stated):
    (source,) = to_card("A", EVENT, proofs=[proof(stated)]).sources
    assert source.says == f"“{stated}”"


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a", "HTTPS://EXAMPLE.ORG/", "https://例え.jp/日"]
)
def test_addresses_of_pages_are_kept(url):
    assert card.check_url(url) == url


UNSAFE = [
    *(
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.org",
    ),
    *(
        "//example.org/a",
        "/a",
        "example.org",
        "https://",
        "https:///a",
        "http:example.org",
        "https://a b.org",
        "https://a.org/ b",
    ),
    *(
        " https://example.org",
        "https://example.org\n",
        "java\nscript:alert(1)",
        "\\\\host\\share",
        "http://[",
        "vbscript:x",
    ),
    *("\x01javascript:alert(1)", "https:\\\\example.org", "blob:https://example.org/x", "mailto:a@example.org"),
]


@pytest.mark.parametrize("url", UNSAFE, ids=ascii)
def test_other_addresses_are_no_links(url):
    assert card.check_url(url) == ""
    if url:
        (source,) = to_card("A", EVENT, proofs=[proof()], pages=[{**PAGE, "url": url}]).sources
        assert source.url == ""


@given(st.text(st.characters()) | st.text(st.sampled_from("htps:/\\[]@a.\n\t %"), max_size=20))
def test_what_is_linked_is_a_page_on_the_web(url):
    assert card.check_url(url) in ("", url)
    if card.check_url(url):
        assert url.strip("".join(map(chr, range(33)))).lower().startswith(("http://", "https://"))


def test_a_card_names_what_stands_next_and_what_has_no_known_order_to_it():
    rows = [
        EVENT,
        *(
            {"id": name, "title": name.lower(), "date": text}
            for name, text in {"B": "2013-04-10", "C": "2013-06", "D": "2013-01-01"}.items()
        ),
    ]
    made = to_card("A", *rows)
    assert (made.neighbours.previous, made.neighbours.following) == ("D", "B")
    assert (made.neighbours.place, made.neighbours.of) == (2, 4)
    assert made.order_not_known == ("b",)


@pytest.mark.first_variant
@pytest.mark.parametrize("others", [0, MOST_NAMED - 1, MOST_NAMED, MOST_NAMED + 3])
def test_a_card_names_the_first_few_events_that_may_be_the_same_and_counts_all(others):
    rows = [{"title": f"Talks {number}", "date": "2013-04", "countries": "RUS"} for number in range(others + 1)]
    table = tables.to_table(*rows)
    for store in (MemoryStore(table), *engine_stores.to_stores(table).values()):
        made = card.build_card(store, table, tables.to_selection("2013"), "E0")
        assert made.same == others
        assert made.possibly_same == tuple(f"Talks {number}" for number in range(1, others + 1))[:MOST_NAMED]


@pytest.mark.parametrize(("named", "counted"), [("possibly_same", "same"), ("order_not_known", "unordered")])
def test_events_that_are_not_named_are_counted(named, counted):
    made = to_card("A", EVENT)
    assert "and 1,200 more" in card_panel.render_html(replace(made, **{named: ("A", "B"), counted: 1_202}))
    assert "more" not in card_panel.render_html(replace(made, **{named: ("A", "B"), counted: 2}))


def test_outside_the_selection_a_card_has_no_neighbours():
    for made in (to_card("A", EVENT, window="2014"), to_card("A", EVENT, country="FRA")):
        assert made.title == "Talks"
        assert made.neighbours is None
        assert made.order_not_known == ()


def test_columns_that_only_this_table_has_stand_on_the_card():
    table = tables.to_table(EVENT)
    events = table.events.assign(**{"extra: Budget <b>": ["12 million"], "extra: Blank": [""]})
    made = card.build_bare_card(events.iloc[0], table, ())
    assert made.extras == (("Budget <b>", "12 million"),)
    assert ("Budget <b>", "12 million") in card_panel._facts(made)
    assert "<b>" not in markup.build_terms([("Budget <b>", "12 million")])

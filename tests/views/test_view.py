"""Tests of the view: all that a panel or an export is given, with the same counts throughout."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import windows
from components.layout import count_text
from components.query import filters
from components.query.selection import BinKey, Request
from components.query.store import BEGUN, Totals
from components.query.view_options import ViewOptions
from components.stores.memory.memory_store import MemoryStore
from components.views import view
from tests.support import crowds, frames, owned, tables
from tests.support.trials import examples

PAGE = {"key": "page", "title": "A page", "url": "https://example.org/"}


def compose(*rows, window="2013", event="", others=None, **choices):
    table = tables.to_table(*rows, others=others)
    request = Request(tables.to_selection(window, **choices), event=event)
    return view.compose(MemoryStore(table), table, request, 1060.0)


COUNTS = {  # certain, uncertain, possible
    (37, 0, 4): "37 events, plus 4 possible",
    (37, 0, 0): "37 events",
    (1, 0, 0): "1 event",
    (1, 0, 1): "1 event, plus 1 possible",
    (0, 0, 0): "0 events",
    (0, 0, 3): "0 events, plus 3 possible",
    (12345, 0, 6789): "12,345 events, plus 6,789 possible",
    (37, 2, 0): "37 events, plus 2 with an uncertain date",
    (37, 2, 4): "37 events, plus 4 possible and 2 with an uncertain date",
}


@pytest.mark.parametrize("counts", COUNTS, ids=str)
def test_a_count_tells_what_is_certain_and_what_is_not_apart(counts):
    assert count_text.describe_totals(Totals(*counts, 0, 0, 0)) == COUNTS[counts]


def test_the_sentence_says_counts_window_and_filters():
    made = compose(
        {"date": "2013", "countries": "RUS"}, {"date": "201X", "countries": "RUS"}, {"date": "2013"}, country="RUS;FRA"
    )
    assert made.sentence == "1 event, plus 1 possible · 2013 · Country: Name of RUS or Name of FRA"


def test_what_is_elsewhere_is_said():
    made = compose(*({"date": text} for text in ("2012", "2012", "2014", "", "", "")))
    assert made.elsewhere == "2 before, 1 after, 3 undated"


@examples(20)
@given(tables.some_events, tables.some_requests(owned.SCHEMES), st.sampled_from(tables.WIDTHS))
def test_a_view_says_the_same_everywhere(rows, request, width):
    table, store = tables.to_store(*rows)
    made = view.compose(store, table, request, width)
    assert made.totals == store.totals(request.selection)
    listing = view.read_listing(store, table, request.selection)
    assert len(listing.rows) == listing.of == made.totals.inside
    assert sum(row.standing == "certain" for row in listing.rows) == made.totals.certain
    undated = view.read_undated(store, table, request.selection)
    assert len(undated.rows) == undated.of == made.totals.undated
    assert set(made.facets) == {each.key for each in filters.facets_of(table)}
    for key, facet in made.facets.items():
        inside = [option.inside for option in facet]
        assert inside == sorted(inside, reverse=True)
        counted = store.facet(request.selection, key).frame("code")
        told = {option.code: {name: getattr(option, name) for name in tables.INSIDE} for option in facet}
        assert told == counted.to_dict("index")


def test_a_facet_has_words_and_stands_in_order():
    rows = [{"date": "2013", "countries": codes} for codes in ("RUS;FRA", "RUS", "GEO")] + [
        {"date": "2014", "countries": "DEU"}
    ]
    facet = compose(*rows, country="GEO").facets["country"]
    assert [option.code for option in facet] == ["RUS", "FRA", "GEO", "DEU"]
    assert [option.label for option in facet] == ["Name of RUS", "Name of FRA", "Name of GEO", "Name of DEU"]
    assert [option.certain for option in facet] == [2, 1, 1, 0]


def test_a_row_of_the_listing_says_what_proves_it():
    proofs = [
        {"event": "E0", "source": "page", "locator": "p. 3"},
        {"event": "E0", "source": "elsewhere"},
        {"event": "E1", "source": "page"},
    ]
    cells = {
        "meeting_type": "talks",
        "countries": "RUS; KAZ",
        "organisations": "EU",
        "city": "Moscow; Astana",
        "status": "held",
    }
    made = compose(
        {"date": "2013-04", **cells},
        {"date": "2013-05"},
        {"date": "2013-06"},
        others={"event_sources": proofs, "sources": [PAGE]},
    )
    listing = view.read_listing(MemoryStore(made.table), made.table, made.request.selection)
    first, second, third = (row._asdict() for row in listing.rows)
    assert first == {
        "id": "E0",
        "date": "Apr 2013",
        "edtf": "2013-04",
        "standing": "certain",
        "title": "Title 0",
        "kind": "Talks",
        "status": "held",
        "parties": "Name of RUS, Name of KAZ, Name of EU",
        "place": "Moscow, Astana",
        "sources": 2,
        "source": "A page, p. 3",
        "url": "https://example.org/",
    }
    assert (second["sources"], second["source"]) == (1, "A page")
    assert (third["sources"], third["source"], third["url"]) == (0, "", "")


def test_a_long_listing_is_read_by_the_page(monkeypatch):
    monkeypatch.setattr(view, "PAGE", 2)
    table, store = tables.to_store(*({"date": "2013"} for _ in range(3)))
    page = view.read_listing(store, table, tables.to_selection("2013"), 1)
    assert (len(page.rows), page.first, page.of) == (2, 1, 3)


def test_the_card_is_that_of_the_event_in_hand():
    rows = [{"date": "2013", "title": "one"}, {"date": "2015", "title": "other"}]
    assert compose(*rows).card is None
    assert compose(*rows, event="E1").card.title == "other"


@pytest.mark.parametrize("name", view.EXTRAS)
def test_a_list_that_is_not_asked_for_is_not_read_and_the_others_are_as_they_are(name):
    table, store = tables.to_store({"date": "2013-04-29", "countries": "RUS"}, {"date": "", "countries": "RUS"})
    key = BinKey("steppe", "month", "month", tables.windows.parse_window("2013-04-01").first)
    request = Request(tables.to_selection("2013"), event="E0", listed=key)
    whole, without = (
        view.compose(store, table, request, 1060.0, extras=extras) for extras in (view.EXTRAS, {*view.EXTRAS} - {name})
    )
    assert getattr(whole, name) is not None
    assert str(getattr(without, name)) in ("None", "{}")
    others = [each for each in view.EXTRAS if each != name]
    assert [str(getattr(whole, each)) for each in others] == [str(getattr(without, each)) for each in others]
    assert (without.totals, without.listed_of) == (whole.totals, 0 if name == view.LISTED else whole.listed_of)


def test_an_empty_table_has_a_view():
    made = compose()
    assert made.sentence == "0 events · 2013"
    assert view.read_listing(MemoryStore(made.table), made.table, made.request.selection).rows == []
    assert not any(made.facets.values())


def people(count):
    """Return events of so many people, the first of them at most events."""
    return [
        {"date": "2013", "people": f"Person {number:03}"} for number in range(count) for _ in range(1 + (number < 5))
    ]


@pytest.mark.parametrize(("count", "unlisted"), [(view.MOST_OPTIONS, 0), (view.MOST_OPTIONS + 1, 1)])
def test_of_very_many_options_those_with_most_events_are_listed_and_the_others_counted(count, unlisted):
    made = compose(*people(count), person=f"Person {count - 1:03}" if not unlisted else "Person 001")
    facet = made.facets["person"]
    assert made.unlisted["person"] == unlisted
    assert len(facet) == view.MOST_OPTIONS
    assert [option.code for option in facet[:5]] == [f"Person {number:03}" for number in range(5)]


def test_options_beyond_the_most_are_found_by_their_words_and_stay_where_they_are_chosen():
    table, store = tables.to_store(*people(300))
    request = Request(tables.to_selection("2013"))
    for text in ("person 299", "ＰＥＲＳＯＮ 299"):
        looked = view.compose(store, table, request, 1060.0, ViewOptions(finds=(("person", text),)))
        assert len(looked.facets["person"]) == view.MOST_OPTIONS + 1
        assert [option.certain for option in looked.facets["person"] if option.code == "Person 299"] == [1]
        assert looked.unlisted["person"] == 300 - view.MOST_OPTIONS - 1
    chosen = view.compose(store, table, Request(tables.to_selection("2013", person="Person 299")), 1060.0)
    assert "Person 299" in [option.code for option in chosen.facets["person"]]


def test_codes_are_found_by_the_words_of_their_label():
    table, store = tables.to_store({"countries": "RUS;FRA;DEU", "date": "2013"})
    country = filters.BY_KEY["country"]
    found = {text: list(view.find_codes(store, table, country, text)) for text in ("of r", "NAME", "zzz", "x" * 10_000)}
    assert found == {"of r": ["RUS"], "NAME": ["DEU", "FRA", "RUS"], "zzz": [], "x" * 10_000: []}


def test_each_list_is_turned_on_its_own(monkeypatch):
    monkeypatch.setattr(view, "PAGE", 2)
    table, store = tables.to_store(*({"date": text} for text in ["2013"] * 5 + [""] * 3))
    selection = tables.to_selection("2013")
    assert [row.id for row in view.read_listing(store, table, selection, 4).rows] == ["E4"]
    assert [row.id for row in view.read_undated(store, table, selection, 2).rows] == ["E7"]


def test_the_list_behind_a_bin_is_read_by_the_page_too():
    rows = [{"date": "2013-04-10", "level": "head"} for _ in range(view.PAGE + 1)]
    table, store = tables.to_store(*rows)
    key = BinKey("head", "month", "month", windows.parse_window("2013-04").first)
    request = Request(tables.to_selection("2013"), "level", listed=key)
    pages = [view.compose(store, table, request, 1060.0, ViewOptions(listed_from=first)) for first in (0, view.PAGE)]
    assert [(len(made.listed), made.listed_of) for made in pages] == [(view.PAGE, view.PAGE + 1), (1, view.PAGE + 1)]


@pytest.mark.exhaustive
def test_a_list_says_how_many_of_its_events_stand_above_the_strip():
    table, store = crowds.to_crowd(3_000, 1)
    request = Request(tables.to_selection("2013"), "level")
    arranged = view.compose(store, table, request, 1060.0).arrangement
    shown = frames.to_bins(arranged)[
        (frames.to_bins(arranged)["kind"] != BEGUN) & (frames.to_bins(arranged)["side"] == 0)
    ]
    listed = []
    for each in shown.itertuples():
        key = BinKey(arranged.lanes[each.lane].key, arranged.unit, each.unit, each.first)
        made = view.compose(store, table, replace(request, listed=key), 1060.0)
        assert made.listed_of == each.highlighted + made.listed_above
        listed.append(made.listed_above)
    assert 0 < sum(listed) <= len(arranged.marks)
    elsewhere = replace(request, listed=BinKey("head", "day", "day", 0))
    assert view.compose(store, table, elsewhere, 1060.0).listed_above == 0


@pytest.mark.parametrize("key", ["overview", "totals", "listing", "arrangement"])
def test_a_filter_may_bear_the_name_of_a_field(monkeypatch, key):
    monkeypatch.setattr(filters, "FACETS", (*filters.FACETS, replace(filters.FACETS[0], key=key)))
    made = compose({"date": "2013-04-29", "countries": "RUS"})
    assert made.facets[key] == made.facets["region"]
    assert made.totals.inside == 1

"""Tests that every engine answers every question of the store as the table in memory does, on random tables."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dates import calendar_units, edtf
from components.query import filters, lane_schemes
from components.query.selection import BinKey
from components.query.store import BEGUN
from components.stores.memory.memory_store import MemoryStore
from tests.support import engine_stores, owned, tables
from tests.support.trials import examples

MARGINS = (0, 1, 40, 400)
each_facet = pytest.mark.parametrize("key", [each.key for each in filters.FACETS])
each_scheme = pytest.mark.parametrize("lanes_by", lane_schemes.BY_KEY)
some_units = st.sampled_from(calendar_units.STRIP_UNITS)


def agree(rows, ask):
    """Ask the table in memory and every engine, and compare what they say, to the types of the columns."""
    table = owned.without_own_columns(tables.to_table(*rows))
    wanted = ask(MemoryStore(table))
    for name, other in engine_stores.to_stores(table).items():
        compare(wanted, ask(other), name)
    return wanted


def compare(wanted, found, name):
    """Compare two answers: one by one where they are several."""
    assert type(found) is type(wanted), name
    if isinstance(wanted, list):
        assert len(found) == len(wanted), name
        for one, other in zip(wanted, found, strict=True):
            compare(one, other, name)
    elif isinstance(wanted, pd.DataFrame) and wanted.empty:
        assert found.empty, name
        assert list(found.columns) == list(wanted.columns), name
    elif isinstance(wanted, pd.DataFrame):
        pd.testing.assert_frame_equal(found, wanted, obj=name)
    elif isinstance(wanted, pd.Series):
        pd.testing.assert_series_equal(found, wanted, obj=name)
    else:
        assert found == wanted, name


def to_after(store, key):
    """Return how many codes there are, and those that come after each, and after what is none."""
    return [store.count_codes(key), *(list(store.codes(key, code)) for code in (*store.codes(key)[:2], "é"))]


def conforms(most):
    """Return a decorator that gives a test random events, a selection and a source of more choices."""

    def decorate(test):
        drawn = given(rows=tables.some_events, selection=tables.some_selections(own={}), more=st.data())
        return examples(most)(drawn(test))

    return decorate


@examples(15)
@given(tables.some_events, tables.some_selections(own={}))
def test_sizes_spans_and_totals(rows, selection):
    agree(rows, lambda store: [store.size(), store.span(), store.totals(selection)])


@pytest.mark.first_variant
@each_facet
@conforms(3)
def test_facets(key, rows, selection, more):
    most = more.draw(st.integers(1, 4))
    some = tuple(more.draw(st.lists(st.sampled_from(tables.CHOOSABLE[key]), unique=True, max_size=2)))

    def ask(store):
        named = [code for code in some if store.has_code(key, code)]
        counts = (
            store.facet(selection, key).frame("code"),
            store.facet(selection, key, most).frame("code"),
            store.facet(selection, key, codes=named).frame("code"),
        )
        return [*(each.sort_index() for each in counts), list(store.codes(key)), named, *to_after(store, key)]

    agree(rows, ask)


@pytest.mark.first_variant
@each_scheme
@conforms(5)
def test_lanes_and_bins(lanes_by, rows, selection, more):
    unit, margin = more.draw(some_units), more.draw(st.sampled_from(MARGINS))

    def ask(store):
        counts = store.lanes(selection, lanes_by).frame("lane").sort_index()
        return [counts, store.bins(selection, lanes_by, tuple(counts.index), unit, margin).frame()]

    agree(rows, ask)


@conforms(8)
def test_density(rows, selection, more):
    unit = more.draw(some_units)
    agree(rows, lambda store: store.density(selection, unit).frame())


@pytest.mark.first_variant
@each_scheme
@conforms(5)
def test_marks(lanes_by, rows, selection, more):
    margin, most = more.draw(st.sampled_from(MARGINS)), more.draw(st.integers(1, 4))

    def ask(store):
        lanes = tuple(store.lanes(selection, lanes_by).frame("lane").sort_index().index)[::2]
        marks = (
            store.marks(selection, lanes_by, lanes, margin).frame(),
            store.marks(selection, lanes_by, lanes, margin, most - 1).frame(),
        )
        return [*marks, store.foremost(selection, lanes_by, lanes, most).frame()]

    agree(rows, ask)


EDGES = [
    *({"date": day, "countries": "RUS", "topics": "peace"} for day in ("2013-01-31", "2013-02-01", "2013-02-28")),
    *({"date": day, "countries": "FRA"} for day in ("2013-01-31/2013-02-01", "2013-03-01", "", "../2013-02-01")),
    *({"id": f"S{n}", "date": "2013-02-10", "meeting_type": "summit", "countries": "RUS;FRA"} for n in range(9)),
    *({"date": f"[1999-{month}..2000-0{month[1]}]", "countries": "RUS"} for month in ("09", "08", "07")),
    {"date": "[1899-12..1900-01]", "countries": "RUS"},
]


@pytest.mark.first_variant
@pytest.mark.parametrize("window", ["2013-02", "1890/2013", "2000"])
def test_what_stands_at_an_edge(window):
    selection = tables.to_selection(window)
    one_country = selection.choose("country", ("RUS",))

    def ask(store):
        lanes = tuple(store.lanes(selection, "region").frame("lane").sort_index().index)
        counts = [store.lanes(asked, "region").frame("lane").sort_index() for asked in (selection, one_country)]
        bins = [
            store.bins(asked, "region", lanes, "month", margin).frame()
            for asked in (selection, one_country)
            for margin in (0, 1)
        ]
        marks = [store.marks(selection, "region", lanes, margin).frame() for margin in (0, 1)]
        foremost = [store.foremost(selection, "region", lanes, most).frame() for most in (1, 3, 8)]
        codes = [store.facet(selection, "country", most).frame("code").sort_index() for most in (1, 2)]
        return [*counts, *bins, *marks, *foremost, *codes]

    agree(EDGES, ask)


SEASON_ROWS = [
    *({"date": date, "level": "head"} for date in ("2013-21", "2013-04-10", "2013-04", "2013-34", "2013")),
    *({"date": date, "level": "minister"} for date in ("2013-21?", "2012-24", "[2012-12-30..2013-01-02]")),
    *({"date": date, "level": "official"} for date in ("0001-01~", "0001-24", "9999-24", "9999-12-31~")),
    *({"date": date, "level": "other"} for date in ("2013-21/2013-09", "2013-07-10", "2013-22")),
]
# Window and lane → unit, first and last day, events, uncertain, possible and others of each bin of a strip of months
SEASON_BINS = {
    ("2013", "head"): [
        ("month", "2013-04-01", "2013-04-30", 2, 0, 0, 3),
        ("quarter", "2013-04-01", "2013-06-30", 1, 0, 0, 0),
        ("season", "2013-03-01", "2013-05-31", 1, 0, 0, 0),
        ("year", "2013-01-01", "2013-12-31", 1, 0, 0, 0),
    ],
    ("2013-05/2013-06", "head"): [
        ("quarter", "2013-04-01", "2013-06-30", 1, 0, 1, 0),
        ("season", "2013-03-01", "2013-05-31", 1, 0, 1, 0),
        ("year", "2013-01-01", "2013-12-31", 1, 0, 1, 0),
    ],
    ("2013", "minister"): [
        ("season", "2012-12-01", "2013-02-28", 2, 0, 2, 0),
        ("season", "2013-03-01", "2013-05-31", 1, 1, 0, 0),
    ],
    ("2012", "minister"): [("season", "2012-12-01", "2013-02-28", 2, 0, 2, 0)],
    ("0001/0002", "official"): [
        ("season", "0001-01-01", "0001-02-28", 1, 0, 1, 0),
        ("season", "0001-12-01", "0002-02-28", 1, 0, 0, 0),
    ],
    ("9999", "official"): [("season", "9999-12-01", "9999-12-31", 2, 0, 2, 0)],  # no day behind 9999 is written
    ("2013-07/2013-08", "other"): [
        ("month", "2013-07-01", "2013-07-31", 1, 0, 0, 1),
        ("season", "2013-03-01", "2013-05-31", 1, 0, 0, 0),
        ("season", "2013-06-01", "2013-08-31", 1, 0, 1, 0),
    ],
}


@pytest.mark.parametrize(("window", "lane"), SEASON_BINS)
def test_a_season_holds_what_no_finer_unit_does(window, lane):
    selection = tables.to_selection(window)
    bins = agree(SEASON_ROWS, lambda store: store.bins(selection, "level", (lane,), "month").frame())
    days = [bins[name].map(edtf.format_day) for name in ("first", "last")]
    columns = (bins["unit"], *days, *(bins[name] for name in ("events", "uncertain", "possible", "others")))
    assert list(zip(*columns, strict=True)) == SEASON_BINS[window, lane]


SEASON_KEYS = {
    ("2013", "head", "season", "2013-03-01"): ["E0"],
    ("2013", "head", "year", "2013-01-01"): ["E4"],
    ("2013", "minister", "season", "2012-12-01"): ["E6", "E7"],
    ("0001", "official", "season", "0001-01-01"): ["E8"],
    ("9999", "official", "season", "9999-12-01"): ["E10", "E11"],
    ("2013-07/2013-08", "other", BEGUN, "0001-01-01"): ["E12"],
    ("2013-07/2013-08", "other", "season", "2013-03-01"): [],
}


@pytest.mark.parametrize(("window", "lane", "unit", "first"), SEASON_KEYS)
def test_what_a_season_holds_can_be_listed(window, lane, unit, first):
    key = BinKey(lane, "month", unit, edtf.parse_day(first))
    selection = tables.to_selection(window)
    listed, count = agree(
        SEASON_ROWS,
        lambda store: [store.binned(selection, "level", key), store.binned_count(selection, "level", key)],
    )
    assert sorted(listed["id"], key=lambda identity: int(identity[1:])) == SEASON_KEYS[window, lane, unit, first]
    assert count == len(listed)


@pytest.mark.exhaustive
@conforms(10)
def test_rows(rows, selection, more):
    offset, limit = more.draw(st.integers(0, 5)), more.draw(st.none() | st.integers(0, 9))

    def ask(store):
        return [store.rows(selection, offset, limit), store.undated(selection), store.undated(selection, 1, limit)]

    agree(rows, ask)


@pytest.mark.first_variant
@each_scheme
@conforms(2)
def test_what_a_bin_holds(lanes_by, rows, selection, more):
    unit = more.draw(some_units)

    def ask(store):
        answers = []
        lanes = tuple(store.lanes(selection, lanes_by).frame("lane").sort_index().index)
        for row in store.bins(selection, lanes_by, lanes, unit).frame().iloc[:6].itertuples():
            begun = row.last < selection.window.first
            key = BinKey(row.lane, unit, BEGUN if begun else row.unit, 0 if begun else row.first)
            answers += [store.binned_count(selection, lanes_by, key), store.binned(selection, lanes_by, key)]
            answers += [store.binned(selection, lanes_by, key, 1, 2)]
        return answers

    agree(rows, ask)


@pytest.mark.exhaustive
@examples(6)
@given(tables.some_events, tables.some_selections(own={}))
def test_one_event(rows, selection):
    def ask(store):
        answers = []
        for identity in [*(f"E{number}" for number in range(min(len(rows), 4))), "nobody"]:
            answers += [store.event(identity), store.neighbours(selection, identity)]
            if store.event(identity) is not None:
                answers += [store.possibly_same(identity), store.count_possibly_same(identity)]
        named = store.events(["E2", "nobody", "\0", "E0", "E2", "E1"])
        return [*answers, named, store.beginnings(selection, selection.window)]

    agree(rows, ask)


def test_evidence():
    sources = [{"key": "s", "title": "A source", "url": "https://example.org"}]
    pairs = [{"event": event, "source": "s", "locator": place} for event, place in ("Bx", "Ay", "Bz", "Cw", "?x")]
    table = tables.to_table({"id": "A"}, {"id": "B"}, {"id": "D"}, others={"sources": sources, "event_sources": pairs})
    for asked in (["B", "D", "A"], ["A", "nobody", "\0", "\ud800"], []):
        wanted = MemoryStore(table).evidence(asked).astype(str)
        for name, store in engine_stores.to_stores(table).items():
            compare(wanted, store.evidence(asked), name)


HOSTILE = ("'", "\\", "\\'", "'; DROP TABLE events; --", '"', "{x:String}", "%s", "日本", "a\nb", "\0", "\ud800", "")


@pytest.mark.first_variant
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_whatever_a_visitor_asks_for_is_a_text_and_nothing_else(text):
    rows = [{"id": f"E{number}", "topics": topic, "date": "2013"} for number, topic in enumerate((text, "peace"))]
    selection = tables.to_selection("2013", topic="peace")

    def ask(store):
        chosen = selection.choose("topic", (text, "peace"))
        asked = [store.totals(chosen), store.event(text), store.has_code("topic", text), store.has_lane("topic", text)]
        return [*asked, store.totals(selection.choose("text", (text,))), store.offer_text(text)]

    agree([row for row in rows if ("\0" not in text and text != "\ud800") or row["id"] == "E1"], ask)


def test_words_are_found_on_every_engine():
    rows = [
        {"title": title, "date": "2013"} for title in ("Café 100% ガス", "CAFE_x", "ｶﾞｽ \\ d'Ivoire", "fishing talks")
    ]

    def ask(store):
        texts = ("cafe", "100%", "ガス", "カス", "cafe_x", "d'ivoire", "\\", "", "fishing cafe")
        return [store.totals(tables.to_selection("2013", text=text)) for text in texts] + [store.offer_text("fihsing")]

    wanted = agree(rows, ask)
    assert [each.inside for each in wanted[:4]] == [2, 1, 2, 0]

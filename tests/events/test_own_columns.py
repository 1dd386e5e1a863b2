"""Tests of a table's own columns: which make filters and lanes, under which keys, and what a table without does."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.briefing import presentation
from components.briefing.briefing import Briefing, Step
from components.events import own_columns, table
from components.events.own_columns import OwnColumn, find_own_columns, makes_groups
from components.events.schema import EXTRA
from components.events.table import with_scheme
from components.messages.catalogue import Messages
from components.messages.sentence import Sentence
from components.query import filters, lane_schemes, links
from components.query.selection import BinKey, Request
from components.stores.engines import engine_table
from components.stores.memory.memory_store import MemoryStore
from components.views import selection_summary, view
from tests.stores.engines.test_engine_table import to_engine
from tests.support import engine_stores, owned, sheets, tables
from tests.support.trials import examples

MADE = datetime(2014, 2, 3, tzinfo=UTC)
NAMES = ("Ministry", "format of talks", "省庁", "<b>Desk</b>", "a&b=c#d", "Ministry ", "ministry?", "!!!", "M" * 100)
TABLE, STORE = tables.to_store(
    {"date": "2013-04-01", "status": "held", "people": "Ana Ide;Bo Li"},
    {"date": "2013-05", "status": "held", "people": "Ana Ide (Prime Minister)"},
    {"date": "2014-05-01", "status": "planned", "people": "Bo Li"},
    {"date": "", "people": ""},
    opening_window="2013",
)
OPENING = links.find_opening(TABLE, STORE)
BARE = table.build_table(tables.to_raw_table([{"id": "E0", "title": "Talks", "date": "2013-04-01"}]), tables.GAZETTEER)


def to_events(**columns):
    return pd.DataFrame({EXTRA + name: pd.Series(cells, dtype=str) for name, cells in columns.items()})


def read(query):
    return links.parse_request(query, TABLE, STORE, OPENING)


def numbered(count, times=2, letters=0):
    return [f"V{value}".ljust(letters, "x") for value in range(count)] * times


GROUPS = {
    "the fewest values": (numbered(own_columns.LEAST_VALUES), True),
    "one value": (numbered(own_columns.LEAST_VALUES - 1, 9), False),
    "the most values": (numbered(own_columns.MOST_VALUES), True),
    "one value more": (numbered(own_columns.MOST_VALUES + 1), False),
    "as often as they must": (numbered(5, own_columns.LEAST_REPEATS), True),
    "less often": (numbered(5, own_columns.LEAST_REPEATS)[1:], False),
    "blanks beside them": ([*numbered(3), *[""] * 100], True),
    "all different": (numbered(8, 1), False),
    "nothing but blanks": ([""] * 8, False),
    "no row": ([], False),
    "the longest names": (numbered(3, letters=own_columns.MOST_LETTERS), True),
    "one letter more": (numbered(3, letters=own_columns.MOST_LETTERS + 1), False),
}


@pytest.mark.parametrize("case", GROUPS)
def test_few_short_values_that_stand_for_several_rows_make_groups(case):
    cells, groups = GROUPS[case]
    assert makes_groups(pd.Series(cells, dtype=str)) == groups


def test_in_a_list_the_parts_count():
    cells = pd.Series(["a|b", "b|c", "c|a", "a|b|c"], dtype=str)
    assert makes_groups(cells, "|")
    assert not makes_groups(cells)


@pytest.mark.parametrize("more", [0, 1])
def test_a_list_with_more_parts_than_a_filter_has_values_is_a_text(more):
    cells = pd.Series(["|".join(numbered(2, own_columns.MOST_VALUES // 2)) + "|V0" * more, "V0|V1"], dtype=str)
    assert makes_groups(cells, "|") == (not more)


@pytest.mark.parametrize("more", [0, 1])
def test_the_first_columns_of_the_file_are_taken_up_to_the_most(more):
    names = [f"Column {number}" for number in reversed(range(own_columns.MOST_OWN + more))]
    found = find_own_columns(to_events(**{"Remarks": numbered(8, 1), **dict.fromkeys(names, numbered(4))}), {})
    assert [own.label for own in found] == names[: own_columns.MOST_OWN]


@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=90), unique=True, max_size=10))
def test_keys_are_different_and_fit_for_an_address_and_labels_are_short(names):
    found = find_own_columns(to_events(**dict.fromkeys(names, numbered(4))), {})
    keys = [own.key for own in found]
    assert len({*keys}) == len(keys) == min(len(names), own_columns.MOST_OWN)
    assert not {*keys} & {*filters.BY_KEY, *lane_schemes.BY_KEY, *links.KNOWN}
    for own in found:
        assert own_columns.is_key(own.key)
        assert len(own.key) <= own_columns.MOST_KEY + 10
        assert not set(own.key) & set(" &=#%?+/\\<>\"'@;\n")
        assert 0 < len(own.label) <= own_columns.MOST_LABEL
        assert own.label.isprintable()


def test_a_key_hangs_on_the_folded_name_and_not_on_the_other_columns():
    cells = numbered(4)
    one, other = to_events(Ministry=cells), to_events(**{"Desk": cells, "MINISTRY ": cells})
    assert [own.key for own in find_own_columns(one, {})] == ["own.ministry"]
    assert [own.key for own in find_own_columns(other, {})] == ["own.desk", "own.ministry"]
    twice = find_own_columns(to_events(**{"Ministry": cells, "ministry!": cells}), {})
    assert [own.key for own in twice] == ["own.ministry", "own.ministry-2"]


def test_a_list_is_known_by_what_parts_it():
    (own,) = find_own_columns(to_events(Desk=["a|b", "a", "b", "a|b"]), {"Desk": "|", "Ministry": ";"})
    assert own == OwnColumn("own.desk", "Desk", EXTRA + "Desk", "|")


def test_the_account_and_the_table_agree_and_cells_stay_as_they_are_written():
    rooms = ["Blue", "Red", "Blue | Red", ""] * 2
    sheet = sheets.to_sheet_of(Date=["2013"] * 8, Title=list("abcdefgh"), Room=rooms, Code=[f"x{n}" for n in range(8)])
    raw, report = sheets.bring_in(sheet)
    made = table.build_table(raw, sheets.GAZETTEER)
    assert report.extras == (("Room", True), ("Code", False))
    assert made.own_columns == (OwnColumn("own.room", "Room", EXTRA + "Room", "|"),)
    assert made.events[EXTRA + "Room"].tolist() == rooms


def test_a_name_that_a_usual_filter_has_is_told_apart():
    own = OwnColumn("own.status", "STATUS", "x")
    assert own.label_beside(["Status", "Level"]) == "STATUS (own column)"
    assert own.label_beside(["Level"]) == "STATUS"


def test_a_table_offers_the_usual_filters_and_lanes_and_then_its_own():
    keys = [own.key for own in owned.OWN]
    assert [each.key for each in filters.facets_of(TABLE)] == [*(each.key for each in filters.FACETS), *keys]
    assert [each.key for each in lane_schemes.schemes_of(TABLE)] == [*lane_schemes.BY_KEY, *keys]
    assert filters.facets_of(BARE) == filters.FACETS
    assert lane_schemes.schemes_of(BARE) == lane_schemes.LANE_SCHEMES
    assert [each.many for each in filters.facets_of(TABLE)[-2:]] == [False, True]


def test_an_own_lane_is_called_as_its_cells_and_those_with_none_as_not_stated():
    scheme = lane_schemes.find(TABLE, "own.format")
    assert [scheme.name_of(lane, TABLE) for lane in ("held", "organisations", "no-region", "a/b")] == [
        *("held", "organisations", "no-region", "a/b")
    ]
    assert scheme.name_of(lane_schemes.NOT_STATED, TABLE) == "Format not stated"


def test_a_selection_has_the_usual_filters_first_and_then_own_ones_by_key():
    selection = tables.to_selection("2013", **{"own.guests": "Bo Li", "status": "held", "own.format": "held"})
    assert [choice.key for choice in selection.choices] == ["status", "own.format", "own.guests"]
    assert selection.describe(TABLE) == ("2013", "Status: Held", "Format: held", "Guests: Bo Li")
    assert selection.without("own.format").without("own.guests") == tables.to_selection("2013", status="held")


def test_a_view_of_own_filters_and_lanes_survives_its_link():
    selection = OPENING.selection.choose("own.guests", ("Ana Ide", "Bo Li"), every=True).choose("own.format", ("held",))
    listed = BinKey("held", "day", "month", OPENING.selection.window.first)
    request = Request(selection.choose("own.format", ("held",), grey=True), "own.format", (), ("held",), "", listed)
    query = links.build_query(request, OPENING)
    assert query["own.guests"] == ["Ana Ide", "Bo Li"]
    assert (query["every"], query["grey"], query["lanes"]) == (["own.guests"], ["own.format"], ["own.format"])
    assert read(links.parse_query(links.format_query(query))) == (request, ())


def test_own_filters_that_there_are_none_of_are_ignored_and_said():
    query = {"own.desk": ["x"], "own.format": ["held", "?"], "lanes": ["own.desk"], "every": ["own.desk"]}
    request, ignored = read(query)
    assert request.selection.choices == tables.to_selection("2013", **{"own.format": "held"}).choices
    assert ignored == (
        "Lanes “own.desk” is not known",
        "Filter “own.desk” is not known",
        "Format “?” is not known",
        "unknown parameter “own.desk”",
    )


def test_files_say_what_was_filtered_by():
    selection = OPENING.selection.choose("own.format", ("held", "planned"))
    said = selection_summary.summarise(STORE, TABLE, selection, 0, MADE)
    assert said.filters == ("Format: held or planned",)
    assert said.left_out == ("1 after", "1 by filters")


def test_counts_of_an_own_filter_ignore_its_own_choice():
    request = Request(OPENING.selection.choose("own.format", ("planned",)))
    facet = view.compose(STORE, TABLE, request, 1060.0).facets["own.format"]
    assert facet == [("held", "held", 2, 0, 0), ("planned", "planned", 0, 0, 0)]


@pytest.mark.parametrize("count", [view.MOST_OPTIONS, view.MOST_OPTIONS + 1])
def test_beyond_the_options_on_offer_own_ones_are_found_by_typing(count):
    made = tables.to_table(*({"date": "2013", "status": ""} for _ in range(2 * count)))
    cells = numbered(count)
    made = table.replace(made, events=made.events.assign(format=cells))
    store, (each,) = MemoryStore(made), (each for each in filters.facets_of(made) if each.key == "own.format")
    assert len(view.build_facet(store, made, Request(OPENING.selection), each)) == view.MOST_OPTIONS
    assert list(view.find_codes(store, made, each, f"v{count - 1}")) == [f"V{count - 1}"]


@pytest.mark.parametrize("scheme", ["m49", "bluebook"])
def test_another_scheme_of_regions_leaves_own_columns_as_they_are(scheme):
    assert with_scheme(TABLE, scheme).own_columns == TABLE.own_columns


STRANGE = Request(tables.to_selection("2013", **{"own.desk-of-trade": "x"}), "own.desk-of-trade")


def test_a_step_of_another_table_finds_no_event_and_breaks_nothing():
    made = view.compose(MemoryStore(BARE), BARE, STRANGE, 1060.0)
    assert made.sentence == "0 events · 2013 · Desk of trade: x"
    assert made.relaxations[0].words == "Remove Desk of trade: x (1 event)"
    steps = (Step("H", "N", STRANGE), Step("H", "N", Request(STRANGE.selection, STRANGE.lanes_by, event="E0")))
    pages = presentation.build_presentation(MemoryStore(BARE), BARE, Briefing("T", steps=steps), STRANGE, MADE).pages
    assert pages[0]["about"] == made.sentence
    lanes = MemoryStore(BARE).lanes(OPENING.selection, STRANGE.lanes_by).frame("lane")
    assert lanes.index.tolist() == [lane_schemes.NOT_STATED]


@pytest.mark.parametrize("unknown", ["desk", "", "__proto__"])
def test_what_is_no_filter_and_no_lanes_of_any_table_is_an_error(unknown):
    with pytest.raises(KeyError):
        filters.find(TABLE, unknown)
    with pytest.raises(KeyError):
        lane_schemes.find(TABLE, unknown)


def test_over_an_engine_there_are_none_and_a_link_to_one_is_ignored_and_said():
    opened, store = engine_table.build_table(to_engine(TABLE), tables.GAZETTEER)
    assert filters.facets_of(opened) == filters.FACETS
    assert lane_schemes.schemes_of(opened) == lane_schemes.LANE_SCHEMES
    request, ignored = links.parse_request({"own.format": ["held"], "lanes": ["own.format"]}, opened, store, OPENING)
    assert request == OPENING
    assert ignored == ("Lanes “own.format” is not known", "unknown parameter “own.format”")


@examples(5)
@given(rows=tables.some_events)
def test_over_an_engine_a_step_of_another_table_is_answered_as_in_memory(rows):
    made = tables.to_table(*rows)
    bare = MemoryStore(made)
    for store in engine_stores.to_stores(made).values():
        assert store.totals(STRANGE.selection) == bare.totals(STRANGE.selection)
        found, wanted = (each.lanes(OPENING.selection, STRANGE.lanes_by).frame("lane") for each in (store, bare))
        assert found.to_dict("index") == wanted.to_dict("index")


def test_the_name_of_an_own_column_is_looked_up_in_no_catalogue():
    pseudo = Messages("pseudo")
    assert own_columns.say_label("own.note", "Note", pseudo) == "Note"
    assert own_columns.say_label("country", "Country", pseudo).startswith("[Country")
    assert own_columns.say_label("own.country", Sentence("{column} (own column)", column="Country"), pseudo)[0] == "["

"""Tests of the ways to make lanes: every event stands in one lane or more, and lanes have names."""

import pytest
from hypothesis import given

from components.events import schema
from components.query import lane_schemes
from components.stores.memory import predicates
from tests.support import tables
from tests.support.trials import examples

every_scheme = pytest.mark.parametrize("scheme", lane_schemes.LANE_SCHEMES, ids=lambda scheme: scheme.key)


def lanes_of(scheme, table):
    """Return for each event the lanes that it stands in."""
    members = predicates.index_lanes(scheme, table)
    lanes = {place: set() for place in range(len(table.events))}
    for event, position in zip(members.events, members.positions, strict=True):
        assert members.codes[position] not in lanes[event]  # never twice in one lane
        lanes[event].add(members.codes[position])
    return [lanes[place] for place in range(len(table.events))]


@pytest.mark.few_variants(2)
@every_scheme
@examples(10)
@given(rows=tables.some_events)
def test_every_event_stands_in_the_lanes_of_its_codes(scheme, rows):
    table = tables.to_table(*rows)
    wanted = [tables.to_lanes(event, scheme.key) for event in table.events.itertuples()]
    assert lanes_of(scheme, table) == wanted
    assert all(wanted)


@examples(10)
@given(tables.some_events)
def test_who_stands_within_a_lane_stands_in_the_lane_around_it_and_the_reverse(rows):
    table = tables.to_table(*rows)
    for lanes in lanes_of(lane_schemes.BY_KEY["region"], table):
        outer = {lane for lane in lanes if not lane_schemes.parent_of(lane)}
        assert {lane_schemes.parent_of(lane) for lane in lanes - outer} == outer - {lane_schemes.NOT_STATED}


NESTED = {
    "a country": ({"countries": "RUS"}, {"steppe", "steppe/RUS"}),
    "two of one region": ({"countries": "RUS;KAZ"}, {"steppe", "steppe/RUS", "steppe/KAZ"}),
    "two regions": ({"countries": "RUS;FRA"}, {"steppe", "steppe/RUS", "europe", "europe/FRA"}),
    "an organisation beside a country": ({"countries": "RUS", "organisations": "EU"}, {"steppe", "steppe/RUS"}),
    "organisations alone": ({"organisations": "EU;UN"}, {"organisations", "organisations/EU", "organisations/UN"}),
    "neither": ({}, {"not-stated"}),
    "a place in no region": ({"countries": "ATA"}, {"no-region", "no-region/ATA"}),
    "an organisation as a country": ({"countries": "EU"}, {"organisations", "organisations/EU"}),
}


@pytest.mark.parametrize("case", NESTED)
def test_lanes_of_region_and_country(case):
    cells, lanes = NESTED[case]
    assert lanes_of(lane_schemes.BY_KEY["region"], tables.to_table(cells)) == [lanes]


NAMES = [
    ("region", "steppe", "Region steppe"),
    ("region", "steppe/RUS", "Name of RUS"),
    ("region", "organisations", "Organisations"),
    ("region", "organisations/EU", "Name of EU"),
    ("region", "not-stated", "No country stated"),
    ("region", "no-region", "No region"),
    ("meeting_type", "summit", "Summit"),
    ("meeting_type", "not-stated", "No meeting type stated"),
    ("level", "head", "Head of state or government"),
    ("level", "not-stated", "No level stated"),
    ("topic", "peace-treaty", "Peace treaty"),
    ("topic", "culture/sport", "Culture/sport"),
    ("topic", "organisations", "Organisations"),
    ("topic", "not-stated", "No topic stated"),
    ("place", "RUS", "Name of RUS"),
    ("place", "not-stated", "No place stated"),
]


@pytest.mark.parametrize(("key", "lane", "name"), NAMES, ids=lambda part: part)
def test_lanes_have_names(key, lane, name):
    assert lane_schemes.BY_KEY[key].name_of(lane, tables.to_table()) == name


@every_scheme
def test_every_scheme_cuts_by_a_column_that_there_is_and_says_what_is_not_stated(scheme):
    assert scheme.column in {column.name for column in schema.COLUMNS}
    assert scheme.many == next(column.many for column in schema.COLUMNS if column.name == scheme.column)
    assert scheme.name_of(lane_schemes.NOT_STATED, tables.to_table()).startswith("No ")

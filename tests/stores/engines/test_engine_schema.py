"""Tests of the layout that engines hold: every event once, every code once, and what they carry."""

import numpy as np
import pytest
from hypothesis import given

from components.dates import calendar_units
from components.dates.calendar_cells import FIRST_DAY
from components.dates.edtf import ENDLESS, parse_day
from components.events import gazetteer
from components.query import filters, lane_schemes
from components.stores.engines import engine_schema
from tests.support import tables
from tests.support.trials import examples


@examples(15)
@given(tables.some_events)
def test_events_stand_in_order_and_carry_the_unit_that_they_count_in(rows):
    table = tables.to_table(*rows)
    events = engine_schema.build_frames(table, first_position=5)["events"]
    assert events["id"].tolist() == table.events["id"].tolist()
    assert events["position"].tolist() == list(range(5, len(events) + 5))
    for event, row in zip(table.events.itertuples(), events.itertuples(), strict=True):
        for unit in calendar_units.STRIP_UNITS:
            name, number = tables.smallest_unit(event, unit)
            held, first = getattr(row, f"{unit}_held"), getattr(row, f"{unit}_first")
            assert ([*calendar_units.UNITS, ""][held], first >= FIRST_DAY) == (name, True)
            assert not name or tables.to_unit(first, name) == number or first == FIRST_DAY


@examples(15)
@given(tables.some_events)
def test_members_are_the_codes_of_every_event_and_carry_its_counts(rows):
    table = tables.to_table(*rows)
    frames = engine_schema.build_frames(table)
    events, members = frames["events"].set_index("position"), frames["members"]
    assert not members.duplicated(["kind", "code", "position"]).any()
    for each in filters.FACETS:
        if each.many and each.column != engine_schema.REGIONS:
            here = members[(members["kind"] == each.column) & ~members["silent"]]
            found = set(zip(here["position"], here["code"], strict=True))
            cells = table.events[each.column]
            assert found == {(place, code) for place, cell in enumerate(cells) for code in tables.to_codes(cell)}
    lanes = members[members["kind"] == "lanes_bluebook"]
    wanted = {(event.Index, lane) for event in table.events.itertuples() for lane in tables.to_lanes(event, "region")}
    assert set(zip(lanes["position"], lanes["code"], strict=True)) == wanted
    carried = [column for column in engine_schema.COUNTED if column != "position"]
    assert events.loc[members["position"], carried].reset_index(drop=True).equals(members[carried])


def test_silent_events_stand_in_the_lane_of_those():
    members = engine_schema.build_frames(tables.to_table({"topics": "peace"}, {"topics": ""}))["members"]
    silent = members[members["silent"] & (members["kind"] == "topics")]
    assert silent[["position", "code"]].to_numpy().tolist() == [[1, lane_schemes.NOT_STATED]]


def test_every_table_has_its_columns_in_order_and_type():
    evidence = {"event_sources": [{"event": "nobody", "source": "s"}, {"event": "E0", "source": "s"}]}
    for rows in ([], [{"date": "2013"}]):
        for name, frame in engine_schema.build_frames(tables.to_table(*rows, others=evidence)).items():
            kinds = {"string": "str", "boolean": "bool"}
            wanted = {column: kinds.get(kind, kind) for column, kind in engine_schema.TABLES[name].items()}
            assert {column: str(kind) for column, kind in frame.dtypes.items()} == wanted
    assert frame.empty is False
    assert {f"regions_{scheme}" for scheme in gazetteer.SCHEME_COLUMNS} <= {*engine_schema.TABLES["events"]}


YEARS = {"2013-05-01": 2013, "1969-12-31": 1969, "0001-01-01": 1, "9999-12-31": 9999}


@pytest.mark.parametrize("day", YEARS)
def test_the_year_is_that_of_the_first_possible_day(day):
    assert engine_schema.find_years(np.array([parse_day(day)]), np.array([True])).tolist() == [YEARS[day]]


def test_years_of_the_undated_and_of_what_has_no_beginning():
    table = tables.to_table({"date": ""}, {"date": "../2013"})
    years = engine_schema.build_frames(table)["events"].set_index("id")["year"]
    assert years.to_dict() == {"E0": engine_schema.UNDATED_YEAR, "E1": engine_schema.NO_FIRST_YEAR}
    assert engine_schema.find_years(np.array([ENDLESS]), np.array([False])).tolist() == [engine_schema.UNDATED_YEAR]


def test_priority_hangs_on_the_id_alone():
    one = engine_schema.build_frames(tables.to_table({"id": "A", "date": "2013"}, {"id": "B"}))["events"]
    other = engine_schema.build_frames(tables.to_table({"id": "C"}, {"id": "B"}, {"id": "A", "title": "Other"}))[
        "events"
    ]
    numbers = [dict(zip(frame["id"], frame["priority"], strict=True)) for frame in (one, other)]
    assert all(numbers[0][identity] == numbers[1][identity] for identity in ("A", "B"))
    assert len(set(numbers[1].values())) == 3

"""Tests of a table that stays in an engine: other regions, and companions that are damaged."""

import json

import pandas as pd
import pytest

from components.events.raw_table import TableError
from components.stores.engines import engine_schema, engine_table, metadata
from tests.events.test_people import OTHERS
from tests.support import engine_stores, tables

SELECTION = tables.to_selection("2013")


def to_engine(table, about=None):
    frames = engine_schema.build_frames(table) | {"about": metadata.build_about(table) if about is None else about}
    return engine_stores.to_engine("duckdb", frames)


def test_regions_may_be_those_of_another_scheme():
    table = tables.to_table({"date": "2013", "countries": "RUS;EU"})
    opened, store = engine_table.build_table(to_engine(table), tables.GAZETTEER)
    other, another = engine_table.with_scheme(opened, store, "m49")
    assert store.has_code("region", "steppe")
    assert not another.has_code("region", "steppe")
    assert (opened.settings.region_scheme, other.settings.region_scheme) == ("bluebook", "m49")
    assert set(another.lanes(SELECTION, "region").frame("lane").index) == {"no-region", "no-region/RUS"} | {
        "organisations",
        "organisations/EU",
    }
    with pytest.raises(ValueError, match="no region scheme"):
        engine_table.with_scheme(opened, store, "other")


DAMAGES = ("{", "[]", "null", '"text"', "7")


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ["settings", "claims", "rejected", "meeting_types", "version"])
@pytest.mark.parametrize("value", DAMAGES)
def test_damaged_companions_are_a_sentence(name, value):
    about = metadata.build_about(tables.to_table({"date": "2013"}))
    about.loc[about["name"] == name, "value"] = value
    try:
        opened, _ = engine_table.build_table(to_engine(tables.to_table(), about), tables.GAZETTEER)
    except TableError as refused:
        assert "damaged" in str(refused)  # noqa: PT017 — or it is read, as a table without claims may be
    else:
        assert opened.events.empty
    with pytest.raises(TableError, match="damaged"):
        engine_table.build_table(to_engine(tables.to_table(), about[about["name"] != name]), tables.GAZETTEER)


def test_settings_of_a_later_program_are_refused_in_words():
    about = metadata.build_about(tables.to_table())
    told = {**json.loads(about["value"][about["name"] == "settings"].iloc[0]), "colour": "red"}
    about.loc[about["name"] == "settings", "value"] = json.dumps(told)
    with pytest.raises(TableError, match="damaged"):
        metadata.parse_table(pd.DataFrame(about), tables.GAZETTEER)


def test_levels_of_a_table_s_own_come_along_with_their_colours():
    rows = [{"code": "envoy", "label": "Envoy", "rank": "1", "colour": "#405060", "colour_dark": "#a0b0c0"}]
    table = tables.to_table({"date": "2013", "level": "envoy"}, others={"levels": rows})
    opened, _ = engine_table.build_table(to_engine(table), tables.GAZETTEER)
    assert opened.level_rows.equals(table.level_rows)
    before = metadata.build_about(table)
    older = metadata.parse_table(before[before["name"] != metadata.LEVEL_ROWS], tables.GAZETTEER)
    assert older.levels == table.levels


def test_names_in_two_scripts_and_words_of_topics_come_along():
    topics = [{"code": "un-reform", "label": "UN reform", "label_ja": "国連改革"}]
    table = tables.to_table(
        {"date": "2013-04-29", "people": "ide-ana", "topics": "un-reform"},
        {"date": "2013-05-01", "people": "li-bo"},
        others={**OTHERS, "topics": topics},
    )
    opened, store = engine_table.build_table(to_engine(table), tables.GAZETTEER)
    assert opened.people.describe("Ana Idé (Foreign Minister)") == "Ana Idé イデ・アナ (Foreign Minister)"
    assert opened.name_of("topic", "un-reform") == "UN reform"
    for words in ("イデ", "国連", "anna ideh"):
        assert store.totals(tables.to_selection("2013", text=words)).certain == 1

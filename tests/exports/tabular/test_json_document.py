"""Tests of the JSON: its events are those of the table, its lists lists, and its schema is meant."""

import json

import jsonschema
import pytest

from components.events import schema
from components.events.escaping import clean
from components.exports.tabular import event_cells, json_document
from tests.support import nasty
from tests.support.export_readers import SCHEMA

GATHERED = nasty.EXPORT_INPUTS["all"]
DOCUMENT = json.loads(json_document.make_json(GATHERED))
EVENTS = {event["id"]: event for event in DOCUMENT["events"]}


def test_texts_and_lists_are_those_of_the_table():
    for row in GATHERED.events.to_dict("records"):
        event = EVENTS[row["id"]]
        for column in schema.COLUMNS:
            written = event[column.name]
            parts = [clean(part.strip()) for part in row[column.name].split(";") if part.strip()]
            assert written == (parts if column.many else clean(row[column.name]))


def test_days_are_bounds_and_none_is_invented():
    bounds = ("start_min", "start_max", "end_min", "end_max")
    assert [EVENTS["open"][name] for name in bounds] == ["2012-03-01", "2012-03-31", None, None]
    assert [EVENTS["plus"][name] for name in bounds] == ["2013-04-01", "2013-04-30", "2013-04-01", "2013-04-30"]
    assert EVENTS["oldest"]["start_min"] == "1351-06-01"
    assert EVENTS["plus"]["date_in_words"] == "in April 2013, day not stated"
    assert (EVENTS["plus"]["certain"], EVENTS["minus"]["certain"]) == (True, False)


def test_every_event_carries_its_sources():
    keys = [source["source"] for source in EVENTS["japanese"]["sources"]]
    assert keys == ["plain", "formula", "japanese", "file", "host"]
    assert EVENTS["unsourced"]["sources"] == []
    assert set(EVENTS["plus"]["sources"][0]) == set(event_cells.SOURCE_COLUMNS.values())


def test_every_code_has_its_words():
    used = {code for event in EVENTS.values() for code in (*event["countries"], *event["organisations"])}
    assert set(DOCUMENT["names"]["place"]) == used
    assert DOCUMENT["names"]["meeting_type"] == {"summit": "Summit", "talks": "Talks"}


FAULTS = {
    "another format": lambda made: made.update(format="other"),
    "a later version": lambda made: made.update(version=2),
    "no statement": lambda made: made.pop("statement"),
    "a time for a day": lambda made: made["events"][0].update(start_min="2013-04-29T00:00:00"),
    "a text for a list": lambda made: made["events"][0].update(countries="RUS;KAZ"),
    "an unknown level": lambda made: made["events"][0].update(level="king"),
    "an unknown name": lambda made: made["events"][0].update(colour="red"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_refuses_what_is_wrong(fault):
    made = json.loads(json_document.make_json(nasty.EXPORT_INPUTS["2013"]))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    FAULTS[fault](made)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(made)


def test_the_schema_describes_every_column():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    described = SCHEMA["$defs"]["event"]["properties"]
    assert {column.name for column in schema.COLUMNS} <= set(described)
    assert {column.name for column in schema.COLUMNS if column.many} | {*event_cells.OTHER_NAMES} == {
        name for name, rule in described.items() if rule.get("$ref") == "#/$defs/texts"
    }

"""Tests of the rules that data/README.md states of the table: dates, levels, statuses, people, places, wording.

See D14 to D16 of docs/decisions.md.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from components.dates import edtf
from components.events import schema
from components.events.gazetteer import fold
from components.events.people import People
from components.events.schema import split_cell
from tests.support import shipped

FOLDER = Path(__file__).parents[2] / "data"
RAW = shipped.read_raw()
TABLE, _ = shipped.open_shipped()
PEOPLE = People(RAW.people, RAW.offices)
KEYS = set(RAW.people["key"])
LEVEL_OF = {(row.person, row.office): row.level for row in RAW.offices.itertuples()}
EVENTS = RAW.events.merge(TABLE.events[["id", *edtf.BOUNDS, "precision"]], on="id")
ISLANDS = "The islands: Northern Territories in Japan, South Kurils in Russia."


def _named(event):
    """Yield the key and the office of everybody whom an event names."""
    for entry in split_cell(event.people):
        key, _, said = entry.partition(" (")
        office = PEOPLE.find_office(key, event.start_min, event.end_max)
        yield key, said.removesuffix(")") or (office.words if office else "")


def _failing(rule):
    return [event.id for event in EVENTS.itertuples() if not rule(event)]


def _plain(text):
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def test_people_stand_as_keys_and_everybody_is_named_somewhere():
    named = {key for event in EVENTS.itertuples() for key, _ in _named(event)}
    assert named == KEYS
    assert not RAW.people["key"].duplicated().any()
    assert not RAW.people["name"].duplicated().any()
    assert set(RAW.people["side"]) <= set(TABLE.gazetteer.codes())


def test_an_office_on_the_day_is_one_of_the_person_s():
    assert _failing(lambda event: all(office and (key, office) in LEVEL_OF for key, office in _named(event))) == []


def test_the_level_is_never_below_the_highest_office_on_the_day():
    def holds(event):
        ranks = [schema.LEVELS.index(LEVEL_OF[named]) for named in _named(event)]
        return schema.LEVELS.index(event.level) <= min(ranks, default=len(schema.LEVELS))

    assert _failing(holds) == []


def test_the_days_of_an_office_have_a_source_and_can_be_read():
    dated = RAW.offices[(RAW.offices["from"] != "") | (RAW.offices["to"] != "")]
    assert (dated["source"] != "").all()
    assert set(dated["source"]) <= set(RAW.sources["key"])
    for column in ("from", "to"):
        assert set(edtf.parse_bounds(dated[column])["reason"]) == {""}


def test_of_several_offices_of_one_day_the_event_says_which():
    undated = RAW.offices[(RAW.offices["from"] == "") & (RAW.offices["to"] == "")]
    several = undated.groupby("person")["office"].nunique()
    unsure = set(several.index[several > 1])

    def holds(event):
        keys = {entry for entry in split_cell(event.people) if "(" not in entry}
        dated = {key for key in keys if _has_dated_office(key, event)}
        return not (keys - dated) & unsure

    assert _failing(holds) == []


def _has_dated_office(key, event):
    office = PEOPLE.find_office(key, event.start_min, event.end_max)
    return office is not None and (office.first, office.last) != (edtf.BEGINNINGLESS, edtf.ENDLESS)


def test_a_person_has_one_spelling():
    names = [name for name in RAW.people["name"] if not name.isascii()]
    family = {_plain(part): part for name in names for part in name.split()[1:] if _plain(part) != part}
    texts = EVENTS["title"] + " " + EVENTS["summary"] + " " + EVENTS["note"]
    assert {plain for plain in family for text in texts if re.search(rf"(?<!\w){plain}(?!\w)", text)} == set()
    owners = pd.Series(
        {
            (row.key, fold(name)): row.key
            for row in RAW.people.itertuples()
            for name in (row.name, *row.aliases.split(";"))
        }
    )
    counted = owners.groupby(level=1).nunique()
    assert list(counted.index[(counted > 1) & (counted.index != "")]) == []


def test_a_place_has_one_name_in_titles_and_cities():
    places = TABLE.gazetteer.places
    plain = {_plain(name): name for name in places["name"] if _plain(name) != name}
    former = {"Turkey": "Türkiye", "Swaziland": "Eswatini", "Czech Republic": "Czechia", "Burma": "Myanmar"} | plain
    texts = EVENTS["title"] + " | " + EVENTS["city"] + " | " + EVENTS["summary"]
    assert {name for name in former for text in texts if re.search(rf"(?<!\w){name}(?!\w)", text)} == set()
    cities = {city for cell in EVENTS["city"] for city in split_cell(cell)}
    folded = [fold(city).replace("saint ", "st ") for city in cities]
    assert len(folded) == len(set(folded))
    assert not cities & {"Nur-Sultan", "Kiev", "Saint Petersburg"}


def test_no_plan_is_older_than_the_table():
    settings = tomllib.loads((FOLDER / "table.toml").read_text(encoding="utf-8"))
    as_of = edtf.parse_day(settings["as_of"])
    assert _failing(lambda event: event.status != "planned" or event.end_max > as_of) == []
    assert _failing(lambda event: event.status in schema.STATUSES) == []
    assert _failing(lambda event: event.status != "held" or event.start_min <= as_of) == []


def test_the_host_of_a_meeting_of_the_united_nations_is_no_other_side():
    sides = {row.key: row.side for row in RAW.people.itertuples()}

    def holds(event):
        at_home = "UN" in event.organisations.split(";") and "USA" in event.countries.split(";")
        return (
            not at_home or "The other sides are" in event.note or any(sides[key] == "USA" for key, _ in _named(event))
        )

    assert _failing(holds) == []


def test_every_date_is_stated_by_a_source_or_marked_as_computed():
    stated = TABLE.evidence.groupby("event")["stated_date"].agg(set)

    def holds(event):
        return event.confidence == "computed" or _bare(event.date) in {_bare(date) for date in stated[event.id]}

    assert _failing(holds) == []
    assert _failing(lambda event: event.confidence == "stated" or event.note) == []


def _bare(date):
    """Return the days of a date: without doubt, and "on one of these" as their span."""
    return date.rstrip("?~%").strip("[]").replace("..", "/")


def test_no_two_visits_are_one():
    visits = EVENTS[EVENTS["meeting_type"] == "visit"]
    pairs = visits.merge(visits, on=["people", "countries"], suffixes=("", "_other"))
    pairs = pairs[(pairs["id"] < pairs["id_other"]) & (pairs["people"] != "")]
    overlap = (pairs["start_max"] <= pairs["end_min_other"]) & (pairs["start_max_other"] <= pairs["end_min"])
    assert pairs[overlap][["id", "id_other"]].to_numpy().tolist() == []


def test_the_islands_have_one_wording_and_both_names_in_the_note():
    texts = EVENTS["title"] + " " + EVENTS["summary"]
    assert EVENTS["id"][texts.str.contains("Northern Territor|Kuril")].tolist() == []
    russian = EVENTS["countries"].str.split(";").map(lambda codes: "RUS" in codes)
    spoken = russian & texts.str.contains(r"\bthe islands\b")
    assert spoken.sum() > 10
    assert EVENTS["id"][spoken & ~EVENTS["note"].str.contains(ISLANDS, regex=False)].tolist() == []


def test_titles_tell_events_apart():
    assert EVENTS["title"][EVENTS["title"].duplicated()].tolist() == []
    assert EVENTS["title"].str.len().max() <= 70


def test_topics_have_words():
    used = {code for cell in EVENTS["topics"] for code in split_cell(cell)}
    assert used == set(RAW.topics["code"])
    assert (RAW.topics[["label", "label_ja"]] != "").all(axis=None)


def test_a_sentence_ends_as_one():
    assert EVENTS["id"][~EVENTS["summary"].str.endswith((".", ")"))].tolist() == []


@pytest.mark.parametrize("word", ["aggression", "unusual", "friendly", "relaxed", "historic", "fresh push", "warmly"])
def test_summaries_do_not_judge(word):
    texts = EVENTS["title"] + " " + EVENTS["summary"]
    assert EVENTS["id"][texts.str.contains(rf"\b{word}\b", case=False)].tolist() == []

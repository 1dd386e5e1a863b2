"""Tests of people named by keys: their names, the office of the day, and how they are found."""

import pandas as pd
import pytest

from components.events.people import OFFICE_COLUMNS, PEOPLE_COLUMNS, People
from components.query import filters
from components.query.choice import Choice
from components.stores.memory import text_index
from tests.support import tables

PEOPLE = [
    {"key": "ide-ana", "name": "Ana Idé", "name_ja": "イデ・アナ", "aliases": "Anna Ide;Ana Ideh"},
    {"key": "li-bo", "name": "Bo Li", "name_ja": "李波"},
]
OFFICES = [
    {"person": "ide-ana", "office": "Foreign Minister", "level": "minister", "from": "2012-12-26", "to": "2014-08"},
    {"person": "ide-ana", "office": "Prime Minister", "level": "head", "from": "2014-08-28"},
    {"person": "li-bo", "office": "Ambassador", "level": "official"},
]
OTHERS = {"people": PEOPLE, "offices": OFFICES}


def _said(people, date):
    table = tables.to_table({"date": date, "people": people}, others=OTHERS)
    return table.events["people"].iloc[0]


@pytest.mark.parametrize(
    ("people", "date", "said"),
    [
        ("ide-ana", "2013-04-29", "Ana Idé (Foreign Minister)"),
        ("ide-ana", "2014-08-27", "Ana Idé (Foreign Minister)"),
        ("ide-ana", "2014-08-28", "Ana Idé (Prime Minister)"),
        ("ide-ana", "2020", "Ana Idé (Prime Minister)"),
        ("ide-ana", "2014", "Ana Idé (Foreign Minister)"),
        ("ide-ana", "2012-12-25", "Ana Idé"),
        ("ide-ana", "", "Ana Idé"),
        ("li-bo", "1950-01-01", "Bo Li (Ambassador)"),
        ("li-bo (acting chair); ide-ana", "2015-01-01", "Bo Li (acting chair);Ana Idé (Prime Minister)"),
        ("Somebody Else (Guest);li-bo", "2015-01-01", "Somebody Else (Guest);Bo Li (Ambassador)"),
        ("Somebody Else (Guest); Another", "2015-01-01", "Somebody Else (Guest); Another"),
        ("Ana Idé (Prime Minister)", "2013-04-29", "Ana Idé (Prime Minister)"),
        ("", "2013-04-29", ""),
    ],
)
def test_a_key_is_said_as_name_and_office_of_the_day(people, date, said):
    assert _said(people, date) == said


def test_a_table_without_the_file_goes_on_as_it_is():
    table = tables.to_table({"date": "2013", "people": "ide-ana;Bo Li (Guest)"})
    assert table.events[["people", "persons"]].iloc[0].tolist() == ["ide-ana;Bo Li (Guest)", "ide-ana;Bo Li"]
    assert table.people.find_other_names("Bo Li") == ""


@pytest.mark.parametrize("word", ["Ana", "idé", "IDE", "イデ", "Anna Ideh", "foreign"])
def test_people_are_found_by_every_name(word):
    table = tables.to_table({"date": "2013-04-29", "people": "ide-ana"}, {"people": "li-bo"}, others=OTHERS)
    index = text_index.build_text_index(table)
    assert index.keeps(Choice(filters.TEXT.key, (word,))).tolist() == [True, False]
    found = table.find_codes("person", ["Bo Li", "Ana Idé"], word.replace("foreign", "ana"))
    assert found == (["Ana Idé"] if word != "Anna Ideh" else [])


def test_a_filter_on_a_person_has_one_code_whatever_the_office():
    events = [{"date": date, "people": "ide-ana"} for date in ("2013-04-29", "2016-01-01")]
    table = tables.to_table(*events, others=OTHERS)
    assert table.events["persons"].tolist() == ["Ana Idé", "Ana Idé"]


def test_topics_are_said_and_found_in_their_own_words():
    topics = [{"code": "un-reform", "label": "UN reform", "label_ja": "国連改革"}]
    table = tables.to_table({"topics": "un-reform;sea-lanes"}, others={"topics": topics})
    assert [table.name_of("topic", code) for code in ("un-reform", "sea-lanes")] == ["UN reform", "Sea lanes"]
    assert table.find_codes("topic", ["un-reform", "sea-lanes"], "改革") == ["un-reform"]
    assert text_index.build_text_index(table).keeps(Choice(filters.TEXT.key, ("国連",))).all()


def test_of_two_offices_of_one_day_the_newer_counts():
    rows = pd.DataFrame(PEOPLE, columns=list(PEOPLE_COLUMNS), dtype=object).fillna("")
    offices = pd.DataFrame(OFFICES, columns=list(OFFICE_COLUMNS), dtype=object).fillna("")
    day = 16_310  # 2014-08-28
    office = People(rows, offices).find_office("ide-ana", day, day)
    assert (office.words, office.level) == ("Prime Minister", "head")


def test_a_person_is_described_in_two_scripts():
    people = tables.to_table({"people": "ide-ana"}, others=OTHERS).people
    assert people.describe("Ana Idé (Foreign Minister)") == "Ana Idé イデ・アナ (Foreign Minister)"
    assert people.describe("Somebody Else (Guest)") == "Somebody Else (Guest)"

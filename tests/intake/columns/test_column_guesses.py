"""Tests of the first guess at what columns are: by name, by content, and never more than is there."""

from dataclasses import replace

import pytest

from components.events import schema
from components.intake.columns import column_content, column_guesses
from components.intake.columns.column_content import inspect_columns
from components.intake.columns.column_guesses import guess_mapping
from components.intake.columns.column_roles import NAMED, ROLES
from components.intake.dates.date_reading import read_dates
from tests.support.sheets import GAZETTEER, bring_in, to_roles, to_sheet, to_sheet_of

DAYS = ["2013-04-28", "2013-05-01", "2013-06-01", "2013-07-01"]
WORDS = ["Talks on energy", "A visit", "Talks again", "Signing of a treaty"]
COUNTRIES = ["Namibia", "韓国", "KP", "Korea, South"]


def test_a_date_and_a_title_are_enough():
    assert to_roles(to_sheet_of(When=DAYS, What=WORDS)) == {"When": "date", "What": "title"}


NAMES = {
    ("start_date", "endDate", "Event title"): ("start", "end", "title"),
    ("開始日", "終了日", "件名"): ("start", "end", "title"),
    ("Date of signature", "date created", "Subject"): ("date", "extra", "title"),
}


@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_columns_are_known_by_their_names(names):
    sheet = to_sheet_of(**dict(zip(names, (DAYS, DAYS, WORDS), strict=True)))
    assert tuple(to_roles(sheet).values()) == NAMES[names]


CONTENTS = {
    "two columns of countries": ({"A": COUNTRIES, "B": COUNTRIES[::-1]}, {"A": "countries", "B": "countries"}),
    "partners with numbers": (
        {"Partner 1": ["Atlantis"] * 4, "Partner 2": COUNTRIES},
        {"Partner 1": "countries", "Partner 2": "countries"},
    ),
    "a named country, and another that is none": (
        {"Country": COUNTRIES, "Made in": COUNTRIES[::-1]},
        {"Country": "countries", "Made in": "extra"},
    ),
    "a column of countries": ({"Who with": COUNTRIES}, {"Who with": "countries"}),
    "a city that is a country": ({"venue": COUNTRIES}, {"venue": "place"}),
    "a place that is a city": ({"place": ["Paris", "Rome", "Oslo", "Bonn"]}, {"place": "city"}),
    "visitors that are countries": ({"visitor": COUNTRIES}, {"visitor": "visitor_country"}),
    "visitors that are people": ({"visitor": ["Ana Ide", "Bo Li", "Cy Ma", "Di Po"]}, {"visitor": "people"}),
    "a date column without dates": ({"date": ["TBD", "TBD", "soon", ""]}, {"date": "date"}),
    "a word that names many things": ({"to": ["much", "more", "some", "none"]}, {"to": "extra"}),
    "a column of addresses": ({"see": [f"https://example.org/{day}" for day in DAYS]}, {"see": "url"}),
    "year, month and day": (
        {"year": ["2013"] * 4, "month": ["4"] * 4, "day": ["1", "2", "3", "4"]},
        {"year": "year", "month": "month", "day": "day"},
    ),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_the_cells_have_a_say(case):
    columns, roles = CONTENTS[case]
    guessed = to_roles(to_sheet_of(**columns, Title=WORDS))
    assert {name: guessed[name] for name in roles} == roles


OWN_LISTS = [("Press; Trade", ";"), ("Press|Trade", "|"), ("Agriculture, Forestry and Fisheries", ""), ("Press", "")]


@pytest.mark.parametrize(("cell", "separator"), OWN_LISTS)
def test_a_column_that_fits_nothing_is_a_list_where_its_cells_surely_are(cell, separator):
    use = guess_mapping(to_sheet_of(date=DAYS, title=WORDS, Desk=[cell, "Trade"] * 2), GAZETTEER).use_of("Desk")
    assert (use.role, use.separator) == ("extra", separator)


SEPARATORS = [("KR; KP", ";"), ("韓国、北朝鮮", "、"), ("Namibia, Japan", ","), ("Namibia/Japan", "/")]
SEPARATORS += [("Namibia and Japan", " and "), ("Namibia\nJapan", "\n"), ("Korea, South", "")]


@pytest.mark.parametrize(("cell", "separator"), SEPARATORS)
def test_what_parts_a_list_of_countries_is_found(cell, separator):
    sheet = to_sheet_of(date=DAYS, title=WORDS, countries=[cell, "Namibia", "Japan", ""])
    assert guess_mapping(sheet, GAZETTEER).use_of("countries").separator == separator


@pytest.mark.parametrize(("more", "role"), [(0, "meeting_type"), (1, "extra")])
def test_a_column_of_too_many_kinds_has_none(more, role):
    count = column_guesses.MOST_KINDS + more
    sheet = to_sheet_of(date=["2013"] * count, title=["A"] * count, type=[f"Kind {number}" for number in range(count)])
    assert to_roles(sheet)["type"] == role


def test_a_comma_parts_no_names_of_people():
    sheet = to_sheet_of(date=DAYS, title=WORDS, people=["Ide, Ana", "Li, Bo", "Ma, Cy", "Po, Di"])
    assert guess_mapping(sheet, GAZETTEER).use_of("people").separator == ""


def test_our_own_columns_are_themselves():
    names = [column.name for column in schema.COLUMNS]
    assert to_roles(to_sheet(dict.fromkeys(names, ""))) == {name: name for name in names}


def test_every_guess_has_a_reason():
    mapping = guess_mapping(to_sheet_of(start=DAYS, notes=WORDS, x=COUNTRIES, y=["1"] * 4), GAZETTEER)
    assert all(use.reason and 0 <= use.confidence <= 1 for use in mapping.uses)


def test_no_name_of_a_column_means_two_things():
    assert sum(len(role.header_names() - {""}) for role in ROLES if not role.ours) == len(NAMED)


@pytest.mark.parametrize("columns", [{}, {"a": []}, {"a": [""]}], ids=["nothing", "no rows", "blank"])
def test_an_empty_sheet_has_a_mapping(columns):
    assert len(guess_mapping(to_sheet_of(**columns), GAZETTEER).uses) == len(columns)


@pytest.mark.parametrize(("kind", "asked"), [("parquet", True), ("xls", True), ("csv", False), ("xlsx", False)])
def test_first_days_are_doubted_where_a_file_keeps_months_as_such(kind, asked):
    sheet = replace(to_sheet_of(date=["2013-04-01", "2013-05-01", "2013-06-01"], title=WORDS[:3]), kind=kind)
    assert [question.key for question in bring_in(sheet)[1].questions] == ["first_days"] * asked


ORDERED = {
    "day first": ["13/04/2013", "04/05/2013", "04/05/2013 - 03/06/2013"],
    "month first": ["04/13/2013", "04/05/2013", "04/05/2013 - 03/06/2013"],
    "both": ["13/04/2013", "04/13/2013", "04/05/2013 - 03/06/2013"],
    "neither": ["04/05/2013", "05/06/2013", "04/05/2013 - 03/06/2013"],
    "words": ["Talks", "April 2013", "3"],
}


@pytest.mark.parametrize("together", [1, column_content.TOGETHER])
def test_a_column_is_understood_beside_others_as_if_it_were_alone(monkeypatch, together):
    monkeypatch.setattr(column_content, "TOGETHER", together)
    cells = to_sheet_of(**ORDERED).cells
    alone = {name: inspect_columns(cells[[name]], GAZETTEER)[name] for name in ORDERED}
    assert inspect_columns(cells, GAZETTEER) == alone
    assert {name: round(3 * content.dates) for name, content in alone.items()} == {
        "day first": 3,
        "month first": 2,
        "both": 3,
        "neither": 3,
        "words": 1,
    }


def test_what_is_read_at_a_time_does_not_grow_with_the_number_of_columns(monkeypatch):
    goes = []

    def count(texts, style):
        goes.append(len(texts))
        return read_dates(texts, style)

    monkeypatch.setattr(column_content, "read_dates", count)
    for columns in (20, 40):
        inspect_columns(to_sheet_of(**{f"c{place}": DAYS for place in range(columns)}).cells, GAZETTEER)
    assert goes == [20 * len(DAYS), 40 * len(DAYS)]


def test_fewer_cells_of_each_are_looked_at_where_columns_are_many(monkeypatch):
    monkeypatch.setattr(column_content, "SAMPLES", 1_000)
    rows = [f"Talks {row}" for row in range(400)]
    looked_at = {
        columns: {len(content.sample) for content in inspect_columns(_to_wide(rows, columns), GAZETTEER).values()}
        for columns in (3, 10, 50)
    }
    assert looked_at == {3: {column_content.SAMPLE}, 10: {100}, 50: {column_content.LEAST_SAMPLE}}


def test_guessing_can_be_stopped_at_every_column():
    told = []
    inspect_columns(_to_wide(DAYS, 20), GAZETTEER, told.append)
    assert told == sorted(told)
    assert (told[0], len(told) > 40, told[-1] < 1) == (0, True, True)


def _to_wide(cells, columns):
    return to_sheet_of(**{f"c{place}": cells for place in range(columns)}).cells

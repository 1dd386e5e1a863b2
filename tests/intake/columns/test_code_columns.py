"""Tests of columns of codes in whole tables: shown, asked about once, changed by an answer, no country unasked."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake import single_file
from components.intake.columns import code_lists
from components.intake.columns.column_guesses import guess_mapping
from components.panels.tables.table_registry import SHIPPED
from tests.support.sheets import bring_in, to_sheet_of
from tests.support.trials import examples

PLACES = single_file.read_known(SHIPPED).gazetteer
DAYS = ["2013-04-28", "2013-05-04", "2013-05-24", "2013-06-07"]
CODED = ["GER", "SUI", "BRN", "JPN"]


def read(answers=(), **columns):
    """Return the roles of columns, the countries of each row, the questions, and the whole account."""
    sheet = to_sheet_of(Date=DAYS[: len(next(iter(columns.values())))], Event=["Talks"] * 4, **columns)
    mapping = guess_mapping(sheet, PLACES)
    for key, answer in answers:
        mapping = mapping.answered(key, answer)
    raw, report = bring_in(sheet, mapping, places=PLACES)
    roles = {name: mapping.use_of(name).role for name in columns}
    return roles, raw.events["countries"].tolist(), [each.key for each in report.questions], (raw, report, mapping)


@pytest.mark.few_variants(2)
@pytest.mark.parametrize("name", ["Seats", "Tables", "Points", "Nights", "Order", "Second visit", "Delegates"])
def test_plain_numbers_are_no_countries(name):
    roles, countries, questions, _ = read(**{name: ["4", "8", "12", "20"]})
    assert (roles[name], countries, questions) == ("extra", [""] * 4, [])


@pytest.mark.few_variants(3)
@pytest.mark.parametrize("answers", [["NO", "YES"], ["no", "yes"], ["oui", "non"], ["TRUE", "FALSE"], ["x", ""]])
@pytest.mark.parametrize("name", ["Second country visited", "Partner", "Broadcast"])
def test_answers_are_no_countries_whatever_the_column_is_called(name, answers):
    roles, countries, questions, _ = read(Country=["Russia", "Turkey"] * 2, **{name: answers * 2})
    assert (roles[name], countries, questions) == ("extra", ["RUS", "TUR"] * 2, [])


def test_an_answer_among_names_is_no_place_and_asks_nobody():
    _, countries, questions, (_, report, _) = read(Country=["Russia", "NO", "Norway", "yes"])
    assert (countries, questions) == (["RUS", "", "NOR", ""], [])
    assert [each.key for each in report.presets] == ["place:no", "place:yes"]


def test_numbers_of_states_are_asked_about_once_and_are_no_countries_until_then():
    roles, countries, questions, (raw, report, _) = read(State=["2", "20", "40", "70"])
    assert (roles["State"], countries, questions) == ("countries", [""] * 4, ["codes:State"])
    assert raw.events["extra: State"].tolist() == ["2", "20", "40", "70"]
    assert [code for code, _ in report.questions[0].options] == ["cown", "m49", "none"]


@pytest.mark.parametrize(
    ("answer", "countries"),
    [("cown", ["USA", "CAN", "CUB", "MEX"]), ("m49", ["own-2", "AND", "AUT", "BIH"]), ("none", [""] * 4)],
)
def test_the_answer_decides_which_list_it_is(answer, countries):
    assert read([("codes:State", answer)], State=["2", "20", "40", "70"])[1] == countries


def test_numbers_beside_names_are_kept_and_the_names_are_the_countries():
    names = ["United States", "Canada", "Cuba", "Mexico"]
    roles, countries, questions, _ = read(State=["2", "20", "40", "70"], Name=names)
    assert roles == {"State": "extra", "Name": "countries"}
    assert (countries, questions) == (["USA", "CAN", "CUB", "MEX"], [])


def test_numbers_of_a_named_list_are_read_and_can_be_changed():
    roles, countries, questions, (_, report, mapping) = read(M49=["643", "392", "4", "8"])
    assert (roles["M49"], countries, questions) == ("countries", ["RUS", "JPN", "AFG", "ALB"], [])
    assert "M49" in mapping.use_of("M49").reason
    assert [(each.key, mapping.answer_to(each.key)) for each in report.presets] == [("codes:M49", "m49")]


def test_two_letters_are_codes_where_the_column_has_nothing_else():
    assert read(iso2=["AU", "NZ", "NO", "IN"])[1] == ["AUS", "NZL", "NOR", "IND"]


@pytest.mark.first_variant
@pytest.mark.parametrize("name", ["Language", "Grade", "Initials"])
def test_two_letters_under_a_name_that_tells_nothing_are_asked_about(name):
    letters = {name: ["DE", "FR", "IT", "NO"]}
    roles, countries, questions, _ = read(**letters)
    assert (roles[name], countries, questions) == ("extra", [""] * 4, [f"role:{name}"])
    assert read([(f"role:{name}", "countries")], **letters)[1:3] == (["DEU", "FRA", "ITA", "NOR"], [])
    assert read([(f"role:{name}", "extra")], **letters)[1:3] == ([""] * 4, [])


def test_numbers_beside_names_of_other_places_are_asked_about():
    roles, _, questions, _ = read(Country=["Japan", "Fiji", "Kenya", "Peru"], Partner=["643", "36", "4", "8"])
    assert (roles["Partner"], questions) == ("countries", ["codes:Partner"])


def test_answers_are_no_titles():
    sheet = to_sheet_of(Datum=DAYS, Gastland=["Schweiz", "Polen"] * 2, Anwesend=["ja", "nein"] * 2, Thema=[*"ABCD"])
    assert guess_mapping(sheet, PLACES).columns("title") == ("Thema",)


def test_two_letters_among_names_are_none():
    _, countries, questions, _ = read(Country=["Japan", "IN", "IT", "Fiji"])
    assert countries == ["JPN", "own-in", "own-it", "FJI"]
    assert questions == ["place:in", "place:it"]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["Japan", "NZ", "AU", "Fiji"], ["place:nz", "place:au"]),
        (["Japan", "SUI", "BRN", "Fiji"], ["place:sui", "place:brn"]),
    ],
)
def test_a_code_among_names_is_asked_where_those_beside_it_are_of_another_list(cells, asked):
    assert sorted(read(Country=cells)[2]) == sorted(asked)


def test_a_code_among_names_is_itself_where_nothing_speaks_against_it():
    assert read(Country=["Japan", "Chad", "AU", "BRN"])[1] == ["JPN", "TCD", "AU", "BRN"]


def test_codes_of_another_list_are_asked_about_once():
    _, countries, questions, (_, report, _) = read(country=CODED)
    assert countries == ["own-ger", "own-sui", "own-brn", "JPN"]
    assert (questions, report.questions[0].proposed) == (["codes:country"], "ioc")


@pytest.mark.few_variants(2)
@pytest.mark.parametrize(
    ("answer", "countries"),
    [
        ("ioc", ["DEU", "CHE", "BHR", "JPN"]),
        ("alpha3", ["own-ger", "own-sui", "BRN", "JPN"]),
        ("names", ["own-ger", "own-sui", "own-brn", "own-jpn"]),
        ("none", [""] * 4),
    ],
)
def test_codes_of_another_list_are_what_a_person_says(answer, countries):
    assert read([("codes:country", answer)], country=CODED)[1] == countries


def test_what_is_said_of_one_code_counts_before_the_list():
    assert read([("place:brn", "BRN")], country=CODED)[1][2] == "BRN"


def test_names_beside_codes_settle_which_list_they_are_of():
    names = ["Germany", "Switzerland", "Bahrain", "Japan"]
    _, countries, questions, (_, _, mapping) = read(country=CODED, Name=names)
    assert (countries, questions) == (["DEU", "CHE", "BHR", "JPN"], [])
    assert mapping.said_of("codes", "country") == "ioc"


def test_a_person_who_makes_places_of_numbers_is_asked_which_list_they_are_of():
    sheet = to_sheet_of(Date=DAYS, Event=["Talks"] * 4, Seats=["4", "8", "12", "20"])
    mapping = guess_mapping(sheet, PLACES).with_use("Seats", "countries")
    raw, report = bring_in(sheet, mapping, places=PLACES)
    assert raw.events["countries"].tolist() == [""] * 4
    assert [each.key for each in report.questions] == ["codes:Seats"]


NEUTRAL = st.text(st.sampled_from("abcdefgh "), min_size=1, max_size=12).filter(str.strip)


@examples(30)
@given(name=NEUTRAL, numbers=st.lists(st.integers(0, 999).map(str), min_size=1, max_size=12))
def test_numbers_under_a_name_that_tells_nothing_give_no_country(name, numbers):
    told = {each for line in code_lists.LISTS for each in line.names.split("|")}
    sheet = to_sheet_of(**{"Event": ["Talks"] * len(numbers), name: numbers})
    raw, report = bring_in(sheet, places=PLACES)
    if name.strip() not in told:
        assert (raw.events["countries"] == "").all()
        assert report.places == ()


CELL = st.sampled_from(
    ["Japan", "NO", "yes", "12", "AU", "GER", "JPN", "Korea", "Chad & Mali", "x", "Atlantis", "", "USA"]
)


@examples(40)
@given(
    columns=st.dictionaries(
        st.sampled_from(["Country", "Seats", "iso2", "State", "Note"]),
        st.lists(CELL, min_size=4, max_size=4),
        min_size=1,
    )
)
def test_no_place_appears_that_no_column_of_places_holds(columns):
    sheet = to_sheet_of(Event=["Talks"] * 4, **columns)
    mapping = guess_mapping(sheet, PLACES)
    raw, report = bring_in(sheet, mapping, places=PLACES)
    held = {match.code for _, match in report.places}
    listed = {code for cell in raw.events["countries"] for code in cell.split(";")} - {""}
    of_places = mapping.columns("countries", "visitor_country", "host_country", "place")
    assert listed <= held
    assert {column for column, _ in report.places} <= set(of_places)


def test_a_mapping_with_a_list_is_kept_and_read_again():
    sheet = to_sheet_of(Date=DAYS, Event=["Talks"] * 4, iso2=["AU", "NZ", "NO", "IN"])
    kept = single_file.mapping_file.read_mapping(single_file.mapping_file.format_mapping(guess_mapping(sheet, PLACES)))
    raw, _ = bring_in(sheet, kept, places=PLACES)
    assert raw.events["countries"].tolist() == ["AUS", "NZL", "NOR", "IND"]
    assert isinstance(raw.events, pd.DataFrame)

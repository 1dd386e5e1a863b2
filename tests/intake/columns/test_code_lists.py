"""Tests of lists of codes: which one a whole column is of, and when nobody can tell."""

import pytest

from components.intake import single_file
from components.intake.columns.code_lists import BY_LIST, LISTS, are_no_places, find_agreed, find_code, read_codes
from components.panels.tables.table_registry import SHIPPED

PLACES = single_file.read_known(SHIPPED).gazetteer

# Name of the column, its cells → the list that is taken, "?" where it is asked, "-" where the cells are no codes
COLUMNS = {
    ("Seats", "4 8 12"): "-",
    ("State", "2 20 31 40"): "?",
    ("country code", "643 392"): "?",
    ("M49", "643 392"): "m49",
    ("ISO numeric", "4 643 392"): "m49",
    ("UN code", "643 392 999"): "?",
    ("ccode1", "2 365 740"): "cown",
    ("stateabb", "USA UKG FRN"): "cow",
    ("NOC", "GER JPN SUI"): "ioc",
    ("iso2", "NO SE DK"): "alpha2",
    ("iso2", "no se dk"): "alpha2",
    ("Home", "NO SE DK"): "alpha2",
    ("Home", "FR DE EL UK"): "eu",
    ("Answer", "YES NO"): "-",
    ("Answer", "NO SI"): "-",
    ("Body", "UN EU AU WB"): "-",
    ("country", "AUS JPN USA BRN"): "alpha3",
    ("country", "GER SUI NED JPN"): "?",
    ("Number of countries", "3 4 8"): "-",
    ("Country visited before", "0 1"): "-",
    ("country", "JPN ANT"): "?",
    ("country", "JPN USA Atlantis"): "-",
    ("country", "JPN;USA RUS/CHN"): "alpha3",
    ("iso3", "JPN USA RUS CHN FRA ABC"): "alpha3",
    ("State", "CA GA AL"): "?",
    ("country", "CA GA AL"): "alpha2",
    ("Who", "RS JA UK GM"): "?",
    ("Price", "12.50 100"): "-",
    ("State", "1000 2000"): "-",
    ("State", ""): "-",
}


@pytest.mark.parametrize("case", COLUMNS, ids=" of ".join)
def test_a_column_is_of_the_list_that_its_name_and_all_its_cells_say(case):
    name, cells = case
    reading = read_codes(name, cells.split(), PLACES)
    assert (reading.taken or "?" if reading else "-") == COLUMNS[case]


def test_the_list_that_knows_most_is_proposed_and_the_others_say_how_many_they_know():
    reading = read_codes("country", ["GER", "SUI", "NED", "DEN", "BRN", "ANT", "KSA", "POR", "GRE", "JPN"], PLACES)
    assert (reading.proposed, dict(reading.fits)["ioc"]) == ("ioc", 10)


def test_numbers_propose_no_list():
    assert read_codes("State", ["2", "20"], PLACES).proposed == ""


@pytest.mark.parametrize(("code", "place"), [("JPN", "JPN"), ("BRN", ""), ("ANT", ""), ("SUI", ""), ("GER", "")])
def test_before_an_answer_a_code_is_a_place_only_where_lists_agree(code, place):
    reading = read_codes("country", ["GER", "SUI", "NED", "DEN", "BRN", "ANT", "JPN"], PLACES)
    assert find_agreed(code, reading, PLACES) == place


MEANT = {
    ("alpha2", "AU"): "AUS",
    ("alpha2", "UK"): None,
    ("eu", "UK"): "GBR",
    ("eu", "GB"): None,
    ("eu", "EL"): "GRC",
    ("alpha3", "AUS"): "AUS",
    ("alpha3", "ANT"): None,
    ("ioc", "ANT"): "ATG",
    ("ioc", "BRN"): "BHR",
    ("cow", "AUS"): "AUT",
    ("cow", "BAV"): "",
    ("cown", "2"): "USA",
    ("m49", "4"): "AFG",
    ("us", "GA"): "",
}


@pytest.mark.parametrize("case", MEANT, ids=" ".join)
def test_a_code_means_what_its_list_says(case):
    assert find_code(case[1], case[0], PLACES) == MEANT[case]


@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.key)
def test_every_list_has_codes(each):
    assert BY_LIST[each.key] is each
    assert read_codes("", ["FRA", "?"], PLACES) is not None or each.names


@pytest.mark.parametrize(
    "cells", [["1", "2.5", "-9", "30%"], ["Yes", "no", ""], ["да", "нет"], ["はい", "いいえ"], ["x"]]
)
def test_plain_numbers_and_answers_are_no_places(cells):
    assert are_no_places(cells)


@pytest.mark.parametrize("cells", [["1", "Japan"], ["yes", "Norway"], [""], ["NO", "SE"]])
def test_other_cells_may_be(cells):
    assert not are_no_places(cells)

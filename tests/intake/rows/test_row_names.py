"""Tests of the names of places in a sheet's rows: parted where that leaves nothing but places, and none made up."""

import dataclasses

import pytest

from components.intake import limits
from components.intake.columns.column_guesses import guess_mapping
from components.intake.columns.mapping import NOWHERE, OWN
from components.intake.rows import place_matching
from components.intake.rows.row_names import PARTED
from tests.support.sheets import GAZETTEER, bring_in, to_sheet_of

LISTED = {"countries": "countries", "organisations": "organisations", "host_country": "place"}
LISTED |= {role: role for role in ("city", "people", "topics")}

PARTS = {
    "Namibia, Guinea-Bissau and USSR": "NAM;GNB;SUN",
    "Namibia, Guinea-Bissau, and USSR": "NAM;GNB;SUN",
    "Namibia & USSR": "NAM;SUN",
    "ナミビアと日本": "NAM;JPN",
    "ナミビア・日本": "NAM;JPN",
    "Namibia/USSR; Japan": "NAM;SUN;JPN",
    "Namibia and Atlantis": "own-namibia-and-atlantis",
    "Korea, South": "KOR",
}


def bring(country, answer=None):
    """Return the countries of a row, and its account, among others that have two countries parted by a comma."""
    sheet = to_sheet_of(Date=["2013"] * 3, Title=["A", "B", "C"], Country=["Japan, Namibia", country, "Japan"])
    mapping = guess_mapping(sheet, GAZETTEER).with_use("Country", separator=",")
    raw, report = bring_in(sheet, mapping.answered(f"place:{country}", answer) if answer else mapping)
    return raw.events["countries"].iloc[1], report


@pytest.mark.parametrize("cell", PARTS)
def test_what_is_no_place_is_parted_where_every_part_is_one(cell):
    countries, report = bring(cell)
    assert countries == PARTS[cell]
    repaired = report.repaired[report.repaired["how"] == PARTED]
    assert repaired["rows"].tolist() == [1] * (";" in countries)


def test_what_a_person_decided_of_it_is_kept():
    assert bring("Namibia & USSR", OWN)[0] == "own-namibia-and-ussr"


def test_a_word_for_no_place_is_said_and_asks_nothing():
    countries, report = bring("N/A")
    assert (countries, report.questions) == ("", ())
    assert [(each.key, each.cells) for each in report.presets] == [("place:n a", 1)]
    assert bring("N/A", OWN)[0] == "own-n-a"
    assert bring("Namibia", NOWHERE)[0] == ""


@pytest.mark.parametrize("role", LISTED)
def test_a_list_at_the_limit_is_parted_and_a_longer_one_kept_whole_and_said(monkeypatch, role):
    monkeypatch.setattr(limits, "CELL_ENTRIES", dataclasses.replace(limits.CELL_ENTRIES, most=3))
    cells = ["Ide|Abe|Kan", "Ide|Abe|Kan|Ota", "", "Ide|Abe|Kan|Ota"]
    sheet = to_sheet_of(Date=["2013"] * 4, Title=[*"ABCD"], Listed=cells)
    raw, report = bring_in(sheet, guess_mapping(sheet, GAZETTEER).with_use("Listed", role, separator="|"))
    codes = raw.events[LISTED[role]].str.split(";")
    names = dict(zip(raw.own_places["code"], raw.own_places["name"], strict=True))
    assert [[names.get(code, code) for code in row] for row in codes] == [
        ["Ide", "Abe", "Kan"],
        [cells[1]],
        [""],
        [cells[1]],
    ]
    said = report.repaired[report.repaired["how"] == limits.CELL_ENTRIES.describe()]
    assert said[["rows", "example"]].to_numpy().tolist() == [[2, cells[1]]]


def test_a_list_of_places_beyond_the_limit_is_not_parted_by_another_sign_either(monkeypatch):
    monkeypatch.setattr(limits, "CELL_ENTRIES", dataclasses.replace(limits.CELL_ENTRIES, most=3))
    assert bring("Namibia & Japan & USSR")[0] == "NAM;JPN;SUN"
    assert bring("Namibia & Japan & USSR & Guinea-Bissau")[0] == "own-namibia-and-japan-and-ussr-and-guinea-bissau"


def test_of_too_many_names_the_rare_ones_share_a_lane_and_their_cells_are_kept(monkeypatch):
    monkeypatch.setattr(place_matching, "MOST_OWN", 2)
    cells = ["Atlantis", "Atlantis", "Mu", "Mu", "Lemuria; Namibia", "Hyperborea", "Namibia"]
    sheet = to_sheet_of(Date=["2013"] * 7, Title=[*"ABCDEFG"], Country=cells)
    raw, report = bring_in(sheet, guess_mapping(sheet, GAZETTEER).with_use("Country", "countries", separator=";"))
    names = dict(zip(raw.own_places["code"], raw.own_places["name"], strict=True))
    assert [[names.get(code, code) for code in cell.split(";")] for cell in raw.events["countries"]] == [
        *[["Atlantis"]] * 2,
        *[["Mu"]] * 2,
        ["Other names", "NAM"],
        ["Other names"],
        ["NAM"],
    ]
    assert raw.events["extra: Country"].tolist() == cells
    assert report.extras == (("Country", False),)
    assert [(match.name, match.cells) for _, match in report.places if not match.asked] == [
        ("Namibia", 2),
        ("Other names", 2),
    ]
    assert len(report.questions) == 2

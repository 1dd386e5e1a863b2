"""Tests of the names of places in a sheet's rows: parted where that leaves nothing but places, and none made up."""

import pytest

from components.timeline.intake.column_guesses import to_mapping
from components.timeline.intake.mapping import NOWHERE, OWN
from components.timeline.intake.row_names import PARTED
from tests.sheets import GAZETTEER, bring_in, to_sheet_of

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
    mapping = to_mapping(sheet, GAZETTEER).with_use("Country", separator=",")
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

"""What the shipped gazetteer holds: every state, no name with two owners, a region of both schemes."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from components.dates import edtf
from components.events import gazetteer as places
from components.intake import gazetteer_files

DATA = Path(__file__).parents[2] / "data"
UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""
OTHERS = {
    "state": "XKX VAT COK NIU",
    "territory": "TWN PSE HKG MAC GRL PRI",
    "former": "SUN YUG SCG CSK DDR YMD XYN VDR XVS ANT XHW XOT XPR XAH XTX",
    "organisation": "EU UN NATO OSCE OECD IAEA WTO WHO IMF AU GCC ASEAN MERCOSUR SAARC SCO CIS OPEC CARICOM UNHCR UNDP",
}
SEVEN_REGIONS = {
    "asia-oceania": "CHN KOR PRK MNG TWN IND PAK AUS NZL FJI COK NIU",
    "north-america": "USA CAN",
    "latin-america-caribbean": "MEX BRA CUB JAM",
    "europe": "GBR DEU UKR BLR MDA CYP XKX VAT CSK DDR YUG",
    "russia-central-asia-caucasus": "RUS KAZ KGZ TJK TKM UZB ARM AZE GEO SUN",
    "middle-east-north-africa": "TUR IRN AFG ISR PSE EGY LBY TUN DZA MAR",
    "sub-saharan-africa": "SDN SSD MRT DJI SOM NAM ZAF",
}


@pytest.fixture(scope="module")
def gazetteer() -> places.Gazetteer:
    return gazetteer_files.read_places(DATA)


def spellings(row: pd.Series) -> set[str]:
    return {places.fold(each) for each in (row["name"], row["name_ja"], *row["aliases"].split(";"))} - {""}


def test_all_members_of_the_united_nations_are_there(gazetteer):
    members = set(UN_MEMBERS.split())
    assert len(members) == 193
    assert {code for code in members if gazetteer.kind(code) != "state"} == set()


@pytest.mark.parametrize(("kind", "codes"), OTHERS.items(), ids=OTHERS.keys())
def test_others_are_there_by_kind(gazetteer, kind, codes):
    assert {code: gazetteer.kind(code) for code in codes.split()} == dict.fromkeys(codes.split(), kind)


def test_every_place_is_of_a_known_kind_and_has_both_names(gazetteer):
    assert set(gazetteer.places["kind"]) == set(OTHERS)
    assert (gazetteer.places[["code", "name", "name_ja"]] != "").all(axis=None)


def test_every_cell_is_text_without_stray_blanks(gazetteer):
    cells = gazetteer.places.to_numpy().ravel()
    assert [cell for cell in cells if not isinstance(cell, str) or cell != cell.strip()] == []


def test_codes_are_capital_letters_digits_and_hyphens(gazetteer):
    assert gazetteer.places["code"].str.fullmatch(r"[A-Z0-9][A-Z0-9-]+").all()


def test_namibias_code_survives_reading(gazetteer):
    by_code = gazetteer.places.set_index("code")
    assert by_code.loc["NAM", "alpha2"] == "NA"
    assert not gazetteer.places.isna().any(axis=None)


@pytest.mark.parametrize("column", ["code", "alpha2", "m49"])
def test_a_code_is_given_once(gazetteer, column):
    given_codes = gazetteer.places[column]
    assert given_codes[(given_codes != "") & given_codes.duplicated()].tolist() == []


def test_no_name_points_at_two_places(gazetteer):
    counted = Counter(spelling for _, row in gazetteer.places.iterrows() for spelling in spellings(row))
    assert [spelling for spelling, owners in counted.items() if owners > 1] == []


def test_no_code_is_another_places_name_but_the_grouping_guam(gazetteer):
    codes = {places.fold(code): code for code in gazetteer.codes()}
    taken = {
        (codes[spelling], row["code"])
        for _, row in gazetteer.places.iterrows()
        for spelling in spellings(row) & codes.keys()
        if codes[spelling] != row["code"]
    }
    assert taken == {("GUAM", "GUM")}


def test_no_alias_repeats_another_spelling_of_its_place(gazetteer):
    repeated = {
        row["code"]
        for _, row in gazetteer.places.iterrows()
        if row["aliases"] and len({*map(places.fold, row["aliases"].split(";"))}) < row["aliases"].count(";") + 1
    }
    assert repeated == set()


def test_every_spelling_finds_its_own_place(gazetteer):
    missed = [
        (row["code"], spelling)
        for _, row in gazetteer.places.iterrows()
        for spelling in (row["code"], row["name"], row["name_ja"], *row["aliases"].split(";"))
        if spelling and gazetteer.find(spelling) != row["code"]
    ]
    assert missed == []


@pytest.mark.parametrize(("scheme", "column"), places.SCHEME_COLUMNS.items(), ids=places.SCHEME_COLUMNS.keys())
def test_every_place_but_an_organisation_has_a_known_region(gazetteer, scheme, column):
    known = {code for code, _ in gazetteer.regions(scheme)}
    countries = gazetteer.places[gazetteer.places["kind"] != "organisation"]
    assert countries["code"][~countries[column].isin(known)].tolist() == ["ATA"]
    organisations = gazetteer.places[gazetteer.places["kind"] == "organisation"]
    assert set(organisations[column]) == {""}


def test_a_subregion_lies_in_its_places_region(gazetteer):
    parents = {code: region for region, _ in gazetteer.regions("m49") for code, _ in gazetteer.regions("m49", region)}
    assert len(parents) == 17
    countries = gazetteer.places[gazetteer.places["m49_subregion"] != ""]
    assert (countries["m49_subregion"].map(parents) == countries["m49_region"]).all()


@pytest.mark.parametrize(("region", "codes"), SEVEN_REGIONS.items(), ids=SEVEN_REGIONS.keys())
def test_a_region_of_the_bluebook_holds_what_the_ministry_counts_to_it(gazetteer, region, codes):
    assert {gazetteer.region_of(code, "bluebook") for code in codes.split()} == {region}


def test_the_ministrys_49_states_of_sub_saharan_africa(gazetteer):
    chosen = [code for code in UN_MEMBERS.split() if gazetteer.region_of(code, "bluebook") == "sub-saharan-africa"]
    assert len(chosen) == 49


@pytest.mark.parametrize(
    ("code", "region"),
    [("RUS", "150"), ("TUR", "142"), ("SDN", "002"), ("MEX", "019"), ("CYP", "142"), ("FJI", "009"), ("EU", "")],
)
def test_the_united_nations_draw_other_regions(gazetteer, code, region):
    assert gazetteer.region_of(code, "m49") == region


def test_regions_come_in_the_schemes_order_with_names(gazetteer):
    assert [code for code, _ in gazetteer.regions("bluebook")] == [*SEVEN_REGIONS]
    assert gazetteer.regions("bluebook")[4] == ("russia-central-asia-caucasus", "Russia, Central Asia and the Caucasus")
    assert [name for _, name in gazetteer.regions("m49")] == ["Africa", "Americas", "Asia", "Europe", "Oceania"]


def test_a_region_has_a_name_and_an_unknown_code_is_its_own(gazetteer):
    assert gazetteer.region_name("middle-east-north-africa", "bluebook") == "Middle East and North Africa"
    assert dict(gazetteer.regions("m49", "142"))["143"] == "Central Asia"
    assert gazetteer.region_name("nowhere", "m49") == "nowhere"


def test_former_states_say_when_they_were(gazetteer):
    former = gazetteer.places[gazetteer.places["kind"] == "former"]
    began, ended = edtf.parse_bounds(former["valid_from"]), edtf.parse_bounds(former["valid_to"])
    assert set(began["reason"]) | set(ended["reason"]) == {""}
    assert (began["start_max"] < ended["end_min"]).all()


def test_every_code_of_another_list_means_a_place_that_is_there_or_has_a_name(gazetteer):
    codes = pd.read_csv(DATA / "country_codes.csv", dtype=str, keep_default_na=False)
    assert codes["place"][~codes["place"].isin([*gazetteer.codes(), ""])].tolist() == []
    assert codes[(codes["place"] == "") == (codes["name"] == "")].empty
    assert codes[codes.duplicated(["list", "code"])].empty
    assert len(gazetteer.code_lists) == len(codes)


def test_every_name_in_another_language_means_one_place_and_is_new(gazetteer):
    names = pd.read_csv(DATA / "place_names.csv", dtype=str, keep_default_na=False)
    folded = names["name"].map(places.fold)
    assert names["place"][~names["place"].isin(gazetteer.codes())].tolist() == []
    assert folded[folded.duplicated() | (folded == "")].tolist() == []
    assert [name for name in names["name"] if gazetteer.find(name)] == []

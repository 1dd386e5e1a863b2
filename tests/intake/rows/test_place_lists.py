"""Tests of lists of places: whatever signs people use, every entry is a place, asked or kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.intake import single_file
from components.intake.columns.column_guesses import guess_mapping
from components.intake.rows.cell_markup import decode_sheet
from components.intake.rows.place_lists import PlaceParser
from components.panels.tables.table_registry import SHIPPED
from tests.support.sheets import bring_in, to_sheet_of
from tests.support.trials import examples

PLACES = single_file.read_known(SHIPPED).gazetteer

CELLS = {
    "Japan + Mongolia": "JPN;MNG",
    "Korea–China": "own-korea;CHN",
    "India-Pakistan": "IND;PAK",
    "Japan — Fiji": "JPN;FJI",
    "Guinea-Bissau": "GNB",
    "Georgia/Armenia/(South Caucasus)": "GEO;ARM",
    "Egypt, Arab Rep.; Yemen, Rep.": "EGY;YEM",
    "Korea, Dem. People's Rep.": "PRK",
    "Congo, Dem. Rep.; Congo, Rep.": "COD;COG",
    "Micronesia, Fed. Sts.": "FSM",
    "St. Lucia & St. Kitts and Nevis": "LCA;KNA",
    "Kenya, Bosnia and Herzegovina & Nepal": "KEN;BIH;NPL",
    "Trinidad and Tobago and Fiji": "TTO;FJI",
    "United Kingdom (UK) and France": "GBR;FRA",
    "Tashkent, Uzbekistan": "UZB",
    "Tashkent (Uzbekistan)": "UZB",
    "Tashkent, Uzbekistan; Bishkek, Kyrgyzstan": "UZB;KGZ",
    "Japan, Rep. of Korea and ASEAN": "JPN;KOR;ASEAN",
    "Japan und Frankreich": "JPN;FRA",
    "Россия и Китай": "RUS;CHN",
    "日本と韓国": "JPN;KOR",
    "中国、韓国・日本": "CHN;KOR;JPN",
    "Japan; Atlantis; Fiji": "JPN;own-atlantis;FJI",
    "Atlanta, Georgia": "own-atlanta-georgia",
    "Hong Kong, China": "HKG",
    "Korea (North)": "PRK",
    "Ireland (North)": "own-ireland-north",
    "Russia (USSR)": "own-russia-ussr",
    "Chile[a]": "CHL",
    "Chile[1]; Peru†": "CHL;PER",
    "Chile†; Peru[2]": "CHL;PER",
    "C&ocirc;te d&#39;Ivoire": "CIV",
    "Japan &amp; C&ocirc;te d&#39;Ivoire": "JPN;CIV",
    "<i>Japan</i>": "JPN",
    "Iran vs. Iraq": "IRN;IRQ",
    "Japan and others": "JPN",
    "China, Republic of": "own-china-republic-of",
    "G7 (Canada, France)": "G7",
    "Atlantis and Mu": "own-atlantis-and-mu",
}


@pytest.mark.first_variant
@pytest.mark.parametrize("cell", CELLS)
def test_a_list_is_parted_by_the_signs_that_people_use(cell):
    sheet = to_sheet_of(Date=["2013"] * 3, Event=["A", "B", "C"], Countries=["Japan", cell, "Nepal"])
    raw, _ = bring_in(decode_sheet(sheet), places=PLACES)
    assert raw.events["countries"].iloc[1] == CELLS[cell]


@pytest.mark.parametrize("cell", ["Georgia (South Caucasus)", "Tashkent, Uzbekistan", "Japan/(as host)"])
def test_what_is_left_aside_is_kept_with_the_cell(cell):
    sheet = to_sheet_of(Date=["2013"] * 2, Event=["A", "B"], Countries=["Japan", cell])
    raw, report = bring_in(sheet, places=PLACES)
    assert raw.events["extra: Countries"].iloc[1] == cell
    assert report.questions == ()


PARTICIPANTS = [
    "Russia; Kazakhstan",
    "Japan / Georgia",
    "Armenia, Azerbaijan and Georgia",
    "Kyrgyzstan",
    "Turkmenistan|Iran",
]


@pytest.mark.parametrize("name", ["Participants", "Delegations", "Participating states", "Attendees"])
def test_participants_that_are_countries_are_the_countries(name):
    sheet = to_sheet_of(**{"Date": ["2013"] * 5, name: PARTICIPANTS, "Event": ["Talks"] * 5})
    raw, _ = bring_in(sheet, places=PLACES)
    assert raw.events["countries"].tolist() == ["RUS;KAZ", "JPN;GEO", "ARM;AZE;GEO", "KGZ", "TKM;IRN"]
    assert (raw.events["people"] == "").all()


HEADINGS = ["Pays", "Land", "País", "國家", "国家", "البلد", "מדינה", "Страна", "나라"]


@pytest.mark.parametrize("name", HEADINGS)
def test_a_column_of_countries_is_known_in_other_languages(name):
    sheet = to_sheet_of(**{"Date": ["2013"] * 3, name: ["Atlantis", "Mu", "Lemuria"], "Event": ["A", "B", "C"]})
    assert guess_mapping(sheet, PLACES).use_of(name).role == "countries"


COUNTRIES = {
    "French": ["FRANCE", "RUSSIE", "ETATS-UNIS", "PAYS BAS", "COREE DU SUD", "GRECE"],
    "German": ["Frankreich", "Russland", "Vereinigte Staaten", "Niederlande", "Südkorea", "Griechenland"],
    "Chinese": ["法國", "俄羅斯", "美國", "荷蘭", "南韓", "希臘"],
    "Arabic": ["فرنسا", "روسيا", "الولايات المتحدة", "هولندا", "كوريا الجنوبية", "اليونان"],
    "Russian": ["Франция", "Россия", "США", "Нидерланды", "Республика Корея", "Греция"],
}


@pytest.mark.parametrize("language", COUNTRIES)
def test_countries_are_known_in_other_languages_and_are_no_titles(language):
    sheet = to_sheet_of(Date=["2013"] * 6, Something=COUNTRIES[language])
    raw, _ = bring_in(sheet, places=PLACES)
    assert raw.events["countries"].tolist() == ["FRA", "RUS", "USA", "NLD", "KOR", "GRC"]


NAME = st.sampled_from(
    ["Japan", "Bosnia and Herzegovina", "Korea, South", "Guinea-Bissau", "Fiji", "Côte d'Ivoire", "日本"]
)
SIGN = st.sampled_from(["; ", " + ", " & ", " and ", ", ", " / ", "|", "、", " – ", "\n"])


@given(st.lists(NAME, min_size=1, max_size=6), SIGN)
def test_whatever_parts_them_every_place_of_a_list_is_found(names, sign):
    assert PlaceParser(PLACES).parse(sign.join(names)) == names


ENTRY = st.sampled_from(["Japan", "Atlantis", "Mu & Fiji", "(observer)", "Korea", "Oslo, Norway", "12", "NO", "Chad"])


@examples(60)
@given(st.lists(st.lists(ENTRY, min_size=1, max_size=4).map("; ".join), min_size=3, max_size=6))
def test_parting_loses_no_entry(cells):
    sheet = to_sheet_of(Date=["2013"] * len(cells), Event=["A"] * len(cells), Countries=cells)
    raw, report = bring_in(sheet, guess_mapping(sheet, PLACES).with_use("Countries", "countries"), places=PLACES)
    kept = "extra: Countries" in raw.events
    said = {match.name for _, match in report.places}
    for cell, codes in zip(cells, raw.events["countries"], strict=True):
        assert codes or kept or set(cell.split("; ")) <= {"NO"}
        assert kept or all(any(name in entry for name in said) for entry in cell.split("; "))


@given(st.text())
def test_any_text_can_be_parted(text):
    parser = PlaceParser(PLACES)
    for names in (parser.parse(text), parser.parse_most(text)):
        assert names is None or all(name.strip() for name in names)

"""What is a place's name: spellings that meet, ambiguous ones that are only offered, codes that are nobody's."""

import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import gazetteer as places
from components.intake import gazetteer_files


@pytest.fixture(scope="module")
def gazetteer() -> places.Gazetteer:
    return gazetteer_files.read_places(Path(__file__).parents[2] / "data")


FOLDED = {
    "case": ("RUSSIA", "russia"),
    "full width": ("Ａｂｅ", "abe"),
    "half-width kana": ("ｶﾞｰﾅ", "ガーナ"),
    "accent": ("Côte d’Ivoire", "cote divoire"),
    "accent parted": (unicodedata.normalize("NFD", "é"), "e"),
    "dotted capital": ("TÜRKİYE", "turkiye"),
    "sharp s": ("Preußen", "preussen"),
    "stops": ("U.S.S.R.", "ussr"),
    "straight apostrophe": ("People's", "peoples"),
    "ampersand": ("Trinidad & Tobago", "trinidad and tobago"),
    "hyphen": ("Guinea-Bissau", "guinea bissau"),
    "brackets": ("Iran (Islamic Republic of)", "iran islamic republic of"),
    "middle dot": ("サウジ・アラビア", "サウジアラビア"),
    "ideographic blank": ("北\u3000朝鮮", "北 朝鮮"),
    "no-break blanks": ("\u00a0New\u00a0 Zealand\t", "new zealand"),
    "zero width": ("Ja\u200bpan\ufeff", "japan"),
    "Korean": ("대한민국", "대한민국"),
    "Hindi vowels": ("भारत", "भारत"),
    "Arabic vowel mark": ("عُمان", "عمان"),
    "nothing": ("", ""),
    "only punctuation": (" -- ", ""),
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.values(), ids=FOLDED.keys())
def test_fold(text, folded):
    assert places.fold(text) == folded


@pytest.mark.parametrize(("voiced", "plain"), ["ガカ", "パハ", "ヴウ", "ぎき"])
def test_fold_keeps_voiced_kana_apart(voiced, plain):
    assert places.fold(voiced) == voiced != places.fold(plain)
    assert places.fold(unicodedata.normalize("NFD", voiced)) == voiced


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0f73", "\uff9e\u0316", "\u3099\u0301"])
def test_the_work_of_folding_many_marks_on_a_letter_grows_with_their_number(monkeypatch, marks):
    normalize, moves = unicodedata.normalize, 0

    def count(form, text):
        nonlocal moves
        for _, run in groupby(map(unicodedata.combining, normalize("NFKD", text)), bool):
            classes = [*run]
            moves += len(classes) ** min(len({*classes}), 2)  # those of several classes are sorted one by one
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", count)
    done = []
    for number in (500, 1_000):
        moves = 0
        places.fold("か" + marks * number)
        done.append(moves)
    assert done[1] <= 2.2 * done[0]


def test_a_letter_may_have_as_many_marks_as_it_likes():
    assert places.fold("é" + "\u0301\u0316" * 1_000 + "t\u0301") == "et"
    assert places.fold("か" + "\u3099" * 1_000) == places.fold("か" + "\u3099" * 1_000 + "\u0301" * 1_000)


@given(st.text())
def test_fold_of_what_is_folded_changes_nothing(text):
    once = places.fold(text)
    assert places.fold(once) == once


FOUND = {
    "code": ("KGZ", "KGZ"),
    "code in small letters": ("kgz", "KGZ"),
    "name": ("Viet Nam", "VNM"),
    "alias": ("Vietnam", "VNM"),
    "long name": ("Democratic People's Republic of Korea", "PRK"),
    "turned round": ("Korea, Republic of", "KOR"),
    "typographic apostrophe": ("China, People’s Republic of", "CHN"),
    "blanks around": ("  Georgia ", "GEO"),
    "own name of a state": ("Guinea", "GIN"),
    "Russian": ("Россия", "RUS"),
    "German": ("Österreich", "AUT"),
    "Japanese": ("キルギス", "KGZ"),
    "Japanese alias": ("アメリカ", "USA"),
    "Japanese, half width": ("ｲｷﾞﾘｽ", "GBR"),
    "Japanese, no middle dot": ("サントメプリンシペ", "STP"),
    "Japanese, older": ("グルジア", "GEO"),
    "South Korea": ("韓国", "KOR"),
    "North Korea": ("北朝鮮", "PRK"),
    "renamed state": ("Burma", "MMR"),
    "code of a renamed state": ("ZAR", "COD"),
    "former state": ("U.S.S.R.", "SUN"),
    "former state in Japanese": ("ユーゴスラビア", "YUG"),
    "former state, turned round": ("Germany, Democratic Republic of", "DDR"),
    "state in the present form": ("Germany, Federal Republic of", "DEU"),
    "organisation": ("European Union", "EU"),
    "organisation in Japanese": ("国連", "UN"),
    "dialogue": ("Central Asia plus Japan", "CAJ"),
    "grouping": ("GUAM", "GUAM"),
    "island": ("Guam", "GUM"),
}


@pytest.mark.parametrize(("name", "code"), FOUND.values(), ids=FOUND.keys())
def test_find(gazetteer, name, code):
    assert gazetteer.find(name) == code


OFFERED = {
    "Korea": {"KOR", "PRK"},
    "Congo": {"COD", "COG"},
    "コンゴ": {"COD", "COG"},
    "America": {"USA", "ASM"},
    "Republic of China": {"CHN", "TWN"},
    "Virgin Islands": {"VGB", "VIR"},
    "Saint Martin": {"MAF"},
    "Hawaii": {"XHW"},
    "Yugoslavia (Kosovo)": {"XKX", "YUG"},
    "Kazahkstan": {"KAZ"},
    "ウズベキスタソ": {"UZB"},
}


@pytest.mark.parametrize(("name", "codes"), OFFERED.items(), ids=OFFERED.keys())
def test_ambiguous_and_misspelt_names_are_offered_and_never_assumed(gazetteer, name, codes):
    assert gazetteer.find(name) is None
    assert codes <= {code for code, _ in gazetteer.offer(name)}


@pytest.mark.parametrize(
    "name", ["", " ", "-", "?", "xyzzy", "q" * 100_000, "Ja" + "." * 1_000 + "pan"], ids=lambda name: repr(name[:5])
)
def test_what_is_no_name_is_neither_found_nor_offered(gazetteer, name):
    assert gazetteer.find(name) is None
    assert gazetteer.offer(name) == []


def test_offers_are_the_best_few_in_order(gazetteer):
    offered = gazetteer.offer("Guinea Bisau", limit=3)
    likeness = [score for _, score in offered]
    assert offered[0][0] == "GNB"
    assert len(offered) == 3
    assert likeness == sorted(likeness, reverse=True)


@given(st.text())
def test_any_text_can_be_asked_for(gazetteer, text):
    assert gazetteer.find(text) in {None, *gazetteer.codes()}
    assert {code for code, _ in gazetteer.offer(text)} <= set(gazetteer.codes())


HEADER = ",".join(places.PLACE_COLUMNS)


def write_places(folder: Path, text: str) -> Path:
    folder.joinpath("places.csv").write_text(text, encoding="utf-8")
    folder.joinpath("regions.csv").write_text(",".join(places.REGION_COLUMNS) + "\n", encoding="utf-8")
    return folder


def test_a_name_with_two_owners_finds_nothing_and_offers_both(tmp_path):
    rows = ["AAA,state,First,一,Twin,,", "AAB,state,Second,二,Twin,,"]
    read = gazetteer_files.read_places(write_places(tmp_path, "\n".join([HEADER, *rows])))
    assert read.find("twin") is None
    assert read.offer("twin") == [("AAA", 100.0), ("AAB", 100.0)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code,name\nRUS,Russia", r"places\.csv is missing one or more columns: kind, name_ja"),
        (
            f"{HEADER}\nRUS,state,Rus",
            r"last row of places\.csv is incomplete\. .* fewer cells than the others and no line end",
        ),
        (f'{HEADER}\nRUS,state,"Rus', r"places\.csv is incomplete\. .* unmatched quotation marks"),
        (f"{HEADER}\nRUS,state,Russia,,,steppe,", r"regions\.csv is missing 1 region named in places\.csv"),
        (HEADER + "\nRUS\nRUS\n", r"places\.csv has more than one row for: RUS"),
    ],
    ids=["column", "cut", "cut in quotes", "region", "repeated"],
)
def test_a_damaged_table_says_what_is_wrong(tmp_path, text, reason):
    with pytest.raises(ValueError, match=reason):
        gazetteer_files.read_places(write_places(tmp_path, text))


@pytest.mark.parametrize(
    "ask",
    [
        lambda gazetteer: gazetteer.regions("nato"),
        lambda gazetteer: gazetteer.region_of("RUS", "nato"),
        lambda gazetteer: gazetteer.region_name("europe", "nato"),
    ],
    ids=["regions", "region_of", "region_name"],
)
def test_an_unknown_scheme_is_named_beside_those_there_are(gazetteer, ask):
    with pytest.raises(ValueError, match="no region scheme 'nato'; there are bluebook, m49"):
        ask(gazetteer)


def test_an_unknown_code_is_its_own_name_and_lies_nowhere(gazetteer):
    assert (gazetteer.name("ZZZ"), gazetteer.kind("ZZZ"), gazetteer.region_of("ZZZ", "m49")) == ("ZZZ", "", "")

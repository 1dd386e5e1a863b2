"""Tests of names of places: exact, or as a person decides, or lanes of their own; never a guess."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.gazetteer import fold
from components.intake.columns.mapping import NOWHERE, OWN
from components.intake.rows import place_matching
from components.intake.rows.place_matching import build_own_places, find_place, make_own_code, match_places
from tests.support.sheets import GAZETTEER

FOUND = {"Namibia": "NAM", "NAMÍBIA": "NAM", "NAM": "NAM", "韓国": "KOR", "ソ連": "SUN"}
FOUND |= {
    "Korea, South": "KOR",
    "Korea, Republic of": "KOR",
    "USSR": "SUN",
    "Guinea-Bissau": "GNB",
    "ｊａｐａｎ": "JPN",
}


def match(*names, decisions=None):
    counts = pd.Series(names, dtype="str").value_counts(sort=False)
    return {each.name: each for each in match_places(counts, GAZETTEER, decisions or {})}


@pytest.mark.parametrize("name", FOUND)
def test_a_place_is_found(name):
    assert find_place(name, GAZETTEER) == FOUND[name]
    assert (match(name)[name].code, match(name)[name].asked, match(name)[name].own) == (FOUND[name], False, False)


@pytest.mark.parametrize(
    "name", ["Korea", "Nambia", "na", "NA", "Soviet", "Guinea", "ギニア", "12", "516", "Atlantis", "?"]
)
def test_what_is_not_certain_is_asked_and_stands_apart(name):
    each = match(name)[name]
    assert (each.asked, each.own, each.code) == (True, True, make_own_code(name))
    question = each.question("With", GAZETTEER)
    assert [code for code, _ in question.options[-2:]] == [OWN, NOWHERE]
    assert {code for code, _ in question.options[:-2]} <= set(GAZETTEER.codes())


def test_candidates_are_offered():
    assert [code for code, _ in match("Korea")["Korea"].offers][:2] == ["KOR", "PRK"]
    assert match("Nambia")["Nambia"].offers[0][0] == "NAM"


def test_a_table_that_names_its_siblings_in_full_means_guinea_itself():
    assert match("Guinea", "Guinea-Bissau")["Guinea"].code == "GIN"


def test_na_among_codes_of_two_letters_is_one():
    assert match("NA", "KP", "GN")["NA"].code == "NAM"


def test_two_letters_among_names_are_no_code():
    read = match("NA", "KP", "GN", "Guinea-Bissau")
    assert [read[name].asked for name in read] == [True, True, True, False]


def test_na_among_names_is_asked_and_namibia_is_the_first_offer():
    each = match("NA", "KP", "Japan", "USSR")["NA"]
    assert (each.asked, each.offers[0][0]) == (True, "NAM")


@pytest.mark.parametrize("word", ["N/A", "none", "Unknown", "TBD", "未定"])
def test_a_word_for_no_place_states_none_and_can_be_changed(word):
    preset = {name: code for _, name, code in place_matching.PRESET}
    each = match(word, decisions=preset)[word]
    assert (each.code, each.own, each.asked) == ("", False, False)
    assert match(word, decisions={fold(word): "NAM"})[word].code == "NAM"


@pytest.mark.parametrize(("answer", "code"), [("PRK", "PRK"), (OWN, "own-korea"), ("XYZ", "own-korea")])
def test_a_person_decides(answer, code):
    each = match("KOREA", decisions={"korea": answer})["KOREA"]
    assert (each.code, each.asked) == (code, False)
    assert match("Namibia", decisions={"namibia": OWN})["Namibia"].code == "own-namibia"


def test_only_the_commonest_names_get_candidates():
    names = [f"Namibi {number}" for number in range(place_matching.MOST_OFFERED + 1)]
    offered = [bool(each.offers) for each in match("Japan", *names).values() if each.asked]
    assert offered == [True] * place_matching.MOST_OFFERED + [False]


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_own_codes_are_one_to_a_name_and_part_no_lists(name, other):
    code = make_own_code(name)
    assert code == make_own_code(f" {name.upper() if fold(name.upper()) == fold(name) else name} ")
    assert not set(code) & set("; /") or not fold(name)
    if fold(name) and fold(other):
        assert (code == make_own_code(other)) == (fold(name) == fold(other))


def test_own_places_join_the_gazetteer_once():
    own = build_own_places(match("Atlantis", "ATLANTIS", "Namibia").values(), OWN)
    wider = GAZETTEER.with_places(own).with_places(own)
    assert len(wider.places) == len(GAZETTEER.places) + 1
    assert (wider.name("own-atlantis"), wider.kind("own-atlantis")) == ("ATLANTIS", OWN)
    assert wider.region_of("own-atlantis", "m49") == ""

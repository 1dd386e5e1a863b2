"""What a search finds: folded words, in English and Japanese, all of them; and what is offered in their place."""

import pytest

from components.panels.tables import SHIPPED
from components.timeline import table, text_search
from components.timeline.filters import TEXT, Choice


@pytest.fixture(scope="module")
def shipped():
    return table.read(SHIPPED, SHIPPED)


@pytest.fixture(scope="module")
def index(shipped):
    return text_search.to_index(shipped)


def _found(index, shipped, text):
    return set(shipped.events["id"][index.keeps(Choice(TEXT.key, (text,)))])


@pytest.mark.parametrize(
    ("text", "same"),
    [("putin KREMLIN", "Kremlin  Putin"), ("Ｋｒｅｍｌｉｎ", "kremlin"), ("Kremlín", "Kremlin"), ("kremli", "Kremlin")],
)
def test_case_width_accents_order_and_ends_of_words_do_not_matter(index, shipped, text, same):
    assert _found(index, shipped, text) == _found(index, shipped, same) != set()


def test_every_word_is_needed(index, shipped):
    both = _found(index, shipped, "putin kremlin")
    assert both == _found(index, shipped, "putin") & _found(index, shipped, "kremlin")


@pytest.mark.parametrize(("japanese", "english"), [("ロシア", "RUS"), ("キルギス", "KGZ"), ("米国", "USA")])
def test_places_are_found_in_japanese(index, shipped, japanese, english):
    of_country = set(
        shipped.events["id"][shipped.events["countries"].str.split(";").map(lambda codes: english in codes)]
    )
    assert of_country <= _found(index, shipped, japanese)


@pytest.mark.parametrize("title", ["ガ", "カ"])
def test_ga_is_not_ka(title):
    assert text_search.to_words(title) == [title]


def test_kinds_are_found_in_both_languages(index, shipped):
    summits = set(shipped.events["id"][shipped.events["meeting_type"] == "summit"])
    assert summits <= _found(index, shipped, "首脳会談")
    assert summits <= _found(index, shipped, "summit")


@pytest.mark.parametrize("text", [".*", "(", "[a-z", "\\d", "%", "'", "a" * 100_000, "\x00", "x " * 10_000])
def test_a_search_is_literal_and_bounded(index, text):
    assert len(index.keeps(Choice(TEXT.key, (text,)))) == index.size
    assert len(text_search.to_words(text)) <= text_search.MOST_WORDS


def test_blank_text_keeps_everything(index):
    assert index.keeps(Choice(TEXT.key, ("  ",))).all()


@pytest.mark.parametrize(
    ("text", "offered"),
    [("Putn summitt", "putin summit"), ("kremlin", ""), ("zzzzqqqq", ""), ("putin zzzzqqqq", "")],
    ids=["two", "found", "nothing near", "one of two"],
)
def test_what_is_offered_instead(index, text, offered):
    assert index.offer(text) == offered


def test_what_is_offered_is_found(index, shipped):
    assert _found(index, shipped, index.offer("Uzbekstan")) != set()

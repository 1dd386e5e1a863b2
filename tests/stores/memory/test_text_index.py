"""What a search finds: folded words, in English and Japanese, all of them; and what is offered in their place."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.gazetteer import fold
from components.intake import table_folder
from components.panels.tables.table_registry import SHIPPED
from components.query.choice import Choice
from components.query.filters import TEXT
from components.stores.memory import text_index
from tests.support import tables
from tests.support.trials import examples


@pytest.fixture(scope="module")
def shipped():
    return table_folder.read_table(SHIPPED, SHIPPED)


@pytest.fixture(scope="module")
def index(shipped):
    return text_index.build_text_index(shipped)


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
    assert text_index.split_words(title) == [title]


def test_kinds_are_found_in_both_languages(index, shipped):
    summits = set(shipped.events["id"][shipped.events["meeting_type"] == "summit"])
    assert summits <= _found(index, shipped, "首脳会談")
    assert summits <= _found(index, shipped, "summit")


@pytest.mark.parametrize("text", [".*", "(", "[a-z", "\\d", "%", "'", "a" * 100_000, "\x00", "x " * 10_000])
def test_a_search_is_literal_and_bounded(index, text):
    assert len(index.keeps(Choice(TEXT.key, (text,)))) == index.size
    assert len(text_index.split_words(text)) <= text_index.MOST_WORDS


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


some_words = st.text(alphabet="abcäÄé ガカ", max_size=6)


@examples(60)
@given(st.lists(some_words, min_size=1, max_size=12), st.lists(some_words, max_size=3).map(" ".join))
def test_what_is_found_has_all_the_words_somewhere(titles, text):
    made, store = tables.to_store(*({"title": f"{title}.", "date": "2013"} for title in titles))
    wanted = [
        identity
        for identity, whole in zip(made.events["id"], text_index.build_texts(made), strict=True)
        if all(word in whole.split() or any(word in other for other in whole.split()) for word in fold(text).split())
    ]
    found = store.rows(tables.to_selection("2013", text=text) if text.strip() else tables.to_selection("2013"))
    assert found["id"].tolist() == wanted


@pytest.mark.parametrize(("count", "asked"), [(text_index.MOST_WORDS, 20), (text_index.MOST_WORDS + 1, 20)])
def test_so_many_words_are_asked_for_and_no_more(count, asked):
    assert len(text_index.split_words(" ".join(f"w{number}" for number in range(count)))) == asked


@pytest.mark.parametrize(("count", "letters"), [(text_index.MOST_LETTERS, 200), (text_index.MOST_LETTERS + 1, 200)])
def test_so_many_letters_are_read_and_no_more(count, letters):
    (word,) = text_index.split_words("x" * count)
    assert len(word) == letters


def test_each_different_word_is_looked_for_once(index, monkeypatch):
    asked = []

    def has(searched, word):
        asked.append(word)
        return np.ones(searched.size, dtype=bool)

    monkeypatch.setattr(text_index.TextIndex, "_has", has)
    index.keeps(Choice(TEXT.key, ("peace PEACE " * 5, "Peace " * 10)))
    assert asked == ["peace"]


def test_a_word_within_another_one_is_not_looked_for(index, monkeypatch):
    asked = []
    monkeypatch.setattr(text_index.TextIndex, "_has", lambda searched, word: asked.append(word) or searched.size > 0)
    index.keeps(Choice(TEXT.key, ("ace peace talk eac talks",)))
    assert asked == ["peace", "talks"]


class Counted(np.ndarray):
    """An array that counts how often a part of it is taken."""

    taken = 0

    def __getitem__(self, key):
        Counted.taken += 1
        return super().__getitem__(key)


def test_a_word_that_many_words_hold_is_found_in_one_go():
    made = tables.to_table(*({"title": f"no. {number}", "date": "2013"} for number in range(400)))
    column = text_index.build_text_index(made).columns[0]
    counted = replace(column, cells=column.cells.view(Counted))
    assert counted.has("1").sum() == sum("1" in str(number) for number in range(400))
    assert Counted.taken == 1

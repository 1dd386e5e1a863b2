"""Tests of telling an encoding: short texts in it, texts that only look like it, and damaged ones."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.timeline.intake import encoding

TOLD = {
    "Japanese names": ("国\nロシア\n", ["cp932", "euc_jp", "iso2022_jp"]),
    "Japanese without kana": ("日付,件名\n2013,首脳会談\n", ["cp932", "euc_jp"]),
    "one Japanese word": ("a,b\n1,会談\n", ["cp932"]),
    "Russian": ("Дата,Название\n2013,Визит в Москву\n", ["cp1251", "koi8_r"]),
    "one Russian word": ("a,b\n1,Москва\n", ["cp1251"]),
    "one French word": ("a,b\n1,Genève\n", ["cp1252"]),
    "French": ("date,titre\n2013,été à Besançon, c’est “fini”\n", ["cp1252"]),
    "German": ("datum,titel\n2013,Gespräch über Öl in Köln\n", ["cp1252"]),
    "Spanish": ("fecha,título\n2013,Reunión en España\n", ["cp1252"]),
    "Chinese": ("日期,标题\n2013-04-28,中日外长在北京会谈\n", ["gb18030"]),
    "Taiwanese": ("日期,標題\n2013-04-28,中日外長在北京會談\n", ["big5"]),
    "Korean": ("날짜,제목\n2013,한일 정상 회담\n", ["euc_kr"]),
    "Greek": ("Ημερομηνία,Τίτλος\n2013,Επίσκεψη στην Αθήνα\n", ["cp1253"]),
}
CASES = [(name, codec) for name, (_, codecs) in TOLD.items() for codec in codecs]


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_the_older_encodings_are_told_by_their_letters(name, codec):
    told = encoding.decide_encoding(TOLD[name][0].encode(codec))
    assert told == encoding.Encoding(codec, 0, f"Read as {encoding.ENCODINGS[codec]}.")


@pytest.mark.parametrize("name", TOLD)
def test_utf8_is_never_taken_for_another(name):
    assert encoding.decide_encoding(TOLD[name][0].encode()) == encoding.Encoding("utf-8")


def test_bytes_that_western_windows_does_not_know_are_latin():
    assert encoding.decide_encoding(b"a,b\n1,caf\xe9\x81\n").codec == "latin_1"


def test_a_damaged_utf8_is_utf8_and_one_that_never_was_is_not():
    text = "é" * 30
    assert encoding.decide_encoding(text.encode() + b"\xe9 \xe9 \xe9").codec == "utf-8"
    assert encoding.decide_encoding(text.encode() + b"\xe9 " * 10).codec != "utf-8"


@pytest.mark.parametrize("name", encoding.ENCODINGS)
def test_every_encoding_can_be_wanted(name):
    assert encoding.decide_encoding(b"a,b\n", name).codec == name
    assert "a,b\n".encode(name).decode(name) == "a,b\n"


def test_a_mark_counts_unless_another_encoding_is_wanted():
    assert encoding.decide_encoding("é".encode("utf-8-sig")).mark == 3
    assert encoding.decide_encoding("é".encode("utf-8-sig"), "utf-8").mark == 3
    assert encoding.decide_encoding("é".encode("utf-8-sig"), "cp1252") == encoding.Encoding(
        "cp1252", 0, "Read as Windows-1252 (Western European)."
    )


@given(st.text())
def test_all_that_is_utf8_is_read_as_such(text):
    content = text.encode("utf-8", "ignore")
    assume(b"\0" not in content)
    assume(b"\x1b$" not in content)
    assert encoding.decide_encoding(content).codec == "utf-8"


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(content):
    decided = encoding.decide_encoding(content)
    content[decided.mark :].decode(decided.codec, "replace")

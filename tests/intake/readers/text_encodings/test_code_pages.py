"""Tests of the encodings that may be chosen: the likeliest first, each with words as it reads them."""

import pytest

from components.intake.limits import IntakeError
from components.intake.readers.sheets import read_sheet
from components.intake.readers.text_encodings.encoding import CHOICES, ENCODINGS
from components.intake.readers.text_tables import Decisions

TEXTS = {
    "cp1255": "שיחות בירושלים",
    "cp1256": "محادثات في القاهرة",
    "cp874": "การเจรจาที่กรุงเทพ",
    "cp1257": "Derybos Klaipėdoje dėl sąjungos",
    "cp866": "Переговоры в Москве",
    "cp1252": "Gespräche in Köln über Öl",
    "cp932": "東京で会談した",
}


def read(text, codec, wanted=""):
    return read_sheet(f"date,title\n2013-04-28,{text}\n".encode(codec), "a.csv", Decisions(encoding=wanted))


@pytest.mark.parametrize("codec", TEXTS)
def test_words_are_shown_as_each_encoding_reads_them(codec):
    sheet = read(TEXTS[codec], codec)
    assert sheet.offered["encoding"][0] == sheet.decided.encoding
    assert set(sheet.offered["encoding"]) == set(CHOICES)
    first = TEXTS[codec].split()[0] if codec != "cp1257" else "Klaipėdoje"
    assert first in sheet.words[codec]


@pytest.mark.parametrize("codec", TEXTS)
def test_the_right_encoding_is_among_the_first(codec):
    assert codec in read(TEXTS[codec], codec).offered["encoding"][:6]


@pytest.mark.parametrize("codec", TEXTS)
def test_a_chosen_encoding_is_read(codec):
    sheet = read(TEXTS[codec], codec, codec)
    assert sheet.cells["title"].tolist() == [TEXTS[codec]]


def test_plain_text_has_no_words_to_show_and_the_usual_order():
    sheet = read("Talks", "ascii")
    assert set(sheet.words.values()) == {""}
    assert sheet.offered["encoding"][: len(ENCODINGS)] == tuple(ENCODINGS)


def test_an_encoding_that_is_not_offered_is_refused():
    with pytest.raises(IntakeError, match="is not recognised"):
        read("Talks", "ascii", "rot13")

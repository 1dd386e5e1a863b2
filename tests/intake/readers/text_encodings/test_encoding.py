"""Tests of telling an encoding: short texts in it, texts that only look like it, and damaged ones."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.intake.readers import characters
from components.intake.readers.text_encodings import alphabets, encoding, encoding_evidence

TOLD = {
    "Japanese names": ("国\nロシア\n", ["cp932", "euc_jp", "iso2022_jp"]),
    "Japanese without kana": ("日付,件名\n2013,首脳会談\n", ["cp932", "euc_jp"]),
    "old letters without kana": ("日期,事由,國家\n1,條約,俄國\n", ["cp932"]),
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
    "Japanese with circled numbers": ("日付,国\n2013,第①回会談\n2014,㈱商社と山﨑\n", ["cp932"]),
    "Japanese in half-width kana": ("日付,国\n2013,ﾛｼｱ\n2014,ﾓﾝｺﾞﾙ\n", ["cp932", "euc_jp"]),
    "nothing but half-width kana": ("a,b\n1,ﾛｼｱ ﾓﾝｺﾞﾙ\n2,ｱﾌｶﾞﾆｽﾀﾝ ﾄﾞｲﾂ\n", ["cp932"]),
    "an English apostrophe": ("date,title\n1,Prime Minister’s visit\n2,The President’s envoy\n", ["cp1252"]),
    "one capital with an accent": ("a,b\n1,Ägypten\n2,Ägypten\n", ["cp1252"]),
    "one other": ("a,b\n1,Áustria\n", ["cp1252"]),
    "capitals alone": ("a,b\n1,МОСКВА\n2,РОССИЯ\n3,КИТАЙ\n", ["cp1251"]),
    "a Turkish table": ("tarih,ülke,başlık\n2013,Türkiye,Dışişleri bakanları görüşmesi\n", ["cp1254"]),
    "Greek": ("Ημερομηνία,Τίτλος\n2013,Επίσκεψη στην Αθήνα\n", ["cp1253"]),
}
CASES = [(name, codec) for name, (_, codecs) in TOLD.items() for codec in codecs]


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_the_older_encodings_are_told_by_their_letters(name, codec):
    told = encoding.detect_encoding(TOLD[name][0].encode(codec))
    assert told == encoding.Encoding(codec, 0, f"Encoding: {encoding.ENCODINGS[codec]}.")


# Language → its encodings, and words of it: places, people, and what tables of meetings say
WORDS = {
    "Turkish": (
        ["cp1254"],
        "İstanbul Ağrı Diyarbakır Kırşehir Muğla Şanlıurfa Türkiye Erdoğan Çavuşoğlu görüşmesi ülke",
    ),
    "Romanian": (
        ["cp1250"],
        "Bucureşti Iaşi Timişoara Constanţa Chişinău Brăila Băsescu Năstase preşedinte vizită Ţară",
    ),
    "Hungarian": (
        ["cp1250"],
        "Győr Gödöllő Székesfehérvár Kőszeg Szűcs Orbán elnök miniszterelnök látogatás Törökország",
    ),
    "Polish": (["cp1250"], "Łódź Kraków Gdańsk Poznań Wrocław Wałęsa Kaczyński Węgry Białoruś październik państwo"),
    "Czech": (
        ["cp1250"],
        "Plzeň Příbram Třebíč Ústí Děčín Kroměříž Babiš schůzka návštěva země Německo Řecko Španělsko",
    ),
    "Slovak": (["cp1250"], "Košice Žilina Trenčín Nové Rožňava Čaputová návšteva Maďarsko Španielsko Ľubľana Grécko"),
    "Croatian": (["cp1250"], "Šibenik Čakovec Požega Đakovo Plenković Milanović Tuđman Njemačka Mađarska ožujak Češka"),
    "German": (["cp1252"], "München Köln Österreich Ägypten Türkei Gespräch über Außenminister Müller Schröder Länder"),
    "French": (["cp1252"], "Élysée Genève Besançon Nîmes Évian Égypte Algérie Côte d’Ivoire réunion François été août"),
    "Spanish": (["cp1252"], "España México Perú Bogotá Córdoba reunión José María Núñez Peña Japón Hungría ¿qué? Día"),
    "Portuguese": (
        ["cp1252"],
        "São Brasília João Maranhão Camões relações reunião Japão França Áustria Moçambique Açores",
    ),
    "Italian": (["cp1252"], "Città Perù università lunedì martedì può più Libertà perché Così Forlì Cantù"),
    "Danish": (["cp1252"], "København Århus Ålborg Færøerne Grønland møde Søren Jørgen Østrig Tyrkiet Nordsjælland"),
    "Norwegian": (["cp1252"], "Tromsø Bodø Ålesund Tønsberg Brønnøysund Støre Bjørn Åge Østerrike Færøyene Håkon"),
    "Swedish": (["cp1252"], "Malmö Göteborg Örebro Västerås Jönköping Umeå möte Löfven Österrike Åland Håkan Förenta"),
    "Finnish": (["cp1252"], "Jyväskylä Hämeenlinna Seinäjoki Niinistö Itävalta Venäjä Päivä Kööpenhamina"),
    "Icelandic": (
        ["cp1252"],
        "Reykjavík Þingvellir Ísafjörður Höfn Guðmundur Þórður utanríkisráðherra Bandaríkin Þýskaland",
    ),
    "Greek": (["cp1253"], "Αθήνα Θεσσαλονίκη Ελλάδα Τουρκία Κύπρος Επίσκεψη υπουργών εξωτερικών ΑΘΗΝΑ ΕΛΛΑΔΑ Τσίπρας"),
    "Russian": (["cp1251", "koi8_r"], "Москва Россия Визит Путина Лавров переговоры министров дел Германия МОСКВА США"),
    "Ukrainian": (["cp1251"], "Київ Львів Україна Чернівці Зеленський зустріч міністрів Німеччина Угорщина Ґонґадзе"),
    "Bulgarian": (["cp1251"], "София Пловдив България Гърция Турция Румъния среща посещение министър външните"),
    "Serbian": (["cp1251"], "Београд Србија Вучић Ђинђић посета састанак министара Немачка Мађарска Хрватска"),
    "half-width kana": (["cp932"], "ﾛｼｱ ｱﾒﾘｶ ﾄﾞｲﾂ ﾌﾗﾝｽ ｲｷﾞﾘｽ ﾊﾟﾅﾏ ｱﾌｶﾞﾆｽﾀﾝ ｶｻﾞﾌｽﾀﾝ ﾀｲ ﾍﾞﾄﾅﾑ ﾓﾝｺﾞﾙ ｲﾀﾘｱ"),
}
SPOKEN = [(language, codec) for language, (codecs, _) in WORDS.items() for codec in codecs]


@pytest.mark.parametrize(("language", "codec"), SPOKEN)
def test_neighbouring_encodings_are_told_by_what_a_language_uses(language, codec):
    words = WORDS[language][1].split()
    for text in ("\n".join(words), "\n".join(words[:6]), "\n".join(words[1::2]), " ".join(reversed(words))):
        content = text.encode(codec)
        assert content.decode(encoding.detect_encoding(content).codec) == text


@pytest.mark.parametrize("word", ["Poznań", "Kırşehir", "naïve", "Škoda", "“Talks”", "20 £", "1 – 2"])
def test_a_single_special_letter_is_read_as_western_or_right(word):
    codec = "cp1254" if "ı" in word else "cp1250" if "ń" in word else "cp1252"
    told = encoding.detect_encoding(f"a,b\n1,{word}\n".encode(codec)).codec
    assert told in (codec, "cp1252")


@pytest.mark.parametrize("name", TOLD)
def test_utf8_is_never_taken_for_another(name):
    assert encoding.detect_encoding(TOLD[name][0].encode()) == encoding.Encoding("utf-8")


def test_bytes_that_western_windows_does_not_know_are_latin():
    assert encoding.detect_encoding(b"a,b\n1,caf\xe9\x81\n").codec == "latin_1"


def test_a_damaged_utf8_is_utf8_and_one_that_never_was_is_not():
    text = "é" * 30
    assert encoding.detect_encoding(text.encode() + b"\xe9 \xe9 \xe9").codec == "utf-8"
    assert encoding.detect_encoding(text.encode() + b"\xe9 " * 10).codec != "utf-8"


@pytest.mark.parametrize("name", encoding.ENCODINGS)
def test_every_encoding_can_be_wanted(name):
    assert encoding.detect_encoding(b"a,b\n", name).codec == name
    assert "a,b\n".encode(name).decode(name) == "a,b\n"


def test_a_mark_counts_unless_another_encoding_is_wanted():
    assert encoding.detect_encoding("é".encode("utf-8-sig")).mark == 3
    assert encoding.detect_encoding("é".encode("utf-8-sig"), "utf-8").mark == 3
    assert encoding.detect_encoding("é".encode("utf-8-sig"), "cp1252") == encoding.Encoding(
        "cp1252", 0, "Encoding: Windows-1252 (Western European)."
    )


@given(st.text())
def test_all_that_is_utf8_is_read_as_such(text):
    content = text.encode("utf-8", "ignore")
    assume(b"\0" not in content)
    assume(b"\x1b$" not in content)
    assert encoding.detect_encoding(content).codec == "utf-8"


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(content):
    decided = encoding.detect_encoding(content)
    content[decided.mark :].decode(decided.codec, "replace")


@pytest.mark.parametrize("ascii_letters", [0, 1_000, 65_536, 70_000])
def test_a_letter_tells_wherever_it_stands_in_a_long_line(ascii_letters):
    content = b"x," * (ascii_letters // 2) + "Дата,Название встречи в Москве\n".encode("cp1251") + b"x" * ascii_letters
    assert encoding.detect_encoding(content).codec == "cp1251"


def never_goes_back(pattern):
    """Tell whether a search looks at every letter a bounded number of times.

    So it is where each repeat has an end, or where nothing that may fail follows the one that has none.
    """
    items = list(re._parser.parse(pattern))
    for place, (kind, detail) in enumerate(items):
        repeats = kind in (re._constants.MAX_REPEAT, re._constants.MIN_REPEAT, re._constants.POSSESSIVE_REPEAT)
        if "MAXREPEAT" in str(detail[2] if repeats else detail):
            return False
        has_no_end = repeats and detail[1] is re._constants.MAXREPEAT
        if has_no_end and any(kind is not re._constants.MAX_REPEAT or detail[0] for kind, detail in items[place + 1 :]):
            return False
    return True


def test_the_time_to_tell_an_encoding_grows_with_the_text_and_no_faster():
    assert not never_goes_back(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
    assert not never_goes_back(rb"(a+)+")
    modules = (alphabets, characters, encoding, encoding_evidence)
    patterns = [each for module in modules for each in vars(module).values() if isinstance(each, re.Pattern)]
    assert len(patterns) > 10
    assert [each.pattern for each in patterns if not never_goes_back(each.pattern)] == []


def test_utf8_that_is_cut_in_its_last_letter_is_utf8():
    content = "date,title\n1,会談\n2,会談".encode()
    for cut in (1, 2):
        decided = encoding.detect_encoding(content[:-cut])
        assert (decided.codec, encoding.decode(content[:-cut], decided)[-2:]) == ("utf-8", "会�")


@pytest.mark.parametrize("text", ["date,title\n1,Élysée\n2,caf{}é\n3,Genève\n", "1,会談\n2,会{}談\n"])
def test_a_damaged_byte_costs_one_letter_and_no_other(text):
    content = text.encode().replace(b"{}", b"\xe8")
    decided = encoding.detect_encoding(content)
    assert (decided.codec, encoding.decode(content, decided)) == ("utf-8", text.replace("{}", "�"))


SECOND = {
    "Japanese": ("1,首脳会談\n2,外相会談\n", "cp932", "Shift-JIS"),
    "French": ("1,Élysée\n2,Café\n", "cp1252", "Windows-1252 (Western European)"),
    "Turkish": ("1,Dışişleri bakanları\n2,Kırşehir\n", "cp1254", "Windows-1254 (Turkish)"),
    "Russian": ("1,Москва\n2,Встреча министров\n", "cp1251", "Windows-1251 (Cyrillic)"),
}


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("language", SECOND)
def test_a_file_in_two_encodings_is_read_line_by_line_and_said(language, last):
    text, codec, name = SECOND[language]
    halves = [text.encode(), text.encode(codec)]
    content = b"a,b\n\n" + b"".join(halves if last else reversed(halves))
    decided = encoding.detect_encoding(content)
    assert encoding.decode(content, decided) == "a,b\n\n" + text * 2
    lines = "5, 6" if last else "3, 4"
    assert decided.note == f"The file has two encodings: UTF-8, and {name} in lines {lines}."


def test_lines_without_the_mark_of_the_file_are_read_in_their_own_encoding():
    content = "date,title\n1,Talks\n".encode("utf-8-sig") + "2,Genève\n3,Élysée\n".encode("cp1252")
    decided = encoding.detect_encoding(content)
    assert (decided.mark, decided.second) == (3, "cp1252")
    assert encoding.decode(content, decided).endswith("2,Genève\n3,Élysée\n")


@given(st.binary(max_size=60), st.sampled_from(["é", "会", "я"]))
def test_a_line_that_is_utf8_stays_whatever_the_others_are(others, letter):
    content = f"{letter * 9}\n".encode() * 9 + others
    decided = encoding.detect_encoding(content)
    if decided.codec == "utf-8":
        assert encoding.decode(content, decided).startswith(f"{letter * 9}\n" * 9)

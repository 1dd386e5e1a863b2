"""Detection of encodings of one byte a letter, by the letters that languages really use."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

# codec → the letters beyond ASCII of each of its languages, the commonest first; to add one: a line here
_ALPHABETS = {
    "cp1252": {
        "French": "éèàêçôîâûùïëœüæÿ",
        "German": "üäöß",
        "Spanish": "óíáñéúü",
        "Portuguese": "ãçáéíóõêâúàôü",
        "Italian": "èàòùìé",
        "Dutch": "ëéïèöü",
        "Catalan": "àóéèíçúòïü",
        "Danish and Norwegian": "øåæéö",
        "Swedish and Finnish": "äöåéšž",
        "Estonian": "äõüöšž",
        "Icelandic": "ðáíóþéöúæý",
    },
    "cp1250": {
        "Polish": "łóążęśćńź",
        "Czech": "íáéřýěšžčůúňóťď",
        "Slovak": "áíéžčýúšľňťôďóäĺŕ",
        "Hungarian": "áéöőóüíúű",
        "Romanian": "ăţşîâ",
        "Croatian and Slovene": "čšžćđ",
    },
    "cp1254": {"Turkish": "ıüşğçöİâîû"},
    "cp1251": {
        "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        "Ukrainian": "оанитвіерслкудмпязьгбчйхїюжцєшщфґ",
        "Belarusian": "аніоерсткялудвмпызьгбчйўхжцшюэфё",
        "Bulgarian": "аиоентрсвлкдпмзъгуябчжщцюхйфшь",
        "Serbian": "аоеинрстукдвјмплзбгчшцжхњћђфљџ",
        "Macedonian": "аоеинтрсвкдлпмузјбгчшцжњхќфѓљџѕ",
    },
    "cp1253": {"Greek": "αοιετσνηυρπκμλςίόάγέδήύχθφβωώξζψϊϋΐΰ"},
    "koi8_r": {"Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"},
    "cp932": {"Japanese in half-width kana": "ﾞﾝｲｽｼｱﾄｰﾙﾗｸﾘｯｶﾌﾃｺｵﾚﾀｷﾏﾛﾆｳﾊｴｬｻﾐﾅﾟﾒｭｨﾍﾓﾎﾖﾔﾕﾈﾉﾑﾁｹｾｿﾋﾜﾂﾇｧｪｫｮｦ"},
}
# Languages of few people, which a table is in only where much speaks for it: ð, ý, þ and õ are ğ, ı, ş and ő elsewhere
_RARE = frozenset({"Icelandic", "Estonian"})
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{1,60}")
_WORDS = 2_000  # different ones; more would say nothing new
_SHAPE = re.compile(r"[^\W\d_]+")
_QUOTING = frozenset("‘’‚“”„«»–—…•\u00a0")  # stand before and after words in every language
_MARKS = frozenset("¿¡°ºª€£§©®™·½")
_JOINING = frozenset("’\u00a0\u00ad")  # stand within words
_MAY_JOIN = frozenset("‘´·–—…")

# Logarithms of how likely something is
_ASCII = 0.0  # is ASCII in every encoding, so it speaks for none
_ACCENTED = log(0.12)  # that a letter of a Latin word is beyond ASCII
_NO_SUCH_LETTER = log(1e-4)  # in this language
_OTHER_SCRIPT = log(3e-3)  # an ASCII letter within a word in Greek, Cyrillic or kana
_ODD_CAPITALS = log(1e-5)  # as in “CafÃ” or “мОСКВА”
_QUOTE, _MARK, _ODD_MARK = log(0.02), log(3e-3), log(1e-4)
_JOINED, _ODDLY_JOINED, _TORN = log(0.02), log(1e-3), log(1e-6)  # by a sign between two letters
_UNDEFINED = log(1e-7)  # a byte that is no character at all
_FOREIGN = log(0.05)  # a word in another language than the text
_RARELY = log(0.05)  # a text in a language of few people
_UNUSUAL = log(0.05)  # any encoding other than Windows-1252
_CLEAN = log(1e-3)  # a letter, on average, where the text is in the right encoding
_CLEAR, _CLEARLY_LONG = log(0.022), 8  # and where it can't be in another: pairs of bytes for Chinese letters are less


@dataclass(frozen=True)
class Detection:
    """Hold an encoding of one byte a letter, how likely the text is in it (a logarithm), and what follows from that.

    is_clean: it reads well; is_clear: and can be in no other encoding.
    """

    codec: str
    rating: float
    is_clean: bool
    is_clear: bool


def detect_single_byte(sample: bytes, beside: str = "") -> Detection:
    """Return the encoding in which the words of a sample have the letters that a language uses, and as often.

    Every language of an encoding is tried for the text; a word may be in another one, which makes it less likely. With
    next to nothing to go by, Windows-1252 wins. `beside` is text that is probably in the same language.
    """
    words = list(dict.fromkeys(word for word in _WORD.findall(sample) if not word.isascii()))[:_WORDS]
    known = _to_words(beside)
    rated = {codec: _rate(words, known, codec) for codec in _ALPHABETS}
    codec = max(rated, key=lambda each: rated[each])
    alone = _rate(words, [], codec)
    beyond = sum(byte > 0x7F for word in words for byte in word)
    return Detection(codec, alone, alone >= _CLEAN * beyond, beyond >= _CLEARLY_LONG and alone >= _CLEAR * beyond)


def rate_text(text: str) -> float:
    """Return how likely a text is that needs no encoding, to be compared with the rating of one that does."""
    words = _to_words(text)
    return max(_rate([], words, codec) for codec in _ALPHABETS)


def _to_words(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in _SHAPE.findall(text) if not word.isascii()))[:_WORDS]


def _rate(words: list[bytes], known: list[str], codec: str) -> float:
    """Return how likely the words are in an encoding, in the language that suits it best."""
    each_word = [_rate_word(word, codec) for word in (*(word.decode(codec, "replace") for word in words), *known)]
    foreign = [max(rates) + _FOREIGN for rates in each_word]
    usual = 0.0 if codec == "cp1252" else _UNUSUAL
    return usual + max(
        sum(max(rates[own], other) for rates, other in zip(each_word, foreign, strict=True))
        + (_RARELY if language in _RARE else 0.0)
        for own, language in enumerate(_ALPHABETS[codec])
    )


def _rate_word(word: str, codec: str) -> list[float]:
    """Return how likely a word is in each language of an encoding."""
    shape = _ODD_CAPITALS * sum(map(_count_odd_capitals, _SHAPE.findall(word)))
    signs = sum(_rate_sign(word, place) for place, letter in enumerate(word) if not letter.isalpha())
    letters = [letter if letter == "İ" else letter.lower()[0] for letter in word if letter.isalpha()]
    unknown = _NO_SUCH_LETTER * (2 if codec == "cp932" else 1)  # what is no kana there is a pair of bytes
    return [
        shape + signs + sum(table.get(letter, unknown) if letter > "\x7f" else ascii_rate for letter in letters)
        for table, ascii_rate in _to_tables(codec)
    ]


@cache
def _to_tables(codec: str) -> list[tuple[dict[str, float], float]]:
    """Return for every language how likely each of its letters is, by its place in the order, and an ASCII one."""
    tables = []
    for alphabet in _ALPHABETS[codec].values():
        is_latin = alphabet[0] < "\u0300"
        total = sum(1 / (place + 2) for place in range(len(alphabet)))
        common = _ACCENTED if is_latin else 0.0
        rates = {letter: common + log(1 / (place + 2) / total) for place, letter in enumerate(alphabet)}
        tables.append((rates, _ASCII if is_latin else _OTHER_SCRIPT))
    return tables


def _count_odd_capitals(part: str) -> int:
    """Return how many capitals stand behind a small letter, or the small letters behind two capitals."""
    behind_small = sum(letter.isupper() and before.islower() for before, letter in pairwise(part))
    return max(behind_small, part[:2].isupper() and not part.isupper())


def _rate_sign(word: str, place: int) -> float:
    """Return how likely a sign is, within a word or beside one."""
    sign = word[place]
    if sign == "\ufffd":
        return _UNDEFINED
    if 0 < place < len(word) - 1 and word[place - 1].isalpha() and word[place + 1].isalpha():
        return _JOINED if sign in _JOINING else _ODDLY_JOINED if sign in _MAY_JOIN else _TORN
    return _QUOTE if sign in _QUOTING else _MARK if sign in _MARKS else _ODD_MARK

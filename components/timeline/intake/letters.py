"""This file is how texts in the older encodings are told apart by the letters that come out of them."""

import re

_KANA = re.compile(r"[\u3041-\u30fc]")
_EAST_ASIAN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e\u2010-\u22ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_COMMON_SHIFT_JIS = re.compile(rb"[\x81-\x84\x88-\x97][\x40-\x7e\x80-\xfc]")
_COMMON_EUC_JP = re.compile(rb"[\xa1-\xa8\xb0-\xcf][\xa1-\xfe]")
_COMMON_GB = re.compile(rb"[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]")
_COMMON_BIG5 = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]{2,}")
_TURNED_WORD = re.compile(r"[\u0430-\u044f\u0451][\u0410-\u042f\u0401]+")
_CAPITAL_INSIDE = re.compile(r"[\u0430-\u044f\u0451][\u0410-\u042f\u0401]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_MOSTLY, _NEARLY_ALL = 0.8, 0.95


def tell_east_asian(sample: bytes) -> str:
    """Return the Japanese, Korean or Chinese encoding that makes sense of a sample, or ""."""
    for codec, telling in (("cp932", _COMMON_SHIFT_JIS), ("euc_jp", _COMMON_EUC_JP)):
        text = _decode(sample, codec)
        if text and _share(_EAST_ASIAN, text) >= _NEARLY_ALL and (_is_kana(text) or _common(telling, sample, codec)):
            return codec
    korean = _decode(sample, "euc_kr")
    if korean and _share(_HANGUL, korean) >= _MOSTLY:
        return "euc_kr"
    for codec, telling in (("gb18030", _COMMON_GB), ("big5", _COMMON_BIG5)):
        text = _decode(sample, codec)
        if text and _share(_EAST_ASIAN, text) >= _NEARLY_ALL and _share_of_pairs(telling, sample) >= _MOSTLY:
            return codec
    return ""


def tell_cyrillic(sample: bytes) -> str:
    """Return the Cyrillic encoding in which a sample has whole words, or "".

    In the wrong one, an accented letter inside a Latin word becomes a Cyrillic letter, and capitals stand last.
    """
    text = sample.decode("cp1251", "replace")
    words = _WORD.findall(text)
    whole = [word for word in words if _CYRILLIC_WORD.fullmatch(word)]
    mixed = [word for word in words if _CYRILLIC.search(word) and _LATIN.search(word)]
    if len(whole) <= len(mixed):
        return ""
    if sum(1 for word in whole if _TURNED_WORD.fullmatch(word)) > len(whole) / 2:
        return "koi8_r"
    broken = sum(1 for word in whole if _CAPITAL_INSIDE.search(word))
    return "cp1251" if broken <= len(whole) / 5 else ""


def reads_as_western(sample: bytes) -> bool:
    """Tell whether a sample, read as cp1252, has only letters that Western European languages use."""
    found = _BEYOND_ASCII.findall(sample.decode("cp1252", "replace"))
    return all(letter in _WESTERN for letter in found)


_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿ" + "‘’“”„«»–—…•·€£©®°º¡¿§\u00a0")


def _decode(sample: bytes, codec: str) -> str | None:
    for cut in range(3):
        try:
            return sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 3:
                return None
    return None


def _share(pattern: re.Pattern[str], text: str) -> float:
    """Return the share of a text's letters beyond ASCII that a pattern is for, 0..1."""
    return len(pattern.findall(text)) / max(len(_BEYOND_ASCII.findall(text)), 1)


def _is_kana(text: str) -> bool:
    return _share(_KANA, text) > 0.05


def _common(telling: re.Pattern[bytes], sample: bytes, codec: str) -> bool:
    """Tell whether a text without kana has the common kanji only, and is not just as well Korean or Chinese."""
    if _share_of_pairs(telling, sample) < _NEARLY_ALL:
        return False
    korean = _decode(sample, "euc_kr") if codec == "euc_jp" else None
    return not (korean and _share(_HANGUL, korean) > 0.9)


def _share_of_pairs(telling: re.Pattern[bytes], sample: bytes) -> float:
    return len(telling.findall(sample)) / max(len(_PAIR.findall(sample)), 1)

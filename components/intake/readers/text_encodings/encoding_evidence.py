"""Evidence for East Asian encodings: the letters that come out of each."""

import re

CODECS = ("cp932", "euc_jp", "euc_kr", "gb18030", "big5")  # in the order in which they are tried
_LETTERS = (  # of East Asia, with its signs, circled numbers, squared words and half-width kana
    r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f\u2010-\u22ff\u2460-\u24ff\u3200-\u33ff\uf900-\ufaff]"
)
_EAST_ASIAN = re.compile(_LETTERS)
# A letter that stands alone at a Latin one: what the bytes of “r’s” or “Äg” become in the wrong encoding
_LONE = re.compile(rf"(?<=[A-Za-z]){_LETTERS}(?!{_LETTERS})|(?<!{_LETTERS}){_LETTERS}(?=[A-Za-z])")
_RUN = re.compile(rf"(?<!{_LETTERS}){_LETTERS}")
_KANA = re.compile(r"[\u3041-\u30fc]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# codec → what of its pairs of bytes is common
_COMMON = {
    "cp932": re.compile(rb"[\x81-\x84\x87-\x9f][\x40-\x7e\x80-\xfc]"),
    "euc_jp": re.compile(rb"[\x8e\xa1-\xa8\xad\xb0-\xcf][\xa1-\xfe]"),
    "gb18030": re.compile(rb"[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]"),
    "big5": re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]"),
}
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_SHIFT_JIS_PAIR = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]")  # half-width kana are single bytes
_ADDED = b"\xed\xee\xfa\xfb\xfc"  # by Windows, for letters such as 﨑: they speak neither for Shift-JIS nor against it
_MOSTLY, _NEARLY_ALL = 0.8, 0.95
_MOST_LONE = 1 / 3  # of what stands together


def detect_east_asian(sample: bytes) -> str:
    """Return the Japanese, Korean or Chinese encoding that makes sense of a sample, or ""."""
    return next((codec for codec in CODECS if makes_sense(sample, codec)), "")


def makes_sense(sample: bytes, codec: str) -> bool:
    """Tell whether a sample, read in one of these encodings, has the letters that texts in it have."""
    text = _decode(sample, codec)
    if not text or len(_LONE.findall(text)) > len(_RUN.findall(text)) * _MOST_LONE:
        return False
    if codec == "euc_kr":
        return _share(_HANGUL, text) >= _MOSTLY
    if _share(_EAST_ASIAN, text) < _NEARLY_ALL:
        return False
    if codec in ("cp932", "euc_jp"):
        return _share(_KANA, text) > 0.05 or _is_common(sample, codec)
    return _share_of_common(sample, codec) >= _MOSTLY


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


def _is_common(sample: bytes, codec: str) -> bool:
    """Tell whether a text without kana has the common kanji only, and is not just as well Korean or Chinese."""
    if _share_of_common(sample, codec) < _NEARLY_ALL:
        return False
    korean = _decode(sample, "euc_kr") if codec == "euc_jp" else None
    return not (korean and _share(_HANGUL, korean) > 0.9)


def _share_of_common(sample: bytes, codec: str) -> float:
    found = (_SHIFT_JIS_PAIR if codec == "cp932" else _PAIR).findall(sample)
    pairs = [pair for pair in found if codec != "cp932" or pair[0] not in _ADDED]
    return sum(map(bool, map(_COMMON[codec].fullmatch, pairs))) / max(len(pairs), 1)

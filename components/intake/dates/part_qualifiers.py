"""EDTF dates whose parts are qualified one by one (ISO 8601-2:2019, level 2): the qualifier counts for the whole."""

import re

_MARK = r"[?~%]{0,2}"
_END = rf"{_MARK}[0-9]{{2}}(?:[0-9]{{2}}|[0-9]X|XX){_MARK}(?:-{_MARK}(?:[0-9]{{2}}|XX){_MARK}){{0,2}}"
_DATE = re.compile(rf"(?:\.\.)?/{_END}|{_END}(?:/(?:{_END}|\.\.)?)?|\[{_END}\.\.{_END}\]{_MARK}")
_MARKS = re.compile(r"[?~%]+")
_ENDS = re.compile(r"[^/\[\].]+")


def move_qualifiers(text: str) -> str:
    """Return an EDTF date with the qualifiers of its parts behind the end that they stand in, any other text as it is.

    2004-06-~11 is 2004-06-11~. Whether there is such a day is yet to be checked.
    """
    if not _MARKS.search(text) or not _DATE.fullmatch(text):
        return text
    inside, closed, outer = text.partition("]")
    return _ENDS.sub(_to_end, inside) + closed + _to_mark(outer)


def _to_end(match: re.Match[str]) -> str:
    return _MARKS.sub("", match[0]) + _to_mark(match[0])


def _to_mark(text: str) -> str:
    """Return the one qualifier that all of a text's together are: uncertain and approximate are %."""
    marks = set("".join(_MARKS.findall(text)))
    return "%" if len(marks) > 1 else "".join(marks)

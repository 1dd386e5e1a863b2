"""How values that are no text yet are written as one: numbers, days, truths, lists."""

import datetime as dt
import json
import math
import re
from functools import singledispatch
from typing import Any

from components.intake import limits

_WHOLE = re.compile(r"-?\d+\.0+")
_MOST_EXACT = 2**53  # beyond, a float doesn't know its last figures


@singledispatch
def format_value(value: Any) -> str:
    """Return a value as a cell: a day without the time where that is midnight, 3 and not 3.0, TRUE, lists with “;”.

    Raises IntakeError for what is nested beyond limits.JSON_DEPTH.
    """
    return "" if value is None else str(value)


@format_value.register
def _(value: bool) -> str:
    return "TRUE" if value else "FALSE"


@format_value.register
def _(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < _MOST_EXACT else repr(value)


@format_value.register
def _(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "auto")


@format_value.register
def _(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@format_value.register(list)
@format_value.register(tuple)
def _(value: list[Any] | tuple[Any, ...]) -> str:
    check_depth(value)
    return ";".join(_to_item(entry) for entry in value)


@format_value.register
def _(value: dict) -> str:  # type: ignore[type-arg]
    check_depth(value)
    return _to_json(value)


@format_value.register
def _(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def trim_number(text: str) -> str:
    """Return a number's text without the fraction that other programs add to whole ones: 2013.0 is 2013."""
    return text.partition(".")[0] if _WHOLE.fullmatch(text) else text


def check_depth(value: Any) -> None:
    """Raise IntakeError where lists and objects are nested beyond limits.JSON_DEPTH; never goes deeper itself."""
    level, depth = [value], 0
    while level := [entry for entry in level if isinstance(entry, list | tuple | dict)]:
        depth += 1
        limits.JSON_DEPTH.check(depth)
        level = [entry for each in level for entry in (each.values() if isinstance(each, dict) else each)]


def _to_item(entry: Any) -> str:
    return _to_json(entry) if isinstance(entry, list | tuple | dict) else format_value(entry)


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=format_value)

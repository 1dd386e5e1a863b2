"""The dates of events: EDTF text (ISO 8601-2:2019, levels 0 and 1, some of 2) to inclusive day bounds, and back.

See D1 of docs/decisions.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from components.dates.edtf_shapes import MARKS, ShapeParts, describe_refusal, match_shape, to_shape
from components.dates.spans import Span, open_span, parse_span, widen
from components.messages.sentence import N_

# Days are counted from 1970-01-01 in the proleptic Gregorian calendar; these two stand for -infinity and +infinity.
BEGINNINGLESS = int(np.iinfo(np.int32).min)
ENDLESS = int(np.iinfo(np.int32).max)
PRECISIONS = ("day", "days", "month", "season", "quarter", "year", "decade", "range", "open", "undated")
BOUNDS = ("start_min", "start_max", "end_min", "end_max")
MOST_KEPT = 1_000  # days that are read already: every run of a page reads the same first days of years

_FIRST_DAY, _LAST_DAY = (int(np.datetime64(day, "D").astype(int)) for day in ("0001-01-01", "9999-12-31"))


class DateError(ValueError):
    """A text that is not a date as read here; its message is the sentence that says why."""


@dataclass(frozen=True)
class Endpoint:
    """One end as written: year "2013", "201X", ".." (open) or "" (unknown), month, day ("" where absent) and mark."""

    year: str
    month: str = ""
    day: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Edtf:
    """A date as written: kind "date" (both ends the same), "interval" or "set" (one of a range), and its ends."""

    kind: str
    first: Endpoint
    last: Endpoint


def parse_bounds(texts: Iterable[str]) -> pd.DataFrame:
    """Turn date texts into bounds, one row each, with the index of a Series kept.

    Columns: start_min, start_max, end_min, end_max (int32 days, inclusive), precision (a category of PRECISIONS),
    uncertain (? or %), approximate (~ or %), reason ("" when read or blank, else why not). A blank or unreadable text
    is "undated" and has the empty interval (start_min ENDLESS, end_max BEGINNINGLESS), which lies in no window.
    """
    series = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    codes, distinct = pd.factorize(series.to_numpy(dtype=object))
    columns = _read(["", *(str(text) for text in distinct)])
    bounds = pd.DataFrame({name: values[codes + 1] for name, values in columns.items()}, index=series.index)
    return bounds.astype({"precision": pd.CategoricalDtype(list(PRECISIONS))})


def parse_edtf(text: str) -> Edtf:
    """Read one date text as written; raises DateError with the reason that to_bounds gives, or where it is blank."""
    edtf = parse_edtfs([text])[0]
    if edtf is None:
        raise DateError(N_("No date is stated."))
    return edtf


def parse_edtfs(texts: Sequence[str]) -> list[Edtf | None]:
    """Read date texts as written, None where blank; raises DateError with the reason of the first unreadable one."""
    reasons = _read(list(texts))["reason"]
    if (reasons != "").any():
        raise DateError(reasons[reasons != ""][0])
    return [to_edtf(text) for text in texts]


def to_edtf(text: str) -> Edtf | None:
    """Part a date text that was found readable before, None where it is blank."""
    return _build_edtf(text, match_shape(to_shape(text)))


def format_edtf(edtf: Edtf) -> str:
    """Write a date as EDTF text; a mark on a whole set stands on both of its members."""
    first, last = (_format_endpoint(end) for end in (edtf.first, edtf.last))
    return {"date": first, "interval": f"{first}/{last}", "set": f"[{first}..{last}]"}[edtf.kind]


@lru_cache(maxsize=MOST_KEPT)
def parse_day(text: str) -> int:
    """Turn one full day such as 2013-04-29 into days since 1970-01-01; raises DateError for anything else."""
    columns = _read([text])
    if columns["reason"][0] or columns["precision"][0] != "day" or text[-1] in MARKS:
        raise DateError(columns["reason"][0] or N_("Enter one full date, such as 2013-04-29."))
    return int(columns["start_min"][0])


def format_day(day: int) -> str:
    """Turn days since 1970-01-01 into YYYY-MM-DD; what lies outside years 1 to 9999 becomes their first or last day."""
    return str(np.datetime64(min(max(int(day), _FIRST_DAY), _LAST_DAY), "D"))


def _build_edtf(text: str, layout: ShapeParts | None) -> Edtf | None:
    if layout is None:
        return None
    return Edtf(layout.kind, *(_to_endpoint(text[part], layout.outer) for part in (layout.first, layout.last)))


def _to_endpoint(text: str, outer: str) -> Endpoint:
    if text in ("", ".."):
        return Endpoint(text)
    marks = {mark for mark in text[-1] + outer if mark in MARKS}
    return Endpoint(text[:4], text[5:7], text[8:10], "%" if len(marks) > 1 else "".join(marks))


def _format_endpoint(end: Endpoint) -> str:
    return "-".join(part for part in (end.year, end.month, end.day) if part) + end.mark


def _read(texts: list[str]) -> dict[str, np.ndarray]:
    """Read texts group by group of equal shape, so that the work grows with the shapes and not with the texts."""
    columns = _undated(len(texts))
    codes, shapes = pd.factorize(np.array([to_shape(text) for text in texts], dtype=object))
    layouts = {code: layout for code, shape in enumerate(shapes) if (layout := match_shape(shape))}
    columns["reason"] = np.array(
        ["" if code in layouts or not shape.strip() else describe_refusal(shape) for code, shape in enumerate(shapes)],
        dtype=object,
    )[codes]
    order = np.argsort(codes, kind="stable")
    starts, stops = (np.searchsorted(codes[order], list(layouts), side) for side in ("left", "right"))
    for (code, layout), start, stop in zip(layouts.items(), starts, stops, strict=True):
        rows = order[start:stop]
        read = _read_shape([texts[row] for row in rows], shapes[code], layout)
        columns["reason"][rows] = read.pop("reason")
        good = columns["reason"][rows] == ""
        for name, values in read.items():
            columns[name][rows[good]] = values[good]
    return columns


def _undated(count: int) -> dict[str, np.ndarray]:
    """Give the columns of texts without a date: the empty interval, in no window by plain comparison."""
    return {
        "start_min": np.full(count, ENDLESS, np.int32),
        "start_max": np.full(count, ENDLESS, np.int32),
        "end_min": np.full(count, BEGINNINGLESS, np.int32),
        "end_max": np.full(count, BEGINNINGLESS, np.int32),
        "precision": np.full(count, "undated", object),
        "uncertain": np.zeros(count, bool),
        "approximate": np.zeros(count, bool),
    }


def _read_shape(texts: list[str], shape: str, layout: ShapeParts) -> dict[str, np.ndarray]:
    """Read texts of one readable shape, all of them at once, column of digits by column of digits."""
    letters = np.frombuffer("".join(texts).encode(), np.uint8).reshape(len(texts), len(shape))
    first = _read_end(letters[:, layout.first], shape[layout.first], BEGINNINGLESS)
    last = first if layout.kind == "date" else _read_end(letters[:, layout.last], shape[layout.last], ENDLESS)
    reasons = (first.reason, last.reason, _disorder(first, last, layout.kind))
    precision = _precision(first, last, layout.kind)
    approximate = not {"~", "%"}.isdisjoint(shape)
    if approximate:
        first, last = widen(first), widen(last)
    if layout.kind != "interval":
        first = last = first._replace(last=last.last)
    return {
        "start_min": first.first,
        "start_max": np.minimum(first.last, last.last),  # no event begins after it ended
        "end_min": np.maximum(last.first, first.first),  # nor ends before it began
        "end_max": last.last,
        "precision": precision,
        "uncertain": np.full(len(texts), not {"?", "%"}.isdisjoint(shape)),
        "approximate": np.full(len(texts), approximate),
        "reason": np.select([reason != "" for reason in reasons], reasons, ""),
    }


def _read_end(letters: np.ndarray, shape: str, beyond: int) -> Span:
    """Read one end of each row; an open end lies at `beyond`, an unknown one anywhere."""
    if shape == "..":
        return open_span(len(letters), beyond, beyond)
    if shape == "":
        return open_span(len(letters), BEGINNINGLESS, ENDLESS)
    return parse_span(letters.astype(np.int64) - ord("0"), shape.rstrip(MARKS))


def _precision(first: Span, last: Span, kind: str) -> np.ndarray:
    if kind == "date":
        return first.precision
    if kind == "set":
        return np.full(len(first.first), "range")
    is_open = (first.precision == "open") | (last.precision == "open")
    are_days = (first.precision == "day") & (last.precision == "day")
    return np.select([is_open, are_days], ["open", "days"], "range")


def _disorder(first: Span, last: Span, kind: str) -> np.ndarray:
    if kind == "interval":
        return np.where(first.first > last.last, N_("The interval ends before it begins."), "")
    disordered = (first.first > last.first) | (first.last > last.last)
    return np.where(disordered, N_("The first date of the set is after its last."), "")

"""This file is random dates of events as a table would state them: most on few days, a quarter of them imprecise."""

import numpy as np

from components.timeline import dates

# Kind of date → share of the events; the spans come to 30 %, what is imprecise to 25 %.
SHARES = {
    "day": 0.43,
    "span": 0.30,
    "month": 0.09,
    "season": 0.03,
    "quarter": 0.03,
    "year": 0.03,
    "range": 0.03,
    "approximate": 0.02,
    "uncertain": 0.02,
    "undated": 0.02,
}
FIRST_YEAR, LAST_YEAR = 1868, 2025
BUSIEST_YEAR = 2013
OPENING_WINDOW = f"{BUSIEST_YEAR}-01-01/{BUSIEST_YEAR}-12-31"
LONGEST = 400  # days of a stay
Texts = np.ndarray


def to_dates(drawn: np.random.Generator, count: int) -> Texts:
    """Draw dates as EDTF: texts, heavy-tailed in time, of every kind in SHARES."""
    kinds = drawn.choice(list(SHARES), count, p=list(SHARES.values()))
    days = _to_days(drawn, count)
    lasts = days + np.minimum(drawn.zipf(1.7, count), LONGEST)
    texts = np.full(count, "", dtype=object)
    for kind in SHARES:
        chosen = kinds == kind
        texts[chosen] = _write(kind, days[chosen], lasts[chosen])
    return texts


def _to_days(drawn: np.random.Generator, count: int) -> np.ndarray:
    """Draw days: years rarer the further from the busiest one, and in each of them a few days that hold most."""
    first, last = (dates.to_day(text) for text in (f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"))
    days = np.arange(first, last + 1)
    years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    weights = (1 + np.abs(years - BUSIEST_YEAR)) ** -1.1 * (1 + drawn.pareto(1.5, len(days)))
    return drawn.choice(days, count, p=weights / weights.sum())


def _write(kind: str, days: np.ndarray, lasts: np.ndarray) -> Texts:
    """Write days since 1970-01-01 as dates of one kind; `lasts` are the last days of what has two ends."""
    first, last = _to_iso(days), _to_iso(lasts)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    written = {
        "day": lambda: first,
        "span": lambda: first + "/" + last,
        "month": lambda: np.strings.slice(_to_iso(days).astype("U10"), 7).astype(object),
        "season": lambda: _to_year(months - 2) + "-" + (21 + (months - 2) % 12 // 3).astype(str).astype(object),
        "quarter": lambda: _to_year(months) + "-" + (33 + months % 12 // 3).astype(str).astype(object),
        "year": lambda: _to_year(months),
        "range": lambda: "[" + first + ".." + last + "]",
        "approximate": lambda: first + "~",
        "uncertain": lambda: first + "?",
        "undated": lambda: np.full(len(days), "", dtype=object),
    }
    return written[kind]()


def _to_iso(days: np.ndarray) -> Texts:
    return np.datetime_as_string(days.astype("datetime64[D]")).astype(object)


def _to_year(months: np.ndarray) -> Texts:
    """Return the years of months since 1970-01; a winter counts for the year that it begins in."""
    return (1970 + months // 12).astype(str).astype(object)

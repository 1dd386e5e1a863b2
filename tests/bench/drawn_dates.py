"""Random dates of events as a table would state them: most on few days, a quarter of them imprecise."""

from collections.abc import Iterator

import numpy as np

from components.dates import edtf

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
UNDATED = "undated"
FIRST_YEAR, LAST_YEAR = 1868, 2025
BUSIEST_YEAR = 2013
OPENING_WINDOW = f"{BUSIEST_YEAR}-01-01/{BUSIEST_YEAR}-12-31"
LONGEST = 400  # days of a stay
Texts = np.ndarray


def to_dates(drawn: np.random.Generator, count: int) -> Texts:
    """Draw dates as EDTF: texts, heavy-tailed in time, of every kind in SHARES."""
    kinds = drawn.choice(list(SHARES), count, p=list(SHARES.values()))
    return _to_texts(drawn, kinds, _to_days(drawn, count))


def to_years(drawn: np.random.Generator, count: int) -> Iterator[Texts]:
    """Yield the dates of `count` events year by year of their first possible day, in order, and those without any."""
    dated = {kind: share for kind, share in SHARES.items() if kind != UNDATED}
    undated = drawn.binomial(count, SHARES[UNDATED])
    days, weights = _to_weights(drawn)
    counts = drawn.multinomial(count - undated, weights)
    years = _year_of(days)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        here = np.repeat(days[years == year], counts[years == year])
        kinds = drawn.choice(list(dated), len(here), p=np.array(list(dated.values())) / sum(dated.values()))
        yield _in_order(_to_texts(drawn, kinds, here), here, year)
    yield np.full(undated, "", dtype=object)


def _in_order(texts: Texts, days: np.ndarray, year: int) -> Texts:
    """Return dates by their first possible day; as days where they may begin in another year."""
    away = _year_of(edtf.parse_bounds(texts)["start_min"].to_numpy()) != year
    texts[away] = _to_iso(days[away])
    bounds = edtf.parse_bounds(texts)
    return texts[np.lexsort((bounds["end_max"], bounds["start_min"]))]


def _year_of(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970


def _to_texts(drawn: np.random.Generator, kinds: np.ndarray, days: np.ndarray) -> Texts:
    count = len(days)
    lasts = days + np.minimum(drawn.zipf(1.7, count), LONGEST)
    texts = np.full(count, "", dtype=object)
    for kind in SHARES:
        chosen = kinds == kind
        texts[chosen] = _write(kind, days[chosen], lasts[chosen])
    return texts


def _to_days(drawn: np.random.Generator, count: int) -> np.ndarray:
    days, weights = _to_weights(drawn)
    return drawn.choice(days, count, p=weights)


def _to_weights(drawn: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return all days and how often each is drawn: rarer the further from the busiest year, a few of a year most."""
    first, last = (edtf.parse_day(text) for text in (f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"))
    days = np.arange(first, last + 1)
    weights = (1 + np.abs(_year_of(days) - BUSIEST_YEAR)) ** -1.1 * (1 + drawn.pareto(1.5, len(days)))
    return days, weights / weights.sum()


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

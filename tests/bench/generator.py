"""A table of any size for the benchmark: seeded, heavy-tailed, and as odd as real ones are."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv, parquet

from components.dates import edtf
from components.events import gazetteer, raw_table, schema
from components.intake import gazetteer_files, table_folder
from tests.bench import drawn_dates
from tests.browser.app import ROOT

CACHE = ROOT / ".bench"
SHIPPED = ROOT / "data"
SEED = 4
HOME = "JPN"
ONE_COUNTRY = "CHN"  # one event in ten
HALF = "official"  # the level of about half of all events
# To write another kind of file: a line here.
WRITERS = {"csv": csv.write_csv, "parquet": parquet.write_table}

# The commonest first: each is drawn as often as the one before it, divided by its place.
KINDS = (
    *("telephone-talks", "courtesy-call", "visit", "senior-officials", "foreign-ministers-meeting", "dialogue-forum"),
    *("ministerial-meeting", "vice-ministerial-talks", "people-exchange", "agreement-signing", "parliamentary"),
    *("economic-mission", "multilateral-ministerial", "other", "defence-ministers", "summit", "multilateral-summit"),
    "two-plus-two",
)
LEADERS = ("summit", "multilateral-summit")
LEVELS = {"head": 0.06, "minister": 0.24, "vice-minister": 0.12, HALF: 0.53, "other": 0.05}
FIRST_COUNTRIES = ("USA", ONE_COUNTRY, "KOR", "RUS", "AUS", "IND", "GBR", "FRA", "DEU", "UZB", "KAZ", "TUR")
ORGANISATIONS = ("UN", "EU", "ASEAN", "G7", "G20", "APEC", "IAEA", "OECD", "WTO", "NATO")
TOPICS = tuple(
    f"{field}-{way}"
    for field in ("trade", "energy", "peace", "security", "aid", "culture", "law", "health")
    for way in ("talks", "policy", "support", "exchange", "review")
)
OFFICES = ("Prime Minister", "Foreign Minister", "Minister", "Ambassador", "Director-General", "Special Envoy")
GIVEN = tuple(letter + end for letter in "BDGHKLMNRSTVYZ" for end in ("ana", "eri", "olo", "uma", "ishi"))
FAMILY = tuple(
    letter + end for letter in "BDGHKLMNRSTVYZ" for end in ("adov", "elin", "ikawa", "orres", "unde", "yama")
)
CITIES = ("North Harbour", "Old Town", "Lakeside")
SUMMARIES = (
    "Both sides spoke of {}, and agreed to meet again.",
    "The visit was announced; {} stood on the agenda.",
    "A joint statement on {} was published afterwards.",
    "No more is known than that {} was spoken of.",
)


@dataclass(frozen=True)
class Made:
    """Name what was made: the folder of a table as the app opens it, and a folder of flat files for other tools.

    The flat ones are flat.parquet and flat.json, one row each dated event, with the columns of FLAT; the last two say
    whether a filter keeps it.
    """

    count: int
    table: Path
    flat: Path


FLAT = ("title", "start", "end", "region", "meeting_type", "one_country", "half")


def make(count: int, seed: int = SEED, kind: str = "csv") -> Made:
    """Make the table of `count` events, or take the one that was made before; `kind` is one of WRITERS."""
    recipe = b"".join(Path(file).read_bytes() for file in (__file__, drawn_dates.__file__))
    name = f"{count}-{seed}-{kind}-{hashlib.sha256(recipe).hexdigest()[:8]}"
    made = Made(count, CACHE / name / "table", CACHE / name / "flat")
    if not made.flat.exists():
        unfinished = made.flat.with_name("unfinished")
        for folder in (made.table, unfinished):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        events = to_cells(count, seed)
        _write_table(events, made.table, kind)
        _write_flat(events, unfinished)
        unfinished.rename(made.flat)
    return made


def to_cells(count: int, seed: int | Sequence[int] = SEED) -> pd.DataFrame:
    """Draw events: the columns of schema.COLUMNS as text, in no order."""
    drawn = np.random.default_rng(seed)
    gazetteer = gazetteer_files.read_places(SHIPPED)
    kinds = _some(drawn, KINDS, count)
    led, by_phone = np.isin(kinds, LEADERS), kinds == "telephone-talks"
    levels = np.array(list(LEVELS), dtype=object)[drawn.choice(len(LEVELS), count, p=list(LEVELS.values()))]
    countries = _lists(drawn, _to_countries(gazetteer), _several(drawn, count, 8, 0.3))
    organisations = _lists(drawn, ORGANISATIONS, (drawn.random(count) < 0.06).astype(int))
    first = _first_of(countries)
    where = np.where(by_phone, "", np.where(drawn.random(count) < 0.4, HOME, first))
    topics = _lists(drawn, TOPICS, _several(drawn, count, 3, 0.4) - (drawn.random(count) < 0.15))
    about = np.where(topics == "", "a visit", _first_of(topics))
    told = np.array(SUMMARIES, dtype=object)[drawn.integers(0, len(SUMMARIES), count)]
    named = _mapped(first, gazetteer.name)
    labels = _mapped(kinds, lambda code: code.replace("-", " ").capitalize())
    cells = {
        "id": _numbered("E", count),
        "date": drawn_dates.to_dates(drawn, count),
        "title": labels + " with " + named + ", round " + drawn.integers(1, 400, count).astype(str).astype(object),
        "meeting_type": kinds,
        "level": np.where(led, "head", levels),
        "countries": countries,
        "organisations": organisations,
        "city": np.where(where == "", "", _some(drawn, CITIES, count)),
        "place": where,
        "people": _lists(drawn, to_people(count), drawn.integers(0, 4, count)),
        "topics": topics,
        "status": np.where(drawn.random(count) < 0.04, "planned", "held"),
        "summary": [text.format(subject) for text, subject in zip(told, about, strict=True)],
        "confidence": np.where(drawn.random(count) < 0.1, "computed", "stated"),
        "note": np.full(count, "", dtype=object),
    }
    return pd.DataFrame(cells)[[column.name for column in schema.COLUMNS]]


def to_people(count: int) -> tuple[str, ...]:
    """Name those who take part in `count` events, with office: some dozens at a hundred, thousands at a million."""
    names = [f"{given} {family}" for family in FAMILY for given in GIVEN]
    wanted = max(30, min(count // 200, len(names)))
    return tuple(f"{name} ({OFFICES[place % len(OFFICES)]})" for place, name in enumerate(names[:wanted]))


def _to_countries(gazetteer: gazetteer.Gazetteer) -> tuple[str, ...]:
    states = [code for code in gazetteer.codes() if gazetteer.kind(code) == "state" and code != HOME]
    return tuple(dict.fromkeys((*FIRST_COUNTRIES, *states)))


def _numbered(letter: str, count: int) -> np.ndarray:
    return letter + np.arange(1, count + 1).astype(str).astype(object)


def _several(drawn: np.random.Generator, count: int, most: int, more: float) -> np.ndarray:
    """Draw how many an event has: one, and each further one with the chance `more`."""
    return np.minimum(drawn.geometric(1 - more, count), most)


def _some(drawn: np.random.Generator, words: tuple[str, ...], count: int) -> np.ndarray:
    """Draw words, heavy-tailed in their order."""
    weights = 1 / np.arange(1, len(words) + 1)
    return np.array(words, dtype=object)[drawn.choice(len(words), count, p=weights / weights.sum())]


def _lists(drawn: np.random.Generator, words: tuple[str, ...], counts: np.ndarray) -> np.ndarray:
    """Draw cells of up to `counts` different words each, `;` between; a word that is drawn again is left out."""
    cells, taken = np.full(len(counts), "", dtype=object), []
    for place in range(counts.max(initial=0)):
        rows = np.flatnonzero(counts > place)
        word = np.full(len(counts), "", dtype=object)
        word[rows] = _some(drawn, words, len(rows))
        for other in taken:
            word[word == other] = ""
        cells = np.where((cells != "") & (word != ""), cells + schema.SEPARATOR, cells) + word
        taken.append(word)
    return cells


def _first_of(cells: np.ndarray) -> np.ndarray:
    return _mapped(cells, lambda cell: cell.partition(schema.SEPARATOR)[0])


def _mapped(cells: np.ndarray, to_word: Callable[[str], str]) -> np.ndarray:
    """Turn each distinct cell into a word once."""
    codes, distinct = pd.factorize(cells)
    return np.array([to_word(cell) for cell in distinct], dtype=object)[codes]


def _write_table(events: pd.DataFrame, folder: Path, kind: str) -> None:
    keys = table_folder.read_raw_table(SHIPPED).sources["key"]
    evidence = pd.DataFrame(
        {
            "event": events["id"],
            "source": np.resize(keys.to_numpy(dtype=object), len(events)),
            "locator": "paragraph 1",
            "stated_date": events["date"],
            "read": "opening",
            "note": "",
        }
    )
    WRITERS[kind](pa.Table.from_pandas(events, preserve_index=False), folder / f"events.{kind}")
    csv.write_csv(pa.Table.from_pandas(evidence, preserve_index=False), folder / "event_sources.csv")
    for name in ("sources.csv", "meeting_types.csv"):
        shutil.copy(SHIPPED / name, folder / name)
    pd.DataFrame(columns=raw_table.FILES["claims"]).to_csv(folder / "claims.csv", index=False)
    settings = {
        "title": f"{len(events):,} events",
        "home_country": HOME,
        "opening_window": drawn_dates.OPENING_WINDOW,
    }
    (folder / "table.toml").write_text("".join(f'{name} = "{value}"\n' for name, value in settings.items()))


def _write_flat(events: pd.DataFrame, folder: Path) -> None:
    """Write what other tools draw: dates as first day and the day after the last; the undated have no place there."""
    gazetteer = gazetteer_files.read_places(SHIPPED)
    bounds = edtf.parse_bounds(events["date"])
    dated = (bounds["precision"] != "undated").to_numpy()
    first, last = (bounds[name][dated].to_numpy().astype("datetime64[D]") for name in ("start_min", "end_max"))
    region = _mapped(_first_of(events["countries"].to_numpy()), lambda code: gazetteer.region_of(code, "bluebook"))
    flat = events[dated].assign(
        start=np.datetime_as_string(first),
        end=np.datetime_as_string(last + 1),
        region=region[dated],
        one_country=events["countries"].str.contains(ONE_COUNTRY),
        half=events["level"] == HALF,
    )
    flat[list(FLAT)].to_parquet(folder / "flat.parquet", index=False)
    flat[list(FLAT)].to_json(folder / "flat.json", orient="values")

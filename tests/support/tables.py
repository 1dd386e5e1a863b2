"""Small tables made in memory, and random ones for what must hold of every table."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from components.dates import edtf, windows
from components.dates.windows import Window
from components.events import gazetteer, raw_table, schema, table
from components.events.table import Table
from components.query import filters
from components.query.choice import Choice
from components.query.selection import Request, Selection
from components.stores.memory.memory_store import MemoryStore
from tests.support import owned

REGION_OF = {
    **dict.fromkeys(("RUS", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"), "steppe"),
    **dict.fromkeys(("FRA", "DEU"), "europe"),
    "USA": "america",
}
ORGANISATIONS = ("EU", "UN", "CAJ")
NOWHERE = "ATA"  # a territory that lies in no region
LEVELS = (*schema.LEVELS, "")
WIDE_DATES = (
    *("0001", "0001-01~", "0001-24", "1351-06-01", "18XX", "../2012", "/2013", "2013-02/..", "2013-03/"),
    *("9999", "9999-24", "9999-12-31~"),
)
NEAR_DATES = (
    *("2013", "201X", "2013?", "2013~", "2014", "2012-24", "2013-21", "2013-21?", "2013-32", "2013-24/2014-21"),
    *("2013-34", "2013-04", "2013-04?", "2013-05~", "[2013-02-27..2013-03-02]", "[2012-12-30..2013-01-02]"),
    *("2013-04/2013-06", "2012-11/2013-01", "2013-04-28/2013-05", "2013-04-29%", "2013-04-XX"),
    *("[2013-03-31..2013-04-01]", "[2012..2013]", "[1999-06..2013-04]", "2011/2015", "20XX"),
)
PEOPLE = ("Ana Ide (Prime Minister)", "Bo Li", "Ana Ide")
TITLES = ("A", "Talks", "Summit meeting in Moscow", "Long title of an exchange of views in a wide variety of formats")
WIDTHS = (120.0, 333.0, 1060.0, 4000.0)


def _to_gazetteer() -> gazetteer.Gazetteer:
    kinds = {**dict.fromkeys(REGION_OF, "state"), **dict.fromkeys(ORGANISATIONS, "organisation"), NOWHERE: "territory"}
    rows = [(code, kind, f"Name of {code}", "", "", REGION_OF.get(code, ""), "") for code, kind in kinds.items()]
    regions = [
        ("bluebook", code, "", f"Region {code}", place) for place, code in enumerate(sorted({*REGION_OF.values()}))
    ]
    return gazetteer.Gazetteer(
        pd.DataFrame(rows, columns=list(gazetteer.PLACE_COLUMNS)),
        pd.DataFrame(regions, columns=list(gazetteer.REGION_COLUMNS)),
    )


GAZETTEER = _to_gazetteer()
TYPE_ROWS = (
    ("summit", "Summit", "summits", "1", "star", "Talks of two heads."),
    ("talks", "Talks", "talks", "5", "diamond", "Talks of ministers."),
    ("other", "Other", "other events", "18", "circle", "Anything else."),
)


def to_frame(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    """Return rows as a raw table of sources.FILES: text cells, blank where a row says nothing, and `row` from 2."""
    columns = [*raw_table.FILES[name]] if name != "events" else [column.name for column in schema.COLUMNS]
    frame = pd.DataFrame(rows, columns=columns, dtype=object).fillna("")
    return frame.assign(row=np.arange(len(rows)) + 2)


@cache
def _usual_frames() -> dict[str, pd.DataFrame]:
    """Return the files beside the events that most tables share; they are read and never changed."""
    types = [dict(zip(raw_table.FILES["meeting_types"], row, strict=True)) for row in TYPE_ROWS]
    rows = {"event_sources": [], "sources": [], "claims": [], "meeting_types": types}
    return {name: to_frame(name, rows[name]) for name in rows}


def to_raw_table(
    events: list[dict[str, str]], others: dict[str, list[dict[str, str]]] | None = None, **settings: Any
) -> raw_table.RawTable:
    """Return a raw table of these events, with the kinds of meeting of TYPE_ROWS and what `others` adds."""
    frames = {**_usual_frames(), **{name: to_frame(name, rows) for name, rows in (others or {}).items()}}
    told = raw_table.Settings(**settings)
    return raw_table.RawTable(to_frame("events", events), **frames, settings=told, folder=Path(), version="1")


def to_table(*events: dict[str, str], others: dict[str, list[dict[str, str]]] | None = None, **settings: Any) -> Table:
    """Return a table of events, each given by the cells that matter; id and title are made up where absent."""
    named = [{"id": f"E{number}", "title": f"Title {number}", **cells} for number, cells in enumerate(events)]
    return owned.with_own_columns(table.build_table(to_raw_table(named, others, **settings), GAZETTEER))


def to_store(*events: dict[str, str], **settings: Any) -> tuple[Table, MemoryStore]:
    """Return a table of events and the store that answers for it."""
    made = to_table(*events, **settings)
    return made, MemoryStore(made)


def to_selection(window: str, **choices: str) -> Selection:
    """Return the selection of a window as text and of codes by filter, `;` between."""
    selection = Selection(windows.parse_window(window))
    for key, codes in choices.items():
        selection = selection.choose(key, tuple(codes.split(";")))
    return selection


near_days = st.integers(edtf.parse_day("2012-12-01"), edtf.parse_day("2014-02-01"))


@st.composite
def date_texts(draw: st.DrawFn) -> str:
    """Draw a date: mostly days and short stays about 2013, some of every other kind, and none at all."""
    first = draw(near_days)
    last = first + draw(st.sampled_from([0, 1, 4, 40]))
    day, stay = edtf.format_day(first), f"{edtf.format_day(first)}/{edtf.format_day(last)}"
    kinds = [[day, day + "?"], [stay, f"[{day}..{edtf.format_day(last)}]"], NEAR_DATES, WIDE_DATES, [""]]
    kind = draw(st.sampled_from([0, 0, 0, 1, 1, 2, 2, 2, 3, 4]))
    return draw(st.sampled_from(kinds[kind]))


def _some_of(codes: tuple[str, ...], most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=most).map(";".join)


event_cells = st.fixed_dictionaries(
    {
        "date": date_texts(),
        "title": st.sampled_from(TITLES),
        "meeting_type": st.sampled_from(["summit", "talks", "other", ""]),
        "level": st.sampled_from(LEVELS),
        "countries": _some_of((*REGION_OF, NOWHERE), 6),
        "organisations": _some_of(ORGANISATIONS, 2),
        "place": _some_of(("RUS", "FRA"), 2),
        "topics": _some_of(("peace", "energy", "culture/sport"), 2),
        "people": _some_of(PEOPLE, 2),
        "status": st.sampled_from(["held", "held", "planned", "not-held", "unknown", ""]),
    }
)
some_events = st.lists(event_cells, max_size=8) | st.lists(event_cells, min_size=12, max_size=25)


ODD_WINDOWS = [windows.parse_window(text) for text in ("0001/9999", "1351", "9999")]


@st.composite
def some_windows(draw: st.DrawFn) -> Window:
    """Draw a window: days to centuries about 2013, or one of the ends of time."""
    if draw(st.sampled_from([0, 1, 2, 3, 4])) == 4:
        return draw(st.sampled_from(ODD_WINDOWS))
    first = draw(near_days)
    return Window(first, first + draw(st.sampled_from([0, 6, 30, 120, 365, 3650, 36500])))


CHOOSABLE = {
    "text": ["talks", "moscow SUMMIT", "name of rus", "nowhere"],
    "region": ["steppe", "europe"],
    "country": ["RUS", "KAZ", "FRA"],
    "meeting_type": ["summit", "talks"],
    "level": ["head", "minister"],
    "topic": ["peace", "energy"],
    "person": ["Ana Ide", "Bo Li"],
    "organisation": ["EU", "UN"],
    "place": ["RUS", "FRA"],
    "status": ["held", "planned", "not-held", "unknown"],
}


@st.composite
def some_selections(draw: st.DrawFn, own: dict[str, list[str]] = owned.CHOOSABLE) -> Selection:
    """Draw a window and, for some filters, codes to choose: any or all of them, hiding or greying the others."""
    selection, choosable = Selection(draw(some_windows())), CHOOSABLE | own
    for key in draw(st.lists(st.sampled_from(sorted(choosable)), max_size=2, unique=True)):
        most = 1 if key == filters.TEXT.key else 3
        chosen = draw(st.lists(st.sampled_from(choosable[key]), min_size=1, max_size=most, unique=True))
        every = key != filters.TEXT.key and draw(st.booleans())
        selection = selection.choose(key, tuple(chosen), every=every, grey=draw(st.booleans()))
    return selection


@st.composite
def some_requests(draw: st.DrawFn, schemes: tuple[str, ...]) -> Request:
    """Draw a selection laid out in one of these lane schemes, with some lanes unfolded and some pinned."""
    lanes = [*sorted({*REGION_OF.values()}), "organisations", "no-region", "not-stated"]
    unfolded = draw(st.lists(st.sampled_from(lanes), unique=True))
    pinned = draw(st.lists(st.sampled_from([*lanes, "steppe/KAZ", "peace", "head", "talks", "FRA"]), unique=True))
    return Request(draw(some_selections()), draw(st.sampled_from(schemes)), tuple(unfolded), tuple(pinned))


INSIDE = ("certain", "uncertain", "possible")  # how an event may stand in a window


def to_class(event: Any, window: Window) -> str:
    """Say where an event (its bounds as fields) stands to a window, by the two inequalities and nothing else."""
    if not event.date:
        return "undated"
    doubtful = any(mark in event.date for mark in "?~%")
    if event.start_max <= window.last and event.end_min >= window.first:
        return "uncertain" if doubtful else "certain"
    if event.start_min <= window.last and event.end_max >= window.first:
        return "possible"
    return "earlier" if event.end_max < window.first else "later"


def to_codes(cell: str) -> list[str]:
    """Return the codes of a cell."""
    return [code.strip() for code in cell.split(";") if code.strip()]


def to_text(event: Any) -> str:
    """Return all that a search for words may find of an event, in small letters; nothing of it needs more folding."""
    kinds = {code: label for code, label, *_ in TYPE_ROWS}
    places_named = [*to_codes(event.countries), *to_codes(event.organisations), *to_codes(event.place)]
    own = (event.title, event.summary, event.people, event.city, event.topics, event.note)
    words = (*own, *(f"Name of {code}" for code in places_named), kinds.get(event.meeting_type, ""))
    return " ".join(words).lower()


def keeps(event: Any, choice: Choice) -> bool:
    """Return whether an event has all the words of a choice, or carries any (with `every` all) of its codes."""
    if choice.key == filters.TEXT.key:
        return all(word in to_text(event) for word in " ".join(choice.codes).lower().split())
    carried = [code in to_codes(getattr(event, owned.FILTERED[choice.key])) for code in choice.codes]
    return all(carried) if choice.every else any(carried)


def is_kept(event: Any, selection: Selection) -> bool:
    """Return whether every filter keeps an event, be it one that hides or one that greys the others."""
    return all(keeps(event, choice) for choice in selection.choices)


def to_lanes(event: Any, lanes_by: str) -> set[str]:
    """Return the keys of all lanes that an event stands in."""
    if lanes_by != "region":
        return set(to_codes(getattr(event, owned.CUT[lanes_by]))) or {"not-stated"}
    lanes = set()
    for code in to_codes(event.countries) or to_codes(event.organisations):
        outer = REGION_OF.get(code) or ("organisations" if code in ORGANISATIONS else "no-region")
        lanes |= {outer, f"{outer}/{code}"}
    return lanes or {"not-stated"}


def to_isos(*days: int) -> list[str]:
    """Return days as YYYY-MM-DD."""
    return [edtf.format_day(day) for day in days]


def to_unit(day: int, unit: str) -> int:
    """Return the number of the unit that holds a day; weeks begin on Mondays, as 1969-12-29 was one."""
    months_of = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    month = int(np.datetime64(int(day), "D").astype("datetime64[M]").astype(int)) + 1970 * 12
    if unit == "season":  # December to February, March to May …
        return (month + 1) // 3
    if unit in months_of:
        return month // months_of[unit]
    return int(day) if unit == "day" else (int(day) + 3) // 7


UNITS_BY_SIZE = ("day", "week", "month", "quarter", "season", "year", "decade", "century")


def smallest_unit(event: Any, finest: str) -> tuple[str, Any]:
    """Return the finest unit from `finest` on that holds all days on which an event may have begun, and its number."""
    ends = (event.start_min, event.start_max)
    if edtf.BEGINNINGLESS not in ends and edtf.ENDLESS not in ends:
        for unit in UNITS_BY_SIZE[UNITS_BY_SIZE.index(finest) :]:
            first, last = (to_unit(day, unit) for day in ends)
            if first == last:
                return unit, first
    return "", ends

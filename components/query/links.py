"""A request as a query string and back: stable codes, nothing trusted, and what was ignored is said (D10)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode

from components.dates import calendar_units, edtf, windows
from components.dates.windows import Window
from components.events import gazetteer
from components.events.table import Table
from components.messages.sentence import N_, Sentence
from components.query import filters, lane_schemes
from components.query.selection import BinKey, Request, Selection
from components.query.store import BEGUN, Store

Query = Mapping[str, Sequence[str]]  # parameter → its values, repeats in order
MOST_VALUES = 400  # codes read of one parameter
MOST_SENTENCES = 3  # on what is ignored of one kind
MOST_LETTERS = 80  # of a value that is quoted back
MOST_FIELDS = 2_000  # parameters read of an address
WINDOW, LANES, UNFOLDED, PINNED, EVENT, LISTED = "window", "lanes", "unfolded", "pinned", "event", "list"
EVERY, GREY, SCHEME, TABLE = "every", "grey", "regions", "table"
BRIEFING, STEP = "briefing", "step"  # a whole briefing, and which step of it to present; beside the view
SHIPPED = "shipped"  # the code of the table that comes with the program, where the server's is another
OTHER_TABLE = Sentence("This link refers to a table from another session. Upload the file again to see it.")
NOTHING = "none"  # as the only value of `unfolded` or `pinned`: not even what the table opens on
_VIEW = {*filters.BY_KEY, WINDOW, LANES, UNFOLDED, PINNED, EVENT, LISTED, EVERY, GREY, SCHEME, TABLE}
KNOWN = {*_VIEW, BRIEFING, STEP}
_BETWEEN = "@"  # the parts of a bin's name; a lane's own name may have it too


def build_query(request: Request, opening: Request) -> dict[str, list[str]]:
    """Turn a request into parameters; what is as the table opens is left out."""
    selection = request.selection
    stated = {
        **{choice.key: list(choice.codes) for choice in selection.choices},
        EVERY: [choice.key for choice in selection.choices if choice.every],
        GREY: [choice.key for choice in selection.choices if choice.grey],
        WINDOW: _unless(opening.selection.window, selection.window, windows.format_window),
        TABLE: [request.table] if request.table else [],
        SCHEME: [request.scheme] if request.scheme else [],
        LANES: _unless(opening.lanes_by, request.lanes_by, str),
        UNFOLDED: [] if set(request.unfolded) == set(opening.unfolded) else list(request.unfolded) or [NOTHING],
        PINNED: [] if request.pinned == opening.pinned else list(request.pinned) or [NOTHING],
        EVENT: [request.event] if request.event else [],
        LISTED: [format_bin(request.listed)] if request.listed else [],
    }
    return {name: values for name, values in stated.items() if values}


def format_query(query: Query) -> str:
    """Write parameters as the part of an address behind its question mark."""
    return urlencode(query, doseq=True, safe="/@")


def parse_query(search: str) -> dict[str, list[str]]:
    """Read the part of an address behind its question mark, which may be left on; never raises."""
    try:
        return parse_qs(search.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}


def find_opening(table: Table, store: Store) -> Request:
    """Return what a table opens on: its own window, else all of its dates, else this century."""
    try:
        window = windows.parse_window(table.settings.opening_window)
    except edtf.DateError:
        window = store.span() or windows.parse_window("20XX")
    known = _to_foldable(table)
    lanes = tuple(lane for lane in table.settings.opening_unfolded if lane in known)
    return Request(Selection(window), unfolded=lanes, pinned=lanes)


def read_scheme(query: Query) -> str:
    """Return the region scheme that parameters ask for, "" where they ask for none that there is."""
    value = next(iter(query.get(SCHEME, ())), "")
    return value if value in gazetteer.SCHEME_COLUMNS else ""


def read_table_code(query: Query) -> str:
    """Return which table parameters are about: the version of a visitor's own, SHIPPED, or "" for the server's."""
    return next(iter(query.get(TABLE, ())), "")


def parse_request(query: Query, table: Table, store: Store, opening: Request) -> tuple[Request, tuple[str, ...]]:
    """Read parameters into the nearest valid request, and say in sentences which parts were ignored.

    `table` must be in the region scheme that the parameters ask for (see to_scheme). What is said of another visitor's
    own table means nothing here, so all of it but the scheme is ignored. On a server that has no other table, the
    shipped one is the server's.
    """
    if read_table_code(query) not in ("", SHIPPED, opening.table):
        return replace(opening, scheme=read_scheme(query)), (OTHER_TABLE,)
    reader = _LinkReader(query)
    ways = {each.key for each in lane_schemes.schemes_of(table)}
    lanes_by = reader.one(LANES, ways.__contains__, N_("Lanes")) or opening.lanes_by
    unfolded = reader.lanes(UNFOLDED, _to_foldable(table).__contains__, opening.unfolded)
    pins = opening.pinned if lanes_by == opening.lanes_by else ()  # which are lanes of the opening
    request = Request(
        selection=_to_selection(reader, table, store, opening.selection.window),
        lanes_by=lanes_by,
        unfolded=unfolded,
        pinned=reader.lanes(PINNED, lambda lane: store.has_lane(lanes_by, lane), pins),
        event=reader.one(EVENT, lambda identity: store.event(identity) is not None, N_("Event")),
        listed=_to_bin(reader, lambda lane: store.has_lane(lanes_by, lane)),
        scheme=reader.one(SCHEME, gazetteer.SCHEME_COLUMNS.__contains__, N_("Region grouping")),
        table=opening.table,
    )
    known = {*KNOWN, *(each.key for each in filters.facets_of(table))}
    unknown = [Sentence("unknown parameter “{name}”", name=quote_text(key)) for key in query if key not in known]
    reader.ignore(unknown, _count_unknown_parameters)
    return request, tuple(reader.ignored)


@dataclass
class _LinkReader:
    """Read values out of parameters, and note in sentences what can't be used."""

    query: Query
    ignored: list[str] = field(default_factory=list)

    def one(self, key: str, knows: Callable[[str], bool], label: str) -> str:
        """Return the value of a parameter that takes one; "" where it has none that is known."""
        values = list(dict.fromkeys(self.query.get(key, ())))
        if len(values) > 1:
            other = quote_text(values[1])
            said = Sentence("only the first value for {parameter} is used, not “{other}”", parameter=key, other=other)
            self.ignored.append(said)
        if not values or not values[0]:
            return ""
        if not knows(values[0]):
            self.ignored.append(_say_unknown(values[0], label))
            return ""
        return values[0]

    def several(self, key: str, knows: Callable[[str], bool], label: str) -> tuple[str, ...]:
        """Return the known values of a parameter, each once."""
        stated = list(dict.fromkeys(self.query.get(key, ())))
        values, beyond = stated[:MOST_VALUES], len(stated) - MOST_VALUES
        known = {value for value in values if knows(value)}
        unknown = [_say_unknown(value, label) for value in values if value not in known]
        self.ignore(unknown, partial(_count_unknown_values, label))
        if beyond > 0:
            self.ignored.append(_count_values_beyond(label, beyond))
        return tuple(value for value in values if value in known)

    def lanes(self, key: str, knows: Callable[[str], bool], opening: tuple[str, ...]) -> tuple[str, ...]:
        """Return the lanes that a parameter names; those of the opening where it is not there."""
        if key not in self.query:
            return opening
        return () if list(self.query[key]) == [NOTHING] else self.several(key, knows, N_("Lane"))

    def ignore(self, sentences: list[Sentence], count_others: Callable[[int], Sentence]) -> None:
        """Note the first few sentences, and in one how many others there are."""
        beyond = len(sentences) - MOST_SENTENCES
        self.ignored += sentences[:MOST_SENTENCES]
        if beyond > 0:
            self.ignored.append(count_others(beyond))


def _count_unknown_parameters(count: int) -> Sentence:
    return Sentence("{count} more unknown parameter", "{count} more unknown parameters", count=count)


def _count_unknown_values(label: str, count: int) -> Sentence:
    what = Sentence(label)
    return Sentence(
        "{count} more unknown value ({what})", "{count} more unknown values ({what})", count=count, what=what
    )


def _count_values_beyond(label: str, count: int) -> Sentence:
    what, most = Sentence(label), MOST_VALUES
    return Sentence(
        "{count} value ({what}) beyond the first {most}",
        "{count} values ({what}) beyond the first {most}",
        count=count,
        what=what,
        most=most,
    )


def _say_unknown(value: str, label: str) -> Sentence:
    return Sentence("{what} “{value}” is not known", value=quote_text(value), what=Sentence(label))


def _to_selection(reader: _LinkReader, table: Table, store: Store, opening: Window) -> Selection:
    selection, facets = Selection(_to_window(reader, opening)), filters.facets_of(table)
    keys = {filters.TEXT.key, *(each.key for each in facets)}
    every, grey = (reader.several(name, keys.__contains__, N_("Filter")) for name in (EVERY, GREY))
    for each in facets:
        codes = reader.several(each.key, partial(store.has_code, each.key), each.label)
        selection = selection.choose(each.key, codes, every=each.key in every, grey=each.key in grey)
    text = reader.one(filters.TEXT.key, lambda _text: True, N_("Text"))
    words = (text[: filters.MOST_TEXT],) if text.strip() else ()
    return selection.choose(filters.TEXT.key, words, grey=filters.TEXT.key in grey)


def _to_window(reader: _LinkReader, opening: Window) -> Window:
    text = reader.one(WINDOW, lambda _text: True, N_("Period"))
    try:
        return windows.parse_window(text) if text else opening
    except (edtf.DateError, ValueError):
        reader.ignored.append(Sentence("“{text}” is not a period", text=quote_text(text)))
        return opening


def format_bin(key: BinKey) -> str:
    """Return a bin as a link names it; parse_bin_key reads its parts."""
    return _BETWEEN.join((key.lane, key.strip_unit, key.unit, edtf.format_day(key.first)))


def _to_bin(reader: _LinkReader, knows: Callable[[str], bool]) -> BinKey | None:
    text = reader.one(LISTED, lambda text: parse_bin_key(text.rsplit(_BETWEEN, 3), knows) is not None, N_("Cell"))
    return parse_bin_key(text.rsplit(_BETWEEN, 3), knows) if text else None


def parse_bin_key(parts: Sequence[str], knows: Callable[[str], bool]) -> BinKey | None:
    """Return the bin of lane, strip's unit, own unit and first day (ISO); None where they name none."""
    if len(parts) != len(("lane", "strip unit", "unit", "first")):
        return None
    lane, strip_unit, unit, first = parts
    try:
        day = edtf.parse_day(first)
    except edtf.DateError:
        return None
    known = strip_unit in calendar_units.STRIP_UNITS and unit in (*calendar_units.UNITS, BEGUN, "") and knows(lane)
    return BinKey(lane, strip_unit, unit, day) if known else None


def _unless(usual: Any, value: Any, write: Callable[[Any], str]) -> list[str]:
    return [] if value == usual else [write(value)]


def _to_foldable(table: Table) -> set[str]:
    """Return the keys of the lanes that can be unfolded."""
    return {*table.vocabularies()["region"], *lane_schemes.SPECIAL}


def quote_text(text: str) -> str:
    """Return a stranger's text as it may be quoted back: printable, MOST_LETTERS at most."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= MOST_LETTERS else clean[:MOST_LETTERS] + "…"

"""The list of ways to part a table into lanes, as data, and the keys of the lanes of its events."""

from dataclasses import dataclass

import pandas as pd

from components.events import own_columns, schema
from components.events.schema import SEPARATOR
from components.events.table import Table
from components.messages.sentence import N_, Sentence

ORGANISATIONS = "organisations"
NO_REGION = "no-region"  # of places that no region of the scheme holds
NOT_STATED = "not-stated"
SPECIAL = (ORGANISATIONS, NO_REGION, NOT_STATED)  # outer lanes that are no code
NESTING = "/"
_SPECIAL_NAMES = {ORGANISATIONS: N_("Organisations"), NO_REGION: N_("No region")}


@dataclass(frozen=True)
class LaneScheme:
    """Hold one way to make lanes: name in links, label, the column that is cut by, its vocabulary, and the nesting.

    separator: what stands between the codes of a cell, "" where it holds one.
    """

    key: str
    label: str
    column: str
    vocabulary: str
    not_stated: str
    separator: str = ""
    nested: bool = False  # countries within their regions

    @property
    def many(self) -> bool:
        """Return whether an event may stand in several lanes."""
        return bool(self.separator)

    def lane_keys(self, table: Table) -> pd.Series:
        """Return the keys of the lanes in which events stand, on the position of the event, one a line.

        Keys are "region", "region/country", "minister" …

        An event without a code stands in the lane NOT_STATED, or, where lanes are countries and it names
        organisations, in their lanes; so every event stands in one lane or more.
        """
        cells = table.cells(self.column)
        codes = schema.split_codes(cells, self.separator)
        keys = [codes, *_without_country(table, codes)] if self.nested else [codes]
        known = _nest(pd.concat(keys), table) if self.nested else codes
        silent = pd.Series(NOT_STATED, index=cells.index.difference(known.index))
        return pd.concat([known, silent])

    def name_of(self, lane: str, table: Table) -> str:
        """Return a lane's words: the country's or region's name, "Organisations", "No country stated" …"""
        if lane == NOT_STATED:
            return table.messages(self.not_stated)
        if not self.nested:
            return table.name_of(self.vocabulary, lane)
        outer, _nested, code = lane.rpartition(NESTING)
        if code in _SPECIAL_NAMES:
            return table.messages(_SPECIAL_NAMES[code])
        return table.name_of(self.vocabulary if outer else "region", code)


def parent_of(lane: str) -> str:
    """Return the key of the lane that holds this one, "" for an outer lane."""
    return lane.rpartition(NESTING)[0]


def _without_country(table: Table, countries: pd.Series) -> list[pd.Series]:
    """Return the organisations of events that name no country."""
    organisations = schema.split_list(table.events["organisations"])
    return [organisations[~organisations.index.isin(countries.index)]]


def _nest(codes: pd.Series, table: Table) -> pd.Series:
    """Return for every code its own lane key and, once an event, that of the lane around it."""
    scheme = table.settings.region_scheme
    outer = {code: table.gazetteer.region_of(code, scheme) or _outer_lane(code, table) for code in codes.unique()}
    parents = codes.map(outer).astype(str)
    children = parents + NESTING + codes
    once = ~pd.MultiIndex.from_arrays([parents.index, parents]).duplicated()
    return pd.concat([parents[once], children])


def _outer_lane(code: str, table: Table) -> str:
    return ORGANISATIONS if table.gazetteer.kind(code) == "organisation" else NO_REGION


# To add one: a line here.
LANE_SCHEMES = (
    LaneScheme(
        "region",
        N_("Region and country"),
        "countries",
        "place",
        N_("No country stated"),
        separator=SEPARATOR,
        nested=True,
    ),
    LaneScheme("meeting_type", N_("Meeting type"), "meeting_type", "meeting_type", N_("No meeting type stated")),
    LaneScheme("level", N_("Level"), "level", "level", N_("No level stated")),
    LaneScheme("topic", N_("Topic"), "topics", "topic", N_("No topic stated"), separator=SEPARATOR),
    LaneScheme("place", N_("Place"), "place", "place", N_("No place stated"), separator=SEPARATOR),
)
BY_KEY = {each.key: each for each in LANE_SCHEMES}


def schemes_of(table: Table) -> tuple[LaneScheme, ...]:
    """Return the ways to cut a table into lanes: the usual ones, then those by its own columns."""
    labels = [each.label for each in LANE_SCHEMES]
    own = (_to_own(each.key, each.label_beside(labels), each.column, each.separator) for each in table.own_columns)
    return (*LANE_SCHEMES, *own)


def find(table: Table, key: str) -> LaneScheme:
    """Return the way of a key; one by an own column that this table lacks is as one by blank cells (see filters.find).

    Raises KeyError where the key names no way.
    """
    by_key = {each.key: each for each in schemes_of(table)}
    return by_key.get(key) or (_to_own(key, own_columns.describe_key(key)) if own_columns.is_key(key) else BY_KEY[key])


def _to_own(key: str, label: str, column: str = "", separator: str = "") -> LaneScheme:
    return LaneScheme(
        key, label, column, own_columns.VOCABULARY, Sentence("{column} not stated", column=label), separator
    )

"""The list of filters, as data: the column that each reads, its vocabulary, and a choice in words."""

from dataclasses import dataclass

from components.events import own_columns
from components.events.schema import SEPARATOR
from components.events.table import Table
from components.messages.catalogue import Messages
from components.messages.sentence import N_
from components.query.choice import Choice


@dataclass(frozen=True)
class Filter:
    """Hold one filter by codes: its name in links, label, the events' column it reads and its codes' vocabulary.

    separator: what stands between the codes of a cell, "" where it holds one.
    """

    key: str
    label: str
    column: str
    vocabulary: str
    separator: str = ""

    @property
    def many(self) -> bool:
        """Return whether an event may carry several codes."""
        return bool(self.separator)

    def describe(self, choice: Choice, table: Table) -> str:
        """Say a choice in words: "Country: Russia or Georgia"."""
        _ = table.messages
        names = [table.name_of(self.vocabulary, code) for code in choice.codes]
        return _say(
            own_columns.say_label(self.key, self.label, _),
            _.all_of(names) if choice.every else _.any_of(names),
            choice,
            _,
        )


@dataclass(frozen=True)
class TextFilter:
    """Hold the filter by words; its choice has one code, the text as typed."""

    key: str
    label: str

    def describe(self, choice: Choice, table: Table) -> str:
        """Say what is searched for: "Text: “abe putin”"."""
        _ = table.messages
        return _say(_(self.label), _("“{text}”", text=" ".join(choice.codes)), choice, _)


def _say(label: str, chosen: str, choice: Choice, _: Messages) -> str:
    if choice.grey:
        return _("{filter}: {chosen} (others dimmed)", filter=label, chosen=chosen)
    return _("{filter}: {chosen}", filter=label, chosen=chosen)


MOST_TEXT = 200  # letters of a search
TEXT = TextFilter("text", N_("Text"))
# To add one on a new column: a line here and a line in schema.COLUMNS, and the next number in engine_schema.VERSION.
FACETS = (
    Filter("region", N_("Region"), "regions", "region", separator=SEPARATOR),
    Filter("country", N_("Country"), "countries", "place", separator=SEPARATOR),
    Filter("meeting_type", N_("Meeting type"), "meeting_type", "meeting_type"),
    Filter("level", N_("Level"), "level", "level"),
    Filter("topic", N_("Topic"), "topics", "topic", separator=SEPARATOR),
    Filter("person", N_("Person"), "persons", "person", separator=SEPARATOR),
    Filter("organisation", N_("Organisation"), "organisations", "place", separator=SEPARATOR),
    Filter("place", N_("Place"), "place", "place", separator=SEPARATOR),
    Filter("status", N_("Status"), "status", "status"),
)
FILTERS = (TEXT, *FACETS)
BY_KEY: dict[str, Filter | TextFilter] = {each.key: each for each in FILTERS}


def facets_of(table: Table) -> tuple[Filter, ...]:
    """Return the filters by codes that a table has: the usual ones, then those on its own columns."""
    labels = [each.label for each in FILTERS]
    own = (_to_own(each.key, each.label_beside(labels), each.column, each.separator) for each in table.own_columns)
    return (*FACETS, *own)


def find(table: Table, key: str) -> Filter | TextFilter:
    """Return the filter of a key; one on an own column that this table lacks is as one on blank cells.

    A step of a briefing may have been made on another table. Raises KeyError where the key names no filter.
    """
    by_key = {each.key: each for each in facets_of(table)}
    return by_key.get(key) or (_to_own(key, own_columns.describe_key(key)) if own_columns.is_key(key) else BY_KEY[key])


def _to_own(key: str, label: str, column: str = "", separator: str = "") -> Filter:
    return Filter(key, label, column, own_columns.VOCABULARY, separator)


def order(choice: Choice) -> tuple[int, str]:
    """Return what choices are sorted by: the usual filters as they are listed, then those on own columns by key."""
    usual = list(BY_KEY)
    return (usual.index(choice.key), "") if choice.key in BY_KEY else (len(usual), choice.key)

"""This file is the list of filters: each says which events it keeps and puts its choice into words."""

from dataclasses import dataclass

from components.timeline import members, schema, text_search
from components.timeline.table import Table


@dataclass(frozen=True)
class Choice:
    """Hold what is chosen of one filter.

    codes: in the order of choosing. every: an event must carry all of them, not any. grey: the others are greyed, not
    hidden.
    """

    key: str
    codes: tuple[str, ...]
    every: bool = False
    grey: bool = False


@dataclass(frozen=True)
class Filter:
    """Hold one filter by codes: its name in links, label, the events' column it reads and its codes' vocabulary."""

    key: str
    label: str
    column: str
    vocabulary: str
    many: bool = False

    def prepare(self, table: Table) -> members.Members:
        """Return which events carry which codes."""
        cells = table.events[self.column]
        codes = schema.to_list(cells) if self.many else cells[cells != ""]
        return members.to_members(codes, len(cells))

    def describe(self, choice: Choice, table: Table) -> str:
        """Say a choice in words: "Country: Russia or Georgia"."""
        names = [table.name_of(self.vocabulary, code) for code in choice.codes]
        return f"{self.label}: {(' and ' if choice.every else ' or ').join(names)}{_greyed(choice)}"


@dataclass(frozen=True)
class TextFilter:
    """Hold the filter by words; its choice has one code, the text as typed."""

    key: str
    label: str

    def prepare(self, table: Table) -> text_search.TextIndex:
        """Return the index that is searched."""
        return text_search.to_index(table)

    def describe(self, choice: Choice, table: Table) -> str:  # noqa: ARG002 — one way to ask any filter
        """Say what is searched for: "Text: “abe putin”"."""
        return f"{self.label}: “{' '.join(choice.codes)}”{_greyed(choice)}"


def _greyed(choice: Choice) -> str:
    return " (others grey)" if choice.grey else ""


MOST_TEXT = 200  # letters of a search
TEXT = TextFilter("text", "Text")
# To add one on a new column: a line here and a line in schema.COLUMNS.
FACETS = (
    Filter("region", "Region", "regions", "region", many=True),
    Filter("country", "Country", "countries", "place", many=True),
    Filter("meeting_type", "Meeting type", "meeting_type", "meeting_type"),
    Filter("level", "Level", "level", "level"),
    Filter("topic", "Topic", "topics", "topic", many=True),
    Filter("person", "Person", "persons", "person", many=True),
    Filter("organisation", "Organisation", "organisations", "place", many=True),
    Filter("place", "Place", "place", "place", many=True),
    Filter("status", "Status", "status", "status"),
)
FILTERS = (TEXT, *FACETS)
BY_KEY: dict[str, Filter | TextFilter] = {each.key: each for each in FILTERS}

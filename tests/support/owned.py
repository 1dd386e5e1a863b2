"""The own columns that every small table of the tests has: copies of columns that the models know."""

from dataclasses import replace

from components.events.own_columns import OwnColumn
from components.events.table import Table
from components.query import filters, lane_schemes

# Own column → the column of which its cells are copies
OWN = {
    OwnColumn("own.format", "Format", "format"): "status",
    OwnColumn("own.guests", "Guests", "guests", "|"): "people",
}
CHOOSABLE = {"own.format": ["held", "planned"], "own.guests": ["Ana Ide", "Bo Li"]}
SCHEMES = (*lane_schemes.BY_KEY, *(own.key for own in OWN))
_COPIED = {own.key: copied for own, copied in OWN.items()}
FILTERED = {each.key: each.column for each in filters.FACETS} | _COPIED  # filter by codes → column of its cells
CUT = {each.key: each.column for each in lane_schemes.LANE_SCHEMES} | _COPIED  # likewise for lanes


def with_own_columns(made: Table) -> Table:
    """Return a table with the columns of OWN."""
    cells = {own.column: made.events[copied].str.replace(";", own.separator or ";") for own, copied in OWN.items()}
    return replace(made, events=made.events.assign(**cells), own_columns=tuple(OWN))


def without_own_columns(made: Table) -> Table:
    """Return a table without the columns of OWN, as an engine holds it."""
    return replace(made, events=made.events.drop(columns=[own.column for own in OWN]), own_columns=())

"""Which events filters keep and lanes hold, in memory: an index for each filter and each way to make lanes."""

from components.events import schema
from components.events.table import Table
from components.query.filters import Filter, TextFilter
from components.query.lane_schemes import LaneScheme
from components.stores.memory import inverted_index, text_index
from components.stores.memory.inverted_index import InvertedIndex
from components.stores.memory.text_index import TextIndex


def index_filter(each: Filter | TextFilter, table: Table) -> InvertedIndex | TextIndex:
    """Return the index that tells which events of a table a choice of a filter keeps."""
    return text_index.build_text_index(table) if isinstance(each, TextFilter) else index_codes(each, table)


def index_codes(each: Filter, table: Table) -> InvertedIndex:
    """Return which events carry which codes of a filter."""
    codes = schema.split_codes(table.cells(each.column), each.separator)
    return inverted_index.build_index(codes, len(table.events))


def index_lanes(scheme: LaneScheme, table: Table) -> InvertedIndex:
    """Return which events stand in which lanes; the codes are lane keys."""
    return inverted_index.build_index(scheme.lane_keys(table), len(table.events))

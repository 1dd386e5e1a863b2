"""The export to CSV: a table that this program, and any other, reads in again."""

from components.briefing.export_input import ExportInput
from components.events import escaping
from components.exports.tabular import cells, event_cells


def make_csv(exported: ExportInput) -> bytes:
    """Return the selected events as CSV: the columns of schema.COLUMNS by their names, in_period, the sources.

    The statement is the name of a last column without cells. So it is there for an empty selection too, sorting and
    filtering leave it alone, and the first line still names the columns: lines of comment before it, or a last line
    behind the events, would break every reader that doesn't know of them.
    """
    events = event_cells.build_cells(exported)
    statement = escaping.HEADING + " ".join(event_cells.build_header_lines(exported))
    rows = ([*map(str, row), ""] for row in events.itertuples(index=False))
    return cells.build_csv([[*events.columns, statement], *rows])

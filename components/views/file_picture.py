"""The picture of a request: what a file draws of it, without the lists and counts that only a page shows."""

from dataclasses import dataclass

from components.events.table import Table
from components.layout import arrangement, legend, overview
from components.layout.display_list import DisplayList, build_display_list
from components.layout.legend import LegendEntry
from components.layout.overview import Overview
from components.query.selection import Request
from components.query.store import Store
from components.query.view_options import ViewOptions


@dataclass(frozen=True)
class Picture:
    """Hold the display list of a request, the overview above it (None for a table without a date), and its legend."""

    drawn: DisplayList
    overview: Overview | None
    legend: tuple[LegendEntry, ...]


def compose_picture(
    store: Store, table: Table, request: Request, width: float, view_options: ViewOptions | None = None
) -> Picture:
    """Compose the picture of a request on `width` pixels."""
    arranged = arrangement.arrange(store, table, request, width, view_options)
    drawn = build_display_list(arranged, table)
    seen = overview.build_overview(store, request.selection, width, table.messages)
    return Picture(drawn, seen, legend.build_legend(drawn, table))

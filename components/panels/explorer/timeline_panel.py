"""The timeline on the page: the component around plotly.js, what it is given and what it reports (D9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import plotly
import streamlit as st

from components.dates.fiscal_years import Period
from components.dates.windows import Window
from components.display import figure, theme
from components.display.traces import MILLISECONDS
from components.events import gazetteer, own_columns
from components.exports.svg import svg_legend
from components.exports.svg.colours import Ink
from components.layout import legend
from components.layout.display_list import DisplayList, LaneHead, build_display_list
from components.layout.overview import Overview
from components.messages.catalogue import ENGLISH, Messages
from components.panels import page_language
from components.panels.server.app_server import PLOTLY_PATH
from components.panels.server.scripts import build_loader, read_asset
from components.query import lane_schemes, links
from components.query.selection import Request
from components.views.view import View

_CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "scrollZoom": True,  # the script lets it through only with Ctrl
    "responsive": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
}
KEY = "timeline"
# Pixels behind the lanes, for how much is earlier and how much later. They hang on the table alone: another width of
# the plot is another picture, and has to be asked for again.
LEAST_ENDS, ENDS, DIGIT = 84.0, 36.0, 6.5
# Pixels of the plot between its two sides: a step is left free rather than another picture made for a few pixels
WIDTHS = {"step": 20, "least": 120, "most": 8_000}
REPORTS = ("window", "shape", "event", "bin", "unfolded", "pinned", "kinds", "step", "lanes", "scheme", "link")

_component = st.components.v2.component(
    "diplomatic_timeline",
    html=read_asset("explorer/timeline.html"),
    js=build_loader("timeline"),
    isolate_styles=False,  # in a shadow root plotly finds no place for its hover
)


@dataclass(frozen=True)
class Answer:
    """Hold what the component must know to tell which of its reports this answers, and what to write as the address.

    sequence, link_number, list_numbers: of the last window, link and lists told. session: another one after the server
    began anew. choice: counts deliberate choices, each a step in the browser's history. reports: how many reports were
    taken, so that what looks as before is an answer too. events: how many the table has. stale: it is the last answer
    again, since there is none to what was asked.
    """

    theme: str
    sequence: int
    session: str
    link_number: int
    list_numbers: dict[str, int]
    choice: int
    opening: Request
    all_dates: Window
    periods: list[tuple[str, list[Period]]]
    events: int = 0
    reports: int = 0
    stale: bool = False


def render_timeline(view: View, answer: Answer, reports: dict[str, Callable[[], None]]) -> None:
    """Show the timeline of a view; `reports` holds what to call for each of REPORTS, told under that name in KEY."""
    calls: dict[str, Any] = {f"on_{name}_change": reports.get(name, _nothing) for name in REPORTS}
    _component(key=KEY, data=build_payload(view, answer), **calls)


def _nothing() -> None:
    """Run the page again, as any report does."""


def build_payload(view: View, answer: Answer) -> dict[str, Any]:
    """Return what the component's script is given: figure, lane heads, overview, and what its controls lead to."""
    today = (datetime.now(UTC).date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    colours = theme.THEMES[answer.theme]
    drawn = build_display_list(view.arrangement, view.table, today=today, selected=view.request.event)
    _ = view.table.messages
    presets = {"opening": answer.opening.selection.window, "all": answer.all_dates}
    return {
        "plotly": f"{PLOTLY_PATH}?{plotly.__version__}",
        "figure": figure.build_figure(drawn, colours, theme.build_palette(colours, view.table)),
        "config": _CONFIG,
        "lanes": [build_head(head, _) for head in drawn.heads],
        "lists": build_lists(view.request, answer),
        "legend": build_legend(view, drawn, colours),
        "overview": build_overview(view.overview),
        "top": figure.AXIS_HEIGHT,
        "side": figure.SIDE,
        "width": view.arrangement.scale.width,
        "widths": WIDTHS,
        "ends": max(LEAST_ENDS, ENDS + 2 * DIGIT * len(_.number(answer.events))),
        "theme": answer.theme,
        "table": view.table.version,
        "event": view.request.event,
        "sequence": answer.sequence,
        "session": answer.session,
        "reports": answer.reports,
        "stale": answer.stale,
        "presets": {
            name: [window.first * MILLISECONDS, (window.last + 1) * MILLISECONDS] for name, window in presets.items()
        },
        "periods": answer.periods,
        "choices": build_choices(view),
        "link": build_link(view.request, answer, _),
        "messages": _.list_for_scripts(),
    }


def build_lists(request: Request, answer: Answer) -> dict[str, Any]:
    """Return each list that the component tells as a whole, with the number under which it was told last."""
    kinds = request.selection.chosen("meeting_type").codes
    listed = {"unfolded": request.unfolded, "pinned": request.pinned, "kinds": kinds}
    return {name: {"listed": list(each), "number": answer.list_numbers.get(name, 0)} for name, each in listed.items()}


def build_link(request: Request, answer: Answer, _: Messages = ENGLISH) -> dict[str, Any]:
    """Return the address of a view, and what tells whether it is a step in the browser's history."""
    query = links.format_query(page_language.with_language(links.build_query(request, answer.opening), _))
    return {"query": query, "choice": answer.choice, "session": answer.session, "number": answer.link_number}


def build_choices(view: View) -> dict[str, Any]:
    """Return what the selects offer, as [code, words], and what is chosen."""
    _ = view.table.messages
    return {
        "lanes": [
            [each.key, own_columns.say_label(each.key, each.label, _)] for each in lane_schemes.schemes_of(view.table)
        ],
        "lanes_by": view.request.lanes_by,
        "schemes": [[code, _(words)] for code, words in gazetteer.SCHEME_NAMES.items()],
        "scheme": view.table.settings.region_scheme,
    }


def build_overview(overview: Overview | None) -> dict[str, Any]:
    """Return the overview for the script; empty for a table without a date."""
    if overview is None:
        return {"domain": [0, 0], "bins": [], "wide": [], "years": []}
    domain = [overview.domain.first, overview.domain.last]
    return {"domain": domain, "bins": overview.bins, "wide": overview.wide, "years": overview.years}


def build_head(head: LaneHead, _: Messages = ENGLISH) -> dict[str, Any]:
    """Return what stands beside a lane for the script."""
    return {**head._asdict(), "described": _("{lane}: {counts}", lane=head.name, counts=head.described)}


def build_legend(view: View, drawn: DisplayList, colours: theme.Theme) -> list[dict[str, Any]]:
    """Return the entries of the legend: words, a sample as SVG and its width (pixels); of a kind its code too.

    All kinds with a mark on screen, or chosen, are there; of what is no kind `code` is "".
    """
    chosen = view.request.selection.chosen("meeting_type").codes
    definitions = view.table.meeting_types["definition"].to_dict()
    ink = Ink((colours,)).for_table(view.table)
    entries = []
    for entry in legend.build_legend(drawn, view.table, chosen):
        is_kind = entry.sample == legend.KIND
        sample, room = svg_legend.draw_sample(entry, ink)
        entries.append(
            {
                "caption": entry.sample == legend.CAPTION,
                "code": entry.code if is_kind else "",
                "label": entry.words,
                "definition": definitions.get(entry.code, "") if is_kind else "",
                "chosen": is_kind and entry.code in chosen,
                "sample": sample,
                "room": room,
            }
        )
    return entries

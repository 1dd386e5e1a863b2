"""The timeline's part of an answer: what its script draws, and what its controls lead to (D9)."""

from typing import Any

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
from components.panels.explorer.view_state import ViewState
from components.query import lane_schemes
from components.views.view import View

# Pixels behind the lanes, for how much is earlier and how much later. They hang on the table alone, so that the plot's
# width is known before anything is asked for.
LEAST_ENDS, ENDS, DIGIT = 84.0, 36.0, 6.5


def build_payload(view: View, state: ViewState, opens_on: Window, all_dates: Window) -> dict[str, Any]:
    """Return what the timeline's script is given: figure, lane heads, overview, and what its controls lead to."""
    colours = theme.THEMES[state.theme]
    drawn = build_display_list(view.arrangement, view.table, today=state.today, selected=view.request.event)
    _ = view.table.messages
    presets = {"opening": opens_on, "all": all_dates}
    return {
        "figure": figure.build_figure(drawn, colours, theme.build_palette(colours, view.table)),
        "lanes": [build_head(head, _) for head in drawn.heads],
        "legend": build_legend(view, drawn, colours),
        "overview": build_overview(view.overview),
        "top": figure.AXIS_HEIGHT,
        "width": view.arrangement.scale.width,
        "theme": state.theme,
        "presets": {
            name: [window.first * MILLISECONDS, (window.last + 1) * MILLISECONDS] for name, window in presets.items()
        },
        "choices": build_choices(view),
    }


def compute_ends(events: int, _: Messages = ENGLISH) -> float:
    """Return the pixels behind the lanes of a table of so many events."""
    return max(LEAST_ENDS, ENDS + 2 * DIGIT * len(_.number(events)))


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

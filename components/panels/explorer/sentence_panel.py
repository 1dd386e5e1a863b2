"""The selection as one sentence with its counts, what to let go of where it is empty, and the lanes left out."""

from collections.abc import Sequence
from typing import Any

from components.dates import windows
from components.layout import count_text, lane_order
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import Sentence
from components.panels import markup
from components.panels.explorer.view_state import describe_selection
from components.query import links
from components.query.filters import TEXT
from components.query.selection import Selection
from components.views.view import View

MOST_GAPS = 2  # that are said in full


def build_sentence(view: View) -> str:
    """Return as markup how many events are in the period, how many perhaps, what is chosen, and what lies outside."""
    period, *chosen = map(markup.escape_text, view.request.selection.describe(view.table))
    totals, window, _ = view.totals, view.request.selection.window, view.table.messages
    counted = markup.build_element("strong", markup.escape_text(count_text.describe_count(totals.certain, _)))
    within = markup.escape_text(windows.describe_within(window, _))
    parts = [_("{events} {period}", events=counted, period=within)]
    is_one = within.endswith(period)  # a day, a month or a year, which is said again in as few words
    if totals.possible and is_one:
        parts.append(_("plus {count} that may fall {period}", count=totals.possible, period=within))
    elif totals.possible:
        parts.append(_("plus {count} that may fall in this period", count=totals.possible))
    if totals.uncertain:
        parts.append(_("plus {count} with an uncertain date", count=totals.uncertain))
    if view.greyed:
        parts.append(_("{count} more dimmed", count=view.greyed))
    said = " · ".join((", ".join(parts), *chosen))
    outside = _("Outside this period: {counts}", counts=view.elsewhere) if view.elsewhere else ""
    return f"{said} {markup.build_element('span', markup.escape_text(outside), 'quiet')}" if outside else said


def build_gaps(gaps: Sequence[str], _: Messages = ENGLISH) -> str:
    """Say as markup, where sources count more events, that what is absent may well have taken place; else nothing."""
    if not gaps:
        return ""
    said = [_("Sources count more events than this table contains."), *gaps[:MOST_GAPS]]
    if left := max(0, len(gaps) - MOST_GAPS):
        more = _.plural(
            "{count} more difference is listed at the end of the page.",
            "{count} more differences are listed at the end of the page.",
            left,
        )
        said.append(more)
    return markup.escape_text(" ".join(said))


def build_ignored(ignored: Sequence[str], _: Messages = ENGLISH) -> str:
    """Say as markup which parts of an address were ignored; nothing where none was."""
    if links.OTHER_TABLE in ignored:
        return markup.escape_text(_(links.OTHER_TABLE))
    parts = "; ".join(_(part) if isinstance(part, Sentence) else part for part in ignored)
    return markup.escape_text(_("Parts of this link were ignored: {parts}.", parts=parts)) if parts else ""


def build_ways(view: View) -> list[dict[str, Any]]:
    """Return, where nothing is in the period, which choice to let go of: words, and what is chosen then."""
    _, ways = view.table.messages, []
    if view.offer:
        other = view.request.selection.choose(TEXT.key, (view.offer,))
        ways.append(_build_way(_("Did you mean “{text}”?", text=view.offer), other))
    return [*ways, *(_build_way(way.words, way.selection) for way in view.relaxations)]


def _build_way(words: str, selection: Selection) -> dict[str, Any]:
    return {"words": words, **describe_selection(selection)}


def build_more_lanes(view: View) -> dict[str, Any] | None:
    """Return, where there are more lanes than are shown, how many in words, and how many more to ask for."""
    left, _ = view.arrangement.lanes_left, view.table.messages
    if not left:
        return None
    said = _.plural(
        "{count} more lane with fewer events is not shown; totals include it.",
        "{count} more lanes with fewer events are not shown; totals include them.",
        left,
    )
    return {"words": said, "more_lanes": view.view_options.more_lanes + lane_order.MOST_LANES}

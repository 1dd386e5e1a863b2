"""The selection as one sentence with its counts, what to let go of where it is empty, and the lanes left out."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.dates import windows
from components.layout import count_text
from components.messages.catalogue import Messages
from components.panels import markup
from components.query.filters import TEXT
from components.query.selection import Selection
from components.views.view import View

MOST_GAPS = 2  # that are said in full


def render_sentence(view: View) -> None:
    """Show the selection as one sentence with its counts."""
    st.html(markup.build_element("p", build_sentence(view), "sentence"))


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


def render_gaps(gaps: Sequence[str], _: Messages) -> None:
    """Say, where sources count more events than there are here, that what is absent may well have taken place."""
    if not gaps:
        return
    said = [_("Sources count more events than this table contains."), *gaps[:MOST_GAPS]]
    if left := max(0, len(gaps) - MOST_GAPS):
        more = _.plural(
            "{count} more difference is listed at the end of the page.",
            "{count} more differences are listed at the end of the page.",
            left,
        )
        said.append(more)
    st.html(markup.build_element("p", markup.escape_text(" ".join(said)), "quiet"))


def render_relaxations(view: View, take: Callable[[Selection], None]) -> None:
    """Draw, where nothing is in the period, which choice to let go of; `take` is called with the selection then.

    What holds it is always there: else the timeline, in another place, would be begun anew.
    """
    _ = view.table.messages
    with st.container(horizontal=True, vertical_alignment="center", key="way-out"):
        if view.offer:
            other = view.request.selection.choose(TEXT.key, (view.offer,))
            offer = markup.escape_markdown(_("Did you mean “{text}”?", text=view.offer))
            st.button(offer, on_click=take, args=(other,), key="offer")
        for number, way in enumerate(view.relaxations):
            st.button(markup.escape_markdown(way.words), on_click=take, args=(way.selection,), key=f"relax {number}")


def render_more_lanes(view: View, more: Callable[[], None]) -> None:
    """Draw, where there are more lanes than are shown, how many, and what shows more of them."""
    left, _ = view.arrangement.lanes_left, view.table.messages
    if left:
        with st.container(horizontal=True, vertical_alignment="center", key="more-lanes"):
            said = _.plural(
                "{count} more lane with fewer events is not shown; totals include it.",
                "{count} more lanes with fewer events are not shown; totals include them.",
                left,
            )
            st.html(markup.build_element("p", markup.escape_text(said), "quiet"), width="content")
            st.button(_("Show more lanes"), on_click=more, key="show more lanes")

"""What stands beside the timeline: the card of one event with every source, or the events of a bin."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from components.layout import strips
from components.panels import markup
from components.panels.explorer.listing_panel import Turn, render_pagination
from components.query import lane_schemes
from components.query.selection import BinKey
from components.query.store import BEGUN
from components.views import citation
from components.views.card import Card, Evidence
from components.views.view import View

WIDTH = 360  # pixels


def render_card(view: View, address: str, take: Callable[[str], None]) -> None:
    """Show the card of a view, whose address is given; `take` is called with the id of an event to turn to, or ""."""
    card = view.card
    if card is None:
        return
    with st.container(width=WIDTH, key="card"):
        _render_steps(card, take)
        st.html(render_html(card))
        with st.expander("Cite this event"):
            accessed = datetime.now(UTC).date()
            st.code(citation.format_citation(card, view.table, address, accessed), language=None, wrap_lines=True)
        with st.expander("Report a correction"):
            st.code(citation.format_correction(card, view.table, address), language=None, wrap_lines=True)


def render_listed(view: View, take: Callable[[str], None], close: Callable[[], None], turn: Turn) -> None:
    """Draw the events of the bin in hand; `take` is called with the id of the one that is chosen."""
    key, listed = view.request.listed, view.listed
    if key is None or listed is None:
        return
    with st.container(width=WIDTH, key="card"):
        with st.container(horizontal=True, horizontal_alignment="right", key="card-steps"):
            st.button("Close", key="close-list", on_click=close)
        count = f"{view.listed_of:,} {'event' if view.listed_of == 1 else 'events'}"
        st.html(markup.build_element("h3", markup.escape_text(f"{describe_bin(view, key)}: {count}"), "listed"))
        if view.listed_above:
            marked = f"{view.listed_above:,} of them above the strip, with a mark of their own"
            st.html(markup.build_element("p", markup.escape_text(marked), "quiet"))
        for row in listed.itertuples():
            label = f"{row.date} · {row.title}"
            st.button(
                markup.escape_markdown(label), key=f"listed {row.id}", on_click=take, args=(row.id,), type="tertiary"
            )
        render_pagination("listed_from", view.view_options.listed_from, view.listed_of, turn)


def describe_bin(view: View, key: BinKey) -> str:
    """Say a bin in words: "Europe, week of 29 April 2013"."""
    lane = lane_schemes.find(view.table, view.request.lanes_by).name_of(key.lane, view.table)
    if key.unit == BEGUN:
        return f"{lane}, began before this period"
    drawn = view.arrangement.bin_of(key)
    if drawn is None and not key.unit:  # its days are known on screen only, where it is no more
        return f"{lane}, on days that no calendar unit holds"
    first, last = (key.first, key.first) if drawn is None else (drawn.first, drawn.last)
    return f"{lane}, {strips.describe_bin(first, last, key.unit)}"


def _render_steps(card: Card, take: Callable[[str], None]) -> None:
    near = card.neighbours
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="card-steps"):
        previous, following = (near.previous, near.following) if near else ("", "")
        st.button("Previous", key="previous", disabled=not previous, on_click=take, args=(previous,))
        st.button("Next", key="next", disabled=not following, on_click=take, args=(following,))
        place = f"{near.place:,} of {near.of:,}" if near else "not in this selection"
        st.html(markup.build_element("p", markup.escape_text(place), "quiet"))
        st.button("Close", key="close", on_click=take, args=("",))


def render_html(card: Card) -> str:
    """Return the card's markup, every word of the table escaped."""
    differ = "The sources give the date differently; each is quoted as it says."
    parts = [
        markup.build_element("p", markup.escape_text(" · ".join(filter(None, (card.kind, card.level)))), "kind"),
        markup.build_element("h3", markup.escape_text(card.title)),
        markup.build_element("p", markup.escape_text(card.date), "when"),
        markup.build_element("p", markup.escape_text(card.doubt[:1].upper() + card.doubt[1:]), "doubt")
        if card.doubt
        else "",
        markup.build_element("p", markup.escape_text(card.summary)) if card.summary else "",
        markup.build_terms(_facts(card)),
        markup.build_element("h4", "Sources" if len(card.sources) != 1 else "Source"),
        markup.build_element("p", differ, "quiet") if card.conflict else "",
        markup.build_element("ol", "".join(_source(source) for source in card.sources)),
        markup.build_element("p", "No source is recorded for this event.", "doubt") if not card.sources else "",
        markup.build_element("p", markup.escape_text(f"{card.identity} · {card.edtf or 'no date'}"), "quiet"),
    ]
    return markup.build_element("article", "".join(parts), "event-card")


def _facts(card: Card) -> list[tuple[str, str]]:
    return [
        ("With", markup.escape_text(", ".join(card.parties))),
        ("Where", markup.escape_text(card.where)),
        ("Present", "<br>".join(markup.escape_text(person) for person in card.people)),
        ("Topics", markup.escape_text(", ".join(card.topics))),
        ("Note", markup.escape_text(card.note)),
        ("Date", "Part of this date was derived, not stated" if card.computed else ""),
        ("Possibly the same", _titles(card.possibly_same, card.same)),
        ("Order not known", _titles(card.order_not_known, card.unordered)),
        *((name, markup.escape_text(cell)) for name, cell in card.extras),
    ]


def _titles(titles: tuple[str, ...], of: int) -> str:
    named = [markup.escape_text(title) for title in titles]
    others = of - len(titles)
    return "<br>".join([*named, f"and {others:,} more"] if others > 0 else named)


def _source(source: Evidence) -> str:
    about = ", ".join(filter(None, (source.publisher, source.published, source.locator)))
    read = "read in its opening only" if source.read == "opening" else ""
    quiet = "; ".join(filter(None, (f"{source.kind} source" if source.kind else "", read, source.note)))
    lines = [
        markup.build_link(source.url, source.title),
        markup.escape_text(about),
        markup.escape_text(f"Date there: {source.says}") if source.says else "",
        markup.build_element("span", markup.escape_text(quiet), "quiet"),
    ]
    return markup.build_element("li", "<br>".join(filter(None, lines)))

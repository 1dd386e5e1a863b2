"""What stands beside the timeline: the card of one event with every source, or the events of a bin."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from components.layout import strips
from components.panels import markup
from components.panels.explorer.listing_panel import Turn, choose_page
from components.query import lane_schemes
from components.query.selection import BinKey
from components.query.store import BEGUN
from components.views import citation
from components.views.card import Card, Evidence
from components.views.view import View

WIDTH = 360  # pixels


def show(view: View, address: str, take: Callable[[str], None]) -> None:
    """Show the card of a view, whose address is given; `take` is called with the id of an event to turn to, or ""."""
    card = view.card
    if card is None:
        return
    with st.container(width=WIDTH, key="card"):
        _show_steps(card, take)
        st.html(to_html(card))
        with st.expander("Cite this event"):
            accessed = datetime.now(UTC).date()
            st.code(citation.to_citation(card, view.table, address, accessed), language=None, wrap_lines=True)
        with st.expander("Report a correction"):
            st.code(citation.to_correction(card, view.table, address), language=None, wrap_lines=True)


def choose_listed(view: View, take: Callable[[str], None], close: Callable[[], None], turn: Turn) -> None:
    """Draw the events of the bin in hand; `take` is called with the id of the one that is chosen."""
    key, listed = view.request.listed, view.listed
    if key is None or listed is None:
        return
    with st.container(width=WIDTH, key="card"):
        with st.container(horizontal=True, horizontal_alignment="right", key="card-steps"):
            st.button("Close", key="close-list", on_click=close)
        count = f"{view.listed_of:,} {'event' if view.listed_of == 1 else 'events'}"
        st.html(markup.element("h3", markup.text(f"{describe_bin(view, key)}: {count}"), "listed"))
        if view.listed_above:
            marked = f"{view.listed_above:,} of them above the strip, with a mark of their own"
            st.html(markup.element("p", markup.text(marked), "quiet"))
        for row in listed.itertuples():
            label = f"{row.date} · {row.title}"
            st.button(markup.literal(label), key=f"listed {row.id}", on_click=take, args=(row.id,), type="tertiary")
        choose_page("listed_from", view.look.listed_from, view.listed_of, turn)


def describe_bin(view: View, key: BinKey) -> str:
    """Say a bin in words: "Europe, week of 29 April 2013"."""
    lane = lane_schemes.find(view.table, view.request.lanes_by).name_of(key.lane, view.table)
    if key.unit == BEGUN:
        return f"{lane}, began before this period"
    drawn = view.arrangement.bin_of(key)
    if drawn is None and not key.unit:  # its days are known on screen only, where it is no more
        return f"{lane}, on days that no calendar unit holds"
    first, last = (key.first, key.first) if drawn is None else (int(drawn["first"]), int(drawn["last"]))
    return f"{lane}, {strips.describe_bin(first, last, key.unit)}"


def _show_steps(card: Card, take: Callable[[str], None]) -> None:
    near = card.neighbours
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="card-steps"):
        previous, following = (near.previous, near.following) if near else ("", "")
        st.button("Previous", key="previous", disabled=not previous, on_click=take, args=(previous,))
        st.button("Next", key="next", disabled=not following, on_click=take, args=(following,))
        place = f"{near.place:,} of {near.of:,}" if near else "not in this selection"
        st.html(markup.element("p", markup.text(place), "quiet"))
        st.button("Close", key="close", on_click=take, args=("",))


def to_html(card: Card) -> str:
    """Return the card's markup, every word of the table escaped."""
    differ = "The sources give the date differently; each is quoted as it says."
    parts = [
        markup.element("p", markup.text(" · ".join(filter(None, (card.kind, card.level)))), "kind"),
        markup.element("h3", markup.text(card.title)),
        markup.element("p", markup.text(card.date), "when"),
        markup.element("p", "Planned, not confirmed as held", "planned") if card.planned else "",
        markup.element("p", markup.text(card.summary)) if card.summary else "",
        markup.terms(_facts(card)),
        markup.element("h4", "Sources" if len(card.sources) != 1 else "Source"),
        markup.element("p", differ, "quiet") if card.conflict else "",
        markup.element("ol", "".join(_source(source) for source in card.sources)),
        markup.element("p", "No source is recorded for this event.", "planned") if not card.sources else "",
        markup.element("p", markup.text(f"{card.identity} · {card.edtf or 'no date'}"), "quiet"),
    ]
    return markup.element("article", "".join(parts), "event-card")


def _facts(card: Card) -> list[tuple[str, str]]:
    return [
        ("With", markup.text(", ".join(card.parties))),
        ("Where", markup.text(card.where)),
        ("Present", "<br>".join(markup.text(person) for person in card.people)),
        ("Topics", markup.text(", ".join(card.topics))),
        ("Note", markup.text(card.note)),
        ("Date", "Part of this date was derived, not stated" if card.computed else ""),
        ("Possibly the same", _titles(card.possibly_same, card.same)),
        ("Order not known", _titles(card.order_not_known, card.unordered)),
        *((name, markup.text(cell)) for name, cell in card.extras),
    ]


def _titles(titles: tuple[str, ...], of: int) -> str:
    named = [markup.text(title) for title in titles]
    others = of - len(titles)
    return "<br>".join([*named, f"and {others:,} more"] if others > 0 else named)


def _source(source: Evidence) -> str:
    about = ", ".join(filter(None, (source.publisher, source.published, source.locator)))
    read = "read in its opening only" if source.read == "opening" else ""
    quiet = "; ".join(filter(None, (f"{source.kind} source" if source.kind else "", read, source.note)))
    lines = [
        markup.link(source.url, source.title),
        markup.text(about),
        markup.text(f"Date there: {source.says}") if source.says else "",
        markup.element("span", markup.text(quiet), "quiet"),
    ]
    return markup.element("li", "<br>".join(filter(None, lines)))

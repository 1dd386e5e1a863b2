"""This file is the card of one event, beside the timeline: everything known, and every source."""

from collections.abc import Callable

import streamlit as st

from components.panels import markup
from components.timeline.card import Card, Evidence

WIDTH = 360  # pixels


def show(card: Card, take: Callable[[str], None]) -> None:
    """Show a card; `take` is called with the id of an event to turn to, "" to close it."""
    with st.container(width=WIDTH, key="card"):
        _show_steps(card, take)
        st.html(to_html(card))


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
    parts = [
        markup.element("p", markup.text(" · ".join(filter(None, (card.kind, card.level)))), "kind"),
        markup.element("h3", markup.text(card.title)),
        markup.element("p", markup.text(card.date), "when"),
        markup.element("p", "Planned, not confirmed as held", "planned") if card.planned else "",
        markup.element("p", markup.text(card.summary)) if card.summary else "",
        markup.terms(_facts(card)),
        markup.element("h4", "Sources" if len(card.sources) != 1 else "Source"),
        markup.element("p", "The sources give the date differently; each is quoted as it says.", "quiet")
        if card.conflict
        else "",
        markup.element("ol", "".join(_source(source) for source in card.sources)),
        markup.element("p", "No source is recorded for this event.", "planned") if not card.sources else "",
        markup.element("p", markup.text(f"{card.identity} · {card.edtf or 'no date'}"), "quiet"),
    ]
    return markup.element("article", "".join(parts), "event-card")


def _facts(card: Card) -> list[tuple[str, str]]:
    unordered = [title for _, title in card.others_that_day]
    return [
        ("With", markup.text(", ".join(card.parties))),
        ("Where", markup.text(card.where)),
        ("Present", "<br>".join(markup.text(person) for person in card.people)),
        ("Topics", markup.text(", ".join(card.topics))),
        ("Note", markup.text(card.note)),
        ("Date", "Part of this date was derived, not stated" if card.computed else ""),
        ("Order not known", "<br>".join(markup.text(title) for title in unordered)),
    ]


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

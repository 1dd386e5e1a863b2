"""The part of an answer beside the timeline: the card of one event with every source, or the events of a bin."""

from datetime import date
from typing import Any

from components.layout import strips
from components.messages.catalogue import ENGLISH, Messages
from components.messages.sentence import N_
from components.panels import markup
from components.panels.explorer import listing_panel
from components.query import lane_schemes
from components.query.selection import BinKey
from components.query.store import BEGUN
from components.views import citation
from components.views.card import Card, Evidence
from components.views.view import View

HERE = "\0"  # in a text, where the address of the page goes
_KINDS = {"primary": N_("Primary source"), "secondary": N_("Secondary source"), "tertiary": N_("Tertiary source")}


def build_card(view: View, query: str, accessed: date) -> dict[str, Any] | None:
    """Return the card of a view as its script has it, None where it has none.

    html: the event with its sources. previous, following: ids, "" = none. place: which of how many, in words. citation,
    correction: texts to copy, with HERE in place of the page's address.
    """
    card, _ = view.card, view.table.messages
    if card is None:
        return None
    near, address = card.neighbours, f"{HERE}?{query}" if query else HERE
    return {
        "html": render_html(card, _),
        "previous": near.previous if near else "",
        "following": near.following if near else "",
        "place": _("{place} of {all}", place=near.place, all=near.of) if near else _("not in this selection"),
        "citation": citation.format_citation(card, view.table, address, accessed),
        "correction": citation.format_correction(card, view.table, address),
    }


def build_listed(view: View) -> dict[str, Any] | None:
    """Return the events of the bin in hand as the script has them, None where there is none."""
    key, listed, _ = view.request.listed, view.listed, view.table.messages
    if key is None or listed is None:
        return None
    heading = _.plural("{bin}: {count} event", "{bin}: {count} events", view.listed_of, bin=describe_bin(view, key))
    parts = [markup.build_element("h3", markup.escape_text(heading), "listed")]
    if view.listed_above:
        marked = _.plural(
            "{count} of them has a symbol of its own above the strip",
            "{count} of them have symbols of their own above the strip",
            view.listed_above,
        )
        parts.append(markup.build_element("p", markup.escape_text(marked), "quiet"))
    rows = (markup.build_element("li", markup.build_choice(row.id, f"{row.date} · {row.title}")) for row in listed)
    parts.append(markup.build_element("ol", "".join(rows), "listed-events"))
    pages = listing_panel.build_pages("listed_from", view.view_options.listed_from, view.listed_of, _)
    return {"html": "".join(parts), "pages": pages}


def describe_bin(view: View, key: BinKey) -> str:
    """Say a bin in words: "Europe, week of 29 April 2013"."""
    lane = lane_schemes.find(view.table, view.request.lanes_by).name_of(key.lane, view.table)
    _ = view.table.messages
    if key.unit == BEGUN:
        return _("{lane}, began before this period", lane=lane)
    drawn = view.arrangement.bin_of(key)
    if drawn is None and not key.unit:  # its days are known on screen only, where it is no more
        return _("{lane}, with open or very broad dates", lane=lane)
    first, last = (key.first, key.first) if drawn is None else (drawn.first, drawn.last)
    return f"{lane}, {strips.describe_bin(first, last, key.unit, _)}"


def render_html(card: Card, _: Messages = ENGLISH) -> str:
    """Return the card's markup, every word of the table escaped."""
    differ, none = _("Sources differ on the date; each is shown as stated."), _("No source is recorded for this event.")
    parts = [
        markup.build_element("p", markup.escape_text(" · ".join(filter(None, (card.kind, card.level)))), "kind"),
        markup.build_element("h3", markup.escape_text(card.title)),
        markup.build_element("p", markup.escape_text(card.date), "when"),
        markup.build_element("p", markup.escape_text(card.doubt[:1].upper() + card.doubt[1:]), "doubt")
        if card.doubt
        else "",
        markup.build_element("p", markup.escape_text(card.summary)) if card.summary else "",
        markup.build_terms(_facts(card, _)),
        markup.build_element("h4", markup.escape_text(_("Source") if len(card.sources) == 1 else _("Sources"))),
        markup.build_element("p", markup.escape_text(differ), "quiet") if card.conflict else "",
        markup.build_element("ol", "".join(_source(source, _) for source in card.sources)),
        markup.build_element("p", markup.escape_text(none), "doubt") if not card.sources else "",
        markup.build_element("p", markup.escape_text(f"{card.identity} · {card.edtf or _('no date')}"), "quiet"),
    ]
    return markup.build_element("article", "".join(parts), "event-card")


def _facts(card: Card, _: Messages = ENGLISH) -> list[tuple[str, str]]:
    derived = _("Part of this date was derived, not stated")
    return [
        (_("Counterparts"), markup.escape_text(", ".join(card.parties))),
        (_("Place"), markup.escape_text(card.where)),
        (_("Participants"), "<br>".join(markup.escape_text(person) for person in card.people)),
        (_("Topics"), markup.escape_text(", ".join(card.topics))),
        (_("Note"), markup.escape_text(card.note)),
        (_("Date"), markup.escape_text(derived) if card.computed else ""),
        (_("Possibly the same event"), _titles(card.possibly_same, card.same, _)),
        (_("May have come before or after"), _titles(card.order_not_known, card.unordered, _)),
        *((name, markup.escape_text(cell)) for name, cell in card.extras),
    ]


def _titles(titles: tuple[str, ...], of: int, _: Messages) -> str:
    named = [markup.escape_text(title) for title in titles]
    others = of - len(titles)
    more = [markup.escape_text(_("and {count} more", count=others))] if others > 0 else []
    return "<br>".join([*named, *more])


def _source(source: Evidence, _: Messages) -> str:
    about = ", ".join(filter(None, (source.publisher, source.published, source.locator)))
    kind = _(_KINDS[source.kind]) if source.kind in _KINDS else source.kind
    read = _("opening paragraphs only") if source.read == "opening" else ""
    quiet = "; ".join(filter(None, (kind, read, source.note)))
    lines = [
        markup.build_link(source.url, source.title),
        markup.escape_text(about),
        markup.escape_text(_("Date given: {date}", date=source.says)) if source.says else "",
        markup.build_element("span", markup.escape_text(quiet), "quiet"),
    ]
    return markup.build_element("li", "<br>".join(filter(None, lines)))

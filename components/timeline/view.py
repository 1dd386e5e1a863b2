"""This file is the waist: everything that a panel or an export is given, composed from a store and a request."""

from dataclasses import dataclass, replace

import pandas as pd

from components.timeline import card, date_words, event_words, filters, lanes, overview, windows
from components.timeline.card import Card
from components.timeline.filters import Filter
from components.timeline.lanes import Arrangement
from components.timeline.overview import Overview
from components.timeline.selection import Request, Selection
from components.timeline.store import Store, Totals
from components.timeline.table import Table

MOST_LISTED = 2_000


@dataclass(frozen=True)
class Relaxation:
    """Hold a way out of an empty result: what to let go of, in words, the selection then, and how many it holds."""

    words: str
    selection: Selection
    found: int


@dataclass(frozen=True)
class View:
    """Hold one view of a table.

    greyed: how many events are in the window but merely grey. facets: per filter its codes with label, certain,
    possible; codes with most events first. listing: the events in the window, one row an event: id, date (in words,
    short), edtf, certain, title, kind, status, parties, place, sources (how many), source (the first, with locator),
    url. listed_all: False where there are more than MOST_LISTED. listed: the events of the bin in hand, as listing.
    relaxations and offer (another search) are there where nothing is in the window.
    """

    table: Table
    request: Request
    totals: Totals
    greyed: int
    facets: dict[str, pd.DataFrame]
    overview: Overview | None
    arrangement: Arrangement
    listing: pd.DataFrame
    listed_all: bool
    listed: pd.DataFrame | None
    undated: pd.DataFrame
    card: Card | None
    relaxations: tuple[Relaxation, ...]
    offer: str

    @property
    def sentence(self) -> str:
        """Say the selection and its counts: "37 events, and 4 possibly · 2013 · Country: Russia"."""
        return " · ".join((describe_totals(self.totals), *self.request.selection.describe(self.table)))

    @property
    def elsewhere(self) -> str:
        """Say what the filters keep outside the window."""
        totals = self.totals
        parts = ((totals.earlier, "earlier"), (totals.later, "later"), (totals.undated, "undated"))
        return ", ".join(f"{count:,} {word}" for count, word in parts)


def compose(store: Store, table: Table, request: Request, width: float) -> View:
    """Compose the view of a request for a timeline of `width` pixels."""
    selection = request.selection
    totals = store.totals(selection)
    listed = store.binned(selection, request.lanes_by, request.listed) if request.listed else None
    return View(
        table=table,
        request=request,
        totals=totals,
        greyed=store.totals(selection.shown()).inside - totals.inside,
        facets={each.key: to_facet(store, table, request, each) for each in filters.FACETS},
        overview=overview.to_overview(store, selection, width),
        arrangement=lanes.arrange(store, table, request, width),
        listing=to_listing(store, table, store.rows(selection, limit=MOST_LISTED)),
        listed_all=totals.inside <= MOST_LISTED,
        listed=None if listed is None else to_listing(store, table, listed),
        undated=to_listing(store, table, store.undated(selection).assign(certain=False)),
        card=card.to_card(store, table, selection, request.event) if request.event else None,
        relaxations=() if totals.inside else to_relaxations(store, table, selection),
        offer="" if totals.inside else store.offer_text(" ".join(selection.chosen(filters.TEXT.key).codes)),
    )


def to_relaxations(store: Store, table: Table, selection: Selection) -> tuple[Relaxation, ...]:
    """Return which one choice to let go of so that something is found, most found first."""
    ways = [
        (filters.BY_KEY[choice.key].describe(choice, table), selection.without(choice.key))
        for choice in selection.choices
    ]
    span = store.span()
    if span:
        ways.append((f"the period {windows.describe_window(selection.window)}", replace(selection, window=span)))
    found = [Relaxation(f"Without {words}", other, store.totals(other).inside) for words, other in ways]
    return tuple(sorted((way for way in found if way.found), key=lambda way: -way.found))


def describe_totals(totals: Totals) -> str:
    """Say how many events are certainly and how many possibly in the window."""
    certain = f"{totals.certain:,} {'event' if totals.certain == 1 else 'events'}"
    return f"{certain}, and {totals.possible:,} possibly" if totals.possible else certain


def to_facet(store: Store, table: Table, request: Request, each: Filter) -> pd.DataFrame:
    """Return one filter's codes (index) with label, certain and possible, most events first, then by label."""
    counts = store.facet(request.selection, each.key)
    labels = [table.name_of(each.vocabulary, code) for code in counts.index]
    facet = counts.assign(label=labels, inside=counts["certain"] + counts["possible"])
    return facet.sort_values(["inside", "label"], ascending=[False, True])[["label", "certain", "possible"]]


def to_listing(store: Store, table: Table, events: pd.DataFrame) -> pd.DataFrame:
    """Return events as rows to read (see View.listing)."""
    evidence = store.evidence(list(events["id"]))
    first = evidence.drop_duplicates("event").set_index("event")
    titles = first["title"].where(first["title"] != "", first["source"])
    places = zip(first.index, titles, first["locator"], strict=True)
    cited = {identity: ", ".join(filter(None, parts)) for identity, *parts in places}
    addresses = dict(zip(first.index, map(card.to_safe_url, first["url"]), strict=True))
    return pd.DataFrame(
        {
            "id": events["id"],
            "date": date_words.describe_dates_short(events["date"]).to_numpy(),
            "edtf": events["date"],
            "certain": events["certain"],
            "title": events["title"],
            "kind": [table.name_of("meeting_type", code) for code in events["meeting_type"]],
            "status": events["status"],
            "parties": _names(events["countries"] + ";" + events["organisations"], table),
            "place": [", ".join(event_words.split(cell)) for cell in events["city"]],
            "sources": events["id"].map(evidence["event"].value_counts()).fillna(0).astype(int),
            "source": [cited.get(identity, "") for identity in events["id"]],
            "url": [addresses.get(identity, "") for identity in events["id"]],
        }
    )


def _names(cells: pd.Series, table: Table) -> list[str]:
    return [", ".join(table.name_of("place", code) for code in event_words.split(cell)) for cell in cells]

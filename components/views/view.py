"""The View: everything that a panel or an export is given for one request, composed of the store's answers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd

from components.dates import date_text
from components.events import schema
from components.events.table import Table
from components.layout import arrangement, count_text, overview
from components.layout.arrangement import Arrangement
from components.layout.overview import Overview
from components.messages.catalogue import Messages
from components.query import filters, parallel
from components.query.filters import Filter
from components.query.selection import Request, Selection
from components.query.store import INSIDE, Store, Totals
from components.query.view_options import ViewOptions
from components.views import card
from components.views.card import Card

PAGE = 100  # rows of a list that are read at a time
MOST_OPTIONS = 120  # options of a filter that are on offer at once; the others are found by their words
# What a view has beside its timeline, each read only where it is asked for
CARD, FACETS, LISTED = "card", "facets", "listed"
EXTRAS = (CARD, FACETS, LISTED)
_FACET = "facet: "  # before the key of a filter, so that none can be taken for a field of View


@dataclass(frozen=True)
class Relaxation:
    """Hold a way out of an empty result: what to let go of, in words, the selection then, and how many it holds."""

    words: str
    selection: Selection
    found: int


class FacetOption(NamedTuple):
    """Hold one code of a filter: its words, and how many events carry it in the window, apart by store.INSIDE."""

    code: str
    label: str
    certain: int
    uncertain: int
    possible: int

    @property
    def inside(self) -> int:
        """Return how many carry it in the window."""
        return self.certain + self.uncertain + self.possible


class ListedEvent(NamedTuple):
    """Hold an event as a row to read.

    date: in words, short. standing: one of store.INSIDE, "" of one without a date. sources: how many; source: the
    first, with locator; url: http(s), or "".
    """

    id: str
    date: str
    edtf: str
    standing: str
    title: str
    kind: str
    status: str
    parties: str
    place: str
    sources: int
    source: str
    url: str


@dataclass(frozen=True)
class Page:
    """Hold a page of a list of events: its rows, the place of the first (from 0), and how many the list has."""

    rows: list[ListedEvent]
    first: int
    of: int


@dataclass(frozen=True)
class View:
    """Hold one view of a table.

    greyed: how many events are in the window but merely grey. facets: per filter its options, those with most events
    first. unlisted: per filter how many codes it has beside them. listed: a page of the events of the bin in hand, as
    Page.rows; listed_of: how many it has. Of EXTRAS what was not asked for is None, or empty. relaxations and offer
    (another search) are there where nothing is in the window.
    """

    table: Table
    request: Request
    totals: Totals
    greyed: int
    facets: dict[str, list[FacetOption]]
    unlisted: dict[str, int]
    overview: Overview | None
    arrangement: Arrangement
    listed: list[ListedEvent] | None
    listed_of: int
    card: Card | None
    relaxations: tuple[Relaxation, ...]
    offer: str
    view_options: ViewOptions

    @property
    def listed_above(self) -> int:
        """Return how many events of the bin in hand stand above its strip, with marks of their own."""
        counted = self.arrangement.bin_of(self.request.listed) if self.request.listed else None
        return 0 if counted is None else max(0, self.listed_of - counted.highlighted)

    @property
    def sentence(self) -> str:
        """Say the selection and its counts: "37 events, plus 4 possible · 2013 · Country: Russia"."""
        said = count_text.describe_totals(self.totals, self.table.messages)
        return " · ".join((said, *self.request.selection.describe(self.table)))

    @property
    def elsewhere(self) -> str:
        """Say what the filters keep outside the window."""
        return ", ".join(count_text.describe_outside(self.totals, self.table.messages))


def compose(
    store: Store,
    table: Table,
    request: Request,
    width: float,
    view_options: ViewOptions | None = None,
    extras: Collection[str] = EXTRAS,
) -> View:
    """Compose the view of a request for a timeline of `width` pixels, with those of EXTRAS that are asked for."""
    selection, view_options = request.selection, view_options or ViewOptions()
    counted = filters.facets_of(table) if FACETS in extras else ()
    answered = parallel.run_parallel(store, _to_questions(store, table, request, width, view_options, counted))
    totals: Totals = answered["totals"]
    facets = {each.key: answered.pop(_FACET + each.key) for each in counted}
    return View(
        table=table,
        request=request,
        greyed=store.totals(selection.shown()).inside - totals.inside,
        facets={key: facet for key, (facet, _) in facets.items()},
        unlisted={key: unlisted for key, (_, unlisted) in facets.items()},
        card=card.build_card(store, table, selection, request.event) if request.event and CARD in extras else None,
        relaxations=() if totals.inside else find_relaxations(store, table, selection),
        offer="" if totals.inside else store.offer_text(" ".join(selection.chosen(filters.TEXT.key).codes)),
        view_options=view_options,
        **answered,
        **(_to_listed(store, table, request, view_options) if LISTED in extras else {"listed": None, "listed_of": 0}),
    )


def _to_questions(
    store: Store,
    table: Table,
    request: Request,
    width: float,
    view_options: ViewOptions,
    counted: Sequence[Filter],
) -> parallel.Questions:
    """Return what does not wait for each other: fields of a view, and by _FACET and key its facets with their rest."""
    selection = request.selection
    return {
        "arrangement": lambda: arrangement.arrange(store, table, request, width, view_options),
        "totals": lambda: store.totals(selection),
        **{_FACET + each.key: partial(_to_counted, store, table, request, each, view_options) for each in counted},
        "overview": lambda: overview.build_overview(store, selection, width, table.messages),
    }


def read_listing(store: Store, table: Table, selection: Selection, first: int = 0) -> Page:
    """Return a page of the events in the window, in chronological order."""
    rows = build_listing(store, table, store.rows(selection, first, PAGE))
    return Page(rows, first, store.totals(selection).inside)


def read_undated(store: Store, table: Table, selection: Selection, first: int = 0) -> Page:
    """Return a page of the events that the filters keep and that have no date."""
    rows = build_listing(store, table, store.undated(selection, first, PAGE).assign(standing=""))
    return Page(rows, first, store.totals(selection).undated)


def _to_listed(store: Store, table: Table, request: Request, view_options: ViewOptions) -> dict[str, Any]:
    """Return a page of the bin in hand, and how many events it has."""
    if request.listed is None:
        return {"listed": None, "listed_of": 0}
    asked = request.selection, request.lanes_by, request.listed
    listed = build_listing(store, table, store.binned(*asked, view_options.listed_from, PAGE))
    return {"listed": listed, "listed_of": store.binned_count(*asked)}


def find_relaxations(store: Store, table: Table, selection: Selection) -> tuple[Relaxation, ...]:
    """Return which one choice to let go of so that something is found, most found first."""
    _ = table.messages
    ways = [
        (filters.find(table, choice.key).describe(choice, table), selection.without(choice.key))
        for choice in selection.choices
    ]
    span = store.span()
    if span:
        ways.append(("", replace(selection, window=span)))
    counted = [(words, other, store.totals(other).inside) for words, other in ways]
    found = [Relaxation(_describe_way(words, count, _), other, count) for words, other, count in counted]
    return tuple(sorted((way for way in found if way.found), key=lambda way: -way.found))


def _describe_way(choice: str, count: int, _: Messages) -> str:
    """Say what to let go of, a choice in words or, where it is "", the period, and how many events there are then."""
    if not choice:
        return _.plural("Show all dates ({count} event)", "Show all dates ({count} events)", count)
    return _.plural("Remove {choice} ({count} event)", "Remove {choice} ({count} events)", count, choice=choice)


def _to_counted(
    store: Store, table: Table, request: Request, each: Filter, view_options: ViewOptions
) -> tuple[list[FacetOption], int]:
    """Return one filter's codes, and how many it has beside them."""
    facet = build_facet(store, table, request, each, view_options)
    return facet, store.count_codes(each.key) - len(facet)


def build_facet(
    store: Store, table: Table, request: Request, each: Filter, view_options: ViewOptions | None = None
) -> list[FacetOption]:
    """Return one filter's options, those with most events first, then by label.

    Of many codes only those with most events, those chosen, and those that are looked for.
    """
    counts = list(store.facet(request.selection, each.key, MOST_OPTIONS).rows("code", *INSIDE))
    if view_options and (text := view_options.found(each.key)):
        known = {code for code, *_ in counts}
        others = (code for code in find_codes(store, table, each, text) if code not in known)
        found = list(islice(others, MOST_OPTIONS))
        counts += store.facet(request.selection, each.key, codes=found).rows("code", *INSIDE)
    options = [FacetOption(code, table.name_of(each.vocabulary, code), *inside) for code, *inside in counts]
    return sorted(options, key=lambda option: (-option.inside, option.label))


def find_codes(store: Store, table: Table, each: Filter, text: str) -> Iterator[str]:
    """Yield the codes of one filter whose words hold a text, case, accents and width folded; asks as far as needed."""
    codes = store.codes(each.key)
    while codes:
        yield from table.find_codes(each.vocabulary, codes, text[: filters.MOST_TEXT])
        codes = store.codes(each.key, codes[-1])


def build_listing(store: Store, table: Table, events: pd.DataFrame) -> list[ListedEvent]:
    """Return events, with a column `standing`, as rows to read."""
    cited = _cite(store, events["id"].tolist())
    dates = date_text.describe_dates_short(events["date"], table.messages).tolist()
    names = ("id", "date", "standing", "title", "meeting_type", "status", "countries", "organisations", "city")
    rows = zip(dates, *(events[name].tolist() for name in names), strict=True)
    return [
        ListedEvent(
            identity,
            date,
            edtf,
            standing,
            title,
            table.name_of("meeting_type", kind),
            status,
            _names(f"{countries};{organisations}", table),
            ", ".join(schema.split_cell(city)),
            *cited.get(identity, (0, "", "")),
        )
        for date, identity, edtf, standing, title, kind, status, countries, organisations, city in rows
    ]


def _cite(store: Store, identities: list[str]) -> dict[str, tuple[int, str, str]]:
    """Return by event how many sources it has, the first one with its locator, and that one's address."""
    evidence = store.evidence(identities)
    columns = zip(*(evidence[name].tolist() for name in ("event", "title", "source", "locator", "url")), strict=True)
    cited: dict[str, tuple[int, str, str]] = {}
    for event, title, source, locator, url in columns:
        count, *first = cited.get(event, (0, ", ".join(filter(None, (title or source, locator))), card.check_url(url)))
        cited[event] = (count + 1, first[0], first[1])
    return cited


def _names(cell: str, table: Table) -> str:
    return ", ".join(table.name_of("place", code) for code in schema.split_cell(cell))

"""The legend of a picture: what is in it, in words, each with the sample that a picture draws beside them."""

from collections.abc import Iterable
from typing import NamedTuple

from components.events import levels
from components.events.table import Table
from components.layout.display_list import UNKNOWN_SYMBOL, DisplayList, find_shapes
from components.messages.sentence import N_

MOST_KINDS = 30  # those of lower rank are counted
NOT_STATED = N_("not stated")  # of a level
CAPTION, LEVEL, KIND, DAYS, POSSIBLE, UNCONFIRMED, COUNT, COUNT_WITHOUT_DAY = (
    *("caption", "level", "kind", "days", "possible", "unconfirmed"),
    *("count", "count without a day"),
)


class LegendEntry(NamedTuple):
    """Hold one entry: its sample (of those above, "" for none), its words, code of a level or kind, symbol."""

    sample: str
    words: str
    code: str = ""
    shape: str = UNKNOWN_SYMBOL


# To add one: its sample, its words, and what tells that a picture needs it; and a sample in each picture's legend.
_SENSES = (
    LegendEntry(DAYS, N_("Known days")),
    LegendEntry(POSSIBLE, N_("Day not stated (bar: possible days)")),
    LegendEntry(UNCONFIRMED, N_("Not confirmed as held")),
    LegendEntry(COUNT, N_("Number of events (darker: more)")),
    LegendEntry(COUNT_WITHOUT_DAY, N_("Number of events without a stated day")),
)


def build_legend(drawn: DisplayList, table: Table, chosen: Iterable[str] = ()) -> tuple[LegendEntry, ...]:
    """Return the entries that a picture needs, in groups with captions: levels, kinds by rank, how dates are drawn.

    chosen: kinds that are explained whether they are drawn or not.
    """
    _ = table.messages
    used = {*(symbol.event.meeting_type for symbol in drawn.symbols), *chosen}
    kinds = [
        LegendEntry(KIND, table.name_of("meeting_type", code), code, shape)
        for code, shape in find_shapes(table).items()
        if code in used
    ]
    left = len(kinds) - MOST_KINDS
    more = [LegendEntry("", _("and {count} more", count=left))] if left > 0 else []
    needed = _find_needed(drawn)
    drawn_levels = _list_levels({symbol.event.level for symbol in drawn.symbols}, table)
    senses = [entry._replace(words=_(entry.words)) for entry in _SENSES if entry.sample in needed]
    shown = [*kinds[:MOST_KINDS], *more]
    groups = ((_("Level"), drawn_levels), (_("Meeting type"), shown), (_("Dates and counts"), senses))
    return tuple(entry for words, group in groups for entry in ((LegendEntry(CAPTION, words), *group) if group else ()))


def _list_levels(used: set[str], table: Table) -> list[LegendEntry]:
    """Return the levels that are drawn, those of one colour as one entry, highest first."""
    papers = [levels.find_colours(table.level_rows, column) for column in ("colour", "colour_dark")]
    labels: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for code in (*(code for code in table.levels if code in used), *sorted(used - {*table.levels})):
        colour = tuple(colours.get(code, colours[""]).lower() for colours in papers)
        labels.setdefault(colour, []).append((code, table.levels.get(code, code) or table.messages(NOT_STATED)))
    return [LegendEntry(LEVEL, _join([words for _, words in group]), group[0][0]) for group in labels.values()]


def _join(labels: list[str]) -> str:
    """Return labels as one: "Vice-minister, official"."""
    joined = ", ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
    return joined[:1].upper() + joined[1:]


def _find_needed(drawn: DisplayList) -> set[str]:
    """Return the samples of all that is drawn."""
    ranges = {bar.event.id for bar in drawn.bars if bar.is_possible}
    certain = {bar.event.id for bar in drawn.bars} - ranges
    return {
        *(DAYS for _ in certain),
        *(POSSIBLE for _ in ranges),
        *(UNCONFIRMED for symbol in drawn.symbols if not symbol.event.is_held),
        *(COUNT_WITHOUT_DAY if cell.is_pale else COUNT for cell in drawn.cells),
    }

"""The display list: everything that a picture of the timeline shows, typed and flat, in pixels with its days (D20).

What is drawn, hollow, dashed, grey, counted or said is decided here and nowhere else. A picture is made of it by one
short function for each kind of mark. To add a kind: its record and its place in DisplayList, what fills it, and a
function in each of display/figure.py, exports/svg/svg_timeline.py and exports/slides/timeline_shapes.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from components.events import event_text, schema
from components.events.table import Table
from components.layout import count_text, packing, strips, symbols
from components.layout.arrangement import Arrangement, Lane
from components.layout.count_text import BinWords
from components.layout.marks import PlacedMark
from components.layout.scale import Scale
from components.layout.ticks import Tick, build_ticks
from components.messages.catalogue import ENGLISH, Messages
from components.query.selection import BinKey
from components.query.store import BEGUN

BAR_HEIGHT = 10.0  # pixels
UNKNOWN_SYMBOL = "circle"
FAINTEST, FAINTEST_COUNT = 0.06, 0.16  # strength of a cell without anything that no filter greys, and of one with 1
EVEN_STEPS = 4  # the least difference of counts over which the strength of cells goes up to full
IN_LANES = ("cells", "bars", "symbols", "labels", "rings")  # what stands in a lane, each with its `lane` and `y`
PALE_STRENGTH = 0.08  # of a bar of those whose day no cell holds


class MarkedEvent(NamedTuple):
    """Hold what a mark says of its event: its title, its facts in one line, its kind and level, if it was held."""

    id: str
    title: str
    words: str
    meeting_type: str
    level: str
    is_held: bool


class LaneHead(NamedTuple):
    """Hold what stands beside a lane: name and counts before it, what lies outside the window behind it.

    events, others: "24" and "+3", or "5 of 24" and "" where filters grey some. earlier, later: "" where there are
    none. inside, kept: how many events are in the window, and how many the filters keep at any time. described, beyond:
    all of it in words. top, height: pixels.
    """

    key: str
    name: str
    depth: int
    shows: str
    folded: bool | None
    pinned: bool
    top: float
    height: float
    events: str
    others: str
    earlier: str
    later: str
    inside: int
    kept: int
    described: str
    beyond: tuple[str, ...]

    @property
    def counted(self) -> str:
        """Return the counts on one line: "24", "24 +3", "5 of 24"."""
        return " ".join(filter(None, (self.events, self.others)))


class Cell(NamedTuple):
    """Hold one counted bin: days, pixels, how strong its fill is (0 is paper), its label and what a hover says."""

    lane: int
    side: int
    key: BinKey
    first: int
    last: int
    left: float
    right: float
    y: float
    height: float
    strength: float
    is_pale: bool
    label: str
    words: BinWords


class Bar(NamedTuple):
    """Hold the days of an event from first to last: dashed and pale where they are only possible, else firm."""

    lane: int
    side: int
    event: MarkedEvent
    first: int
    last: int
    y: float
    is_possible: bool
    is_grey: bool


class Symbol(NamedTuple):
    """Hold the symbol of an event: hollow where its days are not known, or it is not known to have been held.

    day: a (float) day; of an imprecise event where its label begins, and no day of its own. x, y: pixels. left: of an
    imprecise event the left end of its bar, in pixels, which it keeps to on any scale; None of others.
    """

    lane: int
    side: int
    event: MarkedEvent
    day: float
    x: float
    y: float
    shape: str
    is_hollow: bool
    is_grey: bool
    left: float | None = None


class Label(NamedTuple):
    """Hold the label of an event.

    day: a (float) day at its left end, or its right one where it hangs on its mark's left. beside: it begins or ends
    right at the symbol. is_right: it stands on the right of that. on_bar: it needs a halo to be read.
    """

    lane: int
    event: MarkedEvent
    text: str
    day: float
    left: float
    width: float
    y: float
    beside: bool
    is_right: bool
    on_bar: bool
    is_grey: bool


class Ring(NamedTuple):
    """Hold where the chosen event is ringed."""

    lane: int
    event: MarkedEvent
    day: float
    x: float
    y: float


class Rule(NamedTuple):
    """Hold a line down through all lanes, such as that of today, and its word above them. day: the middle of a day."""

    day: float
    x: float
    words: str


@dataclass(frozen=True)
class DisplayList:
    """Hold a picture: lanes from top to bottom, and what is drawn in them, each kind in the order of drawing.

    lanes_left: how many lanes more there are than are shown. focus: the event that all
    others step back for, "" for none.
    """

    scale: Scale
    height: float
    heads: tuple[LaneHead, ...]
    cells: tuple[Cell, ...]
    bars: tuple[Bar, ...]
    symbols: tuple[Symbol, ...]
    labels: tuple[Label, ...]
    rings: tuple[Ring, ...]
    rules: tuple[Rule, ...]
    ticks: tuple[Tick, ...]
    lanes_left: int = 0
    focus: str = ""


def build_display_list(
    arrangement: Arrangement, table: Table, *, today: int | None = None, selected: str = ""
) -> DisplayList:
    """Decide what is drawn of an arrangement; `today` (a day) is marked where it is in the window."""
    events = _describe(arrangement.marks, table)
    shapes = find_shapes(table)
    pairs = list(zip(arrangement.marks, events, strict=True))
    scale = arrangement.scale
    return DisplayList(
        scale=scale,
        height=arrangement.height,
        heads=tuple(build_head(lane, table.messages) for lane in arrangement.lanes),
        cells=_build_cells(arrangement, table.messages),
        bars=tuple(bar for mark, event in pairs for bar in _build_bars(mark, event)),
        symbols=tuple(_build_symbol(mark, event, shapes) for mark, event in pairs),
        labels=tuple(_build_label(mark, event, scale) for mark, event in pairs if _is_readable(mark.label)),
        rings=tuple(
            Ring(mark.lane, event, mark.symbol_day, mark.symbol, mark.y) for mark, event in pairs if mark.id == selected
        ),
        rules=_build_rules(scale, today, table.messages),
        ticks=tuple(build_ticks(scale.window, scale.width, table.messages)),
        lanes_left=arrangement.lanes_left,
    )


def find_shapes(table: Table) -> dict[str, str]:
    """Return the symbol of every kind of meeting by its code; UNKNOWN_SYMBOL where a table names none that is drawn."""
    told = table.meeting_types["symbol"].items()
    return {str(code): symbol if symbol in symbols.NAMES else UNKNOWN_SYMBOL for code, symbol in told}


def find_look(shapes: dict[str, str], meeting_type: str, *, is_known: bool, is_held: bool) -> tuple[str, bool]:
    """Return the symbol of an event, and whether it is hollow; `shapes` as find_shapes gives them."""
    return shapes.get(meeting_type, UNKNOWN_SYMBOL), not (is_known and is_held)


def build_head(lane: Lane, _: Messages = ENGLISH) -> LaneHead:
    """Say what stands beside a lane."""
    events, others = count_text.format_lane_count(lane, _)
    outside = lane.highlighted
    beyond = count_text.describe_outside(outside, _)
    return LaneHead(
        key=lane.key,
        name=lane.name,
        depth=lane.depth,
        shows=lane.shows,
        folded=lane.folded,
        pinned=lane.pinned,
        top=lane.top,
        height=lane.height,
        events=events,
        others=others,
        earlier=_.number(outside.earlier) if outside.earlier else "",
        later=_.number(outside.later) if outside.later else "",
        inside=lane.totals.inside,
        kept=lane.totals.kept,
        described=count_text.describe_lane(lane, _),
        beyond=beyond,
    )


def _describe(placed: Iterable[PlacedMark], table: Table) -> list[MarkedEvent]:
    """Say each event; one that stands in several lanes is said once."""
    said: dict[str, MarkedEvent] = {}
    events = []
    for mark in placed:
        event = said.get(mark.id)
        if event is None:
            words = event_text.describe_event(mark.meeting_type, mark.date, mark.status, table)
            held = mark.status in schema.DONE
            event = said[mark.id] = MarkedEvent(mark.id, mark.title, words, mark.meeting_type, mark.level, held)
        events.append(event)
    return events


def _build_cells(arrangement: Arrangement, _: Messages) -> tuple[Cell, ...]:
    """Shade what is counted by its count: the fullest cell of the picture is the strongest."""
    most = max((each.highlighted for each in arrangement.bins if each.kind == strips.CELL), default=1)
    return tuple(_build_cell(each, arrangement, most, _) for each in arrangement.bins)


def _build_cell(each: strips.Bin, arrangement: Arrangement, most: int, _: Messages) -> Cell:
    unit = BEGUN if each.kind == BEGUN else each.unit
    is_pale = each.kind != strips.CELL
    return Cell(
        lane=each.lane,
        side=each.side,
        key=BinKey(arrangement.lanes[each.lane].key, arrangement.unit, unit, each.first),
        first=each.first,
        last=each.last,
        left=each.left,
        right=each.right,
        y=each.y,
        height=each.height,
        strength=PALE_STRENGTH if is_pale else compute_strength(each.highlighted, most),
        is_pale=is_pale,
        label=each.label,
        words=count_text.describe_bin_count(each, _),
    )


def compute_strength(count: int, most: int) -> float:
    """Return how strong the fill of a cell is, from paper (0) to full (1), where `most` is the highest count."""
    if not count:
        return FAINTEST
    return min(1.0, FAINTEST_COUNT + (1 - FAINTEST_COUNT) * (count - 1) / max(most - 1, EVEN_STEPS))


def _build_bars(mark: PlacedMark, event: MarkedEvent) -> Iterable[Bar]:
    """Give what lasts or is imprecise its bars: over all possible days, and over the certain ones."""
    if mark.bar_last <= mark.bar_first:
        return
    grey = not mark.highlighted
    if not mark.known:
        yield Bar(mark.lane, mark.side, event, mark.bar_first, mark.bar_last, mark.y, True, grey)
    if mark.core_first <= mark.core_last:
        yield Bar(mark.lane, mark.side, event, mark.core_first, mark.core_last, mark.y, False, grey)


def _build_symbol(mark: PlacedMark, event: MarkedEvent, shapes: dict[str, str]) -> Symbol:
    shape, hollow = find_look(shapes, mark.meeting_type, is_known=mark.known, is_held=event.is_held)
    return Symbol(
        lane=mark.lane,
        side=mark.side,
        event=event,
        day=mark.symbol_day,
        x=mark.symbol,
        y=mark.y,
        shape=shape,
        is_hollow=hollow,
        is_grey=not mark.highlighted,
        left=None if mark.known else mark.symbol - packing.SYMBOL / 2,
    )


def _is_readable(label: str) -> bool:
    """Return whether there is anything to read: control characters are drawn as spaces."""
    return bool(label.strip()) and any(letter.isprintable() and letter != " " for letter in label)


def _build_label(mark: PlacedMark, event: MarkedEvent, scale: Scale) -> Label:
    is_right = mark.label_left >= mark.symbol
    end = mark.label_left + mark.label_width
    at = mark.label_left if is_right else end
    beside = abs(at - mark.symbol) <= packing.SYMBOL / 2 + packing.GAP + 0.01
    return Label(
        lane=mark.lane,
        event=event,
        text=mark.label,
        day=at / scale.pixels_per_day + scale.window.first,
        left=mark.label_left,
        width=mark.label_width,
        y=mark.y,
        beside=beside,
        is_right=is_right,
        on_bar=mark.label_left < mark.right and end > mark.left,
        is_grey=not mark.highlighted,
    )


def _build_rules(scale: Scale, today: int | None, _: Messages) -> tuple[Rule, ...]:
    window = scale.window
    if today is None or not window.first <= today <= window.last:
        return ()
    return (Rule(today + 0.5, (today + 0.5 - window.first) * scale.pixels_per_day, _("today")),)


def focus_on(drawn: DisplayList, identity: str) -> DisplayList:
    """Return the picture with one event ringed and all others grey, as the step of a briefing shows it."""

    def grey(marks: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(mark._replace(is_grey=mark.event.id != identity) for mark in marks)

    return replace(
        drawn,
        bars=grey(drawn.bars),
        symbols=grey(drawn.symbols),
        labels=grey(drawn.labels),
        focus=identity,
        rings=tuple(
            Ring(each.lane, each.event, each.day, each.x, each.y) for each in drawn.symbols if each.event.id == identity
        ),
    )


def move_lanes(drawn: DisplayList, heads: Iterable[tuple[int, LaneHead, float]], height: float) -> DisplayList:
    """Return a picture of lanes of this one, each given as its index here, its new head, and how far down it moves.

    A lane may be given more than once; of each only what stands within its new head's height is there.
    """
    given = list(heads)
    moved: dict[str, Any] = {name: _move(getattr(drawn, name), given) for name in IN_LANES}
    return replace(drawn, heads=tuple(head for _, head, _ in given), height=height, **moved)


def _move(marks: tuple[Any, ...], given: list[tuple[int, LaneHead, float]]) -> tuple[Any, ...]:
    by_lane: dict[int, list[Any]] = {}
    for mark in marks:
        by_lane.setdefault(mark.lane, []).append(mark)
    return tuple(
        mark._replace(lane=number, y=mark.y + by)
        for number, (lane, head, by) in enumerate(given)
        for mark in by_lane.get(lane, ())
        if head.top <= mark.y + by < head.top + head.height
    )

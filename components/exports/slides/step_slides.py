"""One step of a briefing as slides: its note, its timeline with the event highlighted, its card, its sources."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from components.briefing.briefing import Step
from components.briefing.export_input import ExportInput
from components.dates import edtf
from components.exports.slides import slide_legend, text_flow
from components.exports.slides.canvas import Canvas, Paint
from components.exports.slides.geometry import Box
from components.exports.slides.slide_builder import Binder, finish
from components.exports.slides.slide_lane_heads import HEAD_GAP, HEADS, with_head_heights
from components.exports.slides.slide_pagination import cut_slices, last_row
from components.exports.slides.text_fitting import Words
from components.exports.slides.timeline_shapes import (
    AXIS_HEIGHT,
    Slice,
    choose_colours,
    draw_symbol,
    draw_timeline,
    timeline_width,
)
from components.exports.slides.web_links import check_link
from components.layout.arrangement import Arrangement, Lane
from components.layout.lane_order import MARKS, STRIP
from components.layout.level_of_detail import LANE_PADDING, ROW
from components.query.selection import Request
from components.query.view_options import ViewOptions
from components.views.card import Card, Evidence

MORE_LANES = 1_000  # than on screen
STRIP_ROWS = 4  # of the event's lane that are shown around it
SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0)  # of a card, as large as it goes on one slide
REDUCED = (1.0, 0.92, 0.84, 0.76)  # of a timeline's usual size
SMALLER = 3.0  # sources than the rest
LEFT, RIGHT = (0.0, 0.6), (0.64, 1.0)  # shares of the columns


class _Laid(NamedTuple):
    reduced: float
    arrangement: Arrangement
    slices: list[tuple[float, float]]
    legend: list[slide_legend.Entry]


@dataclass
class StepWriter:
    """Write the steps of one deck; arrangements that steps share are made once."""

    binder: Binder
    exported: ExportInput
    _arrangements: dict[tuple[Request, float], Arrangement] = field(default_factory=dict)

    def write(self, step: Step) -> None:
        """Add the slides of one step: a section's, a view's or an event's."""
        if step.request is None:
            finish(self.binder.open(step.heading, [step.note], section=True), [step.note])
        elif not step.request.event:
            self.write_view(step.heading, step.request, step.note)
        else:
            card = self.exported.card_of(step.request, step.request.event)
            if card is None:
                lost = f"The event “{step.request.event}” is not in this table."
                self._write_text(step.heading or lost, [Words(lost, SIZES[0]), Words(step.note, SIZES[0])], step.note)
            else:
                self._write_event(step, step.request, card)

    def write_view(self, heading: str, request: Request, note: str = "") -> None:
        """Add slides with the whole timeline of a view, a note above it where there is one."""
        content = self.binder.kit.content.area
        canvas = self.binder.begin(heading)
        words = canvas.style.measure.fit(note, (SIZES[3], SIZES[-1]), (content.width, content.height / 4))
        used = canvas.style.measure.height(words, content.width) + 8 if note else 0.0
        if note:
            canvas.write("Note", Box(content.left, content.top, content.width, used), [words])
        free = content.below(content.top + used)
        laid = self._lay(request, free)
        for number, (start, end) in enumerate(laid.slices):
            if number:
                canvas, free = self.binder.begin(heading, continued=True), content
            with canvas.scaled(laid.reduced):
                area = free.scaled(1 / laid.reduced)
                part = Slice(laid.arrangement, start, end, area.left + HEADS + HEAD_GAP, area.top)
                draw_timeline(canvas, self.exported.table, part)
                slide_legend.draw_legend(canvas, self.exported.table, laid.legend, area)
            finish(canvas, [note, _lanes_left(laid.arrangement)])

    def _lay(self, request: Request, area: Box) -> "_Laid":
        """Lay a timeline out at the size, of those in REDUCED, at which it takes the fewest slides."""
        tried = []
        measure, table = self.binder.kit.content.style.measure, self.exported.table
        for reduced in REDUCED:
            room = area.scaled(1 / reduced)
            arrangement = self.arrangement(request, timeline_width(room))
            entries = slide_legend.place_entries(arrangement, table, measure, room.width)
            slices = cut_slices(arrangement, room.height - AXIS_HEIGHT - slide_legend.legend_height(entries))
            tried.append(_Laid(reduced, arrangement, slices, entries))
            if len(slices) == 1:
                break
        return min(tried, key=lambda laid: len(laid.slices))

    def arrangement(self, request: Request, width: float) -> Arrangement:
        """Return the arrangement of a request on so many pixels, whichever event is in hand."""
        key = (replace(request, event="", listed=None), width)
        if key not in self._arrangements:
            seen = self.exported.view_of(*key, ViewOptions(more_lanes=MORE_LANES))
            self._arrangements[key] = with_head_heights(seen.arrangement, self.binder.kit.content.style.measure)
        return self._arrangements[key]

    def _write_text(self, heading: str, column: list[Words], note: str) -> None:
        def begin(continued: bool) -> tuple[Canvas, Box]:
            return self.binder.begin(heading, continued=continued), self.binder.kit.content.area

        for canvas in text_flow.pour(begin, [("Text", 0.0, 1.0, [words for words in column if words.text])]):
            finish(canvas, [note])

    def _write_event(self, step: Step, request: Request, card: Card) -> None:
        heading, area = step.heading or card.title, self.binder.kit.content.area
        canvas = self.binder.begin(heading)
        free = area.below(area.top + self._draw_strip(canvas, area, request, card))
        left = text_flow.shrink(canvas, free.column(*LEFT), lambda size: build_story(step, card, size), SIZES)
        right = text_flow.shrink(canvas, free.column(*RIGHT), lambda size: build_facts(step, card, size), SIZES[1:])

        def begin(continued: bool) -> tuple[Canvas, Box]:
            return (self.binder.begin(heading, continued=True), area) if continued else (canvas, free)

        notes = [step.note, *(f"Source: {format_source_line(source)} {source.url}".rstrip() for source in card.sources)]
        for each in text_flow.pour(begin, [("Card", *LEFT, left), ("Facts", *RIGHT, right)]):
            finish(each, notes)

    def _draw_strip(self, canvas: Canvas, area: Box, request: Request, card: Card) -> float:
        """Draw the rows around the event in the first of its lanes; return how high it all is."""
        width = timeline_width(area)
        folded = [lane.key for lane in self.arrangement(request, width).lanes if lane.folded is not None]
        arrangement = self.arrangement(replace(request, unfolded=tuple(folded)), width)
        cut = _rows_around(arrangement, card)
        if not card.edtf or cut is None:
            return 0.0
        part = Slice(arrangement, *cut, area.left + HEADS + HEAD_GAP, area.top, card.identity)
        draw_timeline(canvas, self.exported.table, part)
        if card.identity not in set(arrangement.marks["id"]):
            self._point(canvas, part, card)
        return part.end - part.start + AXIS_HEIGHT + 12

    def _point(self, canvas: Canvas, part: Slice, card: Card) -> None:
        """Light the event's days on the axis, where its lane is a strip of counts."""
        scale, bounds = part.arrangement.scale, edtf.parse_bounds([card.edtf]).iloc[0]
        first = max(int(bounds["start_min"]), scale.window.first)
        last = min(int(bounds["end_max"]), scale.window.last)
        if first > last:
            return
        left = part.left + (first - scale.window.first) * scale.pixels_per_day
        width = (last - first + 1) * scale.pixels_per_day
        y, accent = part.top + AXIS_HEIGHT, canvas.style.theme.accent
        inks = choose_colours(canvas.style, self.exported.table)
        symbol = inks.get(card.meeting_type, inks[""])[1]
        with canvas.group(f"Event: {card.title}", f"{card.title} · {card.date}"):
            canvas.shape("Possible days", Box(left, y - 2.5, width, 5), Paint(accent))
            draw_symbol(canvas, symbol, (left + width / 2, y), Paint(accent))


def build_story(step: Step, card: Card, size: float) -> list[Words]:
    """Return what is told of an event: its title where the heading is another, note, summary and sources."""
    told = [
        Words(card.title if step.heading not in ("", card.title) else "", size, bold=True),
        Words(step.note, size),
        Words(card.summary, size),
        Words(card.note, size - SMALLER, colour="muted"),
    ]
    sources = [
        Words(format_source_line(source), size - SMALLER, lead="Source:", link=check_link(source.url), after=3.0)
        for source in card.sources
    ]
    missing = [] if sources else [Words("No source is recorded.", size - SMALLER, colour="muted")]
    return [words for words in (*told, *sources, *missing) if words.text]


def build_facts(step: Step, card: Card, size: float) -> list[Words]:
    """Return an event's facts, a paragraph each: date, kind, level, place, parties, people, what is in doubt."""
    others = "another event" if card.unordered == 1 else f"{card.unordered:,} others"
    facts = (
        ("", card.date[:1].upper() + card.date[1:]),
        ("", " · ".join(filter(None, (card.kind, card.level, card.doubt)))),
        ("Where:", card.where),
        ("With:", ", ".join(card.parties)),
        ("Present:", ", ".join(card.people)),
        ("Order:", f"not known against {others}" if card.unordered and not step.note else ""),
        ("Date:", "part of it was derived from what the source says" if card.computed else ""),
        ("Event", card.identity),
    )
    return [Words(text, size, bold=not number, lead=lead) for number, (lead, text) in enumerate(facts) if text]


def format_source_line(source: Evidence) -> str:
    """Say one source: what it is, the place in it, and what it says of the date."""
    says = f"says “{source.says}”" if source.says else ""
    return ", ".join(filter(None, (source.publisher, f"“{source.title}”", source.published, source.locator, says)))


def _rows_around(arrangement: Arrangement, card: Card) -> tuple[float, float] | None:
    """Return from where to where the rows around an event go in one of its lanes; None where it has none."""
    own = arrangement.marks[arrangement.marks["id"] == card.identity]
    if len(own) and arrangement.lanes[int(own["lane"].iloc[0])].shows == MARKS:
        return _rows_of(arrangement.lanes[int(own["lane"].iloc[0])], int(own["row"].iloc[0]))
    named = {*card.parties, card.kind, card.level, *card.topics}
    strips = [lane for lane in arrangement.lanes if lane.shows == STRIP]
    holding = [arrangement.lanes[index] for index in own["lane"]] or [lane for lane in strips if lane.name in named]
    lane = next(iter((*holding, *strips)), None)
    if lane is None:
        return None
    most = STRIP_ROWS * ROW + 2 * LANE_PADDING
    return lane.top, lane.top + lane.height if lane.height <= most else last_row(arrangement, lane.top, most)


def _rows_of(lane: Lane, row: int) -> tuple[float, float]:
    rows = round((lane.height - 2 * LANE_PADDING) / ROW)
    first = max(0, min(row - STRIP_ROWS // 2 + 1, rows - STRIP_ROWS))
    last = min(rows, first + STRIP_ROWS)
    start = lane.top + (LANE_PADDING + first * ROW if first else 0.0)
    return start, lane.top + (lane.height if last == rows else LANE_PADDING + last * ROW)


def _lanes_left(arrangement: Arrangement) -> str:
    left = arrangement.lanes_left
    return f"{left:,} more lanes are not drawn; their events are in the table." if left else ""

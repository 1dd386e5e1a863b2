"""One step of a briefing as slides: its note, its timeline with the event highlighted, its card, its sources."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from components.briefing.briefing import Step
from components.briefing.export_input import ExportInput
from components.dates import edtf
from components.events.levels import OTHER
from components.events.table import Table
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
from components.layout.display_list import UNKNOWN_SYMBOL, DisplayList, LaneHead, find_shapes, focus_on
from components.layout.lane_order import MARKS, STRIP
from components.layout.level_of_detail import LANE_PADDING, ROW
from components.messages.catalogue import Messages
from components.query.selection import Request
from components.query.view_options import ViewOptions
from components.views.card import Card, Evidence
from components.views.file_picture import Picture

MORE_LANES = 1_000  # than on screen
STRIP_ROWS = 4  # of the event's lane that are shown around it
SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0)  # of a card, as large as it goes on one slide
REDUCED = (1.0, 0.92, 0.84, 0.76)  # of a timeline's usual size
SMALLER = 3.0  # sources than the rest
LEFT, RIGHT = (0.0, 0.6), (0.64, 1.0)  # shares of the columns


class _Laid(NamedTuple):
    reduced: float
    drawn: DisplayList
    slices: list[tuple[float, float]]
    legend: list[slide_legend.Entry]


@dataclass
class StepWriter:
    """Write the steps of one deck; pictures that steps share are made once."""

    binder: Binder
    exported: ExportInput
    _pictures: dict[tuple[Request, float], Picture] = field(default_factory=dict)

    @property
    def _messages(self) -> Messages:
        return self.exported.table.messages

    def write(self, step: Step) -> None:
        """Add the slides of one step: a section's, a view's or an event's."""
        if step.request is None:
            finish(self.binder.open(step.heading, [step.note], section=True), [step.note])
        elif not step.request.event:
            self.write_view(step.heading, step.request, step.note)
        else:
            card = self.exported.card_of(step.request, step.request.event)
            if card is None:
                lost = self._messages("The event “{event}” is not in this table.", event=step.request.event)
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
                colours = choose_colours(canvas.style, self.exported.table)
                draw_timeline(canvas, Slice(laid.drawn, start, end, area.left + HEADS + HEAD_GAP, area.top, colours))
                slide_legend.draw_legend(canvas, laid.legend, area, colours)
            finish(canvas, [note, _say_lanes_left(laid.drawn, self._messages)])

    def _lay(self, request: Request, area: Box) -> "_Laid":
        """Lay a timeline out at the size, of those in REDUCED, at which it takes the fewest slides."""
        tried = []
        measure = self.binder.kit.content.style.measure
        for reduced in REDUCED:
            room = area.scaled(1 / reduced)
            picture = self.picture(request, timeline_width(room))
            entries = slide_legend.place_entries(picture.legend, measure, room.width)
            slices = cut_slices(picture.drawn, room.height - AXIS_HEIGHT - slide_legend.legend_height(entries))
            tried.append(_Laid(reduced, picture.drawn, slices, entries))
            if len(slices) == 1:
                break
        return min(tried, key=lambda laid: len(laid.slices))

    def picture(self, request: Request, width: float) -> Picture:
        """Return the picture of a request on so many pixels, whichever event is in hand."""
        key = (replace(request, event="", listed=None), width)
        if key not in self._pictures:
            seen = self.exported.picture_of(*key, ViewOptions(more_lanes=MORE_LANES))
            raised = with_head_heights(seen.drawn, self.binder.kit.content.style.measure)
            self._pictures[key] = replace(seen, drawn=raised)
        return self._pictures[key]

    def _write_text(self, heading: str, column: list[Words], note: str) -> None:
        def begin(continued: bool) -> tuple[Canvas, Box]:
            return self.binder.begin(heading, continued=continued), self.binder.kit.content.area

        for canvas in text_flow.pour(begin, [("Text", 0.0, 1.0, [words for words in column if words.text])]):
            finish(canvas, [note])

    def _write_event(self, step: Step, request: Request, card: Card) -> None:
        heading, area = step.heading or card.title, self.binder.kit.content.area
        table, _ = self.exported.table, self._messages
        canvas = self.binder.begin(heading)
        free = area.below(area.top + self._draw_strip(canvas, area, request, card))
        left = text_flow.shrink(canvas, free.column(*LEFT), lambda size: build_story(step, card, size, _), SIZES)
        right = text_flow.shrink(
            canvas, free.column(*RIGHT), lambda size: build_facts(step, card, size, table), SIZES[1:]
        )

        def begin(continued: bool) -> tuple[Canvas, Box]:
            return (self.binder.begin(heading, continued=True), area) if continued else (canvas, free)

        cited = (f"{format_source_line(source, card.date, _)} {source.url}".rstrip() for source in card.sources)
        notes = [step.note, *(_("Source: {source}", source=source) for source in cited)]
        for each in text_flow.pour(begin, [("Card", *LEFT, left), ("Facts", *RIGHT, right)]):
            finish(each, notes)

    def _draw_strip(self, canvas: Canvas, area: Box, request: Request, card: Card) -> float:
        """Draw the rows around the event in the first of its lanes; return how high it all is."""
        width = timeline_width(area)
        folded = [head.key for head in self.picture(request, width).drawn.heads if head.folded is not None]
        drawn = self.picture(replace(request, unfolded=tuple(folded)), width).drawn
        cut = _rows_around(drawn, card)
        if not card.edtf or cut is None:
            return 0.0
        colours = choose_colours(canvas.style, self.exported.table)
        focused = focus_on(drawn, card.identity)
        part = Slice(focused, *cut, area.left + HEADS + HEAD_GAP, area.top, colours)
        draw_timeline(canvas, part)
        if not focused.rings:
            self._point(canvas, part, card)
        return part.end - part.start + AXIS_HEIGHT + 12

    def _point(self, canvas: Canvas, part: Slice, card: Card) -> None:
        """Light the event's days on the axis, where its lane is a strip of counts."""
        scale, bounds = part.drawn.scale, edtf.parse_bounds([card.edtf]).iloc[0]
        first = max(int(bounds["start_min"]), scale.window.first)
        last = min(int(bounds["end_max"]), scale.window.last)
        if first > last:
            return
        left = part.left + (first - scale.window.first) * scale.pixels_per_day
        width = (last - first + 1) * scale.pixels_per_day
        y, accent = part.top + AXIS_HEIGHT, canvas.style.theme.accent
        symbol = find_shapes(self.exported.table).get(card.meeting_type, UNKNOWN_SYMBOL)
        with canvas.group(f"Event: {card.title}", f"{card.title} · {card.date}"):
            canvas.shape(
                "Possible days", Box(left, y - 2.5, width, 5), Paint(accent), about=self._messages("Possible days")
            )
            draw_symbol(canvas, symbol, (left + width / 2, y), Paint(accent))


def build_story(step: Step, card: Card, size: float, _: Messages) -> list[Words]:
    """Return what is told of an event: its title where the heading is another, note, summary and sources."""
    told = [
        Words(card.title if step.heading not in ("", card.title) else "", size, bold=True),
        Words(step.note, size),
        Words(card.summary, size),
        Words(card.note, size - SMALLER, colour="muted"),
    ]
    sources = [
        Words(
            format_source_line(source, card.date, _),
            size - SMALLER,
            lead=_("Source:"),
            link=check_link(source.url),
            after=3.0,
        )
        for source in card.sources
    ]
    missing = [] if sources else [Words(_("No source is recorded."), size - SMALLER, colour="muted")]
    return [words for words in (*told, *sources, *missing) if words.text]


def build_facts(step: Step, card: Card, size: float, table: Table) -> list[Words]:
    """Return an event's facts, a paragraph each: date, meeting type, level, place, parties, people, what is in doubt.

    That a meeting type or a level is "Other" says nothing and is left out.
    """
    _, other = table.messages, table.name_of("level", OTHER)
    order = _.plural(
        "may have come before or after {count} other event",
        "may have come before or after {count} other events",
        card.unordered,
    )
    facts = (
        ("", card.date[:1].upper() + card.date[1:]),
        ("", " · ".join(words for words in (card.kind, card.level, card.doubt) if words not in ("", other))),
        (_("Place:"), card.where),
        (_("Counterparts:"), ", ".join(card.parties)),
        (_("Participants:"), ", ".join(card.people)),
        (_("Order:"), order if card.unordered and not step.note else ""),
        (_("Date:"), _("partly derived from what the source states") if card.computed else ""),
        (_("Event ID:"), card.identity),
    )
    return [Words(text, size, bold=not number, lead=lead) for number, (lead, text) in enumerate(facts) if text]


def format_source_line(source: Evidence, date: str, _: Messages) -> str:
    """Say one source: what it is, the place in it, and the date that it gives where that is not the event's `date`."""
    says = _("date given: {date}", date=source.says) if source.says not in ("", date) else ""
    title = _("“{text}”", text=source.title)
    return ", ".join(filter(None, (source.publisher, title, source.published, source.locator, says)))


def _rows_around(drawn: DisplayList, card: Card) -> tuple[float, float] | None:
    """Return from where to where the rows around an event go in one of its lanes; None where it has none."""
    own = [symbol for symbol in drawn.symbols if symbol.event.id == card.identity]
    if own and drawn.heads[own[0].lane].shows == MARKS:
        head = drawn.heads[own[0].lane]
        return _rows_of(head, int((own[0].y - head.top - LANE_PADDING) // ROW))
    named = {*card.parties, card.kind, card.level, *card.topics}
    strips = [head for head in drawn.heads if head.shows == STRIP]
    holding = [drawn.heads[symbol.lane] for symbol in own] or [head for head in strips if head.name in named]
    if not holding and not strips:
        return None
    head, most = (*holding, *strips)[0], STRIP_ROWS * ROW + 2 * LANE_PADDING
    return head.top, head.top + head.height if head.height <= most else last_row(drawn, head.top, most)


def _rows_of(lane: LaneHead, row: int) -> tuple[float, float]:
    rows = round((lane.height - 2 * LANE_PADDING) / ROW)
    first = max(0, min(row - STRIP_ROWS // 2 + 1, rows - STRIP_ROWS))
    last = min(rows, first + STRIP_ROWS)
    start = lane.top + (LANE_PADDING + first * ROW if first else 0.0)
    return start, lane.top + (lane.height if last == rows else LANE_PADDING + last * ROW)


def _say_lanes_left(drawn: DisplayList, _: Messages) -> str:
    if not drawn.lanes_left:
        return ""
    return _.plural(
        "{count} more lane is not shown; its events are in the table.",
        "{count} more lanes are not shown; their events are in the table.",
        drawn.lanes_left,
    )

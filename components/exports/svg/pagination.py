"""How much of a timeline a file shows: every lane unfolded, and a display list cut into pages of lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from components.briefing.export_input import ExportInput
from components.layout.display_list import DisplayList, LaneHead, move_lanes
from components.layout.level_of_detail import HEAD_HEIGHT, ROW
from components.messages.catalogue import ENGLISH, Messages
from components.query import lane_schemes
from components.query.selection import Request
from components.query.view_options import ViewOptions
from components.views.file_picture import Picture

MOST_LANES, MOST_MARKS = 1_000, 20_000  # of a file, beyond those of a screen
NARROWEST = 640.0  # pixels on which it is asked which lanes there are


@dataclass(frozen=True)
class Piece:
    """Hold a part of one lane: its index in a picture, from and to which pixel of that, and the name it gets."""

    lane: int
    top: float
    bottom: float
    name: str


def compose_whole_picture(exported: ExportInput, request: Request, width: float) -> Picture:
    """Compose the picture of a request with every lane and mark that it has, however many."""
    picture: Picture = exported.picture_of(request, width, ViewOptions(more_lanes=MOST_LANES, more_marks=MOST_MARKS))
    return picture


def unfold(exported: ExportInput, request: Request) -> Request:
    """Return the request with every lane unfolded that holds others."""
    heads = compose_whole_picture(exported, request, NARROWEST).drawn.heads
    return replace(request, unfolded=tuple(head.key for head in heads if head.folded is not None))


def is_crowded(drawn: DisplayList) -> bool:
    """Tell whether a label was cut or dropped, or a lane became a strip."""
    written = {(label.lane, label.event.id): label.text for label in drawn.labels}
    titled = (symbol for symbol in drawn.symbols if symbol.event.title.strip())
    return bool(drawn.cells) or any(written.get((each.lane, each.event.id)) != each.event.title for each in titled)


def drop_quiet(drawn: DisplayList) -> tuple[DisplayList, tuple[LaneHead, ...]]:
    """Return the picture without lanes that show nothing, closed up, and those lanes."""
    quiet = tuple(head for head in drawn.heads if head.shows == "nothing")
    pieces = [_whole(number, head) for number, head in enumerate(drawn.heads) if head.inside]
    return stack_lanes(drawn, pieces), quiet


def describe_left(drawn: DisplayList, _: Messages = ENGLISH) -> str:
    """Say in one sentence how many lanes are not drawn; "" where all are."""
    left = drawn.lanes_left
    return _.plural("{count} more lane is not shown.", "{count} more lanes are not shown.", left) if left else ""


def describe_quiet(quiet: Iterable[LaneHead], _: Messages = ENGLISH) -> str:
    """Say in one sentence which lanes have events outside the period only, and how many; "" where there are none."""
    named = [_("{lane} ({count})", lane=head.name, count=head.kept) for head in quiet]
    return _("Lanes with events only before or after this period: {lanes}.", lanes=", ".join(named)) if named else ""


def cut_pages(drawn: DisplayList, rooms: Iterable[float], _: Messages = ENGLISH) -> list[DisplayList]:
    """Cut a picture into pages of at most so many pixels, between lanes, and within a lane that no page holds.

    rooms: the height of each page; it must not end before the lanes do. A lane's own line is not left alone at the
    foot of a page, and stands again at the head of the next.
    """
    pages, at = [], 0.0
    for room in rooms:
        begun = _around(drawn, at, _)
        end = _end(drawn, at, room - HEAD_HEIGHT * len(begun))
        pages.append(stack_lanes(drawn, [*begun, *_pieces(drawn, at, end, _)]))
        at = end
        if at >= drawn.height:
            break
    return pages


def split_lanes(drawn: DisplayList) -> list[DisplayList]:
    """Return every lane as a picture of its own."""
    return [stack_lanes(drawn, [_whole(number, lane)]) for number, lane in enumerate(drawn.heads)]


def stack_lanes(drawn: DisplayList, pieces: Sequence[Piece]) -> DisplayList:
    """Return a picture of these pieces only, one below the other."""
    heads, height = [], 0.0
    for piece in pieces:
        head = drawn.heads[piece.lane]
        placed = head._replace(name=piece.name, top=height, height=piece.bottom - piece.top)
        heads.append((piece.lane, placed, height - piece.top))
        height += placed.height
    return move_lanes(drawn, heads, height)


def _whole(number: int, lane: LaneHead) -> Piece:
    return Piece(number, lane.top, lane.top + lane.height, lane.name)


def _piece(number: int, lane: LaneHead, top: float, bottom: float, _: Messages) -> Piece:
    begin, end = max(top, lane.top), min(bottom, lane.top + lane.height)
    return Piece(number, begin, end, lane.name if begin == lane.top else _continued(lane.name, _))


def _continued(name: str, _: Messages) -> str:
    return _("{lane}, continued", lane=name)


def _pieces(drawn: DisplayList, top: float, bottom: float, _: Messages) -> list[Piece]:
    return [
        _piece(number, lane, top, bottom, _)
        for number, lane in enumerate(drawn.heads)
        if lane.top < bottom and lane.top + lane.height > top
    ]


def _around(drawn: DisplayList, at: float, _: Messages) -> list[Piece]:
    """Return the line of the outer lane that goes on at a pixel; nothing where none does."""
    lanes = drawn.heads
    here = next((lane for lane in lanes if lane.top + lane.height > at), None)
    if here is None or not here.depth or not at:
        return []
    outer = lane_schemes.parent_of(here.key)
    return [
        Piece(number, lane.top, lane.top + lane.height, _continued(lane.name, _))
        for number, lane in enumerate(lanes)
        if lane.key == outer
    ]


def _end(drawn: DisplayList, at: float, room: float) -> float:
    """Return where a page that begins at a pixel ends: below the last lane that it holds whole, else between rows."""
    if at + room >= drawn.height:
        return drawn.height
    ends = [
        lane.top + lane.height
        for lane in drawn.heads
        if at < lane.top + lane.height <= at + room and lane.shows != "head"
    ]
    return max(ends, default=0.0) or _row_end(drawn, at, max(room, ROW))


def _row_end(drawn: DisplayList, at: float, room: float) -> float:
    """Return the last pixel at which a lane can be cut without cutting what it holds."""
    spans = [(y - ROW / 2, y + ROW / 2) for y in {symbol.y for symbol in drawn.symbols}]
    spans += list({(cell.y - cell.height / 2, cell.y + cell.height / 2) for cell in drawn.cells})
    cuts = sorted({bottom for _top, bottom in spans if at < bottom <= at + room})
    free = (cut for cut in reversed(cuts) if not any(top < cut < bottom for top, bottom in spans))
    return next(free, at + room)

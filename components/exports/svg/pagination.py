"""How much of a timeline a file shows: every lane unfolded, and an arrangement cut into pages of lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.briefing.export_input import ExportInput
from components.layout.arrangement import Arrangement, Lane
from components.layout.level_of_detail import HEAD_HEIGHT, ROW
from components.query import lane_schemes
from components.query.selection import Request
from components.query.view_options import ViewOptions
from components.views.view import View

MOST_LANES, MOST_MARKS = 1_000, 20_000  # of a file, beyond those of a screen
NARROWEST = 640.0  # pixels on which it is asked which lanes there are


@dataclass(frozen=True)
class Piece:
    """Hold a part of one lane: its index in an arrangement, from and to which pixel of that, and the name it gets."""

    lane: int
    top: float
    bottom: float
    name: str


def compose_whole_view(exported: ExportInput, request: Request, width: float) -> View:
    """Compose the view of a request with every lane and mark that it has, however many."""
    view: View = exported.view_of(request, width, ViewOptions(more_lanes=MOST_LANES, more_marks=MOST_MARKS))
    return view


def unfold(exported: ExportInput, request: Request) -> Request:
    """Return the request with every lane unfolded that holds others."""
    lanes = compose_whole_view(exported, request, NARROWEST).arrangement.lanes
    return replace(request, unfolded=tuple(lane.key for lane in lanes if lane.folded is not None))


def is_crowded(view: View) -> bool:
    """Tell whether a label was cut or dropped, or a lane became a strip."""
    marks = view.arrangement.marks
    return bool(len(view.arrangement.bins) or (marks["label"] != marks["title"]).any())


def drop_quiet(arrangement: Arrangement) -> tuple[Arrangement, tuple[Lane, ...]]:
    """Return the arrangement without lanes that show nothing, closed up, and those lanes."""
    quiet = tuple(lane for lane in arrangement.lanes if lane.shows == "nothing")
    pieces = [_piece(number, lane) for number, lane in enumerate(arrangement.lanes) if lane.totals.inside]
    return stack_lanes(arrangement, pieces), quiet


def describe_left(arrangement: Arrangement) -> str:
    """Say in one sentence how many lanes are not drawn; "" where all are."""
    left = arrangement.lanes_left
    return f"Not drawn: {left:,} more {'lane' if left == 1 else 'lanes'}." if left else ""


def describe_quiet(quiet: Iterable[Lane]) -> str:
    """Say in one sentence which lanes have events outside the period only, and how many; "" where there are none."""
    named = [f"{lane.name} ({lane.totals.kept:,})" for lane in quiet]
    return f"With events outside the period only: {', '.join(named)}." if named else ""


def cut_pages(arrangement: Arrangement, rooms: Iterable[float]) -> list[Arrangement]:
    """Cut an arrangement into pages of at most so many pixels, between lanes, and within a lane that no page holds.

    rooms: the height of each page; it must not end before the lanes do. A lane's own line is not left alone at the
    foot of a page, and stands again at the head of the next.
    """
    pages, at = [], 0.0
    for room in rooms:
        begun = _around(arrangement, at)
        end = _end(arrangement, at, room - HEAD_HEIGHT * len(begun))
        pages.append(stack_lanes(arrangement, [*begun, *_pieces(arrangement, at, end)]))
        at = end
        if at >= arrangement.height:
            break
    return pages


def split_lanes(arrangement: Arrangement) -> list[Arrangement]:
    """Return every lane as an arrangement of its own."""
    return [stack_lanes(arrangement, [_piece(number, lane)]) for number, lane in enumerate(arrangement.lanes)]


def stack_lanes(arrangement: Arrangement, pieces: Sequence[Piece]) -> Arrangement:
    """Return an arrangement of these pieces only, one below the other."""
    lanes, marks, bins, height = [], [arrangement.marks.iloc[:0]], [arrangement.bins.iloc[:0]], 0.0
    for number, piece in enumerate(pieces):
        lane = arrangement.lanes[piece.lane]
        lanes.append(replace(lane, name=piece.name, top=height, height=piece.bottom - piece.top))
        marks.append(_moved(arrangement.marks, piece, number, height))
        bins.append(_moved(arrangement.bins, piece, number, height))
        height += piece.bottom - piece.top
    return replace(
        arrangement,
        lanes=tuple(lanes),
        marks=pd.concat(marks, ignore_index=True),
        bins=pd.concat(bins, ignore_index=True),
        height=height,
    )


def _moved(rows: pd.DataFrame, piece: Piece, lane: int, top: float) -> pd.DataFrame:
    inside = rows[(rows["lane"] == piece.lane) & (rows["y"] >= piece.top) & (rows["y"] < piece.bottom)]
    return inside.assign(lane=lane, y=inside["y"] - piece.top + top)


def _piece(number: int, lane: Lane, top: float | None = None, bottom: float | None = None) -> Piece:
    begin = lane.top if top is None else max(top, lane.top)
    end = lane.top + lane.height if bottom is None else min(bottom, lane.top + lane.height)
    return Piece(number, begin, end, lane.name if begin == lane.top else _continued(lane.name))


def _continued(name: str) -> str:
    return f"{name}, continued"


def _pieces(arrangement: Arrangement, top: float, bottom: float) -> list[Piece]:
    return [
        _piece(number, lane, top, bottom)
        for number, lane in enumerate(arrangement.lanes)
        if lane.top < bottom and lane.top + lane.height > top
    ]


def _around(arrangement: Arrangement, at: float) -> list[Piece]:
    """Return the line of the outer lane that goes on at a pixel; nothing where none does."""
    lanes = arrangement.lanes
    here = next((lane for lane in lanes if lane.top + lane.height > at), None)
    if here is None or not here.depth or not at:
        return []
    outer = lane_schemes.parent_of(here.key)
    return [
        Piece(number, lane.top, lane.top + lane.height, _continued(lane.name))
        for number, lane in enumerate(lanes)
        if lane.key == outer
    ]


def _end(arrangement: Arrangement, at: float, room: float) -> float:
    """Return where a page that begins at a pixel ends: below the last lane that it holds whole, else between rows."""
    if at + room >= arrangement.height:
        return arrangement.height
    ends = [
        lane.top + lane.height
        for lane in arrangement.lanes
        if at < lane.top + lane.height <= at + room and lane.shows != "head"
    ]
    return max(ends, default=0.0) or _row_end(arrangement, at, max(room, ROW))


def _row_end(arrangement: Arrangement, at: float, room: float) -> float:
    """Return the last pixel at which a lane can be cut without cutting what it holds."""
    marks, bins = arrangement.marks, arrangement.bins
    spans = [(y - ROW / 2, y + ROW / 2) for y in marks["y"].unique()]
    spans += list({(y - height / 2, y + height / 2) for y, height in zip(bins["y"], bins["height"], strict=True)})
    cuts = sorted({bottom for _, bottom in spans if at < bottom <= at + room})
    free = (cut for cut in reversed(cuts) if not any(top < cut < bottom for top, bottom in spans))
    return next(free, at + room)

"""How a timeline that is higher than a slide is cut: between lanes, and within one only where it must."""

from itertools import pairwise

from components.layout.display_list import DisplayList


def cut_slices(drawn: DisplayList, height: float) -> list[tuple[float, float]]:
    """Return from where to where (pixels of y) the slides go, each at most so high; nothing is on two of them.

    Cut is between lanes, but never right below a head; where a lane is higher than a slide, between its rows.
    """
    lanes = drawn.heads
    wholes = [
        lane.top for before, lane in zip((None, *lanes), lanes, strict=False) if before and before.shows != "head"
    ]
    slices, start = [], 0.0
    while drawn.height - start > height:
        whole = (cut for cut in wholes if start < cut <= start + height)
        end = max(whole, default=0.0) or last_row(drawn, start, height)
        slices.append((start, end))
        start = end
    return [*slices, (start, drawn.height)]


def last_row(drawn: DisplayList, start: float, height: float) -> float:
    """Return where to cut between two rows of marks or bins so that the part from `start` is at most so high."""
    middles = sorted({*(symbol.y for symbol in drawn.symbols), *(cell.y for cell in drawn.cells)})
    between = ((above + below) / 2 for above, below in pairwise(middles))
    return max((cut for cut in between if start < cut <= start + height), default=start + height)

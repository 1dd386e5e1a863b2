"""This file is the order of lanes: which stand on screen, in which order, and what each should show."""

from typing import NamedTuple

import pandas as pd

from components.timeline import lane_schemes
from components.timeline.selection import Request
from components.timeline.table import Table

MOST_LANES = 150  # on screen; the others are counted, and come when asked for
MARKS, STRIP, HEAD, NOTHING = "marks", "strip", "head", "nothing"


class Listed(NamedTuple):
    """Hold one lane to show: its key, what it should show, and how many events of it are in the window."""

    key: str
    shows: str
    inside: int


def to_order(counts: pd.DataFrame, request: Request, table: Table, more: int = 0) -> tuple[list[Listed], int]:
    """List the lanes to show, at most MOST_LANES and `more`, and say how many are left.

    Pinned lanes come first, in the order of pinning; then by count in the window, then by all that the filters keep,
    then by name. `counts` is as store.Store.lanes gives it.
    """
    scheme = lane_schemes.find(table, request.lanes_by)
    kept = counts[counts.sum(axis=1) > 0]
    keys = [str(key) for key in kept.index]
    inside = dict(zip(keys, (kept["certain"] + kept["possible"]).tolist(), strict=True))
    pins = {key: number for number, key in enumerate(request.pinned)}
    kept_in = dict(zip(keys, kept.sum(axis=1).tolist(), strict=True))
    ordered = sorted(
        keys,
        key=lambda key: (
            *(pins.get(key, len(pins)), key in lane_schemes.SPECIAL),
            *(-inside[key], -kept_in[key], scheme.name_of(key, table)),
        ),
    )
    children: dict[str, list[str]] = {}
    for key in ordered:
        children.setdefault(lane_schemes.parent_of(key) if scheme.nested else "", []).append(key)
    listed = []
    for outer in children.get("", []):
        within = children.get(outer, []) if outer in request.unfolded and scheme.nested else []
        folded = scheme.nested and outer not in request.unfolded
        shows = HEAD if within else NOTHING if not inside[outer] else STRIP if folded else MARKS
        listed.append(Listed(outer, shows, inside[outer]))
        listed += [Listed(key, MARKS if inside[key] else NOTHING, inside[key]) for key in within]
    most = MOST_LANES + more
    return listed[:most], max(0, len(listed) - most)

"""The shape of every symbol, by the names that Plotly gives them, so that all pictures look alike."""

import math

_ROOT_2, _ROOT_3 = math.sqrt(2), math.sqrt(3)

# To add one: its outline around (0, 0) for a radius of 1, as Plotly draws it (symbol_defs.js of plotly.js, MIT).
_POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((1, 1), (-1, 1), (-1, -1), (1, -1)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "diamond-tall": ((0, 1.4), (0.7, 0), (0, -1.4), (-0.7, 0)),
    "diamond-wide": ((0, 0.7), (1.4, 0), (0, -0.7), (-1.4, 0)),
    "triangle-up": ((-2 / _ROOT_3, 0.5), (2 / _ROOT_3, 0.5), (0, -1)),
    "triangle-down": ((-2 / _ROOT_3, -0.5), (2 / _ROOT_3, -0.5), (0, 1)),
    "triangle-left": ((0.5, -2 / _ROOT_3), (0.5, 2 / _ROOT_3), (-1, 0)),
    "triangle-right": ((-0.5, -2 / _ROOT_3), (-0.5, 2 / _ROOT_3), (1, 0)),
    "triangle-ne": ((-1.2, -0.6), (0.6, -0.6), (0.6, 1.2)),
    "triangle-sw": ((1.2, 0.6), (-0.6, 0.6), (-0.6, -1.2)),
    "hourglass": ((1, 1), (-1, 1), (1, -1), (-1, -1)),
    "bowtie": ((1, 1), (1, -1), (-1, 1), (-1, -1)),
    "pentagon": tuple((math.sin(turn * math.tau / 5), -math.cos(turn * math.tau / 5)) for turn in range(5)),
    "hexagon": tuple((math.sin(turn * math.tau / 6), -math.cos(turn * math.tau / 6)) for turn in range(6)),
    "hexagon2": tuple((math.cos(turn * math.tau / 6), math.sin(turn * math.tau / 6)) for turn in range(6)),
    "octagon": tuple(
        (math.sin((turn + 0.5) * math.tau / 8), math.cos((turn + 0.5) * math.tau / 8)) for turn in range(8)
    ),
    "cross": (
        *((1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4)),
        *((-1.2, -0.4), (-0.4, -0.4), (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4)),
    ),
    "star": tuple(
        (radius * math.sin(turn * math.tau / 10), -radius * math.cos(turn * math.tau / 10))
        for turn, radius in enumerate([1.4, 1.4 * 0.382] * 5)
    ),
    "hexagram": tuple(
        (radius * math.sin(turn * math.tau / 12), -radius * math.cos(turn * math.tau / 12))
        for turn, radius in enumerate([1.32, 1.32 / _ROOT_3] * 6)
    ),
}
_POLYGONS["x"] = tuple(((x - y) / _ROOT_2, (x + y) / _ROOT_2) for x, y in _POLYGONS["cross"])
# Sides that bend inwards between corners: the corners and the bend's radius
_BENT: dict[str, tuple[tuple[tuple[float, float], ...], float]] = {
    "star-square": (((-1.1, -1.1), (-1.1, 1.1), (1.1, 1.1), (1.1, -1.1)), 2.0),
    "star-diamond": (((-1.4, 0), (0, 1.4), (1.4, 0), (0, -1.4)), 1.9),
}
NAMES = ("circle", *_POLYGONS, *_BENT)


def outline(name: str, size: float) -> str:
    """Return a symbol of so many pixels across as SVG path data around (0, 0); a circle for names not listed."""
    radius = size / 2
    if name in _BENT:
        corners, bend = _BENT[name]
        points = [_point(corner, radius) for corner in (*corners[1:], corners[0])]
        arcs = "".join(f"A{bend * radius:.2f},{bend * radius:.2f} 0 0 1 {point}" for point in points)
        return f"M{_point(corners[0], radius)}{arcs}Z"
    if name in _POLYGONS:
        return "M" + "L".join(_point(corner, radius) for corner in _POLYGONS[name]) + "Z"
    half = f"A{radius:.2f},{radius:.2f} 0 0,1"
    return f"M{radius:.2f},0{half} {-radius:.2f},0{half} {radius:.2f},0Z"


def _point(corner: tuple[float, float], radius: float) -> str:
    return f"{corner[0] * radius:.2f},{corner[1] * radius:.2f}"

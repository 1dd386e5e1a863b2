"""Which native shape stands for each symbol of a meeting type, by the names that Plotly gives them."""

from typing import NamedTuple


class Autoshape(NamedTuple):
    """Name a preset shape, how far it is turned (degrees), and its width and height against the symbol's."""

    preset: str
    turn: int = 0
    across: float = 1.0
    down: float = 1.0


# To add one: its name in meeting_types.csv and the preset of DrawingML that looks most like it.
_SHAPES = {
    "star": Autoshape("star5", across=1.25, down=1.25),
    "hexagram": Autoshape("star6", across=1.2, down=1.2),
    "cross": Autoshape("plus", across=1.1, down=1.1),
    "x": Autoshape("mathMultiply", across=1.5, down=1.5),
    "diamond": Autoshape("diamond", across=1.2, down=1.2),
    "diamond-tall": Autoshape("diamond", across=0.8, down=1.3),
    "diamond-wide": Autoshape("diamond", across=1.4, down=0.8),
    "square": Autoshape("rect", across=0.9, down=0.9),
    "pentagon": Autoshape("pentagon"),
    "hexagon": Autoshape("hexagon"),
    "hexagon2": Autoshape("hexagon"),
    "octagon": Autoshape("octagon"),
    "triangle-up": Autoshape("triangle"),
    "triangle-right": Autoshape("triangle", turn=90),
    "triangle-down": Autoshape("triangle", turn=180),
    "triangle-left": Autoshape("triangle", turn=270),
    "triangle-ne": Autoshape("rtTriangle", turn=180, across=0.9, down=0.9),
    "triangle-sw": Autoshape("rtTriangle", across=0.9, down=0.9),
    "hourglass": Autoshape("flowChartCollate"),
    "bowtie": Autoshape("flowChartCollate", turn=90),
    "star-square": Autoshape("star4", turn=45, across=1.2, down=1.2),
    "star-diamond": Autoshape("star4", across=1.2, down=1.2),
}
_OTHERWISE = Autoshape("ellipse")


def autoshape(symbol: str) -> Autoshape:
    """Return the shape of a symbol; an ellipse for a circle and for names not listed."""
    return _SHAPES.get(symbol, _OTHERWISE)

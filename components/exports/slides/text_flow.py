"""Text flow over slides: columns fill frames, one slide after the other."""

from collections.abc import Callable, Sequence

from components.exports.slides.canvas import Canvas
from components.exports.slides.geometry import Box
from components.exports.slides.text_fitting import Words

MOST_SLIDES = 200  # of one text

Begin = Callable[[bool], tuple[Canvas, Box]]  # continued? → a slide and the area that is free on it


def pour(begin: Begin, columns: Sequence[tuple[str, float, float, list[Words]]]) -> list[Canvas]:
    """Write named columns, each from one share of the area's width to another; return the slides it took."""
    rest = [column for *_, column in columns]
    slides: list[Canvas] = []
    while (any(rest) or not slides) and len(slides) < MOST_SLIDES:
        canvas, area = begin(bool(slides))
        for index, (name, start, end, _) in enumerate(columns):
            box = area.column(start, end)
            placed, rest[index] = canvas.style.measure.pour(rest[index], box.width, box.height)
            canvas.write(name, box, placed)
        slides.append(canvas)
    return slides


def shrink(canvas: Canvas, box: Box, column: Callable[[float], list[Words]], sizes: Sequence[float]) -> list[Words]:
    """Return a column in the first of some sizes in which it fits a box, else in the last."""
    for size in sizes:
        words = column(size)
        if not canvas.style.measure.pour(words, box.width, box.height)[1]:
            return words
    return column(sizes[-1])

"""Rectangles on a slide, in slide units: a 540th of the height of a usual slide."""

from typing import NamedTuple

SHORTEST, NARROWEST = 540.0, 720.0  # of a slide: its unit is chosen so that it is at least as high and wide


class Box(NamedTuple):
    """Hold a rectangle in slide units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top + self.height

    def below(self, top: float) -> "Box":
        """Return what of it lies below a height."""
        return Box(self.left, top, self.width, self.bottom - top)

    def scaled(self, by: float) -> "Box":
        """Return it with all its measures so many times as large."""
        return Box(*(value * by for value in self))

    def column(self, start: float, end: float) -> "Box":
        """Return the part of it between two shares of its width."""
        return Box(self.left + start * self.width, self.top, (end - start) * self.width, self.height)

    def without(self, other: "Box", most: float) -> "Box":
        """Return the largest rest beside another box; itself where that would cost more than a share of it."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        if width <= 0 or height <= 0:
            return self
        rests = (
            Box(self.left, other.bottom, self.width, self.bottom - other.bottom),
            Box(self.left, self.top, self.width, other.top - self.top),
            Box(other.right, self.top, self.right - other.right, self.height),
            Box(self.left, self.top, other.left - self.left, self.height),
        )
        best = max(rests, key=lambda box: min(box.width, self.width) * min(box.height, self.height))
        kept = max(best.width, 0) * max(best.height, 0)
        return best if kept >= (1 - most) * self.width * self.height else self

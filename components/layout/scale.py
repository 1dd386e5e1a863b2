"""The scale of a timeline: days to pixels."""

from dataclasses import dataclass

import numpy as np

from components.dates.windows import Window


@dataclass(frozen=True)
class Scale:
    """Hold a window of days and the pixels it is drawn on; day d takes the pixels from pixel(d) to pixel(d + 1)."""

    window: Window
    width: float

    @property
    def pixels_per_day(self) -> float:
        """Return how wide a day is in pixels."""
        return self.width / (self.window.last - self.window.first + 1)

    def pixel(self, days: np.ndarray) -> np.ndarray:
        """Return where days begin, in pixels from the window's first day; a float day may point into a day."""
        return (days.astype(float) - self.window.first) * self.pixels_per_day

    def day(self, pixels: np.ndarray) -> np.ndarray:
        """Return the (float) day at a pixel."""
        return pixels / self.pixels_per_day + self.window.first

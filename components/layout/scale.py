"""The scale of a timeline: days to pixels."""

from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd

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

    @overload
    def pixel(self, days: pd.Series) -> pd.Series: ...
    @overload
    def pixel(self, days: np.ndarray) -> np.ndarray: ...
    def pixel(self, days: pd.Series | np.ndarray) -> pd.Series | np.ndarray:
        """Return where days begin, in pixels from the window's first day; a float day may point into a day."""
        return (days.astype(float) - self.window.first) * self.pixels_per_day

    def day(self, pixels: pd.Series) -> pd.Series:
        """Return the (float) day at a pixel."""
        return pixels / self.pixels_per_day + self.window.first

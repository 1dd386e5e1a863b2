"""What was arranged, as data frames: a test asks of many marks at once."""

import pandas as pd

from components.layout.arrangement import Arrangement
from components.layout.marks import PlacedMark
from components.layout.strips import Bin


def to_marks(arranged: Arrangement) -> pd.DataFrame:
    """Return the marks of an arrangement, one row each."""
    return pd.DataFrame(list(arranged.marks), columns=PlacedMark._fields)


def to_bins(arranged: Arrangement) -> pd.DataFrame:
    """Return the bins of an arrangement, one row each."""
    return pd.DataFrame(list(arranged.bins), columns=Bin._fields)

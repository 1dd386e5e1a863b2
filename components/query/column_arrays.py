"""Column arrays: the rows of an answer as numpy arrays, for the few hundred that a screen shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class ColumnArrays:
    """Hold columns of one length by name; they are shared by all who ask, and so never written to.

    A data frame of so few rows costs more than all the work on it (D20).
    """

    named: Mapping[str, np.ndarray]

    def __len__(self) -> int:
        return len(next(iter(self.named.values()), ()))

    def __getitem__(self, name: str) -> np.ndarray:
        """Return one column."""
        return self.named[name]

    def take(self, rows: np.ndarray) -> "ColumnArrays":
        """Return some of the rows: those of a mask, or at positions."""
        return ColumnArrays({name: values[rows] for name, values in self.named.items()})

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values: of these columns, or of all in their order."""
        chosen = [self.named[name] for name in names] if names else self.named.values()
        return zip(*(values.tolist() for values in chosen), strict=True)

    def frame(self, index: str = "") -> pd.DataFrame:
        """Return the columns as a data frame, one of them its index where it is named."""
        frame = pd.DataFrame(dict(self.named))
        return frame.set_index(index) if index else frame


def from_frame(frame: pd.DataFrame, index: str = "") -> ColumnArrays:
    """Return the columns of a data frame, and its index under this name where it has one; text as objects."""
    named = {index: frame.index.to_numpy(dtype=object)} if index else {}
    columns = {str(name): _to_array(frame[name]) for name in frame.columns}
    return ColumnArrays({**named, **columns})


def _to_array(values: pd.Series) -> np.ndarray:
    return values.to_numpy(dtype=object) if pd.api.types.is_string_dtype(values.dtype) else values.to_numpy()


def as_objects(values: Sequence[Any]) -> np.ndarray:
    """Return values as an array of objects, so that rows of it can be taken at once."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array

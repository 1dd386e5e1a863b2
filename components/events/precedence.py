"""Which of two events comes first where there is room for one: by rank, among equal ranks by an even spread of ids."""

import zlib

import numpy as np
import pandas as pd

PRIORITIES = 1 << 24  # of equal ranks; so rank, priority and position are one number of 63 bits to an engine


def compute_priority(identities: pd.Series) -> np.ndarray:
    """Return a number below PRIORITIES for each id that hangs on the id alone and is spread evenly (int64)."""
    sums = np.array([zlib.crc32(identity.encode("utf-8", "replace")) for identity in identities], dtype=np.int64)
    return sums % PRIORITIES

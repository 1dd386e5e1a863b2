"""How many random examples a test tries: a share of them in a quick run, all of them in an exhaustive one (D17)."""

import math
import os

from hypothesis import settings

EXHAUSTIVE = "TIMELINE_EXHAUSTIVE"  # of the environment; `make test-all` sets it
USUAL = 100  # examples of a test that names no number
QUICK_SHARE = 0.15
LEAST = 3


def is_exhaustive() -> bool:
    """Return whether this run is to try everything."""
    return bool(os.environ.get(EXHAUSTIVE))


def scale(examples: int) -> int:
    """Return how many of these examples this run tries."""
    return examples if is_exhaustive() else min(examples, max(LEAST, math.ceil(examples * QUICK_SHARE)))


def examples(most: int, **others: object) -> settings:
    """Return a decorator for a test with random examples: `most` in an exhaustive run; others: see settings."""
    return settings(max_examples=scale(most), **others)

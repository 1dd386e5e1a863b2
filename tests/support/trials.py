"""How many random examples and variants a test tries: some in a quick run, all in an exhaustive one (D17)."""

import math
import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

EXHAUSTIVE = "TIMELINE_EXHAUSTIVE"  # of the environment; `make test-all` sets it
USUAL = 100  # examples of a test that names no number
QUICK_SHARE = 0.08
LEAST = 3

Variant = TypeVar("Variant")


def is_exhaustive() -> bool:
    """Return whether this run is to try everything."""
    return bool(os.environ.get(EXHAUSTIVE))


def scale(examples: int) -> int:
    """Return how many of these examples this run tries."""
    return examples if is_exhaustive() else min(examples, max(LEAST, math.ceil(examples * QUICK_SHARE)))


def spread(variants: Sequence[Variant], most: int | None) -> list[Variant]:
    """Return at most so many variants: the first, the last, which was added last, and some evenly in between."""
    if most is None or len(variants) <= most:
        return list(variants)
    return [variants[place * (len(variants) - 1) // max(1, most - 1)] for place in range(most)]


def some(values: Sequence[Variant], most: int) -> list[Variant]:
    """Return all values in an exhaustive run, and in a quick one at most so many of them."""
    return spread(values, None if is_exhaustive() else most)


def examples(most: int, **others: object) -> settings:
    """Return a decorator for a test with random examples: `most` in an exhaustive run; others: see settings."""
    return settings(max_examples=scale(most), **others)

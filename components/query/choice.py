"""What is chosen of one filter, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """Hold what is chosen of one filter.

    codes: in the order of choosing. every: an event must carry all of them, not any. grey: the others are greyed, not
    hidden.
    """

    key: str
    codes: tuple[str, ...]
    every: bool = False
    grey: bool = False

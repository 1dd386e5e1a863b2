"""How long a test waits, at most, for what comes in the end: a busy machine is no fault of the product."""

SECONDS = 90

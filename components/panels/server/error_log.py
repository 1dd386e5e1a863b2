"""The log of errors, the only place that writes them: kind and location, never their text."""

import logging
import traceback
from collections.abc import Iterator
from itertools import islice
from typing import Any

LOG = logging.getLogger("diplomatic_timeline")
_MOST_CAUSES = 5


def write_error(what: str, error: BaseException, level: int = logging.ERROR) -> None:
    """Write to the log what failed, in words of ours, and the kind and place of its error."""
    LOG.log(level, "%s: %s", what, describe_error(error))


def describe_error(error: BaseException) -> str:
    """Say of which kind an error is and where it happened, then the same of what it was raised from."""
    reported = (
        f"{type(each).__name__}\n{''.join(traceback.format_tb(each.__traceback__))}"
        for each in islice(_to_causes(error), _MOST_CAUSES)
    )
    return "raised from ".join(reported)


def _to_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def silence_words() -> None:
    """Have the records of every other logger, such as Streamlit's, tell of errors in the same way."""
    make = logging.getLogRecordFactory()

    def make_wordless(*parts: Any, **named: Any) -> logging.LogRecord:
        record = make(*parts, **named)
        if record.exc_info and record.exc_info[1]:
            record.exc_text, record.exc_info = describe_error(record.exc_info[1]), None
        return record

    logging.setLogRecordFactory(make_wordless)

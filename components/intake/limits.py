"""Every limit on what a file may ask of us, each with the sentence that a person reads beyond it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from components.messages.sentence import N_, Sentence

_TRUSTING = ContextVar("trusting", default=False)


class IntakeError(ValueError):
    """Says in one sentence why a file can't be read at all."""


class TooLarge(IntakeError):  # noqa: N818 — no error: there is a way
    """Says that a file is larger than visitors may bring, and that whoever runs the program may have it read."""


@contextmanager
def trust_files() -> Iterator[None]:
    """Let files be as large, within, as whoever runs the program may have them read on a machine of their own."""
    before = _TRUSTING.set(True)
    try:
        yield
    finally:
        _TRUSTING.reset(before)


def is_trusted() -> bool:
    """Return whether the larger limits hold."""
    return _TRUSTING.get()


@dataclass(frozen=True)
class Limit:
    """Hold the most that is allowed of something, and what is said beyond it; `{most}` in it is that number.

    trusted: the limit that holds instead where `trusting` does, None where it is the same.
    """

    most: int
    sentence: str
    trusted: "Limit | None" = None

    def check(self, amount: float) -> None:
        """Raise IntakeError where the amount is beyond the limit, TooLarge where it need not be."""
        limit = self.trusted if self.trusted and is_trusted() else self
        if amount > limit.most:
            raise TooLarge(limit.describe()) if limit.trusted else IntakeError(limit.describe())

    def describe(self) -> Sentence:
        """Return the sentence with its number."""
        return Sentence(self.sentence, most=self.most)


TRUSTED_BYTES = 4_000_000_000  # of a file that whoever runs the program has read
FILE_BYTES = Limit(
    400_000_000,
    N_("The file is larger than {most} bytes. Split it, or leave out what isn't needed."),
    Limit(
        TRUSTED_BYTES,
        N_("The file is larger than {most} bytes. See docs/scale.md for how a pipeline can write a larger table."),
    ),
)
ROWS = Limit(
    2_000_000,
    N_("The table has more than {most} rows. Split it."),
    Limit(
        20_000_000,
        N_("The table has more than {most} rows. See docs/scale.md for how a pipeline can write a larger one."),
    ),
)
COLUMNS = Limit(1_000, N_("The table has more than {most} columns. Leave out those that aren't needed."))
CELLS = Limit(
    50_000_000,
    N_("The table has more than {most} cells. Split it, or leave out columns."),
    Limit(
        500_000_000,
        N_(
            "The table has more than {most} cells. Leave out columns, or see docs/scale.md for "
            "how a pipeline can write a larger table."
        ),
    ),
)
RAGGED_ROWS = Limit(
    100_000,
    N_(
        "More than {most} rows don't match the column names. Choose another delimiter, or "
        "another row for the column names."
    ),
)
BROKEN_ROWS = Limit(
    200, N_("More than {most} rows have unmatched quotation marks, so this is not a table. Check the quotation marks.")
)
# The csv module's own limit, which belongs to the whole process and so stays as it is
CELL_LETTERS = Limit(131_072, N_("A cell has more than {most} characters. Shorten it."))
# No row is lost to it: such a cell is no list, and becomes one entry
CELL_ENTRIES = Limit(1_000, N_("more than {most} entries in a cell, so kept as a single entry"))
SOURCES = Limit(
    500_000,
    N_("The rows with several sources name more than {most} sources in total. Split the table."),
    Limit(
        10_000_000,
        N_(
            "The rows with several sources name more than {most} sources in total. See "
            "docs/scale.md for how a pipeline can write a larger table."
        ),
    ),
)
LINE_LETTERS = Limit(
    8_000_000, N_("A line has more than {most} characters, so this can't be read as a table. Save the table as CSV.")
)
HEADER_DEPTH = Limit(
    1_000, N_("The row with the column names must be among the first {most} rows. Choose an earlier row.")
)
ZIP_ENTRIES = Limit(5_000, N_("The workbook contains more than {most} parts. Remove pictures and save it again."))
UNPACKED_BYTES = Limit(1_500_000_000, N_("Unpacked, the workbook is larger than {most} bytes. Split it."))
UNPACKED_RATIO = Limit(
    200,
    N_(
        "Unpacked, the workbook is more than {most} times its file size, so for safety it "
        "was not read. Save the table as CSV instead."
    ),
)
DECODED_BYTES = Limit(
    1_500_000_000,
    N_("Unpacked, the table is larger than {most} bytes. Split it."),
    Limit(
        8_000_000_000,
        N_(
            "Unpacked, the table is larger than {most} bytes. See docs/scale.md for how a "
            "pipeline can write a larger one."
        ),
    ),
)
JSON_BYTES = Limit(
    100_000_000,
    N_("The JSON file is larger than {most} bytes. Save the table as CSV or Parquet, which have a higher limit."),
)
JSON_DEPTH = Limit(20, N_("The JSON file is nested more than {most} levels deep. Save the table as CSV instead."))
CALENDAR_BYTES = Limit(20_000_000, N_("The calendar is larger than {most} bytes. Export a shorter period."))

# Of the child process that reads what could bring a server down: so much, and more for a larger file
CHILD_BYTES = 800_000_000  # some 300 MB of it are the programs themselves
COLUMNAR_BYTES = 700_000_000  # more for files of columns, which may say a text once that a million rows have
CHILD_BYTES_PER_BYTE = 30
SMALL_BYTES = 1_000_000  # a file of fewer has a turn of its own kind, which no larger one may hold
MOST_SMALL_CHILDREN = 2  # at a time; other files wait for their turn
MOST_CHILDREN = 2  # that read files that are not small
MOST_CHILD_BYTES = 3_500_000_000
CHILD_SECONDS = 10  # all that a small file may take
CHILD_SECONDS_PER_MEGABYTE = 2
MOST_CHILD_SECONDS = 180
TOO_SLOW = Sentence("The file takes too long to read. Save it as CSV and try again.")
TOO_MUCH_MEMORY = Sentence("The file needs too much memory for a table of its size. Save it as CSV and try again.")
DAMAGED = Sentence("The file is damaged or incomplete, so it can't be read. Save it again, or choose another copy.")


def limit_child_memory(size: int, *, columnar: bool = False) -> int:
    """Return the bytes of memory that the reading of a file of so many bytes may take."""
    least = CHILD_BYTES + (COLUMNAR_BYTES if columnar else 0)
    asked = least + CHILD_BYTES_PER_BYTE * size
    return asked if is_trusted() else min(asked, MOST_CHILD_BYTES)


def limit_child_seconds(size: int) -> int:
    """Return the seconds of a processor that the reading of a file of so many bytes may take."""
    asked = CHILD_SECONDS + CHILD_SECONDS_PER_MEGABYTE * (size // 1_000_000)
    return asked if is_trusted() else min(asked, MOST_CHILD_SECONDS)

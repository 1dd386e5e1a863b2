"""Which column is the title, and which the number of the row: what their names and cells speak for and against."""

from components.intake.columns.column_content import FEW, MOST
from components.intake.columns.column_roles import NAMED, fold_header
from components.intake.columns.date_columns import DatedColumn
from components.intake.columns.date_headers import split_header
from components.intake.dates.date_vocabulary import MONTHS

# Words beside "name" that say whose name it is; without any it is the name of what the row is about.
_OF_PEOPLE = {
    *("first", "last", "family", "given", "full", "sur", "person", "persons", "people", "leader", "visitor", "guest"),
    *("minister", "president", "ambassador", "delegate", "official", "speaker", "author", "contact", "participant"),
    *("attendee", "user", "head", "chair", "secretary", "envoy", "host", "member", "witness", "signatory"),
}
_OF_EVENTS = {
    *("agreement", "treaty", "convention", "protocol", "act", "instrument", "document", "event", "meeting", "visit"),
    *("mission", "conflict", "war", "crisis", "case", "project", "summit", "conference", "programme", "program"),
}
_NUMBERS = {"id", "code", "no", "nr", "num", "number", "index", "key", "serial", "uid", "#"}
_OF_ROWS = {"event", "row", "record", "entry", "item", "case", "agreement", "treaty", "meeting", "visit", "running"}


def is_no_title(column: DatedColumn) -> bool:
    """Tell whether a column can't be the title: numbers, dates, or countries."""
    content, likeness = column.content, column.likeness
    dated = content.dates >= FEW or likeness.moments >= FEW
    months = sum(cell.casefold() in MONTHS for cell in content.sample) > MOST * len(content.sample)
    countries = content.places >= MOST or NAMED.get(fold_header(column.name)) == "countries"
    return dated or months or countries or likeness.wordless >= MOST or likeness.marks >= MOST


def read_name_words(words: tuple[str, ...], distinct: float) -> str:
    """Return the role of a column with "name" among its words: people, title, or "" where its other words say it."""
    if _OF_PEOPLE & set(words):
        return "people"
    return "title" if distinct > MOST or _OF_EVENTS & set(words) else "people"


def is_row_number(column: DatedColumn, *, first: bool) -> bool:
    """Tell whether a column numbers the rows: no two alike, all without words, and named so."""
    words = set(split_header(column.name))
    numbers = column.likeness.wordless == 1 and column.content.distinct == 1 and column.content.filled == 1
    return numbers and bool(words & _NUMBERS) and (first or bool(words & _OF_ROWS))

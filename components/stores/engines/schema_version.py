"""Whether a table for an engine was laid out as this version of the program does, and the way out where it was not."""

import json

from components.events.raw_table import TableError
from components.messages.sentence import Sentence
from components.stores.engines import engine_schema

NAME = "schema_version"  # of its row in the table `about`, whose value is a whole number as JSON
WRITE_COMMAND = "python -m components.stores.engines.write_parquet TABLE OUT"
DDL_COMMAND = "python -m components.stores.engines.ddl {dialect}"


def say_write_again() -> Sentence:
    """Say the way out for a folder."""
    return Sentence("Write it again with `{command}`.", command=WRITE_COMMAND)


def say_fill_again(dialect: str) -> Sentence:
    """Say the way out for a database."""
    return Sentence(
        "Create its tables with `{ddl}` and fill them with the output of `{command}`.",
        ddl=DDL_COMMAND.format(dialect=dialect),
        command=WRITE_COMMAND,
    )


def check(value: str | None, setting: str, way_out: Sentence) -> None:
    """Raise TableError where a table says another version than engine_schema.VERSION.

    value: of the row NAME; None where there is no such row, as before there were versions. way_out: of an older one.
    """
    found = _parse(value)
    if found == engine_schema.VERSION:
        return
    raise TableError(_say_other(found, setting, way_out))


def _say_other(found: int | None, setting: str, way_out: Sentence) -> Sentence:
    current = str(engine_schema.VERSION)
    if found is None:
        return Sentence(
            (
                "The table named by the setting “{setting}” was written by an older version of this "
                "program (it has no schema version; {current} is expected). {way_out}"
            ),
            setting=setting,
            current=current,
            way_out=way_out,
        )
    if found > engine_schema.VERSION:
        return Sentence(
            "The table named by the setting “{setting}” was written by a newer version of this program (schema version "
            "{found} instead of {current}). Update this program.",
            setting=setting,
            found=str(found),
            current=current,
        )
    return Sentence(
        "The table named by the setting “{setting}” was written by an older version of this program (schema version "
        "{found} instead of {current}). {way_out}",
        setting=setting,
        found=str(found),
        current=current,
        way_out=way_out,
    )


def _parse(value: str | None) -> int | None:
    try:
        found = json.loads(value or "null")
    except (ValueError, TypeError):  # a cell that is missing comes as a number that is none
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None

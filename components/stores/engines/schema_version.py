"""Whether a table for an engine was laid out as this version of the program does, and the way out where it was not."""

import json

from components.events.raw_table import TableError
from components.stores.engines import engine_schema

NAME = "schema_version"  # of its row in the table `about`, whose value is a whole number as JSON
WRITE_AGAIN = "write it again with `python -m components.stores.engines.write_parquet TABLE OUT`"
FILL_AGAIN = (
    "make its tables as `python -m components.stores.engines.ddl {dialect}` says, and fill them from what "
    "`python -m components.stores.engines.write_parquet TABLE OUT` writes"
)
OLDER = "What the setting “{setting}” names was laid out by an older version of this program ({versions}): {way_out}."
NEWER = "What the setting “{setting}” names was laid out by a newer version of this program ({versions}): {way_out}."
_UPDATE = "update this program"


def check(value: str | None, setting: str, way_out: str) -> None:
    """Raise TableError where a table says another version than engine_schema.VERSION.

    value: of the row NAME; None where there is no such row, as before there were versions. way_out: of an older one.
    """
    found = _parse(value)
    if found == engine_schema.VERSION:
        return
    stated = "no schema version" if found is None else f"schema version {found}"
    versions = f"{stated}, and {engine_schema.VERSION} is read"
    is_newer = found is not None and found > engine_schema.VERSION
    sentence, way_out = (NEWER, _UPDATE) if is_newer else (OLDER, way_out)
    raise TableError(sentence.format(setting=setting, versions=versions, way_out=way_out))


def _parse(value: str | None) -> int | None:
    try:
        found = json.loads(value or "null")
    except (ValueError, TypeError):  # a cell that is missing comes as a number that is none
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None

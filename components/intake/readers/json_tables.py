"""The reader of JSON, in all the shapes in which programs write a table, and of JSON Lines."""

import importlib
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers import text_tables
from components.intake.readers.characters import clean
from components.intake.readers.csv_rows import Row
from components.intake.readers.text_encodings.encoding import decode, detect_encoding, list_choices
from components.intake.readers.text_tables import BY_CONTENT, Decisions, TextTable
from components.intake.readers.values import check_depth, format_value, trim_number
from components.messages.sentence import N_, Sentence

NO_TABLE = Sentence(
    "The JSON file has no list of rows that can be read as a table. Save the table as CSV or as a list of records."
)
NO_KEY = Sentence("The JSON file has no list of rows under that key. Choose another key.")
NO_RECORD = N_("The row is not a JSON object.")
NO_EVENTS = Sentence("The file was made by this program but has no events. Choose another file.")
OUR_FORMAT = "diplomatic-timeline/events"  # what our own export says it is (components.exports.tabular.json_document)
_OUR_KEY = "events"  # where it has its rows
REPEATED_KEYS = Sentence("A JSON object has the same key twice. Both values were kept, the second under “… (2)”.")
_KEY = "key"  # column of what each record stands under
_FIRST_ROW = 2  # the names count as row 1, as they do when such a table is saved as a spreadsheet
_LOOKED_AT = 10  # lines


class _JsonReader:
    """Reads JSON texts; numbers stay as they were written, and a key that stands twice loses nothing."""

    def __init__(self) -> None:
        self.repeated = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._to_object, parse_int=str, parse_float=trim_number, parse_constant=_to_nothing
        )

    def read(self, text: str) -> list[Any]:
        """Return the values that stand in a text one after another."""
        values, place = [], 0
        while place < len(text):
            place += len(text[place:]) - len(text[place:].lstrip())
            value, place = self._decoder.raw_decode(text, place)
            values.append(value)
            place += len(text[place : place + 1000]) - len(text[place : place + 1000].lstrip())
        return values

    def _to_object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            name, count = key, 1
            while name in found:
                self.repeated, count = True, count + 1
                name = f"{key} ({count})"
            found[name] = value
        return found


def read_json(content: bytes, decisions: Decisions = BY_CONTENT) -> TextTable:
    """Read records, columns, rows of cells, all three also under a key (`sheet`), or a record per line.

    Lists in a cell are joined with “;”, and the parts of an object become columns: “place.city”. Raises IntakeError.
    """
    limits.JSON_BYTES.check(len(content))
    encoding = detect_encoding(content, decisions.encoding)
    text = decode(content, encoding).strip()
    reader = _JsonReader()
    try:
        table = _read_lines(text, reader) if _is_lines(text) else _read_document(text, reader, decisions)
    except RecursionError as error:
        raise IntakeError(limits.JSON_DEPTH.describe()) from error
    except json.JSONDecodeError as error:
        raise IntakeError(
            Sentence(
                "The JSON file is damaged or incomplete from line {line} on. Save it again.", line=str(error.lineno)
            )
        ) from error
    words = list_choices(content, encoding)
    repeated = (REPEATED_KEYS,) if reader.repeated else ()
    return replace(
        table,
        decided=replace(table.decided, encoding=encoding.codec),
        offered={"encoding": tuple(words), **table.offered},
        words=words,
        notes=(*filter(None, [encoding.note]), *table.notes, *repeated),
    )


def _is_lines(text: str) -> bool:
    """Tell JSON Lines: the first line is an object by itself, or, where it is broken, most of those below are."""
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    whole = [_is_object(line) for line in lines]
    return len(lines) > 1 and (whole[0] or sum(whole) > len(lines) / 2)


def _to_nothing(_constant: str) -> None:
    """Return no value for a bare NaN or Infinity, which is no JSON: programs write it where a value is missing."""


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(text: str, reader: _JsonReader) -> TextTable:
    records: list[Any] = []
    for line in filter(str.strip, text.split("\n")):
        try:
            records += reader.read(line.strip())
        except (json.JSONDecodeError, RecursionError):
            records.append(line)
        limits.ROWS.check(len(records))
    return replace(_gather_records(enumerate(records, start=_FIRST_ROW)), kind="json lines")


def _read_document(text: str, reader: _JsonReader, decisions: Decisions) -> TextTable:
    values = reader.read(text)
    document = values[0] if len(values) == 1 else values
    check_depth(document)
    found = _find_our_events(document) or _find_tables(document)
    if decisions.sheet and decisions.sheet not in found:
        raise IntakeError(NO_KEY)
    if not found:
        raise IntakeError(NO_TABLE)
    key = decisions.sheet or max(found, key=lambda key: len(found[key]))
    table = _read_rows(found[key], decisions)
    notes = (Sentence("The rows were found under “{key}”.", key=clean(key)), *table.notes) if key else table.notes
    offered = {"sheet": tuple(map(clean, found))} if key else {}
    return replace(table, kind="json", decided=replace(table.decided, sheet=clean(key)), offered=offered, notes=notes)


def _find_our_events(document: Any) -> dict[str, list[Any]]:
    """Return the events of our own export, however many names and settings stand beside them; none of other files."""
    if not isinstance(document, dict) or document.get("format") != OUR_FORMAT:
        return {}
    events = document.get(_OUR_KEY)
    if events == []:
        raise IntakeError(NO_EVENTS)
    return {_OUR_KEY: events} if isinstance(events, list) else {}


def _find_tables(document: Any) -> dict[str, list[Any]]:
    """Return every list of rows in a document, by its key; "" is the document itself."""
    if isinstance(document, list):
        return {"": document} if any(isinstance(row, dict | list) for row in document) else {}
    if not isinstance(document, dict) or not document:
        return {}
    if own := _to_rows(document):
        return {"": own}
    return {
        key: rows[""]
        for key, value in document.items()
        if isinstance(value, dict | list) and (rows := _find_tables(value)) and "" in rows
    }


def _to_rows(document: dict[str, Any]) -> list[Any]:
    """Return the rows of a table that is written as an object: split, by columns, or a single record."""
    names, rows = document.get("columns"), document.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return [names, *rows]
    values = list(document.values())
    if all(isinstance(value, list) and not any(isinstance(cell, dict | list) for cell in value) for value in values):
        longest = max(map(len, values))
        columns = [value + [None] * (longest - len(value)) for value in values]
        return [list(document), *map(list, zip(*columns, strict=True))]
    if all(isinstance(value, dict) for value in values):
        places = dict.fromkeys(place for value in values for place in value)
        limits.CELLS.check(len(places) * len(values))
        if _are_records(list(document), list(places)):
            key = next(name for name in _to_keys() if name not in places)
            return [{key: name, **record} for name, record in document.items()]
        return [list(document), *([value.get(place) for value in values] for place in places)]
    return [] if any(isinstance(value, dict | list) for value in values) else [document]


def _are_records(outer: list[str], inner: list[str]) -> bool:
    """Tell {"e1": {"date": …}, …} from {"date": {"e1": …}, …}: by numbers, by names that are known, then by the shape.

    The names of columns bring pandas with them, so they are loaded for such a table only.
    """
    if (numbered := all(map(str.isdecimal, outer))) != all(map(str.isdecimal, inner)):
        return numbered
    roles = importlib.import_module("components.intake.columns.column_roles")
    known = [sum(roles.fold_header(name) in roles.NAMED for name in names) for names in (outer, inner)]
    return known[1] > known[0] or (known[0] == known[1] and len(outer) > len(inner))


def _to_keys() -> Iterator[str]:
    """Yield names for the column of keys, of which the table has none yet."""
    yield _KEY
    yield from (f"{_KEY} ({count})" for count in itertools.count(2))


def _read_rows(rows: list[Any], decisions: Decisions) -> TextTable:
    limits.ROWS.check(len(rows))
    if all(isinstance(row, list) for row in rows):
        cells: Iterator[Row] = (
            (number, [format_value(cell) for cell in row], "") for number, row in enumerate(rows, 1)
        )
        header = 1 if decisions.header_row is None else decisions.header_row
        return text_tables.gather(cells, header)
    return _gather_records(enumerate(rows, start=_FIRST_ROW))


def _gather_records(records: Iterable[tuple[int, Any]]) -> TextTable:
    flat = [(number, _to_flat(record)) for number, record in records]
    names = list(dict.fromkeys(name for _, record in flat if isinstance(record, dict) for name in record))
    if not names:
        raise IntakeError(NO_TABLE)
    limits.CELLS.check(len(flat) * len(names))
    return text_tables.gather_records(names, (_to_row(number, record, names) for number, record in flat))


def _to_row(number: int, record: Any, names: list[str]) -> Row:
    if isinstance(record, dict):
        return number, [format_value(record.get(name)) for name in names], ""
    return number, [format_value(record)], NO_RECORD


def _to_flat(record: Any) -> Any:
    check_depth(record)
    return _flatten(record) if isinstance(record, dict) else record


def _flatten(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose objects have become columns of their own; check_depth has bounded how deep it goes."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            flat |= {f"{key}.{inner}": cell for inner, cell in _flatten(value).items()}
        else:
            flat[key] = value
    return flat

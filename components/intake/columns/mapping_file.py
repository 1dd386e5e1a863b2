"""A mapping as a small JSON file that anybody can keep, and the check of one that comes back."""

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from components.events.gazetteer import SCHEME_COLUMNS
from components.events.raw_table import FISCAL_NAMES, Settings
from components.intake.columns.column_roles import BY_KEY, fold_header
from components.intake.columns.mapping import COLUMN_VOCABULARIES, VOCABULARIES, WHEN, Mapping, Use
from components.intake.dates.date_style import ORDERS, DateStyle
from components.messages.sentence import Sentence

VERSION = 1
MOST_LETTERS = 2_000_000  # of a mapping's file
MOST_BYTES = 4 * MOST_LETTERS
MOST_DECISIONS = 20_000
LONGEST_SEPARATOR = 5
_BEGINNING = 300  # bytes in which a mapping says what it is
_SETTINGS = ("title", "home_country", "region_scheme")
_KIND = "mapping of a diplomatic timeline"
_PLACEHOLDERS = ("", "none", "open", "year")
_FIRST_DAYS = ("", "day", "month", "year")
_EPOCHS = (-1, 0, 1900, 1904)


class MappingError(ValueError):
    """Says in one sentence why a file is no mapping that can be used."""


def compute_fingerprint(columns: tuple[str, ...]) -> str:
    """Return what tables with the same header share, however its letters are written."""
    return hashlib.sha256("\n".join(map(fold_header, columns)).encode()).hexdigest()[:16]


def format_mapping(mapping: Mapping) -> str:
    """Write a mapping as JSON."""
    columns = tuple(use.column for use in mapping.uses)
    stated = {
        "what": _KIND,
        "version": VERSION,
        "header": compute_fingerprint(columns),
        "columns": [asdict(use) for use in mapping.uses],
        "dates": asdict(mapping.style),
        "decisions": [list(decision) for decision in mapping.decisions],
        "table": {name: getattr(mapping.settings, name) for name in _SETTINGS},
    }
    return json.dumps(stated, ensure_ascii=False, indent=1)


def read_mapping(text: str) -> Mapping:
    """Read a mapping that to_json wrote; raises MappingError where it is none, or damaged."""
    if len(text) > MOST_LETTERS:
        raise MappingError(Sentence("This file is too long to be a mapping. Choose a saved mapping."))
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError):
        raise MappingError(Sentence("This file is not a mapping: it is not JSON. Choose a saved mapping.")) from None
    if not isinstance(stated, dict) or stated.get("what") != _KIND:
        raise MappingError(Sentence("This file is not a mapping saved by this program. Choose a saved mapping."))
    if stated.get("version") != VERSION:
        raise MappingError(
            Sentence("This mapping was saved by another version of this program. Save it again from the table.")
        )
    try:
        return _to_mapping(stated)
    except (KeyError, TypeError, ValueError) as error:
        raise MappingError(
            Sentence("This mapping is damaged: part of it is missing or not recognised. Save it again from the table.")
        ) from error


def read_bytes(content: bytes) -> Mapping:
    """Read the bytes of a mapping's file, UTF-8 with or without a mark; raises MappingError as read_mapping."""
    if len(content) > MOST_BYTES:
        raise MappingError(Sentence("This file is too long to be a mapping. Choose a saved mapping."))
    try:
        return read_mapping(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise MappingError(Sentence("This file is not a mapping: it is not text. Choose a saved mapping.")) from None


def is_mapping(content: bytes) -> bool:
    """Tell whether a file's bytes begin as a mapping's do, so that it is no table."""
    return _KIND.encode() in content[:_BEGINNING] and content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def is_fitting(mapping: Mapping, columns: tuple[str, ...]) -> bool:
    """Tell whether a mapping was made for this header."""
    return compute_fingerprint(tuple(use.column for use in mapping.uses)) == compute_fingerprint(columns)


def fit_mapping(mapping: Mapping, columns: tuple[str, ...], serial_epoch: int = 0) -> Mapping:
    """Return a mapping that fits, with the columns' names as this table writes them and its workbook's day system."""
    uses = tuple(replace(use, column=column) for use, column in zip(mapping.uses, columns, strict=True))
    style = replace(mapping.style, serial_epoch=serial_epoch or mapping.style.serial_epoch)
    return replace(mapping, uses=uses, style=style)


def _to_mapping(stated: dict[str, Any]) -> Mapping:
    uses = tuple(_to_use(use) for use in stated["columns"])
    names = tuple(use.column for use in uses)
    decisions = tuple(_to_decision(decision) for decision in stated["decisions"])
    _require(
        len(set(names)) == len(names), stated["header"] == compute_fingerprint(names), len(decisions) <= MOST_DECISIONS
    )
    return Mapping(uses, _to_style(stated["dates"]), decisions, _to_settings(stated["table"]))


def _to_use(stated: dict[str, Any]) -> Use:
    use = Use(**stated)
    _require(_are_as_usual(use, Use("", "")), use.role in BY_KEY, use.order in ("", *ORDERS))
    _require(len(use.separator) <= LONGEST_SEPARATOR, 0 <= use.confidence <= 1)
    return use


def _to_style(stated: dict[str, Any]) -> DateStyle:
    style = DateStyle(**stated)
    _require(_are_as_usual(style, DateStyle()), style.order in ("", *ORDERS), 0 <= style.fiscal_start <= 12)
    _require(style.fiscal_named_by in FISCAL_NAMES, style.placeholder in _PLACEHOLDERS)
    _require(style.first_days in _FIRST_DAYS, style.serial_epoch in _EPOCHS)
    _require(style.first_short_year == 0 or 1000 <= style.first_short_year <= 2900)
    return style


def _to_settings(stated: dict[str, Any]) -> Settings:
    settings = Settings(**{name: stated[name] for name in _SETTINGS})
    _require(_are_as_usual(settings, Settings()), settings.region_scheme in SCHEME_COLUMNS)
    return settings


def _to_decision(stated: list[str]) -> tuple[str, str, str]:
    vocabulary, name, code = stated
    _require(vocabulary in (*VOCABULARIES, *COLUMN_VOCABULARIES, WHEN), isinstance(name, str), isinstance(code, str))
    return vocabulary, name, code


def _are_as_usual(stated: Any, usual: Any) -> bool:
    """Tell whether every field has the kind of value that it has in `usual`; JSON writes 1.0 as 1 at times."""
    kinds = ((type(getattr(stated, name)), type(value)) for name, value in vars(usual).items())
    return all(found is wanted or (found, wanted) == (int, float) for found, wanted in kinds)


def _require(*true: bool) -> None:
    if not all(true):
        raise ValueError

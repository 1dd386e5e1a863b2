"""Markup in cells, as pages and exports leave it: tags and entities, resolved before anything is read of them."""

import html
import re
from dataclasses import replace

import pandas as pd

from components.intake.readers.characters import clean
from components.intake.readers.sheets import Sheet
from components.messages.sentence import N_

ENTITIES = N_("entities such as “&amp;” replaced by their characters")
TAGS = N_("tags such as <b> left out")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE = "abbr|b|big|cite|em|font|i|nobr|q|s|small|span|strong|sub|sup|time|u|wbr|a"
_BLOCK = "blockquote|br|div|dd|dl|dt|h[1-6]|hr|li|ol|p|td|th|tr|ul"
_TAG = re.compile(rf"</?(?:(?:{_INLINE})|({_BLOCK}))(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>\s?(\d{1,3}|[a-z])\s?</sup>", re.IGNORECASE)  # 2013<sup>2</sup> is a footnote of 2013
_REFERENCE = re.compile(r"<ref\b[^<>]{0,300}(?:/>|>[^<>]{0,1000}</ref>)", re.IGNORECASE)  # of a wiki, a footnote
_ANY_TAG = "<[A-Za-z/]"
_ANY_MARKUP = rf"{_ENTITY.pattern}|{_ANY_TAG}"


def decode_text(text: str) -> str:
    """Return a text with its entities as characters and without tags; what is nothing but tags stays."""
    raised = _RAISED.sub(r"[\1]", text) if "<" in text else text
    shown = _TAG.sub(lambda tag: " " if tag[1] else "", _REFERENCE.sub("", raised)) if "<" in text else text
    decoded = clean(_ENTITY.sub(lambda entity: html.unescape(entity[0]), shown))
    return (" ".join(filter(None, decoded.split(" "))) if shown != text else decoded) or text


def decode_sheet(sheet: Sheet) -> Sheet:
    """Return a sheet whose cells have no entities and tags, with an account of the cells that had some."""
    cells: dict[str, pd.Series] = {}
    mended: dict[str, tuple[int, str]] = {}
    for name, column in sheet.cells.items():
        marked = column[column.str.contains("&", regex=False) | column.str.contains("<", regex=False)]
        marked = marked[marked.str.contains(_ANY_MARKUP, regex=True)]
        decoded = marked.map({text: decode_text(text) for text in marked.unique()}).astype(marked.dtype)
        changed = decoded != marked
        if not changed.any():
            continue
        cells[str(name)] = column.where(~column.index.isin(decoded.index), decoded.reindex(column.index))
        _count(mended, marked[changed])
    if not cells:
        return sheet
    told = tuple((how, rows, example) for how, (rows, example) in mended.items())
    return replace(sheet, cells=sheet.cells.assign(**cells), mended=(*sheet.mended, *told))


def _count(mended: dict[str, tuple[int, str]], changed: pd.Series) -> None:
    entities = changed.str.contains(_ENTITY.pattern, regex=True)
    tags = changed.str.contains(_ANY_TAG, regex=True)
    for how, found in ((ENTITIES, changed[entities]), (TAGS, changed[tags])):
        if len(found):
            rows, example = mended.get(how, (0, str(found.iloc[0])))
            mended[how] = rows + len(found), example

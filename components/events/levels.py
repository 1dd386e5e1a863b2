"""The levels of events: the highest rank taking part, and the colours in which pictures say it."""

import re

import pandas as pd

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
LEVEL_COLUMNS = ("code", "label", "label_ja", "rank", "colour", "colour_dark", "definition")
OTHER = "other"  # stands for what is of none of the ranks, for a level that nothing explains, and for none at all
# What every table has that says nothing else, highest first; the shipped levels.csv is these rows. That the colours can
# be told apart, also in grey and without one kind of cone, is tested in tests/display/test_level_colours.py.
_USUAL = (
    (
        *("head", "Head of state or government", "元首・首相", "1", "#12284b", "#d3e3ff"),
        "A head of state or government takes part, on either side.",
    ),
    (
        *("minister", "Minister", "閣僚", "2", "#8f2436", "#efa690"),
        "A minister is the highest; crown princes and High Representatives count as ministers.",
    ),
    (
        *("vice-minister", "Vice-minister", "次官・副大臣", "3", "#2f7d6b", "#45998a"),
        "A vice-minister is the highest, state ministers and parliamentary vice-ministers among them.",
    ),
    (
        *("official", "Official", "実務者", "4", "#2f7d6b", "#45998a"),
        "An official is the highest.",
    ),
    (
        *(OTHER, "Other", "その他", "5", "#8f949a", "#62676d"),
        "Nobody of these ranks; heads of international organisations, speakers and former heads among others.",
    ),
)
LEVEL_NAMES = {row[0]: row[1] for row in _USUAL}  # code to label


def build_usual() -> pd.DataFrame:
    """Return the levels that every table has: LEVEL_COLUMNS, text, highest first."""
    return pd.DataFrame(_USUAL, columns=list(LEVEL_COLUMNS), dtype="str")


def find_colours(level_rows: pd.DataFrame, column: str) -> dict[str, str]:
    """Return the colour (#rrggbb) of every level on one paper by its code, and under "" that of an event without one.

    level_rows: see merge_levels. column: "colour" or "colour_dark". A usual level whose colour is no #rrggbb has its
    usual one; any other has that of the level OTHER.
    """
    place = LEVEL_COLUMNS.index(column)
    known = {row[0]: row[place] for row in _USUAL}
    stated = zip(level_rows.index, level_rows[column], strict=True)
    known |= {code: colour for code, colour in stated if _COLOUR.fullmatch(colour)}
    return {str(code): known.get(code, known[OTHER]) for code in (*level_rows.index, "")}


def merge_levels(stated: pd.DataFrame, own: dict[str, str]) -> pd.DataFrame:
    """Return the levels of a table on `code`: LEVEL_COLUMNS and those of its file, text, blank where nothing is known.

    stated: rows of its levels.csv, of a repeated code the first counts. own: code to label of levels that its events
    name. A cell that is blank in its file, or a level that it lacks, is as build_usual has it.
    """
    extra = [str(name) for name in stated if name not in (*LEVEL_COLUMNS, "row")]
    names = [*LEVEL_COLUMNS[1:], *extra]
    rows: dict[str, dict[str, str]] = {}
    for row in stated.to_dict("records"):
        cells = {str(name): str(cell).strip() for name, cell in row.items()}
        rows.setdefault(cells.pop("code", ""), cells)
    rows.pop("", None)
    usual = {row[0]: dict(zip(LEVEL_COLUMNS, row, strict=True)) for row in _USUAL}
    codes = sorted({*own, *rows, *usual})
    merged = [_merge(code, own, (rows.get(code, {}), usual.get(code, {})), names) for code in codes]
    return pd.DataFrame(merged, columns=names, index=pd.Index(codes, name="code", dtype="str"), dtype="str")


def _merge(code: str, own: dict[str, str], known: tuple[dict[str, str], dict[str, str]], names: list[str]) -> list[str]:
    """Return the cells of one level: its label among its events, else in its file, else as usual, else its code."""
    cells = [known[0].get(name) or known[1].get(name, "") for name in names]
    cells[names.index("label")] = own.get(code, cells[names.index("label")]) or code
    return cells

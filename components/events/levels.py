"""The levels of events: the highest rank taking part, and the colours in which pictures say it."""

import pandas as pd

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


def merge_levels(stated: pd.DataFrame, own: dict[str, str]) -> pd.DataFrame:
    """Return the levels of a table on `code`: LEVEL_COLUMNS and those of its file, text, blank where nothing is known.

    stated: rows of its levels.csv, of a repeated code the first counts. own: code to label of levels that its events
    name. A cell that is blank in its file, or a level that it lacks, is as build_usual has it.
    """
    rows = stated.drop(columns="row", errors="ignore").map(str.strip)
    rows = rows[rows["code"] != ""].drop_duplicates("code").set_index("code")
    named = pd.DataFrame({"label": own}, dtype="str")
    merged = named.combine_first(rows.mask(rows == "")).combine_first(build_usual().set_index("code"))
    names = [*LEVEL_COLUMNS[1:], *(column for column in rows if column not in LEVEL_COLUMNS)]
    merged = merged.reindex(columns=names).fillna("").astype("str").rename_axis("code")
    return merged.assign(label=merged["label"].mask(merged["label"] == "", merged.index.to_series()))

"""The columns of a sheet as plain text: those of one role together, blanks around them gone."""

from collections.abc import Sequence

import pandas as pd

from components.intake import limits
from components.intake.columns.mapping import Mapping

_BETWEEN = " · "


def join_text(cells: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Return the words of all columns of a role, a middle dot between; blank where the sheet has none."""
    columns = [cells[column].str.strip() for column in mapping.columns(role)]
    return join_cells(columns, _BETWEEN) if columns else pd.Series("", index=cells.index, dtype="str")


def has_too_many_entries(cell: str, separator: str) -> bool:
    """Tell whether a cell has more entries, blank ones counted, than a list may have, so that it is taken whole."""
    return bool(separator) and cell.count(separator) >= limits.CELL_ENTRIES.most


def join_cells(columns: Sequence[pd.Series], separator: str) -> pd.Series:
    """Join text columns side by side, with the separator only between cells that both have words."""
    text = columns[0].astype("str")
    for column in columns[1:]:
        if (column == "").all():
            continue
        both = text.str.cat(column.astype("str"), sep=separator)
        text = both.where((text != "") & (column != ""), text.where(column == "", column))
    return text

"""A list of rows as the page shows it: each cell cut to what somebody reads of one."""

from typing import Literal

import pandas as pd
import streamlit as st

MOST_LETTERS = 300  # of a cell; a file's may have a hundred thousand


def render_rows(rows: pd.DataFrame, key: str, height: int | Literal["auto", "content"] = "auto") -> None:
    """Show rows of texts and numbers without their index."""
    st.dataframe(cut_texts(rows), hide_index=True, key=key, height=height)


def cut_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with every text that is longer than MOST_LETTERS cut, and a sign where it was."""
    return rows.map(
        lambda cell: cell[:MOST_LETTERS] + "…" if isinstance(cell, str) and len(cell) > MOST_LETTERS else cell
    )

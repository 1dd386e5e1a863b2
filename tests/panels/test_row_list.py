"""Tests of a list of rows on the page: a cell of any length costs the page a few hundred letters."""

import pandas as pd

from components.panels import row_list


def test_long_cells_are_cut_and_others_stay():
    rows = pd.DataFrame({"title": ["Talks", "x" * 100_000], "row": [2, 3]})
    cut = row_list.cut_texts(rows)
    assert cut["title"].tolist() == ["Talks", "x" * row_list.MOST_LETTERS + "…"]
    assert cut["row"].tolist() == [2, 3]

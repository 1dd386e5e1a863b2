"""What the table covers, where it is thin, and how it stands against what sources say in numbers."""

from typing import Any

import pandas as pd
import streamlit as st

from components.events.table import Table
from components.panels import markup
from components.views.claims import MET


def show(table: Table, size: int, claims: pd.DataFrame) -> None:
    """Show the table's coverage, its claims met and unmet, and whose it is."""
    settings = table.settings
    if settings.coverage:
        st.html(markup.element("p", markup.text(f"What this table covers. {settings.coverage}"), "coverage"))
    if len(claims):
        met = int((claims["standing"] == MET).sum())
        said = f"Counts that sources give: this table meets {met} of {len(claims)}"
        with st.expander(said):
            st.html(to_html(claims))
    owned = " · ".join(filter(None, (settings.attribution, settings.licence)))
    version = f"Table version {table.version}, {size:,} events"
    lines = "".join(markup.element("p", markup.text(line)) for line in (owned, version) if line)
    st.html(markup.element("footer", lines, "colophon"))


def to_html(claims: pd.DataFrame) -> str:
    """Return the claims as a table: what a source counts, what this table holds, and why they differ."""
    heads = ("What a source says", "Source", "It counts", "Here", "")
    head = "".join(f'<th scope="col">{markup.text(words)}</th>' for words in heads)
    body = "".join(_row(claim) for claim in claims.itertuples())
    return markup.element("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "claims")


def _row(claim: Any) -> str:
    met = claim.standing == MET
    link = f'<a href="?{markup.text(claim.selection)}" target="_self">{markup.text(claim.statement)}</a>'
    standing = "met" if met else f"not met. {claim.note}".strip()
    cells = (link, *map(markup.text, (claim.source, claim.counted, claim.found, standing)))
    return markup.element("tr", "".join(markup.element("td", cell) for cell in cells), "" if met else "unmet")

"""What the table covers, where it is thin, and how it stands against what sources say in numbers."""

from typing import Any

import pandas as pd
import streamlit as st

from components.dates import date_text
from components.events.table import Table
from components.panels import markup
from components.views.claims import MET


def render_coverage(table: Table, size: int, claims: pd.DataFrame) -> None:
    """Show the table's coverage, its claims met and unmet, and whose it is."""
    settings = table.settings
    if settings.coverage:
        st.html(
            markup.build_element("p", markup.escape_text(f"What this table covers. {settings.coverage}"), "coverage")
        )
    if len(claims):
        met = int((claims["standing"] == MET).sum())
        said = f"Counts that sources give: this table meets {met} of {len(claims)}"
        with st.expander(said):
            st.html(render_html(claims))
    owned = " · ".join(filter(None, (settings.attribution, settings.licence)))
    as_of = f", statuses as of {date_text.describe_date(settings.as_of)}" if settings.as_of else ""
    version = f"Table version {table.version}, {size:,} events{as_of}"
    lines = "".join(markup.build_element("p", markup.escape_text(line)) for line in (owned, version) if line)
    st.html(markup.build_element("footer", lines, "colophon"))


def render_html(claims: pd.DataFrame) -> str:
    """Return the claims as a table: what a source counts, what this table holds, and why they differ."""
    heads = ("What a source says", "Source", "It counts", "Here", "")
    head = "".join(f'<th scope="col">{markup.escape_text(words)}</th>' for words in heads)
    body = "".join(_row(claim) for claim in claims.itertuples())
    return markup.build_element("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "claims")


def _row(claim: Any) -> str:
    met = claim.standing == MET
    link = f'<a href="?{markup.escape_text(claim.selection)}" target="_self">{markup.escape_text(claim.statement)}</a>'
    standing = "met" if met else f"not met. {claim.note}".strip()
    cells = (link, *map(markup.escape_text, (claim.source, claim.counted, claim.found, standing)))
    return markup.build_element(
        "tr", "".join(markup.build_element("td", cell) for cell in cells), "" if met else "unmet"
    )

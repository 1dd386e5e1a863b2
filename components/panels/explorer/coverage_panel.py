"""What the table covers, where it is thin, and how it stands against what sources say in numbers."""

from typing import Any

import pandas as pd
import streamlit as st

from components.dates import date_text
from components.events.table import Table
from components.messages.catalogue import ENGLISH, Messages
from components.panels import markup, page_language
from components.query import links
from components.views.claims import MET


def render_coverage(table: Table, size: int, claims: pd.DataFrame) -> None:
    """Show the table's coverage, its claims met and unmet, and whose it is."""
    settings, _ = table.settings, table.messages
    if settings.coverage:
        covers = _("What this table covers: {coverage}", coverage=settings.coverage)
        st.html(markup.build_element("p", markup.escape_text(covers), "coverage"))
    if len(claims):
        met = int((claims["standing"] == MET).sum())
        with st.expander(_("Check against official counts: {met} of {all} agree", met=met, all=len(claims))):
            st.html(render_html(claims, _))
    owned = " · ".join(filter(None, (settings.attribution, settings.licence)))
    said = filter(None, (owned, describe_version(table, size, _)))
    lines = "".join(markup.build_element("p", markup.escape_text(line)) for line in said)
    st.html(markup.build_element("footer", lines, "colophon"))


def describe_version(table: Table, size: int, _: Messages) -> str:
    """Say of which version the table is, how many events it has, and until when their statuses were looked up."""
    if not table.settings.as_of:
        return _.plural(
            "Table version {version}, {count} event",
            "Table version {version}, {count} events",
            size,
            version=table.version,
        )
    return _.plural(
        "Table version {version}, {count} event, statuses as of {date}",
        "Table version {version}, {count} events, statuses as of {date}",
        size,
        version=table.version,
        date=date_text.describe_date(table.settings.as_of, _),
    )


def render_html(claims: pd.DataFrame, _: Messages = ENGLISH) -> str:
    """Return the claims as a table: what a source counts, what this table holds, and why they differ."""
    heads = (_("Statement"), _("Reference"), _("Source"), _("This table"), _("Comparison"))
    head = "".join(f'<th scope="col">{markup.escape_text(words)}</th>' for words in heads)
    body = "".join(_row(claim, _) for claim in claims.itertuples())
    return markup.build_element("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "claims")


def _row(claim: Any, _: Messages) -> str:
    met = claim.standing == MET
    query = links.format_query(page_language.with_language({}, _))
    address = "&".join(filter(None, (claim.selection, query)))
    link = f'<a href="?{markup.escape_text(address)}" target="_self">{markup.escape_text(claim.statement)}</a>'
    found = _.number(claim.found) if claim.found >= 0 else ""
    compared = " · ".join(filter(None, (_compare(claim, _), "" if met else claim.note)))
    cells = (link, *map(markup.escape_text, (claim.source, _.number(claim.counted), found, compared)))
    return markup.build_element(
        "tr", "".join(markup.build_element("td", cell) for cell in cells), "" if met else "unmet"
    )


def _compare(claim: Any, _: Messages) -> str:
    if claim.found < 0:
        return _("could not be checked")
    if claim.standing == MET:
        return _("agrees")
    return _("fewer here") if claim.found < claim.counted else _("more here")

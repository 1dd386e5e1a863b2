"""How an event is cited, and how a correction of it is asked for: plain text to copy."""

from datetime import date

from components.events.table import Table
from components.views.card import Card, Evidence


def format_citation(card: Card, table: Table, address: str, accessed: date) -> str:
    """Return an event's citation: what, when, each source with its locator, the table's version, the view's address."""
    sources = [_cite(source) for source in card.sources] or ["no source recorded"]
    return "\n".join(
        (
            f"{card.title}, {card.date} [{card.identity}].",
            *(f"Source: {source}" for source in sources),
            f"{table.settings.title}, version {table.version}. {address} (accessed {accessed:%-d %B %Y}).",
        )
    )


def format_correction(card: Card, table: Table, address: str) -> str:
    """Return a prepared message that asks the table's keepers for a correction."""
    return "\n".join(
        (
            f"Correction to {table.settings.title}, version {table.version}",
            f"Event: {card.identity}, {card.title}",
            f"Date in the table: {card.edtf or 'none'} ({card.date})",
            f"View: {address}",
            "",
            "What is wrong:",
            "What it should be:",
            "Source that says so (title, publisher, place in it, address):",
        )
    )


def _cite(source: Evidence) -> str:
    parts = (source.publisher, f"“{source.title}”", source.published, source.locator, source.url)
    return ", ".join(part for part in parts if part) + "."

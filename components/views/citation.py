"""How an event is cited, and how a correction of it is asked for: plain text to copy."""

from datetime import date

from components.dates import date_text
from components.events.table import Table
from components.views.card import Card, Evidence


def format_citation(card: Card, table: Table, address: str, accessed: date) -> str:
    """Return an event's citation: what, when, each source with its locator, the table's version, the view's address."""
    _ = table.messages
    sources = [_cite(source) for source in card.sources] or [_("none recorded")]
    told = {"title": table.settings.title, "version": table.version, "address": address}
    day = date_text.describe_date(accessed.isoformat(), _)
    return "\n".join(
        (
            f"{card.title}, {card.date} [{card.identity}].",
            *(_("Source: {source}", source=source) for source in sources),
            _("{title}, version {version}. {address} (accessed {day}).", day=day, **told),
        )
    )


def format_correction(card: Card, table: Table, address: str) -> str:
    """Return a prepared message that asks the table's keepers for a correction."""
    _ = table.messages
    return "\n".join(
        (
            _("Correction to {title}, version {version}", title=table.settings.title, version=table.version),
            _("Event: {id}, {title}", id=card.identity, title=card.title),
            _("Date in the table: {edtf} ({date})", edtf=card.edtf or _("none"), date=card.date),
            _("View: {address}", address=address),
            "",
            _("What is wrong:"),
            _("What it should be:"),
            _("Source for the correction (title, publisher, page or paragraph, address):"),
        )
    )


def _cite(source: Evidence) -> str:
    parts = (source.publisher, f"“{source.title}”", source.published, source.locator, source.url)
    return ", ".join(part for part in parts if part) + "."

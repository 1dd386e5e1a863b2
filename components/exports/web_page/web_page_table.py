"""The events and sources of a page as HTML: a real table that reads without any script."""

from collections.abc import Iterable

from components.exports import event_rows
from components.exports.event_rows import Citation, EventRow, SourceRow
from components.exports.svg.svg_elements import element, escape
from components.messages.catalogue import Messages


def build_table(listed: Iterable[EventRow], _: Messages, *, first: int, scripted: bool) -> str:
    """Build events as a table whose rows are numbered from `first`; a script can sort it and open its rows."""
    names = map(escape, event_rows.list_headings(_))
    heads = "".join(element("th", _sorter(name) if scripted else name, scope="col") for name in names)
    body = "".join(_row(row, first + number, scripted) for number, row in enumerate(listed))
    name = "listing" if scripted else None
    table = element("table", element("thead", element("tr", heads)), element("tbody", body), id=name)
    return element("div", table, class_="scrolled", tabindex=0, role="region", aria_label=_("Table of events"))


def build_sources(sources: Iterable[SourceRow], _: Messages) -> str:
    """Build sources as a numbered list with links."""
    items = "".join(element("li", _source(source), id=f"source-{source.number}") for source in sources)
    return element("ol", items, class_="sources") if items else element("p", escape(_("No source is recorded.")))


def link(address: str, words: str) -> str:
    """Return a link that opens beside the page; plain words where there is no address."""
    if not address:
        return escape(words)
    return element("a", escape(words), href=address, target="_blank", rel="noopener noreferrer")


def _sorter(name: str) -> str:
    return element("button", name, type="button", class_="sorter")


def _row(row: EventRow, number: int, scripted: bool) -> str:
    title = escape(row.title)
    opener = element("button", title, type="button", class_="opener") if scripted else title
    cells = (
        escape(row.date),
        opener + _lines(row.doubts, "doubt") + _lines((row.summary,), "quiet"),
        escape(row.kind),
        escape(row.parties) + _lines((row.people,), "quiet"),
        escape(row.where),
        "".join(element("div", _citation(citation)) for citation in row.citations),
    )
    return element("tr", *(element("td", cell, dir="auto") for cell in cells), data_row=number, data_id=row.identity)


def _lines(words: Iterable[str], kind: str) -> str:
    return "".join(element("div", escape(said), class_=kind) for said in words if said)


def _citation(citation: Citation) -> str:
    said = ", ".join(filter(None, (citation.title, citation.locator)))
    states = f" ({escape(citation.says)})" if citation.says else ""
    return link(citation.url, said) + states


def _source(source: SourceRow) -> str:
    told = " · ".join(filter(None, (source.about, source.cited)))
    return element("strong", link(source.url, source.title)) + element("div", escape(told), class_="quiet")

"""Where text becomes the page's markup: everything that a table or a link says is escaped here."""

import html
import re
from collections.abc import Iterable

from components.views.card import check_url

# What begins something in Markdown, and only where it does: a label is also what a screen reader says, and it says
# backslashes too. The second is a number that would begin a list.
_MARKDOWN = re.compile(r"[\\`*<~$\[\]]|(?<=\])\(|(?<![^\W_])_|_(?![^\W_])|:(?=\S)|&(?=#?\w+;)|^[#>+-]")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")


def escape_text(value: object) -> str:
    """Return text that markup can hold: no tags, no attributes ended, control characters as spaces."""
    text = str(value)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return html.escape(text, quote=True)


def escape_markdown(value: str) -> str:
    """Return text that Streamlit, which reads Markdown in labels, shows as it is."""
    clean = "".join(letter if letter.isprintable() else " " for letter in value).strip()
    return _NUMBER.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", clean))


def build_element(tag: str, content: str, kind: str = "") -> str:
    """Return one element around ready markup."""
    named = f' class="{kind}"' if kind else ""
    return f"<{tag}{named}>{content}</{tag}>"


def build_link(address: str, words: str) -> str:
    """Return a link that opens beside the page, or plain words where the address is no http(s) one."""
    safe = check_url(address)
    if not safe:
        return escape_text(words)
    return f'<a href="{escape_text(safe)}" target="_blank" rel="noopener noreferrer">{escape_text(words)}</a>'


def build_choice(identity: str, words: str) -> str:
    """Return a button that turns to an event, by its id."""
    return (
        f'<button type="button" class="event-choice" data-event="{escape_text(identity)}">{escape_text(words)}</button>'
    )


def build_terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and ready markup; pairs without markup drop out."""
    return build_element("dl", "".join(f"<dt>{escape_text(term)}</dt><dd>{said}</dd>" for term, said in pairs if said))

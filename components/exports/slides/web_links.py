"""Which addresses a slide links to, and how they are written so that every program takes them."""

from urllib.parse import quote

from components.exports.slides.text_fitting import clean
from components.views.card import check_url

MOST_ADDRESS = 2_000  # letters; PowerPoint repairs away longer ones
_KEPT = "%:/?#[]@!$&'()*+,;=-._~"  # letters of a link that stay as they are


def check_link(address: str) -> str:
    """Return an address that a slide may link to, "" for one that it may not: http(s), printable, not too long."""
    kept = check_url(address) if address.isprintable() and len(address) <= MOST_ADDRESS else ""
    return quote(kept, safe=_KEPT) if clean(kept) == kept else ""

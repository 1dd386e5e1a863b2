"""The page without a browser: run as Streamlit runs it, and what it says."""

from streamlit.testing.v1 import AppTest

from components.panels import page
from tests.support.patience import SECONDS


def to_page() -> AppTest:
    """Return the page, not run yet."""
    return AppTest.from_file(page.__file__, default_timeout=SECONDS)


def read_html(app: AppTest) -> str:
    """Return all that the page says as HTML of its own."""
    return " ".join(block.proto.body for block in app.get("html"))

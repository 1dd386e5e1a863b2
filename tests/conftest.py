"""What every test shares: the order of tests and how random ones are drawn."""

import os

import hypothesis
import pytest

# The shipped tables, whatever the machine's user has set
os.environ.pop("DIPLOMATIC_TIMELINE_DATA", None)

# A slow machine is no failure; a machine that nobody watches draws the same examples at every run
hypothesis.settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: they are slow, and Playwright keeps an event loop that others may not find running."""
    items.sort(key=lambda item: "browser" in item.path.parts)

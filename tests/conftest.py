"""What every test shares: the order of tests and how random ones are drawn."""

import os
import sys
from collections.abc import Iterator

import hypothesis
import pytest

from tests.support import trials
from tests.support.patience import SECONDS

# By module, for how long the page waits before it says that it waits: on a busy machine any moment is too short
MOMENTS = {"components.panels.tables.table_registry": "MOMENT", "components.panels.own_table.own_table": "PATIENCE"}

# The shipped tables, whatever the machine's user has set
os.environ.pop("DIPLOMATIC_TIMELINE_DATA", None)

# A slow machine is no failure; a machine that nobody watches draws the same examples at every run
hypothesis.settings.register_profile(
    "project", deadline=None, derandomize="CI" in os.environ, max_examples=trials.scale(trials.USUAL)
)
hypothesis.settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: they are slow, and Playwright keeps an event loop that others may not find running."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(autouse=True, scope="session")
def _patient_page() -> Iterator[None]:
    """Have a page without a browser wait for what it shows; a test that looks at how it waits says for how long."""
    with pytest.MonkeyPatch.context() as patched:
        for module, name in MOMENTS.items():
            if module in sys.modules:  # else no test of this run has a page
                patched.setattr(sys.modules[module], name, SECONDS)
        yield

"""What every test shares: the order of tests and how random ones are drawn."""

import os
import sys
from collections.abc import Iterator

import hypothesis
import pytest

from components.intake.readers import child, child_process
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run browser tests last: Playwright keeps an event loop that others may not find running.

    A quick run leaves out what is marked as exhaustive, and all variants but the first of browser tests and of those
    that are marked so: `make test-all` runs everything.
    """
    items.sort(key=_is_in_browser)
    if not trials.is_exhaustive():
        later = _find_later_variants(items)
        left = [each or item.get_closest_marker("exhaustive") for item, each in zip(items, later, strict=True)]
        config.hook.pytest_deselected(items=[item for item, out in zip(items, left, strict=True) if out])
        items[:] = [item for item, out in zip(items, left, strict=True) if not out]


def _is_in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.parts


def _find_later_variants(items: list[pytest.Item]) -> Iterator[bool]:
    """Tell of each item whether another variant of it has come before, and is enough for a quick run."""
    seen: set[str] = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        yield name in seen and (_is_in_browser(item) or item.get_closest_marker("first_variant") is not None)
        seen.add(name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have files read in this process: to start another one takes longer than nearly every test.

    A test of what the child is for says so: pytestmark = pytest.mark.child.
    """
    module = sys.modules.get("components.intake.readers.sheets")
    if module:
        module.read_in_child = child_process.read_in_child if item.get_closest_marker("child") else child.read


@pytest.fixture(autouse=True, scope="session")
def _patient_page() -> Iterator[None]:
    """Have a page without a browser wait for what it shows; a test that looks at how it waits says for how long."""
    with pytest.MonkeyPatch.context() as patched:
        for module, name in MOMENTS.items():
            if module in sys.modules:  # else no test of this run has a page
                patched.setattr(sys.modules[module], name, SECONDS)
        yield

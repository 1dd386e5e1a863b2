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

    A quick run leaves out what is marked as exhaustive, all variants but the first of browser tests and of those that
    are marked so, and all but a few of those that are marked with a number: `make test-all` runs everything.
    """
    items.sort(key=_is_in_browser)
    if not trials.is_exhaustive():
        quick = {id(item) for item in _find_quick(items)}
        config.hook.pytest_deselected(items=[item for item in items if id(item) not in quick])
        items[:] = [item for item in items if id(item) in quick]


def _is_in_browser(item: pytest.Item) -> bool:
    return "browser" in item.path.parts


def _find_quick(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Give what a quick run tries: of each test as many variants as it is marked with."""
    variants: dict[str, list[pytest.Item]] = {}
    for item in items:
        if not item.get_closest_marker("exhaustive"):
            variants.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for each in variants.values():
        yield from trials.spread(each, _count_quick(each[0]))


def _count_quick(item: pytest.Item) -> int | None:
    """Return how many variants of a test a quick run tries; None: all."""
    few = item.get_closest_marker("few_variants")
    if few:
        return int(few.args[0])
    return 1 if _is_in_browser(item) or item.get_closest_marker("first_variant") else None


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

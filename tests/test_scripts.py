"""Tests of the page's scripts: their logic on the node that Playwright brings along, and a linter over all of them."""

import os
import re
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from components.exports.web_page import web_page
from components.panels.server import scripts
from tests.support.patience import SECONDS

ROOT = Path(__file__).parents[1]
NODE = compute_driver_executable()[0]
SUITES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "scripts").glob("*.test.mjs"))


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("suite", SUITES)
def test_the_logic_of_scripts_holds(suite):
    status, said = run(NODE, "--test", suite)
    assert status == 0, said
    assert "tests 0" not in said


def lint(path):
    oxlint = Path(sys.executable).with_name("oxlint" + ".exe" * (os.name == "nt"))
    return run(str(oxlint), "--config", str(ROOT / ".oxlintrc.json"), "--deny-warnings", str(path))


# What a browser is given: scripts that share a scope are linted as the one that they become
BUNDLES = {
    **{name: partial(scripts.read_bundle, name) for name in scripts.BUNDLES if name.endswith(".js")},
    "web page": partial(web_page.read_assets, *web_page.SCRIPTS),
}


def name_shared(text):
    """Return what a bundle has of the files that several share: not every one uses all of it."""
    times = Counter(each for files in scripts.BUNDLES.values() for each in files if each.endswith(".js"))
    shared = [scripts.read_asset(each) for each, count in times.items() if count > 1]
    return [
        name
        for each in shared
        if each in text
        for name in re.findall(r"^(?:function|class|const) (\w+)", each, re.MULTILINE)
    ]


@pytest.mark.parametrize("name", BUNDLES)
def test_what_a_browser_is_given_has_no_lint(name, tmp_path):
    bundle, text = tmp_path / "bundle.js", BUNDLES[name]()
    bundle.write_text(f"{text}\nconsole.debug({', '.join(name_shared(text))});\n", encoding="utf-8")
    status, said = lint(bundle)
    assert status == 0, said


def test_lint_is_found(tmp_path):
    bundle = tmp_path / "bundle.js"
    bundle.write_text("const one = two;\n", encoding="utf-8")
    status, said = lint(bundle)
    assert status
    assert "'two' is not defined" in said


def test_the_tests_of_scripts_have_no_lint():
    status, said = lint(ROOT / "tests" / "scripts")
    assert status == 0, said

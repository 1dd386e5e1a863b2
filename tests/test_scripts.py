"""Tests of the page's scripts: their logic on the node that Playwright brings along, and a linter over all of them."""

import os
import re
import subprocess
import sys
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


MODULES = [path for path in scripts.read_served() if path.endswith(".js")]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_no_lint(name):
    status, said = lint(ROOT / "components" / name)
    assert status == 0, said


def test_the_script_of_the_web_page_has_no_lint(tmp_path):
    """The one that it becomes: its files share a scope, behind a module of which it need not use all."""
    script, text = tmp_path / "script.js", web_page.read_assets(*web_page.SCRIPTS)
    shared = re.findall(r"^function (\w+)", text, re.MULTILINE)
    script.write_text(f"{text}\nconsole.debug({', '.join(shared)});\n", encoding="utf-8")
    status, said = lint(script)
    assert status == 0, said


FAULTY = {
    "'two' is not defined": {"faulty.js": "export const one = two;\n"},
    'named import "two" not found': {
        "faulty.js": 'import { two } from "./other.js";\n\nconsole.debug(two);\n',
        "other.js": "export const one = 1;\n",
    },
    "Dependency cycle detected": {
        "faulty.js": 'import { one } from "./other.js";\n\nexport const two = () => one;\n',
        "other.js": 'import { two } from "./faulty.js";\n\nexport const one = () => two;\n',
    },
    "Identifier 'one' is imported but never used": {
        "faulty.js": 'import { one } from "./other.js";\n\nexport const two = 2;\n',
        "other.js": "export const one = 1;\n",
    },
}


@pytest.mark.parametrize("complaint", FAULTY)
def test_lint_is_found(complaint, tmp_path):
    for name, text in FAULTY[complaint].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    status, said = lint(tmp_path / "faulty.js")
    assert status
    assert complaint in said


def test_the_tests_of_scripts_have_no_lint():
    status, said = lint(ROOT / "tests" / "scripts")
    assert status == 0, said

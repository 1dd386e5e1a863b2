"""Tests of the page that stands alone, as a file: its policy, its data, and that nothing of a table is markup."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from components.briefing.briefing import Briefing
from components.exports.event_rows import build_rows
from components.exports.web_page import web_page
from tests.support import nasty
from tests.support.export_readers import read_page

BLOCK = re.compile(r"<script(?: type=\"application/json\" id=\"(\w+)\")?>(.*?)</script>", re.DOTALL)


@cache
def make_page(name: str) -> str:
    return web_page.make_page(nasty.EXPORT_INPUTS[name]).decode()


def blocks(name: str) -> dict[str, str]:
    return dict(BLOCK.findall(make_page(name)))


def hashed(content: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


@pytest.mark.first_variant
@pytest.mark.parametrize("name", nasty.EXPORT_INPUTS)
def test_the_policy_lets_its_own_script_and_style_run_and_nothing_else(name):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', make_page(name))[1].replace("&#x27;", "'")
    style = re.search("<style>(.*?)</style>", make_page(name), re.DOTALL)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": hashed(blocks(name)[""]),
        "style-src": hashed(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("name", nasty.EXPORT_INPUTS)
def test_it_loads_nothing_sends_nothing_and_styles_nothing_inline(name):
    markup = BLOCK.sub("", make_page(name))
    assert not re.search(r"<(?:link|img|iframe|object|embed|form|base)\b", markup)
    assert not re.search(r"\s(?:src|action|style|on\w+)=", re.sub(r">[^<]*<", "><", markup))
    assert "url(" not in re.search("<style>(.*?)</style>", make_page(name), re.DOTALL)[1]


@pytest.mark.parametrize("name", nasty.EXPORT_INPUTS)
def test_the_script_is_given_every_selected_event(name):
    exported = nasty.EXPORT_INPUTS[name]
    given = json.loads(blocks(name)["events"])
    assert [event["identity"] for event in given] == exported.events["id"].tolist()
    assert [len(event["citations"]) for event in given] == [
        len(row.citations) for row in build_rows(exported, exported.events)
    ]


def test_markup_in_a_table_ends_no_block():
    assert "<script>alert" not in make_page("all").lower()
    assert "\\u003cscript>alert(1)" in blocks("all")["events"]
    assert all("<" not in content for name, content in blocks("all").items() if name)


def test_only_web_addresses_are_links():
    targets = set(re.findall(r'href="([^"]*)"', make_page("all")))
    assert targets
    assert all(re.match("https?://", target) for target in targets)
    assert 'target="_blank" rel="noopener noreferrer"' in make_page("all")


def test_the_classification_is_printed_on_every_page_and_can_end_no_style():
    marked = replace(nasty.EXPORT_INPUTS["one"], briefing=Briefing("A", classification='"}</style><b>'))
    made = web_page.make_page(marked).decode()
    content = re.search(r'@top-center \{ content: "([^"]*)"', made)[1]
    assert "".join(chr(int(code, 16)) for code in re.findall(r"\\([0-9a-f]+) ", content)) == '"}</style><b>'
    assert made.count("</style>") == 1


@pytest.mark.parametrize("name", nasty.EXPORT_INPUTS)
def test_undated_events_are_apart(name):
    made = make_page(name)
    kept = nasty.EXPORT_INPUTS[name].undated["id"].tolist()
    assert ("Events without a date" in made) == bool(kept)
    assert not {*read_page(made.encode()).events} & {*kept}


def test_the_axis_has_dates_for_every_scale():
    levels = json.loads(blocks("2013")["levels"])
    assert [label for _, label, _ in levels[0]][:3] == ["Jan", "Feb", "Mar"]
    assert all(len(finer) >= len(coarser) for coarser, finer in pairwise(levels))
    assert len(levels[-1]) > 100
    assert 1 < len(levels) <= web_page.LEVELS


@pytest.mark.parametrize(
    ("module", "joined"),
    [
        (
            '// What.\n\nimport { a } from "./a.js";\nimport {\n  b,\n} from "../b.js";\nexport let c = a;\n',
            "// What.\n\nlet c = a;\n",
        ),
        (
            "export function _() {}\nexport const d = 1;\nexport class E {}\n",
            "function _() {}\nconst d = 1;\nclass E {}\n",
        ),
        ("const words = `export`; // export and import\n", "const words = `export`; // export and import\n"),
    ],
)
def test_a_module_becomes_part_of_a_script(module, joined):
    assert web_page.join_module(module) == joined


@pytest.mark.parametrize(
    "line",
    ["export default f;", "export { a };", 'import a from "./a.js";', 'import "./a.js";', 'export * from "./a.js";'],
)
def test_a_module_with_more_than_that_is_none(line):
    with pytest.raises(ValueError, match=re.escape(line)):
        web_page.join_module(f"const a = 1;\n{line}\n")

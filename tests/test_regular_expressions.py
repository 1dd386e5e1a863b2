"""Tests of every regular expression: its work grows with the text, and not with the text's square or worse."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import components
from components.intake.readers import shown_dates
from tests.support.odd_texts import to_odd_texts
from tests.support.regex_steps import MOST, Steps, to_witnesses

LENGTH = 24
MOST_GROWTH = 2.8  # of steps, where the text is twice as long: a square would be 4
SEARCHING = ("search", "sub", "subn", "findall", "finditer", "split", "contains", "replace", "extract")
WAYS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(SEARCHING, "search")
EXCUSED = {
    "<script>(.*?)</script>",  # reads Streamlit's own page, once, and no stranger's text
}

Used = tuple[re.Pattern, str]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(components.__path__, "components."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _used(module: ModuleType) -> Iterator[Used]:
    """Yield every pattern that a module names or writes where it is used, and how it is looked for."""
    told = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WAYS:
            owner = ast.unparse(node.func.value)
            is_text = owner == "re" or (owner.endswith(".str") and _is_pattern(node))
            said = _value(node.args[0], module) if is_text else vars(module).get(owner)
            if isinstance(said, str | bytes | re.Pattern):
                told.add(said)
                yield re.compile(said), WAYS[node.func.attr]
    for pattern in {each for value in vars(module).values() for each in _held(value)} - told:
        yield pattern, "search"  # handed on, so that nothing is known of how


def _is_pattern(node: ast.Call) -> bool:
    """Tell whether a call of pandas takes its text for a pattern."""
    told = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    return told.get("regex", str(node.func.attr not in ("replace", "split"))) == "True"


def _value(argument: ast.expr, module: ModuleType) -> object:
    return argument.value if isinstance(argument, ast.Constant) else vars(module).get(ast.unparse(argument))


def _held(value: object) -> Iterator[re.Pattern]:
    """Yield the patterns that a module's name stands for, be they in tuples."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _held(each)


def _all_used() -> Iterator[tuple[str, re.Pattern, str]]:
    for module in _modules():
        yield from ((module.__name__, pattern, way) for pattern, way in _used(module))
    yield shown_dates.__name__, re.compile(shown_dates._CELL % b"1|2", re.DOTALL), "search"  # made where it is used


def _count(pattern: re.Pattern, way: str, length: int) -> dict[str, int]:
    """Count the steps on odd texts, and on texts that fit the beginning of the pattern again and again."""
    texts = to_odd_texts(length)
    for before, repeated in to_witnesses(pattern):
        texts |= {f"{before!r} and {repeated!r}, again and again": before + repeated * length + "\0"}
        texts |= {f"{before + repeated!r} again and again": (before + repeated) * length + "\0"}
        texts |= {f"{before!r} again and again": before * length + "\0"}
    steps = Steps(pattern, way)
    return {name: steps.count(text) for name, text in texts.items()}


def _find_slow(pattern: re.Pattern, way: str) -> Iterator[str]:
    short, long = (_count(pattern, way, length) for length in (LENGTH, 2 * LENGTH))
    for text, steps in long.items():
        if steps > MOST_GROWTH * short[text] or steps >= MOST:
            yield f"{text}: {short[text]} steps, then {steps}"


@pytest.mark.exhaustive
def test_the_work_of_every_pattern_grows_no_faster_than_the_text():
    slow = {
        (name, pattern.pattern): found
        for name, pattern, way in _all_used()
        if pattern.pattern not in EXCUSED and (found := list(_find_slow(pattern, way)))
    }
    assert not slow

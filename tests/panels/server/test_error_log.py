"""Tests of what the log is told of an error: its kind and place, and nothing that a cell might have said."""

import ast
import logging
import tomllib
from pathlib import Path

import pytest

from components.panels.server import error_log

ROOT = Path(__file__).resolve().parents[3]
CELL = "a cell"


@pytest.fixture
def wordless():
    """Silence the words of errors for one test."""
    usual = logging.getLogRecordFactory()
    error_log.silence_words()
    yield
    logging.setLogRecordFactory(usual)


def _fail():
    try:
        {}[CELL]
    except KeyError as error:
        words = f"{CELL} is no number"
        raise ValueError(words) from error


def _caught():
    try:
        _fail()
    except ValueError as error:
        return error


def test_an_error_is_told_by_its_kind_its_place_and_its_cause(caplog):
    error_log.write_error("work failed", _caught())
    assert CELL not in caplog.text
    assert "work failed: ValueError" in caplog.text
    assert "raised from KeyError" in caplog.text
    assert "in _fail" in caplog.text


@pytest.mark.usefixtures("wordless")
def test_so_it_is_where_another_logger_tells_of_it(caplog):
    other = logging.getLogger("another library")
    other.error("uncaught", exc_info=_caught())
    try:
        _fail()
    except ValueError:
        other.exception("failed")
    other.error("no error at all", exc_info=True)
    assert CELL not in caplog.text
    assert caplog.text.count("\nValueError\n") == 2
    assert all(words in caplog.text for words in ("uncaught", "failed", "no error at all", "in _fail"))


def test_a_chain_of_causes_has_an_end():
    error = ValueError(CELL)
    error.__cause__ = KeyError(CELL)
    error.__cause__.__context__ = error
    assert error_log.describe_error(error).count("raised from") == error_log._MOST_CAUSES - 1


def test_nothing_else_writes_to_a_log():
    for path in (ROOT / "components").rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        names = {ast.unparse(call.func) for call in calls}
        assert path.stem == "error_log" or "logging.getLogger" not in names, path


def test_the_app_begins_with_it_and_what_prints_errors_beside_the_log_is_off():
    told = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert told.index("error_log.silence_words()") < told.index("app_server.run_safely")
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["logger"]["enableRich"] is False

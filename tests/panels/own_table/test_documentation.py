"""Tests that the page about own tables says what the program does: columns, kinds of file, limits, settings."""

import tomllib
from pathlib import Path

import pytest

from components.events import own_columns, schema
from components.intake import limits, single_file
from components.intake.columns import column_roles
from components.intake.readers.sheets import KINDS
from components.panels.tables import table_registry

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "your-own-table.md").read_text(encoding="utf-8")
_SERVER = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
MEGABYTE = 1_048_576  # bytes, as Streamlit counts them


def to_line(column):
    """Return a column's line in the reference."""
    needed = "yes" if column.required else ""
    listed = f"several, `{schema.SEPARATOR}` between" if column.many else ""
    return f"| `{column.name}` | {column.meaning} | {needed} | {listed} |"


@pytest.mark.parametrize("column", schema.COLUMNS, ids=lambda column: column.name)
def test_every_column_stands_in_the_reference_as_the_schema_says_it(column):
    assert to_line(column) in PAGE.splitlines()


def test_the_reference_has_no_other_column():
    named = [line for line in PAGE.splitlines() if line.startswith("| `") and line.count("|") == 5]
    assert named == [to_line(column) for column in schema.COLUMNS]


@pytest.mark.parametrize("role", [role for role in column_roles.ROLES if not role.ours], ids=lambda role: role.key)
def test_everything_that_a_column_can_be_is_named(role):
    assert role.label in PAGE


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_named_by_its_endings(kind):
    assert all(f"`{suffix}`" in PAGE for suffix in KINDS[kind][1])


@pytest.mark.parametrize("name", ["FILE_BYTES", "ROWS", "COLUMNS", "CELLS", "CELL_LETTERS", "JSON_BYTES"])
def test_every_limit_is_the_one_that_holds(name):
    assert f"{getattr(limits, name).most:,}".replace(",", " ") in PAGE


def test_it_says_which_columns_make_filters_and_lanes():
    values = (
        f"{own_columns.LEAST_VALUES} to {own_columns.MOST_VALUES} values of at most {own_columns.MOST_LETTERS} letters"
    )
    assert f"({values}; the first {own_columns.MOST_OWN} such columns in the order of the file)" in PAGE
    assert own_columns.LEAST_REPEATS == 2
    assert "each stands for two rows or more on average" in PAGE


@pytest.mark.parametrize(
    "name", [table_registry.DATA, single_file.MAPPING_SUFFIX, "server.maxUploadSize", "make run DATA="]
)
def test_every_setting_is_named(name):
    assert name in PAGE


def test_an_upload_may_be_as_large_as_a_table_and_hardly_larger():
    most = _SERVER["maxUploadSize"] * MEGABYTE
    assert limits.FILE_BYTES.most <= most <= 1.1 * limits.FILE_BYTES.most

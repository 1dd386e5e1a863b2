"""Tests of the fonts: ours are files that exist, and Japanese comes along where its package is installed."""

from pathlib import Path

import pytest

from components.exports.svg import fonts


@pytest.fixture(autouse=True)
def fresh():
    fonts.font_files.cache_clear()
    yield
    fonts.font_files.cache_clear()


def test_our_own_files_exist():
    assert all(Path(file).is_file() for file in fonts.font_files())
    assert len(fonts.font_files()) >= len(fonts.WEIGHTS)


def test_japanese_letters_come_from_their_package(tmp_path, monkeypatch):
    package = tmp_path / "japanese_letters"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "Letters.otf").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(fonts, "JAPANESE_PACKAGE", "japanese_letters")
    assert fonts.font_files()[-1] == str(package / "Letters.otf")


def test_without_the_package_the_machine_lends_its_fonts(monkeypatch):
    monkeypatch.setattr(fonts, "JAPANESE_PACKAGE", "no_such_package")
    assert len(fonts.font_files()) == len(fonts.WEIGHTS)

"""Tests of every export: it opens elsewhere, says what it holds, and holds exactly what was selected."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from components.briefing.briefing import Briefing, Step
from components.exports import registry
from components.exports.errors import ExportError
from components.exports.registry import EXPORTS, Export
from tests.support import nasty
from tests.support.export_readers import HELD, READERS

# Of each kind of file, one of everything and one of nothing are enough for a quick run
FILES = [
    pytest.param(export.key, name, marks=() if name in ("all", "nothing") else pytest.mark.exhaustive)
    for export in EXPORTS
    for name in nasty.EXPORT_INPUTS
]
READABLE = re.compile(rb"[ -~]{12,}")  # compressed bytes hold anything
PATHS = re.compile(rb"/(?:tmp|var|home|root|Users)/|[A-Z]:\\|python3?\.\d")


@cache
def make(key: str, name: str) -> bytes:
    return registry.make_file(registry.BY_KEY[key], nasty.EXPORT_INPUTS[name])


def squeezed(text: str) -> str:
    return "".join(text.split())


def unpacked(content: bytes) -> bytes:
    """Return what can be read of a file without unpacking it, and all that is packed in it where it is a package."""
    readable = READABLE.findall(content)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return b"\n".join(readable)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"\n".join([*readable, *(name.encode() + package.read(name) for name in package.namelist())])


def test_every_export_has_a_reader_and_its_own_name():
    keys = [export.key for export in EXPORTS]
    assert sorted(READERS) == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"\.[a-z]+", export.suffix) and export.about and export.most > 0 for export in EXPORTS)


def test_the_nasty_table_has_lost_nothing():
    assert nasty.TABLE.rejected.empty
    assert len(nasty.EXPORT_INPUTS["all"].events) + len(nasty.EXPORT_INPUTS["all"].undated) == len(nasty.TITLES)
    assert nasty.EXPORT_INPUTS["nothing"].events.empty


@pytest.mark.parametrize(("key", "name"), FILES)
def test_it_opens_elsewhere_and_holds_exactly_the_selected_events(key, name):
    found = READERS[key](make(key, name)).events
    selected = nasty.EXPORT_INPUTS[name].events["id"].tolist()
    if found is not None:
        assert sorted(found) == sorted(HELD[key](selected) if key in HELD else selected)


@pytest.mark.parametrize(("key", "name"), FILES)
def test_it_carries_the_statement(key, name):
    text = squeezed(READERS[key](make(key, name)).text)
    for line in nasty.EXPORT_INPUTS[name].statement.lines:
        assert squeezed(line) in text


@pytest.mark.parametrize("key", registry.BY_KEY)
def test_it_carries_the_classification(key):
    assert squeezed("For official use <only>") in squeezed(READERS[key](make(key, "all")).text)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_only_a_file_with_the_briefing_s_steps_bears_its_title(export):
    titled = Briefing("The briefing's title", "Its subtitle", "Internal", "1987-06-05", (Step("A heading", "A note"),))
    exported = replace(nasty.EXPORT_INPUTS["one"], briefing=titled)
    text = squeezed(READERS[export.key](registry.make_file(export, exported)).text)
    for words in (titled.title, titled.subtitle, titled.describe_date(), titled.steps[0].heading, titled.steps[0].note):
        assert (squeezed(words) in text) == export.briefing, words
    assert titled.classification in text


@pytest.mark.parametrize(("key", "name"), FILES)
def test_no_path_of_a_machine_is_in_it(key, name):
    assert not PATHS.search(unpacked(make(key, name)))


def test_an_export_takes_as_many_events_as_it_says_and_refuses_one_more():
    exported = nasty.EXPORT_INPUTS["2013"]
    count = len(exported.events)
    export = Export("x", "A test file", "for tests", ".x", "text/plain", count, lambda _: b"made")
    assert registry.make_file(export, exported) == b"made"
    with pytest.raises(
        ExportError, match=f"A test file: the file can contain at most {count - 1:,} events, but this selection has"
    ):
        registry.make_file(replace(export, most=count - 1), exported)

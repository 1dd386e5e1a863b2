"""Tests of the guard in front of templates: what is hostile or damaged gets one sentence, at the limit and above."""

import io
import zipfile

import pytest

from components.exports.errors import ExportError
from components.exports.slides import template, template_package
from tests.support import decks

GOOD = decks.parts(decks.TEMPLATES["sparse"])
TYPES = "[Content_Types].xml"


def with_types(old, new):
    return decks.packed(GOOD | {TYPES: GOOD[TYPES].replace(old, new)})


def encrypted():
    content = bytearray(decks.packed(GOOD))
    for at in range(len(content) - 10):
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    return bytes(content)


def repeated():
    made = io.BytesIO(decks.packed(GOOD))
    with zipfile.ZipFile(made, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("ppt/presentation.xml", b"<x/>")
    return made.getvalue()


MASTER = "ppt/slideMasters/slideMaster1.xml"
RELATIONS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
PICTURE = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
HOSTILE = {
    "nothing in it": b"PK",
    "text": b"not a zip at all",
    "cut": decks.packed(GOOD)[:-300],
    "no types": decks.packed({"a.xml": b"<a/>"}),
    "a workbook": with_types(b"presentationml.presentation.main", b"spreadsheetml.sheet.main"),
    "macros": with_types(b"presentation.main+xml", b"ms-powerpoint.presentation.macroEnabled.main+xml"),
    "an entity": decks.packed(GOOD | {MASTER: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "an entity in UTF-16": decks.packed(GOOD | {MASTER: '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")}),
    "a bomb": decks.packed(GOOD | {"ppt/media/bomb.bin": bytes(40_000_000)}),
    "a name that climbs": decks.packed(GOOD | {"../evil.xml": b"<a/>"}),
    "an absolute name": decks.packed(GOOD | {"/evil.xml": b"<a/>"}),
    "a part twice": repeated(),
    "encrypted": encrypted(),
    "broken markup": decks.packed(GOOD | {MASTER: GOOD[MASTER][:-40]}),
    "no master": decks.packed({name: part for name, part in GOOD.items() if name != MASTER}),
    "deep markup": decks.packed(GOOD | {MASTER: b"<a>" * 5_000 + b"</a>" * 5_000}),
    "a picture from elsewhere": decks.packed(
        GOOD
        | {
            RELATIONS: GOOD[RELATIONS].replace(
                b"</Relationships>",
                PICTURE + b' Target="https://tracker.example/a.png" TargetMode="External"/></Relationships>',
            )
        }
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_gets_one_sentence(name):
    with pytest.raises(ExportError) as caught:
        template.open_template(HOSTILE[name])
    sentence = str(caught.value)
    assert sentence.startswith("The template")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 140


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("MOST_BYTES", len(decks.packed(GOOD))),
        ("MOST_PARTS", len(GOOD)),
        ("MOST_UNPACKED", sum(map(len, GOOD.values()))),
        ("MOST_XML", max(map(len, GOOD.values()))),
    ],
)
def test_a_limit_is_met_and_not_passed(monkeypatch, limit, value):
    monkeypatch.setattr(template_package, limit, value)
    assert template_package.read_package(decks.packed(GOOD))
    monkeypatch.setattr(template_package, limit, value - 1)
    with pytest.raises(ExportError):
        template_package.read_package(decks.packed(GOOD))


def test_a_part_may_be_packed_as_tightly_as_the_limit(monkeypatch):
    monkeypatch.setattr(template_package, "FREE_RATIO", 0)
    content = decks.packed({TYPES: b"x" * 1_000})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.infolist()[0].compress_size
    monkeypatch.setattr(template_package, "MOST_RATIO", 1_000 / size)
    assert template_package.read_package(content)
    monkeypatch.setattr(template_package, "MOST_RATIO", 999 / size)
    with pytest.raises(ExportError):
        template_package.read_package(content)

"""Tests of sentences that come out of the child process: they are what they were, and no others come in."""

import json

import pytest

from components.intake import limits
from components.intake.limits import IntakeError
from components.intake.readers.reply_sentences import pack, unpack
from components.messages.catalogue import Messages
from components.messages.sentence import Sentence

INNER = Sentence("row {rows}", "rows {rows}", count=2, rows="3, 4")


@pytest.mark.parametrize(
    "sentence",
    [
        "plain",
        Sentence("Empty."),
        Sentence("{most} rows", most=2_000_000),
        Sentence(
            "{count} row of {name} ({where})", "{count} rows of {name} ({where})", count=2, name="a{b}", where=INNER
        ),
    ],
)
def test_a_sentence_comes_out_as_it_was_and_can_still_be_said(sentence):
    found = unpack(json.loads(json.dumps(pack(sentence))))
    assert (found, type(found)) == (sentence, type(sentence))
    pseudo = Messages("pseudo")
    assert pseudo(found) == pseudo(sentence)


@pytest.mark.parametrize(
    "stated",
    [
        None,
        [],
        {"message": "Empty."},
        {"message": "{a.__class__}", "values": {"a": "b"}},
        {"message": "{a:>999999999}", "values": {"a": "b"}},
        {"message": "{a!r}", "values": {"a": "b"}},
        {"message": "{b}", "values": {"a": "b"}},
        {"message": "{", "values": {}},
        {"message": "row", "values": {"many": "rows"}},
        {"message": "{a.b}", "values": {"a.b": "c"}},
        {"message": "row", "many": "rows", "values": {}},
    ],
    ids=str,
)
def test_what_no_reader_says_is_refused(stated):
    with pytest.raises(IntakeError) as refusal:
        unpack(stated)
    assert refusal.value.args[0] is limits.DAMAGED

"""Tests of a sentence that is made where no language is known: text in English, and said in another one later."""

import copy
from multiprocessing.reduction import ForkingPickler

import pytest

from components.messages.catalogue import ENGLISH, Messages
from components.messages.pseudo import PSEUDO
from components.messages.sentence import N_, Sentence

OTHER = Messages(PSEUDO)
PLAIN = Sentence("The file has no rows.")
NAMED = Sentence("The file {name} has no rows.", name="a.csv")
EVENTS = ("{count} event", "{count} events")
# A sentence and its English
SENTENCES = {
    "plain": (PLAIN, "The file has no rows."),
    "with a value": (NAMED, "The file a.csv has no rows."),
    "of one": (Sentence(*EVENTS, count=1), "1 event"),
    "of none": (Sentence(*EVENTS, count=0), "0 events"),
    "of many": (Sentence(*EVENTS, count=12345), "12,345 events"),
    "of many, with a value": (Sentence("{count} of {name}", "{count} from {name}", count=2, name="x"), "2 from x"),
    "with a number": (Sentence("At most {most}.", most=2_000_000), "At most 2,000,000."),
    "with a year": (Sentence("In {year}.", year="2013"), "In 2013."),
    "with what is no number": (Sentence("It is {answer}.", answer=True), "It is True."),
    "with a sentence": (Sentence("{name}: {why}", name="a.csv", why=PLAIN), "a.csv: The file has no rows."),
    "with braces in a value": (Sentence("“{name}”", name="{name} {0}"), "“{name} {0}”"),
    "with braces of its own": (Sentence("As {such}."), "As {such}."),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_it_is_text_in_english_and_said_so(case):
    sentence, english = SENTENCES[case]
    assert sentence == english
    assert ENGLISH(sentence) == sentence.say(ENGLISH) == english
    assert f"{sentence} Then?" == f"{english} Then?"


def test_it_is_said_in_another_language_with_its_values():
    assert OTHER(PLAIN).startswith("[The file has no rows. ")
    assert OTHER(NAMED).startswith("[The file a.csv has no rows. ")
    assert OTHER(Sentence(*EVENTS, count=1)).startswith("[1 event ")
    assert OTHER(Sentence(*EVENTS, count=1234)).startswith("[1,234 events ")


def test_sentences_in_it_are_said_in_that_language_too():
    inner = Sentence("It holds {rows}.", rows=Sentence("{count} row", "{count} rows", count=3))
    said = OTHER(Sentence("{name}: {why}", name="a.csv", why=inner))
    assert said.startswith("[a.csv: [It holds [3 rows ")
    assert said.count("[") == said.count("]") == 3


def send(made):
    """Return what another process is given."""
    return ForkingPickler.loads(ForkingPickler.dumps(made))


@pytest.mark.parametrize("copied", [send, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("case", SENTENCES)
def test_a_copy_of_it_can_still_be_said(case, copied):
    sentence, english = SENTENCES[case]
    again = copied(sentence)
    assert (type(again), again) == (Sentence, english)
    assert OTHER(again) == OTHER(sentence)


def test_an_error_carries_it_over_a_process():
    error = send(ValueError(NAMED))
    assert str(error) == NAMED
    assert OTHER(error.args[0]) == OTHER(NAMED)


def test_a_value_that_is_named_and_not_given_is_a_fault():
    with pytest.raises(KeyError):
        Sentence("{name} of {place}", name="x")
    with pytest.raises(KeyError):
        Sentence(*EVENTS, of=2)


def test_what_is_marked_is_itself():
    assert N_("Meeting type") == "Meeting type"

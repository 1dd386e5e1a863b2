"""Tests of what says sentences: numbers, plurals and lists in a language's own way, and languages that come and go."""

from multiprocessing.reduction import ForkingPickler

import pytest
from babel.messages.catalog import Catalog

from components.messages import catalogue
from components.messages.catalogue import ENGLISH, Messages, find_messages
from components.messages.pseudo import PSEUDO
from tests.support import message_catalogue

OTHER = Messages(PSEUDO)
EVENTS = ("{count} event", "{count} events")
# What a test says in French, where none is as one, and a million is apart
FRENCH = {
    "Export": "Exporter",
    "Nothing matches “{text}”.": "Rien ne correspond à « {text} ».",
    EVENTS: ("{count} événement", "{count} d’événements", "{count} événements"),
}


@pytest.fixture
def french(tmp_path, monkeypatch):
    """Have a language more, as a line in LANGUAGES and a file make it."""
    template = Catalog()
    known = Catalog("fr_FR")
    for message, translation in FRENCH.items():
        template.add(message)
        known.add(message, translation)
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    merged = message_catalogue.merge(known, template, "fr_FR")
    (folder / f"{catalogue.DOMAIN}.mo").write_bytes(message_catalogue.format_mo(merged))
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setitem(catalogue.LANGUAGES, "fr", "fr_FR")
    return Messages("fr")


@pytest.fixture
def scripts_say(monkeypatch):
    """Have scripts say no sentences but these."""
    monkeypatch.setattr(catalogue, "_read_script_messages", lambda: ["Export", [*EVENTS]])


def test_english_is_its_own_key():
    assert ENGLISH("Nothing matches “{text}”.", text="x {y}") == "Nothing matches “x {y}”."
    assert ENGLISH("A sentence that no catalogue has") == "A sentence that no catalogue has"
    assert ENGLISH("") == OTHER("") == ""


def test_numbers_are_grouped_and_texts_are_left():
    assert ENGLISH("{count} of {year}", count=12345, year="12345") == "12,345 of 12345"
    assert ENGLISH("{ratio} and {answer}", ratio=1234.5, answer=False) == "1234.5 and False"
    assert (ENGLISH.number(1234567), ENGLISH.number(-1), ENGLISH.number(1234.5)) == ("1,234,567", "-1", "1,234.5")


@pytest.mark.parametrize(("count", "said"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (1000, "1,000 events")])
def test_one_and_many_are_told_apart(count, said):
    assert ENGLISH.plural(*EVENTS, count) == said
    assert OTHER.plural(*EVENTS, count).startswith(f"[{said} ")


def test_a_plural_takes_other_values_too():
    assert ENGLISH.plural("{count} {what}", "{count} {what}s", 2, what="row") == "2 rows"


@pytest.mark.parametrize(
    ("items", "together", "either"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a or b"),
        (["a", "b", "c"], "a, b and c", "a, b or c"),
    ],
)
def test_lists_are_joined_as_english_does(items, together, either):
    assert ENGLISH.all_of(iter(items)) == together
    assert ENGLISH.any_of(iter(items)) == either


def test_months_have_names_and_short_ones():
    assert (len(ENGLISH.months), ENGLISH.months[0], ENGLISH.months[11]) == (12, "January", "December")
    assert ENGLISH.short_months == tuple(month[:3] for month in ENGLISH.months)
    assert OTHER.months[3] == "[April]"


def test_the_language_for_tests_is_longer_and_in_brackets():
    said = OTHER("Choose a shorter period or more filters.")
    assert said.startswith("[Choose a shorter period or more filters. ")
    assert said.endswith("]")
    assert len(said) > 1.3 * len("Choose a shorter period or more filters.")


def test_two_of_one_language_are_the_same():
    assert Messages("en") == ENGLISH
    assert hash(Messages("en")) == hash(ENGLISH)
    assert len({ENGLISH, Messages("en"), OTHER, Messages(PSEUDO)}) == 2
    assert ENGLISH != OTHER
    assert ENGLISH != "en"


@pytest.mark.parametrize("messages", [ENGLISH, OTHER], ids=["en", PSEUDO])
def test_they_go_to_another_process(messages):
    again = ForkingPickler.loads(ForkingPickler.dumps(messages))
    assert again == messages
    assert again.plural(*EVENTS, 2) == messages.plural(*EVENTS, 2)


@pytest.mark.parametrize("language", ["", "xx", "EN", "../en", "en_GB"])
def test_a_language_that_nobody_knows_is_english(language):
    assert find_messages(language) is ENGLISH
    with pytest.raises(KeyError):
        Messages(language)


def test_a_language_is_found_by_its_code():
    assert find_messages("en") == ENGLISH
    assert find_messages(PSEUDO) == OTHER


def test_another_language_says_all_in_its_own_way(french):
    assert french("Export") == "Exporter"
    assert french("Nothing matches “{text}”.", text="x") == "Rien ne correspond à « x »."
    said = [french.plural(*EVENTS, count) for count in (0, 1, 2, 1_000_000)]
    assert said == ["0 événement", "1 événement", "2 événements", "1\u202f000\u202f000 d’événements"]
    assert french("What has no translation") == "What has no translation"
    assert french.number(12345) == "12\u202f345"
    assert french.all_of("abc") == "a, b et c"
    assert french.months[0] == "janvier"
    assert len({*french.short_months}) == 12


@pytest.mark.usefixtures("scripts_say")
def test_scripts_are_given_what_they_say(french):
    assert french.list_for_scripts() == {
        "language": "fr",
        "words": {
            "Export": {"other": "Exporter"},
            EVENTS[0]: {"one": "{count} événement", "other": "{count} événements", "many": "{count} d’événements"},
        },
    }


@pytest.mark.usefixtures("scripts_say")
def test_scripts_in_english_need_no_words():
    assert ENGLISH.list_for_scripts() == {"language": "en", "words": {}}
    words = OTHER.list_for_scripts()["words"]
    assert [*words] == ["Export", EVENTS[0]]
    assert [len(forms) for forms in words.values()] == [1, 2]
    assert all(form.startswith("[") for forms in words.values() for form in forms.values())


def test_a_translation_of_one_goes_where_many_are_told_apart_by_now():
    template = Catalog()
    template.add(EVENTS)
    known = Catalog("fr_FR")
    known.add(EVENTS[0], "{count} événement")
    merged = message_catalogue.merge(known, template, "fr_FR")
    assert b"msgid_plural" in message_catalogue.format_po(merged)
    back = message_catalogue.merge(merged, known, "fr_FR")
    assert b"msgid_plural" not in message_catalogue.format_po(back)


def test_a_translation_stays_and_one_of_no_sentence_goes():
    template = Catalog()
    template.add("Export", locations=[("a.py", 0)])
    template.add(EVENTS)
    known = Catalog("fr_FR")
    known.add("Export", "Exporter")
    known.add("Gone", "Parti")
    merged = message_catalogue.merge(known, template, "fr_FR")
    assert [message.id for message in merged if message.id] == ["Export", EVENTS]
    assert merged["Export"].string == "Exporter"
    assert not any(merged[EVENTS[0]].string)

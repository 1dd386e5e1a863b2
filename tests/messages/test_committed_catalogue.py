"""Tests of the committed catalogue: it is what code and scripts say, and no translation lacks or adds a value."""

import io
import json
from string import Formatter

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog

from components.messages import catalogue
from tests.support import message_catalogue

ADVICE = "run `make messages` and commit what it writes"


def _path(language, suffix):
    return catalogue.FOLDER / language / "LC_MESSAGES" / f"{catalogue.DOMAIN}.{suffix}"


def _read(language):
    return pofile.read_po(io.BytesIO(_path(language, "po").read_bytes()), catalogue.LANGUAGES[language])


@pytest.fixture(scope="module")
def template():
    return message_catalogue.build_template()


@pytest.fixture(params=catalogue.LANGUAGES)
def language(request):
    return request.param


def test_every_sentence_is_in_the_catalogue_and_no_other(template, language):
    said, known = ({message.id for message in each if message.id} for each in (template, _read(language)))
    assert (said - known, known - said) == (set(), set()), ADVICE


def test_the_catalogue_is_what_the_command_writes(template, language):
    merged = message_catalogue.merge(_read(language), template, catalogue.LANGUAGES[language])
    assert _path(language, "po").read_bytes() == message_catalogue.format_po(merged), ADVICE
    assert _path(language, "mo").read_bytes() == message_catalogue.format_mo(merged), ADVICE


def test_scripts_have_the_sentences_that_they_say():
    said = [message if isinstance(message, str) else [*message] for message in message_catalogue.list_script_messages()]
    assert json.loads(message_catalogue.SCRIPTS.read_text(encoding="utf-8")) == said, ADVICE


def test_there_is_no_language_beside_those_that_are_named():
    assert {path.name for path in catalogue.FOLDER.iterdir() if path.is_dir()} == {*catalogue.LANGUAGES}


def _list_forms(text):
    return [text] if isinstance(text, str) else [*text]


def _name_values(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_sentence_names_its_values_plainly(template):
    for message in filter(lambda each: each.id, template):
        for form in _list_forms(message.id):
            names = _name_values(form)
            assert all(name.isidentifier() for name in names), form
            assert form.format_map(dict.fromkeys(names, "x")), form
    for message in template:
        if message.pluralizable:
            one, many = map(_name_values, message.id)
            assert one | {"count"} == many | {"count"}, message.id


def find_odd_translations(known):
    """Return the translations that lack a form or a value of their sentence, or have another; a count may be words."""
    odd: list[str] = []
    for message in filter(lambda each: each.id and each.string, known):
        names = {name for form in _list_forms(message.id) for name in _name_values(form)}
        optional = {"count"} if message.pluralizable else set()
        forms = _list_forms(message.string)
        odd += [form for form in forms if form and not names - optional <= _name_values(form) <= names | optional]
        odd += [f"not all of {forms}"] * (any(forms) and not all(forms))
    return odd


def test_every_translation_has_the_values_of_its_sentence(language):
    assert find_odd_translations(_read(language)) == []


def test_a_translation_without_a_value_or_a_form_is_found():
    known = Catalog("fr_FR")
    known.add("{place} in {year}", "{place} en {annee}")
    known.add(("{count} event", "{count} events"), ("un événement", "{count} d’événements", "{count} événements"))
    known.add(("{count} row", "{count} rows"), ("{count} ligne", "", "{count} lignes"))
    known.add("Export")
    assert find_odd_translations(known) == ["{place} en {annee}", "not all of ['{count} ligne', '', '{count} lignes']"]

"""The catalogue of sentences: an English one is its own key (D22); what languages do in their own way is here.

    _("Nothing matches “{text}”.", text=text)
    _.plural("{count} event", "{count} events", number)

`_` is a Messages, and an argument of whatever composes what people read: never a global, since work runs in threads.
Numbers that are given as int are written as that language writes them; give a year or a number of a row as text.
`make messages` collects the sentences from code and scripts (see CONTRIBUTING.md).
"""

import gettext
import json
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from components.messages.pseudo import PSEUDO, PseudoTranslations
from components.messages.sentence import Sentence, fill

DOMAIN = "timeline"
FOLDER = Path(__file__).parent / "languages"
LANGUAGES = {"en": "en_GB"}  # code in links → locale of numbers, lists and names of months
_COUNTED = (*range(201), 1_000_000)  # hold a number of every category of every language
MOST_NUMBERS = 65_536  # that are remembered as they are written


class Messages:
    """Say sentences in one language; safe to share by threads, equal where the language is."""

    def __init__(self, language: str) -> None:
        """Take a code of LANGUAGES, or PSEUDO; raises KeyError for others."""
        self.language = language
        self.locale = Locale.parse(LANGUAGES["en" if language == PSEUDO else language])
        self._translations: gettext.NullTranslations = (
            PseudoTranslations()
            if language == PSEUDO
            else gettext.translation(DOMAIN, FOLDER, [language], fallback=language == "en")
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Messages) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def __reduce__(self) -> tuple[Any, ...]:
        return find_messages, (self.language,)  # what gettext reads is of no use to another process

    def __call__(self, message: str, /, **values: Any) -> str:
        """Say a sentence of the catalogue with its {values} put in; a Sentence, which has its own, as it is meant."""
        if isinstance(message, Sentence):
            return message.say(self)
        return fill(self._translations.gettext(message), values, self) if message else ""

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """Say the sentence for one or for many, or that for as many as the language tells apart; {count} is theirs."""
        return fill(self._translations.ngettext(one, many, count), {"count": count, **values}, self)

    def list_for_scripts(self) -> dict[str, Any]:
        """Return what scripts say, as they take it: language (for numbers), and words: for each sentence its forms by
        category of number (CLDR: one, other …).
        """
        if self == ENGLISH:
            return {"language": "en", "words": {}}
        words = {}
        for message in _read_script_messages():
            forms = [message] if isinstance(message, str) else message
            is_plain = isinstance(message, str)
            words[forms[0]] = {"other": self._translations.gettext(message)} if is_plain else self._find_forms(*forms)
        return {"language": str(self.locale.language), "words": words}

    def _find_forms(self, one: str, many: str) -> dict[str, str]:
        """Return the form of a sentence for each category of number, found by the first number that is of it."""
        first = {self.locale.plural_form(count): count for count in reversed(_COUNTED)}
        return {category: self._translations.ngettext(one, many, count) for category, count in first.items()}

    def number(self, number: float) -> str:
        """Write a number: 12,345."""
        return _write_number(number, self.locale)

    def all_of(self, items: Iterable[str]) -> str:
        """List what holds together: a, b and c."""
        return format_list([*items], style="standard", locale=self.locale)

    def any_of(self, items: Iterable[str]) -> str:
        """List what holds one or the other: a, b or c."""
        return format_list([*items], style="or", locale=self.locale)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the names of the months, January first."""
        return tuple(map(self._mark, self.locale.months["format"]["wide"].values()))

    @cached_property
    def short_months(self) -> tuple[str, ...]:
        """Return the shortest clear names of the months, January first: three letters where no two are alike then."""
        names = [name.rstrip(".") for name in self.locale.months["format"]["abbreviated"].values()]
        shortest = [name[:3] for name in names]
        return tuple(map(self._mark, shortest if len({*shortest}) == len(names) else names))

    def _mark(self, word: str) -> str:
        return f"[{word}]" if self.language == PSEUDO else word


@lru_cache
def _read_script_messages() -> list[Any]:
    return list(json.loads((FOLDER / "scripts.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=MOST_NUMBERS)
def _write_number(number: float, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


ENGLISH = Messages("en")


@lru_cache
def find_messages(language: str) -> Messages:
    """Return the messages of a language, English for one that nobody knows."""
    return Messages(language) if language in LANGUAGES or language == PSEUDO else ENGLISH

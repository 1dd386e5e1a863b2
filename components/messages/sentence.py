"""A sentence that is made where no language is known, such as that of an error, and said where one is."""

from typing import Any, Protocol, Self


class Speaker(Protocol):
    """Say sentences in a language: catalogue.Messages."""

    def __call__(self, message: str, /, **values: Any) -> str:
        """Say a sentence."""

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """Say the sentence for one or for many."""

    def number(self, number: float) -> str:
        """Write a number."""


class Sentence(str):
    """Be a sentence in English that can still be said in another language: by Messages, called with it.

    Joined to other text it is text like any other; give a Sentence as a value of another one instead.
    """

    __slots__ = ("_many", "_message", "_values")
    _message: str
    _many: str
    _values: dict[str, Any]

    def __new__(cls, message: str, /, many: str = "", **values: Any) -> Self:
        """Make the sentence of a message and its {values}; with `many`, that for one or for so many as `count` is."""
        chosen = many if many and values["count"] != 1 else message
        made = super().__new__(cls, fill(chosen, values, None))
        made._message, made._many, made._values = message, many, values
        return made

    def say(self, messages: Speaker) -> str:
        """Return it in a language."""
        if self._many:
            others = {name: value for name, value in self._values.items() if name != "count"}
            return messages.plural(self._message, self._many, self._values["count"], **others)
        return messages(self._message, **self._values)


def fill(template: str, values: dict[str, Any], messages: Speaker | None) -> str:
    """Put values into a sentence: numbers as the language writes them, sentences in it, all else as text."""
    if not values:
        return template
    return template.format_map({name: _to_text(value, messages) for name, value in values.items()})


def _to_text(value: Any, messages: Speaker | None) -> str:
    if isinstance(value, Sentence) and messages is not None:
        return value.say(messages)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if messages is None else messages.number(value)
    return str(value)


def N_(message: str) -> str:  # noqa: N802 — gettext's name for it
    """Mark a sentence for the catalogue that is kept in a table of constants, and said later by Messages."""
    return message

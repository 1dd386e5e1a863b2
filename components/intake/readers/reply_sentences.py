"""How sentences come out of the child process: as JSON, and checked before they are sentences again."""

from string import Formatter
from typing import Any

from components.intake import limits
from components.intake.limits import IntakeError
from components.messages.sentence import Sentence


class _Parts:
    """Takes a sentence apart, as one who would say it is given its parts."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    def __call__(self, message: str, /, **values: Any) -> str:
        """Keep the parts of a sentence."""
        self.found = {"message": message, "values": {name: pack(value) for name, value in values.items()}}
        return message

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """Keep the parts of a sentence that depends on a number."""
        packed = {name: pack(value) for name, value in values.items()}
        self.found = {"message": one, "many": many, "values": {**packed, "count": count}}
        return one

    def number(self, number: float) -> str:
        """Return a number as text; no sentence asks for it, as values are kept as they are."""
        return str(number)


def pack(value: Any) -> Any:
    """Return a text or a value of a sentence as JSON can hold it: a sentence as its parts."""
    if not isinstance(value, Sentence):
        return value
    parts = _Parts()
    value.say(parts)
    return parts.found


def unpack(stated: Any) -> Any:
    """Return what pack was given; raises IntakeError where it is no text, number or sentence."""
    if isinstance(stated, str | int):
        return stated
    if not isinstance(stated, dict) or not isinstance(stated.get("values"), dict):
        raise IntakeError(limits.DAMAGED)
    message, many = str(stated.get("message", "")), str(stated.get("many", ""))
    values = {str(name): unpack(value) for name, value in stated["values"].items()}
    is_counted = not many or isinstance(values.get("count"), int)
    if not (is_counted and _is_plain(message, values) and _is_plain(many, values)):
        raise IntakeError(limits.DAMAGED)
    return Sentence(message, many, **values)


def _is_plain(message: str, values: dict[str, Any]) -> bool:
    """Tell whether a sentence asks for nothing but its values as they are: a file may have made the child say it."""
    try:
        fields = [*Formatter().parse(message)]
    except ValueError:
        return False
    named = all(name is None or (name in values and not spec and not how) for _, name, spec, how in fields)
    return named and "many" not in values and all(map(str.isidentifier, values))

"""The catalogue of sentences, collected from code and scripts: python -m tests.support.message_catalogue.

Python: _("…"), _.plural("…", "…", n), N_("…"), Sentence("…", "…"). Scripts: _("…"), _n("…", "…", n).
"""

import ast
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from components.messages import catalogue

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = catalogue.FOLDER / "scripts.json"
SAYING = {"_", "N_", "Sentence", "messages", "_messages"}
PLURAL = {"plural", "Sentence"}
JAVASCRIPT = {"_": None, "_n": (1, 2)}
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # written as the day of every catalogue, so that its bytes are the same

Message = str | tuple[str, str]  # a sentence, or that for one and for many


def find_messages(folder: Path, suffix: str) -> Iterator[tuple[str, Message]]:
    """Yield (file, message) of all that code or scripts below a folder say, in the order of files and lines."""
    read = _read_python if suffix == ".py" else _read_javascript
    for path in sorted(folder.rglob(f"*{suffix}")):
        for message in read(path):
            yield path.relative_to(ROOT).as_posix(), message


def _read_python(path: Path) -> Iterator[Message]:
    """Yield what the calls of SAYING and PLURAL say, within f-strings too, and either side of a choice."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [_to_texts(argument) for argument in node.args[:2]]
        if name in PLURAL and len(texts) > 1 and texts[0] and texts[1]:
            yield texts[0][0], texts[1][0]
        elif name in SAYING and texts:
            yield from texts[0]


def _to_texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_to_texts(node.body), *_to_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _read_javascript(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for _line, message, *_ in extract("javascript", file, keywords=JAVASCRIPT):
            yield message if isinstance(message, str) else (message[0], message[1])


def build_template() -> Catalog:
    """Return the catalogue of all sentences, untranslated, each with the files that say it."""
    template = Catalog(project="Diplomatic Timeline", charset="utf-8")
    components = ROOT / "components"
    for file, message in (*find_messages(components, ".py"), *find_messages(components, ".js")):
        if message:
            template.add(message, locations=[(file, 0)])
    return template


def list_script_messages() -> list[Message]:
    """Return what scripts say, so that a page gives them these and no others; what is said of many, too, but once."""
    said = {message for _, message in find_messages(ROOT / "components", ".js")}
    return sorted(said - {message[0] for message in said if isinstance(message, tuple)}, key=str)


def write_catalogue() -> None:
    """Bring the catalogue of every language up to date; translations that are there stay."""
    template = build_template()
    catalogue.FOLDER.mkdir(exist_ok=True)
    SCRIPTS.write_text(json.dumps(list_script_messages(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for language, locale in catalogue.LANGUAGES.items():
        folder = catalogue.FOLDER / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{catalogue.DOMAIN}.po"
        known = pofile.read_po(io.BytesIO(path.read_bytes()), locale) if path.exists() else Catalog(locale)
        merged = merge(known, template, locale)
        path.write_bytes(format_po(merged))
        path.with_suffix(".mo").write_bytes(format_mo(merged))


def merge(known: Catalog, template: Catalog, locale: str) -> Catalog:
    """Return the template with the translations that are known of its sentences; others are dropped."""
    merged = Catalog(locale, project="Diplomatic Timeline", charset="utf-8", fuzzy=False)
    merged.revision_date = merged.creation_date = None
    for message in template:
        if message.id:
            found = known.get(message.id)
            fits = found and found.pluralizable == message.pluralizable
            merged.add(message.id, found.string if fits else None, locations=message.locations)
    return merged


def format_po(merged: Catalog) -> bytes:
    """Return a catalogue as its committed text: sorted, without dates and lines, which change all the time."""
    out = io.BytesIO()
    pofile.write_po(out, merged, sort_output=True, include_lineno=False, omit_header=True, width=0)
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Language: {merged.locale}\\n"\n"Plural-Forms: {merged.plural_forms}\\n"\n\n'.encode()
    return head + out.getvalue()


def format_mo(merged: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    out = io.BytesIO()
    whole = pofile.read_po(io.BytesIO(format_po(merged)), merged.locale)
    whole.creation_date = ALWAYS
    mofile.write_mo(out, whole)
    return out.getvalue()


if __name__ == "__main__":
    write_catalogue()

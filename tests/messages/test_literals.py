"""Tests of what code and scripts say: no sentence stands outside the catalogue, and each is given what it names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.support import message_catalogue

ROOT = Path(__file__).parents[2] / "components"

# Of a call's arguments, how many are sentences, each a literal or a choice of two
SPOKEN = dict.fromkeys(message_catalogue.SAYING, 1) | dict.fromkeys(message_catalogue.PLURAL, 2)
# What is called with texts that nobody is shown: errors that are mistakes of ours, logs, patterns, and what is looked
# for. What a command line says of itself is in English.
UNSAID = {
    *("ValueError", "TypeError", "AssertionError", "RuntimeError", "KeyError", "NotImplementedError", "Cancelled"),
    *("debug", "info", "warning", "exception", "critical", "write_error", "ArgumentParser", "add_argument"),
    *(
        "compile",
        "match",
        "fullmatch",
        "search",
        "sub",
        "subn",
        "findall",
        "finditer",
        "split",
        "namedtuple",
        "TypeVar",
    ),
    *("startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "replace", "contains"),
}
NAMELESS = {"get_messages", "find_messages", "ENGLISH", "say"}  # Messages that no catalogue finds
LOOKED_UP = {"get", "pop", "setdefault"}  # called with a key first
KEYWORDS = {"key", "class_", "aria_labelledby"}  # name something for programs

VALUE = "{}"  # in place of what is put into a text
WORDS = re.compile(r"[^\W\d_] [^\W\d_]")
LETTER = re.compile(r"[^\W\d_]")
CODE = re.compile(
    r"</|/>|<[a-z!?][\w:-]*[ >]|[\w-]+=\"|"  # HTML and XML
    r"\{[\s\w-]*\{|@page|^[\w-]+-src |\d(?:px|em|rem|pt|%)|"  # styles, and what a page may load
    r"\\[bdsw]|\(\?|\[\^|\w\|\w|"  # regular expressions, and vocabularies between bars
    r"#(?:let|set|show|import|table|grid)\b|"  # Typst
    r"\b(?:SELECT|FROM|WHERE|CREATE|DROP|SET|AS|BY|NULL|COLLATE|KILL)\b|"  # SQL
    r"^M[\d{.]|translate\(|\"use strict\"|noopener|"  # paths of a picture, scripts and links
    r"^[a-z]+(?: [a-z]+)? ?(?: \{\})+$|^python -m |\bUTC$"  # a widget's key, a command, a moment
)
SELECTOR = re.compile(r"[.#\[][a-z]|^(?:[\w$-]*[$\w]+-[\w${}.-]+ ?)+$")  # a style's selectors and classes

# Texts of a file that are no sentences: why, and how each begins; of a vocabulary all of them
EXCEPTIONS: dict[str, tuple[str, ...]] = {
    "dates/windows.py": ("a mistake of ours", "A window can't end on day"),
    "display/figure.py": (
        "names of Plotly's traces and of its places",
        *("counts without a day", "labelled events", "possible days", "certain days", "middle "),
    ),
    "display/theme.py": ("names of fonts",),
    "display/traces.py": ("the name of one of Plotly's traces", "edges of possible days"),
    "events/gazetteer.py": ("proper names of groupings", "Diplomatic Bluebook", "United Nations (M49)"),
    "events/levels.py": ("the rows of the shipped levels.csv, as data",),
    "events/raw_table.py": ("the program's name", "Diplomatic Timeline"),
    "exports/__main__.py": ("the command line", "0 made, 1 refused", "  {} {} (at most", "a picture is {} to"),
    "exports/slides/chart_slide.py": ("the name of a shape", "Chart of meeting types"),
    "exports/slides/deck.py": ("the name of a shape", "Selection statement"),
    "exports/slides/default_template.py": ("names of a template's layouts, by which PowerPoint knows them",),
    "exports/slides/slide_builder.py": ("the name of a shape", "Slide number"),
    "exports/slides/slide_lane_heads.py": ("names of shapes", "Lane name", "Lane count"),
    "exports/slides/step_slides.py": ("the name of a shape", "Possible days"),
    "exports/slides/table_slides.py": ("names of shapes", "Table of events", "Table of sources"),
    "exports/slides/template_style.py": ("names of fonts",),
    "exports/slides/text_fitting.py": ("names of fonts",),
    "exports/slides/timeline_shapes.py": (
        "names of shapes",
        *("Axis of dates", "Date line", "Lane line", "Possible days", "Certain days"),
    ),
    "exports/svg/fonts.py": ("names of fonts",),
    "exports/tabular/calendar_file.py": ("the program's name, as calendars write it", "-//Diplomatic Timeline//"),
    "exports/tabular/workbook.py": (
        "columns of a file, by which it is read again",
        *("Date in words", "Level in words", "First day", "Last day"),
    ),
    "intake/rows/assembly.py": (
        "what becomes the note or the locator of a row, as data in one language",
        *(", added from “", "Number as written: “", "Date as written: “"),
    ),
    "intake/columns/answer_words.py": ("words of foreign tables",),
    "intake/columns/code_lists.py": ("shapes of codes, which the program compares", "two letters", "three letters"),
    "intake/columns/date_headers.py": ("words of foreign tables",),
    "intake/columns/mapping_file.py": ("what a file says that it is", "mapping of a diplomatic timeline"),
    "intake/columns/our_files.py": (
        "columns of our own files",
        *("Date in words", "Level in words", "First day", "Last day"),
    ),
    "intake/dates/date_vocabulary.py": ("words of foreign tables",),
    "intake/dates/historical_dates.py": ("months of other calendars",),
    "intake/dates/other_calendars.py": ("words of foreign tables", "indian national"),
    "intake/dates/precision_schemes.py": (
        "names of schemes, which the program compares",
        *("finest first", "coarsest first", "from nothing", "from the day"),
    ),
    "intake/readers/calendars/calendar_lines.py": ("names of properties", "begin end calscale"),
    "intake/readers/csv_rows.py": ("the beginning of a sentence that is looked for", "The last row is cut short"),
    "intake/readers/sheets.py": ("names of kinds of file", "json lines", "JSON Lines"),
    "intake/readers/text_encodings/alphabets.py": ("names of alphabets, which nobody is shown",),
    "intake/readers/text_encodings/code_pages.py": ("the name of an encoding", "Mac Roman"),
    "intake/rows/corrections.py": (
        "columns of a file, by which it is read again",
        *("row in the file", "why it was not taken", "beyond the last column"),
    ),
    "intake/rows/likely_duplicates.py": ("words of foreign tables",),
    "intake/rows/no_event_rows.py": ("words of foreign tables", "text string str"),
    "intake/rows/place_matching.py": (
        "words of foreign tables",
        *("n a", "not applicable", "not known", "not stated", "to be determined"),
    ),
    "intake/rows/place_names.py": (
        "names of places and words of foreign tables",
        *("Virgin Islands", "Saint Martin", "et al", "among others", "и др"),
    ),
    "layout/legend.py": ("a kind of entry", "count without a day"),
    "messages/pseudo.py": ("the Latin of the language for tests", "lorem ipsum"),
    "panels/explorer/view_route.py": ("the name of threads", "view of an engine"),
    "panels/rejected_rows.py": ("a widget's key", "all rejected rows"),
    "panels/server/app_server.py": ("an answer to programs", "Not found"),
    "panels/server/error_log.py": ("the log", "raised from "),
    "panels/server/health.py": ("an answer to programs", "no table can be opened", "opening the table"),
    "query/links.py": ("the name of a part of an address", "strip unit"),
    "stores/engines/engine_schema_check.py": ("the name of a type", "character varying"),
}
# Sentences whose values are put in elsewhere
UNFILLED = {"Page {page} of {pages}": "by Typst, which alone knows the numbers"}
# Files that still say something outside the catalogue, until they are converted; it is to become empty

Found = Iterator[tuple[int, str]]


def find_in_code(source: str) -> Found:
    """Yield line and text of what code could say to people, outside the catalogue."""
    tree = ast.parse(source)
    yield from _walk(tree, _find_keys(tree))
    yield from _find_nameless(tree)


def _find_nameless(tree: ast.AST) -> Found:
    """Yield the calls of Messages by a name that no catalogue finds."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        called = node.func.func if isinstance(node.func, ast.Call) else node.func
        if _name(called) in NAMELESS and isinstance(node.args[0].value, str):
            yield node.lineno, f"{_name(called)}({node.args[0].value!r})"


def _find_keys(tree: ast.AST) -> set[str]:
    """Return the names of constants that are keys: of a session's state, of a dictionary, of a widget."""
    used: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            used.append(node.slice)
        elif isinstance(node, ast.Compare):
            used.append(node.left)
        elif isinstance(node, ast.Call):
            used += [keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS]
            used += node.args[:1] if _name(node.func) in LOOKED_UP else []
    return {node.id for node in used if isinstance(node, ast.Name)}


def _walk(node: ast.AST, keys: set[str]) -> Found:
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values)
        if _is_sentence(text):
            yield node.lineno, text
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _walk(part.value, keys)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _is_sentence(node.value):
            yield node.lineno, node.value
    else:
        for child in _list_parts(node, keys):
            yield from _walk(child, keys)


def _is_sentence(text: str) -> bool:
    """Tell whether a text has a word beside another, or beside a value."""
    has_words = WORDS.search(text.replace(VALUE, "x")) and LETTER.search(text.replace(VALUE, ""))
    return bool(has_words) and not CODE.search(text)


def _list_parts(node: ast.AST, keys: set[str]) -> list[ast.AST]:
    """Return the parts of a node in which something could be said."""
    parts = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        return _list_arguments(node)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []  # a docstring
    if isinstance(node, ast.Compare | ast.Subscript):
        return [part for part in parts if not isinstance(part, ast.Constant)]  # compared, or a key
    if isinstance(node, ast.Assign) and _list_names(node.targets) <= keys:
        return []
    return parts


def _list_names(targets: list[ast.expr]) -> set[str]:
    return {ast.unparse(each) for target in targets for each in getattr(target, "elts", [target])}


def _list_arguments(call: ast.Call) -> list[ast.AST]:
    name, arguments = _name(call.func), list(call.args)
    if name in UNSAID or ast.unparse(call.func) in ("sys.stderr.write", "sys.stdout.write"):
        return []
    if name in SPOKEN:
        chosen = [each for argument in arguments[: SPOKEN[name]] for each in _list_choices(argument)]
        arguments = [*(each for each in chosen if not isinstance(each, ast.Constant)), *arguments[SPOKEN[name] :]]
    elif name in LOOKED_UP:
        arguments = arguments[1:]
    return [call.func, *arguments, *(each.value for each in call.keywords if each.arg not in KEYWORDS)]


def _list_choices(argument: ast.expr) -> list[ast.expr]:
    """Return what an argument may be, and what chooses it."""
    if isinstance(argument, ast.IfExp):
        return [argument.test, *_list_choices(argument.body), *_list_choices(argument.orelse)]
    return [argument]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


# A comment, a string, a template without another in it, or a regular expression behind what no value ends with
TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|\$\{[^{}]*\}|[^`\\])*`|"
    r"(?<=[(,=:!&|?;{}\[])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/",
    re.DOTALL,
)
IN_CATALOGUE = re.compile(r"(?<![\w$.])(?:_n?\(\s*|_n\(\s*\"(?:\\.|[^\"\\])*\",\s*)$")


def find_in_script(source: str) -> Found:
    """Yield line and text of what a script could say to people, outside the catalogue."""
    for found in TOKEN.finditer(source):
        text = found[0]
        if text[0] not in "\"'`" or (text[0] != "`" and IN_CATALOGUE.search(source[: found.start()])):
            continue
        body = re.sub(r"\$\{[^{}]*\}", VALUE, text[1:-1])
        if _is_sentence(body) and not SELECTOR.search(body):
            yield source.count("\n", 0, found.start()) + 1, body


FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for suffix in ("py", "js")
    for path in sorted(ROOT.rglob(f"*.{suffix}"))
}


def find_said(file: str) -> Found:
    """Yield what a file could say to people outside the catalogue, exceptions too."""
    return find_in_code(FILES[file]) if file.endswith(".py") else find_in_script(FILES[file])


def list_unsaid(file: str) -> list[str]:
    """Return what a file says outside the catalogue that is no exception, each with its place."""
    reason, *beginnings = EXCEPTIONS.get(file, ("",))
    if reason and not beginnings:
        return []
    return [
        f"{file}:{line}: {text}"
        for line, text in find_said(file)
        if not any(text.startswith(beginning) for beginning in beginnings)
    ]


def test_no_sentence_stands_outside_the_catalogue():
    found = [said for file in FILES for said in list_unsaid(file)]
    assert not found, "\n".join(["these need _(), N_() or Sentence(), see CONTRIBUTING.md:", *found])


@pytest.mark.parametrize("file", EXCEPTIONS)
def test_every_exception_is_still_needed(file):
    reason, *beginnings = EXCEPTIONS[file]
    texts = [text for _, text in find_said(file)]
    assert reason
    assert texts
    assert [each for each in beginnings if not any(text.startswith(each) for text in texts)] == []


def _name_fields(*messages: str) -> set[str]:
    return {name for message in messages for _, name, _, _ in Formatter().parse(message) if name}


def _find_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Yield the calls that say something, and those arguments that are to be sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SPOKEN:
            yield node, node.args[: SPOKEN[_name(node.func)]]


def _find_unequal(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the calls whose values are not those that their sentence names; a count need not be said."""
    for call, spoken in _find_calls(tree):
        chosen = [each for argument in spoken for each in _list_choices(argument)]
        messages = [each.value for each in chosen if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        given = {keyword.arg for keyword in call.keywords}
        if not messages or messages[0] in UNFILLED or None in given or _name(call.func) == "N_":
            continue
        if given - {"count"} != _name_fields(*messages) - {"count"}:
            yield call.lineno, messages[0]


def _find_composed(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the calls whose sentence is put together within, so that no catalogue finds it."""
    for call, spoken in _find_calls(tree):
        for each in spoken:
            if isinstance(each, ast.JoinedStr | ast.BinOp) and _holds_text(each):
                yield call.lineno, ast.unparse(each)


def _holds_text(node: ast.expr) -> bool:
    return any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ast.walk(node))


@pytest.mark.parametrize("find", [_find_unequal, _find_composed], ids=["values", "literals"])
def test_a_sentence_is_one_literal_and_given_what_it_names(find):
    code = {file: ast.parse(source) for file, source in FILES.items() if file.endswith(".py")}
    found = [f"{file}:{line}: {message}" for file, tree in code.items() for line, message in find(tree)]
    assert not found, "\n".join(found)


TEXT = r"\"((?:\\.|[^\"\\])*)\""
# A call in a script whose values, if any, are written in it
SPOKEN_IN_SCRIPT = re.compile(
    rf"(?<![\w$.])(?:_\(\s*{TEXT}|_n\(\s*{TEXT},\s*{TEXT},[^{{}};]*?)(?:,\s*\{{([^{{}}]*)\}},?)?\s*\)"
)


def test_a_sentence_of_a_script_is_given_what_it_names():
    found = []
    for file in filter(lambda each: each.endswith(".js"), FILES):
        for *messages, values in SPOKEN_IN_SCRIPT.findall(FILES[file]):
            given = set(re.findall(r"(?:^|,)\s*(\w+)", values))
            if "..." not in values and not _name_fields(*messages) - {"count"} <= given:
                found.append(f"{file}: {messages}: {given}")
    assert not found, "\n".join(found)


# Code, and what of it is outside the catalogue
CODE_CASES = {
    'f("Two words")': ["Two words"],
    '_("Two words")': [],
    '_("Two words", why="no reason")': ["no reason"],
    '_("Two words" if many else "One word")': [],
    '_("Two words" + rest)': ["Two words"],
    '_(two["Two words"] or "Other words")': ["Other words"],
    '_.plural("{count} old event", "{count} old events", n)': [],
    'Sentence("{count} old event", "{count} old events", count=n)': [],
    '_.plural(one, "{count} old events", n, of="all of these")': ["all of these"],
    'f(f"{n} events")': ["{} events"],
    'f(f"{n} {m}")': [],
    "f(f\"{g('Two words')}\")": ["Two words"],
    '"""A docstring here."""': [],
    'raise ValueError("No such thing")': [],
    'raise TableError("No such thing")': ["No such thing"],
    'LOG.warning("It is so")': [],
    're.compile("two words")': [],
    '"two words" in text': [],
    'rows["Two words"]': [],
    'KEY = "two words"; state[KEY] = 1': [],
    'NAME = "two words"; f(NAME)': ["two words"],
    'table.messages("No such event")': [],
    'get_messages()("Export")': ["get_messages('Export')"],
    'f("SELECT id FROM events")': [],
    'f("<p class=a>Two words</p>")': [],
}
SCRIPT_CASES = {
    'said = "Two words";': ["Two words"],
    "said = 'Two words';": ["Two words"],
    'said = _("Two words");': [],
    'said = _n("one old event", "{count} old events", n);': [],
    "said = `${count} events`;": ["{} events"],
    "said = `${left} ${top}`;": [],
    'add("div", "timeline-lane timeline-depth");': [],
    'find("#listing thead");': [],
    '// "Two words"\nrest();': [],
    'text.replace(/"/g, "").split("two words");': ["two words"],
}


@pytest.mark.parametrize("source", CODE_CASES)
def test_what_code_says_is_found(source):
    assert [text for _, text in find_in_code(source)] == CODE_CASES[source]


@pytest.mark.parametrize("source", SCRIPT_CASES)
def test_what_a_script_says_is_found(source):
    assert [text for _, text in find_in_script(source)] == SCRIPT_CASES[source]

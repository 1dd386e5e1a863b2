"""The house rules that a machine can check, one test each."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    *("dashboard.py", "data", "components", "tests", "docs", "requirements.in", "requirements.txt"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "Makefile"),
}
HIDDEN_BUT_OURS = {".ci", ".streamlit"}
# From the lowest: a room imports from itself and from those before it
ROOMS = (
    *("messages", "dates", "events", "query", "intake", "stores", "layout", "display", "views", "briefing", "exports"),
    "panels",
)
MOST_MODULES = 25  # of a folder
INTERNALS = Path("components/panels/server/streamlit_internals.py")  # the only module that leans on Streamlit's insides
DOCUMENTED = {"streamlit", "streamlit.testing"}  # of Streamlit: what any module of the panels may import
LEANED_ON = ("streamlit", "starlette", "plotly", "python-pptx")  # private parts of them are used
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "cloudpickle", "joblib"}
UNSAFE_CALLS = {"eval", "exec", "read_pickle", "to_pickle"}
TABLE_SUFFIXES = {".csv", ".md", ".toml", ".json"}
LONGEST_FUNCTION = 40
LONGEST_FILE = 500
ADDING = re.compile(r"#.*\b[Tt]o add\b")
NAMED = re.compile(
    r"`[\w./]+`|\b[a-z_]+\.[A-Z][A-Z_]+\b|\b(?:components|tests)/[\w./]+\w|\b[a-z_]+\.csv\b|\b_[A-Z][A-Z_]+\b"
)
MACHINE_PATH = re.compile(r"(?:^|[\s\"'(=:`])/(?:work|root|home|Users)(?:/|\b)", re.MULTILINE)
HASHED = re.compile(r"^[a-z0-9][\w.\[\]-]*==[^\s;]+(?: ; [^\\]+)?(?: +--hash=sha256:[0-9a-f]{64})+$")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _files() -> Iterator[Path]:
    """Name every file of the project; caches and environments live in hidden folders."""
    for entry in sorted(ROOT.iterdir()):
        if entry.is_file():
            yield entry
        elif not entry.name.startswith(".") or entry.name in HIDDEN_BUT_OURS:
            yield from (path for path in sorted(entry.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


FILES = list(_files())
TREES = {path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8")) for path in FILES if path.suffix == ".py"}
PRODUCT = {path: tree for path, tree in TREES.items() if path.parts[0] != "tests"}


def _nodes(trees: dict[Path, ast.Module], kind: type | tuple[type, ...]) -> Iterator[tuple[Path, ast.AST]]:
    return ((path, node) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, kind))


def _imports(trees: dict[Path, ast.Module]) -> Iterator[tuple[Path, int, str]]:
    """Give path, line and dotted name of every absolute import; `from a import b` counts as a.b."""
    for path, node in _nodes(trees, (ast.Import, ast.ImportFrom)):
        start = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
        yield from ((path, node.lineno, start + alias.name) for alias in node.names)


def _room(path: Path) -> str:
    """Give the room of components/ that a file stands in, or nothing."""
    return path.parts[1] if path.parts[0] == "components" and len(path.parts) > 2 else ""


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imports_of_modules() -> Iterator[tuple[Path, int, str, str]]:
    """Give path, line, importing and imported module of the product, also within functions, for types, and by name."""
    modules = {_module(path) for path in PRODUCT}
    for path, line, name in _imports(PRODUCT):
        found = name if name in modules else name.rpartition(".")[0]
        if found in modules:
            yield path, line, _module(path), found
    for path, node in _nodes(PRODUCT, ast.Constant):
        if isinstance(node.value, str) and node.value in modules and node.value != _module(path):
            yield path, node.lineno, _module(path), node.value


def _find_circle(imported: dict[str, set[str]]) -> list[str]:
    """Return modules each of which imports the next, the last one being the first; none where there is no circle."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def _public(body: list[ast.stmt]) -> Iterator[ast.ClassDef | Function]:
    """Give the public functions, classes and methods of a module or class."""
    for node in body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_") and not _is_overload(node):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _is_overload(node: ast.ClassDef | Function) -> bool:
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)


def _assert_none(breaches: Iterator[str], rule: str) -> None:
    listed = sorted(set(breaches))
    assert not listed, f"{rule}:\n  " + "\n  ".join(listed)


def test_rooms_import_downward():
    breaches = (
        f"{path}:{line} imports {found}"
        for path, line, _, found in _imports_of_modules()
        if _room(path) and found.count(".")
        if ROOMS.index(found.split(".")[1]) > ROOMS.index(_room(path))
    )
    _assert_none(breaches, f"a room imports from those before it only: {', '.join(ROOMS)}")


def test_there_are_no_import_circles():
    imported: dict[str, set[str]] = {}
    for _, _, importing, found in _imports_of_modules():
        imported.setdefault(importing, set()).add(found)
    assert _find_circle(imported) == []


def test_a_circle_is_found():
    assert set(_find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "e": {"a"}})) == {"b", "c"}
    assert _find_circle({"a": {"a"}}) == ["a", "a"]
    assert _find_circle({"a": {"b", "c"}, "b": {"c"}}) == []


def test_components_holds_rooms_only():
    found = {entry.name for entry in (ROOT / "components").iterdir() if entry.name != "__pycache__"}
    _assert_none(iter(found - {*ROOMS, "__init__.py"}), "components/ holds the rooms and nothing else")


def test_folders_can_be_taken_in_at_a_glance():
    counted = Counter(path.parent for path in PRODUCT if path.name != "__init__.py")
    breaches = (f"{folder} has {count} modules" for folder, count in counted.items() if count > MOST_MODULES)
    _assert_none(breaches, f"no folder with more than {MOST_MODULES} modules")


def test_tests_stand_where_what_they_test_does():
    folders = {path.parent.relative_to("components") for path in PRODUCT if _room(path)}
    beside = {Path(), *map(Path, ("browser", "bench", "support", "data", "docs"))}
    breaches = (
        str(path) for path in TREES if path.parts[0] == "tests" if Path(*path.parts[1:-1]) not in folders | beside
    )
    _assert_none(breaches, "tests have the folders of components/")


def test_streamlit_stays_in_panels():
    breaches = (
        f"{path}:{line} imports {name}"
        for path, line, name in _imports(PRODUCT)
        if name.split(".")[0] == "streamlit" and _room(path) != "panels" and path != Path("dashboard.py")
    )
    _assert_none(breaches, "only components/panels and dashboard.py know Streamlit")


def test_one_module_leans_on_what_streamlit_does_not_document():
    outside = {path: tree for path, tree in PRODUCT.items() if path != INTERNALS}
    imported = (
        f"{path}:{line} imports {name}"
        for path, line, name in _imports(outside)
        if (name.split(".")[0] == "streamlit" and ".".join(name.split(".")[:2]) not in DOCUMENTED)
        or name.startswith("starlette.formparsers")
    )
    reached = (
        f"{path}:{node.lineno} reaches for {ast.unparse(node)}"
        for path, node in _nodes(outside, ast.Attribute)
        if _is_inside_streamlit(node)
    )
    addressed = (
        f"{path}:{node.lineno} names {node.value!r}"
        for path, node in _nodes(outside, ast.Constant)
        if isinstance(node.value, str) and "_stcore" in node.value
    )
    _assert_none((*imported, *reached, *addressed), f"what Streamlit does not document is used in {INTERNALS} only")


def _is_inside_streamlit(node: ast.Attribute) -> bool:
    """Tell whether an attribute is a private one of Streamlit's, or one of its packages."""
    packages = {"runtime", "web", "config", "proto", "elements", "delta_generator"}
    return ast.unparse(node.value) == "st" and (node.attr.startswith("_") or node.attr in packages)


@pytest.mark.parametrize("package", LEANED_ON)
def test_what_is_leaned_on_has_an_upper_bound(package: str):
    (stated,) = re.findall(rf"^{package}\b[^#\n]*", _read("requirements.in"), re.MULTILINE)
    assert "<" in stated, f"a newer {package} may lack what we lean on: bound it in requirements.in"


@pytest.mark.exhaustive
def test_all_but_the_panels_work_without_streamlit():
    modules = [_module(path) for path in PRODUCT if _room(path) not in {"", "panels"}]
    script = (
        "import importlib, sys; sys.modules['streamlit'] = None; [importlib.import_module(m) for m in sys.argv[1:]]"
    )
    names = [name for name in modules if not name.endswith("__main__")]
    outcome = subprocess.run(
        [sys.executable, "-c", script, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr


def test_imports_are_absolute():
    breaches = (f"{path}:{node.lineno}" for path, node in _nodes(TREES, ast.ImportFrom) if node.level)
    _assert_none(breaches, "write the whole name of what is imported")


def test_imports_are_required():
    known = packages_distributions()
    stated = set(re.findall(r"^[\w-]+", _read("requirements.in"), re.MULTILINE))
    breaches = (
        f"{path}:{line} imports {name}"
        for path, line, name in _imports(PRODUCT)
        if (module := name.split(".")[0]) not in sys.stdlib_module_names | {"components"}
        if not stated & {found.lower() for found in known.get(module, [])}
    )
    _assert_none(breaches, "what the product imports stands in requirements.in")


def test_functions_are_short():
    breaches = (
        f"{path}:{node.lineno} {node.name} has {length} lines"
        for path, node in _nodes(TREES, (ast.FunctionDef, ast.AsyncFunctionDef))
        if (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    )
    _assert_none(breaches, f"no function over {LONGEST_FUNCTION} lines")


def test_files_are_short():
    sources = (path for path in FILES if path.suffix in {".py", ".js", ".css"})
    breaches = (
        f"{path.relative_to(ROOT)} has {length} lines"
        for path in sources
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    )
    _assert_none(breaches, f"no file over {LONGEST_FILE} lines")


def test_modules_open_with_what_they_hold():
    opened = ((path, (ast.get_docstring(tree) or "").strip()) for path, tree in TREES.items())
    breaches = (str(path) for path, line in opened if not line or line.startswith("This file is"))
    _assert_none(breaches, "every module opens with one plain line that says what it holds")


def test_public_names_are_explained():
    breaches = (
        f"{path}:{node.lineno} {node.name}"
        for path, tree in PRODUCT.items()
        for node in _public(tree.body)
        if not ast.get_docstring(node)
    )
    _assert_none(breaches, "every public function, class and method has a docstring")


def test_modules_are_named_for_what_they_hold():
    taken = (
        DRAWERS
        | sys.stdlib_module_names
        | set(re.findall(r"^([a-z][\w-]*)==", _read("requirements.txt"), re.MULTILINE))
    )
    breaches = (f"{path}: {name}" for path in TREES for name in (path.stem, *path.parts[:-1]) if name in taken)
    _assert_none(breaches, "no drawer for everything, no name of the standard library or of a requirement")


def test_module_names_are_unique():
    named = Counter(path.stem for path in PRODUCT if _room(path) and not path.stem.startswith("__"))
    _assert_none((name for name, count in named.items() if count > 1), "no two modules of the product share a name")


def test_no_two_classes_share_a_name():
    named = Counter(node.name for _, node in _nodes(PRODUCT, ast.ClassDef))
    _assert_none((name for name, count in named.items() if count > 1), "no two classes of the product share a name")


def test_what_comments_on_adding_name_exists():
    breaches = (
        f"{path}:{number} names {name}"
        for path in PRODUCT
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if (found := ADDING.search(line))
        for name in NAMED.findall(line[found.start() :])
        if not _is_name(name, path)
    )
    _assert_none(breaches, "what a comment says to add to is there: `module`, module.NAME, `name`, folder/file.py")


def _is_name(name: str, path: Path) -> bool:
    """Tell whether a name is a module of the product, a name of one, of this very module, or a file of the project."""
    name = name.strip("`")
    if "/" in name or name.endswith(".csv"):
        return (ROOT / name).exists() or any(each.name == name for each in FILES)
    module, _, attribute = name.rpartition(".")
    stems = {each.stem: each for each in PRODUCT}
    if module:
        return module in stems and attribute in _bound(PRODUCT[stems[module]])
    return name in stems or name in _bound(PRODUCT[path])


def _bound(tree: ast.Module) -> set[str]:
    """Give the names that a module or one of its classes binds."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    nodes = [node for body in bodies for node in body]
    named = {node.name for node in nodes if isinstance(node, ast.ClassDef | Function)}
    targets = (
        target
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    return named | {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def test_nothing_unsafe_is_imported_or_called():
    imported = (f"{path}:{line} {name}" for path, line, name in _imports(TREES) if name.split(".")[0] in UNSAFE_MODULES)
    called = (
        f"{path}:{node.lineno} {name}"
        for path, node in _nodes(TREES, ast.Call)
        if (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in UNSAFE_CALLS
    )
    _assert_none((*imported, *called), "nothing that a stranger wrote is ever run")


def test_markup_is_never_trusted():
    breaches = (f"{path}" for path, node in _nodes(TREES, ast.keyword) if node.arg == "unsafe_allow_html")
    _assert_none(breaches, "no unsafe_allow_html")


def test_errors_are_named():
    handlers = _nodes(TREES, ast.ExceptHandler)
    _assert_none((f"{path}:{node.lineno}" for path, node in handlers if node.type is None), "no bare except")


def test_data_holds_tables_only():
    breaches = (str(path) for path in FILES if path.is_relative_to(ROOT / "data") and path.suffix not in TABLE_SUFFIXES)
    _assert_none(breaches, "data/ holds tables, their settings and their README")


def test_top_level_is_fixed():
    entries = (entry.name for entry in ROOT.iterdir() if not entry.name.startswith("."))
    breaches = (name for name in entries if name not in TOP_LEVEL | {"__pycache__"})
    _assert_none(breaches, "find another room for")


def test_no_machine_is_mentioned():
    breaches = (
        f"{path.relative_to(ROOT)}: {found.group().strip()}"
        for path in FILES
        if path.suffix not in {".png", ".xlsx", ".pptx", ".mo"} and not path.is_relative_to(ROOT / ".git")
        for found in MACHINE_PATH.finditer(path.read_text(encoding="utf-8"))
    )
    _assert_none(breaches, "no path of somebody's machine")


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned_and_hashed(name: str):
    lines = re.sub(r"\s*\\\n\s*", " ", _read(name)).splitlines()
    breaches = (
        line[:80] for line in lines if line.strip() and not line.lstrip().startswith("#") and not HASHED.match(line)
    )
    _assert_none(breaches, f"{name} is compiled by `make requirements`")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")

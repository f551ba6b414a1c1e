"""The architecture as tests; every law is first shown a breach, so that it is known to be able to fail."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import grimp
import pytest

ROOT = Path(__file__).parents[2]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
HEAVY = {
    "cel_expr_python",
    "deepdiff",
    "google",
    "jsonschema",
    "referencing",
}  # 185 ms of start-up that most runs need not pay
IMPORTED_AS = {"cel-expr-python": "cel_expr_python", "gitpython": "git", "protobuf": "google", "pyyaml": "yaml"}
ROOMS_OF_PLUGINS = ("rules", "formats", "intents", "reporters", "rendering")


@dataclass(frozen=True)
class Module:
    """A module's source, at its path within the repository."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in it."""
        return tuple(ast.walk(self.tree))


Law: TypeAlias = Callable[[Module], Iterator[int]]  # the lines that break it

MODULES = [
    Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "configguard").rglob("*.py"))
]


def says_first_what_it_is_for(module: Module) -> Iterator[int]:
    """A module begins with one sentence on one line."""
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if not first.endswith(".") or re.search(r"[.!?] +[A-Z]", first):
        yield 1


def is_short(module: Module) -> Iterator[int]:
    """Past this length, a noun is missing."""
    if module.text.count("\n") > LONGEST_MODULE:
        yield LONGEST_MODULE


def has_short_functions(module: Module) -> Iterator[int]:
    """A function is one screen."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            if last - node.lineno >= LONGEST_FUNCTION:
                yield node.lineno


def has_a_telling_name(module: Module) -> Iterator[int]:
    """A module is named for what it does, not for being of use."""
    for part in PurePosixPath(module.path).with_suffix("").parts:
        if NAMELESS & set(part.split("_")):
            yield 1


def speaks_only_in_cli(module: Module) -> Iterator[int]:
    """Only the doors print, prompt or exit."""
    if PurePosixPath(module.path).parts[1] in {"cli", "__main__.py"}:
        return
    for node in module.nodes:
        match node:
            case ast.Call(func=ast.Name("print" | "input" | "exit" | "quit" | "breakpoint")):
                yield node.lineno
            case ast.Attribute(ast.Name("sys"), "exit" | "stdin" | "stdout" | "stderr"):
                yield node.lineno
            case ast.Name("SystemExit"):
                yield node.lineno


def composes_yaml_and_never_loads_it(module: Module) -> Iterator[int]:
    """A loader runs constructors, and expands merge keys without bound."""
    for node in module.nodes:
        match node:
            case ast.Attribute(ast.Name("yaml"), name) if re.search(r"load(_all)?$", name):
                yield node.lineno
            case ast.ImportFrom(module="yaml") if any("load" in alias.name for alias in node.names):
                yield node.lineno


def never_uses_delta(module: Module) -> Iterator[int]:
    """DeepDiff's Delta unpickles: code has been run through it."""
    for node in module.nodes:
        match node:
            case ast.Name("Delta") | ast.Attribute(attr="Delta"):
                yield node.lineno
            case ast.ImportFrom() if any(alias.name == "Delta" for alias in node.names):
                yield node.lineno


def starts_no_shell(module: Module) -> Iterator[int]:
    """A file name or a revision must never be read as a command."""
    for node in module.nodes:
        match node:
            case ast.keyword(arg="shell", value=value) if not (isinstance(value, ast.Constant) and not value.value):
                yield node.lineno
            case ast.Attribute(ast.Name("os"), "system" | "popen"):
                yield node.lineno


def asks_git_itself_what_differs(module: Module) -> Iterator[int]:
    """GitPython finds no difference at all when one name is odd, and its index is not that of a hook."""
    for node in module.nodes:
        match node:
            case ast.Call(func=ast.Attribute(attr="diff")):
                yield node.lineno
            case ast.Attribute(ast.Attribute(attr="index"), "entries"):
                yield node.lineno


def swallows_nothing(module: Module) -> Iterator[int]:
    """A guard that hides a failure passes what it has not looked at."""
    for node in module.nodes:
        match node:
            case ast.ExceptHandler(type=kind, body=body) if _is_everything(kind) and all(map(_does_nothing, body)):
                yield node.lineno
            case ast.Call(func=ast.Name("suppress") | ast.Attribute(attr="suppress"), args=kinds) if any(
                map(_is_everything, kinds)
            ):
                yield node.lineno


def imports_the_heavy_late(module: Module) -> Iterator[int]:
    """Starting up stays fast: only a function that needs it waits for a heavy dependency."""
    for node in _run_on_import(module.tree):
        if HEAVY & set(_imported(node)) and isinstance(node, ast.stmt):
            yield node.lineno


def _is_everything(kind: ast.expr | None) -> bool:
    match kind:
        case None | ast.Name("Exception" | "BaseException"):
            return True
        case ast.Tuple(kinds):
            return any(map(_is_everything, kinds))
    return False


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Continue() | ast.Expr(ast.Constant()):
            return True
    return False


def _run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.If(ast.Name("TYPE_CHECKING")):
                continue
        yield child
        yield from _run_on_import(child)


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (alias.name.partition(".")[0] for alias in names)
        case ast.ImportFrom(module=str(name), level=0):
            yield name.partition(".")[0]


LAWS: dict[Law, Module] = {  # each with a breach of it
    says_first_what_it_is_for: Module("configguard/a.py", '"""Does this. Does that."""'),
    is_short: Module("configguard/a.py", "\n" * (LONGEST_MODULE + 1)),
    has_short_functions: Module("configguard/a.py", "def a():\n" + "    b()\n" * LONGEST_FUNCTION),
    has_a_telling_name: Module("configguard/rules/path_utils.py", ""),
    speaks_only_in_cli: Module("configguard/rules/a.py", "print('found')"),
    composes_yaml_and_never_loads_it: Module("configguard/a.py", "yaml.load(data, yaml.CLoader)"),
    never_uses_delta: Module("configguard/a.py", "from deepdiff import Delta"),
    starts_no_shell: Module("configguard/a.py", "run(command, shell=True)"),
    asks_git_itself_what_differs: Module("configguard/a.py", "repo.head.commit.diff('HEAD~1')"),
    swallows_nothing: Module("configguard/a.py", "try:\n    a()\nexcept Exception:\n    pass"),
    imports_the_heavy_late: Module("configguard/a.py", "try:\n    import jsonschema.validators\nfinally:\n    pass"),
}
OTHER_BREACHES: list[tuple[Law, str]] = [
    (says_first_what_it_is_for, "import re"),
    (speaks_only_in_cli, "raise SystemExit(2)"),
    (speaks_only_in_cli, "sys.stdout.write('found')"),
    (composes_yaml_and_never_loads_it, "yaml.safe_load_all(data)"),
    (starts_no_shell, "run(command, shell=wanted)"),
    (asks_git_itself_what_differs, "[path for path, _ in repo.index.entries]"),
    (swallows_nothing, "try:\n    a()\nexcept (ValueError, Exception):\n    ..."),
    (swallows_nothing, "with contextlib.suppress(Exception):\n    a()"),
]
INNOCENT = Module(
    "configguard/diffing/delta.py",
    '''"""Says how long ago, e.g. yesterday; `print` is only named here."""
from __future__ import annotations
from datetime import timedelta
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import jsonschema
def ago(days: int) -> timedelta:
    import deepdiff
    try:
        run(["git", "diff"], shell=False)
    except Exception as error:
        raise Undecided from error
    except ValueError:
        pass
    with suppress(KeyError):
        yaml.compose(index.entries, Loader=yaml.CSafeLoader)
''',
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_module_keeps_the_law(law: Law) -> None:
    broken = [f"{module.path}:{line}" for module in MODULES for line in law(module)]
    assert not broken, f"{law.__doc__} It does not hold at:\n" + "\n".join(broken)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_breach_of_the_law_is_seen_and_innocence_too(law: Law) -> None:
    assert list(law(LAWS[law]))
    assert not list(law(INNOCENT))


@pytest.mark.parametrize(("law", "breach"), OTHER_BREACHES)
def test_the_law_is_not_got_round(law: Law, breach: str) -> None:
    assert list(law(Module("configguard/a.py", breach)))


def doors(modules: list[Module]) -> dict[str, set[str]]:
    """The modules in which each third-party package is imported."""
    found: dict[str, set[str]] = {}
    for module in modules:
        for name in chain.from_iterable(map(_imported, module.nodes)):
            if name != "configguard" and name not in sys.stdlib_module_names:
                found.setdefault(name, set()).add(module.path)
    return found


def test_each_dependency_has_one_door() -> None:
    wide = {name: sorted(paths) for name, paths in doors(MODULES).items() if len(paths) > 1}
    assert not wide


def test_each_dependency_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["checks"]]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]
    assert set(doors(MODULES)) <= {IMPORTED_AS.get(name, name) for name in names}


def test_a_second_door_is_seen_wherever_it_hides() -> None:
    early = Module("configguard/a.py", "import yaml.nodes, json")
    late = Module("configguard/b.py", "def read():\n    from yaml import compose")
    kin = Module("configguard/c.py", "from . import yaml\nfrom configguard import yaml")
    assert doors([early, late, kin]) == {"yaml": {"configguard/a.py", "configguard/b.py"}}


def acquainted(graph: grimp.ImportGraph, room: str) -> list[str]:
    """Which plug-ins of a room know another one, if only by way of others.

    What a room's plug-ins share lies beneath them, in modules that begin with `_`.
    """
    members = graph.find_children(room) if room in graph.modules else set()
    shared = {member for member in members if member.rpartition(".")[2].startswith("_")}
    layers = [
        grimp.Layer(*names, independent=independent)
        for names, independent in ((members - shared, True), (shared, False))
        if names
    ]
    return sorted(f"{d.importer} → {d.imported}" for d in graph.find_illegal_dependencies_for_layers(layers))


def test_no_plugin_knows_another() -> None:
    graph = grimp.build_graph("configguard", cache_dir=None)
    assert not [pair for room in ROOMS_OF_PLUGINS for pair in acquainted(graph, f"configguard.{room}")]


def test_an_acquaintance_is_seen_even_through_others() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "_shared"), ("b", "_shared"), ("_shared", "_text"), ("c", "d")):
        graph.add_import(importer=f"g.rules.{importer}", imported=f"g.rules.{imported}")
    graph.add_module("g.rules")
    assert acquainted(graph, "g.rules") == ["g.rules.c → g.rules.d"]
    graph.add_import(importer="g.rules._text", imported="g.rules.b")
    assert "g.rules._text → g.rules.b" in acquainted(graph, "g.rules")
    assert "g.rules.a → g.rules.b" not in acquainted(graph, "g.rules")
    assert acquainted(graph, "g.formats") == []

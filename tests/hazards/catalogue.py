"""The catalogue of what goes wrong in such a guard, with what proves each case: derives docs/hazards.md.

One file a chapter, one table a case: `about` says the case in a line, `proof` names the tests (`FILE::TEST`, or the
folder of a case), and `none` says why there is none. `python -m tests.hazards.catalogue` writes the page anew.
"""

from __future__ import annotations

import ast
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PAGE = ROOT / "docs" / "hazards.md"

CHAPTERS = {
    "git": ("Git", "G", 65),
    "parsers": ("Parsers", "P", 65),
    "schemas": ("JSON Schema", "S", 23),
    "deepdiff": ("DeepDiff", "D", 15),
    "ci": ("CI and output", "C", 32),
    "bypasses": ("Bypasses", "B", 64),
    "checks": ("Checks, budgets and times", "K", 19),
    "targets": ("Targets", "T", 13),
    "renderers": ("Renderers and plans", "R", 12),
    "invariants": ("Invariants", "I", 14),
}
"""The chapters by file: title, letter, and how many cases they have."""

OPENING = """\
# What goes wrong in such a guard, and what proves that it does not here

A gate reads what strangers write. These are the ways that are known to fool or to break one, or a library under it;
each has a test that shows what the guard does, or the reason why there is none. The page is derived from
`tests/hazards/`, and a test holds it to the tests that it names. What the guard promises, and what it cannot, is in
[the threat model](threat-model.md).
"""


class Case(NamedTuple):
    """One case: its number, what goes wrong, the tests that prove what the guard does, or why there is none."""

    number: str
    about: str
    proof: tuple[str, ...]
    none: str


def cases(chapter: str) -> list[Case]:
    """The cases of a chapter, in the order of its file. Raises `KeyError` for a case that says nothing."""
    tables = tomllib.loads((HERE / f"{chapter}.toml").read_text(encoding="utf-8"))
    return [
        Case(number, table["about"], tuple(table.get("proof", ())), table.get("none", ""))
        for number, table in tables.items()
    ]


def numbers(chapter: str) -> list[str]:
    """The numbers that a chapter must have."""
    _, letter, count = CHAPTERS[chapter]
    width = len(str(count)) if letter != "I" else 1
    return [f"{letter}{number:0{width}}" for number in range(1, count + 1)]


def stands(proof: str) -> bool:
    """Whether a test or a folder of this name is there."""
    file, _, test = proof.partition("::")
    path = ROOT / file
    return test in _tests(path) if test else path.is_dir() and any(path.iterdir())


@lru_cache
def _tests(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in found if name.startswith("test_"))


def page() -> str:
    """The page, as it must stand in the documentation."""
    return "\n".join((OPENING, *map(_chapter, CHAPTERS)))


def _chapter(chapter: str) -> str:
    rows = (f"| {case.number} | {case.about} | {_shown(case)} |" for case in cases(chapter))
    return "\n".join(
        [f"## {CHAPTERS[chapter][0]}", "", "| case | what goes wrong | shown by |", "|---|---|---|", *rows, ""]
    )


def _shown(case: Case) -> str:
    proofs = (f"[{_name(proof)}](../{proof.partition('::')[0]})" for proof in case.proof)
    return "<br>".join((*proofs, *([f"not shown: {case.none}"] if case.none else [])))


def _name(proof: str) -> str:
    file, _, test = proof.partition("::")
    return (test.removeprefix("test_") or Path(file).name).replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Whoever is told that something is wrong is told what to do about it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from configguard.errors import GuardError, Misasked, Undecided
from tests.unit.test_house import MODULES, Module

if TYPE_CHECKING:
    from collections.abc import Iterator


def errors_of(modules: list[Module]) -> set[str]:
    """The names of all errors that end a run, whoever made them of which."""
    known = {"GuardError"}
    while True:
        more = {
            node.name
            for module in modules
            for node in module.nodes
            if isinstance(node, ast.ClassDef) and known.intersection(map(_last_name, node.bases))
        }
        if more <= known:
            return known
        known |= more


def without_cure(module: Module, errors: set[str]) -> Iterator[int]:
    """The lines in which an error is made and no cure for it, one for certain, is given."""
    classes = [node for node in module.nodes if isinstance(node, ast.ClassDef)]
    namesakes = {node.name for node in classes if not errors.intersection(map(_last_name, node.bases))}
    for node in module.nodes:
        if isinstance(node, ast.Call) and _last_name(node.func) in errors - namesakes:
            cures = node.args[1:]
            if not any(_is_something(cure) for cure in cures):
                yield node.lineno


def _is_something(cure: ast.expr) -> bool:
    """Whether it is words; what is spread out counts where it is a constant, for a list may turn out empty."""
    match cure:
        case ast.Starred(ast.Name(name)):
            return name.isupper()
        case ast.Starred() | ast.Constant(""):
            return False
    return True


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def test_every_error_is_given_a_cure() -> None:
    errors = errors_of(MODULES)
    assert errors >= {"GuardError", "Misasked", "Undecided", "Ended"}
    assert [f"{module.path}:{line}" for module in MODULES for line in without_cure(module, errors)] == []


@pytest.mark.parametrize(
    "breach",
    ["raise Misasked(problem)", "raise Undecided(problem, *cures) from None", "return errors.Undecided(problem, '')"],
)
def test_an_error_without_one_is_seen(breach: str) -> None:
    assert list(without_cure(Module("configguard/a.py", breach), {"Misasked", "Undecided"}))


@pytest.mark.parametrize("innocent", ["raise Misasked(problem, cure)", "raise Misasked(problem, *_GIT, *more)"])
def test_one_with_it_is_let_through(innocent: str) -> None:
    assert not list(without_cure(Module("configguard/a.py", innocent), {"Misasked"}))


@pytest.mark.parametrize("kind", [GuardError, Misasked, Undecided])
def test_none_can_be_made_without(kind: type[GuardError]) -> None:
    with pytest.raises(TypeError, match="cure"):
        kind("it is wrong")  # type: ignore[call-arg]
    assert kind("it is wrong", "mend it", "or leave it").cures == ("mend it", "or leave it")

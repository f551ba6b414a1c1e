"""The page on checks: each of its examples is judged, each of its functions is called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from configguard import checks, guard
from configguard.checks import _apart, _engine, _functions
from configguard.guard import Question
from configguard.model.check import Call
from configguard.model.revision import Ask

PAGE = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(yaml|diff fails|diff passes)\n(.*?)```", PAGE, re.DOTALL)
ROWS = [row[0] for row in re.findall(r"^\| `(.+?)` \| (.*) \|$", PAGE.partition("## Functions")[2], re.MULTILINE)]
POLICY = 'version: 1\nfiles: [{ match: "config/**" }]\nscopes: { all: { settings: ["config/**"] } }\n'


class Example(NamedTuple):
    """A policy of the page, a change of it, and whether that is found."""

    checks: str
    base: str
    head: str
    fails: bool


def examples() -> list[Example]:
    found, policy = [], ""
    for kind, text in BLOCKS:
        if kind == "yaml":
            policy = text
            continue
        lines = [(line[:1], line[1:]) for line in text.splitlines()]
        base, head = ("\n".join(rest for mark, rest in lines if mark in {" ", own}) + "\n" for own in "-+")
        found.append(Example(policy, base, head, kind == "diff fails"))
    return found


@pytest.mark.parametrize("example", examples())
def test_every_change_of_the_page_fails_or_passes_as_it_says(example: Example, tmp_path: Path) -> None:
    for side, text in (("base", example.base), ("head", example.head)):
        (tmp_path / side / "config").mkdir(parents=True)
        (tmp_path / side / "config" / "api.yaml").write_text(text)
        (tmp_path / side / ".configguard.yaml").write_text(POLICY + example.checks)
    ask = Ask(str(tmp_path), base=str(tmp_path / "base"), head=str(tmp_path / "head"))
    found = guard.judge(Question(ask, rules=("failed-check",))).findings
    assert bool(found) == example.fails
    assert not [finding.message for finding in found if "cannot be told" in finding.message]


def test_the_page_shows_changes_of_both_kinds() -> None:
    assert {example.fails for example in examples()} == {True, False}
    assert len(examples()) > 10


def test_every_row_of_the_functions_holds() -> None:
    calls = [Call("proposal", row, {"changes": [], "scopes": []}) for row in ROWS]
    assert dict(zip(ROWS, checks.asked(calls), strict=True)) == dict.fromkeys(ROWS, True)


def test_every_function_has_a_row() -> None:
    called = {name for row in ROWS for name in re.findall(r"(\w+)\(", row)}
    assert set(_functions.FUNCTIONS) <= called


@pytest.mark.parametrize("name", sorted(set().union(*_engine.VARIABLES.values())))
def test_every_variable_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(
    "said",
    [
        f"{_engine.LONGEST:,} |",
        f"{checks.SECONDS} seconds, and {checks.MORE_FOR_A_VALUE * 1000} milliseconds",
        f"{_apart.MOST_ENDED}; the others",
        f"{_apart.ALTOGETHER:.0f} seconds |",
        f"{_apart.MEMORY >> 30} GiB",
    ],
)
def test_the_limits_are_those_of_the_page(said: str) -> None:
    assert said in PAGE

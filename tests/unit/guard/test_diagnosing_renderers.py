"""The doctor sees whether the programs that make targets are here, and what they can be kept from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import rendering
from configguard.guard.diagnosing import diagnose
from configguard.model.recipe import Recipe
from configguard.model.revision import Ask
from tests.unit.guard.asking import repository
from tests.unit.rendering.shelves import rendered, shelf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

POLICY = """\
version: 1
targets:
  - { name: "{a}", command: { run: [sh, "-c", "cat {a}.yaml"], for: "{a}.yaml" }, trust: head }
  - { name: "{b}", command: { run: [no-such-program], for: "{b}.yml" }, trust: head }
"""


def _told(tmp_path: Path, policy: str) -> list[str]:
    git = repository(tmp_path, {"x.yaml": "a: 1\n"}, policy=policy)
    signs = diagnose(Ask(git.directory, base="main"), "a laptop")
    return [f"{sign.health} {sign.said}" for sign in signs if sign.about == "renderers"]


def test_programs_that_are_here_and_that_are_not(tmp_path: Path) -> None:
    here, gone, *_ = _told(tmp_path, POLICY)
    assert here.startswith('well command runs "/')
    assert gone == 'ill targets are made with "no-such-program", which is not installed, or not on the PATH'


def test_what_they_cannot_be_kept_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "walls", lambda: frozenset({"tcp"}))
    assert _told(tmp_path, POLICY)[2:] == [
        "hint this machine does not let a network be cut off from them, only TCP connections",
        "hint this machine does not let its other files be kept from them",
    ]


def test_a_policy_without_renderers_says_nothing_of_them(tmp_path: Path) -> None:
    assert _told(tmp_path, "version: 1\n") == []


def test_what_this_machine_lets_be_built_is_what_a_renderer_gets() -> None:
    made = rendered(Recipe("command", "a", words=("echo", "a: 1")), shelf({"a": ""}))
    assert (made.output, made.walls) == (b"a: 1\n", rendering.walls())

"""Ways to keep the guard busy, to have it tell a secret, or to speak through it to what reads its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from configguard.cli import main
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.repositories import Repository
from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
LIST = "config/long.json"
POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/mail*"] }
"""
MAIL = "Config-Scope: email"
EMAIL = f"Work\n\n{MAIL}\n"
MANY = 4_000
PAIR = '{"a": 1, "a": 2}'
LONG = "x" * 500_000


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        pytest.param("[]", f"[{', '.join([PAIR] * MANY)}]", "duplicate-key", id="keys that stand twice"),
        pytest.param(str([1, 2] * MANY), str([2, 1, 1] * MANY), "outside-intent", id="a list of two values"),
    ],
)
def test_no_list_is_long_enough_to_keep_the_guard_busy(base: str, head: str, expected: str, tmp_path: Path) -> None:
    """Each of these took time, and a long line memory, that grew with the square of the list's length."""
    assert expected in errors(judged(tmp_path, {LIST: base}, {LIST: head}, EMAIL, policy=POLICY))


@pytest.mark.parametrize(("uses", "is_read"), [(5, True), (5_000, False)])
def test_a_long_value_is_not_repeated_without_end(uses: int, is_read: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    head = f"a: &a {LONG}\nb: [{', '.join(['*a'] * uses)}]\n"
    found = errors(judged(tmp_path, {FILE: "a: 1\n"}, {FILE: head}, EMAIL, policy=POLICY))
    assert found == {"outside-intent" if is_read else "unreadable-config"}


def test_what_stands_far_to_the_right_is_not_indented_so_far(tmp_path: Path) -> None:
    report = judged(tmp_path, {FILE: "{a: 1}"}, {FILE: f"{{b: {LONG}, c: 1}}"}, None, policy=POLICY)
    excerpts = [change.head for change in report.changes if change.head is not None]
    assert len(excerpts) == 2
    assert all(len(excerpt.text) < 2_000 and excerpt.caret < len(excerpt.text) for excerpt in excerpts)


SENTINEL = "S3NTINEL"
OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {{name: db}}\ndata: {{pin: {}}}\n"


@pytest.mark.parametrize(
    ("words", "base", "head"),
    [
        pytest.param(
            MAIL, f"password: &p {SENTINEL}\n", f"password: &p {SENTINEL}\nb: *p\n", id="what an anchor repeats"
        ),
        pytest.param(
            f"Config-Setting: {FILE}:data.pin = {SENTINEL}",
            OBJECT.format("old"),
            OBJECT.format(SENTINEL),
            id="what is declared without its document",
        ),
    ],
)
@pytest.mark.parametrize("reporter", ["text", "oneline", "json", "sarif", "github"])
def test_a_secret_is_not_told_by_its_other_name(
    words: str, base: str, head: str, reporter: str, tmp_path: Path
) -> None:
    policy = POLICY + 'secrets: { settings: ["**:[Secret/db].data"] }\n'
    report = judged(tmp_path, {FILE: base}, {FILE: head}, f"Work\n\n{words}\n", policy=policy)
    assert report.changes
    assert SENTINEL not in render(reporter, report, Style())


ODD = {
    "config/::error::a.yaml": "a: 1\n",
    "config/##[error]b.yaml": "a: 1\n",
    "config/c.yaml": "t: |\n ::error::x\nb: 1\n",
    "::error::d.yaml": "a: 1\n",
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["diff"],
        ["diff", "--format=json"],
        ["suggest"],
        ["explain", "**:**"],
        ["list", "files"],
        ["restore", "--dry-run", "--", "**"],
    ],
    ids=" ".join,
)
def test_no_command_says_what_a_runner_would_obey(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path)
    repository.commit("Begin", {".configguard.yaml": POLICY.replace("config/**", "**/*.yaml"), **ODD})
    repository.write_all({path: text.replace("1", "2") for path, text in ODD.items()})
    repository.write("::error::e.yaml", "a: [")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    main(arguments)
    said = capsys.readouterr()
    lines = re.split(r"[\r\n]+", said.out + said.err)
    assert any("error" in line for line in lines)
    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []

"""More ways to get a change past the guard, found by attacking it, each with the same edit done honestly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from configguard.cli import main
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.repositories import Repository
from tests.unit.guard.asking import Files, errors, findings, judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  email: { settings: ["config/api.yaml:routes[path=/mail].**", "config/mail*"] }
critical:
  - { settings: ["**:**.url"], why: Everything depends on it. }
"""
BOTH = "routes:\n- {name: mail, path: /mail, timeout: 1}\n- {name: pay, path: /pay, timeout: 2}\n"
MAIL = "Config-Scope: email"
OUTSIDE = {"outside-intent"}
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 1\n"
NOTHING: frozenset[str] = frozenset()


class Attempt(NamedTuple):
    """What is declared, the file before and after, and which errors come of it."""

    words: str
    base: str
    head: str
    errors: set[str] | frozenset[str] = NOTHING
    file: str = FILE


ATTEMPTS = {
    "the edit of a field does not carry an item into a scope": Attempt(
        MAIL, BOTH, BOTH.replace("path: /pay, timeout: 2", "path: /mail, timeout: 9"), OUTSIDE
    ),
    "nor out of it": Attempt(MAIL, BOTH, BOTH.replace("path: /mail, timeout: 1", "path: /post, timeout: 9"), OUTSIDE),
    "an item of the scope changes within it": Attempt(MAIL, BOTH, BOTH.replace("timeout: 1", "timeout: 9")),
    "one comes within it": Attempt(MAIL, BOTH, f"{BOTH}- {{name: x, path: /mail, timeout: 9}}\n"),
    "a name that stands twice does not shift an item into a scope": Attempt(
        MAIL,
        BOTH,
        "routes:\n- {name: pay, path: /pay, timeout: 9}\n"
        "- {name: mail, path: /mail, timeout: 1}\n- {name: mail, path: /mail, timeout: 1}\n",
        OUTSIDE,
    ),
    "nor into a declared item": Attempt(
        "Config-Setting: config/api.yaml:routes[path=/mail]",
        BOTH,
        BOTH.replace("path: /pay, timeout: 2", "path: /mail, timeout: 9"),
        OUTSIDE,
    ),
    "a field is changed by its own name, whichever side it fits": Attempt(
        "Config-Setting: config/api.yaml:routes[path=/pay].path = /paid", BOTH, BOTH.replace("/pay,", "/paid,")
    ),
    "any file with a dot is any file": Attempt(
        "Config-Setting: *.*", BOTH, BOTH.replace("timeout: 2", "timeout: 9"), {"broad-intent", "outside-intent"}
    ),
    "one kind of file is not": Attempt("Config-Setting: *.yaml", BOTH, BOTH.replace("timeout: 2", "timeout: 9")),
    "a pointer of Git LFS does not point elsewhere unsaid": Attempt(
        MAIL, POINTER.format("a" * 64), POINTER.format("b" * 64), OUTSIDE
    ),
    "it does so within the scope of its file": Attempt(
        MAIL, POINTER.format("a" * 64), POINTER.format("b" * 64), file="config/mail.yaml"
    ),
    "a key without a document names no critical setting in several of them": Attempt(
        "Config-Setting: config/api.yaml:url", "url: a\n---\nurl: b\n", "url: a\n---\nurl: x\n", {"critical-setting"}
    ),
    "with its document it does": Attempt(
        "Config-Setting: config/api.yaml:[#1].url", "url: a\n---\nurl: b\n", "url: a\n---\nurl: x\n"
    ),
}


def asked(tmp_path: Path, attempt: Attempt) -> tuple[str, set[str], list[str]]:
    base: Files = {attempt.file: attempt.base}
    report = judged(tmp_path, base, {attempt.file: attempt.head}, f"Work\n\n{attempt.words}\n", policy=POLICY)
    return report.verdict, errors(report), findings(report)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_attempt_passes_but_the_honest_ones(name: str, tmp_path: Path) -> None:
    attempt = ATTEMPTS[name]
    verdict, found, told = asked(tmp_path, attempt)
    assert (verdict, found) == ("fail" if attempt.errors else "pass", set(attempt.errors)), told


MANY = 4_000
PAIR = '{"a": 1, "a": 2}'
SCHEMA = '{"items": {"properties": {"a": {"type": "string"}}}}'

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
    _, found, _ = asked(tmp_path, Attempt(MAIL, base, head, file="config/long.json"))
    assert expected in found


@pytest.mark.parametrize(("uses", "is_read"), [(5, True), (5_000, False)])
def test_a_long_value_is_not_repeated_without_end(uses: int, is_read: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    head = f"a: &a {LONG}\nb: [{', '.join(['*a'] * uses)}]\n"
    _, found, _ = asked(tmp_path, Attempt(MAIL, "a: 1\n", head))
    assert found == (OUTSIDE if is_read else {"unreadable-config"})


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

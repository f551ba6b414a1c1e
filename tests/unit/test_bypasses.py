"""More ways to get a change past the guard, found by attacking it, each with the same edit done honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

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

"""Asks the guard about two folders, or about commits, and tells what it said in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from configguard import guard
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

Files: TypeAlias = dict[str, str]

POLICY = """\
version: 1
files:
  - match: "config/**/*.{yaml,json}"
scopes:
  email: { settings: ["config/email/**", "config/api.yaml:smtp"] }
  billing: { settings: ["config/billing/**", "config/api.yaml:billing"] }
critical:
  - { settings: ["config/api.yaml:database.host", "config/api.yaml:upstreams[*].url"], why: Everything depends on it. }
frozen:
  - { settings: ["config/api.yaml:tenant"], why: Chosen once. }
"""


def judged(
    top: Path,
    base: Files,
    head: Files,
    message: str | None = None,
    *,
    policy: str = POLICY,
    **options: Any,  # noqa: ANN401
) -> Report:
    """What the guard says of two folders under a policy that both hold, unless they hold their own."""
    for name, files in (("base", base), ("head", head)):
        for path, text in {".configguard.yaml": policy, **files}.items():
            target = top / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    ask = Ask(str(top), base=str(top / "base"), head=str(top / "head"))
    return guard.judge(Question(ask, message=message, message_file=message and "message", **options))


def of_commits(repository: Repository, *, base: str = "main", head: str = "HEAD", **options: Any) -> Report:  # noqa: ANN401
    """What the guard says of commits."""
    return guard.judge(Question(Ask(repository.directory, base=base, head=head), **options))


def findings(report: Report) -> list[str]:
    """The findings that are no notes, a word each: `error outside-intent config/api.yaml:smtp.host`."""
    return [
        f"{found.level} {found.rule} {found.address or found.file or '-'}"
        for found in report.findings
        if str(found.level) != "note"
    ]


def errors(report: Report) -> set[str]:
    """The rules of the errors."""
    return {found.rule for found in report.findings if str(found.level) == "error"}


def repository(top: Path, files: Files, *, policy: str = POLICY) -> Repository:
    """A repository whose `main` holds a policy and these files, on a branch `work`."""
    made = Repository(top / "repository")
    made.commit("Begin", {".configguard.yaml": policy, **files})
    made.branch("work")
    return made

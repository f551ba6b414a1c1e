"""Whoever edits what guards must say so; what the edit would mean is told, and no secret with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import POLICY, errors, judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

A = {"config/api.yaml": "smtp: {host: mx1}\n"}
POLICY_TOO = "x\n\nConfig-Scope: policy\n"
CALLER = "jobs: {check: {steps: [{run: configguard check}]}}\n"


def edits(tmp_path: Path, base: dict[str, str], head: dict[str, str], message: str = "x\n") -> list[str]:
    """The files of the guard that an undeclared change edits."""
    report = judged(tmp_path, {**A, **base}, {**A, **head}, message)
    return [found.file or "" for found in report.findings if found.rule == "policy-change"]


@pytest.mark.parametrize("path", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_the_owners_are_a_part_of_the_guard(path: str, tmp_path: Path) -> None:
    assert edits(tmp_path, {}, {path: "* @me\n"}) == [path]
    assert edits(tmp_path, {path: "* @us\n"}, {path: "* @me\n"}) == [path]


@pytest.mark.parametrize(
    ("path", "text", "guards"),
    [
        (".github/workflows/check.yml", CALLER, True),
        (".github/workflows/deep/check.yml", CALLER, True),
        (".github/workflows/other.yml", "jobs: {}\n", False),
        (".github/actions/guard/action.yml", CALLER, True),
        ("docs/workflows/check.yml", CALLER, False),
        (".pre-commit-config.yaml", "repos: [{repo: https://example.org/configguard}]\n", True),
        (".pre-commit-config.yaml", "repos: []\n", False),
        (".gitlab-ci.yml", "check: {script: configguard check}\n", True),
    ],
)
def test_what_calls_the_guard_is_a_part_of_it(path: str, text: str, *, guards: bool, tmp_path: Path) -> None:
    assert edits(tmp_path, {}, {path: text}) == ([path] if guards else [])
    (tmp_path / "head" / path).unlink()
    assert edits(tmp_path, {path: text}, {path: "jobs: {nothing: 1}\n"}) == ([path] if guards else [])


@pytest.mark.parametrize(
    ("path", "line", "guards"),
    [
        (".gitattributes", "*.yaml -diff", True),
        (".gitattributes", "config/** filter=x", True),
        (".gitattributes", "/config/api.yaml binary", True),
        (".gitattributes", "*.[yY]aml filter=x", True),
        (".gitattributes", '"config/api.yaml" filter=x', True),
        (".gitattributes", "[attr]config filter=x", True),
        (".gitattributes", "*.png binary", False),
        (".gitattributes", "docs/** binary", False),
        (".gitattributes", "# *.yaml binary", False),
        ("config/.gitattributes", "*.yaml filter=x", True),
        ("config/.gitattributes", "/api.yaml filter=x", True),
        ("docs/.gitattributes", "*.yaml filter=x", False),
    ],
)
def test_attributes_are_a_part_of_it_where_they_fit_a_configuration_file(
    path: str,
    line: str,
    *,
    guards: bool,
    tmp_path: Path,
) -> None:
    assert edits(tmp_path, {path: "x y\n"}, {path: f"x y\n{line}\n"}) == ([path] if guards else [])


def test_schemas_and_extended_files_are_a_part_of_it(tmp_path: Path) -> None:
    policy = POLICY.replace("files:", "extends: [shared.yaml]\nfiles:").replace(
        '.{yaml,json}"', '.{yaml,json}"\n    schema: schemas/s.json'
    )
    base = {"shared.yaml": "version: 1\n", "schemas/s.json": "{}", "schemas/other.json": "{}"}
    head = {"shared.yaml": "version: 1\nlevels: {}\n", "schemas/s.json": '{"a": 1}', "schemas/other.json": "[]"}
    report = judged(tmp_path, {**A, **base}, {**A, **head}, "x\n", policy=policy)
    assert {found.file for found in report.findings if found.rule == "policy-change"} == {
        "shared.yaml",
        "schemas/s.json",
    }


def test_an_edit_that_is_declared_passes_alone_and_covers_no_setting(tmp_path: Path) -> None:
    report = judged(tmp_path, A, {**A, ".configguard.yaml": f"{POLICY}# more\n"}, POLICY_TOO)
    assert report.verdict == "pass"
    both = judged(
        tmp_path, A, {"config/api.yaml": "smtp: {host: mx2}\n", ".configguard.yaml": f"{POLICY}# more\n"}, POLICY_TOO
    )
    assert errors(both) == {"outside-intent"}


def test_a_proposed_policy_with_mistakes_is_an_error_even_when_it_is_declared(tmp_path: Path) -> None:
    report = judged(tmp_path, A, {**A, ".configguard.yaml": f"{POLICY}oops: 1\n"}, POLICY_TOO)
    (found,) = [found for found in report.findings if found.rule == "policy-change"]
    assert (str(found.level), report.verdict) == ("error", "fail")
    assert "oops" in found.message


def test_what_the_proposed_policy_would_say_is_told(tmp_path: Path) -> None:
    loose = POLICY.replace("config/api.yaml:smtp", "config/api.yaml")
    head = {"config/api.yaml": "smtp: {host: mx1}\nextra: 1\n", ".configguard.yaml": loose}
    report = judged(tmp_path, A, head, "x\n\nConfig-Scope: email, policy\n")
    notes = [found.message for found in report.findings if str(found.level) == "note"]
    assert any("would say: no longer error[outside-intent]" in note for note in notes), notes
    assert errors(report) == {"outside-intent"}


def test_a_proposed_policy_uncovers_no_secret(tmp_path: Path) -> None:
    policy = POLICY + "secrets: { settings: ['**:**.pin'] }\n"
    base = {"config/api.yaml": "pin: S3NTINEL\npassword: S3NTINEL-P\n"}
    loose = POLICY + "secrets: { except: ['**'] }\nlevels: { outside-intent: warning }\n"
    head = {"config/api.yaml": "pin: 4\npassword: 5\n", ".configguard.yaml": loose}
    report = judged(tmp_path, base, head, POLICY_TOO, policy=policy)
    assert [change.secret for change in report.changes] == [True, True]
    assert any("would say" in found.message for found in report.findings)
    assert "S3NTINEL" not in " ".join(found.message for found in report.findings)


def test_a_policy_that_goes_must_be_declared(tmp_path: Path) -> None:
    git = repository(tmp_path, A)
    git.commit("x\n\nConfig-Scope: email", {".configguard.yaml": None})
    assert errors(of_commits(git)) == {"policy-change"}
    git.commit("x\n\nConfig-Scope: policy")
    assert errors(of_commits(git)) == set()

"""New paths are looked at beside those that stand with them in one folder; no file system needs to hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = 'version: 1\nfiles: [{ match: "**/*.yaml" }]\n'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    for name in ("core.ignorecase", "core.precomposeunicode", "core.protectHFS", "core.protectNTFS"):
        made.git("config", name, "false")
    return made


def judged(repository: Repository, base: list[str], brought: list[str], *, gone: tuple[str, ...] = ()) -> Report:
    """What is said where these files come, and some go."""
    content, policy = repository.store("a: 1\n"), repository.store(POLICY)
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{policy},.configguard.yaml")
    for message, paths, lost in (("Base", base, ()), ("Head", brought, gone)):
        for path in lost:
            repository.git("update-index", "--force-remove", path)
        for path in paths:
            repository.git("update-index", "--add", "--cacheinfo", f"100644,{content},{path}")
        repository.commit_staged(message)
    question = Question(Ask(repository.directory, base="HEAD~1", head="HEAD"), rules=("confusable-name",))
    return guard.judge(question)


def said(report: Report) -> list[str]:
    assert all(str(finding.level) == "error" and finding.remark.ways_out for finding in report.findings)
    return [f"{finding.file}: {finding.message}" for finding in report.findings]


def test_a_file_that_differs_by_case_is_a_twin(repository: Repository) -> None:
    report = judged(repository, ["config/prod.yaml"], ["config/Prod.yaml"])
    assert said(report) == ["config/Prod.yaml: config/Prod.yaml differs only by case from config/prod.yaml"]


def test_a_file_in_another_unicode_form_is_a_twin(repository: Repository) -> None:
    report = judged(repository, ["caf\u00e9.yaml"], ["cafe\u0301.yaml"])
    spelt = '"cafe\\u0301.yaml", of "caf\\u00e9.yaml"'
    assert said(report) == [f"cafe\u0301.yaml: cafe\u0301.yaml is another Unicode form, {spelt}"]


def test_a_folder_that_differs_by_case_is_a_twin(repository: Repository) -> None:
    report = judged(repository, ["config/eu/a.yaml"], ["config/EU/a.yaml", "config/EU/b.yaml"])
    twin = "config/EU differs only by case from config/eu"
    assert said(report) == [f"config/EU/a.yaml: {twin}", f"config/EU/b.yaml: {twin}"]


def test_a_file_beside_one_that_nobody_claims_is_a_twin(repository: Repository) -> None:
    report = judged(repository, ["Config"], ["config/a.yaml"])
    assert said(report) == ["config/a.yaml: config differs only by case from Config"]


def test_a_hidden_character_in_a_path_is_spelt_out(repository: Repository) -> None:
    report = judged(repository, ["prod.yaml"], ["pr\u200bod.yaml"])
    shown = '"pr\\u200bod.yaml" holds U+200B (zero width space), which nobody sees'
    assert said(report) == [f"pr\u200bod.yaml: {shown}"]
    assert report.findings[0].remark.ways_out[0] == ("give it another name", '"pr\\u200bod.yaml"')


@pytest.mark.parametrize(
    ("base", "brought", "gone"),
    [
        (["prod.yaml"], ["Prod.yaml"], ("prod.yaml",)),
        (["a/x.yaml"], ["b/X.yaml"], ()),
        (["eu/a.yaml", "EU/a.yaml"], ["EU/b.yaml"], ()),
        (["prod.yaml", "Prod.yaml"], ["other.yaml"], ()),
        (["docs/a.txt"], ["docs/A.txt"], ()),
        (["pr\u200bod/a.yaml"], ["pr\u200bod/b.yaml"], ()),
        (["a.yaml"], ["ключ.yaml", "caf\u00e9.yaml"], ()),
    ],
    ids=["renamed", "two folders", "an old folder", "old twins", "nobody's files", "an old oddity", "other scripts"],
)
def test_what_is_no_twin_and_what_is_not_new_is_left_in_peace(
    repository: Repository, base: list[str], brought: list[str], gone: tuple[str, ...]
) -> None:
    assert said(judged(repository, base, brought, gone=gone)) == []

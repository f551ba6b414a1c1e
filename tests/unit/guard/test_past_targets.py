"""Ways to reach a target unseen, each of which must fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report
    from tests.repositories import Repository

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes:
  all: { settings: ["config/**"] }
targets:
  - name: "{service}@{env}"
    layers: ["config/defaults.yaml", { file: "config/{env}.yaml", optional: true }, "config/{env}/{service}.yaml"]
"""
FILES = {
    "config/defaults.yaml": "pay: { url: a }\nlog: info\n",
    "config/prod.yaml": "log: warn\n",
    "config/prod/api.yaml": "x: 1\n",
    "config/prod/web.yaml": "x: 1\n",
    "config/test/api.yaml": "x: 1\n",
}
SAID = "Tune\n\nConfig-Scope: all\nConfig-Target: api@test\n"


@pytest.fixture
def git(tmp_path: Path) -> Repository:
    return repository(tmp_path, FILES, policy=POLICY)


def outside(report: Report) -> list[str]:
    found = (one for one in report.findings if one.rule == "outside-target" and str(one.level) == "error")
    return [one.message for one in found]


def test_an_override_that_is_taken_away_lets_the_default_through(git: Repository) -> None:
    git.commit(SAID, {"config/prod.yaml": None})
    assert outside(of_commits(git)) == [
        "1 edit in config/prod.yaml:1 reaches 2 targets, all of them undeclared: api@prod and web@prod"
    ]


def test_a_layer_that_is_broken_in_passing_hides_nothing(git: Repository) -> None:
    git.commit(SAID, {"config/defaults.yaml": "pay: { url: b }\nlog: info\n", "config/prod.yaml": "log: [\n"})
    report = of_commits(git)
    why = "config/prod.yaml cannot be read: a value is missing in brackets or braces"
    assert outside(report) == [f"what api@prod and web@prod get cannot be told: {why}"]
    assert report.verdict == "fail"


@pytest.mark.parametrize("said", ["Config-Target: *@prod, api@test", "Config-Target: api@prod, web@prod, api@test"])
def test_no_word_covers_what_cannot_be_seen(git: Repository, said: str) -> None:
    git.commit(f"Tune\n\nConfig-Scope: all\n{said}\n", {"config/prod.yaml": "a: 1\n---\nb: 2\n"})
    assert outside(of_commits(git)) == [
        "what api@prod and web@prod get cannot be told: config/prod.yaml holds 2 documents, and a layer is one"
    ]


def test_a_layer_that_becomes_a_symlink_is_not_followed(git: Repository) -> None:
    git.write("config/prod/web.yaml", None)
    git.link("config/prod/web.yaml", "../test/api.yaml")
    git.add()
    git.commit_staged(SAID)
    assert outside(of_commits(git)) == ["what web@prod gets cannot be told: config/prod/web.yaml is a symlink"]


def test_a_layer_that_becomes_a_pointer_is_not_taken_for_its_content(git: Repository) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12\n"
    git.commit(SAID, {"config/prod/web.yaml": pointer})
    assert outside(of_commits(git)) == [
        "what web@prod gets cannot be told: config/prod/web.yaml is a pointer of Git LFS"
    ]


def test_an_optional_layer_that_comes_is_seen(git: Repository) -> None:
    git.commit(SAID, {"config/test.yaml": "pay: { url: b }\n", "config/prod.yaml": "log: warn\npay: null\n"})
    assert outside(of_commits(git)) == [
        "1 edit in config/prod.yaml:2 reaches 2 targets, all of them undeclared: api@prod and web@prod"
    ]


def test_a_name_in_another_case_is_another_target(git: Repository) -> None:
    git.commit(SAID.replace("api@test", "web@prod"), {"config/prod/Web.yaml": "x: 2\n"})
    assert outside(of_commits(git)) == ["1 edit in config/prod/Web.yaml:1 reaches 1 target, undeclared: Web@prod (new)"]


def test_a_name_like_a_list_of_names_declares_none_of_them(git: Repository) -> None:
    git.commit("Begin", {"config/prod/api@prod, web.yaml": "x: 1\n"})
    git.switch("main")
    git.git("merge", "--quiet", "work")
    git.switch("work")
    git.commit("Tune\n\nConfig-Scope: all\nConfig-Target: web@prod\n", {"config/prod/api@prod, web.yaml": "x: 2\n"})
    assert outside(of_commits(git)) == [
        '1 edit in "config/prod/api@prod, web.yaml":1 reaches 1 target, undeclared: "api@prod, web@prod"'
    ]


def test_a_policy_that_the_change_brings_finds_no_targets_of_its_own(git: Repository) -> None:
    looser = POLICY.replace('    layers: ["config/defaults.yaml", ', "    layers: [")
    git.commit(
        SAID + "Config-Scope: policy\n",
        {".configguard.yaml": looser, "config/defaults.yaml": "pay: { url: b }\nlog: info\n"},
    )
    report = of_commits(git)
    assert "outside-target" in errors(report)
    assert {target.name for target in report.targets} == {"api@prod", "api@test", "web@prod"}

"""“none” in a commit speaks for the files of that commit, and in a message for the whole change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.guard.asking import errors, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
BASE = {FILE: "smtp: {host: a}\n", "config/billing/a.yaml": "rate: 1\n"}


def test_none_holds_for_a_commit_without_configuration_beside_one_with_it(tmp_path: Path) -> None:
    git = repository(tmp_path, BASE)
    git.commit("Document\n\nConfig-Scope: none", {"README.md": "x\n"})
    git.commit("Set\n\nConfig-Scope: email", {FILE: "smtp: {host: b}\n"})
    assert errors(of_commits(git)) == set()


def test_none_is_unmet_where_its_own_commit_touches_configuration(tmp_path: Path) -> None:
    git = repository(tmp_path, BASE)
    git.commit("Document\n\nConfig-Scope: none", {"README.md": "x\n", "config/billing/a.yaml": "rate: 2\n"})
    git.commit("Set\n\nConfig-Scope: email, billing", {FILE: "smtp: {host: b}\n"})
    report = of_commits(git)
    assert errors(report) == {"unmet-intent"}
    (found,) = [found for found in report.findings if found.rule == "unmet-intent"]
    assert "rate" in found.message
    assert "smtp" not in found.message

"""What the policy is made of is guarded with it: what it had at the base, and what it takes in at the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.guard.asking import POLICY, judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

A = {"config/api.yaml": "smtp: {host: a}\n"}
EXTENDING = POLICY.replace("files:", "extends: [shared.yaml]\nfiles:", 1)
SILENT = "x\n\nConfig-Scope: email\n"  # says something, and nothing of the policy
SHARED = {"shared.yaml": "version: 1\n"}


def edited(report: Report) -> dict[str | None, str]:
    found = [finding for finding in report.findings if finding.rule == "policy-change"]
    return {one.file: str(one.level) for one in found if "would say" not in one.message}


def test_a_file_that_the_policy_begins_to_extend_is_a_part_of_it(tmp_path: Path) -> None:
    head = {**A, "shared.yaml": "version: 1\nlevels: {}\n", ".configguard.yaml": EXTENDING}
    report = judged(tmp_path, {**A, **SHARED}, head, SILENT)
    assert edited(report) == {".configguard.yaml": "error", "shared.yaml": "note"}


def test_a_file_that_it_no_longer_extends_was_a_part_of_it(tmp_path: Path) -> None:
    base = {**A, **SHARED, ".configguard.yaml": EXTENDING}
    report = judged(tmp_path, base, {**A, "shared.yaml": "version: 1\nlevels: {}\n"}, SILENT)
    assert edited(report) == {".configguard.yaml": "error", "shared.yaml": "error"}


def test_a_part_that_breaks_the_policy_is_blamed_and_nothing_else_is(tmp_path: Path) -> None:
    base = {**A, **SHARED, "CODEOWNERS": "* @us\n"}
    head = {**A, "shared.yaml": "oops: 1\n", "CODEOWNERS": "* @me\n"}
    report = judged(tmp_path, base, head, "x\n\nConfig-Scope: policy\n", policy=EXTENDING)
    assert edited(report) == {"shared.yaml": "error"}
    assert any("oops" in found.message for found in report.findings)

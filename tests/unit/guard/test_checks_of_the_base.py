"""Checks are those of the base, whatever a change makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """version: 1
files: [{ match: "config/**" }]
scopes: { all: { settings: ["config/**"] } }
checks: [{ name: small, settings: "**:size", require: after < 10 }]
"""
LOOSE = POLICY.replace("after < 10", "after < 1000")
BASE, HEAD = {"config/a.yaml": "size: 1\n"}, {"config/a.yaml": "size: 20\n"}
ASKED = ("failed-check", "policy-change", "stale-waiver")


def test_a_check_that_a_change_loosens_is_asked_as_the_base_has_it(tmp_path: Path) -> None:
    head = {**HEAD, ".configguard.yaml": LOOSE}
    report = judged(tmp_path, BASE, head, "x\n\nConfig-Scope: all, policy\n", policy=POLICY, rules=ASKED)
    told = {finding.rule: finding.message for finding in report.findings}
    assert told["failed-check"] == "size changed from 1 to 20, which small does not allow: after < 10"
    assert "no longer error[failed-check]" in told["policy-change"]


@pytest.mark.parametrize("require", ["(" * 500, "after < nope", "'a'"])
def test_a_check_that_cannot_be_read_is_told_before_it_is_merged(require: str, tmp_path: Path) -> None:
    head = {**BASE, ".configguard.yaml": POLICY.replace("after < 10", f'"{require}"')}
    report = judged(tmp_path, BASE, head, "x\n\nConfig-Scope: policy\n", policy=POLICY, rules=ASKED)
    assert [finding.rule for finding in report.findings] == ["policy-change"]
    assert "1 mistake" in report.findings[0].message


def test_a_waiver_of_a_check_in_a_file_that_stays_is_not_idle(tmp_path: Path) -> None:
    waived = """checks: [{ name: a, documents: "config/b.yaml", require: has(doc.key) }]
waivers:
  - { rule: failed-check, address: "config/b.yaml:.", reason: r, owner: o, expires: 2999-12-31 }
"""
    policy = POLICY.partition("checks:")[0] + waived
    for side, text in (("base", "a: 1\n"), ("head", "a: 2\n")):
        (tmp_path / side / "config").mkdir(parents=True)
        (tmp_path / side / ".configguard.yaml").write_text(policy)
        (tmp_path / side / "config" / "a.yaml").write_text(text)
        (tmp_path / side / "config" / "b.yaml").write_text("a: 1\n")
    ask = Ask(str(tmp_path), base=str(tmp_path / "base"), head=str(tmp_path / "head"))
    found = guard.judge(Question(ask, rules=ASKED, strict=True)).findings
    assert [finding.message for finding in found] == []

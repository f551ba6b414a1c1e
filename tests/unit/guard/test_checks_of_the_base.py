"""Checks are those of the base, whatever a change makes of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.checks._engine import engine
from configguard.errors import Undecided
from configguard.guard import Question
from configguard.model.revision import Ask
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLICY = """version: 1
files: [{ match: "config/**" }]
scopes: { all: { settings: ["config/**"] } }
checks: [{ name: small, settings: "**:size", require: after < 10 }]
"""
LOOSE = POLICY.replace("after < 10", "after < 1000")
BASE, HEAD = {"config/a.yaml": "size: 1\n"}, {"config/a.yaml": "size: 20\n"}
PLAIN = {"config/a.yaml": "size: 1\nname: b\n"}
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


@pytest.fixture
def without_cel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    engine.cache_clear()
    yield
    engine.cache_clear()


@pytest.mark.usefixtures("without_cel")
def test_without_cel_a_change_of_which_a_check_is_asked_gets_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(Undecided) as caught:
        judged(tmp_path, BASE, HEAD, policy=POLICY, rules=ASKED)
    assert caught.value.cures[0] == 'install it: pip install "configguard-ci[checks]"'


@pytest.mark.usefixtures("without_cel")
def test_without_cel_a_check_is_asked_on_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(Undecided):
        judged(tmp_path, BASE, {"config/b.yaml": "a: 1\n"}, policy=POLICY, rules=ASKED)


@pytest.mark.usefixtures("without_cel")
def test_without_cel_a_change_of_which_no_check_is_asked_is_judged(tmp_path: Path) -> None:
    assert judged(tmp_path, BASE, PLAIN, policy=POLICY, rules=ASKED).verdict == "pass"


@pytest.mark.usefixtures("without_cel")
def test_without_cel_an_edit_of_the_checks_gets_no_verdict(tmp_path: Path) -> None:
    head = {**PLAIN, ".configguard.yaml": LOOSE}
    with pytest.raises(Undecided):
        judged(tmp_path, BASE, head, "x\n\nConfig-Scope: all, policy\n", policy=POLICY, rules=ASKED)


@pytest.mark.usefixtures("without_cel")
def test_without_cel_what_differs_is_told(tmp_path: Path) -> None:
    for side, files in (("base", BASE), ("head", HEAD)):
        (tmp_path / side / "config").mkdir(parents=True)
        (tmp_path / side / ".configguard.yaml").write_text(POLICY)
        (tmp_path / side / "config" / "a.yaml").write_text(files["config/a.yaml"])
    sight = guard.look_at_changes(Ask(str(tmp_path), base=str(tmp_path / "base"), head=str(tmp_path / "head")), None)
    assert [str(change.address) for file in sight.files for change in file.changes] == ["config/a.yaml:size"]

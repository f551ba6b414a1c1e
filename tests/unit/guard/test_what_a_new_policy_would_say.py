"""An edit of the policy tells what the policy would say from then on: what goes and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.guard.asking import POLICY, judged

if TYPE_CHECKING:
    from pathlib import Path

BASE = {"config/api.yaml": "smtp: {host: a, port: 1}\nextra: 1\n"}
HEAD = {"config/api.yaml": "smtp: {host: b, port: 2}\nextra: 2\n"}
DECLARED = "x\n\nConfig-Scope: email, policy\n"
SAYS = "the proposed policy would say: "


def told(tmp_path: Path, policy: str) -> list[str]:
    report = judged(tmp_path, BASE, {**HEAD, ".configguard.yaml": policy}, DECLARED)
    return sorted(f.message.removeprefix(SAYS) for f in report.findings if f.message.startswith(SAYS))


def test_a_tighter_one_tells_what_comes_at_each_setting(tmp_path: Path) -> None:
    frozen = POLICY + '  - { settings: ["config/api.yaml:smtp.*"], why: Measured. }\n'
    host, port = (line for line in told(tmp_path, frozen) if not line.startswith("no longer"))
    assert host.startswith("error[frozen-setting] smtp.host changed")
    assert port.startswith("error[frozen-setting] smtp.port changed")


def test_a_looser_one_tells_what_goes(tmp_path: Path) -> None:
    loose = POLICY.replace("config/api.yaml:smtp", "config/api.yaml")
    gone = told(tmp_path, loose)
    assert all(line.startswith("no longer ") for line in gone)
    assert any("error[outside-intent] extra changed" in line for line in gone)


def test_another_level_is_told_as_both(tmp_path: Path) -> None:
    lines = told(tmp_path, f"{POLICY}levels: {{ outside-intent: warning }}\n")
    (come,) = [line for line in lines if not line.startswith("no longer")]
    (gone,) = [line for line in lines if line.startswith("no longer")]
    assert come.startswith("warning[outside-intent] extra changed")
    assert gone.startswith("no longer error[outside-intent] extra changed")


def test_one_that_says_the_same_is_not_worth_a_word(tmp_path: Path) -> None:
    assert told(tmp_path, f"{POLICY}# the same\n") == []

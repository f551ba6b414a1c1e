"""The cases of the rules: two folders, what was said, and every finding that must come of it.

A case stands at `cases/RULE/NAME/`, and asks only the rule that its folder is named for. `message.txt` is the commit
message, absent where nothing is said; `options.txt` holds `strict`, `ci`, `no-intent`, one a line; `moment.txt` says
when it is asked. With
REWRITE_CASES=1 what is found is written down as expected: read it before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configguard import guard, rules
from configguard.guard import Question
from configguard.model.report import Report  # noqa: TC001 - part of a signature
from configguard.model.revision import Ask

CASES = Path(__file__).parent / "cases"
REWRITE = bool(os.environ.get("REWRITE_CASES"))
FOUND = sorted(path.parent.relative_to(CASES) for path in CASES.glob("*/*/base"))


def question(case: Path) -> Question:
    message = case / "message.txt"
    options = (case / "options.txt").read_text().split() if (case / "options.txt").exists() else []
    assert set(options) <= {"strict", "ci", "no-intent"}
    return Question(
        Ask(str(case), base=str(case / "base"), head=str(case / "head")),
        message=message.read_text(encoding="utf-8") if message.exists() else None,
        message_file=str(message) if message.exists() else None,
        strict="strict" in options,
        ci="ci" in options,
        no_intent="no-intent" in options,
        rules=(case.parent.name,),
        moment=(case / "moment.txt").read_text().strip() if (case / "moment.txt").exists() else "",
    )


def told(report: Report) -> str:
    """The findings, a line each: level, rule, place, address, and what is said; then the ways out."""
    lines = []
    for found in report.findings:
        place = f"{found.place.line}:{found.place.column}" if found.place else "-"
        address = found.address.inner if found.address else "-"
        lines.append(f"{found.level} {found.rule} {found.file or '-'}:{place} {address} {found.message}")
        lines += [f"    {label}: {what}" for label, what in found.remark.ways_out]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("name", FOUND, ids=str)
def test_a_case_says_what_is_expected(name: Path) -> None:
    case = CASES / name
    found = told(guard.judge(question(case))).replace(str(case), "CASE")
    expected = case / "expected.txt"
    if REWRITE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FOUND, ids=str)
def test_a_case_fires_or_keeps_quiet_as_its_name_says(name: Path) -> None:
    expected = (CASES / name / "expected.txt").read_text(encoding="utf-8")
    assert name.name.startswith(("fires-", "quiet-"))
    assert bool(expected) == name.name.startswith("fires-")


@pytest.mark.parametrize("rule", rules.rules())
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(rule: str) -> None:
    names = [name.name for name in FOUND if name.parent.name == rule]
    assert any(name.startswith("fires-") for name in names)
    assert any(name.startswith("quiet-") for name in names)


def test_every_case_is_of_a_rule() -> None:
    assert {name.parent.name for name in FOUND} <= set(rules.rules())


@pytest.mark.parametrize("name", FOUND, ids=str)
def test_every_finding_has_a_way_out_that_fits_on_a_line(name: Path) -> None:
    for finding in guard.judge(question(CASES / name)).findings:
        assert finding.remark.ways_out
        assert all("\n" not in part for way in finding.remark.ways_out for part in way)
        assert "\n" not in finding.message
        assert not finding.message.endswith(".")
        assert finding.rule not in finding.message

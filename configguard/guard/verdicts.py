"""What the findings come to: a verdict, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.finding import APPROVAL
from configguard.model.override import REFUSED

if TYPE_CHECKING:
    from configguard.guard.question import Question
    from configguard.guard.waiving import Findings
    from configguard.model.finding import Finding
    from configguard.model.intent import Unread
    from configguard.model.override import Override
    from configguard.model.proposal import Proposal
    from configguard.model.report import Verdict

ABOUT_INTENT = frozenset(
    {
        "outside-intent",
        "outside-target",
        "missing-intent",
        "unknown-scope",
        "unknown-target",
        "unused-scope",
        "unused-target",
        "unmet-intent",
        "critical-setting",
        "policy-change",
    }
)


def verdict_of(
    question: Question, proposal: Proposal, findings: Findings, overridden: Findings = ()
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and what was left open: words that were out of reach in CI, schemas that could not be applied.

    Where nothing fails but what is `overridden`, that is the verdict: no pass.
    """
    failing = [finding for finding in findings if finding.level >= question.fail_on]
    left_open = (*(file.undecided for file in proposal.files), *(t.undecided for t in proposal.targets.targets))
    undecided = tuple(dict.fromkeys(line for lines in left_open for line in lines))
    if not failing:
        return ("unjudged" if undecided else "overridden" if overridden else "pass"), undecided
    broken = any(edit.problem for edit in proposal.guard_edits)  # no words could cure that
    unread = tuple(one for finding in failing for one in (_unread(finding, proposal) or (None,)))
    if question.ci and not broken and None not in unread:
        each = dict.fromkeys(one for one in unread if one is not None)
        lines = [line for one in each for line in (f"{one.source} could not be read: {one.why}", one.cure)]
        return "unjudged", (*lines, *undecided)
    return "fail", undecided


def _unread(finding: Finding, proposal: Proposal) -> tuple[Unread, ...]:
    """What could not be read and could settle this finding."""
    awaited = tuple(one.unread for one in proposal.overrides if one.unread is not None and _is_about(one, finding))
    if awaited:
        return awaited
    if finding.remark.facts[:1] == (APPROVAL,):
        approval = proposal.approvals.get(finding.address) if finding.address else None
        return (approval.unread,) if approval is not None and approval.unread is not None else ()
    return proposal.intent.unread if finding.rule in ABOUT_INTENT else ()


def _is_about(one: Override, finding: Finding) -> bool:
    """Whether the finding is one that this line is to override, or says why the line does not hold."""
    if finding.rule == REFUSED:
        return finding.remark.facts == (one.rule, one.declared.said.where)
    return finding.identity in one.findings

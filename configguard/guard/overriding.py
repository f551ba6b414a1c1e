"""Takes from the findings those that were overridden: the policy allows it, a line says why, and somebody approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard import intents, rules
from configguard.guard.approving import approved
from configguard.guard.owning import owned
from configguard.guard.waiving import of_rules
from configguard.model.approval import Wanted
from configguard.model.override import NEVER_OVERRIDDEN, OWNER, REFUSED, Override
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.guard.looking import Sight
    from configguard.guard.question import Question
    from configguard.guard.waiving import Findings
    from configguard.model.address import Address
    from configguard.model.approval import Approval
    from configguard.model.finding import Finding
    from configguard.model.intent import DeclaredOverride
    from configguard.model.override import Permission
    from configguard.model.proposal import Proposal

_FROM_A_TEXT = "pull-request"
"""The source whose words no commit holds: an approval of the commit does not speak of them by itself."""


class Overridden(NamedTuple):
    """The proposal with what became of each line, the findings that count, and those that were overridden."""

    proposal: Proposal
    counting: Findings
    passed: Findings = ()


def overridden(question: Question, sight: Sight, proposal: Proposal, findings: Findings) -> Overridden:
    """What is left of the findings; nobody is asked where no line wants a finding overridden."""
    if question.no_intent or not proposal.every_override:
        return Overridden(proposal, of_rules(question.rules, findings))
    outcomes = _Deciding(question, sight, proposal, findings).outcomes()
    holding = {known: one for one in outcomes if one.holds for known in one.findings}
    passed = tuple(replace(f, override=holding[f.identity]) for f in findings if f.identity in holding)
    proposal = replace(proposal, overrides=outcomes)
    refused = rules.judge(proposal, sight.policy, (REFUSED,))
    counting = rules.in_order((*(f for f in findings if f.identity not in holding), *refused))
    return Overridden(proposal, of_rules(question.rules, counting), of_rules(question.rules, passed))


def untold(passed: Findings) -> tuple[str, ...]:
    """What no history will tell: lines that hold and stand in no commit and no file."""
    lines = dict.fromkeys(one.declared for finding in passed if (one := finding.override) is not None)
    return tuple(
        f"“{line.line}” stands in {line.said.where} alone, where no history counts it: repeat it in the merge's message"
        for line in lines
        if line.said.source == _FROM_A_TEXT
    )


class _Deciding:
    """Decides of each line whether it holds."""

    def __init__(self, question: Question, sight: Sight, proposal: Proposal, findings: Findings) -> None:
        self._question = question
        self._sight = sight
        self._proposal = proposal
        self._failing = tuple(finding for finding in findings if finding.level >= question.fail_on)
        self._left = {finding.identity for finding in self._failing}
        self._known: dict[Address, tuple[str, ...]] | None = None

    def outcomes(self) -> tuple[Override, ...]:
        """What became of each line; one that is not needed beside another is left out.

        What a commit or a file of the change says comes first, for an approval of the last commit speaks of it.
        """
        lines = sorted(self._proposal.every_override, key=lambda line: line.said.source == _FROM_A_TEXT)
        found = []
        for line in lines:
            one = self._of(line)
            if one.holds:
                self._left -= one.findings
            found.append(one)
        held = {known for one in found if one.holds for known in one.findings}
        return tuple(one for one in found if one.holds or not one.findings or one.findings - held)

    def _of(self, line: DeclaredOverride) -> Override:
        refusal = self._forbidden(line)
        if refusal is not None:
            return refusal
        about = [f for f in self._failing if f.rule == line.rule and self._proposal.may_override(line, f.commit)]
        wanted = [finding for finding in about if finding.identity in self._left]
        if not about:
            return Override(line, problem="there is nothing for it to override", idle=True)
        if not wanted:
            return Override(line, findings=frozenset(finding.identity for finding in about))
        tried = [self._under(permission, line, wanted) for permission in self._permissions(line)]
        one = next((one for one in tried if one.holds), None) or _together(tried)
        return replace(one, findings=frozenset(finding.identity for finding in wanted))

    def _permissions(self, line: DeclaredOverride) -> Iterator[Permission]:
        return (one for one in self._sight.policy.overrides if line.rule in one.rules)

    def _forbidden(self, line: DeclaredOverride) -> Override | None:
        policy = self._sight.policy
        if line.rule in NEVER_OVERRIDDEN:
            return Override(line, problem=f"nobody can override {line.rule}; {NEVER_OVERRIDDEN[line.rule]}")
        if line.rule in policy.mandatory:
            return Override(line, problem=f"nobody can override {line.rule}: the policy has it under “mandatory”")
        allowed = sorted({rule for one in policy.overrides for rule in one.rules})
        if not allowed:
            return Override(line, problem="the policy lets no rule be overridden")
        if line.rule not in allowed:
            return Override(line, problem=f"the policy lets only these be overridden: {', '.join(allowed)}")
        if policy.origin == "head":
            tip = self._sight.comparison.tip.revision.name
            return Override(line, problem=f"the policy that allows it is not on {tip} yet")
        return None

    def _under(self, permission: Permission, line: DeclaredOverride, wanted: list[Finding]) -> Override:
        """What becomes of the line by this entry of the policy."""
        total = sum(finding.rule == line.rule for finding in self._failing)
        if permission.most is not None and total > permission.most:
            problem = f"the policy lets {permission.most:,} of its findings be overridden, and there are {total:,}"
            return Override(line, problem=problem)
        if permission.reason is not None and not intents.reason_fits(permission.reason, line.reason):
            form = f"{line.line}: REASON"
            problem = f"the policy wants “{permission.reason}” in the reason"
            return Override(line, problem=problem, ways_out=(("say why, in the form that is wanted", form),))
        told = [self._approval(permission, line, finding) for finding in wanted]
        missing = next((approval for approval in told if not approval.by), None)
        if missing is None:
            return Override(line, by=tuple(dict.fromkeys(approval.by for approval in told)))
        whose = " or ".join(permission.approval)
        problem = f"it needs an approval of {whose}: {missing.why}"
        way_out = _cure(line, whose, missing, in_ci=self._question.ci)
        return Override(line, problem=problem, ways_out=(way_out,), unread=missing.unread)

    def _approval(self, permission: Permission, line: DeclaredOverride, finding: Finding) -> Approval:
        accounts = tuple(a for one in permission.approval for a in self._accounts(one, finding))
        says = (lambda text: intents.says_override(text, line.rule)) if line.said.source == _FROM_A_TEXT else None
        return approved(Wanted(finding.file, accounts, says), self._sight.comparison, self._question)

    def _accounts(self, account: str, finding: Finding) -> tuple[str, ...]:
        """Who that is: of `owner`, who answers for the finding's setting."""
        if account != OWNER:
            return (account,)
        if self._known is None:
            files = owned(self._proposal.files, self._sight.comparison.tip, lambda _: True)
            self._known = {change.address: change.owners for file in files for change in file.changes}
        return self._known.get(finding.address, ()) if finding.address else ()


def _together(tried: list[Override]) -> Override:
    """Why none of several entries lets it hold."""
    problem = "; ".join(dict.fromkeys(one.problem for one in tried))
    ways_out = tuple(dict.fromkeys(way for one in tried for way in one.ways_out))
    return replace(
        tried[0], problem=problem, ways_out=ways_out, unread=next((one.unread for one in tried if one.unread), None)
    )


def _cure(line: DeclaredOverride, whose: str, missing: Approval, *, in_ci: bool) -> tuple[str, str]:
    if missing.unread is not None and not in_ci:
        return "have it approved in its pull request", "git push --no-verify"
    if missing.unread is not None:
        return "let GitHub be asked", missing.unread.cure
    words_of_it = f" whose text has the line {line.line}" if line.said.source == _FROM_A_TEXT else ""
    return "have it approved", f"a review of the last commit by {whose}{words_of_it}"

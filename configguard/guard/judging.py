"""The changes with their stated intent are a proposal; each rule judges it; its remarks make the report."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from configguard import rules
from configguard.errors import Misasked
from configguard.guard import clock
from configguard.guard.checking import weighed
from configguard.guard.claiming import claimed
from configguard.guard.counting import unmatched
from configguard.guard.describing import descriptions
from configguard.guard.edits import PART, guard_edits, proposed_policy
from configguard.guard.hushing import hushed_report
from configguard.guard.looking import look, look_under
from configguard.guard.overriding import Overridden, overridden, untold
from configguard.guard.owning import is_to_be_asked, owned
from configguard.guard.proposing import proposal_of, reach_of
from configguard.guard.references.linking import links_of
from configguard.guard.stepping import OF_A_COMMIT, judged_by_steps
from configguard.guard.suggesting import suggested
from configguard.guard.verdicts import verdict_of
from configguard.guard.waiving import Findings, asked, of_rules, sorted_out, stale
from configguard.model import words
from configguard.model.effective import Reach
from configguard.model.intent import Intent
from configguard.model.progress import heard
from configguard.model.record import replace
from configguard.model.report import LookedAt, Report, RuleInfo

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.guard.question import Question
    from configguard.model.finding import Finding
    from configguard.model.level import Level
    from configguard.model.plan import GivenPlan
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile, Proposal
    from configguard.model.revision import Ask
    from configguard.model.shift import Shift


def judge(question: Question) -> Report:
    """Judge a proposed change.

    Raises `Misasked` for a wrong question or policy, `Undecided` where no verdict can be given.
    """
    sight = look(question.ask, question.policy_file, require_match=question.require_match, moment=question.moment)
    proposed = proposed_policy(sight)
    edits = guard_edits(sight, proposed)
    edited = any(edit.what == "the policy" and not edit.gone for edit in edits)
    sight, proposal = proposal_of(question, sight, edits)
    proposal = weighed(proposal, sight.policy)
    if not isinstance(proposed, Misasked | None) and sight.policy.origin == "base":
        under = _under(proposed, question, sight, proposal) if edited else ()
        found = _shifts(proposed, sight) if edited or any(edit.what == PART for edit in edits) else ()
        proposal = replace(proposal, under_new_policy=under, shifts=found)
    if question.strict or edited:
        counted = proposed if edited and not isinstance(proposed, Misasked | None) else sight.policy
        proposal = replace(proposal, unmatched=unmatched(counted, sight.comparison.head, question.ask.listener))
    proposal, findings, waived = _found(question, sight, proposal)
    left = overridden(question, sight, proposal, findings)
    return hushed_report(_report(question, sight, left, of_rules(question.rules, waived)), sight.secrets)


def look_at_changes(
    ask: Ask, policy_file: str | None, plans: tuple[GivenPlan, ...] = (), *, renders: bool = True
) -> Sight:
    """What differs, each change with its scopes and what guards it; nothing is judged, and no policy is needed.

    `plans` make targets as well, and where nothing `renders`, no program is run for others. Raises as `judge`.
    """
    sight = replace(look(ask, policy_file, need_policy=False), plans=plans, renders=renders)
    sight = replace(sight, files=claimed(sight.files, sight.policy, Intent(), links_of(sight)))
    return replace(sight, reach=reach_of(sight, Intent()))


def look_at_proposal(question: Question) -> Sight:
    """What differs, each change held against the scopes and against what was said; nothing is judged.

    Raises as `judge`.
    """
    return proposal_of(question, look(question.ask, question.policy_file, moment=question.moment), ())[0]


def owners_of(question: Question, *, strays: bool = False) -> dict[str, list[str]]:
    """Who answers for what differs, each with the addresses of the settings; of the `strays` alone where wanted.

    Raises as `judge`.
    """
    sight = look_at_proposal(replace(question, no_renderers=True))
    wanted = is_to_be_asked if strays else (lambda _: True)
    found: dict[str, list[str]] = {}
    for file in owned(sight.files, sight.comparison.tip, wanted):
        for change in filter(wanted, file.changes):
            for owner in change.owners:
                found.setdefault(owner, []).append(str(change.address))
    return found


def _found(question: Question, sight: Sight, proposal: Proposal) -> tuple[Proposal, Findings, Findings]:
    """The proposal as it was judged, the findings that count, and those that are waived."""
    policy = sight.policy
    wanted = asked(question.rules, policy)
    proposal, findings = _judged(question, sight, proposal, wanted)
    if not policy.waivers:
        return proposal, findings, ()
    day = clock.day(question.moment)
    proposal = replace(proposal, stale=stale(sight, proposal, findings, day))
    findings = rules.in_order((*findings, *rules.judge(proposal, policy, ("stale-waiver",))))
    counting, waived = (findings, ()) if question.no_waivers else sorted_out(findings, policy, day)
    return proposal, counting, waived


def _judged(
    question: Question, sight: Sight, proposal: Proposal, wanted: tuple[str, ...] | None
) -> tuple[Proposal, Findings]:
    """What the rules say of the change as a whole or, where the policy wants that, of each commit by its own words."""
    policy, steps = sight.policy, sight.comparison.steps
    if not policy.intent.each_commit or steps is None or question.message is not None or question.no_intent:
        return proposal, rules.judge(proposal, policy, wanted)
    each = heard(question.ask.listener, "judging commit", steps(), attrgetter("where"))
    stepped = judged_by_steps(
        proposal,
        policy,
        each,
        lambda own: proposal_of(question, replace(own, links=sight.links, reach=Reach()), ()),
        wanted,
    )
    others = tuple(name for name in (wanted or rules.rules()) if name not in OF_A_COMMIT)
    of_all = rules.judge(stepped.proposal, policy, others)
    return stepped.proposal, rules.in_order((*stepped.findings, *of_all))


def _under(proposed: Policy, question: Question, sight: Sight, proposal: Proposal) -> tuple[str, ...]:
    """What the proposed policy would say otherwise of this change, in sentences; what is a secret stays one."""
    proposed = replace(proposed, stricter=sight.policy, moment=sight.policy.moment)
    _, then = proposal_of(question, look_under(proposed, sight), ())
    then = weighed(then, proposed)
    day = clock.day(question.moment)
    now = rules.judge(replace(proposal, guard_edits=()), sight.policy, question.rules)
    before = {_what(f): f for f in sorted_out(now, sight.policy, day)[0]}
    after = {_what(f): f for f in sorted_out(rules.judge(then, proposed, question.rules), proposed, day)[0]}
    gone = [f"no longer {f.level}[{f.rule}] {f.message}" for what, f in before.items() if what not in after]
    come = [f"{f.level}[{f.rule}] {f.message}" for what, f in after.items() if what not in before]
    unjudged = [file.undecided[0] for file in then.files if file.undecided]
    unjudged += [note for note in then.targets.notes if note not in proposal.targets.notes]
    return (*gone, *come, *(f"not judged: {what}" for what in unjudged))


def _shifts(proposed: Policy, sight: Sight) -> tuple[Shift, ...]:
    """What the proposed policy makes looser and tighter."""
    from configguard.guard.shifts.telling import shifts  # noqa: PLC0415 - only an edit of the policy needs it

    return shifts(sight.policy, proposed, sight.comparison.head, sight.listener)


def _what(finding: Finding) -> tuple[str, str, str, Level]:
    return finding.rule, str(finding.address or finding.file), finding.message, finding.level


def _report(question: Question, sight: Sight, left: Overridden, waived: Findings) -> Report:
    comparison, policy = sight.comparison, sight.policy
    proposal, findings = left.proposal, left.counting
    verdict, unjudged = verdict_of(question, proposal, findings, left.passed)
    shown = (comparison.head if policy.origin == "head" else comparison.tip).revision
    return Report(
        verdict,
        comparison.bases[0].revision,
        comparison.head.revision,
        policy.file,
        policy.origin,
        shown.name,
        proposal.intent,
        proposal.changes,
        findings,
        waived,
        left.passed,
        {r.name: RuleInfo(r.name, r.level, r.summary, r.manual) for r in rules.rules().values()},
        (*_notes(question, sight), *untold(left.passed)),
        unjudged,
        _suggested(proposal),
        descriptions(proposal.files) if findings or left.passed else (),
        _looked_at(proposal),
        question.advisory,
        question.fail_on,
        proposal.targets.targets,
    )


def _suggested(proposal: Proposal) -> tuple[str, ...]:
    """The lines of intent that would cover the change, and what it reaches."""
    lines = suggested(proposal.changes, edits_policy=any(not edit.first for edit in proposal.guard_edits))
    if not proposal.targets.targets:
        return lines
    from configguard.guard.targets.suggesting import suggested_targets  # noqa: PLC0415 - rarely reached

    return (*lines, *suggested_targets(proposal.targets))


def _notes(question: Question, sight: Sight) -> tuple[str, ...]:
    said = ("the intent is not judged here: there is no message yet",) if question.no_intent else ()
    return (*sight.notes, *said, *(sight.reach.notes if sight.reach else ()))


def _looked_at(proposal: Proposal) -> LookedAt:
    files, changes, targets = proposal.files, proposal.changes, proposal.targets
    return LookedAt(len(files), len(changes), _not_looked_into(files), targets.looked_at)


def _not_looked_into(files: tuple[ChangedFile, ...]) -> tuple[str, ...]:
    """What could not be looked into, in words."""
    opaque = sum(file.claim.format == "opaque" for file in files)
    return (f"{words.count(opaque, 'opaque file')} compared as a whole",) if opaque else ()

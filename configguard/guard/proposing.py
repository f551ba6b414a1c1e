"""What differs, held against what was said: a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, intents
from configguard.guard.approving import approvals
from configguard.guard.claiming import claimed, reaches, values_at_head
from configguard.guard.hushing import hushed_intent
from configguard.guard.owning import owned
from configguard.guard.references.linking import links_of
from configguard.model.effective import Reach
from configguard.model.plugins import Request
from configguard.model.proposal import GuardEdit, Proposal
from configguard.model.record import replace

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.guard.question import Question
    from configguard.model.intent import Intent


def proposal_of(question: Question, sight: Sight, edits: tuple[GuardEdit, ...]) -> tuple[Sight, Proposal]:
    """The proposal under the sight's policy, its changes held against what was said."""
    request = Request(
        sight.comparison,
        question.scopes,
        question.settings,
        question.targets,
        question.message,
        question.message_file,
        question.event,
        question.ci,
        formats.read,
        question.proposed,
    )
    intent = hushed_intent(intents.gather(request, sight.policy), sight.secrets)
    links = links_of(sight, strict=question.strict) if sight.links is None else sight.links
    files = owned(claimed(sight.files, sight.policy, intent, links), sight.comparison.tip)
    sight = replace(sight, files=files, links=links, plans=question.plans, renders=not question.no_renderers)
    reach = reach_of(sight, intent) if sight.reach is None else sight.reach
    proposal = Proposal(
        files,
        intent,
        sight.unclaimed,
        edits,
        strict=question.strict,
        ci=question.ci,
        stage="no-intent" if question.no_intent else "all",
        at_head=values_at_head(files, sight.policy, intent, sight.comparison.head),
        reach=reaches(files, sight.policy, intent),
        approvals=approvals((c for f in files for c in f.changes), sight.comparison, question),
        references=links.broken,
        targets=reach,
    )
    return replace(sight, reach=reach), proposal


def reach_of(sight: Sight, intent: Intent) -> Reach:
    """What the change does to targets, each with the words that cover it."""
    reach = Reach()
    if sight.policy.targets:
        from configguard.guard.targets import reaching  # noqa: PLC0415 - only a policy with targets pays for them

        reach = reaching.reach_of(sight, intent)
    if sight.plans:
        from configguard.guard.targets import planned  # noqa: PLC0415 - only who gives a plan pays for it

        reach = planned.with_plans(reach, sight, intent)
    return reach

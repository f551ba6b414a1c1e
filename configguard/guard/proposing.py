"""What differs, held against what was said: a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, intents
from configguard.guard.approving import approvals
from configguard.guard.claiming import claimed, reaches, values_at_head
from configguard.guard.growing import grown
from configguard.guard.hushing import hushed_intent
from configguard.guard.linking import links_of
from configguard.guard.owning import owned
from configguard.model.plugins import Request
from configguard.model.proposal import GuardEdit, Proposal
from configguard.model.record import replace

if TYPE_CHECKING:
    from configguard.guard.looking import Sight
    from configguard.guard.question import Question


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
        grown=grown(files, sight.policy),
        approvals=approvals((c for f in files for c in f.changes), sight.comparison, question),
        references=links.broken,
    )
    return replace(sight, files=files, links=links), proposal

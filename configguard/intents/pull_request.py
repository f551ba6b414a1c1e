"""What the text of the pull request says: the same lines as in a commit message, anywhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _markdown, _proposed, _trailers
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.event import PullRequest
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "pull-request"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:  # noqa: ARG001 - every source is asked alike
    """The lines of the body; a bot's is silent, for it quotes strangers."""
    event = request.event
    if event is None:
        why = "no event tells of a pull request"
        cure = "name its event (configguard check --event FILE) or, where there is none, only sources that can be read"
        return Unread(_NAME, why, f"{cure}: intent: {{ sources: trailer }}")
    found = _proposed.pull_requests(_NAME, request, event)
    if isinstance(found, Unread):
        return found
    cut = next((one for one in found if one.body_is_cut and not one.is_bot), None)
    if cut is not None:
        why = f"only a part of the text of pull request {cut.number} is told to this run"
        return Unread(_NAME, why, "say it in a commit message, which is read whole: Config-Scope: NAME")
    said = tuple(line for one in found if not one.is_bot for line in _lines(one))
    return Spoken(said) if said else Silent()


def _lines(one: PullRequest) -> list[Said]:
    where = f"pull request {one.number}"
    lines = _trailers.from_lines(_markdown.plain_lines(one.body)) if one.body else ()
    return [Said(_NAME, line.key, line.value, where, where) for line in lines]


SOURCE = Source(_NAME, read)

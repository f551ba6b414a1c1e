"""What the title says: that of the pull request, or those of the commits where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents import _expressions, _proposed
from configguard.model.intent import Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.event import PullRequest
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy

_NAME = "title"
_MERGED = "Merge pull request #"
_NO_MESSAGE_YET = "what is not committed has no title yet"
_SAY_IT_NOW = "say it for this run: configguard check --scope NAME"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:
    """The scopes of the policy that titles name; a bot's title is silent, for it quotes strangers."""
    named: list[tuple[str, str, frozenset[str] | None]]
    found = _titled(request)
    if found:
        named = [(f"the title of pull request {one.number}", one.title, None) for one in found if not one.is_bot]
    elif request.message is not None:
        named = [("the commit message", _title(request.message), None)]
    elif request.comparison.messages is None:
        return Unread(
            _NAME,
            request.comparison.messages_missing or _NO_MESSAGE_YET,
            request.comparison.messages_cure or _SAY_IT_NOW,
        )
    else:
        named = [(m.where, _title(m.text), m.files) for m in request.comparison.messages]
    said = tuple(
        Said(_NAME, "Config-Scope", scope, where, where, files)
        for where, title, files in named
        for scope in _expressions.in_title(policy.intent.title, title, policy)
    )
    return Spoken(said) if said else Silent()


def _titled(request: Request) -> tuple[PullRequest, ...]:
    """The pull requests; none where only the commits tell what they are for."""
    found = None if request.event is None else _proposed.pull_requests(_NAME, request, request.event)
    return () if found is None or isinstance(found, Unread) else found


def _title(message: str) -> str:
    """A message's first line; of GitHub's merges the first line behind it, where the pull request's title stands."""
    first, *others = [line for line in message.split("\n") if line.strip()] or [""]
    return others[0] if first.startswith(_MERGED) and others else first


SOURCE = Source(_NAME, read)

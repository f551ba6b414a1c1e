"""Events of GitHub Actions.

Source: GitHub Docs, “Events that trigger workflows” and “Webhook events and payloads”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.event import Event

if TYPE_CHECKING:
    from configguard.events._payload import Payload

_BRANCH = "refs/heads/"
_BOT = "[bot]"


def event(payload: Payload, name: str = "", sha: str = "") -> Event:
    """The event; what it is called is told by its fields where `name` is empty.

    `sha` is the commit that the run is for. Raises `Misasked` if a needed field is absent or malformed.
    """
    name = name or _name(payload)
    if name.startswith("pull_request"):
        return _pull_request(payload, name, sha)
    if name == "merge_group":
        return _merge_group(payload, name)
    return _push(payload, name) if name == "push" else Event(name)


def _name(payload: Payload) -> str:
    for field, name in (
        ("pull_request", "pull_request"),
        ("merge_group", "merge_group"),
        ("schedule", "schedule"),
    ):
        if field in payload:
            return name
    if "before" in payload and "after" in payload:
        return "push"
    if "workflow" in payload or "inputs" in payload:
        return "workflow_dispatch"
    raise payload.mistake("pull_request", "there, nor is the field of any other event that is known")


def _pull_request(payload: Payload, name: str, sha: str) -> Event:
    """A pull request.

    The run of `pull_request` is for the merge commit; that of `pull_request_target` is for the base, which
    would be compared with itself, so there the pull request's own commit is the head.
    """
    pull_request = payload.part("pull_request")
    tip = pull_request.part("head").commit("sha")
    author, is_bot = _author(pull_request)
    return Event(
        name,
        head=sha if sha and name == "pull_request" else tip,
        base_branch=pull_request.part("base").needed_text("ref"),
        number=pull_request.number("number"),
        title=pull_request.text("title"),
        body=pull_request.text("body"),
        author=author,
        is_bot=is_bot,
        labels=tuple(label.needed_text("name") for label in pull_request.parts("labels")),
        head_branch_tip=tip,
    )


def _author(pull_request: Payload) -> tuple[str | None, bool]:
    """The author's login, and whether that is a bot; a deleted account has no login."""
    if "user" not in pull_request:
        return None, False
    user = pull_request.part("user")
    login = user.needed_text("login")
    return login, user.text("type") == "Bot" or login.endswith(_BOT)


def _merge_group(payload: Payload, name: str) -> Event:
    group = payload.part("merge_group")
    branch = group.needed_text("base_ref").removeprefix(_BRANCH)
    base, head = group.commit("base_sha"), group.commit("head_sha")
    return Event(name, base=base, head=head, base_branch=branch, ref=group.text("head_ref"))


def _push(payload: Payload, name: str) -> Event:
    """A push: of a new branch it has no base but the default branch, of a tag none at all."""
    ref, before, after = payload.needed_text("ref"), payload.commit("before"), payload.commit("after")
    gone = not after.strip("0")
    if not ref.startswith(_BRANCH):
        return Event(name, head=after, deleted=gone, ref=ref)
    branch = ref.removeprefix(_BRANCH)
    if before.strip("0"):
        return Event(name, base=before, head=after, base_branch=branch, deleted=gone, ref=ref)
    default = payload.part("repository").text("default_branch")
    return Event(name, head=after, base_branch=default if default != branch else None, deleted=gone, ref=ref)

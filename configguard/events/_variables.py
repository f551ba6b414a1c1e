"""Runs of CI systems that tell of a pull request in a few environment variables.

Sources: the systems' own references. Jenkins: “Pipeline: Multibranch”, CHANGE_*. Azure Pipelines: “Use predefined
variables”, System.PullRequest.*. Bitbucket Pipelines: “Variables and secrets”, BITBUCKET_PR_*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.model.event import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRANCH = "refs/heads/"


class System(NamedTuple):
    """What a system calls what it tells: number and target branch of the pull request, and whatever else it has."""

    name: str
    number: str
    target: str
    head: str
    tip: str | None = None
    title: str | None = None
    author: str | None = None


SYSTEMS = (
    System("Jenkins", "CHANGE_ID", "CHANGE_TARGET", "GIT_COMMIT", title="CHANGE_TITLE", author="CHANGE_AUTHOR"),
    System(
        "Azure Pipelines",
        "SYSTEM_PULLREQUEST_PULLREQUESTID",
        "SYSTEM_PULLREQUEST_TARGETBRANCH",
        "BUILD_SOURCEVERSION",
        tip="SYSTEM_PULLREQUEST_SOURCECOMMITID",
    ),
    System("Bitbucket Pipelines", "BITBUCKET_PR_ID", "BITBUCKET_PR_DESTINATION_BRANCH", "BITBUCKET_COMMIT"),
)


def event(environ: Mapping[str, str]) -> Event | None:
    """The pull request that one of these systems tells of, or None."""
    for system in SYSTEMS:
        number, target = environ.get(system.number, ""), environ.get(system.target, "")
        if number.isdecimal() and target:
            head = environ.get(system.head)
            return Event(
                "pull_request",
                head=head,
                base_branch=target.removeprefix(_BRANCH),
                number=int(number),
                title=environ.get(system.title) if system.title else None,
                body_is_cut=True,  # none of them tells the text
                author=environ.get(system.author) if system.author else None,
                head_branch_tip=(environ.get(system.tip) if system.tip else None) or head,
            )
    return None

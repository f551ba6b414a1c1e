"""Between which commits a change lies, by what CI says of its run.

`pull_request.base.sha` is as old as the pull request and is never used: what would land is the merge commit,
against its first parent. Source: GitHub Docs, “Events that trigger workflows”.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.revisions._commits import Commit, look_up, needed, resolve
from configguard.revisions._ends import FROM_NOTHING, Ends, between, default_branch, exactly
from configguard.revisions._repository import CutOff

if TYPE_CHECKING:
    from configguard.model.event import Event
    from configguard.revisions._repository import Repository

_PARENTS_OF_A_MERGE = 2
_NOT_CHECKED_OUT = (
    "in GitHub Actions: actions/checkout with fetch-depth: 2",
    "in GitLab CI: variables: { GIT_DEPTH: 0 }, and fetch the target branch",
)


def ends(repository: Repository, event: Event, base: str | None) -> Ends:
    """The ends of the event's change, from `base` where it is given.

    Raises `Misasked` if the event tells nothing to compare with, `Undecided` if its commits are not at hand.
    """
    if base is not None:
        return between(repository, resolve(repository, base), head_of(repository, event))
    if event.base is not None and event.head is not None:
        before = needed(repository, event.base, event.base_branch or "", "the commit before the change")
        return exactly(before, needed(repository, event.head, "", "the head of the change"))
    if event.head_branch_tip is not None:
        return _pull_request(repository, event, event.head_branch_tip)
    if event.base_branch is not None:
        return between(repository, _branch(repository, event.base_branch), head_of(repository, event))
    raise Misasked(f"a run of {event.name} has nothing to compare with", "name it: --base REV", FROM_NOTHING)


def _pull_request(repository: Repository, event: Event, tip: str) -> Ends:
    """What would land: the merge commit, wherever it is found; else the head, from where it left the base."""
    seen = [found for name in _candidates(event) if (found := look_up(repository, name, "")) is not None]
    for merge in seen:
        if len(merge.parents) == _PARENTS_OF_A_MERGE and merge.parents[1] == tip:
            return _merged(repository, event, merge)
    if all(commit.oid != tip for commit in seen):
        raise _no_merge(repository, event, tip)
    own = needed(repository, tip, "", "the head of the pull request")
    branch = _branch(repository, event.base_branch)
    note = "the pull request's merge commit is not in this clone, so its head is compared from where it left"
    return between(repository, branch, own, f"{note} {branch.name}")


def _candidates(event: Event) -> list[str]:
    private = [] if event.number is None else [f"pull/{event.number}/merge"]
    merges = [f"refs/{folder}{name}" for name in private for folder in ("remotes/", "")]
    return [name for name in (event.head, "HEAD", *merges, event.head_branch_tip) if name]


def _merged(repository: Repository, event: Event, merge: Commit) -> Ends:
    """What would land. Its messages are those of the pull request's own commits."""
    base = look_up(repository, merge.parents[0], event.base_branch or "")
    if base is None:
        problem = f"the base of the pull request, commit {merge.parents[0][:12]}, is not in this clone"
        if repository.is_shallow:
            raise CutOff(f"{problem} (shallow)", *_NOT_CHECKED_OUT, ends=(merge.oid,))
        raise Undecided(problem, *_NOT_CHECKED_OUT)
    last = look_up(repository, merge.parents[1], "")
    now = look_up(repository, f"refs/remotes/origin/{event.base_branch}")
    moved = f"{event.base_branch} has moved on since the merge commit was made; it is compared as it was then"
    return Ends(base, (base,), merge, last or merge, (moved,) if now and now.oid != base.oid else ())


def _no_merge(repository: Repository, event: Event, tip: str) -> Undecided:
    here = look_up(repository, "HEAD")
    if here is not None and len(here.parents) > _PARENTS_OF_A_MERGE:
        problem = f"HEAD has {len(here.parents)} parents, so it is not the merge of a pull request"
        return Undecided(problem, "name both ends: --base REV --head REV")
    problem = f"neither the merge commit of the pull request nor its head {tip[:12]} is in this clone"
    merge = f"refs/pull/{event.number}/merge"
    fetch = f"git fetch --depth=2 origin {merge}:{merge}" if event.number is not None else f"git fetch origin {tip}"
    return Undecided(f"{problem} (shallow)" if repository.is_shallow else problem, fetch, *_NOT_CHECKED_OUT)


def head_of(repository: Repository, event: Event) -> Commit:
    """The commit that the event proposes, else the one at hand."""
    if event.head is None:
        return resolve(repository, "HEAD")
    return needed(repository, event.head, "", "the head of the change")


def _branch(repository: Repository, name: str | None) -> Commit:
    """The tip of the branch that the change goes to."""
    if name is None:
        found = default_branch(repository)
    else:
        found = look_up(repository, f"refs/remotes/origin/{name}", name) or look_up(
            repository, f"refs/heads/{name}", name
        )
    if found is None:
        called = name or "the default branch"
        raise Undecided(f"{called} is not in this clone", f"git fetch origin {shlex.quote(called)}", *_NOT_CHECKED_OUT)
    return found

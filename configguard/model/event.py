"""What a CI system says of the run: which commits, whose change, in whose words."""

from __future__ import annotations

from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request's words; what is absent is empty.

    `author` is its author's login, None where that is not told, `is_bot` whether that is a bot. `body_is_cut` says that
    the body is not all of it, or not there though there may be one. `retold` says that another than the event tells it.
    `tip` is its last commit.
    """

    number: int
    title: str = ""
    body: str = ""
    author: str | None = None
    is_bot: bool = False
    labels: tuple[str, ...] = ()
    body_is_cut: bool = False
    retold: bool = True
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. What a kind of event does not have is None.

    `name` is the event's own (`pull_request`, `merge_group`, `push`); `base` and `head` are the commits to
    compare; `head_branch_tip` the head commit of the pull request itself where `head` may be a merge commit of it.
    A pull request has no `base`, only a `base_branch`: the commit that its event names is as old as the pull request.
    With neither, the event tells nothing to compare with. `deleted` says that the pushed branch is gone: nothing is
    proposed. `title` and `body` are the pull request's words, `author` its author's login, `is_bot` whether that is
    a bot. `body_is_cut` says that the body is not all of it, or not there though there may be one. `ref` is the branch
    or tag that was pushed or queued, in full, where GitHub tells of it.
    """

    name: str
    base: str | None = None
    head: str | None = None
    base_branch: str | None = None
    number: int | None = None
    title: str | None = None
    body: str | None = None
    author: str | None = None
    is_bot: bool = False
    labels: tuple[str, ...] = ()
    head_branch_tip: str | None = None
    deleted: bool = False
    body_is_cut: bool = False
    ref: str | None = None

    @property
    def pull_request(self) -> PullRequest | None:
        """The pull request that the event tells of, or None."""
        if self.number is None:
            return None
        return PullRequest(
            self.number,
            self.title or "",
            self.body or "",
            self.author,
            self.is_bot,
            self.labels,
            self.body_is_cut,
            retold=False,
            tip=self.head_branch_tip or "",
        )

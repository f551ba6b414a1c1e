"""The options that say what is compared, and what they come to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard import events
from configguard.cli._progress import listener
from configguard.errors import Misasked
from configguard.model.revision import Ask

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup

    from configguard.model.event import Event
    from configguard.model.progress import Listener


def add_comparison(
    parser: ArgumentParser, policy: str = "use this policy in place of the base's own"
) -> _ArgumentGroup:
    """Add the options that choose the two sides, and say what a `policy` is for; the group is open for more."""
    group = parser.add_argument_group("what is compared (by default the work tree with the default branch)")
    group.add_argument("--base", metavar="REV", help="the merge base with REV, a folder, or nothing: empty")
    sides = group.add_mutually_exclusive_group()
    sides.add_argument("--head", metavar="REV", help="judge this revision, or this folder")
    sides.add_argument("--staged", action="store_true", help="judge what the next commit will hold")
    sides.add_argument("--worktree", action="store_true", help="judge the files as they are")
    group.add_argument("--event", metavar="FILE", help="find the sides in this event of GitHub Actions")
    group.add_argument("--deepen", action="store_true", help="let a shallow clone fetch the history that is needed")
    group.add_argument("--policy", metavar="FILE", help=policy)
    return group


def event_of(parsed: Namespace) -> Event | None:
    """What CI says of this run, if anything."""
    return events.read(os.environ, parsed.event)


def ask_of(parsed: Namespace, event: Event | None = None) -> Ask:
    """The question of what to compare."""
    return Ask(here(), parsed.base, parsed.head, parsed.staged, parsed.worktree, event, waiting(), parsed.deepen)


def here() -> str:
    """The folder at hand; raises `Misasked` if it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109 - pathlib costs time to import
    except OSError as error:
        message = f"the folder in which this was started cannot be used: {error.strerror}"
        raise Misasked(message, "cd to one that exists, and run it again") from None


def waiting() -> Listener:
    """Who hears how far it is: a person at a terminal, if there is one."""
    return listener(wanted=not in_ci())


def in_ci() -> bool:
    """Whether no person is at hand."""
    return events.system(os.environ) is not None

"""Where files come from: commits, the index, the work tree, plain folders."""

# ruff: noqa: PTH112, PTH117, PTH118, PTH120
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.model.record import replace
from configguard.revisions import _comparing, _directories, _ends, _events, _hooks
from configguard.revisions._commits import look_up, resolve
from configguard.revisions._conversation import hang_up
from configguard.revisions._repository import discover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configguard.model.event import Event
    from configguard.model.history import History
    from configguard.model.revision import Ask, Comparison
    from configguard.revisions._repository import Repository

__all__ = ["comment_char", "compare", "hang_up", "held", "history", "hooks_folder", "is_shallow", "runs_a_hook"]


def compare(ask: Ask) -> Comparison:
    """The two sides that somebody wants compared, and the files in which they differ.

    Raises `Misasked` if the question is wrong (no repository, no such revision), `Undecided` if the answer
    cannot be had (history or objects that are not at hand, conflicts, a repository that git refuses). Where it is
    allowed, history that is not at hand is fetched.
    """
    if ask.at_hand is not None:
        return ask.at_hand
    if sum((ask.head is not None, ask.staged, ask.worktree)) > 1:
        raise Misasked("--head, --staged and --worktree exclude each other", "give one of them")
    if ask.base is not None and ask.head is not None and _are_folders(ask.directory, ask.base, ask.head):
        return _directories.compare(ask.directory, ask.base, ask.head)
    if ask.deepen:
        return _deeply(ask)
    return _in_git(discover(ask.directory), ask)


def comment_char(directory: str) -> str:
    """What begins a comment in a commit message of this repository: `core.commentChar`, `#` by default."""
    _, output, _ = discover(directory).ask("config", "--get", "core.commentChar")
    said = output.decode("utf-8", "replace").strip()
    return said if said and said != "auto" else "#"


def held(base: Mapping[str, bytes], head: Mapping[str, bytes], message: str) -> Comparison:
    """Two sides in memory, each path with its content, as if one commit with this message had made the head."""
    from configguard.revisions import _held  # noqa: PLC0415 - only tests of a policy have their sides at hand

    return _held.compare(base, head, message)


def history(directory: str, revision: str) -> History:
    """The line of first parents that ends in a revision; raises as `compare`."""
    from configguard.revisions import _line  # noqa: PLC0415 - only who asks for the past pays for it

    repository = discover(directory)
    return _line.Line(repository, resolve(repository, revision))


def is_shallow(directory: str) -> bool:
    """Whether history is cut off in this clone."""
    return discover(directory).is_shallow


def runs_a_hook(directory: str) -> bool:
    """Whether a hook that git would run here names ConfigGuard."""
    return _hooks.runs(discover(directory))


def hooks_folder(directory: str) -> str:
    """The folder in which git looks for this repository's hooks, absolute.

    Raises `Misasked` where that is one for every repository.
    """
    return _hooks.folder(discover(directory))


def _deeply(ask: Ask) -> Comparison:
    """As far back as where the sides part has to be found; the messages besides only when somebody wants them."""
    from configguard.revisions import _deepening  # noqa: PLC0415 - few runs speak with another git

    def attempt(repository: Repository) -> Comparison:
        return _in_git(repository, ask)

    found = _deepening.compared(ask.directory, attempt, ask.listener)
    if not found.is_cut_off:
        return found
    return replace(found, deeper=lambda: _deepening.with_messages(found, ask.directory, attempt, ask.listener))


def _in_git(repository: Repository, ask: Ask) -> Comparison:
    if ask.staged:
        return _comparing.of_index(repository, ask.base)
    if ask.head is not None:
        return _of_head(repository, ask.base, ask.head)
    if ask.event is None or ask.worktree:
        return _comparing.of_worktree(repository, ask.base)
    return _of_event(repository, ask.base, ask.event)


def _of_head(repository: Repository, base: str | None, head: str) -> Comparison:
    if _ends.is_nothing(repository, base):
        return _comparing.of_everything(repository, resolve(repository, head))
    return _comparing.of_commits(repository, _ends.named(repository, base, head))


def _of_event(repository: Repository, base: str | None, event: Event) -> Comparison:
    if event.deleted:
        return _comparing.of_nothing(repository)
    if _ends.is_nothing(repository, base):
        return _comparing.of_everything(repository, _events.head_of(repository, event))
    return _comparing.of_commits(repository, _events.ends(repository, event, base))


def _are_folders(directory: str, *names: str) -> bool:
    """Whether the question is about folders: they exist, and no revision has such a name."""
    if not all(os.path.isdir(os.path.join(directory, name)) for name in names):
        return False
    if all(os.path.isabs(name) or name.startswith(".") for name in names) or not _is_in_git(directory):
        return True
    repository = discover(directory)
    return all(name.isprintable() and look_up(repository, name) is None for name in names)


def _is_in_git(directory: str) -> bool:
    here, above = "", os.path.realpath(directory)
    while here != above:
        here, above = above, os.path.dirname(above)
        if os.path.lexists(os.path.join(here, ".git")):
            return True
    return False

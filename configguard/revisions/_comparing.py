"""Puts the two sides together: between commits, with the index, with the work tree."""

# ruff: noqa: PTH110, PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.model.record import replace
from configguard.model.revision import Comparison, Difference
from configguard.revisions import _parsing
from configguard.revisions._commits import Commit, is_unborn, look_up, resolve
from configguard.revisions._ends import Ends, between, exactly, from_default, is_nothing
from configguard.revisions._history import messages
from configguard.revisions._steps import steps
from configguard.revisions._trees import CommitTree, IndexTree, empty
from configguard.revisions._worktree import WorkTree

if TYPE_CHECKING:
    from configguard.model.revision import Message
    from configguard.revisions._repository import Repository

_NOT_COMMITTED = "nothing has been committed yet, so there is no commit message"
_SAY_IT = "use the commit-msg hook, or say it with --scope, --setting or --message-file"
_CUT_OFF = "this clone is shallow, so not all messages of the change can be read"
_DEEPEN = "git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0; in GitLab CI: GIT_DEPTH: 0)"
_FIRST = "nothing has been committed yet, so all is new"
_ALL = "compared with nothing at all, as was asked, so all is new"
_NO_MESSAGE = "there is no commit message yet"


def of_commits(repository: Repository, ends: Ends) -> Comparison:
    """What the head's tree has otherwise than the bases' trees."""
    head = CommitTree(repository, ends.head.revision, ends.head.tree)
    sides = _trees(repository, ends)
    found = tuple(_between_trees(repository, base, head) for base in sides[1])
    return _comparison(repository, ends, sides, head, found)


def of_nothing(repository: Repository) -> Comparison:
    """What a deleted branch proposes: nothing."""
    here = look_up(repository, "HEAD")
    tree = empty(repository, "nothing") if here is None else CommitTree(repository, here.revision, here.tree)
    note = "the branch was deleted, so there is nothing to check"
    return Comparison(tree, (tree,), tree, ((),), (), root=repository.top, notes=(note,))


def of_everything(repository: Repository, commit: Commit) -> Comparison:
    """All that a commit has."""
    head = CommitTree(repository, commit.revision, commit.tree)
    return _of_all(repository, head, _between_trees(repository, empty(repository, "nothing"), head), commit)


def of_index(repository: Repository, base: str | None) -> Comparison:
    """What the next commit will have otherwise than HEAD, or than where HEAD left `base`.

    It has no message yet.
    """
    index = IndexTree(repository, _index_file(repository))
    merging = ("a merge is in progress, so all that it brings is compared",) if _is_merging(repository) else ()
    from_nothing = is_nothing(repository, base)
    here = _here(repository, None if from_nothing else base)
    if here is None or from_nothing:
        return _of_all(repository, index, _of_index(repository, repository.empty_tree, index), here, *merging)
    ends = exactly(here, here) if base is None else between(repository, resolve(repository, base), here)
    found = tuple(_of_index(repository, commit.tree, index) for commit in ends.bases)
    tip, bases = _trees(repository, ends)
    return Comparison(tip, bases, index, found, None, _NO_MESSAGE, _SAY_IT, root=repository.top, notes=merging)


def of_worktree(repository: Repository, base: str | None) -> Comparison:
    """What the files at hand have otherwise than where HEAD left `base` or the default branch.

    The messages are those of the commits that the branch has already; what is not committed has none yet.
    """
    head = WorkTree(repository, _top(repository))
    from_nothing = is_nothing(repository, base)
    here = _here(repository, None if from_nothing else base)
    if here is None or from_nothing:
        return _of_all(repository, head, _of_worktree(repository, repository.empty_tree, head), here, *head.notes)
    ends = from_default(repository, here) if base is None else between(repository, resolve(repository, base), here)
    found = tuple(_of_worktree(repository, commit.tree, head) for commit in ends.bases)
    return _comparison(repository, ends, _trees(repository, ends), head, found, *head.notes)


def _of_all(
    repository: Repository,
    head: CommitTree | IndexTree | WorkTree,
    found: tuple[Difference, ...],
    last: Commit | None,
    *notes: str,
) -> Comparison:
    """All taken for new: before the first commit (there is no last one yet), and where that was asked for."""
    tree = empty(repository, "nothing")
    said = None if last is None or isinstance(head, IndexTree) else messages(repository, None, last)
    every = (*notes, _FIRST if last is None else _ALL)
    compared = Comparison(tree, (tree,), head, (found,), said, root=repository.top, notes=every)
    if last is None:
        return replace(compared, messages_missing=_NOT_COMMITTED, messages_cure=_SAY_IT)
    if isinstance(head, IndexTree):
        return replace(compared, messages_missing=_NO_MESSAGE, messages_cure=_SAY_IT)
    return _cut_off_or_whole(compared)


def _cut_off_or_whole(compared: Comparison) -> Comparison:
    """The same; where it lacks the messages because history is cut off, it says so."""
    if compared.messages is not None:
        return compared
    return replace(compared, messages_missing=_CUT_OFF, messages_cure=_DEEPEN, is_cut_off=True)


def _comparison(
    repository: Repository,
    ends: Ends,
    sides: tuple[CommitTree, tuple[CommitTree, ...]],
    head: CommitTree | WorkTree,
    found: tuple[tuple[Difference, ...], ...],
    *notes: str,
) -> Comparison:
    tip, bases = sides
    said: tuple[Message, ...] | None = ()
    if ends.last.oid != ends.tip.oid:
        said = messages(repository, ends.tip, ends.last)
    each = None if said is None else steps(repository, ends, said, _between_trees)
    told = (*ends.notes, *notes)
    return _cut_off_or_whole(Comparison(tip, bases, head, found, said, root=repository.top, notes=told, steps=each))


def _trees(repository: Repository, ends: Ends) -> tuple[CommitTree, tuple[CommitTree, ...]]:
    tip = CommitTree(repository, ends.tip.revision, ends.tip.tree)
    bases = (
        tip if base.oid == ends.tip.oid else CommitTree(repository, base.revision, base.tree) for base in ends.bases
    )
    return tip, tuple(bases)


def _between_trees(repository: Repository, base: CommitTree, head: CommitTree) -> tuple[Difference, ...]:
    """The files in which two trees differ; that one came or went is believed where the trees say it, too.

    In a folder that names a file twice, git takes the second for a file that came.
    """
    if base.oid == head.oid:
        return ()
    found = _parsing.differences(_diff_tree(repository, base.oid, head.oid))
    if not found:
        raise Undecided("git names no file in which two trees differ that are not the same", "git fsck")
    for pair in found:
        came_or_went = pair.base is None or pair.head is None
        if came_or_went and (pair.base, pair.head) != (base.find(pair.path), head.find(pair.path)):
            raise Undecided(f"the folders of {pair.path} do not hold what git says that they hold", "git fsck")
    return found


def _diff_tree(repository: Repository, base: str, head: str) -> bytes:
    """Git's list, proven whole: a second question, which has no answer but its own words, ends the first's."""
    first, last = f"{base} {head}\n".encode(), f"{head} {head}\n".encode()
    output = repository.tell(*_parsing.DIFF_TREE, "--stdin", feed=first + last)
    if not output.startswith(first) or not output.endswith(last, len(first)):
        raise Undecided("git's answer is not complete: the list of files that differ is cut off", "git fsck")
    return output[len(first) : -len(last)]


def _of_index(repository: Repository, base: str, index: IndexTree) -> tuple[Difference, ...]:
    output = repository.tell(*_parsing.DIFF_INDEX, base, environment=index.environment)
    return _parsing.differences(output)


def _of_worktree(repository: Repository, base: str, head: WorkTree) -> tuple[Difference, ...]:
    """What the index has otherwise than the base, and the files otherwise than the index."""
    output = repository.tell(*_parsing.DIFF_INDEX, base)
    bases = {d.path: d.base for d in _parsing.differences(output, conflicts=True)}
    tree = CommitTree(repository, head.revision, base)
    bases.update((path, tree.find(path)) for path in head.unlike_index)
    pairs = (Difference(path, bases[path], head.find(path)) for path in sorted(bases))
    return tuple(pair for pair in pairs if pair.base != pair.head)


def _here(repository: Repository, base: str | None) -> Commit | None:
    """The commit at hand; None where there is none yet."""
    here = look_up(repository, "HEAD")
    if here is None and is_unborn(repository) and base is not None:
        raise Undecided("HEAD has no commit yet, so it has nothing in common with the base", "git commit")
    return here


def _top(repository: Repository) -> str:
    if repository.top is None:
        raise Misasked("this repository has no work tree here", "name two revisions: --base REV --head REV")
    return repository.top


def _index_file(repository: Repository) -> str | None:
    """The index that git names to a hook: it holds what will be committed, also for `git commit FILE`.

    Raises `Undecided` if that is of another repository than the one at hand, as where `git --git-dir` commits.
    """
    top, folder = _top(repository), os.environ.get("GIT_DIR")
    if folder and os.path.realpath(os.path.join(top, folder)) != os.path.realpath(repository.git_folder):
        raise Undecided(f"GIT_DIR names {folder}, which is not the repository of {top}", "unset GIT_DIR")
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return None
    file = os.path.join(top, named)
    if not os.path.exists(file):
        raise Undecided(f"GIT_INDEX_FILE names {named}, which does not exist", "unset GIT_INDEX_FILE")
    return file


def _is_merging(repository: Repository) -> bool:
    return os.path.exists(os.path.join(repository.git_folder, "MERGE_HEAD"))

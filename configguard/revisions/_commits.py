"""Commits: what a name stands for, and what a commit says of itself."""

# ruff: noqa: PTH113, PTH118
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.model.record import dataclass
from configguard.model.revision import Revision
from configguard.revisions import _parsing
from configguard.revisions._repository import shallow

if TYPE_CHECKING:
    from configguard.revisions._objects import Object
    from configguard.revisions._repository import Repository

_TIDY = re.compile(r"@|(?![-@^~])(?:(?![:?*\\\[\s\x00-\x20\x7f]|\.\.|@\{-|\^\{(?!\}|commit\})).)+")
_RANGE = re.compile(r"([\w/@~^-]+)\.{2,3}([\w/@~^-]+)")
_HEX = re.compile(r"[0-9a-fA-F]{7,64}")
_ENCODING = re.compile(
    r"(?i)us-ascii|iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d{1,2}|(?:windows[-_]?|cp)\d{3,4}|koi8[-_][rut]|euc[-_](?:jp|kr)"
    r"|shift[-_]?jis|gb(?:k|2312|18030)|big5"
)
_BEHIND_A_NAME = re.compile(r"(?:[~^]|@\{).*")
_FULL_NAMES = ("refs/{}", "refs/heads/{}", "refs/tags/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""What a short name can stand for. Source: gitrevisions(7), “Specifying revisions”."""
_NEAR = 3
_SHOWN = 10
_NO_SUCH = 1


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its id, tree, parents and message, the name by which it was asked for, and its author's name."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    message: str
    name: str
    author: str = ""

    @property
    def revision(self) -> Revision:
        """Itself, as people say it."""
        return Revision("commit", self.name, self.oid)

    @property
    def short(self) -> str:
        """The first seven digits of its id."""
        return self.oid[:7]


def resolve(repository: Repository, name: str) -> Commit:
    """The commit that somebody's word stands for.

    Raises `Misasked` if the word is none that git may be asked, is ambiguous or names nothing; `Undecided` if
    what it names cannot be had.
    """
    if not _TIDY.fullmatch(name):
        ends = _RANGE.fullmatch(name)
        cure = f"name both ends: --base {ends[1]} --head {ends[2]}" if ends else "name a branch, a tag or a commit's id"
        raise Misasked(f"{name!r} is not a name of a revision", cure)
    _refuse_twins(repository, name)
    found = look_up(repository, name)
    if found is None:
        raise _not_found(repository, name)
    return found


def look_up(repository: Repository, name: str, called: str | None = None) -> Commit | None:
    """The commit of a tidy name or id, None if there is none at hand."""
    found = repository.objects.get(f"{name}^{{commit}}")
    return None if found is None else parsed(found, name if called is None else called)


def needed(repository: Repository, oid: str, called: str, what: str) -> Commit:
    """The commit with this id; raises `Undecided`, saying `what` it is, if it is not at hand."""
    found = look_up(repository, oid, called)
    if found is None:
        raise _absent(repository, f"{what}, commit {oid[:12]}, is not in this clone", oid)
    return found


def _absent(repository: Repository, problem: str, oid: str) -> Undecided:
    """What to raise for a commit that is not here: where nothing tells why, the remote may have it all the same."""
    why = repository.missing(problem)
    if repository.is_shallow or repository.is_partial:
        return why
    return Undecided(why.problem, f"git fetch origin {oid}", "or name another to compare from: --base REV", *why.cures)


def is_unborn(repository: Repository) -> bool:
    """Whether nothing has been committed on the branch at hand; to be asked when HEAD is no commit."""
    status, _, _ = repository.ask("rev-parse", "--verify", "--quiet", "HEAD")
    named, branch, _ = repository.ask("symbolic-ref", "--quiet", "HEAD")
    file = os.path.join(repository.common_folder, _parsing.decoded(branch.removesuffix(b"\n")))
    if status != _NO_SUCH or named or os.path.isfile(file):
        raise repository.missing("the commit that HEAD names is not there")
    return True


def parsed(found: Object, name: str) -> Commit:
    """The commit that an object is; raises `Undecided` if it is none.

    Source: git-commit-tree(1); a header's continuation lines begin with a blank.
    """
    head, _, message = (found.data or b"").partition(b"\n\n")
    headers = [line.decode("ascii", "replace").partition(" ") for line in head.split(b"\n")]
    trees = [value for key, _, value in headers if key == "tree"]
    parents = tuple(value for key, _, value in headers if key == "parent")
    if found.kind != "commit" or len(trees) != 1:
        raise Undecided(f"commit {found.oid[:12]} is corrupt", "git fsck")
    encoding = next((value for key, _, value in headers if key == "encoding"), "utf-8")
    author = next((line[7:] for line in head.split(b"\n") if line.startswith(b"author ")), b"").partition(b" <")[0]
    return Commit(found.oid, trees[0], parents, _text(message, encoding), name, _text(author, encoding))


def _text(message: bytes, encoding: str) -> str:
    """The message as people see it: git shows none of what is behind a NUL.

    Python knows more encodings than git, some of them a way to hide words or hang.
    """
    message = message.partition(b"\0")[0]
    known = encoding if _ENCODING.fullmatch(encoding) else "utf-8"
    try:
        return message.decode(known, "replace")
    except LookupError:
        return message.decode("utf-8", "replace")


def _refuse_twins(repository: Repository, name: str) -> None:
    """Raise for a name of several commits: git takes the tag, people mean the branch.

    Whoever may push can push a tag `origin/main`, and would so choose what a change is compared with.
    """
    word = _BEHIND_A_NAME.sub("", name)
    if word.startswith("refs/") or word in {"", "HEAD", "@"} or len(word) == repository.oid_length:
        return
    names = [form.format(word) for form in _FULL_NAMES]
    known = {full: found.oid for full in names if (found := look_up(repository, full))}
    taken = look_up(repository, word)
    others = _abbreviated(repository, word) if taken and _HEX.fullmatch(word) else []
    if taken and {*known.values(), *others} - {taken.oid}:
        raise Misasked(f"{word} is the name of several commits", "write in full which is meant:", *known, *others)


def _abbreviated(repository: Repository, digits: str) -> list[str]:
    """The ids that begin so."""
    return repository.tell("rev-parse", f"--disambiguate={digits}").decode().split()


def _not_found(repository: Repository, name: str) -> Misasked | Undecided:
    status, _, _ = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if status != _NO_SUCH or len(name) == repository.oid_length:
        problem = f"commit {name[:12] if _HEX.fullmatch(name) else name} is not in this clone"
        return _absent(repository, problem, name) if _HEX.fullmatch(name) else repository.missing(problem)
    if repository.is_shallow and (re.search(r"[~^]", name) or name.startswith("origin/") or _HEX.fullmatch(name)):
        return shallow(f"{name} is not in this clone")
    return Misasked(f"there is no revision {name}", _suggestion(repository, name))


def _suggestion(repository: Repository, name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    listed = repository.tell("for-each-ref", "--format=%(refname:short)").decode("utf-8", "surrogateescape")
    known = listed.splitlines()
    near = [full for full in known if full.endswith(f"/{name}")] or get_close_matches(name, known, n=_NEAR)
    if near:
        return f"did you mean {' or '.join(near)}?"
    remote, _, branch = name.partition("/")
    if branch and remote in repository.tell("remote").decode("utf-8", "surrogateescape").splitlines():
        return f"git fetch -- {shlex.quote(remote)} {shlex.quote(branch)}"
    return f"there are {', '.join(known[:_SHOWN])}" if known else "nothing is committed yet: git commit"

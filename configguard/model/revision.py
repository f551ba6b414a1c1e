"""The two sides of a comparison, and the files in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal, Protocol

from configguard.model.event import Event
from configguard.model.progress import Listener, nobody
from configguard.model.record import dataclass

FileKind = Literal["file", "symlink", "submodule"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of the files: `name` as people say it (`main`, `the index`), `oid` where it is a commit."""

    kind: Literal["commit", "index", "worktree", "directory", "empty"]
    name: str
    oid: str | None = None

    def __str__(self) -> str:
        """`9f1c2d0 (main)`, `9f1c2d0`, or the name alone."""
        if self.oid is None:
            return self.name
        short = self.oid[:7]
        return short if self.name.startswith(short) or not self.name else f"{short} ({self.name})"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as one revision holds it: its path, git mode (octal number) and, where git has it, its object id.

    Two files with equal mode and object id have equal content. `oid` is None where only the file itself tells.
    """

    path: str
    mode: int
    oid: str | None = None

    @property
    def kind(self) -> FileKind:
        """What the file is."""
        return {0o120000: "symlink", 0o160000: "submodule"}.get(self.mode & 0o170000, "file")  # type: ignore[return-value]


def names_in(folder: str, paths: Iterable[str]) -> set[str]:
    """What stands right in a folder (the top's name is empty) where these files are."""
    start = f"{folder}/" if folder else ""
    return {path[len(start) :].partition("/")[0] for path in paths if path.startswith(start)}


class Tree(Protocol):
    """A revision whose files can be read. Every method raises `Undecided` for what should be there and is not."""

    @property
    def revision(self) -> Revision:
        """What it is."""
        ...

    def find(self, path: str) -> Stored | None:
        """The file at exactly this path, or None."""
        ...

    def files(self) -> Iterator[Stored]:
        """Every file, sorted by path."""
        ...

    def names(self, folder: str) -> Collection[str]:
        """What files and folders right in this folder are called (the top's name is empty); none where it is absent."""
        ...

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        """The contents (a symlink's is its target, a submodule's is empty); those over the size limit are left out."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not the same on both sides; None is absent."""

    path: str
    base: Stored | None
    head: Stored | None


@dataclass(frozen=True, slots=True)
class Message:
    """A commit's message: where it stands (the commit's short id) and its text.

    `files` are the paths that its commit touches, against its first parent; None where that is not known. `oid` and
    `parent` are the full ids of the commit and of its first parent, empty where there is none.
    """

    where: str
    text: str
    files: frozenset[str] | None = None
    oid: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which two sides somebody wants compared; at most one of `head`, `staged`, `worktree` is given.

    `base` and `head` are revisions' names, or folders where the question is about plain directories. With nothing
    given, the work tree is compared with the merge base of HEAD and the remote's default branch. `event` is what CI
    said of the run, `listener` hears how far the answer is. `deepen` lets a shallow clone fetch the history it lacks.
    Where both sides are `at_hand` already, nothing is looked for.
    """

    directory: str
    base: str | None = None
    head: str | None = None
    staged: bool = False
    worktree: bool = False
    event: Event | None = None
    listener: Listener = nobody
    deepen: bool = False
    at_hand: Comparison | None = None


@dataclass(frozen=True)
class Comparison:
    """What is compared with what.

    `bases` are the merge bases, nearly always one; `tip` is the branch that the change goes to, where policy and
    schemas are read. `differences` lists, for each base in turn, the files in which the head differs from it.
    `messages` are those of the commits from base to head, oldest first; None where they cannot all be had, and then
    `messages_missing` says why and `messages_cure` what makes them readable. `root` is the top folder of the files
    at hand, if any. `notes` are sentences for the reader about how the sides were found. `steps` gives the commits of
    the change one by one; None where they cannot all be had, or there are none. `is_cut_off` says that it is a shallow
    clone that lacks the messages; then `deeper` fetches them, where that is allowed.
    """

    tip: Tree
    bases: tuple[Tree, ...]
    head: Tree
    differences: tuple[tuple[Difference, ...], ...]
    messages: tuple[Message, ...] | None = None
    messages_missing: str = ""
    messages_cure: str = ""
    root: str | None = None
    notes: tuple[str, ...] = ()
    steps: Callable[[], tuple[Step, ...]] | None = None
    is_cut_off: bool = False
    deeper: Callable[[], Comparison] | None = None


@dataclass(frozen=True)
class Step:
    """One commit of a change: where it stands, and what it has otherwise than its first parent.

    A merge has a comparison for each of its other parents, which is then the tip; its own doing is what is in all.
    """

    where: str
    comparisons: tuple[Comparison, ...]

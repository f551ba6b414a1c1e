"""One repository: where it is, what is peculiar about it, and how it is asked."""

# ruff: noqa: PTH110, PTH118, PTH123
# Names of files may be any bytes, and pathlib costs time to import.

from __future__ import annotations

import os
import shlex
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from configguard.errors import Misasked, Undecided
from configguard.model.record import dataclass, field
from configguard.revisions import _git
from configguard.revisions._conversation import Conversation, complaint
from configguard.revisions._objects import Objects

if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen

OID_LENGTHS = {"sha1": 40, "sha256": 64}
EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_QUESTIONS = (
    "--is-bare-repository",
    "--is-inside-work-tree",
    "--is-shallow-repository",
    "--show-object-format",
    "--show-cdup",
    "--absolute-git-dir",
)
_FACTS = 5
WHOLE = ("git fetch --unshallow", "in GitHub Actions: actions/checkout with fetch-depth: 0")
"""What makes a shallow clone a whole one."""
_DEEPEN = "or have what is missing fetched: --deepen"
_DUBIOUS = "safe.directory"


@dataclass(frozen=True)
class Repository:
    """A repository: `top` is its work tree's top folder, None where there is no work tree."""

    git_folder: str
    top: str | None
    is_shallow: bool
    object_format: str
    objects: Objects = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Have the reader of objects at hand; its process starts with the first question."""
        object.__setattr__(self, "objects", Objects(self._reader, self.oid_length))

    @property
    def oid_length(self) -> int:
        """How many hex digits an object id has."""
        return OID_LENGTHS[self.object_format]

    @property
    def empty_tree(self) -> str:
        """The id of the tree without files."""
        return EMPTY_TREES[self.object_format]

    @cached_property
    def common_folder(self) -> str:
        """The folder that all work trees of the repository share."""
        named = _text(os.path.join(self.git_folder, "commondir"))
        return os.path.join(self.git_folder, named.strip()) if named else self.git_folder

    @cached_property
    def cut_off(self) -> frozenset[str]:
        """The commits whose parents a shallow clone does not have."""
        return frozenset(_text(os.path.join(self.common_folder, "shallow")).split()) if self.is_shallow else frozenset()

    @cached_property
    def is_partial(self) -> bool:
        """Whether objects were left out when it was cloned."""
        status, _, _ = self.ask("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")
        return status == 0

    def ask(
        self, *arguments: str, feed: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, bytes]:
        """What git answers: its exit status, its output, its complaint."""
        talk = Conversation(self._start(arguments, environment))
        talk.say(feed)
        return talk.finish()

    def tell(self, *arguments: str, feed: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
        """What git answers; raises `Undecided` if it fails."""
        status, output, words = self.ask(*arguments, feed=feed, environment=environment)
        if status:
            raise self.missing(f"git {arguments[0]} failed{complaint(words)}")
        return output

    def missing(self, problem: str) -> Undecided:
        """What to raise for something that should be there, with the reason and the cures that are known."""
        return shallow(problem) if self.is_shallow else self.without(problem)

    def without(self, problem: str) -> Undecided:
        """What to raise for a folder or content that should be there: with its commit comes all that is in it."""
        if self.is_partial:
            return Undecided(
                f"{problem} (this is a partial clone, and nothing is fetched while judging)",
                "git fetch --refetch --no-filter origin",
            )
        return Undecided(problem, "git fsck")

    def _reader(self) -> Popen[bytes]:
        return self._start(("cat-file", "--batch"), None)

    def _start(self, arguments: tuple[str, ...], environment: Mapping[str, str] | None) -> Popen[bytes]:
        where = self.top or self.git_folder
        return _git.start(where, (f"--git-dir={self.git_folder}", *arguments), environment)


class CutOff(Undecided):
    """A shallow clone's history ends too early; `ends` are the commits behind which more is wanted, where known."""

    def __init__(self, problem: str, cure: str, *more: str, ends: tuple[str, ...] = ()) -> None:
        super().__init__(problem, cure, *more)
        self.ends = ends


def shallow(problem: str, *ends: str) -> CutOff:
    """What to raise where a shallow clone ends too early."""
    return CutOff(f"{problem} (this clone is shallow: its history is cut off)", *WHOLE, _DEEPEN, ends=ends)


def discover(directory: str) -> Repository:
    """The repository that `directory` is in.

    Raises `Misasked` if it is in none, `Undecided` if git refuses it or it has grafts.
    """
    folder = os.path.realpath(directory)
    talk = Conversation(_git.start(folder, ("rev-parse", *_QUESTIONS)))
    status, output, words = talk.finish()
    if status:
        _refused(folder, words)
    facts = output.decode("utf-8", "surrogateescape").split("\n", _FACTS)
    if len(facts) != _FACTS + 1 or facts[3] not in OID_LENGTHS or not output.endswith(b"\n"):
        raise Undecided("git did not say what its repository is like; it may be too old", "git --version")
    is_bare, is_inside, is_shallow, object_format, way_up, git_folder = facts
    top = os.path.normpath(os.path.join(folder, way_up)) if (is_bare, is_inside) == ("false", "true") else None
    found = Repository(git_folder.removesuffix("\n"), top, is_shallow == "true", object_format)
    if os.path.exists(os.path.join(found.common_folder, "info", "grafts")):
        raise Undecided(
            "this repository has grafts, which show another history than the true one", "rm .git/info/grafts"
        )
    return found


def _refused(folder: str, words: bytes) -> NoReturn:
    said = words.decode("utf-8", "replace")
    if _DUBIOUS in said:
        owned = next((line.strip() for line in said.splitlines() if _DUBIOUS in line and "git config" in line), "")
        cure = owned or f"git config --global --add safe.directory {shlex.quote(folder)}"
        raise Undecided("the repository belongs to somebody else, so git does not read it", cure)
    if "safe.bareRepository" in said:
        raise Undecided(f"{folder} is a bare repository, whose settings git does not trust", "git clone . ../work-tree")
    if "not a git repository" in said:
        raise Misasked(
            f"{folder} is not in a git repository",
            "git init",
            "or compare two folders: --base FOLDER --head FOLDER",
        )
    raise Undecided(f"git does not read this repository{complaint(words)}", "git status")


def _text(file: str) -> str:
    """A small file's text; empty where there is none."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except FileNotFoundError:
        return ""

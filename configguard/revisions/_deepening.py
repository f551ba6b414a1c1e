"""Fetches the history that a shallow clone lacks, a step at a time, where that was asked for.

The one place where git speaks to another: it is asked for commits by their ids, behind those that were fetched
before, so no name moves, and what comes is what their ids say.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.model.record import replace
from configguard.revisions import _git
from configguard.revisions._conversation import Conversation, complaint
from configguard.revisions._repository import WHOLE, CutOff, discover

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.progress import Listener
    from configguard.model.revision import Comparison
    from configguard.revisions._repository import Repository

    Attempt = Callable[[Repository], Comparison]

ALL = 2**31 - 1
"""So deep is what has no end, to git. Source: git-fetch(1), `--unshallow`; gitformat-shallow."""
STEPS = (50, 200, 1000, ALL)
LONGEST = 120.0
"""Seconds after which no further step is begun; each of them ends when nothing has come for as long."""
_DOING = "fetching history"
_SSH = re.compile(r"(?:\S*/)?ssh(?=\s|$)")
_LOGIN = re.compile(r"//[^/\s@'\"]*@")
_SETTINGS = (
    "protocol.version=2",  # in which any commit can be asked for
    "credential.interactive=never",
    "core.alternateRefsCommand=true",  # a program that would be run to list names
    "transfer.bundleURI=false",  # another place to fetch from
    "fetch.writeCommitGraph=false",
    "http.lowSpeedLimit=1000",
    "http.lowSpeedTime=30",
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "https:ssh:http:file",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
}
_FETCH = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-prune",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-show-forced-updates",
    "--refmap=",
    "--upload-pack=git-upload-pack",
)


def compared(directory: str, attempt: Attempt, listener: Listener) -> Comparison:
    """What the attempt gives as soon as history goes back as far as it needs.

    Raises `CutOff` where that cannot be fetched, and says why.
    """
    begun = monotonic()
    for number, depth in enumerate(STEPS, 1):
        repository = discover(directory)
        try:
            return attempt(repository)
        except CutOff as short:
            if monotonic() - begun > LONGEST:
                why = f"fetching more of it took longer than {LONGEST:.0f} seconds"
                raise _given_up(short, why) from None
            listener(_DOING, "all" if depth == ALL else f"{depth} commits", number, len(STEPS))
            _deepen(repository, depth, short)
    return attempt(discover(directory))


def _deepen(repository: Repository, depth: int, short: CutOff) -> None:
    """Fetch so many commits behind those at which history is cut off."""
    wanted = _cut_off_behind(repository, short.ends)
    try:
        remote = _remote(repository)
        process = _git.start(
            repository.top or repository.git_folder,
            (
                *(part for setting in _SETTINGS for part in ("-c", setting)),
                f"--git-dir={repository.git_folder}",
                *_FETCH,
                "--unshallow" if depth == ALL else f"--deepen={depth}",
                "--stdin",
                "--end-of-options",
                remote,
            ),
            {**_ENVIRONMENT, "GIT_SSH_COMMAND": _ssh(repository)},
        )
        talk = Conversation(process)
        talk.say("".join(f"{oid}\n" for oid in wanted).encode())
        status, _, words = talk.finish()
    except Undecided as failed:
        raise _given_up(short, failed.problem) from failed
    if status:
        raise _given_up(short, f"git could not fetch more{_LOGIN.sub('//', complaint(words))}")


def _cut_off_behind(repository: Repository, ends: tuple[str, ...]) -> list[str]:
    """The commits at which the history of these ends is cut off; of all that is here, where none is named."""
    if not ends:
        return sorted(repository.cut_off)
    first = repository.tell("rev-list", "--max-parents=0", *ends).decode().split()
    return sorted(repository.cut_off.intersection(first)) or sorted(repository.cut_off)


def _remote(repository: Repository) -> str:
    """`origin`, or the one remote that there is."""
    names = repository.tell("remote").decode("utf-8", "surrogateescape").splitlines()
    if "origin" in names:
        return "origin"
    if len(names) != 1:
        what = "none of several remotes is called origin" if names else "it has no remote"
        raise Undecided(what, "git remote -v")
    return names[0]


def _ssh(repository: Repository) -> str:
    """The ssh that the clone is set up with, kept from asking anybody anything."""
    _, output, _ = repository.ask("config", "--get", "core.sshCommand")
    command = output.decode("utf-8", "surrogateescape").strip() or "ssh"
    program = _SSH.match(command)
    return f"{program[0]} -oBatchMode=yes{command[program.end() :]}" if program else command


def _given_up(short: CutOff, why: str) -> CutOff:
    return CutOff(f"{short.problem}, and {why}", *WHOLE, ends=short.ends)


def with_messages(comparison: Comparison, directory: str, attempt: Attempt, listener: Listener) -> Comparison:
    """The comparison with all its messages where they can be fetched; else as it was, saying why they cannot be."""

    def whole(repository: Repository) -> Comparison:
        found = attempt(repository)
        if found.is_cut_off:
            ends = (found.tip.revision.oid, found.head.revision.oid or "HEAD")
            raise CutOff(found.messages_missing, found.messages_cure, ends=tuple(filter(None, ends)))
        return found

    try:
        return compared(directory, whole, listener)
    except CutOff as short:
        return replace(comparison, messages_missing=short.problem)

"""Objects of the repository, read through one `git cat-file` that stays open.

Source: git-cat-file(1), “Batch output”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard.errors import Undecided
from configguard.revisions._conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from subprocess import Popen

_WORDS = 3


class Object(NamedTuple):
    """An object; `data` is None where it is larger than was wanted."""

    oid: str
    kind: str
    data: bytes | None


class Objects:
    """Reads objects by id, and revisions by name; the process starts with the first of them."""

    def __init__(self, start: Callable[[], Popen[bytes]], oid_length: int) -> None:
        self._start = start
        self._oid_length = oid_length
        self._conversation: Conversation | None = None

    def get(self, name: str) -> Object | None:
        """The object that an id or a name stands for; None if there is none."""
        return None if "\n" in name else next(self._ask([name], None))  # a line break would make it two questions

    def many(self, oids: Collection[str], largest: int | None) -> Iterator[Object | None]:
        """The objects with these ids, in their order; those over `largest` bytes come without their data."""
        return self._ask(oids, largest)

    def _ask(self, names: Collection[str], largest: int | None) -> Iterator[Object | None]:
        if self._conversation is None:
            self._conversation = Conversation(self._start())
        talk = self._conversation
        talk.say("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
        done = 0
        try:
            for name in names:
                answer = self._answer(talk, name, largest)
                done += 1
                yield answer
        finally:
            if done < len(names):  # what is still to come would be taken for the next question's answer
                talk.close()
                self._conversation = None

    def _answer(self, talk: Conversation, name: str, largest: int | None) -> Object | None:
        header = talk.line().decode("utf-8", "surrogateescape")
        if header in {f"{name} missing", f"{name} ambiguous"}:
            return None
        words = header.split(" ")
        if len(words) != _WORDS or len(words[0]) != self._oid_length or not words[2].isdecimal():
            raise Undecided(f"git gave an answer that is none: {header!r}", "git fsck")
        oid, kind, size = words[0], words[1], int(words[2])
        data = None
        if largest is not None and size > largest:
            talk.discard(size)
        else:
            data = talk.exactly(size)
        if talk.exactly(1) != b"\n":
            raise Undecided(f"git's answer for {oid} is longer than it said", "git fsck")
        return Object(oid, kind, data)

"""The five shapes of plug-ins: a format, a source of intent, a rule, a reporter, a renderer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from configguard.model.document import Document, Reading
from configguard.model.event import Event, PullRequest
from configguard.model.finding import Remark
from configguard.model.intent import Silent, Spoken, Unread
from configguard.model.level import Level
from configguard.model.policy import Policy
from configguard.model.proposal import Proposal
from configguard.model.recipe import Recipe
from configguard.model.record import dataclass
from configguard.model.report import Report
from configguard.model.revision import Comparison
from configguard.model.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Format:
    """Reads one file format.

    `parse(file, data)` returns the documents, or raises `Unreadable`. `names` are file names that belong to the
    format whatever their suffix.
    """

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[str, bytes], tuple[Document, ...]]
    names: tuple[str, ...] = ()


def _nothing(_file: str, _data: bytes) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Request:
    """What sources of intent may look at.

    `scopes`, `settings` and `targets` come from the command line; `message` is the text of a message file (the
    commit-msg stage), already cleaned; `parse` reads the documents of a file, None where no format knows its name.
    `proposed` asks the platform for the pull requests of an event that holds none; None where it may not be asked.
    """

    comparison: Comparison
    scopes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    message: str | None = None
    message_file: str | None = None
    event: Event | None = None
    ci: bool = False
    parse: Callable[[str, bytes], Reading | None] = _nothing
    proposed: Callable[[Event, Comparison], tuple[PullRequest, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Finds what the author said in one place."""

    name: str
    read: Callable[[Request, Policy], Spoken | Silent | Unread]


@dataclass(frozen=True, slots=True)
class Rule:
    """One judgement. The docstring of its module is its manual page."""

    name: str
    level: Level
    summary: str
    check: Callable[[Proposal, Policy], Iterator[Remark]]

    @property
    def manual(self) -> str:
        """The manual page, Markdown."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look: colour or not, how wide, and which details."""

    colour: bool = False
    width: int = 100
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Reporter:
    """Says a report in one way: a pure function."""

    name: str
    summary: str
    render: Callable[[Report, Style], str]


@dataclass(frozen=True, slots=True)
class Renderer:
    """A program that makes the effective configuration of a target.

    `programs` are the names of those that can, the first that is installed is taken; none where the recipe names its
    own. `install` are cures for a machine without any. `format` is what it writes. `entries(recipe)` are the files of
    which one must be there for a target to be one. `reads(recipe, shelf)` are the files of a revision that it may
    read, `code(recipe, path)` tells which of them are code. `words(recipe, program)` is the command line, in the
    folder of the revision's files.
    """

    name: str
    programs: tuple[str, ...]
    install: tuple[str, ...]
    format: str
    entries: Callable[[Recipe], tuple[str, ...]]
    reads: Callable[[Recipe, Shelf], frozenset[str]]
    code: Callable[[Recipe, str], bool]
    words: Callable[[Recipe, str], tuple[str, ...]]

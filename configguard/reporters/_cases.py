"""Findings about one thing are one case; cases that are alike are told together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from configguard.model.address import joined
from configguard.model.change import Change
from configguard.model.finding import Finding
from configguard.model.record import dataclass
from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from configguard.model.address import Segment
    from configguard.model.document import Place
    from configguard.model.level import Level
    from configguard.model.report import Report

ALONE = 3
"""So many cases of a kind are each told in full; more are told together."""
MOST_PARTS = 12
"""More parts than this are too many to read: the rules alone then tell them apart."""


@dataclass(frozen=True)
class Case:
    """What is said of one change, or of one place where it is about none; the worst first."""

    findings: tuple[Finding, ...]
    change: Change | None

    @property
    def level(self) -> Level:
        """The worst level."""
        return max(finding.level for finding in self.findings)

    @property
    def rank(self) -> tuple[int, bool]:
        """What sorts cases, the worst first; of equal ones that of a critical setting."""
        return -self.level, self.change is None or self.change.critical is None

    @property
    def file(self) -> str | None:
        """The file it is about, if it is about one."""
        return self.findings[0].file

    @property
    def place(self) -> Place | None:
        """Line and column in that file."""
        return next((f.place for f in self.findings if f.place), self.change.place if self.change else None)

    @property
    def rules(self) -> tuple[tuple[str, Level], ...]:
        """Which rules say something, at which levels."""
        return tuple(dict.fromkeys((finding.rule, finding.level) for finding in self.findings))

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes of its change."""
        return self.change.scopes if self.change else ()


@dataclass(frozen=True)
class Part:
    """Cases of the same rules, in the order they came."""

    cases: tuple[Case, ...]

    @property
    def is_one(self) -> bool:
        """Whether it is a single case."""
        return len(self.cases) == 1

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is said."""
        return tuple(finding for case in self.cases for finding in case.findings)

    @cached_property
    def where(self) -> str:
        """What the cases share: `under services.payments`, `in config/api.yaml`, `in 12 files`, or ''."""
        files = list(dict.fromkeys(case.file for case in self.cases if case.file))
        if len(files) != 1:
            return f"in {count(len(files), 'file')}" if files else ""
        paths = [case.change.trail.path for case in self.cases if case.change]
        shared = _shared(paths) if len(paths) == len(self.cases) else ()
        return f"under {joined(shared)}" if shared else f"in {files[0]}"

    @property
    def counted(self) -> str:
        """How many there are of what: `12 settings`, `3 places`."""
        settings = all(case.change for case in self.cases)
        return count(len(self.cases), "setting" if settings else "place")


def cases(report: Report) -> tuple[Case, ...]:
    """The report's findings, those about the same change together, in the order of the worst of each."""
    changes = {change.address: change for change in report.changes}
    together: dict[Hashable, tuple[Change | None, list[Finding]]] = {}
    for finding in report.findings:
        change = finding.change or (changes.get(finding.address) if finding.address else None)
        about = change.address if change else (finding.file, finding.place, finding.fingerprint)
        together.setdefault(about, (change, []))[1].append(finding)
    return tuple(Case(tuple(sorted(found, key=lambda f: -f.level)), change) for change, found in together.values())


def worst_first(report: Report) -> list[Finding]:
    """All findings, of each level those of critical settings first, so that no limit cuts them; waived ones last."""
    every = (*report.findings, *report.overridden, *report.waived)
    return sorted(every, key=lambda f: (f.waiver is not None, -f.level, f.change is None or f.change.critical is None))


def parts(found: Iterable[Case], *, all_alone: bool = False) -> tuple[Part, ...]:
    """The cases, those of the same rules in the same scopes together where they are many; the worst first."""
    every = tuple(found)
    if all_alone:
        return tuple(Part((case,)) for case in every)
    told = _together(every, lambda case: (case.rank, case.rules, case.scopes))
    if len(told) > MOST_PARTS:
        told = _together(every, lambda case: (case.rank, case.rules))
    return tuple(sorted(told, key=lambda part: part.cases[0].rank))


def _together(every: tuple[Case, ...], key: Callable[[Case], Hashable]) -> tuple[Part, ...]:
    alike: dict[Hashable, list[Case]] = {}
    for case in every:
        alike.setdefault(key(case), []).append(case)
    many = {name for name, members in alike.items() if len(members) > ALONE}
    told: dict[Hashable, Part] = {}
    for number, case in enumerate(every):
        name = key(case)
        if name in many:
            told.setdefault(name, Part(tuple(alike[name])))
        else:
            told[number] = Part((case,))
    return tuple(told.values())


def _shared(paths: list[tuple[Segment, ...]]) -> tuple[Segment, ...]:
    """The beginning that all paths share, short of any path's own end."""
    shared = paths[0][:-1]
    for path in paths[1:]:
        pairs = enumerate(zip(shared, path, strict=False))
        shared = shared[: next((number for number, (one, other) in pairs if one != other), len(path) - 1)]
    return shared

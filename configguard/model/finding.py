"""What a rule says of one place, and what becomes of it."""

from __future__ import annotations

from configguard.model.address import Address, quoted_file
from configguard.model.change import Change, fingerprint
from configguard.model.document import Place
from configguard.model.level import Level
from configguard.model.override import Override
from configguard.model.record import dataclass
from configguard.model.waiver import Waiver

APPROVAL = "approval"
"""The first of the facts of a remark that wants an owner's approval."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule's sentence about one place: nothing of its own name, level or waivers.

    `message` is one sentence without a full stop, which must survive alone; it holds no secret.
    `ways_out` are what to do, each a label and the exact words: (`put it back`, `configguard restore …`).
    `level` overrides the rule's own where this remark weighs otherwise. `facts` tell remarks of one rule at one
    address apart in the fingerprint. `commit` is the one whose own words it is held against, where each has its own.
    """

    message: str
    change: Change | None = None
    file: str | None = None
    place: Place | None = None
    address: Address | None = None
    ways_out: tuple[tuple[str, str], ...] = ()
    level: Level | None = None
    facts: tuple[str, ...] = ()
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with its rule and level, and the waiver by which it was accepted, or the override by which it passes."""

    rule: str
    level: Level
    remark: Remark
    waiver: Waiver | None = None
    override: Override | None = None

    @property
    def commit(self) -> str | None:
        """The commit whose own words it is held against, where each has its own."""
        return self.remark.commit

    @property
    def message(self) -> str:
        """The sentence."""
        return self.remark.message

    @property
    def change(self) -> Change | None:
        """The change it is about, if it is about one."""
        return self.remark.change

    @property
    def address(self) -> Address | None:
        """The setting it is about, if it is about one."""
        return self.remark.address or (self.remark.change.address if self.remark.change else None)

    @property
    def file(self) -> str | None:
        """The file it is about, if it is about one."""
        return self.remark.file or (self.remark.change.file if self.remark.change else None)

    @property
    def where(self) -> str | None:
        """The address it is about in its canonical form; its file's name where it is about no setting."""
        if self.address is not None:
            return str(self.address)
        return None if self.file is None else quoted_file(self.file)

    @property
    def place(self) -> Place | None:
        """Line and column in that file."""
        return self.remark.place or (self.remark.change.place if self.remark.change else None)

    def fits(self, waiver: Waiver) -> bool:
        """Whether this is the finding that the waiver accepts."""
        if waiver.rule != self.rule:
            return False
        return self.where == waiver.address if waiver.address else self.fingerprint == waiver.fingerprint

    @property
    def identity(self) -> tuple[str, str, str | None]:
        """What tells it apart from every other finding of a report: a setting can change alike in two commits."""
        return self.rule, self.fingerprint, self.commit

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits, made of facts and not of lines."""
        if self.remark.change is not None and not self.remark.facts:
            return self.remark.change.fingerprint(self.rule)
        return fingerprint(self.rule, str(self.address or ""), self.file or "", *self.remark.facts)

"""References between settings: what the policy declares of them, and which ones a change breaks."""

from __future__ import annotations

from configguard.model.address import Address
from configguard.model.change import Change
from configguard.model.document import Place
from configguard.model.pattern import Pattern
from configguard.model.record import dataclass
from configguard.model.wildcard import TextGlob


@dataclass(frozen=True)
class Reference:
    """Names that must stand elsewhere: those of `referring` settings among those of `referred` ones.

    Of a pattern with `keys` it is the keys that are the names. `split` divides a value into several names. A name that
    one of `allow` fits need not stand anywhere (`*` is any text). Where it is `unique`, it may stand but once. What
    `critical_from` settings or more refer to is critical. All patterns have the same placeholders, which must hold the
    same on both ends.
    """

    referring: tuple[Names, ...]
    referred: tuple[Names, ...]
    name: str | None = None
    why: str | None = None
    split: str | None = None
    allow: tuple[TextGlob, ...] = ()
    unique: bool = True
    critical_from: int | None = None
    place: Place | None = None
    source: str | None = None

    def allows(self, text: str) -> bool:
        """Whether the name need not stand anywhere."""
        return any(glob.match(text) is not None for glob in self.allow)

    @property
    def where(self) -> str:
        """Where its names must stand, in a sentence: the patterns as the policy has them."""
        texts = [names.pattern.text for names in self.referred]
        return " or ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


@dataclass(frozen=True, slots=True)
class Names:
    """Where names stand: in the values of the settings that the pattern covers, or in the `keys` at which it ends."""

    pattern: Pattern
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands on one side; `name` is how it is shown, None where that would show a secret."""

    address: Address
    place: Place
    name: str | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A setting whose name stands nowhere at the head, or in several places (`twins`), where it may stand but once.

    `gone` is where the base had it, if it did, and `renamed` what that entry is called now, if it is known. `near` are
    names that may be meant, `other_type` says that the same text stands there as another type, and `unread` which files
    might hold the name and could not be read. `old` says that it was so at the base, too.
    """

    reference: Reference
    spot: Spot
    type: str
    old: bool
    twins: tuple[Spot, ...] = ()
    gone: Spot | None = None
    renamed: Spot | None = None
    near: tuple[str, ...] = ()
    other_type: str | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry that the base had, by its name, and the head has not, while settings still refer to it.

    `change` is one of those that took it away; `renamed` is what it is called now, if that is known.
    """

    reference: Reference
    spot: Spot
    by: tuple[Address, ...]
    change: Change | None = None
    renamed: Spot | None = None


@dataclass(frozen=True, slots=True)
class BrokenReferences:
    """What a change does to the references: those that point at nothing or at several entries, and the entries gone."""

    broken: tuple[Broken, ...] = ()
    lost: tuple[Lost, ...] = ()

"""What targets get at one setting, and which of their layers has a say in that."""

from __future__ import annotations

from configguard.model.address import Address
from configguard.model.change import Value
from configguard.model.document import Place
from configguard.model.effective import Origin
from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    """What one layer says: nothing, where it has no value; `there` tells whether there is such a file at all."""

    file: str
    there: bool
    place: Place | None = None
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One setting of a target: what it gets, where that is written, and what each of its layers says, in their order.

    `value` and `origin` are None where it gets nothing, though a layer says something: another deletes it.
    """

    address: Address
    value: Value | None
    origin: Origin | None
    layers: tuple[Says, ...]


@dataclass(frozen=True, slots=True)
class Receivers:
    """The targets in whose layers a setting stands.

    Of the `shadowed` ones another layer has the word, whose place is beside the name, or it is deleted; of the `unseen`
    ones it cannot be told, and why is beside the name. `schemas` hold what those get that get the setting.
    """

    getting: tuple[str, ...] = ()
    shadowed: tuple[tuple[str, Origin | None], ...] = ()
    unseen: tuple[tuple[str, str], ...] = ()
    schemas: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not (self.getting or self.shadowed or self.unseen)
